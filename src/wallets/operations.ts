// Granting, freezing, spending and releasing credits: what the platform's own backend does with a wallet.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { LotKind, type Organization } from '../database/generated/client/client.ts'
import { answer } from '../engine/answer.ts'
import type { Command, IdempotencyConflict } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import { freeze } from '../ledger/freeze.ts'
import { grant } from '../ledger/grant.ts'
import {
  type CreditsOutOfBounds,
  type ExpiryPassed,
  type HoldNotOpen,
  type InsufficientCredits,
  insufficientCredits,
  isRefusal,
  type Refusal,
  type SpendExceedsHold,
} from '../ledger/refusals.ts'
import { release, type Settled, spend } from '../ledger/settle.ts'
import type { Decision, Hold, Lot, Wallet, WalletState } from '../ledger/wallet.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'

/** The credit type of a request that names none. */
export const DEFAULT_CREDIT_TYPE = 'music'
/** How long a hold stays open when its request doesn't say. */
export const HOLD_DURATION_MS = 60 * 60 * 1_000

const Uuid = z.uuid()

const Grant = z.object({
  organizationId: Uuid,
  creditType: field.creditType,
  kind: z.enum(LotKind),
  credits: field.credits,
  priority: z.int().min(-1_000_000).max(1_000_000),
  expiresAt: z.date().nullish(),
  source: field.text(500).nullish(),
  idempotencyKey: field.idempotencyKey,
})

export interface Granted {
  readonly lot: Lot
  readonly wallet: Wallet
  readonly replayed: boolean
}

/** Brings credits in as a new lot, and opens the wallet if it is the organization's first of this credit type. */
export async function grantCredits(
  app: App,
  input: z.input<typeof Grant>,
): Promise<Granted | InvalidInput | NotFound | IdempotencyConflict | CreditsOutOfBounds | ExpiryPassed> {
  const parsed = parseInput(Grant, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, creditType } = parameters
  if (!(await findOrganization(app, organizationId))) return notFound('organization')

  const lotId = uuidv7()
  const walletId = uuidv7()
  const outcome = await app.lane.run<{ lot: Lot; wallet: Wallet }>({
    organizationId,
    idempotency: idempotency(idempotencyKey, 'grantCredits', parameters),
    reads: { creditType },
    decide(batch) {
      const state =
        batch.walletOfType(organizationId, creditType) ?? batch.openWallet(organizationId, walletId, creditType)
      const decision = grant(
        state,
        { ...parameters, lotId, expiresAt: parameters.expiresAt ?? null, source: parameters.source ?? null },
        batch.now,
      )
      if (isRefusal(decision)) return decision
      batch.apply(decision)
      return { value: { lot: decision.lots[0] as Lot, wallet: decision.wallet }, resultId: lotId }
    },
  })
  return answer(outcome, async (id) => {
    const { wallet, ...lot } = await app.prisma.creditLot.findUniqueOrThrow({
      where: { organizationId_id: { organizationId, id } },
      include: { wallet: true },
    })
    return { lot, wallet }
  })
}

const Freeze = z.object({
  organizationId: Uuid,
  creditType: field.creditType,
  credits: field.credits,
  description: field.text(500).nullish(),
  expiresAt: z.date().nullish(),
  idempotencyKey: field.idempotencyKey,
})

export interface HeldCredits {
  readonly hold: Omit<Hold, 'lines'>
  readonly wallet: Wallet
  readonly replayed: boolean
}

/** Opens a hold on available credits. */
export async function freezeCredits(
  app: App,
  input: z.input<typeof Freeze>,
): Promise<HeldCredits | InvalidInput | NotFound | IdempotencyConflict | InsufficientCredits | ExpiryPassed> {
  const parsed = parseInput(Freeze, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, creditType, credits } = parameters
  if (!(await findOrganization(app, organizationId))) return notFound('organization')

  const holdId = uuidv7()
  const outcome = await app.lane.run<HoldAndWallet>({
    organizationId,
    idempotency: idempotency(idempotencyKey, 'freezeCredits', parameters),
    reads: { creditType },
    decide(batch) {
      const state = batch.walletOfType(organizationId, creditType)
      if (!state) return insufficientCredits(creditType, credits, 0n)
      const expiresAt = parameters.expiresAt ?? new Date(batch.now.getTime() + HOLD_DURATION_MS)
      const description = parameters.description ?? null
      const decision = freeze(state, { holdId, taskId: null, credits, description, expiresAt }, batch.now)
      if (isRefusal(decision)) return decision
      batch.apply(decision)
      return { value: { hold: decision.hold, wallet: decision.wallet }, resultId: holdId }
    },
  })
  return answer(outcome, (id) => findHold(app, organizationId, id))
}

const Spend = z.object({
  organizationId: Uuid,
  holdId: Uuid,
  credits: field.credits.nullish(),
  idempotencyKey: field.idempotencyKey,
})

export type SettleRefusal = InvalidInput | NotFound | IdempotencyConflict | HoldNotOpen | HoldOfTask

/** Takes the credits of a hold for good, all or a part, and gives the rest back. */
export async function spendCredits(
  app: App,
  input: z.input<typeof Spend>,
): Promise<HeldCredits | SettleRefusal | SpendExceedsHold> {
  const parsed = parseInput(Spend, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, holdId, credits } = parameters
  const key = idempotency(idempotencyKey, 'spendCredits', parameters)
  const outcome = await app.lane.run(
    settleHold(organizationId, holdId, key, (state, hold, now) => spend(state, hold, credits ?? hold.credits, now)),
  )
  return answer(outcome, (id) => findHold(app, organizationId, id))
}

const Release = z.object({ organizationId: Uuid, holdId: Uuid, idempotencyKey: field.idempotencyKey })

/** Gives all credits of a hold back to the lots they came from. */
export async function releaseCredits(app: App, input: z.input<typeof Release>): Promise<HeldCredits | SettleRefusal> {
  const parsed = parseInput(Release, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, holdId } = parameters
  const key = idempotency(idempotencyKey, 'releaseCredits', parameters)
  const outcome = await app.lane.run(
    settleHold(organizationId, holdId, key, (state, hold, now) => release(state, hold, 'RELEASED', now)),
  )
  return answer(outcome, (id) => findHold(app, organizationId, id))
}

export interface HoldOfTask extends Refusal {
  readonly code: 'HOLD_OF_TASK'
  readonly taskId: string
}

type HoldAndWallet = { hold: Omit<Hold, 'lines'>; wallet: Wallet }

/** The lane command that ends a hold of its own; a task's hold ends with its task. */
export function settleHold<Refused extends Refusal>(
  organizationId: string,
  holdId: string,
  key: ReturnType<typeof idempotency>,
  rule: (state: WalletState, hold: Hold, now: Date) => Settled | Refused,
): Command<HoldAndWallet> {
  return {
    organizationId,
    idempotency: key,
    reads: { holdId },
    decide(batch) {
      const hold = batch.hold(organizationId, holdId)
      const state = hold && batch.wallet(organizationId, hold.walletId)
      if (!hold || !state) return notFound('hold')
      if (hold.taskId !== null) return holdOfTask(hold.taskId)
      const decision: (Decision & { hold: Hold }) | Refused = rule(state, hold, batch.now)
      if (isRefusal(decision)) return decision
      batch.apply(decision)
      return { value: { hold: decision.hold, wallet: decision.wallet }, resultId: holdId }
    },
  }
}

function holdOfTask(taskId: string): HoldOfTask {
  const message = 'This hold pays for a task and ends with it. Complete, fail or cancel the task instead.'
  return { code: 'HOLD_OF_TASK', message, taskId }
}

export function findOrganization(app: App, id: string): Promise<Organization | null> {
  return app.prisma.organization.findUnique({ where: { id } })
}

async function findHold(app: App, organizationId: string, id: string): Promise<HoldAndWallet> {
  const { wallet, ...hold } = await app.prisma.hold.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id } },
    include: { wallet: true },
  })
  return { hold, wallet }
}
