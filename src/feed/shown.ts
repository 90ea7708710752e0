// Events as the API shows them: with its ids, and without what the caller may not see.

import { type Caller, may } from '../access/roles.ts'
import type { FeedEvent, FeedKind } from '../engine/feed.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { globalIdOf } from '../graphql/ids.ts'
import { shownActorId } from '../organizations/auditShown.ts'

/** The types of the ids that facts have, by their names. */
const TYPES: Readonly<Record<string, string>> = {
  budgetId: 'Budget',
  creditRequestId: 'CreditRequest',
  endpointId: 'WebhookEndpoint',
  holdId: 'Hold',
  lotId: 'CreditLot',
  memberId: 'Member',
  paymentId: 'Payment',
  taskId: 'Task',
  walletId: 'Wallet',
}

export interface ShownEvent {
  readonly number: number
  /** RFC 3339. */
  readonly at: string
  readonly kind: FeedKind
  /** Null: an act of the platform on itself. */
  readonly organizationId: string | null
  readonly subjectType: string
  readonly subjectId: string
  readonly actor: { readonly kind: string; readonly id: string | null; readonly name: string }
  readonly data: Readonly<Record<string, unknown>>
}

/** The values of administrative acts are only for those who may read the audit log. */
export function shown(event: FeedEvent, caller: Caller): ShownEvent {
  const { number, at, kind, organizationId, subjectType, subjectId, actor } = event
  const idOf = (type: string, id: string) => globalIdOf(type, { organizationId, id })
  // Everybody who sees a thing sees its labels, too.
  const isWithValues = !('action' in event.data) || kind === 'LABELS_CHANGED' || may(caller, 'seeAudit')
  const { before: _before, after: _after, ...others } = event.data
  const data = Object.entries(isWithValues ? event.data : others).map(([name, value]) => {
    const type = TYPES[name]
    return [name, type && typeof value === 'string' ? idOf(type, value) : value]
  })
  return {
    number: Number(number),
    at: at.toISOString(),
    kind,
    organizationId: organizationId === PLATFORM_ID ? null : idOf('Organization', organizationId),
    subjectType,
    subjectId: idOf(subjectType, subjectType === 'Organization' ? organizationId : subjectId),
    actor: { ...actor, id: shownActorId({ organizationId, actorKind: actor.kind, actorId: actor.id }) },
    data: Object.fromEntries(data),
  }
}
