// Global ids: opaque, typed, and the same everywhere: `task_AZqAE3…`, `org_AZqAE1…`.
//
// The first part names the type; the rest is, in base64url, the organization's id and the row's own (a journal entry's:
// its wallet's and its number). So an id says which organization it belongs to, and a look-up can check that the
// caller may see it before it reads anything.

import { NIL } from 'uuid'
import { readUuid, writeUuid } from '../formats/uuids.ts'
import type { OrganizationId } from '../ids.ts'
import { badInput } from './badInput.ts'

const UUID_BYTES = 16
const UUID_CHARACTERS = 36
const SEQUENCE_BYTES = 8

interface Format {
  readonly prefix: string
  readonly uuids: number
  readonly numbers: number
}

/** Per type: the prefix of its ids, and how many UUIDs and numbers follow. */
const FORMATS = {
  Organization: { prefix: 'org', uuids: 1, numbers: 0 },
  PriceRule: { prefix: 'price', uuids: 1, numbers: 0 },
  PlatformKey: { prefix: 'platformkey', uuids: 1, numbers: 0 },
  CreditPack: { prefix: 'pack', uuids: 1, numbers: 0 },
  Simulation: { prefix: 'simulation', uuids: 1, numbers: 0 },
  SimulatedOrganization: { prefix: 'simulated', uuids: 2, numbers: 0 },
  Member: { prefix: 'member', uuids: 2, numbers: 0 },
  Wallet: { prefix: 'wallet', uuids: 2, numbers: 0 },
  CreditLot: { prefix: 'lot', uuids: 2, numbers: 0 },
  Hold: { prefix: 'hold', uuids: 2, numbers: 0 },
  Alert: { prefix: 'alert', uuids: 2, numbers: 0 },
  Mail: { prefix: 'mail', uuids: 2, numbers: 0 },
  BalanceThreshold: { prefix: 'threshold', uuids: 2, numbers: 0 },
  AllocationRule: { prefix: 'allocation', uuids: 2, numbers: 0 },
  ApiKey: { prefix: 'key', uuids: 2, numbers: 0 },
  Invitation: { prefix: 'invitation', uuids: 2, numbers: 0 },
  AuditEntry: { prefix: 'audit', uuids: 2, numbers: 0 },
  WebhookEndpoint: { prefix: 'webhook', uuids: 2, numbers: 0 },
  WebhookDelivery: { prefix: 'delivery', uuids: 2, numbers: 0 },
  Budget: { prefix: 'budget', uuids: 2, numbers: 0 },
  PlanSubscription: { prefix: 'sub', uuids: 2, numbers: 0 },
  BindingQuote: { prefix: 'quote', uuids: 2, numbers: 0 },
  CreditRequest: { prefix: 'request', uuids: 2, numbers: 0 },
  Run: { prefix: 'run', uuids: 2, numbers: 0 },
  Payment: { prefix: 'payment', uuids: 2, numbers: 0 },
  Export: { prefix: 'export', uuids: 2, numbers: 0 },
  PaymentReceipt: { prefix: 'receipt', uuids: 2, numbers: 0 },
  Task: { prefix: 'task', uuids: 2, numbers: 0 },
  JournalEntry: { prefix: 'entry', uuids: 2, numbers: 1 },
} as const

export type NodeType = keyof typeof FORMATS

/** A decoded id. `id` is the parts, joined by a slash, as Pothos carries it. */
export interface GlobalId {
  readonly typename: string
  readonly id: string
}

const FORMAT_OF_PREFIX = new Map<string, Format & { readonly typename: string }>(
  Object.entries(FORMATS).map(([typename, format]) => [format.prefix, { typename, ...format }]),
)

/** The bytes of an id, while it is encoded. */
const encoded = Buffer.alloc(2 * UUID_BYTES + SEQUENCE_BYTES)

export function encodeGlobalId(typename: string, id: string): string {
  const { prefix, uuids, numbers }: Format = FORMATS[typename as NodeType]
  const bytes = uuids * UUID_BYTES
  for (let i = 0; i < uuids; i++) writeUuid(encoded, id, i * UUID_BYTES, i * (UUID_CHARACTERS + 1))
  if (numbers > 0) encoded.writeBigUInt64BE(BigInt(id.slice(uuids * (UUID_CHARACTERS + 1))), bytes)
  return `${prefix}_${encoded.toString('base64url', 0, bytes + numbers * SEQUENCE_BYTES)}`
}

/** The id in the API of a row, by the name of its type; its own id if the API has no such type, or not by an id. */
export function globalIdOf(typename: string, row: { organizationId: string; id: string }): string {
  if (!Object.hasOwn(FORMATS, typename)) return row.id
  const { uuids } = FORMATS[typename as NodeType]
  return encodeGlobalId(typename, uuids === 1 ? row.id : tenantId(row))
}

/** The rule for ids, as a message goes on after the name of a field: of these types, or of any type. */
export function notAnId(given: string, typenames: readonly string[] = []): string {
  const wanted = typenames.length > 0 ? `an id of type ${typenames.join(' or ')}` : 'an id'
  const { prefix } = FORMATS[(typenames[0] ?? 'Organization') as NodeType]
  return `must be ${wanted} from an answer of this API, such as ${prefix}_AaI…, not ${JSON.stringify(given.slice(0, 100))}`
}

/** Refuses whatever encodeGlobalId doesn't write: there is one way to write each id. */
export function decodeGlobalId(globalId: string): GlobalId {
  const at = globalId.indexOf('_')
  const format = at === -1 ? undefined : FORMAT_OF_PREFIX.get(globalId.slice(0, at))
  const text = globalId.slice(at + 1)
  const bytes = Buffer.from(text, 'base64url')
  const { uuids = 0, numbers = 0 } = format ?? {}
  const isWhole = bytes.length === uuids * UUID_BYTES + numbers * SEQUENCE_BYTES
  if (!format || !isWhole || bytes.toString('base64url') !== text) {
    throw badInput('id', notAnId(globalId))
  }
  const parts: string[] = []
  for (let i = 0; i < uuids; i++) parts.push(readUuid(bytes, i * UUID_BYTES))
  if (numbers > 0) parts.push(String(bytes.readBigUInt64BE(uuids * UUID_BYTES)))
  return { typename: format.typename, id: parts.join('/') }
}

/** The organization that an id belongs to, or is the id of; null for other texts, and for ids of what has no organization. */
export function organizationOfId(globalId: string): OrganizationId | null {
  const at = globalId.indexOf('_')
  const format = at === -1 ? undefined : FORMAT_OF_PREFIX.get(globalId.slice(0, at))
  if (!format || (format.uuids === 1 && format.typename !== 'Organization')) return null
  const bytes = Buffer.from(globalId.slice(at + 1), 'base64url')
  return bytes.length < UUID_BYTES ? null : readUuid(bytes, 0)
}

/** The id of a row that belongs to an organization, as Pothos carries it. */
export function tenantId(row: { organizationId: string; id: string }): string {
  return `${row.organizationId}/${row.id}`
}

/** The ids of the organization and of the row. `Own` is the type that the field of the API requires. */
export function splitTenantId<Own extends string = string>(id: string): { organizationId: OrganizationId; id: Own } {
  const [organizationId = '', own = ''] = id.split('/')
  return { organizationId, id: own as Own }
}

/** A row's own id if it is in this organization; the nil UUID, which nothing has, if it isn't. */
export function idIn<Own extends string = string>(organizationId: OrganizationId, globalId: GlobalId): Own {
  const { organizationId: of, id } = splitTenantId<Own>(globalId.id)
  return of === organizationId ? id : (NIL as Own)
}

/** As idIn, for a live stream: of all organizations, any row's own id. */
export function idInOrAll(organizationId: OrganizationId, globalId: GlobalId): string {
  return organizationId === '' ? splitTenantId(globalId.id).id : idIn(organizationId, globalId)
}
