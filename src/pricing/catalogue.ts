// Catalogues: named sets of prices, plans and lot policies that a platform starts from, as data.
//
// Loading a catalogue makes the price book match it from now on: new entries are added, changed entries supersede the present
// ones, and entries that came from this catalogue and are no longer in it are withdrawn. Other entries of the book stay.

import stringify from 'safe-stable-stringify'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { record } from '../audit/record.ts'
import {
  LotKind,
  PlanInterval,
  PlanRefresh,
  type PriceRule,
  Prisma,
  TrialEnd,
  UnusedTime,
  UpgradePolicy,
} from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { PriceBook, type PriceBookVersion } from '../engine/priceBook.ts'
import { FACADES, type Facade } from '../facades/definition.ts'
import { definitionOf, shadowed } from '../facades/facades.ts'
import { EXIT, Failure } from '../failure.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { mustBeKnown, namesOfInput } from '../organizations/knownNames.ts'
import { unknownProviders } from '../providers/provider.ts'
import { field, type InvalidInput, invalidInput, parseInput } from '../refusals.ts'
import aimusicapi from './catalogues/aimusicapi.json' with { type: 'json' }
import artlist from './catalogues/artlist.json' with { type: 'json' }
import claude from './catalogues/claude.json' with { type: 'json' }
import elevenlabs from './catalogues/elevenlabs.json' with { type: 'json' }
import musicapi from './catalogues/musicapi.json' with { type: 'json' }
import sunoapi from './catalogues/sunoapi.json' with { type: 'json' }
import sunor from './catalogues/sunor.json' with { type: 'json' }
import { rulesInForce } from './priceOf.ts'
import { httpOf, type NewRule, newRule, nextVersion, PriceTerms } from './priceRules.ts'

const PRICES_MAX = 20_000
const LIST_MAX = 1_000
const MONTHS_MAX = 1_200
const SEATS_MAX = 1_000_000
/** The most prices of one statement, which can have 32,767 parameters. */
const ROWS_MAX = 500
const DAYS_MAX = 366
const TASKS_MAX = 1_000_000
/** The largest takes seconds. Only others that change the price book wait for it. */
const LOAD_MS_MAX = 60_000

/** Credits as a JSON number. */
const jsonCredits = z.int().nonnegative().transform(BigInt)

/** The credits of a cycle or a trial. */
const AllowancesOfPlan = z
  .array(z.strictObject({ creditType: field.creditType, credits: z.int().min(1) }))
  .max(LIST_MAX)
  .refine(
    (all) => new Set(all.map(({ creditType }) => creditType)).size === all.length,
    'must not name a credit type twice',
  )

/** Features other than operations, and the most of what each gives; null: no limit, or nothing to count. */
const FeaturesOfPlan = z
  .array(z.strictObject({ name: field.token, limit: z.int().nonnegative().nullable().default(null) }))
  .max(LIST_MAX)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'must not name a feature twice')

const PlanTerms = z
  .strictObject({
    name: field.token,
    title: field.name,
    /** The price of an interval; null: agreed elsewhere. */
    price: z.strictObject({ amount: jsonCredits, currency: field.currency }).nullable(),
    interval: z.enum(PlanInterval),
    /** The length of a cycle, for which its credits come. */
    refresh: z.enum(PlanRefresh).default('MONTH'),
    credits: AllowancesOfPlan,
    /** The most unused credits of each type that a renewal carries over; null: all. */
    rolloverMax: jsonCredits.nullable().default(0n),
    upgradePolicy: z.enum(UpgradePolicy).default('NET_OF_USED'),
    extraPurchases: z.boolean().default(true),
    models: z.array(field.token).max(LIST_MAX).default([]),
    operations: z.array(field.token).max(LIST_MAX).default([]),
    assetKinds: z.array(field.token).max(LIST_MAX).default([]),
    seats: z.int().min(1).max(SEATS_MAX).nullable().default(null),
    /** The order of payment and credits in a period, and the days within which it is to be paid; null: payments are not recorded. */
    payment: z
      .strictObject({ order: z.enum(['BEFORE_CREDITS', 'AFTER_CREDITS']), days: z.int().min(1).max(DAYS_MAX) })
      .nullable()
      .default(null),
    /** The days and credits of a trial, and its outcome; null: no trial. */
    trial: z
      .strictObject({
        days: z.int().min(1).max(DAYS_MAX),
        credits: AllowancesOfPlan.optional(),
        end: z.enum(TrialEnd).default('RENEW'),
      })
      .nullable()
      .default(null),
    /** The use of paid time that a change leaves unused. */
    unusedTime: z.enum(UnusedTime).default('NOTHING'),
    /** True if an OWNER or BILLING of the customer may change to and from it. */
    selfService: z.boolean().default(false),
    concurrentTasks: z.int().min(1).max(TASKS_MAX).nullable().default(null),
    tasksPerMinute: z.int().min(1).max(TASKS_MAX).nullable().default(null),
    features: FeaturesOfPlan.default([]),
  })
  .refine(({ refresh, interval }) => refresh !== 'YEAR' || interval === 'YEAR', {
    path: ['refresh'],
    message: 'can be YEAR only if interval is YEAR',
  })
  .refine(({ selfService, payment, price }) => !selfService || payment !== null || price?.amount === 0n, {
    path: ['selfService'],
    message: 'can be true only if payments are recorded (payment) or the price is 0: credits must not come for nothing',
  })

const LotTerms = z
  .strictObject({
    kind: z.enum(LotKind),
    priority: z.int().min(-1_000_000).max(1_000_000).default(0),
    expiresAfterMonths: z.int().min(1).max(MONTHS_MAX).nullable().default(null),
    requiresSubscription: z.boolean().default(false),
    heldPastExpiry: z.enum(['FORFEIT', 'GRACE', 'HONOUR']).default('FORFEIT'),
    graceSeconds: field.graceSeconds.optional(),
  })
  .refine(
    ({ heldPastExpiry, graceSeconds }) => (heldPastExpiry === 'GRACE') === (graceSeconds !== undefined),
    'graceSeconds belongs to heldPastExpiry: GRACE, and only to that',
  )

/** The fields of a file. docs/catalogues.md describes it in words. */
const CatalogueFile = z.strictObject({
  name: field.token,
  description: field.text(2_000),
  /** The façade that it turns on. */
  facade: field.token.optional(),
  /** The pages that the figures were taken from. */
  sources: z.array(z.url().max(500)).max(LIST_MAX).default([]),
  /** The values that nobody has published, by the entries that have them: { "plan monthly": ["credits"] }. */
  assumed: z.record(z.string().max(500), z.array(field.token).min(1).max(LIST_MAX)).default({}),
  priceRules: z
    .array(PriceTerms)
    .max(PRICES_MAX)
    .superRefine((rules, context) => refuseTwice(rules.map(priceSubject), context)),
  plans: z
    .array(PlanTerms)
    .max(LIST_MAX)
    .default([])
    .superRefine((plans, context) => refuseTwice(plans.map(planSubject), context)),
  lotPolicies: z
    .array(LotTerms)
    .max(LIST_MAX)
    .default([])
    .superRefine((policies, context) => refuseTwice(policies.map(lotSubject), context)),
})

/** The file of a catalogue. */
export const Catalogue = CatalogueFile.superRefine(({ assumed, priceRules, plans, lotPolicies }, context) => {
  const entries = new Set([...priceRules.map(priceSubject), ...plans.map(planSubject), ...lotPolicies.map(lotSubject)])
  for (const subject of Object.keys(assumed)) {
    if (!entries.has(subject))
      context.addIssue({ code: 'custom', path: ['assumed', subject], message: 'must name an entry of the catalogue' })
  }
})

export type Catalogue = z.output<typeof Catalogue>

/** The catalogues that come with Holdfast, by name. */
export const CATALOGUES = {
  aimusicapi,
  artlist,
  claude,
  elevenlabs,
  musicapi,
  sunoapi,
  sunor,
} as const satisfies Record<string, unknown>

export function isBuiltIn(name: string): name is keyof typeof CATALOGUES {
  return Object.hasOwn(CATALOGUES, name)
}

/** Loads a catalogue that comes with Holdfast, unless it was loaded before: prices that were set since then stay. */
export async function loadBuiltIn(app: App, name: keyof typeof CATALOGUES): Promise<void> {
  if ([...app.priceBook.version.rules()].some(({ catalogue }) => catalogue === name)) return
  const loaded = await loadCatalogue(app, CATALOGUES[name], { dryRun: false })
  if (isRefusal(loaded)) throw new Failure(EXIT.WRONG, loaded.message)
}

export interface CatalogueChange {
  readonly kind: 'ADDED' | 'CHANGED' | 'WITHDRAWN'
  /** The entry that changes: price suno music standard. */
  readonly subject: string
  /** The fields that change, each with its value before and after. */
  readonly differences: readonly { readonly field: string; readonly from: string | null; readonly to: string | null }[]
}

export interface LoadedCatalogue {
  readonly name: string
  readonly dryRun: boolean
  /** Empty if the price book matches the catalogue already. */
  readonly changes: readonly CatalogueChange[]
  /** The pages that the figures were taken from. */
  readonly sources: readonly string[]
  /** The values that nobody has published, by the entries that have them. */
  readonly assumed: Readonly<Record<string, readonly string[]>>
}

/** Makes the price book match a catalogue. With `dryRun` it only returns the changes. */
export async function loadCatalogue(
  app: App,
  document: unknown,
  /** `takeOver`: entries that another catalogue has brought are replaced. */
  { dryRun, takeOver = false }: { readonly dryRun: boolean; readonly takeOver?: boolean },
): Promise<LoadedCatalogue | InvalidInput> {
  const parsed = parseInput(Catalogue, document)
  if (!parsed.ok) return parsed.refusal
  const catalogue = parsed.value
  const providers = new Set(catalogue.priceRules.flatMap(({ runs }) => httpOf(runs)))
  const unknown = await unknownProviders(app.prisma, [...providers])
  if (unknown.length > 0) return unknownProvider(catalogue, unknown)
  await app.refreshPriceBook()
  if (catalogue.facade && !definitionOf(app.priceBook.version, catalogue.facade))
    return unknownFacade(app, catalogue.facade)
  const now = app.clock()
  const loaded = await transact(
    app.prisma,
    async (transaction) => {
      // Others that change the price book wait from here on.
      await transaction.$queryRaw`SELECT 1 FROM price_book FOR UPDATE`
      const book = new PriceBook()
      await book.refresh((_name, sql, values) => transaction.$queryRawUnsafe(sql, ...values))
      const { version } = book
      const unknown = unknownInPlans(catalogue, version)
      if (unknown) return unknown
      const found = [
        ...differencesInSources(catalogue, version),
        ...differencesInPrices(catalogue, version, now),
        ...differencesInPlans(catalogue, version, now),
        ...differencesInLots(catalogue, version, now),
      ]
      const taken = takeOver ? [] : found.flatMap(({ change, owner }) => (owner ? [{ change, owner }] : []))
      if (taken.length > 0) return takenBy(taken)
      const { facade } = catalogue
      const turnedOn = facade && !version.facades.includes(facade) ? definitionOf(version, facade) : null
      const changes = found.map(({ change }) => change)
      if (turnedOn) changes.push(turningOn(version, turnedOn))
      if (!dryRun && changes.length > 0) {
        const number = await nextVersion(transaction)
        const added = <Row extends object>(rows: readonly (Row | undefined)[]) =>
          rows.flatMap((row) => (row ? [{ ...row, version: number }] : []))
        const prices = added(found.map(({ price }) => price))
        for (let i = 0; i < prices.length; i += ROWS_MAX)
          await transaction.priceRule.createMany({ data: prices.slice(i, i + ROWS_MAX) })
        await transaction.plan.createMany({ data: added(found.map(({ plan }) => plan)) })
        await transaction.lotPolicy.createMany({ data: added(found.map(({ lots }) => lots)) })
        const { name, description, sources, assumed } = catalogue
        const loaded = { version: number, description, sources, assumed, loadedAt: now }
        await transaction.catalogue.upsert({ where: { name }, create: { name, ...loaded }, update: loaded })
        const subject = { action: 'loadCatalogue', subjectType: 'Catalogue', subjectId: catalogue.name }
        await record(
          app,
          transaction,
          PLATFORM_ID,
          { ...subject, after: { changes: changes.map((c) => `${c.kind} ${c.subject}`) } },
          now,
        )
        if (turnedOn)
          await transaction.priceBook.update({ where: { id: 1 }, data: { facades: { push: turnedOn.name } } })
      }
      return { name: catalogue.name, dryRun, changes, sources: catalogue.sources, assumed: catalogue.assumed }
    },
    { timeout: LOAD_MS_MAX },
  )
  await app.refreshPriceBook()
  return loaded
}

/** Refuses plans that are limited to models or operations that no price has, in the book or the catalogue; null if all have one. */
function unknownInPlans({ plans, priceRules }: Catalogue, version: PriceBookVersion): InvalidInput | null {
  // Contracts count: a plan may be for customers who have one.
  const rules = [...version.rules(), ...priceRules]
  const all = (kind: 'model' | 'operation') => new Set(rules.map((rule) => rule[kind]))
  const known = { model: all('model'), operation: all('operation'), creditType: new Set<string>() }
  const issues = plans.flatMap(({ models, operations }, i) =>
    namesOfInput({ models, operations }).flatMap(({ kind, path, name }) => {
      const names = known[kind]
      if (names.size === 0 || names.has(name)) return []
      return [{ path: `plans.${i}.${path}`, message: mustBeKnown(kind, name, names) }]
    }),
  )
  return issues.length === 0 ? null : invalidInput(...issues)
}

/** A change, and the row that it adds to the price book. */
interface Difference {
  readonly change: CatalogueChange
  /** The other catalogue that brought the entry; undefined: none did. */
  readonly owner?: string | undefined
  readonly price?: NewRule
  readonly plan?: Omit<Prisma.PlanCreateManyInput, 'version'>
  readonly lots?: Omit<Prisma.LotPolicyCreateManyInput, 'version'>
}

/** The change of what the price book keeps of the catalogue itself. A new one without sources and assumed values does not count. */
function differencesInSources(catalogue: Catalogue, version: PriceBookVersion): Difference[] {
  const before = version.catalogue(catalogue.name)
  const from = before ?? { description: catalogue.description, sources: [], assumed: {} }
  const fields = ['description', 'sources', 'assumed'] as const
  const change = changeOf(before ? 'CHANGED' : 'ADDED', `catalogue ${catalogue.name}`, from, catalogue, fields)
  return change.differences.length === 0 ? [] : [{ change }]
}

const PRICE_FIELDS = [
  'provider',
  'creditType',
  'credits',
  'per',
  'unit',
  'unitField',
  'measure',
  'fixed',
  'parts',
  'conditions',
  'inputLimits',
  'outputs',
  'comparableAs',
  'quality',
  'assetKind',
  'state',
  'notice',
  'runner',
  'httpProvider',
  'upstreamCost',
] as const

function differencesInPrices({ name, priceRules }: Catalogue, version: PriceBookVersion, now: Date): Difference[] {
  const validity = { catalogue: name, effectiveFrom: now, effectiveUntil: null, createdAt: now }
  const inForce = new Map(rulesInForce(version.rules(), null, now).map((rule) => [priceSubject(rule), rule]))
  const wanted = new Set(priceRules.map(priceSubject))
  const rules: { subject: string; before: PriceRule | undefined; rule: NewRule }[] = priceRules.map((terms) => {
    const subject = priceSubject(terms)
    return { subject, before: inForce.get(subject), rule: newRule(terms, validity) }
  })
  for (const [subject, before] of inForce) {
    if (before.catalogue !== name || wanted.has(subject) || before.state === 'UNAVAILABLE') continue
    const { version: _, upstreamCost, ...terms } = before
    const cost = upstreamCost === null ? {} : { upstreamCost }
    const rule = { ...(terms as NewRule), ...cost, ...validity, id: uuidv7(), state: 'UNAVAILABLE' as const }
    rules.push({ subject, before, rule })
  }
  return rules.flatMap(({ subject, before, rule }) => {
    const kind = before ? (wanted.has(subject) ? 'CHANGED' : 'WITHDRAWN') : 'ADDED'
    const change = changeOf(kind, subject, before && withoutDefaults(before), withoutDefaults(rule), PRICE_FIELDS)
    return change.differences.length === 0 ? [] : [{ change, owner: otherThan(name, before), price: rule }]
  })
}

/** The catalogue that brought an entry, if it is another one. */
function otherThan(name: string, before: { readonly catalogue: string | null } | undefined): string | undefined {
  return before?.catalogue && before.catalogue !== name ? before.catalogue : undefined
}

function takenBy(taken: readonly { readonly change: CatalogueChange; readonly owner: string }[]): InvalidInput {
  return invalidInput(
    ...taken.map(({ change: { subject }, owner }) => ({
      path: subject,
      message: `must not replace that of the catalogue ${owner}, unless takeOver is true`,
    })),
  )
}

/** A rule as it is compared and printed: without the values that most rules have. */
function withoutDefaults<Row extends { per?: unknown; fixed?: unknown; measure?: unknown }>(row: Row) {
  const { per, fixed, measure } = row
  return {
    ...row,
    per: per === 1n ? null : per,
    fixed: fixed === 0n ? null : fixed,
    measure: Object.keys(measure as object).length === 0 ? null : measure,
  }
}

const PLAN_FIELDS = [
  'title',
  'amount',
  'currency',
  'interval',
  'refresh',
  'credits',
  'rolloverMax',
  'upgradePolicy',
  'extraPurchases',
  'models',
  'operations',
  'assetKinds',
  'seats',
  ...['payment', 'paymentDays', 'trialDays', 'trialCredits', 'trialEnd', 'unusedTime', 'selfService'],
  ...['concurrentTasks', 'tasksPerMinute', 'features'],
  'retired',
] as const

/** The columns of a plan of a catalogue, apart from its id and its version. */
export function planRow({ price, payment, trial, ...terms }: Catalogue['plans'][number], catalogue: string) {
  return {
    ...terms,
    payment: payment?.order ?? ('NOT_RECORDED' as const),
    paymentDays: payment?.days ?? null,
    trialDays: trial?.days ?? null,
    trialCredits: trial?.credits ?? null,
    trialEnd: trial?.end ?? TrialEnd.RENEW,
    amount: price?.amount ?? null,
    currency: price?.currency ?? null,
    catalogue,
    retired: false,
  }
}

function differencesInPlans({ name: catalogue, plans }: Catalogue, version: PriceBookVersion, now: Date): Difference[] {
  const rows = plans.map((plan) => planRow(plan, catalogue))
  const wanted = new Set(plans.map(({ name }) => name))
  const retired = [...version.plans()].filter(
    (plan) => plan.catalogue === catalogue && !plan.retired && !wanted.has(plan.name),
  )
  const all = [...rows, ...retired.map((plan) => ({ ...plan, retired: true }))]
  return all.flatMap((row) => {
    const before = version.planNamed(row.name)
    const kind = before ? (wanted.has(row.name) ? 'CHANGED' : 'WITHDRAWN') : 'ADDED'
    const change = changeOf(kind, planSubject(row), before, row, PLAN_FIELDS)
    if (change.differences.length === 0) return []
    const trialCredits = row.trialCredits ?? Prisma.DbNull
    const plan = {
      ...row,
      credits: row.credits ?? [],
      features: row.features ?? [],
      trialCredits,
      id: uuidv7(),
      createdAt: now,
    }
    return [{ change, owner: otherThan(catalogue, before), plan }]
  })
}

const LOT_FIELDS = ['priority', 'expiresAfterMonths', 'requiresSubscription', 'graceSeconds'] as const

function differencesInLots({ lotPolicies }: Catalogue, version: PriceBookVersion, now: Date): Difference[] {
  return lotPolicies.flatMap(({ heldPastExpiry, graceSeconds, ...terms }) => {
    const grace = { FORFEIT: 0, GRACE: graceSeconds ?? 0, HONOUR: null }[heldPastExpiry]
    const row = { ...terms, graceSeconds: grace }
    const before = version.lotPolicy(terms.kind)
    const change = changeOf(before ? 'CHANGED' : 'ADDED', lotSubject(terms), before, row, LOT_FIELDS)
    if (before && change.differences.length === 0) return []
    return [{ change, lots: { ...row, id: uuidv7(), createdAt: now } }]
  })
}

function unknownProvider({ priceRules }: Catalogue, unknown: readonly string[]): InvalidInput {
  const issues = priceRules.flatMap(({ runs }, i) =>
    httpOf(runs)
      .filter((name) => unknown.includes(name))
      .map((name) => ({
        path: `priceRules.${i}.runs.http`,
        message: `must name an existing provider over HTTP, not ${name}`,
      })),
  )
  const message = `The catalogue names providers over HTTP that do not exist: ${unknown.join(', ')}. Create them with setHttpProvider.`
  return { code: 'INVALID_INPUT', message, issues }
}

function unknownFacade({ priceBook: { version } }: App, facade: string): InvalidInput {
  const names = [...new Set([...Object.keys(FACADES), ...version.facadeNames()])].sort()
  return invalidInput({ path: 'facade', message: `must be one of ${names.join(', ')}, not ${facade}` })
}

/** Turns a façade on. Says which of its paths another one answers. */
function turningOn(version: PriceBookVersion, facade: Facade): CatalogueChange {
  const others = shadowed(version, facade).map(
    ({ endpoint: { method, path }, by }) => `${method} ${path} (${by} answers it)`,
  )
  const after = { state: 'ACTIVE', notAnswered: others.length > 0 ? others.join(', ') : null }
  return changeOf('ADDED', `facade ${facade.name}`, undefined, after, ['state', 'notAnswered'])
}

export function priceSubject({
  model,
  operation,
  variant,
}: Pick<PriceRule, 'model' | 'operation' | 'variant'>): string {
  return `price ${model} ${operation} ${variant}`
}

function planSubject({ name }: { readonly name: string }): string {
  return `plan ${name}`
}

function lotSubject({ kind }: { readonly kind: LotKind }): string {
  return `lots ${kind}`
}

function refuseTwice(subjects: readonly string[], context: z.core.$RefinementCtx): void {
  const seen = new Set<string>()
  for (const subject of subjects) {
    if (seen.has(subject)) context.addIssue(`must not have twice: ${subject}`)
    seen.add(subject)
  }
}

function changeOf<Field extends string>(
  kind: CatalogueChange['kind'],
  subject: string,
  before: Readonly<Partial<Record<Field, unknown>>> | undefined,
  after: Readonly<Partial<Record<Field, unknown>>>,
  fields: readonly Field[],
): CatalogueChange {
  const differences = fields.flatMap((field) => {
    const [from, to] = [shown(before?.[field]), shown(after[field])]
    return from === to ? [] : [{ field, from, to }]
  })
  return { kind, subject, differences }
}

/** A value as it is compared and printed; null if it is absent. */
function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : (stringify(value) ?? null)
}
