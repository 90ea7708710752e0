// Global ids: opaque, typed, and the same everywhere: `task_AZqAE3…`, `org_AZqAE1…`.
//
// The first part names the type; the rest is, in base64url, the organization's id and the row's own (a journal entry's:
// its wallet's and its number). So an id says which organization it belongs to, and a look-up can check that the
// caller may see it before it reads anything.

import { NIL } from 'uuid'
import type { OrganizationId } from '../ids.ts'
import { badInput } from './badInput.ts'

const UUID_BYTES = 16
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

export function encodeGlobalId(typename: string, id: string): string {
  const { prefix, uuids, numbers } = FORMATS[typename as NodeType]
  const parts = id.split('/')
  const bytes = Buffer.alloc(uuids * UUID_BYTES + numbers * SEQUENCE_BYTES)
  for (const [i, part] of parts.entries()) {
    if (i < uuids) bytes.write(part.replaceAll('-', ''), i * UUID_BYTES, 'hex')
    else bytes.writeBigUInt64BE(BigInt(part), uuids * UUID_BYTES)
  }
  return `${prefix}_${bytes.toString('base64url')}`
}

/** Refuses whatever encodeGlobalId doesn't write: there is one way to write each id. */
export function decodeGlobalId(globalId: string): GlobalId {
  const [prefix, ...rest] = globalId.split('_')
  const bytes = Buffer.from(rest.join('_'), 'base64url')
  for (const [typename, format] of Object.entries(FORMATS)) {
    const { uuids, numbers } = format
    if (format.prefix !== prefix || bytes.length !== uuids * UUID_BYTES + numbers * SEQUENCE_BYTES) continue
    const parts: string[] = []
    for (let i = 0; i < uuids; i++) {
      parts.push(formatUuid(bytes.subarray(i * UUID_BYTES, (i + 1) * UUID_BYTES)))
    }
    if (numbers > 0) parts.push(String(bytes.readBigUInt64BE(uuids * UUID_BYTES)))
    const id = parts.join('/')
    if (encodeGlobalId(typename, id) === globalId) return { typename, id }
  }
  throw badInput('id', `must be an id as the API gives it, not ${JSON.stringify(globalId.slice(0, 100))}`)
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

function formatUuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
