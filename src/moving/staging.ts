// The check of a whole file before anything of it is written: what its rows are called, what they refer to, and what they add up to.
// They are in a temporary table of one session, so that neither a file of millions of rows nor its sums need memory here. PostgreSQL
// drops the table when the session ends.

import { BOUNDS } from '../bounds.ts'
import { readCells } from '../database/cells.ts'
import { type Client, createClient, UNHURRIED } from '../database/connect.ts'
import { readWith } from '../database/shards.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { IMPORTED } from './keys.ts'

/** A row as the checks need it. */
export interface StagedRow {
  readonly line: number
  readonly type: string
  readonly key: string
  /** The key of its organization; its own key for an organization. */
  readonly organization: string
  /** The id in Holdfast, if the row names its organization by that. A row that was imported with that text as its key comes first. */
  readonly organizationId: string | null
  readonly member: string | null
  readonly memberId: string | null
  /** For an organization: the id in Holdfast that its own key is. */
  readonly ownId: string | null
  /** The person of a member, the provider of a saved card, or the pack of an auto top-up. */
  readonly subject: string | null
  readonly creditType: string | null
  readonly credits: bigint | null
  readonly externalId: string | null
  /** Credits of a lot that are in rows of their own, which name it as their origin. */
  readonly moved: bigint | null
  /** The key of the lot that this one was split off. */
  readonly origin: string | null
  /** The other rows that it names, as JSON: a list of Named. */
  readonly named: string
  readonly fingerprint: Uint8Array | null
  /** True for an organization that the file names without a row of its own. */
  readonly implied: boolean
  /** The flaw that the row has if it was not imported before, because time has passed: `field message`. */
  readonly late: string | null
  /** The names that no price for all and no plan has, as JSON: a list of UnknownName. */
  readonly unknown: string
}

/** A name that no price for all and no plan has. A contract or a pool of the organization may. */
export interface UnknownName {
  readonly kind: 'creditType' | 'model' | 'operation'
  readonly name: string
  readonly field: string
  readonly message: string
}

/** A row of the same organization that another one names in a field. */
export interface Named {
  readonly field: string
  readonly type: string
  readonly key: string
}

export interface RefusedRow {
  readonly line: number
  readonly key: string | null
  /** The field that is wrong; null if it is the whole line. */
  readonly field: string | null
  readonly message: string
}

const CREATE = `
  CREATE TEMP TABLE staged (
    line bigint NOT NULL, type text NOT NULL, key text NOT NULL, organization text NOT NULL, organization_id uuid,
    member text, member_id uuid, subject text, credit_type text, credits bigint, fingerprint bytea, implied boolean NOT NULL,
    own_id uuid, late text, external_id text, moved bigint, origin text, unknown jsonb NOT NULL, named jsonb NOT NULL, done boolean NOT NULL DEFAULT false, imported_as text NOT NULL, result_id uuid
  )`

const INSERT = `
  INSERT INTO staged (line, type, key, organization, organization_id, member, member_id, subject, credit_type, credits,
    fingerprint, implied, own_id, late, external_id, moved, origin, unknown, named, imported_as)
  SELECT *, '${IMPORTED}' || type || ' ' || key
  FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::uuid[], $8::text[], $9::text[],
    $10::bigint[], $11::bytea[], $12::boolean[], $13::uuid[], $14::text[], $15::text[], $16::bigint[], $17::text[], $18::jsonb[], $19::jsonb[])
    AS row (line, type, key, organization, organization_id, member, member_id, subject, credit_type, credits, fingerprint,
      implied, own_id, late, external_id, moved, origin, unknown, named)`

/** Finds the organizations and members that were imported, now or before, and the rows that are done. */
const [FIND_ORGANIZATIONS, ...FIND_ROWS] = [
  `UPDATE staged s SET organization_id = k.result_id
   FROM idempotency_key k
   WHERE k.organization_id = '${PLATFORM_ID}'
     AND k.key = '${IMPORTED}organization ' || s.organization`,
  `UPDATE staged s SET member_id = k.result_id
   FROM idempotency_key k
   WHERE s.member IS NOT NULL AND k.organization_id = s.organization_id
     AND k.key = '${IMPORTED}member ' || s.member`,
  `UPDATE staged s SET done = true, result_id = k.result_id
   FROM idempotency_key k
   WHERE k.organization_id = CASE WHEN s.type = 'organization' THEN '${PLATFORM_ID}' ELSE s.organization_id END
     AND k.key = s.imported_as`,
]

const INDEXED = ['CREATE INDEX IF NOT EXISTS staged_key ON staged (type, key, organization)', 'ANALYZE staged']

const OF_FILE = 'organization_id IN (SELECT organization_id FROM staged)'

/**
 * The tables whose rows the checks look at, and which of them. On a cluster they are copied into temporary tables of the same names
 * first: Citus does not join rows of its machines with a temporary table in all ways of the checks.
 */
const COPIED: Readonly<Record<string, string>> = {
  organization: 'id IN (SELECT organization_id FROM staged UNION SELECT own_id FROM staged)',
  member: OF_FILE,
  subscription: OF_FILE,
  wallet: OF_FILE,
  credit_lot: OF_FILE,
  payment_method: OF_FILE,
  allocation_rule: OF_FILE,
  budget: OF_FILE,
  balance_threshold: OF_FILE,
}

const copyOf = (table: string, which: string) =>
  `CREATE TEMP TABLE ${table} AS SELECT * FROM public.${table} WHERE ${which}`

/** The keys of the file's organizations, by which those are found, and then those of what they have. */
const KEYS_OF_ORGANIZATIONS = copyOf(
  'idempotency_key',
  `organization_id = '${PLATFORM_ID}' AND key IN (SELECT '${IMPORTED}organization ' || organization FROM staged)`,
)
const KEYS_WITHIN = `
  INSERT INTO pg_temp.idempotency_key SELECT * FROM public.idempotency_key
  WHERE ${OF_FILE} AND starts_with(key, '${IMPORTED}')`

const refused = (field: string, message: string) => `s.line, s.key, '${field}' AS field, ${message} AS message`

/** Per check, the statement that finds the rows that it refuses. */
const CHECKS: readonly string[] = [
  `SELECT ${refused('key', `format('was used for another %s of this file, in line %s', s.type, s.first)`)}
   FROM (SELECT *, min(line) OVER same AS first, row_number() OVER same AS nth FROM staged
     WHERE type <> 'balance' AND NOT implied
     WINDOW same AS (PARTITION BY type, CASE WHEN type = 'organization' THEN '' ELSE organization END, key ORDER BY line)
   ) AS s WHERE s.nth > 1`,
  `SELECT ${refused('key', `'was imported before with other values: a row can’t be changed by importing it again'`)}
   FROM staged s JOIN idempotency_key k ON k.key = s.imported_as AND k.organization_id =
     CASE WHEN s.type = 'organization' THEN '${PLATFORM_ID}' ELSE s.organization_id END
   WHERE s.done AND NOT s.implied AND k.fingerprint <> s.fingerprint`,
  `SELECT ${refused('key', `'is an organization of this Holdfast: an export is for another one'`)}
   FROM staged s JOIN organization o ON o.id = s.own_id WHERE NOT s.done AND NOT s.implied`,
  `SELECT ${refused('organization', `format('must be the key of an organization above this line or of an earlier import, or an id such as org_…, not %s', to_json(s.organization))`)}
   FROM staged s
   WHERE s.type <> 'organization'
     AND NOT EXISTS (SELECT FROM organization o WHERE o.id = s.organization_id)
     AND NOT EXISTS (SELECT FROM staged o WHERE o.type = 'organization' AND o.key = s.organization AND o.line <= s.line)`,
  `SELECT ${refused('organization', `'was closed: nothing can be moved into it'`)}
   FROM staged s JOIN organization o ON o.id = s.organization_id
   WHERE NOT s.done AND o.status IN ('CLOSING', 'CLOSED')`,
  `SELECT ${refused('member', `format('must be the key of a member of the organization above this line or of an earlier import, or an id such as member_…, not %s', to_json(s.member))`)}
   FROM staged s
   WHERE s.member IS NOT NULL AND s.type <> 'member'
     AND NOT EXISTS (SELECT FROM member m WHERE m.organization_id = s.organization_id AND m.id = s.member_id)
     AND NOT EXISTS (SELECT FROM staged m WHERE m.type = 'member' AND m.organization = s.organization
       AND m.key = s.member AND m.line < s.line)`,
  `SELECT ${refused('subject', `'is a member of this organization already: a person has one place in it'`)}
   FROM (SELECT *, row_number() OVER (PARTITION BY organization, subject ORDER BY line) AS nth FROM staged
     WHERE type = 'member' AND subject IS NOT NULL) AS s
   WHERE s.nth > 1 OR NOT s.done AND EXISTS (SELECT FROM member m
     WHERE m.organization_id = s.organization_id AND m.subject = s.subject AND m.removed_at IS NULL)`,
  `SELECT ${refused('organization', `'has a subscription already: it can have one at a time'`)}
   FROM (SELECT *, row_number() OVER (PARTITION BY organization ORDER BY line) AS nth FROM staged
     WHERE type = 'subscription') AS s
   WHERE s.nth > 1 OR NOT s.done AND EXISTS (SELECT FROM subscription x
     WHERE x.organization_id = s.organization_id AND x.ended_at IS NULL)`,
  `SELECT s.line, s.key, split_part(s.late, ' ', 1) AS field, substr(s.late, strpos(s.late, ' ') + 1) AS message
   FROM staged s WHERE s.late IS NOT NULL AND NOT s.done`,
  `SELECT s.line, s.key, u.field, u.message
   FROM staged s, jsonb_to_recordset(s.unknown) AS u (kind text, name text, field text, message text)
   WHERE NOT s.done
     AND NOT EXISTS (SELECT FROM price_rule r WHERE r.organization_id = s.organization_id
       AND u.name = CASE u.kind WHEN 'model' THEN r.model WHEN 'operation' THEN r.operation ELSE r.credit_type END)
     AND NOT EXISTS (SELECT FROM wallet w WHERE w.organization_id = s.organization_id AND w.holder_id = s.organization_id
       AND w.credit_type = u.name AND u.kind = 'creditType')`,
  `SELECT s.line, s.key, n.field, format('must be the key of a %s above this line or of an earlier import, of the same organization, not %s', n.type, to_json(n.key)) AS message
   FROM staged s, jsonb_to_recordset(s.named) AS n (field text, type text, key text)
   WHERE NOT EXISTS (SELECT FROM staged o WHERE o.type = n.type AND o.key = n.key AND o.organization = s.organization AND o.line < s.line)
     AND NOT EXISTS (SELECT FROM idempotency_key k WHERE k.organization_id = s.organization_id
       AND k.key = '${IMPORTED}' || n.type || ' ' || n.key)`,
  `SELECT ${refused('provider', `'has a saved means of payment in this organization already: there is one for each provider'`)}
   FROM (SELECT *, row_number() OVER (PARTITION BY organization, subject ORDER BY line) AS nth FROM staged
     WHERE type = 'paymentMethod') AS s
   WHERE s.nth > 1 OR NOT s.done AND EXISTS (SELECT FROM payment_method m
     WHERE m.organization_id = s.organization_id AND m.provider::text = s.subject AND m.method IS NOT NULL)`,
  `SELECT ${refused('creditType', `'has an auto top-up in this organization already: there is one for each credit type'`)}
   FROM (SELECT *, row_number() OVER (PARTITION BY organization, credit_type ORDER BY line) AS nth FROM staged
     WHERE type = 'autoTopUp') AS s
   WHERE s.nth > 1 OR NOT s.done AND EXISTS (SELECT FROM organization o WHERE o.id = s.organization_id
     AND o.top_ups @> jsonb_build_array(jsonb_build_object('creditType', s.credit_type)))`,
  `SELECT ${refused('pack', `format('must be the name of a credit pack that is sold here, not %s: create it first', to_json(s.subject))`)}
   FROM staged s WHERE s.type = 'autoTopUp' AND NOT s.done
     AND NOT EXISTS (SELECT FROM credit_pack p WHERE p.name = s.subject AND p.ended_at IS NULL)`,
  `SELECT ${refused('organization', `format('would have %s open lots of this type in one wallet; at most %s are possible', s.nth + s.open, ${BOUNDS.lotsOfWallet})`)}
   FROM (SELECT l.*, row_number() OVER (PARTITION BY organization, member, credit_type ORDER BY line) AS nth,
     (SELECT count(*) FROM wallet w JOIN credit_lot c ON c.organization_id = w.organization_id AND c.wallet_id = w.id AND c.open
       WHERE w.organization_id = l.organization_id AND w.holder_id = coalesce(l.member_id, l.organization_id)
         AND w.credit_type = l.credit_type) AS open
     FROM staged l WHERE type = 'lot' AND credits > 0 AND NOT done) AS s
   WHERE s.nth + s.open > ${BOUNDS.lotsOfWallet}`,
  `SELECT ${refused('externalId', `format('is that of another %s of this file, in line %s', s.type, s.first)`)}
   FROM (SELECT *, min(line) OVER same AS first, row_number() OVER same AS nth FROM staged
     WHERE external_id IS NOT NULL AND type <> 'apiKey'
     WINDOW same AS (PARTITION BY type, CASE WHEN type = 'organization' THEN '' ELSE organization END, external_id ORDER BY line)
   ) AS s WHERE s.nth > 1`,
  `SELECT ${refused('externalId', `format('is that of another %s in Holdfast', s.type)`)}
   FROM staged s
   WHERE s.external_id IS NOT NULL AND s.type <> 'apiKey' AND NOT s.done AND (s.credits IS DISTINCT FROM 0 OR s.moved > 0)
     AND EXISTS (SELECT FROM label l WHERE l.external_id = s.external_id AND l.kind = upper(s.type)::label_kind
       AND (s.type = 'organization' OR l.organization_id = s.organization_id))`,
  `SELECT ${refused('origin', `format('must be the key of a lot above this line, of another wallet of this organization and credit type, and not a portion itself, not %s', to_json(s.origin))`)}
   FROM staged s
   WHERE s.origin IS NOT NULL AND NOT EXISTS (SELECT FROM staged o WHERE o.type = 'lot' AND o.key = s.origin
     AND o.organization = s.organization AND o.credit_type = s.credit_type AND o.origin IS NULL AND o.line < s.line
     AND o.member IS DISTINCT FROM s.member)`,
  `SELECT ${refused('moved', `format('is %s, and the lots of this file that have it as their origin add up to %s', s.moved, coalesce(p.credits, 0))`)}
   FROM staged s LEFT JOIN (
     SELECT organization, origin, sum(credits) AS credits FROM staged WHERE origin IS NOT NULL GROUP BY organization, origin
   ) AS p ON p.organization = s.organization AND p.origin = s.key
   WHERE s.type = 'lot' AND s.moved <> coalesce(p.credits, 0)`,
  `SELECT ${refused('creditType', `'has an allocation rule in this organization already: there is one for each credit type'`)}
   FROM (SELECT *, row_number() OVER (PARTITION BY organization, credit_type ORDER BY line) AS nth FROM staged
     WHERE type = 'allocationRule') AS s
   WHERE s.nth > 1 OR NOT s.done AND EXISTS (SELECT FROM allocation_rule r
     WHERE r.organization_id = s.organization_id AND r.credit_type = s.credit_type AND r.ended_at IS NULL)`,
  ...(
    [
      ['budget', 'budgets', BOUNDS.budgets],
      ['balanceThreshold', 'balance thresholds', BOUNDS.balanceThresholds],
    ] as const
  ).map(
    ([
      type,
      words,
      max,
    ]) => `SELECT ${refused('organization', `format('would have %s ${words} in force; at most ${max} are possible', s.nth + s.others)`)}
   FROM (SELECT t.*, row_number() OVER (PARTITION BY organization ORDER BY line) AS nth,
     (SELECT count(*) FROM ${type === 'budget' ? 'budget' : 'balance_threshold'} x WHERE x.organization_id = t.organization_id AND x.ended_at IS NULL) AS others
     FROM staged t WHERE type = '${type}' AND NOT done) AS s
   WHERE s.nth + s.others > ${max}`,
  ),
  `SELECT ${refused('credits', `format('is %s, and the lots of this wallet in the file add up to %s', s.credits, coalesce(l.credits, 0))`)}
   FROM staged s LEFT JOIN (
     SELECT organization, member, credit_type, sum(credits) AS credits FROM staged WHERE type = 'lot'
     GROUP BY organization, member, credit_type
   ) AS l ON l.organization = s.organization AND l.member IS NOT DISTINCT FROM s.member AND l.credit_type = s.credit_type
   WHERE s.type = 'balance' AND s.credits <> coalesce(l.credits, 0)`,
]

/** Several grants of another system imply the organization of their customer: it counts once. */
const COUNTS = `
  SELECT type, (count(*) FILTER (WHERE NOT implied) + count(DISTINCT key) FILTER (WHERE implied))::float8 AS rows,
    (count(*) FILTER (WHERE NOT implied AND done) + count(DISTINCT key) FILTER (WHERE implied AND done))::float8 AS done,
    count(*) FILTER (WHERE credits + moved = 0 AND type = 'lot')::float8 AS empty
  FROM staged WHERE type <> 'balance' GROUP BY type ORDER BY min(line)`

/**
 * The sum of each wallet by the file, and the credits that its lots brought into Holdfast, without those of portions, which came in with
 * their origins and moved on. Spending since then changes neither.
 */
const SUMS = `
  SELECT s.organization, s.member, s.credit_type AS "creditType", sum(s.credits)::text AS file,
    coalesce(sum(l.granted - coalesce(p.credits, 0)), 0)::text AS holdfast
  FROM staged s LEFT JOIN credit_lot l ON l.organization_id = s.organization_id AND l.id = s.result_id
  LEFT JOIN (
    SELECT organization_id, origin, sum(credits) AS credits FROM staged WHERE origin IS NOT NULL AND done
    GROUP BY organization_id, origin
  ) AS p ON p.organization_id = s.organization_id AND p.origin = s.key
  WHERE s.type = 'lot' GROUP BY s.organization, s.member, s.credit_type`

export interface Sums {
  readonly creditType: string
  readonly file: string
  readonly holdfast: string
}

export interface Difference extends Sums {
  readonly organization: string
  readonly member: string | null
}

export interface Count {
  readonly type: string
  readonly rows: number
  readonly done: number
  readonly empty: number
}

const COLUMNS = [
  ...([
    'line',
    'type',
    'key',
    'organization',
    'organizationId',
    'member',
    'memberId',
    'subject',
    'creditType',
  ] as const),
  ...([
    'credits',
    'fingerprint',
    'implied',
    'ownId',
    'late',
    'externalId',
    'moved',
    'origin',
    'unknown',
    'named',
  ] as const),
]

export class Staging implements AsyncDisposable {
  readonly #client: Client
  readonly #isOnCluster: boolean

  private constructor(client: Client, isOnCluster: boolean) {
    this.#client = client
    this.#isOnCluster = isOnCluster
  }

  static async open(url: string): Promise<Staging> {
    const client = createClient(url, { name: 'holdfast import', timeouts: UNHURRIED })
    await client.connect()
    await client.query(CREATE)
    const { shards } = await readCells(readWith(client))
    return new Staging(client, shards !== null)
  }

  async add(rows: readonly StagedRow[]): Promise<void> {
    await this.#client.query(
      INSERT,
      COLUMNS.map((column) => rows.map((row) => row[column])),
    )
  }

  /** Finds what was imported before. */
  async resolve(): Promise<void> {
    const copied = Object.entries(COPIED)
    const statements = this.#isOnCluster
      ? [
          ...['idempotency_key', ...Object.keys(COPIED)].map((table) => `DROP TABLE IF EXISTS pg_temp.${table}`),
          ...[KEYS_OF_ORGANIZATIONS, FIND_ORGANIZATIONS, KEYS_WITHIN, ...FIND_ROWS],
          ...copied.map(([table, which]) => copyOf(table, which)),
        ]
      : [FIND_ORGANIZATIONS, ...FIND_ROWS]
    for (const statement of [...INDEXED, ...statements]) await this.#client.query(statement)
  }

  /** The rows that would be refused, by their lines: at most `max`, and how many there are. */
  async refused(max: number): Promise<{ readonly count: number; readonly first: RefusedRow[] }> {
    const all: RefusedRow[] = []
    let count = 0
    for (const check of CHECKS) {
      const { rows } = await this.#client.query(`
        SELECT line::float8, key, field, message, count(*) OVER ()::float8 AS total FROM (${check}) AS refused
        ORDER BY line LIMIT ${max}`)
      count += rows[0]?.total ?? 0
      all.push(...rows.map(({ line, key, field, message }) => ({ line, key: key || null, field, message })))
    }
    return { count, first: all.sort((a, b) => a.line - b.line).slice(0, max) }
  }

  async counts(): Promise<Count[]> {
    return (await this.#client.query<Count>(COUNTS)).rows
  }

  /** The sums of each credit type. */
  async totals(): Promise<Sums[]> {
    const { rows } = await this.#client.query<Sums>(`
      SELECT "creditType", sum(file::numeric)::text AS file, sum(holdfast::numeric)::text AS holdfast
      FROM (${SUMS}) AS wallets GROUP BY "creditType" ORDER BY "creditType"`)
    return rows
  }

  /** The wallets whose sum in the file is not what came into Holdfast. */
  async differences(max: number): Promise<Difference[]> {
    const { rows } = await this.#client.query<Difference>(`
      SELECT * FROM (${SUMS}) AS wallets WHERE file <> holdfast ORDER BY organization, member, "creditType" LIMIT ${max}`)
    return rows
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.end()
  }
}
