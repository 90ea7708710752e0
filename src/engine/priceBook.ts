// The price book in memory, in full, so that no decision about prices reads a table.
//
// A change of the book increments its version in the same transaction. The lane reads that number at the start of each batch and
// loads the changes before it decides anything. A version never changes, so all commands of a batch use the same one. Other
// readers check the number periodically (src/holdfast.ts).

import type { Catalogue, Facade, LotKind, LotPolicy, Plan, PriceRule } from '../database/generated/client/client.ts'
import { pair } from './mapKeys.ts'

/** Sends a statement, which is prepared under its name, and returns its rows. */
export type Query = <Row>(name: string, sql: string, values: unknown[]) => Promise<Row[]>

const VERSION = `SELECT version AS number, maintenance, facades, webhook_events AS "webhookEvents" FROM price_book`

// Served by price_rule_version_idx.
const RULES_SINCE = `
  SELECT id, version, organization_id AS "organizationId", catalogue, provider, model, operation, variant,
    credit_type AS "creditType", credits, per, unit, unit_field AS "unitField", measure, fixed, parts, conditions,
    input_limits AS "inputLimits", outputs, comparable_as AS "comparableAs", quality, asset_kind AS "assetKind", state, runner,
    http_provider AS "httpProvider", notice, effective_from AS "effectiveFrom", effective_until AS "effectiveUntil",
    created_at AS "createdAt", upstream_cost AS "upstreamCost", ends_contract AS "endsContract"
  FROM price_rule WHERE version > $1`

// Served by plan_version_idx.
const PLANS_SINCE = `
  SELECT id, version, catalogue, name, title, amount, currency, interval, credits, rollover_max AS "rolloverMax",
    upgrade_policy AS "upgradePolicy", extra_purchases AS "extraPurchases", models, operations,
    asset_kinds AS "assetKinds", seats, retired, created_at AS "createdAt", refresh,
    payment, payment_days AS "paymentDays", trial_days AS "trialDays", trial_credits AS "trialCredits", trial_end AS "trialEnd",
    unused_time AS "unusedTime", self_service AS "selfService", concurrent_tasks AS "concurrentTasks",
    tasks_per_minute AS "tasksPerMinute", features
  FROM plan WHERE version > $1`

// Served by lot_policy_version_idx.
const LOT_POLICIES_SINCE = `
  SELECT id, version, kind, priority, expires_after_months AS "expiresAfterMonths",
    requires_subscription AS "requiresSubscription", grace_seconds AS "graceSeconds", created_at AS "createdAt"
  FROM lot_policy WHERE version > $1`

// Served by facade_version_idx.
const FACADES_SINCE = `SELECT name, definition FROM facade WHERE version > $1`

// Served by catalogue_version_idx.
const CATALOGUES_SINCE = `
  SELECT name, version, description, sources, assumed, loaded_at AS "loadedAt" FROM catalogue WHERE version > $1`

/** The book's one row. */
interface Cover {
  /** The reason why no organization can submit tasks now; null if they can. */
  readonly maintenance: string | null
  /** The names of the façades that are on, in the order in which they were turned on. */
  readonly facades: readonly string[]
  /** The events of the platform's own webhook endpoints: an event, or an event of one organization (`task.ended ID`). */
  readonly webhookEvents: readonly string[]
}

/** The content of the book. */
interface Content extends Cover {
  /** By model and operation. */
  readonly rules: ReadonlyMap<string, readonly PriceRule[]>
  /** All plans, including retired ones, by id. */
  readonly plans: ReadonlyMap<string, Plan>
  /** The newest of each kind. */
  readonly lotPolicies: ReadonlyMap<LotKind, LotPolicy>
  /** The platform's own definitions of façades, by name. */
  readonly facadeDefinitions: ReadonlyMap<string, unknown>
  /** The catalogues that were loaded, by name. */
  readonly catalogues: ReadonlyMap<string, Catalogue>
}

/** The rows that are newer than a version. */
interface News {
  readonly rules: readonly PriceRule[]
  readonly plans: readonly Plan[]
  readonly lotPolicies: readonly LotPolicy[]
  readonly facadeDefinitions: readonly Pick<Facade, 'name' | 'definition'>[]
  readonly catalogues: readonly Catalogue[]
}

/** One version of the book. */
export class PriceBookVersion {
  /** 0 before the book was read. */
  readonly number: bigint
  readonly #content: Content
  readonly #comparable: ReadonlyMap<string, readonly Operation[]>
  readonly #rulesById: ReadonlyMap<string, PriceRule>
  readonly #plansByName: ReadonlyMap<string, Plan>
  /** By model and operation, as far as they were asked for. */
  readonly #creditTypes = new Map<string, readonly string[]>()

  constructor(number: bigint, content: Content) {
    this.number = number
    this.#content = content
    const rules = [...content.rules.values()]
    this.#rulesById = new Map(rules.flat().map((rule) => [rule.id, rule]))
    this.#comparable = comparable(rules)
    this.#plansByName = newest([...content.plans.values()], ({ name }) => name)
  }

  /** The reason why no organization can submit tasks now; null if they can. */
  get maintenance(): string | null {
    return this.#content.maintenance
  }

  /** The names of the façades that are on, in the order in which they were turned on. */
  get facades(): readonly string[] {
    return this.#content.facades
  }

  /** The events of the platform's own webhook endpoints: an event, or an event of one organization (`task.ended ID`). */
  get webhookEvents(): readonly string[] {
    return this.#content.webhookEvents
  }

  /** Returns whether endpoints of the platform receive an event of an organization. */
  tellsPlatform(event: string, organizationId: string): boolean {
    const { webhookEvents } = this
    if (webhookEvents.length === 0) return false
    return webhookEvents.includes(event) || webhookEvents.includes(`${event} ${organizationId}`)
  }

  /** The platform's own definition of a façade; undefined if it has none of this name. */
  facadeDefinition(name: string): unknown {
    return this.#content.facadeDefinitions.get(name)
  }

  /** The names of the platform's own façades. */
  facadeNames(): Iterable<string> {
    return this.#content.facadeDefinitions.keys()
  }

  /** All rules for an operation of a model, including former ones and contracts, in no order. */
  rulesOf(model: string, operation: string): readonly PriceRule[] {
    return this.#content.rules.get(pair(model, operation)) ?? []
  }

  /** The credit types that tasks of an operation of a model may cost, by any of its rules. */
  creditTypesOf(model: string, operation: string): readonly string[] {
    const at = pair(model, operation)
    const known = this.#creditTypes.get(at)
    if (known) return known
    const types = [...new Set(this.rulesOf(model, operation).flatMap(creditTypesIn))]
    this.#creditTypes.set(at, types)
    return types
  }

  rule(id: string): PriceRule | undefined {
    return this.#rulesById.get(id)
  }

  *rules(): Iterable<PriceRule> {
    for (const rules of this.#content.rules.values()) yield* rules
  }

  /** The operations of models that have or had a price, and that can be compared under a name. */
  comparableAs(name: string): readonly Operation[] {
    return this.#comparable.get(name) ?? []
  }

  plan(id: string): Plan | undefined {
    return this.#content.plans.get(id)
  }

  planNamed(name: string): Plan | undefined {
    return this.#plansByName.get(name)
  }

  /** The newest plan of each name. */
  plans(): Iterable<Plan> {
    return this.#plansByName.values()
  }

  /** All plans, including former terms and retired ones. */
  everyPlan(): Iterable<Plan> {
    return this.#content.plans.values()
  }

  /** A catalogue that was loaded; undefined if there is no such one, or it is null. */
  catalogue(name: string | null): Catalogue | undefined {
    return name === null ? undefined : this.#content.catalogues.get(name)
  }

  lotPolicy(kind: LotKind): LotPolicy | undefined {
    return this.#content.lotPolicies.get(kind)
  }

  /** The next version: this one with the newer rows. */
  with(number: bigint, { maintenance, facades, webhookEvents }: Cover, news: News): PriceBookVersion {
    const rules = new Map(this.#content.rules)
    for (const [at, added] of Map.groupBy(news.rules, ({ model, operation }) => pair(model, operation))) {
      const ids = new Set(added.map(({ id }) => id))
      rules.set(at, [...(rules.get(at) ?? []).filter(({ id }) => !ids.has(id)), ...added])
    }
    const plans = new Map([...this.#content.plans, ...news.plans.map((plan): [string, Plan] => [plan.id, plan])])
    const lotPolicies = newest([...this.#content.lotPolicies.values(), ...news.lotPolicies], ({ kind }) => kind)
    const facadeDefinitions = new Map([
      ...this.#content.facadeDefinitions,
      ...news.facadeDefinitions.map(({ name, definition }): [string, unknown] => [name, definition]),
    ])
    for (const [name, definition] of facadeDefinitions) if (definition === null) facadeDefinitions.delete(name)
    const catalogues = newest([...this.#content.catalogues.values(), ...news.catalogues], ({ name }) => name)
    const cover = { maintenance, facades, webhookEvents }
    return new PriceBookVersion(number, { ...cover, rules, plans, lotPolicies, facadeDefinitions, catalogues })
  }
}

/** The credit types of a rule: its own, and those of its further parts, which name theirs if it is another. */
function creditTypesIn({ creditType, parts }: PriceRule): string[] {
  const named = Array.isArray(parts) ? parts : []
  return [creditType, ...named.flatMap((part) => creditTypeOf(part) ?? [])]
}

function creditTypeOf(part: unknown): string | null {
  const named = typeof part === 'object' && part !== null && 'creditType' in part ? part.creditType : null
  return typeof named === 'string' ? named : null
}

/** An operation of a model. */
export type Operation = Pick<PriceRule, 'model' | 'operation'>

/** The name under which a rule's operation can be compared with others. */
export function comparableName({ comparableAs, operation }: Pick<PriceRule, 'comparableAs' | 'operation'>): string {
  return comparableAs ?? operation
}

/** The operations by the names under which they can be compared. */
function comparable(rules: readonly (readonly PriceRule[])[]): ReadonlyMap<string, readonly Operation[]> {
  const names = new Map<string, Operation[]>()
  for (const ofOne of rules) {
    for (const name of new Set(ofOne.map(comparableName))) {
      const known = names.get(name) ?? []
      names.set(name, known)
      known.push(...ofOne.slice(0, 1))
    }
  }
  return names
}

/** The row of the newest version for each key. */
function newest<Row extends { readonly version: bigint }, Key>(rows: readonly Row[], key: (row: Row) => Key) {
  return new Map(rows.toSorted((a, b) => Number(a.version - b.version)).map((row) => [key(row), row]))
}

export class PriceBook {
  /** Called with each newer version. */
  readonly #onNewer: () => void
  #version = new PriceBookVersion(0n, {
    maintenance: null,
    facades: [],
    webhookEvents: [],
    rules: new Map(),
    plans: new Map(),
    lotPolicies: new Map(),
    facadeDefinitions: new Map(),
    catalogues: new Map(),
  })

  constructor(onNewer: () => void = () => {}) {
    this.#onNewer = onNewer
  }

  get version(): PriceBookVersion {
    return this.#version
  }

  /** Reads the rows that are newer than the present version. */
  async refresh(query: Query): Promise<void> {
    const known = this.#version
    const [book] = await query<Cover & { number: bigint }>('version', VERSION, [])
    if (!book || book.number <= known.number) return
    const since = [known.number]
    const news = {
      rules: await query<PriceRule>('rules_since', RULES_SINCE, since),
      plans: await query<Plan>('plans_since', PLANS_SINCE, since),
      lotPolicies: await query<LotPolicy>('lot_policies_since', LOT_POLICIES_SINCE, since),
      facadeDefinitions: await query<Facade>('facades_since', FACADES_SINCE, since),
      catalogues: await query<Catalogue>('catalogues_since', CATALOGUES_SINCE, since),
    }
    if (this.#version.number >= book.number) return
    this.#version = known.with(book.number, book, news)
    this.#onNewer()
  }
}
