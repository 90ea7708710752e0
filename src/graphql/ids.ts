// Global ids: opaque, typed, and the same everywhere: `task_AZqAE3…`, `org_AZqAE1…`.
//
// The first part names the type; the rest is, in base64url, the organization's id and the row's own (a journal entry's:
// its wallet's and its number). So an id says which organization it belongs to, and a look-up can check that the
// caller may see it before it reads anything.

import { NIL } from 'uuid'
import type { OrganizationId } from '../ids.ts'
import { badInput } from './badInput.ts'

const UUID_BYTES = 16
const UUID_CHARACTERS = 36
const SEQUENCE_BYTES = 8

/** Per type: the prefix of its ids, and how many UUIDs and numbers follow. */
const FORMATS = {
  Organization: { prefix: 'org', uuids: 1, numbers: 0 },
  PriceRule: { prefix: 'price', uuids: 1, numbers: 0 },
  Member: { prefix: 'member', uuids: 2, numbers: 0 },
  Wallet: { prefix: 'wallet', uuids: 2, numbers: 0 },
  CreditLot: { prefix: 'lot', uuids: 2, numbers: 0 },
  Hold: { prefix: 'hold', uuids: 2, numbers: 0 },
  Alert: { prefix: 'alert', uuids: 2, numbers: 0 },
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
  Task: { prefix: 'task', uuids: 2, numbers: 0 },
  JournalEntry: { prefix: 'entry', uuids: 2, numbers: 1 },
} as const

export type NodeType = keyof typeof FORMATS

/** A decoded id. `id` is the parts, joined by a slash, as Pothos carries it. */
export interface GlobalId {
  readonly typename: string
  readonly id: string
}

const PREFIXES = new Map(
  Object.entries(FORMATS).map(([typename, format]) => [format.prefix as string, { typename, ...format }]),
)

export function encodeGlobalId(typename: string, id: string): string {
  const { prefix, uuids, numbers } = FORMATS[typename as NodeType]
  const uuidsEnd = uuids * (UUID_CHARACTERS + 1) - 1
  let hex = id.slice(0, uuidsEnd).replace(/[-/]/g, '')
  if (numbers > 0)
    hex += BigInt(id.slice(uuidsEnd + 1))
      .toString(16)
      .padStart(2 * SEQUENCE_BYTES, '0')
  return `${prefix}_${Buffer.from(hex, 'hex').toString('base64url')}`
}

/** Refuses whatever encodeGlobalId doesn't write: there is one way to write each id. */
export function decodeGlobalId(globalId: string): GlobalId {
  const prefixEnd = globalId.indexOf('_')
  const format = PREFIXES.get(globalId.slice(0, Math.max(prefixEnd, 0)))
  const encoded = globalId.slice(prefixEnd + 1)
  const bytes = Buffer.from(encoded, 'base64url')
  const isWhole = format && bytes.length === format.uuids * UUID_BYTES + format.numbers * SEQUENCE_BYTES
  if (!isWhole || bytes.toString('base64url') !== encoded) {
    throw badInput('id', `must be an id as the API gives it, not ${JSON.stringify(globalId.slice(0, 100))}`)
  }
  const { typename, uuids, numbers } = format
  const hex = bytes.toString('hex')
  const parts = Array.from({ length: uuids }, (_, i) =>
    formatUuid(hex.slice(2 * UUID_BYTES * i, 2 * UUID_BYTES * (i + 1))),
  )
  if (numbers > 0) parts.push(String(bytes.readBigUInt64BE(uuids * UUID_BYTES)))
  return { typename, id: parts.join('/') }
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

function formatUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
