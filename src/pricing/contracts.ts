// Ends a contract price of an organization: from then on the price for all applies. Price rules are never edited, so the end is a rule, too.

import { v7 as uuidv7 } from 'uuid'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import type { PriceRule, Prisma } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { type InvalidInput, invalidInput, type NotFound, notFound } from '../refusals.ts'
import { rulesInForce } from './priceOf.ts'
import { nextVersion } from './priceRules.ts'

export interface EndedContract {
  /** The price for all that applies then; null: no such price exists. */
  readonly priceRule: PriceRule | null
}

/**
 * Ends a contract from now on, or one that begins later as it begins. A contract that has ended already stays as it is. A contract of the same variant
 * that begins later still begins.
 */
export async function endContractPrice(app: App, id: string): Promise<EndedContract | InvalidInput | NotFound> {
  const rule = await app.prisma.priceRule.findUnique({ where: { id } })
  if (!rule) return notFound('price')
  if (rule.organizationId === PLATFORM_ID) {
    return invalidInput({ path: 'priceRuleId', message: 'must be a contract: a price of one organization' })
  }
  const now = app.clock()
  const at = later(now, rule.effectiveFrom)
  await transact(app.prisma, async (transaction) => {
    // Others that change the price book wait from here on.
    await transaction.$queryRaw`SELECT 1 FROM price_book FOR UPDATE`
    const last = await lastContract(transaction, rule, at)
    if (!last || last.endsContract) return
    await transaction.priceRule.create({ data: endOf(last, await nextVersion(transaction), at, now) })
    const { model, operation, variant, creditType, credits } = last
    const before = factsOf({ model, operation, variant, creditType, credits })
    const act = { action: 'endContractPrice', subjectType: 'PriceRule', subjectId: last.id, before }
    await record(app, transaction, rule.organizationId, act, now)
  })
  await app.refreshPriceBook()
  return { priceRule: generalPrice(app, rule, at) }
}

const later = (one: Date, other: Date): Date => (one > other ? one : other)

/** The newest contract of a variant that is in force at a time, or its end. */
function lastContract(transaction: Prisma.TransactionClient, rule: PriceRule, at: Date): Promise<PriceRule | null> {
  const { organizationId, model, operation, variant } = rule
  const inForce = { effectiveFrom: { lte: at }, OR: [{ effectiveUntil: null }, { effectiveUntil: { gt: at } }] }
  return transaction.priceRule.findFirst({
    where: { organizationId, model, operation, variant, ...inForce },
    orderBy: { effectiveFrom: 'desc' },
  })
}

/** The rule that ends a contract: with its terms, which do not apply. */
function endOf(contract: PriceRule, version: bigint, at: Date, createdAt: Date): Prisma.PriceRuleCreateInput {
  const { upstreamCost, ...terms } = contract
  // A contract that began in this millisecond has the place of its end.
  const effectiveFrom = later(at, new Date(contract.effectiveFrom.getTime() + 1))
  const end = { id: uuidv7(), version, catalogue: null, effectiveFrom, effectiveUntil: null, createdAt }
  return { ...(terms as Prisma.PriceRuleCreateInput), ...end, endsContract: true }
}

function generalPrice(app: App, { model, operation, variant }: PriceRule, at: Date): PriceRule | null {
  const inForce = rulesInForce(app.priceBook.version.rulesOf(model, operation), null, at)
  return inForce.find((each) => each.variant === variant) ?? null
}
