// Price rules: what an operation of a model costs, from a date on.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import type { CreditLot, PriceRule } from '../database/generated/client/client.ts'
import type { IdempotencyConflict } from '../engine/command.ts'
import { idempotency, once } from '../engine/idempotency.ts'
import { refuseOver } from '../ledger/budget.ts'
import { burnDown } from '../ledger/freeze.ts'
import type { BudgetExceeded, Refusal } from '../ledger/refusals.ts'
import { burnDownOrder, CREDITS_MAX, type Credits, DEFAULT_POLICY, usable } from '../ledger/wallet.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { countedAgainst, holdersFor } from '../wallets/funding.ts'

const NewPriceRule = z.object({
  provider: field.token,
  model: field.token,
  operation: field.token,
  creditType: field.creditType,
  credits: z.bigint().min(0n).max(CREDITS_MAX),
  effectiveFrom: z.date().nullish(),
  idempotencyKey: field.idempotencyKey,
})

export interface PriceRuleExists extends Refusal {
  readonly code: 'PRICE_RULE_EXISTS'
}

export interface EffectiveFromPast extends Refusal {
  readonly code: 'EFFECTIVE_FROM_PAST'
}

export interface CreatedPriceRule {
  readonly priceRule: PriceRule
  readonly replayed: boolean
}

/** Sets a price from now or from a later date on. What was in force until then stays as it was. */
export async function createPriceRule(
  app: App,
  input: z.input<typeof NewPriceRule>,
): Promise<CreatedPriceRule | InvalidInput | IdempotencyConflict | PriceRuleExists | EffectiveFromPast> {
  const parsed = parseInput(NewPriceRule, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const key = idempotency(idempotencyKey, 'createPriceRule', parameters)
  const createdAt = app.clock()
  const effectiveFrom = parameters.effectiveFrom ?? createdAt
  const priceRule = { id: uuidv7(), ...parameters, effectiveFrom, createdAt }

  const { model, operation } = parameters
  const made = await once<PriceRule>(app.prisma, key, createdAt, priceRule, async (transaction) => {
    if (effectiveFrom < createdAt) throw new Undone(effectiveFromPast())
    const { count } = await transaction.priceRule.createMany({ data: priceRule, skipDuplicates: true })
    if (count === 0) throw new Undone(priceRuleExists(model, operation, effectiveFrom))
  }).catch((error) => {
    if (error instanceof Undone) return error.refusal
    throw error
  })
  if ('code' in made) return made
  if (made.kind === 'made') return { priceRule, replayed: false }
  const before = await app.prisma.priceRule.findUniqueOrThrow({ where: { id: made.resultId } })
  return { priceRule: before, replayed: true }
}

/** Takes back a transaction in which a refusal was found. */
class Undone extends Error {
  readonly refusal: PriceRuleExists | EffectiveFromPast

  constructor(refusal: PriceRuleExists | EffectiveFromPast) {
    super(refusal.message)
    this.refusal = refusal
  }
}

function priceRuleExists(model: string, operation: string, effectiveFrom: Date): PriceRuleExists {
  return {
    code: 'PRICE_RULE_EXISTS',
    message: `${model} ${operation} has a price from ${effectiveFrom.toISOString()} already, and rules are never edited. Set another one from a later time.`,
  }
}

function effectiveFromPast(): EffectiveFromPast {
  return {
    code: 'EFFECTIVE_FROM_PAST',
    message:
      'A price can be set from now or from a later time on, never for the past. Leave effectiveFrom out for now.',
  }
}

export interface NoPrice extends Refusal {
  readonly code: 'NO_PRICE'
  readonly model: string
  readonly operation: string
}

export function noPrice(model: string, operation: string): NoPrice {
  const message = `There is no price for ${operation} of ${model}. priceRules lists what can be submitted.`
  return { code: 'NO_PRICE', message, model, operation }
}

/** The rules in force at a moment, one for each model and operation. */
export function findPriceRules(
  app: App,
  at: Date,
  where: { model?: string; operation?: string },
): Promise<PriceRule[]> {
  return app.prisma.priceRule.findMany({
    where: { ...where, effectiveFrom: { lte: at } },
    distinct: ['model', 'operation'],
    orderBy: [{ model: 'asc' }, { operation: 'asc' }, { effectiveFrom: 'desc' }],
  })
}

export interface Quote {
  readonly priceRule: PriceRule
  readonly credits: Credits
  readonly available: Credits
  readonly shortfall: Credits
  /** Which lots would pay, in burn-down order, and how much each. */
  readonly lines: readonly { readonly lot: CreditLot; readonly credits: Credits }[]
  /** Null: no budget is in the way. */
  readonly blockedBy: BudgetExceeded | null
}

/** What a task of a member, or of the platform itself, would cost now, and what would pay for it. Freezes nothing. */
export async function quote(
  app: App,
  organizationId: string,
  memberId: string | null,
  { model, operation }: { model: string; operation: string },
): Promise<Quote | NoPrice | NotFound> {
  const now = app.clock()
  const [priceRule] = await findPriceRules(app, now, { model, operation })
  if (!priceRule) return noPrice(model, operation)
  const { creditType, credits } = priceRule
  const organization = await app.prisma.organization.findUnique({
    where: { id: organizationId },
    include: {
      budgets: { where: { endedAt: null }, include: { usages: { orderBy: { periodStart: 'desc' }, take: 1 } } },
      wallets: {
        where: { creditType, holderId: { in: holdersFor(organizationId, memberId) } },
        include: { lots: { where: { open: true } } },
      },
    },
  })
  if (!organization) return notFound('organization')

  const { timeZone, membersUsePool, budgets, wallets } = organization
  const purpose = { model, operation }
  const usageOf = (budgetId: string) => budgets.find(({ id }) => id === budgetId)?.usages[0]
  const spending = { memberId, creditType, purpose }
  const counted = countedAgainst({ organizationId, timeZone, budgets }, usageOf, spending, now)

  const holders = holdersFor(organizationId, memberId).filter((id, i) => i === 0 || id === memberId || membersUsePool)
  const offers = holders.map((holderId) => offer(wallets.find((wallet) => wallet.holderId === holderId)))
  function offer(wallet: (typeof wallets)[number] | undefined) {
    const lots = new Map((wallet?.lots ?? []).sort(burnDownOrder(wallet ?? DEFAULT_POLICY)).map((lot) => [lot.id, lot]))
    const { lines, shortfall } = burnDown({ lots }, credits, purpose, now)
    const paying = lines.map((line) => ({ lot: lots.get(line.lotId) as CreditLot, credits: line.credits }))
    const available = [...lots.values()].reduce((sum, lot) => sum + usable(lot, purpose, now), 0n)
    return { lines: paying, shortfall, available }
  }
  const least = offers.reduce((best, each) => (each.shortfall < best.shortfall ? each : best))
  return { priceRule, credits, ...least, blockedBy: refuseOver(counted, credits) }
}
