// Granting, freezing, spending and releasing credits: what the platform's own backend does with a wallet.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { LotKind, type Organization } from '../database/generated/client/client.ts'
import { answer } from '../engine/answer.ts'
import type { IdempotencyConflict } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import type {
  CreditsOutOfBounds,
  ExpiryPassed,
  HoldNotOpen,
  InsufficientCredits,
  SpendExceedsHold,
} from '../ledger/refusals.ts'
import { release, spend } from '../ledger/settle.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { freezeHold, grantLot, type HoldAndWallet, type HoldOfTask, type LotAndWallet, settleHold } from './commands.ts'

/** The credit type of a request that names none. */
export const DEFAULT_CREDIT_TYPE = 'music'
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

export type Granted = LotAndWallet & { readonly replayed: boolean }

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

  const lot = {
    ...parameters,
    lotId: uuidv7(),
    expiresAt: parameters.expiresAt ?? null,
    source: parameters.source ?? null,
  }
  const key = idempotency(idempotencyKey, 'grantCredits', parameters)
  const outcome = await app.lane.run(grantLot(organizationId, creditType, uuidv7(), lot, key))
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

export type HeldCredits = HoldAndWallet & { readonly replayed: boolean }

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

  const hold = {
    holdId: uuidv7(),
    credits,
    description: parameters.description ?? null,
    expiresAt: parameters.expiresAt ?? null,
  }
  const key = idempotency(idempotencyKey, 'freezeCredits', parameters)
  const outcome = await app.lane.run(freezeHold(organizationId, creditType, hold, key))
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
