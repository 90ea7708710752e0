// Exports of a wallet's journal: files that are written here, and checked here without a database.
//
// NDJSON has a first line about the wallet and its head, then a line for each entry, the oldest first. CSV has the same entries,
// with the ids of the wallet in each row. The values are those that the hash covers (`canonicalForm` in src/ledger), so any
// program can recompute the hashes from the file. The ids are those of the API, which contain the ones that the hash covers.
// External ids are not in it: the hash doesn’t cover them, and everything in the file is provable.
// For callers who may see the audit log each line also has the actor, which the
// hash does not cover.

import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { z } from 'zod'
import type { App } from '../app.ts'
import type { Wallet } from '../database/generated/client/client.ts'
import { type Cell, csvRow, textOf } from '../formats/csv.ts'
import { decodeGlobalId, encodeGlobalId, type NodeType, tenantId } from '../graphql/ids.ts'
import {
  BEGINNING,
  flawOf,
  type HashedEntry,
  type JournalEntry,
  type JournalEntryType,
  MOVES,
} from '../ledger/journal.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import type { ExportFormat } from '../organizations/auditExport.ts'
import { firstIssue, parseInput } from '../refusals.ts'
import { actorOfEntry } from './actors.ts'

/** The entries of one read: few enough that formatting them takes a few milliseconds. */
const ENTRIES_PER_READ = 500

const COLUMNS = [
  'organizationId',
  'walletId',
  'sequence',
  'type',
  'credits',
  'available',
  'locked',
  'frozen',
  'lotId',
  'holdId',
  'taskId',
  'reason',
  'createdAt',
  'hash',
] as const

const ACTOR_COLUMNS = ['actorKind', 'actorName', 'actorId'] as const

/** The lines of an export, of the journal as it is at its start. `withActors`: each line also has the actor of its entry. */
export async function* exportJournal(
  app: App,
  wallet: Wallet,
  format: ExportFormat,
  { withActors }: { readonly withActors: boolean },
): AsyncGenerator<string> {
  const { organizationId, id: walletId, creditType, sequence, head } = wallet
  if (format === 'csv') yield csvRow(withActors ? [...COLUMNS, ...ACTOR_COLUMNS] : COLUMNS)
  else {
    const about = { holdfast: 'journal', ...walletIds(wallet), creditType, entries: Number(sequence) }
    yield `${JSON.stringify({ ...about, head: hex(head) })}\n`
  }
  // The entries up to the head never change, however long this takes.
  for (let last = 0n; last < sequence; ) {
    const entries = await app.prisma.journalEntry.findMany({
      where: { organizationId, walletId, sequence: { gt: last, lte: sequence } },
      orderBy: { sequence: 'asc' },
      take: ENTRIES_PER_READ,
    })
    const actors = withActors ? await Promise.all(entries.map((entry) => actorOfEntry(app, entry))) : []
    const lines = entries.map((entry, i) => {
      const actor = actors[i]
      if (format === 'csv')
        return csvRow([...cellsOf(wallet, entryJson(entry)), ...(actor ? [actor.kind, actor.name, actor.id] : [])])
      return `${JSON.stringify(actor ? { ...entryJson(entry), actor } : entryJson(entry))}\n`
    })
    yield lines.join('')
    last = entries.at(-1)?.sequence ?? sequence
  }
}

/** The ids of a wallet and its organization as the API has them. */
export function walletIds({ organizationId, id }: Pick<Wallet, 'organizationId' | 'id'>) {
  return {
    organizationId: encodeGlobalId('Organization', organizationId),
    walletId: encodeGlobalId('Wallet', tenantId({ organizationId, id })),
  }
}

/** An entry's values as exports and proofs have them, without the ids of its wallet. */
export function entryJson(entry: JournalEntry) {
  const { organizationId, walletId, sequence, credits, available, locked, frozen, hash, createdAt, ...others } = entry
  const { auditEntryId: _act, otherWalletId: _other, ...rest } = others
  const { lotId, holdId, taskId } = rest
  const shown = (type: NodeType, id: string | null) =>
    id === null ? null : encodeGlobalId(type, tenantId({ organizationId, id }))
  const ids = { lotId: shown('CreditLot', lotId), holdId: shown('Hold', holdId), taskId: shown('Task', taskId) }
  const numbers = { credits: Number(credits), available: Number(available), locked: Number(locked) }
  return {
    sequence: Number(sequence),
    ...rest,
    ...ids,
    ...numbers,
    frozen: Number(frozen),
    createdAt: createdAt.toISOString(),
    hash: hex(hash),
  }
}

function cellsOf(wallet: Wallet, shown: ReturnType<typeof entryJson>): Cell[] {
  const values = { ...walletIds(wallet), ...shown }
  return COLUMNS.map((column) => values[column])
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

// Checking one.

const amount = z.coerce.bigint().min(0n).max(CREDITS_MAX)

/** An id as the API has it. */
export function idOfType(type: NodeType) {
  return z
    .string()
    .refine((id) => partsOf(type, id) !== null, `must be an id of type ${type} from an answer of this API`)
}

/** The ids of the organization and of the row; null for an id of another type. */
function partsOf(type: NodeType, globalId: string): { organizationId: string; id: string } | null {
  try {
    const { typename, id } = decodeGlobalId(globalId)
    const [organizationId = '', own = organizationId] = id.split('/')
    return typename === type ? { organizationId, id: own } : null
  } catch {
    return null
  }
}

/** CSV has no null. */
const orNothing = (type: NodeType) =>
  idOfType(type)
    .or(z.literal('').transform(() => null))
    .nullable()

export const Entry = z.object({
  organizationId: idOfType('Organization'),
  walletId: idOfType('Wallet'),
  sequence: amount,
  type: z.enum(Object.keys(MOVES) as [JournalEntryType, ...JournalEntryType[]]),
  credits: amount,
  available: amount,
  locked: amount,
  frozen: amount,
  lotId: orNothing('CreditLot'),
  holdId: orNothing('Hold'),
  taskId: orNothing('Task'),
  reason: z.string().nullable(),
  createdAt: z.iso.datetime().transform((text) => new Date(text)),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')
    .transform((text) => new Uint8Array(Buffer.from(text, 'hex'))),
})

const About = z.object({
  holdfast: z.literal('journal'),
  organizationId: idOfType('Organization'),
  walletId: idOfType('Wallet'),
  entries: z.int().nonnegative(),
  head: z.string(),
})

/** The same entry with the ids that its hash covers; null if one of them is of another organization. */
export function covered(entry: z.output<typeof Entry>): HashedEntry | null {
  const { organizationId } = partsOf('Organization', entry.organizationId) ?? {}
  if (organizationId === undefined) return null
  const own = (type: NodeType, globalId: string | null) => {
    const parts = globalId === null ? null : partsOf(type, globalId)
    return parts === null || parts.organizationId === organizationId ? { id: parts?.id ?? null } : null
  }
  const [wallet, lot, hold, task] = [
    own('Wallet', entry.walletId),
    own('CreditLot', entry.lotId),
    own('Hold', entry.holdId),
    own('Task', entry.taskId),
  ]
  if (!wallet?.id || !lot || !hold || !task) return null
  return { ...entry, organizationId, walletId: wallet.id, lotId: lot.id, holdId: hold.id, taskId: task.id }
}

export interface CheckedExport {
  readonly walletId: string | null
  readonly entries: number
  /** The hash of the last entry. It equals the wallet's head at the time of the export, unless the end is missing. */
  readonly head: string
  /** The first error; null if the export is valid. */
  readonly wrong: string | null
}

/** Recomputes every hash and balance of an export. It streams, so the file may have any length. */
export async function checkExport(chunks: AsyncIterable<Uint8Array>): Promise<CheckedExport> {
  let about: z.output<typeof About> | null = null
  let walletId: string | null = null
  let before = BEGINNING
  let isBegun = false
  const checked = (wrong: string | null): CheckedExport => ({
    walletId,
    entries: Number(before.sequence),
    head: hex(before.hash),
    wrong,
  })
  for await (const { line, value } of records(chunks)) {
    isBegun = true
    if (value === HEADER) continue
    if (line === 1 && typeof value === 'object' && value !== null && 'holdfast' in value) {
      const parsed = parseInput(About, value)
      if (!parsed.ok) return checked(`Line 1 is not the first line of an export: ${firstIssue(parsed.refusal)}.`)
      about = parsed.value
      continue
    }
    if (value === null)
      return checked(`Line ${line} is not a journal entry: it must be JSON, or CSV with the header of an export.`)
    const parsed = parseInput(Entry, { ...about, ...(value as object) })
    if (!parsed.ok) return checked(`Line ${line} is not a journal entry: ${firstIssue(parsed.refusal)}.`)
    // CSV has no null, but a reason is never empty.
    const shown = { ...parsed.value, reason: parsed.value.reason || null }
    walletId ??= shown.walletId
    if (shown.walletId !== walletId) return checked(`Line ${line} is of another wallet.`)
    const entry = covered(shown)
    if (!entry) return checked(`Line ${line} names something of another organization.`)
    const flaw = flawOf(entry, before)
    if (flaw === 'sequence') return checked(`Line ${line}: entry ${entry.sequence} comes after ${before.sequence}.`)
    if (flaw === 'hash') return checked(`Line ${line}: the hash is not that of the entry’s values.`)
    if (flaw) return checked(`Line ${line}: ${entry[flaw]} ${flaw} does not follow from ${before[flaw]}.`)
    before = entry
  }
  if (!isBegun) return checked('It is empty: an export has a first line, even of a journal without entries.')
  if (about && (BigInt(about.entries) !== before.sequence || (about.entries > 0 && about.head !== hex(before.hash)))) {
    return checked(
      `The first line announces ${about.entries} entries and the head ${about.head}, but the file ends with another entry.`,
    )
  }
  return checked(null)
}

/** A line of a file, numbered from 1. The value is null if no export contains it. */
interface FileRecord {
  readonly line: number
  readonly value: unknown
}

/** Stands for the first line of a CSV, which names the columns. */
const HEADER = Symbol('header')

/** The records of a file of either format, with their line numbers. */
async function* records(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FileRecord> {
  const texts = textsOf(chunks)
  let line = 0
  try {
    const first = await texts.next()
    if (first.done) return
    const all = (async function* () {
      yield first.value
      yield* texts
    })()
    for await (const value of first.value.startsWith('{') ? linesOf(all) : rowsOf(all)) yield { line: ++line, value }
  } catch (error) {
    if (!isOfContent(error)) throw error
    yield { line: line + 1, value: null }
  }
}

async function* textsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
  decoder.decode()
}

async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<unknown> {
  let text = ''
  for await (const more of texts) {
    const lines = (text + more).split('\n')
    text = lines.pop() ?? ''
    for (const each of lines) yield json(each)
  }
  if (text !== '') yield json(text)
}

async function* rowsOf(texts: AsyncIterable<string>): AsyncGenerator<unknown> {
  const csv = parse({ cast: textOf })
  // A failure of the pipeline also fails the loop below.
  pipeline(Readable.from(texts), csv).catch(() => {})
  let isFirst = true
  for await (const row of csv as AsyncIterable<string[]>) {
    if (!isFirst) yield Object.fromEntries(COLUMNS.map((column, i) => [column, row[i]]))
    else yield isHeader(row) ? HEADER : null
    isFirst = false
  }
}

/** True for the names of the columns, with or without those of actors. */
function isHeader(row: readonly string[]): boolean {
  const names = row.join()
  return names === COLUMNS.join() || names === [...COLUMNS, ...ACTOR_COLUMNS].join()
}

/** Returns whether an error is about the content of the file: invalid UTF-8 or invalid CSV. */
function isOfContent(error: unknown): boolean {
  return error instanceof CsvError || (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
}

/** Parses a line; null if it is not JSON, which is then reported with its number. */
function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
