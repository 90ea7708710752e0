// Price rules: what an operation of a model costs, from a date on.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import { type PriceRule, PriceState, PriceUnit, type Prisma, Runner } from '../database/generated/client/client.ts'
import type { IdempotencyConflict } from '../engine/command.ts'
import { idempotency, once, PLATFORM_ID } from '../engine/idempotency.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { unknownProviders } from '../providers/provider.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { Constraint, fieldPath } from './constraints.ts'
import { rulesInForce } from './priceOf.ts'

const CONSTRAINTS_MAX = 20
const OUTPUTS_MAX = 1_000
const QUALITY_MAX = 1_000

/** The variant of a rule that names none. */
export const STANDARD = 'standard'
/** Where a price per second or per output looks for their number if it doesn't say. */
const UNIT_FIELDS = { CALL: null, SECOND: 'durationSeconds', OUTPUT: 'outputs' } as const

/** What a price says, as catalogues and the API give it. */
export const PriceTerms = z.strictObject({
  provider: field.token,
  model: field.token,
  operation: field.token,
  variant: field.token.default(STANDARD),
  creditType: field.creditType,
  credits: z.bigint().min(0n).max(CREDITS_MAX),
  unit: z.enum(PriceUnit).default('CALL'),
  unitField: fieldPath.nullish(),
  conditions: z.array(Constraint).max(CONSTRAINTS_MAX).default([]),
  inputLimits: z.array(Constraint).max(CONSTRAINTS_MAX).default([]),
  outputs: z.int().min(1).max(OUTPUTS_MAX).default(1),
  quality: z.int().min(0).max(QUALITY_MAX).nullish(),
  assetKind: field.token.nullish(),
  state: z.enum(PriceState).default('ACTIVE'),
  notice: field.text(500).nullish(),
  /**
   * What does it: the sandbox or the platform's workers, for all organizations; or for LIVE ones a provider over HTTP. If
   * absent it goes by the organization's mode.
   */
  runs: z.union([z.enum(['sandbox', 'workers']), z.strictObject({ http: field.token })]).nullish(),
})

export type PriceTerms = z.output<typeof PriceTerms>

const NewPriceRule = PriceTerms.extend({
  /** Whose contract; everybody's price if absent. */
  organizationId: z.uuid().nullish(),
  effectiveFrom: z.date().nullish(),
  effectiveUntil: z.date().nullish(),
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

type Unmade = PriceRuleExists | EffectiveFromPast | LimitReached

/** Sets a price from now or from a later date on. What was in force until then stays as it was. */
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
  if ((await unknownProviders(app.prisma, httpOf(terms.runs))).length > 0) return notFound('provider')
  const createdAt = app.clock()
  const effectiveFrom = parameters.effectiveFrom ?? createdAt
  // Another price is no other way to do it.
  const runs = terms.runs === undefined ? howItRuns(app, terms, createdAt) : terms.runs
  const rule = newRule(
    { ...terms, runs },
    { organizationId, catalogue: null, effectiveFrom, effectiveUntil, createdAt },
  )
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
    const act = { action: 'createPriceRule', subjectType: 'PriceRule', subjectId: rule.id, after: factsOf(terms) }
    await record(transaction, rule.organizationId, act, createdAt)
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

/** How everybody's price for an operation has it done. */
function howItRuns(app: App, { model, operation, variant }: PriceTerms, at: Date): PriceTerms['runs'] {
  const inForce = rulesInForce(app.priceBook.edition.rulesOf(model, operation), null, at)
  const rule = inForce.find((each) => each.variant === variant) ?? inForce[0]
  if (rule?.runner) return rule.runner === Runner.SANDBOX ? 'sandbox' : 'workers'
  return rule?.httpProvider ? { http: rule.httpProvider } : null
}

/** The provider over HTTP that is named, if one is. */
export function httpOf(runs: PriceTerms['runs']): string[] {
  return typeof runs === 'object' && runs ? [runs.http] : []
}

const RUNNERS = { sandbox: Runner.SANDBOX, workers: Runner.WORKERS }

export type NewRule = Omit<Prisma.PriceRuleCreateManyInput, 'edition'> & { readonly id: string }

/** The row of a price. */
export function newRule(
  { conditions, inputLimits, unitField, quality, assetKind, notice, runs, ...terms }: PriceTerms,
  validity: {
    readonly organizationId?: string | null
    readonly catalogue: string | null
    readonly effectiveFrom: Date
    readonly effectiveUntil: Date | null
    readonly createdAt: Date
  },
): NewRule {
  return {
    ...terms,
    ...validity,
    id: uuidv7(),
    organizationId: validity.organizationId ?? PLATFORM_ID,
    unitField: terms.unit === 'CALL' ? null : (unitField ?? UNIT_FIELDS[terms.unit]),
    conditions: conditions as unknown as Prisma.InputJsonValue,
    inputLimits: inputLimits as unknown as Prisma.InputJsonValue,
    quality: quality ?? null,
    assetKind: assetKind ?? null,
    notice: notice ?? null,
    runner: typeof runs === 'string' ? RUNNERS[runs] : null,
    httpProvider: httpOf(runs)[0] ?? null,
  }
}

/** Puts a rule into the book, as one edition; false if one of its kind begins at the same time. */
async function addRule(transaction: Prisma.TransactionClient, rule: NewRule): Promise<boolean> {
  const edition = await nextEdition(transaction)
  const { count } = await transaction.priceRule.createMany({ data: { ...rule, edition }, skipDuplicates: true })
  return count === 1
}

/** Counts the book's edition up; others that change it wait until this transaction has ended. */
export async function nextEdition(transaction: Prisma.TransactionClient): Promise<bigint> {
  const { edition } = await transaction.priceBook.update({ where: { id: 1 }, data: { edition: { increment: 1 } } })
  return edition
}

function priceRuleExists({ model, operation, effectiveFrom }: NewRule): PriceRuleExists {
  return {
    code: 'PRICE_RULE_EXISTS',
    message: `${model} ${operation} has such a price from ${new Date(effectiveFrom).toISOString()} already, and rules are never edited. Set another one from a later time.`,
  }
}

function effectiveFromPast(instant: Date): EffectiveFromPast {
  return {
    code: 'EFFECTIVE_FROM_PAST',
    message: `${instant.toISOString()} comes too early: a price can be set from now or from a later time on, and until a time after that. Leave effectiveFrom out for now.`,
  }
}
