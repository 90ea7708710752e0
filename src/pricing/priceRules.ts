// Price rules: the price of an operation of a model, from a date on.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import { type PriceRule, PriceState, type Prisma, Runner } from '../database/generated/client/client.ts'
import type { IdempotencyConflict } from '../engine/command.ts'
import { idempotency, once, PLATFORM_ID } from '../engine/idempotency.ts'
import { type OrganizationId, uuidOf } from '../ids.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { refuseProvider } from '../providers/provider.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { Constraint } from './constraints.ts'
import {
  measureOf,
  partFields,
  partList,
  refusePart,
  storedPart,
  unitFieldOf,
  type Whole,
  wholeCredits,
} from './formula.ts'
import { rulesInForce } from './priceOf.ts'
import { costTerms, storedTerms } from './upstreamCost.ts'

const CONSTRAINTS_MAX = 20
const OUTPUTS_MAX = 1_000
const QUALITY_MAX = 1_000

/** The variant of a rule that does not set one. */
export const STANDARD = 'standard'

/** The terms of a price; `number` reads whole numbers. */
function terms<Number_ extends Whole>(number: Number_) {
  return {
    provider: field.token,
    model: field.token,
    operation: field.token,
    variant: field.token.default(STANDARD),
    creditType: field.creditType,
    ...partFields(number),
    fixed: wholeCredits(number).nullish(),
    parts: partList(number),
    conditions: z.array(Constraint).max(CONSTRAINTS_MAX).default([]),
    inputLimits: z.array(Constraint).max(CONSTRAINTS_MAX).default([]),
    outputs: z.int().min(1).max(OUTPUTS_MAX).default(1),
    comparableAs: field.token.nullish(),
    quality: z.int().min(0).max(QUALITY_MAX).nullish(),
    assetKind: field.token.nullish(),
    state: z.enum(PriceState).default('ACTIVE'),
    notice: field.text(500).nullish(),
    /**
     * The runner of the tasks: the sandbox or the platform's workers, for all organizations; or a provider over HTTP, for LIVE ones.
     * Null: depends on the organization's mode. Absent: as the price in force.
     */
    runs: z.union([z.enum(['sandbox', 'workers']), z.strictObject({ http: field.token })]).nullish(),
    /** The upstream cost of a task that succeeds. Null: it is not known. Absent: as the price in force, if the API sets the price. */
    upstreamCost: costTerms(number).nullish(),
  }
}

/** The terms of a price in a catalogue. */
export const PriceTerms = z.strictObject(terms(z.int().nonnegative().transform(BigInt))).superRefine(refusePart)

export type PriceTerms = z.output<typeof PriceTerms>

const NewPriceRule = z
  .strictObject({
    ...terms(z.bigint()),
    /** The organization whose contract it is; a general price if absent. */
    organizationId: uuidOf.organization.nullish(),
    effectiveFrom: z.date().nullish(),
    effectiveUntil: z.date().nullish(),
    idempotencyKey: field.idempotencyKey,
  })
  .superRefine(refusePart)

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

type Unmade = PriceRuleExists | EffectiveFromPast | LimitReached

/** Sets a price from now or from a later time on. The price until then does not change. */
export async function createPriceRule(
  app: App,
  input: z.input<typeof NewPriceRule>,
): Promise<CreatedPriceRule | InvalidInput | NotFound | IdempotencyConflict | Unmade> {
  const parsed = parseInput(NewPriceRule, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, effectiveUntil = null, ...terms } = parameters
  if (organizationId && !(await app.prisma.organization.findUnique({ where: { id: organizationId } }))) {
    return notFound('organization')
  }
  const [http] = httpOf(terms.runs)
  const noProvider = http === undefined ? null : await refuseProvider(app, 'httpProvider', http)
  if (noProvider) return noProvider
  const createdAt = app.clock()
  const effectiveFrom = parameters.effectiveFrom ?? createdAt
  // A new price does not change what runs the operation: it keeps the runner of the price in force.
  const runs = terms.runs === undefined ? howItRuns(app, terms, createdAt) : terms.runs
  const rule = {
    ...newRule({ ...terms, runs }, { organizationId, catalogue: null, effectiveFrom, effectiveUntil, createdAt }),
    ...(terms.upstreamCost === undefined ? keptCost(app, terms, createdAt) : {}),
  }
  const key = idempotency(idempotencyKey, 'createPriceRule', parameters)

  const made = await once<NewRule, Unmade>(app.prisma, key, createdAt, rule, async (transaction) => {
    if (effectiveFrom < createdAt) return effectiveFromPast(effectiveFrom)
    if (effectiveUntil && effectiveUntil <= effectiveFrom) return effectiveFromPast(effectiveUntil)
    if (organizationId) {
      const { model, operation } = rule
      const before = await transaction.priceRule.count({ where: { organizationId, model, operation } })
      const refused = refuseOneMore('contractPriceRules', before)
      if (refused) return refused
    }
    if (!(await addRule(transaction, rule))) return priceRuleExists(rule)
    // The people of the organization read what is recorded of its contract.
    const { upstreamCost, ...seen } = terms
    const facts = factsOf(organizationId ? seen : terms)
    const act = { action: 'createPriceRule', subjectType: 'PriceRule', subjectId: rule.id, after: facts }
    await record(app, transaction, rule.organizationId, act, createdAt)
    return null
  })
  if (isRefusal(made)) return made
  await app.refreshPriceBook()
  const id = made.kind === 'made' ? rule.id : made.resultId
  return {
    priceRule: await app.prisma.priceRule.findUniqueOrThrow({ where: { id } }),
    replayed: made.kind === 'replayed',
  }
}

/** The general price of an operation that is in force, of the same variant if it has that. */
function generalRule(app: App, { model, operation, variant }: PriceTerms, at: Date): PriceRule | undefined {
  const inForce = rulesInForce(app.priceBook.version.rulesOf(model, operation), null, at)
  return inForce.find((each) => each.variant === variant) ?? inForce[0]
}

/** The cost upstream of the general price in force: a new price does not change it. */
function keptCost(app: App, terms: PriceTerms, at: Date): Pick<NewRule, 'upstreamCost'> {
  const known = generalRule(app, terms, at)?.upstreamCost
  return known ? { upstreamCost: known } : {}
}

/** The runner of an operation by the general price in force. */
function howItRuns(app: App, terms: PriceTerms, at: Date): PriceTerms['runs'] {
  const rule = generalRule(app, terms, at)
  if (rule?.runner) return rule.runner === Runner.SANDBOX ? 'sandbox' : 'workers'
  return rule?.httpProvider ? { http: rule.httpProvider } : null
}

/** The provider over HTTP that a price names, if it names one. */
export function httpOf(runs: PriceTerms['runs']): string[] {
  return typeof runs === 'object' && runs ? [runs.http] : []
}

const RUNNERS = { sandbox: Runner.SANDBOX, workers: Runner.WORKERS }

export type NewRule = Omit<Prisma.PriceRuleCreateManyInput, 'version'> & { readonly id: string }

/** The row of a new price rule. */
export function newRule(
  { conditions, inputLimits, quality, assetKind, notice, runs, upstreamCost, ...terms }: PriceTerms,
  validity: {
    readonly organizationId?: OrganizationId | null
    readonly catalogue: string | null
    readonly effectiveFrom: Date
    readonly effectiveUntil: Date | null
    readonly createdAt: Date
  },
): NewRule {
  const { provider, model, operation, variant, creditType, credits, unit, outputs, state } = terms
  return {
    ...{ provider, model, operation, variant, creditType, credits, unit, outputs, state },
    ...validity,
    id: uuidv7(),
    organizationId: validity.organizationId ?? PLATFORM_ID,
    per: terms.per ?? 1n,
    unitField: unitFieldOf(terms),
    measure: measureOf(terms),
    fixed: terms.fixed ?? 0n,
    parts: (terms.parts ?? []).map((part) => storedPart(part, creditType)),
    comparableAs: terms.comparableAs ?? null,
    conditions: conditions as unknown as Prisma.InputJsonValue,
    inputLimits: inputLimits as unknown as Prisma.InputJsonValue,
    quality: quality ?? null,
    assetKind: assetKind ?? null,
    notice: notice ?? null,
    runner: typeof runs === 'string' ? RUNNERS[runs] : null,
    httpProvider: httpOf(runs)[0] ?? null,
    ...(upstreamCost ? { upstreamCost: storedTerms(upstreamCost) } : {}),
  }
}

/** Adds a rule to the price book, as a new version; false if such a rule from the same time on exists. */
async function addRule(transaction: Prisma.TransactionClient, rule: NewRule): Promise<boolean> {
  const version = await nextVersion(transaction)
  const { count } = await transaction.priceRule.createMany({ data: { ...rule, version }, skipDuplicates: true })
  return count === 1
}

/** Increments the version of the price book. Others that change the book wait until this transaction has ended. */
export async function nextVersion(transaction: Prisma.TransactionClient): Promise<bigint> {
  const { version } = await transaction.priceBook.update({ where: { id: 1 }, data: { version: { increment: 1 } } })
  return version
}

function priceRuleExists({ model, operation, effectiveFrom }: NewRule): PriceRuleExists {
  return {
    code: 'PRICE_RULE_EXISTS',
    message: `There is a price rule for ${operation} of ${model} with these conditions from ${new Date(effectiveFrom).toISOString()} already, and price rules are never edited. Create one with a later effectiveFrom.`,
  }
}

function effectiveFromPast(instant: Date): EffectiveFromPast {
  return {
    code: 'EFFECTIVE_FROM_PAST',
    message: `${instant.toISOString()} is too early: effectiveFrom must not be in the past, and effectiveUntil must be after effectiveFrom. Leave effectiveFrom out for a price from now on.`,
  }
}
