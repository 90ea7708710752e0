// Granting, freezing, spending and releasing credits: what the platform's own backend does with a wallet.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import type { LimitReached } from '../bounds.ts'
import { BurnDownCriterion, LatePolicy, LotKind, type Organization } from '../database/generated/client/client.ts'
import { inSnapshot } from '../database/snapshot.ts'
import { answer } from '../engine/answer.ts'
import type { Batch } from '../engine/batch.ts'
import type { IdempotencyConflict } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import { extend, grow, type Held } from '../ledger/freeze.ts'
import { PLAIN_GRANT } from '../ledger/grant.ts'
import { lock, unlock } from '../ledger/lock.ts'
import {
  type BudgetExceeded,
  type CreditsOutOfBounds,
  type ExpiryPassed,
  type HoldNotOpen,
  type InsufficientCredits,
  type LotLocked,
  type LotNotLocked,
  lotLocked,
  type Refusal,
  type SpendExceedsHold,
} from '../ledger/refusals.ts'
import { frozenOf, release, spend } from '../ledger/settle.ts'
import { CREDITS_MAX, type Decision, type Hold, type Lot, type Wallet, type WalletState } from '../ledger/wallet.ts'
import { monthsAfter } from '../plans/calendar.ts'
import { isInForce } from '../plans/plan.ts'
import { runInCycle } from '../plans/runInCycle.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import {
  changeHold,
  changeLot,
  freezeHold,
  grantLot,
  type HoldAndWallet,
  type HoldOfTask,
  type LotAndWallet,
  revokeCredits,
  setPolicy,
} from './commands.ts'
import { type FundingRefusal, refuseMore, settleLateWithin } from './funding.ts'

/** The most models or operations that a lot can be limited to. */
const LIMITED_TO_MAX = 100
const Uuid = z.uuid()

const Grant = z
  .object({
    organizationId: Uuid,
    creditType: field.creditType,
    kind: z.enum(LotKind),
    credits: field.credits,
    /** What isn't given is as the catalogue's policy for the kind says. */
    priority: z.int().min(-1_000_000).max(1_000_000).nullish(),
    expiresAt: z.date().nullish(),
    usableFrom: z.date().nullish(),
    heldPastExpiry: z.enum(['FORFEIT', 'GRACE', 'HONOUR']).nullish(),
    graceSeconds: field.graceSeconds.nullish(),
    requiresSubscription: z.boolean().nullish(),
    paid: z.object({ amount: z.bigint().min(0n).max(CREDITS_MAX), currency: field.currency }).nullish(),
    models: z.array(field.token).max(LIMITED_TO_MAX).default([]),
    operations: z.array(field.token).max(LIMITED_TO_MAX).default([]),
    source: field.text(500).nullish(),
    idempotencyKey: field.idempotencyKey,
  })
  .refine(
    ({ heldPastExpiry, graceSeconds }) => (heldPastExpiry === 'GRACE') === (typeof graceSeconds === 'number'),
    'graceSeconds belongs to heldPastExpiry: GRACE, and only to that',
  )

export type Granted = LotAndWallet & { readonly replayed: boolean }

/** Brings credits into the pool as a new lot, and opens it if it is the organization's first of this credit type. */
export async function grantCredits(
  app: App,
  input: z.input<typeof Grant>,
): Promise<
  | Granted
  | InvalidInput
  | NotFound
  | IdempotencyConflict
  | CreditsOutOfBounds
  | ExpiryPassed
  | PurchaseNotAllowed
  | LimitReached
> {
  const parsed = parseInput(Grant, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, creditType } = parameters
  if (!(await findOrganization(app, organizationId))) return notFound('organization')

  const lotId = uuidv7()
  const { kind, credits, models, operations, heldPastExpiry } = parameters
  const lot = (batch: Batch) => {
    const subscription = batch.standing(organizationId)?.subscription
    const plan = subscription && batch.edition.plan(subscription.planId)
    if (plan && !plan.extraPurchases && PURCHASES.has(kind)) return purchaseNotAllowed(plan.name)
    const policy = batch.edition.lotPolicy(kind)
    const months = policy?.expiresAfterMonths ?? null
    const requiresSubscription = parameters.requiresSubscription ?? policy?.requiresSubscription ?? false
    return {
      lotId,
      kind,
      credits,
      priority: parameters.priority ?? policy?.priority ?? 0,
      expiresAt: parameters.expiresAt ?? (months === null ? null : monthsAfter(batch.timeOf(organizationId), months)),
      usableFrom: parameters.usableFrom ?? null,
      models,
      operations,
      graceSeconds: heldPastExpiry
        ? { FORFEIT: 0, GRACE: parameters.graceSeconds ?? 0, HONOUR: null }[heldPastExpiry]
        : policy
          ? policy.graceSeconds
          : 0,
      requiresSubscription,
      suspended: requiresSubscription && !isInForce(subscription),
      paid: parameters.paid ?? null,
      source: parameters.source ?? null,
      reason: null,
    }
  }
  const key = idempotency(idempotencyKey, 'grantCredits', parameters)
  const outcome = await app.lane.run(
    audited(grantLot(organizationId, creditType, uuidv7(), lot, key), 'grantCredits', 'CreditLot', parameters),
  )
  return answer(outcome, (id) => findLot(app, organizationId, id))
}

/** How credits come in that are bought beside a subscription. */
const PURCHASES: ReadonlySet<LotKind> = new Set<LotKind>(['EXTRA', 'TOP_UP'])

export interface PurchaseNotAllowed extends Refusal {
  readonly code: 'PURCHASE_NOT_ALLOWED'
}

function purchaseNotAllowed(plan: string): PurchaseNotAllowed {
  const message = `The plan ${plan} has no credits to buy beside it. Upgrade the subscription for more.`
  return { code: 'PURCHASE_NOT_ALLOWED', message }
}

/** What credits are frozen for; a lot that is limited to something else is left alone. */
const Purpose = z.object({ model: field.token, operation: field.token })

const Freeze = z.object({
  organizationId: Uuid,
  /** Whose wallet; the pool if absent. */
  memberId: Uuid.nullish(),
  creditType: field.creditType,
  credits: field.credits,
  purpose: Purpose.nullish(),
  description: field.text(500).nullish(),
  expiresAt: z.date().nullish(),
  idempotencyKey: field.idempotencyKey,
})

export type HeldCredits = HoldAndWallet & { readonly replayed: boolean }

/** Opens a hold on available credits. */
export async function freezeCredits(
  app: App,
  input: z.input<typeof Freeze>,
): Promise<HeldCredits | InvalidInput | NotFound | IdempotencyConflict | FundingRefusal> {
  const parsed = parseInput(Freeze, input)
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

const Spend = z.object({
  organizationId: Uuid,
  holdId: Uuid,
  credits: field.credits.nullish(),
  keepOpen: z.boolean(),
  purpose: Purpose.nullish(),
  idempotencyKey: field.idempotencyKey,
})

export type SettleRefusal = InvalidInput | NotFound | IdempotencyConflict | HoldNotOpen | HoldOfTask

/**
 * Takes the credits of a hold for good, all or a part; the rest is given back, or kept for the next part. A hold that
 * has timed out is settled late, once.
 */
export async function spendCredits(
  app: App,
  input: z.input<typeof Spend>,
): Promise<HeldCredits | SettleRefusal | SpendExceedsHold | InsufficientCredits | BudgetExceeded | LimitReached> {
  const parsed = parseInput(Spend, input)
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

const Release = z.object({ organizationId: Uuid, holdId: Uuid, idempotencyKey: field.idempotencyKey })

/** Gives all credits of a hold back to the lots they came from. */
export async function releaseCredits(app: App, input: z.input<typeof Release>): Promise<HeldCredits | SettleRefusal> {
  const parsed = parseInput(Release, input)
  if (!parsed.ok) return parsed.refusal
  return changeHoldBy<never>(app, 'releaseCredits', parsed.value, (state, hold, now) =>
    release(state, hold, 'RELEASED', now),
  )
}

const Growth = z.object({
  organizationId: Uuid,
  holdId: Uuid,
  credits: field.credits,
  purpose: Purpose.nullish(),
  idempotencyKey: field.idempotencyKey,
})

/** Freezes more for an open hold. */
export async function growHold(
  app: App,
  input: z.input<typeof Growth>,
): Promise<HeldCredits | SettleRefusal | InsufficientCredits | BudgetExceeded | LimitReached> {
  const parsed = parseInput(Growth, input)
  if (!parsed.ok) return parsed.refusal
  const { credits, purpose } = parsed.value
  return changeHoldBy<InsufficientCredits | BudgetExceeded | LimitReached>(
    app,
    'growHold',
    parsed.value,
    (state, hold, now, batch) => refuseMore(batch, hold, credits) ?? grow(state, hold, credits, purpose ?? null, now),
  )
}

const Extension = z.object({
  organizationId: Uuid,
  holdId: Uuid,
  expiresAt: z.date(),
  idempotencyKey: field.idempotencyKey,
})

/** Gives an open hold another deadline. */
export async function extendHold(
  app: App,
  input: z.input<typeof Extension>,
): Promise<HeldCredits | SettleRefusal | ExpiryPassed> {
  const parsed = parseInput(Extension, input)
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
  { idempotencyKey, ...parameters }: z.output<typeof Release>,
  rule: HoldRule<Refused>,
): Promise<HeldCredits | SettleRefusal | Refused> {
  const { organizationId, holdId } = parameters
  const key = idempotency(idempotencyKey, name, parameters)
  const outcome = await app.lane.run(changeHold(organizationId, holdId, key, rule))
  return answer<HoldAndWallet, SettleRefusal | Refused>(outcome, (id) => findHold(app, organizationId, id))
}

const LotChange = z.object({
  organizationId: Uuid,
  lotId: Uuid,
  reason: field.text(500).min(1),
  idempotencyKey: field.idempotencyKey,
})

type LotRefusal = InvalidInput | NotFound | IdempotencyConflict

/** Keeps a lot from being used until it is unlocked. What it has frozen stays frozen. */
export function lockLot(app: App, input: z.input<typeof LotChange>): Promise<Granted | LotRefusal | LotLocked> {
  return changeLotBy<LotLocked>(app, input, 'lockLot', lock)
}

/** Lets a lot be used again, or before its time; one that needs a subscription, once there is one. */
export function unlockLot(
  app: App,
  input: z.input<typeof LotChange>,
): Promise<Granted | LotRefusal | LotNotLocked | LotLocked> {
  return changeLotBy<LotNotLocked | LotLocked>(app, input, 'unlockLot', (state, lot, reason, now, batch) => {
    const needsOne = lot.requiresSubscription && !isInForce(batch.standing(lot.organizationId)?.subscription)
    return needsOne && lot.lock !== null ? lotLocked('SUBSCRIPTION') : unlock(state, lot, reason, now)
  })
}

async function changeLotBy<Refused extends Refusal>(
  app: App,
  input: z.input<typeof LotChange>,
  name: string,
  rule: (state: WalletState, lot: Lot, reason: string, now: Date, batch: Batch) => Decision | Refused,
): Promise<Granted | LotRefusal | Refused> {
  const parsed = parseInput(LotChange, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, lotId, reason } = parameters
  const where = { organizationId_id: { organizationId, id: lotId } }
  const lot = await app.prisma.creditLot.findUnique({ where, select: { walletId: true } })
  if (!lot) return notFound('lot')
  const key = idempotency(idempotencyKey, name, parameters)
  const outcome = await app.lane.run(
    audited(
      changeLot(organizationId, lot.walletId, lotId, key, (state, known, now, batch) =>
        rule(state, known, reason, now, batch),
      ),
      name,
      'CreditLot',
      { reason },
    ),
  )
  return answer<LotAndWallet, Refused>(outcome, (id) => findLot(app, organizationId, id))
}

const Adjustment = z
  .object({
    organizationId: Uuid,
    /** Whose wallet; the pool if absent. */
    memberId: Uuid.nullish(),
    creditType: field.creditType,
    add: field.credits.nullish(),
    remove: field.credits.nullish(),
    reason: field.text(500).min(1),
    idempotencyKey: field.idempotencyKey,
  })
  .refine(({ add, remove }) => (typeof add === 'bigint') !== (typeof remove === 'bigint'), 'give either add or remove')
  .refine(({ add, memberId }) => !(add && memberId), 'add to the pool, and transfer from there to a member')

export interface Adjusted {
  readonly wallet: Wallet
  readonly replayed: boolean
}

/** Corrects a wallet: up by a new lot, down by revoking available credits in burn-down order, never below zero. */
export async function adjustCredits(
  app: App,
  input: z.input<typeof Adjustment>,
): Promise<Adjusted | LotRefusal | CreditsOutOfBounds | InsufficientCredits | LimitReached> {
  const parsed = parseInput(Adjustment, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, creditType, add, remove, reason } = parameters
  const holderId = await findHolder(app, organizationId, parameters.memberId)
  if (typeof holderId === 'object') return holderId
  const key = idempotency(idempotencyKey, 'adjustCredits', parameters)
  if (typeof remove === 'bigint') {
    const outcome = await app.lane.run(
      audited(
        revokeCredits(organizationId, holderId, creditType, remove, reason, key),
        'adjustCredits',
        'Wallet',
        parameters,
      ),
    )
    return answer(outcome, (id) => findWallet(app, organizationId, id))
  }
  const lot = { ...PLAIN_GRANT, lotId: uuidv7(), kind: 'ADJUSTMENT' as const, credits: add as bigint, reason }
  const outcome = await app.lane.run(
    audited(grantLot(organizationId, creditType, uuidv7(), lot, key), 'adjustCredits', 'CreditLot', parameters),
  )
  return answer(outcome, (id) => findLot(app, organizationId, id))
}

const Policy = z.object({
  organizationId: Uuid,
  walletId: Uuid,
  burnDown: z
    .array(z.enum(BurnDownCriterion))
    .min(1)
    .refine((criteria) => new Set(criteria).size === criteria.length, 'names a criterion twice')
    .nullish(),
  overspend: z.boolean().nullish(),
  latePolicy: z.enum(LatePolicy).nullish(),
  idempotencyKey: field.idempotencyKey,
})

/** Changes what a wallet's owner may choose; what is absent stays as it is. */
export async function setWalletPolicy(app: App, input: z.input<typeof Policy>): Promise<Adjusted | LotRefusal> {
  const parsed = parseInput(Policy, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, walletId, burnDown, overspend, latePolicy } = parameters
  const policy = {
    ...(burnDown ? { burnDown } : {}),
    ...(typeof overspend === 'boolean' ? { overspend } : {}),
    ...(latePolicy ? { latePolicy } : {}),
  }
  const key = idempotency(idempotencyKey, 'setWalletPolicy', parameters)
  const outcome = await app.lane.run(
    audited(setPolicy(organizationId, walletId, policy, key), 'setWalletPolicy', 'Wallet', policy, (batch) => {
      const { burnDown, overspend, latePolicy } = batch.wallet(organizationId, walletId)?.wallet ?? {}
      return { burnDown, overspend, latePolicy }
    }),
  )
  return answer(outcome, (id) => findWallet(app, organizationId, id))
}

/** Whose wallet is meant: the organization's pool, or one of its members'. */
export async function findHolder(
  app: App,
  organizationId: string,
  memberId: string | null | undefined,
  { evenRemoved } = { evenRemoved: false },
): Promise<string | NotFound> {
  if (!memberId) return (await findOrganization(app, organizationId)) ? organizationId : notFound('organization')
  const removed = evenRemoved ? {} : { removedAt: null }
  const isMember = (await app.prisma.member.count({ where: { organizationId, id: memberId, ...removed } })) === 1
  return isMember ? memberId : notFound('member')
}

export function findOrganization(app: App, id: string): Promise<Organization | null> {
  return app.prisma.organization.findUnique({ where: { id } })
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

export async function findLot(app: App, organizationId: string, id: string): Promise<LotAndWallet> {
  const { wallet, ...lot } = await inSnapshot(app, ({ prisma }) =>
    prisma.creditLot.findUniqueOrThrow({
      where: { organizationId_id: { organizationId, id } },
      include: { wallet: true },
    }),
  )
  return { lot, wallet }
}

export async function findWallet(app: App, organizationId: string, id: string): Promise<{ wallet: Wallet }> {
  return { wallet: await app.prisma.wallet.findUniqueOrThrow({ where: { organizationId_id: { organizationId, id } } }) }
}
