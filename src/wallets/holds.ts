// Holds that the platform's own backend opens, changes and ends. A hold that a task opened ends with its task.

import { z } from 'zod'
import type { App } from '../app.ts'
import { BOUNDS, type LimitReached, limitReached } from '../bounds.ts'
import { inSnapshot } from '../database/snapshot.ts'
import { readTogether } from '../database/together.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { pair } from '../engine/mapKeys.ts'
import { newId } from '../ids.ts'
import { type ExternalIdTaken, labeled, labelInput } from '../labels/label.ts'
import type { BudgetExceeded } from '../ledger/budget.ts'
import { extend, type Freeze, grow, type Held } from '../ledger/freeze.ts'
import {
  type ExpiryPassed,
  type HoldNotOpen,
  type InsufficientCredits,
  isRefusal,
  type Refusal,
  type SpendExceedsHold,
} from '../ledger/refusals.ts'
import { frozenOf, release, spend } from '../ledger/settle.ts'
import type { Hold, Wallet, WalletState } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate, type Parameters } from '../operation.ts'
import { field, type NotFound, notFound } from '../refusals.ts'
import { type FundingRefusal, freezeWithin, refuseMore, settleLateWithin } from './funding.ts'

/** The deadline of a hold whose request names none. */
const HOLD_DURATION_MS = 60 * 60 * 1_000

export interface HoldAndWallet {
  readonly hold: Omit<Hold, 'lines'>
  readonly wallet: Wallet
}

export type HoldAnswer = Answer<HoldAndWallet>

/** Opens a hold without a task on one holder's wallet. */
export function freezeHold(
  organizationId: string,
  holderId: string,
  creditType: string,
  {
    tags = [],
    lineageId = null,
    ...hold
  }: Omit<Freeze, 'taskId' | 'usages' | 'spending' | 'expiresAt'> & {
    expiresAt: Date | null
    tags?: readonly string[]
    /** Of the platform key that opens it. */
    lineageId?: string | null
  },
  idempotency: Idempotency | null,
): Command<HoldAndWallet, NotFound | FundingRefusal> {
  return {
    organizationId,
    idempotency,
    reads: { holders: [holderId], creditType },
    decide(batch) {
      if (!batch.organization(organizationId)) return notFound('organization')
      const expiresAt = hold.expiresAt ?? new Date(batch.timeOf(organizationId).getTime() + HOLD_DURATION_MS)
      const memberId = holderId === organizationId ? null : holderId
      const spending = { memberId, apiKeyId: lineageId, creditType, purpose: hold.purpose, tags }
      const decision = freezeWithin(batch, organizationId, spending, [holderId], { ...hold, taskId: null, expiresAt })
      if (isRefusal(decision)) return decision
      return { value: { hold: decision.hold, wallet: decision.wallet }, resultId: hold.holdId }
    },
  }
}

export interface HoldOfTask extends Refusal {
  readonly code: 'HOLD_OF_TASK'
  readonly taskId: string
}

/** A rule that changes or ends a hold. */
type HoldRule<Refused extends Refusal> = (state: WalletState, hold: Hold, now: Date, batch: Batch) => Held | Refused

/** Changes or ends a hold without a task by the given rule. */
export function changeHold<Refused extends Refusal>(
  organizationId: string,
  holdId: string,
  idempotency: Idempotency | null,
  rule: HoldRule<Refused>,
): Command<HoldAndWallet, NotFound | HoldOfTask | Refused> {
  return {
    organizationId,
    idempotency,
    reads: { holdId },
    evenClosed: true,
    decide(batch) {
      const hold = batch.hold(organizationId, holdId)
      const state = hold && batch.walletOfHold(hold)
      if (!hold || !state) return notFound('hold')
      if (hold.taskId !== null) return holdOfTask(hold.taskId)
      const decision = rule(state, hold, batch.timeOf(organizationId), batch)
      if (isRefusal(decision)) return decision
      batch.apply(decision)
      return { value: { hold: decision.hold, wallet: decision.wallet }, resultId: decision.hold.id }
    },
  }
}

export function holdOfTask(taskId: string): HoldOfTask {
  const message = 'This hold pays for a task and ends with it. Complete, fail, cancel or refund the task instead.'
  return { code: 'HOLD_OF_TASK', message, taskId }
}

/** The model and operation that credits are frozen for. Lots that are limited to others do not pay. */
const Purpose = z.object({ model: field.token, operation: field.token })

const FreezeInput = z.object({
  organizationId: z.uuid(),
  /** The owner of the wallet; absent: the pool pays. */
  memberId: z.uuid().nullish(),
  creditType: field.creditType,
  credits: field.credits,
  purpose: Purpose.nullish(),
  description: field.text(500).nullish(),
  tags: field.tags,
  expiresAt: z.date().nullish(),
  ...labelInput,
  idempotencyKey: field.idempotencyKey,
})

/**
 * Opens a hold on available credits. `holder`: the one whose wallet pays, as `findHolder` has found it. `lineageId`: of the platform
 * key that opens it.
 */
export function freezeCredits(
  app: App,
  input: z.input<typeof FreezeInput>,
  holder: string | NotFound,
  lineageId: string | null,
): Promise<HoldAnswer | CommonRefusal | FundingRefusal | ExternalIdTaken> {
  return operate({
    name: 'freezeCredits',
    schema: FreezeInput,
    input,
    run: ({ organizationId, creditType, credits, ...rest }, key) => {
      if (typeof holder === 'object') return holder
      const { purpose = null, description = null, expiresAt = null, tags } = rest
      const hold = { holdId: newId(), credits, purpose, description, expiresAt, tags: tags ?? [], lineageId }
      return app.lane.run(labeled(freezeHold(organizationId, holder, creditType, hold, key), 'HOLD', rest))
    },
    find: (id, { organizationId }) => findHold(app, { organizationId, id }),
  })
}

const HoldReference = z.object({ organizationId: z.uuid(), holdId: z.uuid(), idempotencyKey: field.idempotencyKey })

export type SettleRefusal = CommonRefusal | HoldNotOpen | HoldOfTask

const SpendInput = HoldReference.extend({
  credits: field.credits.nullish(),
  keepOpen: z.boolean(),
  purpose: Purpose.nullish(),
})

/**
 * Spends credits of a hold, all or a part. The rest is released, or stays frozen for the next part. A hold that has timed
 * out is settled late, once.
 */
export function spendCredits(
  app: App,
  input: z.input<typeof SpendInput>,
): Promise<HoldAnswer | SettleRefusal | SpendExceedsHold | InsufficientCredits | BudgetExceeded | LimitReached> {
  const holdId = newId()
  return changeHoldBy(app, 'spendCredits', SpendInput, input, ({ credits, keepOpen, purpose = null }) => {
    return (state, hold, now, batch) => {
      if (hold.status === 'TIMED_OUT') {
        return settleLateWithin(batch, state, hold, { credits: credits ?? hold.released, purpose, holdId })
      }
      const spent = credits ?? frozenOf(hold)
      const over = refuseMore(batch, hold, spent - frozenOf(hold))
      return over ?? withinLines(hold, spend(state, hold, { credits: spent, keepOpen, purpose }, now))
    }
  })
}

/** Releases all credits of a hold: they go back to the lots that they came from. */
export function releaseCredits(app: App, input: z.input<typeof HoldReference>): Promise<HoldAnswer | SettleRefusal> {
  return changeHoldBy(
    app,
    'releaseCredits',
    HoldReference,
    input,
    () => (state, hold, now) => release(state, hold, 'RELEASED', now),
  )
}

const Growth = HoldReference.extend({ credits: field.credits, purpose: Purpose.nullish() })

/** Freezes more credits for an open hold. */
export function growHold(
  app: App,
  input: z.input<typeof Growth>,
): Promise<HoldAnswer | SettleRefusal | InsufficientCredits | BudgetExceeded | LimitReached> {
  return changeHoldBy(
    app,
    'growHold',
    Growth,
    input,
    ({ credits, purpose = null }) =>
      (state, hold, now, batch) =>
        refuseMore(batch, hold, credits) ?? withinLines(hold, grow(state, hold, credits, purpose, now)),
  )
}

const Extension = HoldReference.extend({ expiresAt: z.date() })

/** Changes the deadline of an open hold. */
export function extendHold(
  app: App,
  input: z.input<typeof Extension>,
): Promise<HoldAnswer | SettleRefusal | ExpiryPassed> {
  return changeHoldBy(
    app,
    'extendHold',
    Extension,
    input,
    ({ expiresAt }) =>
      (state, hold, now) =>
        extend(state, hold, expiresAt, now),
  )
}

/** Refuses what would give a hold more lines than it may have. */
function withinLines<Refused extends Refusal>(before: Hold, after: Held | Refused): Held | Refused | LimitReached {
  if (isRefusal(after)) return after
  const lines = after.hold.lines.length
  return lines > BOUNDS.holdLines && lines > before.lines.length ? limitReached('holdLines') : after
}

function changeHoldBy<Schema extends typeof HoldReference, Refused extends Refusal>(
  app: App,
  name: string,
  schema: Schema,
  input: z.input<Schema>,
  ruleOf: (parameters: Parameters<Schema>) => HoldRule<Refused>,
): Promise<HoldAnswer | CommonRefusal | HoldOfTask | Refused> {
  return operate<Schema, HoldAndWallet, CommonRefusal | HoldOfTask | Refused>({
    name,
    schema,
    input,
    run: (parameters, key) =>
      app.lane.run(changeHold(parameters.organizationId, parameters.holdId, key, ruleOf(parameters))),
    find: (id, { organizationId }) => findHold(app, { organizationId, id }),
  })
}

interface HoldKey {
  readonly organizationId: string
  readonly id: string
}

/** Reads a hold that exists, with its wallet, both as of one moment. The holds of a repeated bulk mutation are read together. */
export const findHold = readTogether<App, HoldKey, HoldAndWallet>(async (app, keys) => {
  const where = { OR: keys.map(({ organizationId, id }) => ({ organizationId, id })) }
  const rows = await inSnapshot(app, ({ prisma }) => prisma.hold.findMany({ where, include: { wallet: true } }))
  const holds = new Map(rows.map(({ wallet, ...hold }) => [pair(hold.organizationId, hold.id), { hold, wallet }]))
  return keys.map(
    ({ organizationId, id }) => holds.get(pair(organizationId, id)) ?? new RangeError(`hold ${id} does not exist`),
  )
})
