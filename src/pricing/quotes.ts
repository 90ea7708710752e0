// Quotes: the price of tasks, and the credits that would pay for them. A quote is the decision that a submit would get, made on
// a batch that is thrown away.

import { v7 as uuidv7 } from 'uuid'
import type { Caller, Person } from '../access/roles.ts'
import type { App } from '../app.ts'
import type { CreditLot, PriceRule } from '../database/generated/client/client.ts'
import { inSnapshot } from '../database/snapshot.ts'
import { Batch } from '../engine/batch.ts'
import { BudgetIndex } from '../engine/budgetIndex.ts'
import { NOTHING_KEPT } from '../engine/kept.ts'
import { comparableName, type PriceBookVersion } from '../engine/priceBook.ts'
import { ThresholdIndex } from '../engine/thresholdIndex.ts'
import type { MemberId, OrganizationId } from '../ids.ts'
import type { Cost } from '../ledger/cost.ts'
import { burnDown } from '../ledger/freeze.ts'
import { must } from '../ledger/must.ts'
import { isRefusal, type Refusal, type Source } from '../ledger/refusals.ts'
import { type Credits, type HoldLine, type Purpose, usable } from '../ledger/wallet.ts'
import { timeOf } from '../organizations/clock.ts'
import { refuseMember } from '../organizations/members.ts'
import { type NotEntitled, refuseUnentitled } from '../plans/plan.ts'
import { type NotFound, notFound } from '../refusals.ts'
import { type FundingRefusal, freezeAllWithin, holdersFor, payingHolders, type ToFreeze } from '../wallets/funding.ts'
import type { Input } from './constraints.ts'
import { costsOf, namingPrices, type Price, type PriceRefusal, priceOf, rulesInForce, type Wanted } from './priceOf.ts'

/** A number of tasks of one kind. */
export interface QuoteItem extends Wanted {
  readonly count: number
  readonly tags?: readonly string[] | null | undefined
}

export type QuotedItem = Payable & (Priced | Unpriced)

interface Priced {
  /** The price of one task. */
  readonly price: Price
  /** The reason why not all tasks could be submitted; null if they could. */
  readonly refusal: NotEntitled | FundingRefusal | null
}

interface Unpriced {
  readonly price: null
  readonly refusal: PriceRefusal
}

interface Payable {
  readonly item: QuoteItem
  /** The available credits of the main type in the wallet that would pay for the first task. */
  readonly available: Credits
  /** The wallets that may pay, in the order in which they are tried. */
  readonly sources: readonly Source[]
  /** The number of tasks that could be paid, in the order of the items. */
  readonly payable: number
  readonly alternatives: readonly Price[]
}

export interface QuoteTotal {
  readonly creditType: string
  readonly credits: Credits
  /** The available credits in all wallets that may pay; each task is paid by one of them. */
  readonly available: Credits
  readonly shortfall: Credits
  /** The lots that would pay, in burn-down order, and the credits from each. */
  readonly lines: readonly { readonly lot: CreditLot; readonly credits: Credits }[]
}

export interface Quote {
  /** The organization's time, and the version of the price book, at which it was decided. */
  readonly at: Date
  readonly version: bigint
  readonly items: readonly QuotedItem[]
  readonly totals: readonly QuoteTotal[]
}

/** The organization and member that would submit the tasks. */
export interface Asker {
  readonly organizationId: OrganizationId
  /** Null: not a member; the pool pays. */
  readonly memberId: MemberId | null
  /** The lineage of the API key, for budgets; null: no key. */
  readonly lineageId: string | null
}

/**
 * Finds out for whom a caller asks: members for themselves, an organization's own key and the operator for the
 * organization, or on behalf of one of its members. Only the last is looked up.
 */
export function askerFor(
  app: App,
  caller: Exclude<Caller, Person>,
  organizationId: OrganizationId,
  behalfOf: string | null,
): Asker | NotFound | Promise<Asker | NotFound> {
  const { lineageId } = caller
  const own = caller.kind === 'tenant' ? caller.memberId : null
  if (behalfOf === null || behalfOf === own) return { organizationId, memberId: own, lineageId }
  if (own !== null) return notFound('member')
  return refuseMember(app, organizationId, behalfOf).then(
    (gone) => gone ?? { organizationId, memberId: behalfOf, lineageId },
  )
}

/** Quotes tasks at the prices in force. Freezes nothing. */
export async function quote(app: App, asker: Asker, items: readonly QuoteItem[]): Promise<Quote | NotFound> {
  const { organizationId } = asker
  const { version } = app.priceBook
  const creditTypes = new Set(items.flatMap(({ model, operation }) => version.creditTypesOf(model, operation)))
  const read = await readSnapshot(app, asker, [...creditTypes])
  if (!read) return notFound('organization')
  const { organization, subscription, budgets, wallets } = read
  const batch = new Batch(version)
  batch.now = app.clock()
  const usages = budgets.flatMap((budget) => budget.usages)
  batch.addOrganization({
    ...organization,
    organizationId,
    subscription,
    budgets: new BudgetIndex(budgets, usages),
    // A quote raises no alerts.
    thresholds: new ThresholdIndex([]),
    topUps: null,
    refundAllowances: null,
    kept: NOTHING_KEPT,
  })
  const lots = new Map<string, CreditLot>()
  for (const { lots: open, ...wallet } of wallets) {
    batch.addWallet(wallet, open)
    for (const lot of open) lots.set(lot.id, lot)
  }
  return new Quoting(batch, asker, lots).quote(items)
}

/** Reads what a decision for an asker needs, in one snapshot: otherwise a wallet and its lots might not add up. */
export function readSnapshot(app: App, asker: Asker, creditTypes: string[]) {
  return inSnapshot(app, (reader) => readFor(reader, asker, creditTypes))
}

/** Reads what the decision needs, one statement after the other: a transaction's connection runs one at a time. */
async function readFor({ prisma }: Pick<App, 'prisma'>, { organizationId, memberId }: Asker, creditTypes: string[]) {
  const organization = await prisma.organization.findUnique({ where: { id: organizationId } })
  if (!organization) return null
  const live = { organizationId, endedAt: null }
  const subscription = await prisma.subscription.findFirst({ where: live })
  const budgets = await prisma.budget.findMany({
    where: live,
    include: { usages: { orderBy: { periodStart: 'desc' }, take: 1 } },
  })
  const wallets = await prisma.wallet.findMany({
    where: {
      organizationId,
      creditType: { in: creditTypes },
      holderId: { in: holdersFor(organizationId, memberId) },
    },
    include: { lots: { where: { open: true } } },
  })
  return { organization, subscription, budgets, wallets }
}

/** A line of a hold, and the type of its credits. */
interface TypedLine {
  readonly creditType: string
  readonly line: HoldLine
}

function typed(creditType: string, lines: readonly HoldLine[]): TypedLine[] {
  return lines.map((line) => ({ creditType, line }))
}

class Quoting {
  readonly #batch: Batch
  readonly #organizationId: OrganizationId
  readonly #memberId: MemberId | null
  readonly #lineageId: string | null
  readonly #lots: ReadonlyMap<string, CreditLot>
  readonly #now: Date

  constructor(batch: Batch, { organizationId, memberId, lineageId }: Asker, lots: ReadonlyMap<string, CreditLot>) {
    this.#batch = batch
    this.#organizationId = organizationId
    this.#memberId = memberId
    this.#lineageId = lineageId
    this.#lots = lots
    this.#now = batch.timeOf(organizationId)
  }

  quote(items: readonly QuoteItem[]): Quote {
    const { priceBook } = this.#batch
    const priced = items.map((item) => {
      const price = priceOf(priceBook.rulesOf(item.model, item.operation), this.#organizationId, item, this.#now)
      return { item, price: namingPrices(priceBook, this.#organizationId, price) }
    })
    const available = this.#available(priced)
    const lines: TypedLine[] = []
    const left = new Map<QuoteItem, ReadonlyMap<string, Credits>>()
    const quoted = priced.map(({ item, price }): QuotedItem => {
      const alternatives = alternativesTo(priceBook, this.#organizationId, item, this.#now)
      if (isRefusal(price))
        return { item, price: null, available: 0n, sources: [], payable: 0, refusal: price, alternatives }
      const [main] = costsOf(price)
      const { available, sources } = this.#payer(item, must(main, 'a price has a main credit type'))
      const unentitled = refuseUnentitled(
        priceBook,
        this.#batch.organization(this.#organizationId)?.subscription,
        price.rule,
      )
      if (unentitled) return { item, price, available, sources, payable: 0, refusal: unentitled, alternatives }
      const paid = this.#pay(item, price)
      lines.push(...paid.lines)
      left.set(item, paid.left)
      return { item, price, available, sources, payable: paid.payable, refusal: paid.refusal, alternatives }
    })
    const totals = [...available].map(([creditType, there]) => this.#total(creditType, there, quoted, lines, left))
    return { at: this.#now, version: priceBook.number, items: quoted, totals }
  }

  /** Freezes the price of one task after the other, in the batch only. `left`: the credits of each type that are there for the first task that can’t be paid. */
  #pay({ model, operation, count, tags }: QuoteItem, price: Price) {
    const purpose = { model, operation }
    const whose = { memberId: this.#memberId, apiKeyId: this.#lineageId, purpose, tags: tags ?? [] }
    const costs = costsOf(price).filter(({ credits }) => credits > 0n)
    const holders = payingHolders(this.#batch, this.#organizationId, this.#memberId)
    const expiresAt = new Date(this.#now.getTime() + 1)
    const lines: TypedLine[] = []
    const left = new Map<string, Credits>()
    for (let payable = 0; payable < count; payable++) {
      if (costs.length === 0) return { payable: count, refusal: null, lines, left }
      const all = costs.map(
        ({ creditType, credits }): ToFreeze => ({
          spending: { ...whose, creditType },
          command: { holdId: uuidv7(), taskId: null, credits, purpose, description: null, expiresAt },
        }),
      )
      const held = freezeAllWithin(this.#batch, this.#organizationId, holders, all)
      if (isRefusal(held)) {
        if (held.code !== 'INSUFFICIENT_CREDITS') return { payable, refusal: held, lines, left }
        // The lines of the credits that are available.
        for (const cost of costs) {
          const { state, available } = this.#payer(purpose, cost)
          left.set(cost.creditType, available)
          if (state) lines.push(...typed(cost.creditType, burnDown(state, cost.credits, purpose, this.#now).lines))
        }
        return { payable, refusal: held, lines, left }
      }
      for (const { wallet, hold } of held) lines.push(...typed(wallet.creditType, hold.lines))
    }
    return { payable: count, refusal: null, lines, left }
  }

  /** The wallet that would pay for credits of one type: the first that can, else the one with the most credits. */
  #payer(purpose: Purpose, { creditType, credits }: Cost) {
    const holders = payingHolders(this.#batch, this.#organizationId, this.#memberId)
    const asked = holders.map((holderId) => {
      const state = this.#batch.walletOf(this.#organizationId, holderId, creditType)
      const lots = [...(state?.lots.values() ?? [])]
      const available = lots.reduce((sum, lot) => sum + usable(lot, purpose, this.#now), 0n)
      return { state, isPool: holderId === this.#organizationId, available }
    })
    const sources = asked.map(({ isPool, available }) => ({ isPool, available }))
    const none = { state: undefined, isPool: true, available: 0n }
    const payer =
      asked.find(({ available }) => available >= credits) ??
      asked.reduce((most, each) => (each.available > most.available ? each : most), none)
    return { ...payer, sources }
  }

  /** The credits of each type that could pay for any of the items, before anything is frozen. */
  #available(priced: readonly { item: QuoteItem; price: Price | Refusal }[]): Map<string, Credits> {
    const holders = payingHolders(this.#batch, this.#organizationId, this.#memberId)
    const purposes = new Map<string, QuoteItem[]>()
    for (const { item, price } of priced) {
      if (isRefusal(price)) continue
      for (const { creditType } of costsOf(price)) purposes.set(creditType, [...(purposes.get(creditType) ?? []), item])
    }
    const sums = [...purposes].map(([creditType, items]): [string, Credits] => {
      const states = holders.map((holderId) => this.#batch.walletOf(this.#organizationId, holderId, creditType))
      const lots = states.flatMap((state) => [...(state?.lots.values() ?? [])])
      const most = lots.map((lot) => items.map((item) => usable(lot, item, this.#now)).reduce(larger, 0n))
      return [creditType, most.reduce((sum, credits) => sum + credits, 0n)]
    })
    return new Map(sums)
  }

  #total(
    creditType: string,
    available: Credits,
    quoted: readonly QuotedItem[],
    lines: readonly TypedLine[],
    leftOf: ReadonlyMap<QuoteItem, ReadonlyMap<string, Credits>>,
  ): QuoteTotal {
    const ofType = quoted.flatMap(({ item, price, payable, refusal }) => {
      const cost = price && costsOf(price).find((each) => each.creditType === creditType)
      return cost ? [{ item, cost, payable, refusal }] : []
    })
    const credits = ofType.reduce((sum, { item, cost }) => sum + cost.credits * BigInt(item.count), 0n)
    const unpaid = ofType.filter(({ refusal }) => refusal?.code === 'INSUFFICIENT_CREDITS')
    const missing = unpaid.reduce(
      (sum, { item, cost, payable }) => sum + cost.credits * BigInt(item.count - payable),
      0n,
    )
    // The credits that a wallet has left count, because the missing credits could come into that wallet.
    const left = unpaid.map(({ item }) => leftOf.get(item)?.get(creditType) ?? 0n)
    const parts = new Map<string, Credits>()
    for (const { creditType: of, line } of lines) {
      if (of === creditType) parts.set(line.lotId, (parts.get(line.lotId) ?? 0n) + line.credits)
    }
    return {
      creditType,
      credits,
      available,
      shortfall: missing === 0n ? 0n : missing - left.reduce(smaller, missing),
      lines: [...parts].map(([lotId, part]) => ({
        lot: must(this.#lots.get(lotId), 'it was read'),
        credits: part,
      })),
    }
  }
}

/** The cheapest other model of each declared quality that does the same or a comparable operation; the best first. */
function alternativesTo(version: PriceBookVersion, organizationId: OrganizationId, wanted: Wanted, at: Date): Price[] {
  const rules = version.rulesOf(wanted.model, wanted.operation)
  const names = new Set(rules.length > 0 ? rules.map(comparableName) : [wanted.operation])
  const cheapest = new Map<number | null, Price>()
  for (const price of [...names].flatMap((name) => pricesOf(version, organizationId, name, wanted, at))) {
    const { model, operation, quality } = price.rule
    if (model === wanted.model && operation === wanted.operation) continue
    const before = cheapest.get(quality)
    if (!before || price.credits < before.credits) cheapest.set(quality, price)
  }
  return [...cheapest.values()].sort((a, b) => (b.rule.quality ?? -1) - (a.rule.quality ?? -1))
}

/** The prices of all ACTIVE operations that can be compared under a name and take this input. */
function pricesOf(
  version: PriceBookVersion,
  organizationId: OrganizationId,
  name: string,
  wanted: Omit<Wanted, 'model' | 'operation'>,
  at: Date,
): Price[] {
  return version.comparableAs(name).flatMap(({ model, operation }) => {
    const price = priceOf(version.rulesOf(model, operation), organizationId, { ...wanted, model, operation }, at)
    return isRefusal(price) || price.rule.state !== 'ACTIVE' || comparableName(price.rule) !== name ? [] : [price]
  })
}

/** An operation that an organization wants, by any model. */
export interface Comparison {
  /** An operation, or the name under which several can be compared. */
  readonly operation: string
  readonly input: Input
  readonly minQuality: number | null
  readonly maxCredits: Credits | null
  readonly creditType: string | null
}

/** The most prices of a comparison. */
const COMPARED_MAX = 100

/** The prices of all models that do an operation in a quality and that the organization's plan allows; the cheapest first. */
export async function comparePrices(
  app: App,
  organizationId: OrganizationId,
  { operation, minQuality, creditType, ...wanted }: Comparison,
): Promise<Price[]> {
  const { version } = app.priceBook
  const subscription = await app.prisma.subscription.findFirst({ where: { organizationId, endedAt: null } })
  return pricesOf(version, organizationId, operation, wanted, await timeOf(app, organizationId))
    .filter(({ rule }) => creditType === null || rule.creditType === creditType)
    .filter(({ rule }) => minQuality === null || (rule.quality ?? -1) >= minQuality)
    .filter(({ rule }) => refuseUnentitled(version, subscription, rule) === null)
    .sort((a, b) => Number(a.credits - b.credits) || (b.rule.quality ?? -1) - (a.rule.quality ?? -1))
    .slice(0, COMPARED_MAX)
}

/** The rules in force for an organization (null: general rules only), of one model or operation if that is given. */
export function findPriceRules(
  app: App,
  organizationId: OrganizationId | null,
  at: Date,
  { model, operation }: { model?: string; operation?: string },
): PriceRule[] {
  return rulesInForce(app.priceBook.version.rules(), organizationId, at).filter(
    (rule) => (model ?? rule.model) === rule.model && (operation ?? rule.operation) === rule.operation,
  )
}

function larger(a: Credits, b: Credits): Credits {
  return a > b ? a : b
}

function smaller(a: Credits, b: Credits): Credits {
  return a < b ? a : b
}
