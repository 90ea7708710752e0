// Holds that the platform's own backend opens, changes and ends. A hold that a task opened ends with its task.

import { z } from 'zod'
import type { App } from '../app.ts'
import { BOUNDS, type LimitReached, limitReached } from '../bounds.ts'
import { inSnapshot } from '../database/snapshot.ts'
import { readTogether } from '../database/together.ts'
import type { Batch, CountName } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { pair } from '../engine/mapKeys.ts'
import { atHome } from '../home/atHome.ts'
import { newId } from '../ids.ts'
import { type ExternalIdTaken, labeled, labelInput } from '../labels/label.ts'
import { extend, type Freeze, grow, type Held } from '../ledger/freeze.ts'
import { endMetered, isMetered, meterIn } from '../ledger/meter.ts'
import {
  type ExpiryPassed,
  type HoldNotOpen,
  holdNotOpen,
  type InsufficientCredits,
  isRefusal,
  type Refusal,
  type SpendExceedsHold,
} from '../ledger/refusals.ts'
import { frozenOf, release, spend } from '../ledger/settle.ts'
import type { Hold, Wallet, WalletState } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate, type Parameters } from '../operation.ts'
import { knowing } from '../organizations/knownNames.ts'
import { refuseSuspended, type Suspended } from '../organizations/operations.ts'
import { countedIfLimited, type PlanLimit, refuseHold } from '../plans/limits.ts'
import { field, type NotFound, notFound } from '../refusals.ts'
import { type FundingRefusal, freezeWithin, type MoreRefusal, refuseMore, settleLateWithin } from './funding.ts'

/** The deadline of a hold whose request names none. */
const HOLD_DURATION_MS = 60 * 60 * 1_000

export interface HoldAndWallet {
  readonly hold: Omit<Hold, 'lines'>
  readonly wallet: Wallet
}

export type HoldAnswer = Answer<HoldAndWallet>

/** On whose behalf holds are used: by the platform, or by a server of the organization itself, which may do less. */
export interface HoldUser {
  readonly isPlatform: boolean
  /** The lineage of the key, for budgets; null: none. */
  readonly lineageId: string | null
}

export const PLATFORM: HoldUser = { isPlatform: true, lineageId: null }

/** Opens a hold without a task on one holder's wallet. */
export function freezeHold(
  organizationId: string,
  holderId: string,
  creditType: string,
  {
    tags = [],
    ...hold
  }: Omit<Freeze, 'taskId' | 'usages' | 'spending' | 'expiresAt'> & {
    expiresAt: Date | null
    tags?: readonly string[]
  },
  idempotency: Idempotency | null,
  { isPlatform, lineageId }: HoldUser = PLATFORM,
  counts: readonly CountName[] = [],
): Command<HoldAndWallet, NotFound | FundingRefusal | Suspended | PlanLimit> {
  return {
    organizationId,
    idempotency,
    reads: { holders: [holderId], creditType, runId: hold.runId ?? undefined, counts },
    decide(batch) {
      const snapshot = batch.organization(organizationId)
      if (!snapshot) return notFound('organization')
      const refused = (isPlatform ? null : refuseSuspended(snapshot)) ?? refuseHold(batch, organizationId)
      if (refused) return refused
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

export interface HoldMetered extends Refusal {
  readonly code: 'HOLD_METERED'
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

/** Refuses what a hold that is metered can't do; null if it is not metered. */
function refuseMetered(hold: Hold): HoldMetered | null {
  if (!isMetered(hold)) return null
  const message = 'This hold is metered, and ends with what was metered of it. Close it with closeHold instead.'
  return { code: 'HOLD_METERED', message }
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
  runId: z.uuid().nullish(),
  expiresAt: z.date().nullish(),
  ...labelInput,
  idempotencyKey: field.idempotencyKey,
})

/**
 * Opens a hold on available credits. `holder`: the one whose wallet pays, as `findHolder` has found it. `lineageId`: of the platform
 * key that opens it.
 */
export const freezeCredits = atHome(
  'freezeCredits',
  (
    app: App,
    input: z.input<typeof FreezeInput>,
    holder: string | NotFound,
    by: HoldUser,
  ): Promise<HoldAnswer | CommonRefusal | FundingRefusal | Suspended | PlanLimit | ExternalIdTaken> => {
    return operate({
      name: 'freezeCredits',
      schema: FreezeInput,
      input,
      run: ({ organizationId, creditType, credits, ...rest }, key) => {
        if (typeof holder === 'object') return holder
        const { purpose = null, description = null, expiresAt = null, runId = null, tags } = rest
        const hold = { holdId: newId(), credits, purpose, description, expiresAt, runId, tags: tags ?? [] }
        return countedIfLimited((counts) => {
          const command = labeled(freezeHold(organizationId, holder, creditType, hold, key, by, counts), 'HOLD', rest)
          return app.lane.run(knowing(app, command, { creditType, purpose }))
        })
      },
      find: (id, { organizationId }) => findHold(app, { organizationId, id }),
    })
  },
)

const HoldReference = z.object({ organizationId: z.uuid(), holdId: z.uuid(), idempotencyKey: field.idempotencyKey })
/** The parts of a change that all have or may have. */
type HoldChange = z.output<typeof HoldReference> & { readonly purpose?: z.output<typeof Purpose> | null | undefined }

type EndRefusal = CommonRefusal | HoldNotOpen | HoldOfTask
export type SettleRefusal = EndRefusal | HoldMetered

const SpendInput = HoldReference.extend({
  credits: field.credits.nullish(),
  keepOpen: z.boolean(),
  purpose: Purpose.nullish(),
})

/**
 * Spends credits of a hold, all or a part. The rest is released, or stays frozen for the next part. A hold that has timed
 * out is settled late, once.
 */
export const spendCredits = atHome(
  'spendCredits',
  (
    app: App,
    input: z.input<typeof SpendInput>,
    { isPlatform }: HoldUser,
  ): Promise<HoldAnswer | SettleRefusal | SpendExceedsHold | InsufficientCredits | MoreRefusal | LimitReached> => {
    const holdId = newId()
    return changeHoldBy(app, 'spendCredits', SpendInput, input, ({ credits, keepOpen, purpose = null }) => {
      return (state, hold, now, batch) => {
        const metered = refuseMetered(hold)
        if (metered) return metered
        // To settle late may leave a debt: only the platform does so.
        if (hold.status === 'TIMED_OUT' && !isPlatform) return holdNotOpen(hold.status)
        if (hold.status === 'TIMED_OUT') {
          return settleLateWithin(batch, state, hold, { credits: credits ?? hold.released, purpose, holdId })
        }
        const spent = credits ?? frozenOf(hold)
        const over = refuseMore(batch, hold, spent - frozenOf(hold))
        return over ?? withinLines(hold, spend(state, hold, { credits: spent, keepOpen, purpose }, now))
      }
    })
  },
)

/** Releases all credits of a hold: they go back to the lots that they came from. */
export const releaseCredits = atHome(
  'releaseCredits',
  (app: App, input: z.input<typeof HoldReference>): Promise<HoldAnswer | SettleRefusal> => {
    return changeHoldBy(
      app,
      'releaseCredits',
      HoldReference,
      input,
      () => (state, hold, now) => refuseMetered(hold) ?? release(state, hold, 'RELEASED', now),
    )
  },
)

/** Ends a hold: what was metered of it is spent, and the rest goes back to the lots that it came from. */
export function closeHold(app: App, input: z.input<typeof HoldReference>): Promise<HoldAnswer | EndRefusal> {
  return changeHoldBy(
    app,
    'closeHold',
    HoldReference,
    input,
    () => (state, hold, now) =>
      isMetered(hold) ? endMetered(state, hold, false, now) : release(state, hold, 'RELEASED', now),
  )
}

const Growth = HoldReference.extend({ credits: field.credits, purpose: Purpose.nullish() })

/** Freezes more credits for an open hold. */
export function growHold(
  app: App,
  input: z.input<typeof Growth>,
): Promise<HoldAnswer | SettleRefusal | InsufficientCredits | MoreRefusal | LimitReached> {
  return changeHoldBy(
    app,
    'growHold',
    Growth,
    input,
    ({ credits, purpose = null }) =>
      (state, hold, now, batch) =>
        refuseMetered(hold) ??
        refuseMore(batch, hold, credits) ??
        withinLines(hold, grow(state, hold, credits, purpose, now)),
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

function changeHoldBy<Schema extends z.ZodType<HoldChange>, Refused extends Refusal>(
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
    run: (parameters, key) => {
      const { organizationId, holdId, purpose } = parameters
      const command = changeHold(organizationId, holdId, key, ruleOf(parameters))
      return app.lane.run(knowing(app, command, { purpose }))
    },
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
  const holds = new Map(
    rows.map(({ wallet, ...found }) => {
      const hold = { ...found, meter: meterIn(found.meter) }
      return [pair(hold.organizationId, hold.id), { hold, wallet }] as const
    }),
  )
  return keys.map(
    ({ organizationId, id }) => holds.get(pair(organizationId, id)) ?? new RangeError(`hold ${id} does not exist`),
  )
})
