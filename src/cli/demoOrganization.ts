// The demo: an organization with credits, a catalogue, and keys, which are stored in DATA_DIR/demo.json.

import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { issueMemberKey, issueOperatorKey } from '../access/keys.ts'
import type { Sessions } from '../access/sessions.ts'
import type { App } from '../app.ts'
import type { Role } from '../database/generated/client/client.ts'
import { encodeGlobalId } from '../graphql/ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { linkMember } from '../organizations/members.ts'
import { createOrganization } from '../organizations/operations.ts'
import { type CATALOGUES, loadBuiltIn } from '../pricing/catalogue.ts'
import { findPriceRules } from '../pricing/quotes.ts'
import { grantCredits } from '../wallets/grants.ts'
import { openShop } from './demoShop.ts'

const CREDITS = 1_000n

const DemoFile = z.object({
  url: z.string(),
  organizationId: z.string(),
  operatorKey: z.string(),
  adminKey: z.string(),
  memberKey: z.string(),
  /** The password of all three accounts. */
  password: z.string().default(() => randomBytes(9).toString('base64url')),
})

/** A submission, for the lines that the demo prints. */
interface Submission {
  readonly model: string
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
  /** Absent: its price does not need one. */
  readonly maxCredits?: number
}

export interface Example extends Submission {
  readonly creditType: string
}

const SONG = { prompt: 'rain on a tin roof' }
const MESSAGE = { role: 'user', content: 'Write about rain on a tin roof.' }

/** A submission that each catalogue has a price for; one that makes music if there is one. */
const SUBMISSIONS: Readonly<Record<keyof typeof CATALOGUES, Submission>> = {
  aimusicapi: { model: 'suno-v4', operation: 'create', input: SONG },
  artlist: { model: 'lyria-3', operation: 'music', input: SONG },
  claude: {
    ...{ model: 'claude-sonnet-4', operation: 'messages' },
    ...{ input: { max_tokens: 100, messages: [MESSAGE] }, maxCredits: 500 },
  },
  elevenlabs: { model: 'eleven-multilingual-v2', operation: 'text-to-speech', input: { text: SONG.prompt } },
  musicapi: { model: 'sonic', operation: 'create', input: SONG },
  sunoapi: { model: 'suno', operation: 'music', input: SONG },
  sunor: { model: 'suno', operation: 'music', input: SONG },
}

export type Demo = z.output<typeof DemoFile>

/** The accounts, by their roles. */
export const ACCOUNTS = {
  OWNER: { name: 'Olivia Owner', email: 'olivia@demo.example' },
  ADMIN: { name: 'Ada Admin', email: 'ada@demo.example' },
  MEMBER: { name: 'Max Member', email: 'max@demo.example' },
} as const

/** Creates the demo, or finds what an earlier start created. Writes demo.json, which only its owner can read. */
export async function openDemo(
  { app, url, sessions }: { app: App; url: string; sessions: Sessions | null },
  catalogue: keyof typeof CATALOGUES,
  dataDir: string,
): Promise<{ demo: Demo; example: Example }> {
  await loadBuiltIn(app, catalogue)
  const offered = findPriceRules(app, null, app.clock(), {}).filter(
    (rule) => rule.catalogue === catalogue && rule.state === 'ACTIVE',
  )
  const submission = SUBMISSIONS[catalogue]
  const { model, operation } = submission
  // The platform may have changed the prices since.
  const rule = offered.find((each) => each.model === model && each.operation === operation) ?? offered[0]
  if (!rule) throw new Error(`The catalogue ${catalogue} offers nothing.`)
  const { creditType } = rule
  const example = { ...submission, model: rule.model, operation: rule.operation, creditType }
  const organization = await createOrganization(app, {
    name: 'Demo Records',
    mode: 'SANDBOX',
    members: [
      { name: ACCOUNTS.OWNER.name, role: 'OWNER' },
      { name: ACCOUNTS.ADMIN.name, role: 'ADMIN' },
      { name: ACCOUNTS.MEMBER.name, role: 'MEMBER' },
    ],
    idempotencyKey: 'demo organization',
  })
  if (isRefusal(organization)) throw new Error(organization.message)
  const { id: organizationId } = organization.organization
  const granted = await grantCredits(app, {
    organizationId,
    creditType,
    kind: 'TOP_UP',
    credits: CREDITS,
    source: 'demo',
    idempotencyKey: `demo ${creditType} credits`,
  })
  if (isRefusal(granted)) throw new Error(granted.message)
  await openShop(app, creditType)

  const path = join(dataDir, 'demo.json')
  const kept = await readKept(path)
  const keyOf = (role: Role) => organization.keys.find(({ member }) => member.role === role)
  const password = kept?.password ?? DemoFile.shape.password.parse(undefined)
  for (const { member } of sessions ? organization.keys : []) {
    // Somebody may have added others since.
    const account = Object.values(ACCOUNTS).find(({ name }) => name === member.name)
    if (!account) continue
    const subject = await sessions?.ensureAccount({ ...account, password })
    if (subject && member.subject !== subject) await linkMember(app, { organizationId, memberId: member.id, subject })
  }
  const demo: Demo = {
    url,
    organizationId: encodeGlobalId('Organization', organizationId),
    operatorKey: await workingKey(app, kept?.operatorKey, { kind: 'operator' }),
    adminKey: keyOf('ADMIN')?.secret ?? (await workingKey(app, kept?.adminKey, member(keyOf('ADMIN')?.member))),
    memberKey: keyOf('MEMBER')?.secret ?? (await workingKey(app, kept?.memberKey, member(keyOf('MEMBER')?.member))),
    password,
  }
  await mkdir(dataDir, { recursive: true })
  // Written under another name and renamed: no reader sees half a file, and the mode is right from the start. The name is
  // this process's own, because another one may start on the same folder at the same time.
  const unfinished = `${path}.${randomUUID()}`
  await writeFile(unfinished, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
  await rename(unfinished, path)
  return { demo, example }
}

type Owner = { kind: 'operator' } | { kind: 'tenant'; organizationId: string; memberId: string }

function member(row: { organizationId: string; id: string } | undefined): Owner {
  if (!row) throw new Error('A member of the demo organization is missing.')
  return { kind: 'tenant', organizationId: row.organizationId, memberId: row.id }
}

/** The stored key if it still belongs to its owner; otherwise a new one. */
async function workingKey(app: App, kept: string | undefined, owner: Owner): Promise<string> {
  const shown = { secret: kept ?? '', cookies: null, organizationId: null, address: null }
  const caller = await app.access.authenticate(shown)
  const isOwners =
    caller?.kind === 'tenant'
      ? owner.kind === 'tenant' && caller.organizationId === owner.organizationId && caller.memberId === owner.memberId
      : caller?.kind === owner.kind
  if (kept !== undefined && isOwners) return kept
  return owner.kind === 'operator'
    ? issueOperatorKey(app.prisma, app.clock())
    : issueMemberKey(app.prisma, { organizationId: owner.organizationId, id: owner.memberId }, app.clock())
}

async function readKept(path: string): Promise<Demo | null> {
  try {
    return DemoFile.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    // The file does not exist yet, or can't be read: new keys are created.
    return null
  }
}
