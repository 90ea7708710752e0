// The price book in memory: what every decision about prices goes by, whole, so that none has to read a table.
//
// Whoever changes the book counts its edition up in the same transaction. The lane sees that number at the beginning
// of each batch and reads what is new before it decides anything; an edition never changes, so all commands of a batch
// go by the same one. Other readers ask for the number now and then (src/pricing/watch.ts).

import type { PriceRule } from '../database/generated/client/client.ts'
import { pair } from './mapKeys.ts'

/** Sends a statement; its rows. Named, so that it can be prepared. */
export type Query = <Row>(name: string, sql: string, values: unknown[]) => Promise<Row[]>

const EDITION = `SELECT edition AS number, maintenance FROM price_book`

// Served by price_rule_edition_idx.
const RULES_SINCE = `
  SELECT id, edition, organization_id AS "organizationId", catalogue, provider, model, operation, variant,
    credit_type AS "creditType", credits, unit, unit_field AS "unitField", conditions, input_limits AS "inputLimits",
    outputs, quality, asset_kind AS "assetKind", state, notice, effective_from AS "effectiveFrom",
    effective_until AS "effectiveUntil", created_at AS "createdAt"
  FROM price_rule WHERE edition > $1`

/** The book as it was at one time. */
export class Edition {
  /** 0: nothing was read yet. */
  readonly number: bigint
  /** Why no organization can submit tasks now; null: they can. */
  readonly maintenance: string | null
  readonly #rules: ReadonlyMap<string, readonly PriceRule[]>
  readonly #modelsOf: ReadonlyMap<string, readonly string[]>
  readonly #byId: ReadonlyMap<string, PriceRule>

  constructor(number: bigint, maintenance: string | null, rules: ReadonlyMap<string, readonly PriceRule[]>) {
    this.number = number
    this.maintenance = maintenance
    this.#rules = rules
    this.#byId = new Map([...rules.values()].flat().map((rule) => [rule.id, rule]))
    const models = new Map<string, string[]>()
    for (const [rule] of rules.values()) {
      if (rule) models.set(rule.operation, [...(models.get(rule.operation) ?? []), rule.model])
    }
    this.#modelsOf = models
  }

  /** All rules there ever were for an operation of a model, everybody's and contracts, in no order. */
  rulesOf(model: string, operation: string): readonly PriceRule[] {
    return this.#rules.get(pair(model, operation)) ?? []
  }

  /** The models that ever had a price for an operation. */
  modelsOf(operation: string): readonly string[] {
    return this.#modelsOf.get(operation) ?? []
  }

  rule(id: string): PriceRule | undefined {
    return this.#byId.get(id)
  }

  *rules(): Iterable<PriceRule> {
    for (const rules of this.#rules.values()) yield* rules
  }

  /** The next edition: this one and what has come since. */
  with(number: bigint, maintenance: string | null, newRules: readonly PriceRule[]): Edition {
    const rules = new Map(this.#rules)
    for (const [at, added] of Map.groupBy(newRules, ({ model, operation }) => pair(model, operation))) {
      const ids = new Set(added.map(({ id }) => id))
      rules.set(at, [...(rules.get(at) ?? []).filter(({ id }) => !ids.has(id)), ...added])
    }
    return new Edition(number, maintenance, rules)
  }
}

export class PriceBook {
  #edition = new Edition(0n, null, new Map())

  get edition(): Edition {
    return this.#edition
  }

  /** Reads what is new, if anything is. */
  async refresh(query: Query): Promise<void> {
    const known = this.#edition
    const [newest] = await query<{ number: bigint; maintenance: string | null }>('edition', EDITION, [])
    if (!newest || newest.number <= known.number) return
    const rules = await query<PriceRule>('rules_since', RULES_SINCE, [known.number])
    if (this.#edition.number < newest.number) this.#edition = known.with(newest.number, newest.maintenance, rules)
  }
}
