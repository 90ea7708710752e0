// Holds: freezing credits, spending and releasing them, for the platform’s own backend. The hold of a task ends with its task.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { BOUNDS, type LimitReached, limitReached } from '../bounds.ts'
import { inSnapshot } from '../database/snapshot.ts'
import { answer } from '../engine/answer.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency, IdempotencyConflict } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import { extend, type Freeze, grow, type Held } from '../ledger/freeze.ts'
import {
  type BudgetExceeded,
  type ExpiryPassed,
  type HoldNotOpen,
  type InsufficientCredits,
  insufficientCredits,
  isRefusal,
  type Refusal,
  type SpendExceedsHold,
} from '../ledger/refusals.ts'
import { frozenOf, release, spend } from '../ledger/settle.ts'
import type { Hold, Wallet, WalletState } from '../ledger/wallet.ts'
import { runInCycle } from '../plans/commands.ts'
import { refuseDue } from '../plans/cycleDue.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { type FundingRefusal, freezeWithin, refuseMore, settleLateWithin } from './funding.ts'
import { findHolder } from './wallet.ts'

/** How long a hold stays open when its request doesn't say. */
const HOLD_DURATION_MS = 60 * 60 * 1_000

export interface HoldAndWallet {
  readonly hold: Omit<Hold, 'lines'>
  readonly wallet: Wallet
}

/** Opens a hold of its own, which no task ends, on one holder's wallet. */
export function freezeHold(
  organizationId: string,
  holderId: string,
  creditType: string,
  hold: Omit<Freeze, 'taskId' | 'usages' | 'spending' | 'expiresAt'> & { expiresAt: Date | null },
  idempotency: Idempotency | null,
): Command<HoldAndWallet> {
  return {
    organizationId,
    idempotency,
    reads: { holders: [holderId], creditType },
    decide(batch) {
      const due = refuseDue(batch, organizationId, insufficientCredits(creditType, hold.credits, 0n))
      if (due) return due
      const expiresAt = hold.expiresAt ?? new Date(batch.timeOf(organizationId).getTime() + HOLD_DURATION_MS)
      const memberId = holderId === organizationId ? null : holderId
      const spending = { memberId, apiKeyId: null, creditType, purpose: hold.purpose }
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

/** Changes or ends a hold of its own by the given rule; a task's hold ends with its task. */
export function changeHold(
  organizationId: string,
  holdId: string,
  idempotency: Idempotency | null,
  rule: (state: WalletState, hold: Hold, now: Date, batch: Batch) => Held | Refusal,
): Command<HoldAndWallet> {
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
      const lines = decision.hold.id === holdId ? decision.hold.lines.length : 0
      if (lines > BOUNDS.holdLines && lines > hold.lines.length) return limitReached('holdLines')
      batch.apply(decision)
      return { value: { hold: decision.hold, wallet: decision.wallet }, resultId: decision.hold.id }
    },
  }
}

function holdOfTask(taskId: string): HoldOfTask {
  const message = 'This hold pays for a task and ends with it. Complete, fail or cancel the task instead.'
  return { code: 'HOLD_OF_TASK', message, taskId }
}

/** What credits are frozen for; a lot that is limited to something else is left alone. */
const PurposeInput = z.object({ model: field.token, operation: field.token })

const FreezeInput = z.object({
  organizationId: z.uuid(),
  /** Whose wallet; the pool if absent. */
  memberId: z.uuid().nullish(),
  creditType: field.creditType,
  credits: field.credits,
  purpose: PurposeInput.nullish(),
  description: field.text(500).nullish(),
  expiresAt: z.date().nullish(),
  idempotencyKey: field.idempotencyKey,
})

export type HeldCredits = HoldAndWallet & { readonly replayed: boolean }

/** Opens a hold on available credits. */
export async function freezeCredits(
  app: App,
  input: z.input<typeof FreezeInput>,
): Promise<HeldCredits | InvalidInput | NotFound | IdempotencyConflict | FundingRefusal> {
  const parsed = parseInput(FreezeInput, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, creditType, credits } = parameters
  const holderId = await findHolder(app, organizationId, parameters.memberId)
  if (typeof holderId === 'object') return holderId

  const hold = {
    holdId: uuidv7(),
    credits,
    purpose: parameters.purpose ?? null,
    description: parameters.description ?? null,
    expiresAt: parameters.expiresAt ?? null,
  }
  const key = idempotency(idempotencyKey, 'freezeCredits', parameters)
  const outcome = await runInCycle(app, freezeHold(organizationId, holderId, creditType, hold, key))
  return answer(outcome, (id) => findHold(app, organizationId, id))
}

const SpendInput = z.object({
  organizationId: z.uuid(),
  holdId: z.uuid(),
  credits: field.credits.nullish(),
  keepOpen: z.boolean(),
  purpose: PurposeInput.nullish(),
  idempotencyKey: field.idempotencyKey,
})

type SettleRefusal = InvalidInput | NotFound | IdempotencyConflict | HoldNotOpen | HoldOfTask

/**
 * Takes the credits of a hold for good, all or a part; the rest is given back, or kept for the next part. A hold that
 * has timed out is settled late, once.
 */
export async function spendCredits(
  app: App,
  input: z.input<typeof SpendInput>,
): Promise<HeldCredits | SettleRefusal | SpendExceedsHold | InsufficientCredits | BudgetExceeded | LimitReached> {
  const parsed = parseInput(SpendInput, input)
  if (!parsed.ok) return parsed.refusal
  const { credits, keepOpen, purpose } = parsed.value
  const lateId = uuidv7()
  return changeHoldBy<SpendExceedsHold | InsufficientCredits | BudgetExceeded | LimitReached>(
    app,
    'spendCredits',
    parsed.value,
    (state, hold, now, batch) =>
      hold.status === 'TIMED_OUT'
        ? settleLateWithin(batch, state, hold, {
            credits: credits ?? hold.released,
            purpose: purpose ?? null,
            holdId: lateId,
          })
        : (refuseMore(batch, hold, (credits ?? 0n) - frozenOf(hold)) ??
          spend(state, hold, { credits: credits ?? frozenOf(hold), keepOpen, purpose: purpose ?? null }, now)),
  )
}

const ReleaseInput = z.object({ organizationId: z.uuid(), holdId: z.uuid(), idempotencyKey: field.idempotencyKey })

/** Gives all credits of a hold back to the lots they came from. */
export async function releaseCredits(
  app: App,
  input: z.input<typeof ReleaseInput>,
): Promise<HeldCredits | SettleRefusal> {
  const parsed = parseInput(ReleaseInput, input)
  if (!parsed.ok) return parsed.refusal
  return changeHoldBy<never>(app, 'releaseCredits', parsed.value, (state, hold, now) =>
    release(state, hold, 'RELEASED', now),
  )
}

const GrowthInput = z.object({
  organizationId: z.uuid(),
  holdId: z.uuid(),
  credits: field.credits,
  purpose: PurposeInput.nullish(),
  idempotencyKey: field.idempotencyKey,
})

/** Freezes more for an open hold. */
export async function growHold(
  app: App,
  input: z.input<typeof GrowthInput>,
): Promise<HeldCredits | SettleRefusal | InsufficientCredits | BudgetExceeded | LimitReached> {
  const parsed = parseInput(GrowthInput, input)
  if (!parsed.ok) return parsed.refusal
  const { credits, purpose } = parsed.value
  return changeHoldBy<InsufficientCredits | BudgetExceeded | LimitReached>(
    app,
    'growHold',
    parsed.value,
    (state, hold, now, batch) => refuseMore(batch, hold, credits) ?? grow(state, hold, credits, purpose ?? null, now),
  )
}

const ExtensionInput = z.object({
  organizationId: z.uuid(),
  holdId: z.uuid(),
  expiresAt: z.date(),
  idempotencyKey: field.idempotencyKey,
})

/** Gives an open hold another deadline. */
export async function extendHold(
  app: App,
  input: z.input<typeof ExtensionInput>,
): Promise<HeldCredits | SettleRefusal | ExpiryPassed> {
  const parsed = parseInput(ExtensionInput, input)
  if (!parsed.ok) return parsed.refusal
  const { expiresAt } = parsed.value
  return changeHoldBy<ExpiryPassed>(app, 'extendHold', parsed.value, (state, hold, now) =>
    extend(state, hold, expiresAt, now),
  )
}

type HoldRule<Refused extends Refusal> = (
  state: WalletState,
  hold: Hold,
  now: Date,
  batch: Batch,
) => Held | HoldNotOpen | Refused

async function changeHoldBy<Refused extends Refusal>(
  app: App,
  name: string,
  { idempotencyKey, ...parameters }: z.output<typeof ReleaseInput>,
  rule: HoldRule<Refused>,
): Promise<HeldCredits | SettleRefusal | Refused> {
  const { organizationId, holdId } = parameters
  const key = idempotency(idempotencyKey, name, parameters)
  const outcome = await app.lane.run(changeHold(organizationId, holdId, key, rule))
  return answer<HoldAndWallet, SettleRefusal | Refused>(outcome, (id) => findHold(app, organizationId, id))
}

async function findHold(app: App, organizationId: string, id: string): Promise<HoldAndWallet> {
  const { wallet, ...hold } = await inSnapshot(app, ({ prisma }) =>
    prisma.hold.findUniqueOrThrow({
      where: { organizationId_id: { organizationId, id } },
      include: { wallet: true },
    }),
  )
  return { hold, wallet }
}
