// Checks the proof of a journal entry: every hash from the entry to the checkpoint that it was made for, as docs/journal.md says.
// It believes nobody: it needs the proof alone, and a hash of the checkpoint that was kept elsewhere to compare with.

interface ProofEntry {
  readonly sequence: number
  readonly type: string
  readonly credits: number
  readonly available: number
  readonly locked: number
  readonly frozen: number
  readonly lotId: string | null
  readonly holdId: string | null
  readonly taskId: string | null
  readonly reason: string | null
  readonly createdAt: string
  readonly hash: string
}

/** A proof, as `JournalEntry.proof` has it. */
interface Proof {
  readonly organizationId: string
  readonly walletId: string
  readonly before: ProofEntry | null
  readonly entries: readonly ProofEntry[]
  readonly position: number
  readonly path: readonly string[]
  readonly checkpoint: {
    readonly number: number
    readonly publishedAt: string
    readonly heads: number
    readonly root: string
    readonly previous: string
    readonly hash: string
  }
}

/** The entry that was proved, and the checkpoint that it was published with. */
export interface Proved {
  readonly entry: ProofEntry
  readonly checkpoint: Proof['checkpoint']
}

const GENESIS = '0'.repeat(64)

/**
 * Computes every hash of a proof again. Returns what is proved; null if a hash is not that of its values. Compare the checkpoint's
 * hash with one that you have from elsewhere. Needs Web Crypto: in a browser, a page over https or of localhost.
 */
export async function checkProof(value: unknown): Promise<Proved | null> {
  try {
    return await check(value as Proof)
  } catch (error) {
    // A value of another shape proves nothing.
    if (error instanceof TypeError && globalThis.crypto?.subtle) return null
    throw error
  }
}

async function check(proof: Proof): Promise<Proved | null> {
  const [entry] = proof.entries
  if (!entry) return null
  let last = proof.before?.hash ?? GENESIS
  let sequence = entry.sequence - 1
  for (const each of proof.entries) {
    if (each.sequence !== ++sequence || (await sha256(textOf(each, proof, last))) !== each.hash) return null
    last = each.hash
  }
  const leaf = `${uuidOf(proof.organizationId)}\n${uuidOf(proof.walletId)}\n${sequence}\n${last}\n`
  if ((await climb(await sha256(`\0${leaf}`), proof)) !== proof.checkpoint.root) return null
  const { number, publishedAt, heads, root, previous, hash } = proof.checkpoint
  const isPublished = (await sha256(`${number}\n${publishedAt}\n${heads}\n${root}\n${previous}\n`)) === hash
  return isPublished ? { entry, checkpoint: proof.checkpoint } : null
}

function textOf(entry: ProofEntry, { organizationId, walletId }: Proof, before: string): string {
  const { sequence, type, credits, available, locked, frozen, lotId, holdId, taskId, createdAt, reason } = entry
  const ids = [lotId, holdId, taskId].map((id) => (id === null ? '' : uuidOf(id)))
  const said = reason === null ? '' : JSON.stringify(reason)
  const values = [sequence, type, credits, available, locked, frozen, ...ids, createdAt, said, before]
  return [uuidOf(organizationId), uuidOf(walletId), ...values].map((each) => `${each}\n`).join('')
}

/** The root that the leaf and its path lead to, as in RFC 6962; null if the path does not fit the tree. */
async function climb(leaf: string, { position, path, checkpoint: { heads } }: Proof): Promise<string | null> {
  let hashed = leaf
  let used = 0
  for (let at = position, width = heads; width > 1; at = Math.floor(at / 2), width = Math.ceil(width / 2)) {
    if (at === width - 1 && width % 2 === 1) continue
    const sibling = path[used++]
    if (!sibling) return null
    const pair = at % 2 === 0 ? `${hashed}${sibling}` : `${sibling}${hashed}`
    hashed = await digest(new Uint8Array([1, ...bytesOf(pair)]))
  }
  return used === path.length && position >= 0 && position < heads ? hashed : null
}

const sha256 = (text: string): Promise<string> => digest(new TextEncoder().encode(text))

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const bytesOf = (hex: string): number[] => (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))

/** The row's own UUID, which an id of the API ends with. */
function uuidOf(id: string): string {
  const text = id
    .slice(id.indexOf('_') + 1)
    .replaceAll('-', '+')
    .replaceAll('_', '/')
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  const hex = hexOf(bytes.slice(-16))
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
