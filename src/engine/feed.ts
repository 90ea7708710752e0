// The feed: every change of a batch as an event, numbered without gaps over all organizations. src/feed reads it.
//
// A batch notes its events command by command, in the order of its decisions, so each has its actor. They are one row, written in
// the batch's own transaction: the number of the last event is in the lane's row, so no further read is needed to go on from it.
//
// Acts that the lane does not decide (members, keys, catalogues) are put into an outbox in their own transaction
// (src/audit/record.ts). The next batch that reads the outbox numbers them and empties it.
//
// With several cells, each lane numbers its events in a line of its own, and src/engine/sequencer.ts gives them, and the acts of the
// outbox, their numbers in the feed.

import type { CreditRequest, Subscription, Task } from '../database/generated/client/client.ts'
import { furtherCosts } from '../ledger/cost.ts'
import type { JournalEntry, JournalEntryType } from '../ledger/journal.ts'
import { must } from '../ledger/must.ts'
import type { Hold, Lot, WalletState } from '../ledger/wallet.ts'
import type { Actor } from './acting.ts'
import type { PriceBookVersion } from './priceBook.ts'
import type { Act, AlertRow, AuditRow, DomainEvent, PaymentRow } from './records.ts'

/** By the type of an act's subject. */
const ACT_KINDS = {
  AllocationRule: 'ALLOCATION_RULE_ACT',
  ApiKey: 'API_KEY_ACT',
  BalanceThreshold: 'BALANCE_THRESHOLD_ACT',
  Budget: 'BUDGET_ACT',
  Catalogue: 'CATALOGUE_ACT',
  CreditLot: 'LOT_ACT',
  CreditPack: 'CREDIT_PACK_ACT',
  CreditRequest: 'CREDIT_REQUEST_ACT',
  Facade: 'FACADE_ACT',
  Hold: 'HOLD_ACT',
  HttpProvider: 'PROVIDER_ACT',
  Invitation: 'INVITATION_ACT',
  Member: 'MEMBER_ACT',
  Organization: 'ORGANIZATION_ACT',
  Payment: 'PAYMENT_ACT',
  PlanSubscription: 'SUBSCRIPTION_ACT',
  PlatformKey: 'PLATFORM_KEY_ACT',
  PriceBook: 'CATALOGUE_ACT',
  PriceRule: 'PRICE_RULE_ACT',
  Simulation: 'CATALOGUE_ACT',
  Task: 'TASK_ACT',
  Wallet: 'WALLET_ACT',
  WebhookEndpoint: 'WEBHOOK_ACT',
} as const

const ALERT_KINDS = {
  BALANCE_LOW: 'BALANCE_LOW',
  BUDGET_THRESHOLD: 'BUDGET_REACHED',
  CREDITS_REQUESTED: 'CREDITS_REQUESTED',
  LOT_EXPIRING: 'LOT_EXPIRING',
  PAYMENT_FAILED: 'PAYMENT_FAILED',
  TOP_UP_STOPPED: 'TOP_UP_STOPPED',
  WEBHOOK_DISABLED: 'WEBHOOK_DISABLED',
} as const satisfies Record<AlertRow['kind'], string>

/** The kind of each domain event, and the type of its subject. */
const DOMAIN_KINDS = {
  'credits.purchased': ['CREDITS_PURCHASED', 'CreditLot'],
  'credits.request_ended': ['CREDIT_REQUEST_ENDED', 'CreditRequest'],
  'credits.refunded': ['CREDITS_REFUNDED', 'Hold'],
  'payment.disputed': ['PAYMENT_DISPUTED', 'CreditLot'],
  'payment.refunded': ['PAYMENT_REFUNDED', 'CreditLot'],
  'payment.updated': ['PAYMENT_UPDATED', 'Payment'],
  'subscription.changed': ['SUBSCRIPTION_CHANGED', 'PlanSubscription'],
  'subscription.renewed': ['SUBSCRIPTION_RENEWED', 'PlanSubscription'],
} as const satisfies Record<DomainEvent['event'], readonly [string, string]>

type TaskKind = 'TASK_SUBMITTED' | 'TASK_APPROVAL_NEEDED' | 'TASK_UPDATED' | 'TASK_ENDED' | 'TASK_REFUNDED'

/** The kinds of events. A journal entry's kind is its type. */
export type FeedKind =
  | JournalEntryType
  | TaskKind
  | (typeof ALERT_KINDS)[AlertRow['kind']]
  | (typeof DOMAIN_KINDS)[DomainEvent['event']][0]
  | (typeof ACT_KINDS)[keyof typeof ACT_KINDS]
  | 'LABELS_CHANGED'
  | 'OTHER_ACT'

/** Facts of an event: short values, by the names that the API has. Ids are the rows'; absent is null. */
export type FeedData = Readonly<Record<string, unknown>>

/** An event as a row has it, in few bytes. The actor is a place in the row's list of actors. */
export type StoredEvent = readonly [
  kind: FeedKind,
  organizationId: string,
  subjectType: string,
  subjectId: string,
  actor: number,
  data: FeedData,
]

export type StoredActor = Pick<Actor, 'kind' | 'id' | 'name'>

/** The events of a batch, as its row has them. */
export interface StoredEvents {
  readonly actors: readonly StoredActor[]
  readonly events: readonly StoredEvent[]
}

/** An event, as it is read. */
export interface FeedEvent {
  readonly number: bigint
  readonly at: Date
  readonly kind: FeedKind
  readonly organizationId: string
  readonly subjectType: string
  readonly subjectId: string
  readonly actor: StoredActor
  readonly data: FeedData
}

/** Events that follow each other. */
export interface FeedPage {
  /** The number of the first event, and that of the last. */
  readonly first: bigint
  readonly last: bigint
  readonly events: readonly FeedEvent[]
}

/** An act that waits in the outbox. */
export interface OutboxRow {
  readonly id: string
  readonly organizationId: string
  readonly act: Act
  readonly by: StoredActor
}

export const OUTBOX_ROWS_MAX = 1_000

export const READ_OUTBOX = `SELECT id, organization_id AS "organizationId", act, by FROM feed_outbox ORDER BY id LIMIT ${OUTBOX_ROWS_MAX}`

export const EMPTY_OUTBOX = `DELETE FROM feed_outbox WHERE id = ANY ($1::uuid[])`

/** The same in one statement, so that those who do it at the same time each get others. */
export const TAKE_OUTBOX = `
  WITH taken AS (
    DELETE FROM feed_outbox WHERE id IN (SELECT id FROM feed_outbox ORDER BY id LIMIT ${OUTBOX_ROWS_MAX})
    RETURNING id, organization_id AS "organizationId", act, by
  )
  SELECT * FROM taken ORDER BY id`

export const INSERT_FEED = `
  INSERT INTO feed_batch (last, first, batch, at, organizations, events) VALUES ($1, $2, $3, $4, $5::uuid[], $6)`

/** With several cells. The numbers are those of the cell's line. */
export const INSERT_PENDING = `
  INSERT INTO feed_pending (last, first, batch, at, organizations, events, cell) VALUES ($1, $2, $3, $4, $5::uuid[], $6, $7)`

/** The decisions of a batch so far. */
interface Decided {
  readonly entries: readonly JournalEntry[]
  readonly taskStates: readonly Task[]
  readonly refundedTasks: readonly Task[]
  readonly domainEvents: readonly DomainEvent[]
  readonly alerts: readonly AlertRow[]
  readonly audit: readonly AuditRow[]
  readonly changedSubscriptions: ReadonlyMap<string, Subscription>
  readonly changedRequests: ReadonlyMap<string, CreditRequest>
  readonly payments: { readonly changed: ReadonlyMap<string, PaymentRow> }
  readonly priceBook: Pick<PriceBookVersion, 'plan'>
  readonly wallets: {
    readonly changedLots: ReadonlyMap<string, Lot>
    get(organizationId: string, id: string): WalletState | undefined
  }
  hold(organizationId: string, id: string): Hold | undefined
}

/** The events of a batch, while it is decided. */
export class FeedDraft {
  /** The number of the last event before this batch. */
  readonly before: bigint
  /** The cell in whose line the numbers are; null: they are those of the feed. */
  readonly cell: number | null
  readonly #events: StoredEvent[] = []
  readonly #actors: StoredActor[] = []
  readonly #places = new Map<string, number>()
  readonly #organizations = new Set<string>()
  /** The numbers of events that webhooks tell, by the row or domain event. */
  readonly #numbers = new Map<object, bigint>()
  #noted = { entries: 0, tasks: 0, refunded: 0, domain: 0, alerts: 0, audit: 0 }

  constructor(before: bigint, cell: number | null) {
    this.before = before
    this.cell = cell
  }

  /** The number of its last event; that of the last one before it, if it has none. */
  get last(): bigint {
    return this.before + BigInt(this.#events.length)
  }

  /** The number of the event of a task state, an alert or a domain event of the batch. */
  numberOf(row: object): bigint {
    return must(this.#numbers.get(row), 'an event was noted for each row that webhooks tell')
  }

  /** Notes what a command has changed: everything that the batch has more than at the last call. */
  note(batch: Decided, by: Actor): void {
    const { entries, taskStates, refundedTasks, domainEvents, alerts, audit } = batch
    const noted = this.#noted
    for (; noted.entries < entries.length; noted.entries++) {
      this.#noteEntry(batch, by, must(entries[noted.entries], 'entries are only added'))
    }
    for (; noted.tasks < taskStates.length; noted.tasks++) {
      const task = must(taskStates[noted.tasks], 'task states are only added')
      this.#noteTask(batch, by, task, kindOfState(task))
    }
    for (; noted.refunded < refundedTasks.length; noted.refunded++) {
      this.#noteTask(batch, by, must(refundedTasks[noted.refunded], 'tasks are only added'), 'TASK_REFUNDED')
    }
    for (; noted.domain < domainEvents.length; noted.domain++) {
      this.#noteDomainEvent(batch, by, must(domainEvents[noted.domain], 'domain events are only added'))
    }
    for (; noted.alerts < alerts.length; noted.alerts++) {
      this.#noteAlert(by, must(alerts[noted.alerts], 'alerts are only added'))
    }
    for (; noted.audit < audit.length; noted.audit++) this.noteAct(must(audit[noted.audit], 'acts are only added'))
  }

  noteAct({ organizationId, act, by }: Pick<OutboxRow, 'organizationId' | 'act' | 'by'>): void {
    const { action, subjectType, subjectId, before, after } = act
    const kindOfSubject = ACT_KINDS[subjectType as keyof typeof ACT_KINDS] ?? 'OTHER_ACT'
    const kind = action === 'updateLabels' ? 'LABELS_CHANGED' : kindOfSubject
    this.#add(kind, organizationId, subjectType, subjectId, by, { action, before, after })
  }

  /** The parameters of INSERT_FEED or INSERT_PENDING; null if there is no event. */
  values(batch: bigint | null, at: Date): unknown[] | null {
    if (this.#events.length === 0) return null
    const stored: StoredEvents = { actors: this.#actors, events: this.#events }
    const values = [this.last, this.before + 1n, batch, at, [...this.#organizations], JSON.stringify(stored)]
    return this.cell === null ? values : [...values, this.cell]
  }

  #noteEntry(batch: Decided, by: Actor, entry: JournalEntry): void {
    const { organizationId, walletId, sequence, type, lotId, holdId, taskId, reason } = entry
    this.#add(type, organizationId, 'JournalEntry', `${walletId}/${sequence}`, by, {
      ...this.#whose(batch, organizationId, walletId),
      sequence: Number(sequence),
      credits: Number(entry.credits),
      available: Number(entry.available),
      frozen: Number(entry.frozen),
      lotId: lotId ?? undefined,
      holdId: holdId ?? undefined,
      taskId: taskId ?? undefined,
      reason: reason ?? undefined,
    })
  }

  #noteTask(batch: Decided, by: Actor, task: Task, kind: TaskKind): void {
    const { organizationId, id, status, progress, model, operation, credits, memberId, sequence } = task
    const outcome = task.endedAt
      ? { ...paidOf(batch, organizationId, task.holdId), failureReason: task.failureReason ?? undefined }
      : {}
    const further = task.furtherCosts === null ? {} : { furtherCosts: furtherFacts(batch, task) }
    const number = this.#add(kind, organizationId, 'Task', id, by, {
      memberId: memberId ?? undefined,
      status,
      sequence,
      progress,
      model,
      operation,
      credits: Number(credits),
      approval: task.approval ?? undefined,
      ...outcome,
      ...further,
    })
    this.#numbers.set(task, number)
  }

  #noteDomainEvent(batch: Decided, by: Actor, domainEvent: DomainEvent): void {
    const { organizationId, event, subjectId, detail, refund } = domainEvent
    const [kind, subjectType] = DOMAIN_KINDS[event]
    const number = this.#add(kind, organizationId, subjectType, subjectId, by, {
      ...this.#factsOf(batch, domainEvent, subjectType),
      ...(refund ? { ...refund, refunded: Number(detail) } : {}),
      ...(event === 'payment.disputed' ? { dispute: detail } : {}),
    })
    this.#numbers.set(domainEvent, number)
  }

  #factsOf(batch: Decided, { organizationId, subjectId }: DomainEvent, subjectType: string): FeedData {
    if (subjectType === 'CreditLot') {
      const lot = batch.wallets.changedLots.get(subjectId)
      return lot ? { ...this.#whose(batch, organizationId, lot.walletId), ...factsOfLot(lot) } : {}
    }
    if (subjectType === 'CreditRequest') {
      const request = batch.changedRequests.get(subjectId)
      return request ? factsOfRequest(request) : {}
    }
    if (subjectType === 'Hold') {
      const hold = batch.hold(organizationId, subjectId)
      if (!hold) return {}
      const { walletId, taskId, spent } = hold
      return {
        ...this.#whose(batch, organizationId, walletId),
        taskId: taskId ?? undefined,
        spent: Number(spent),
      }
    }
    if (subjectType === 'Payment') {
      const payment = batch.payments.changed.get(subjectId)
      return payment ? factsOfPayment(payment) : {}
    }
    const subscription = batch.changedSubscriptions.get(subjectId)
    if (!subscription) return {}
    const { status, cycle, cycleStart, cycleEnd, periodEnd, cancelAtPeriodEnd, planId } = subscription
    const plan = batch.priceBook.plan(planId)?.name
    return { plan, status, cycle, cycleStart, cycleEnd, periodEnd, cancelAtPeriodEnd }
  }

  #noteAlert(by: Actor, alert: AlertRow): void {
    const { organizationId, id, kind, budgetId, endpointId, requestId, paymentId, walletId, lotId } = alert
    const { threshold, credits, message } = alert
    const number = this.#add(ALERT_KINDS[kind], organizationId, 'Alert', id, by, {
      message,
      threshold: threshold ?? undefined,
      credits: credits === null ? undefined : Number(credits),
      budgetId: budgetId ?? undefined,
      endpointId: endpointId ?? undefined,
      creditRequestId: requestId ?? undefined,
      paymentId: paymentId ?? undefined,
      walletId: walletId ?? undefined,
      lotId: lotId ?? undefined,
    })
    this.#numbers.set(alert, number)
  }

  #add(
    kind: FeedKind,
    organizationId: string,
    subjectType: string,
    subjectId: string,
    by: StoredActor,
    data: FeedData,
  ): bigint {
    this.#events.push([kind, organizationId, subjectType, subjectId, this.#placeOf(by), data])
    this.#organizations.add(organizationId)
    return this.last
  }

  #placeOf({ kind, id, name }: StoredActor): number {
    const key = `${kind} ${id} ${name}`
    let place = this.#places.get(key)
    if (place === undefined) {
      place = this.#actors.push({ kind, id, name }) - 1
      this.#places.set(key, place)
    }
    return place
  }

  /** The wallet, its member (absent: the pool) and its credit type. */
  #whose(batch: Decided, organizationId: string, walletId: string): FeedData {
    const wallet = batch.wallets.get(organizationId, walletId)?.wallet
    const memberId = wallet?.holderId === organizationId ? undefined : wallet?.holderId
    return { walletId, memberId, creditType: wallet?.creditType }
  }
}

function factsOfRequest(request: CreditRequest): FeedData {
  const { memberId, creditType, credits, status, form, granted, budgetId, taskId, submittedId, tookBack } = request
  return {
    memberId,
    creditType,
    credits: Number(credits),
    status,
    form: form ?? undefined,
    granted: granted === null ? undefined : Number(granted),
    budgetId: budgetId ?? undefined,
    taskId: submittedId ?? taskId ?? undefined,
    until: request.until ?? undefined,
    fellBackAt: request.fellBackAt ?? undefined,
    tookBack: tookBack === null ? undefined : Number(tookBack),
  }
}

/** The credits of a hold that have come to their end. */
function paidOf(batch: Decided, organizationId: string, holdId: string | null) {
  const hold = holdId === null ? undefined : batch.hold(organizationId, holdId)
  return { spent: Number(hold?.spent ?? 0n), released: Number(hold?.released ?? 0n) }
}

/** The costs of a task in further credit types, with what was spent and released of them once it has ended. */
function furtherFacts(batch: Decided, { organizationId, endedAt, furtherCosts: stored }: Task): FeedData[] {
  return furtherCosts(stored).map(({ creditType, credits, holdId }) => ({
    creditType,
    credits,
    ...(endedAt ? paidOf(batch, organizationId, holdId) : {}),
  }))
}

function kindOfState({ sequence, endedAt, approval }: Task): TaskKind {
  if (sequence === 1 && approval === 'PENDING') return 'TASK_APPROVAL_NEEDED'
  if (endedAt) return 'TASK_ENDED'
  return sequence === 1 ? 'TASK_SUBMITTED' : 'TASK_UPDATED'
}

/** The amounts are in the smallest unit of the currency. */
function factsOfPayment(payment: PaymentRow): FeedData {
  const { provider, status, amount, tax, received, refunded, currency, dispute, problem, reference } = payment
  return {
    ...{ provider, status, amount: Number(amount), tax: Number(tax), currency },
    ...{ received: Number(received), refunded: Number(refunded) },
    dispute: dispute ?? undefined,
    problem: problem ?? undefined,
    reference: reference ?? undefined,
  }
}

function factsOfLot({ kind, granted, costAmount, currency, source, expiresAt }: Lot): FeedData {
  const paid = costAmount === null ? undefined : { amount: Number(costAmount), currency }
  return { kind, credits: Number(granted), paid, source: source ?? undefined, expiresAt: expiresAt ?? undefined }
}
