// The credits that were used in a range of time, by credit type, and by model and by member in it: from the hours of usage. An hour is one by the
// clocks of the time zone that the organization had then. If it has changed its zone since, an hour can lie across an end of the
// range: that hour is read from the journal.

import type { App } from '../app.ts'
import { pendingRows } from '../engine/pendingRows.ts'
import { parsed } from '../engine/usage.ts'
import { lastBefore } from '../usage/lastBefore.ts'
import type { Range } from '../usage/periods.ts'
import { type Dimension, readUsage } from '../usage/report.ts'

/** The credits of one subject. Null: of none, for what it is by. */
export interface Used {
  readonly organizationId: string
  readonly creditType: string
  readonly model: string | null
  readonly memberId: string | null
  readonly spent: bigint
  readonly owed: bigint
  readonly writtenOff: bigint
  readonly refunded: bigint
}

export interface UsedByAll {
  readonly totals: readonly Used[]
  readonly models: readonly Used[]
  readonly members: readonly Used[]
}

/** More than one read of usage has of credit types, models or members. */
const GROUPS_MAX = 100_000

/** Reads what was used, each list by credits, the most first. At most one more of each than `max` and type. */
export async function readUsed(
  snapshot: Pick<App, 'prisma'>,
  organizationId: string,
  { from, to }: Range,
  max: number,
): Promise<UsedByAll> {
  const inner = {
    from: await wholeHour(snapshot, organizationId, from, 'max'),
    to: await wholeHour(snapshot, organizationId, to, 'min'),
  }
  const edges = [...(await readEdge(snapshot, organizationId, { from, to: inner.from }))]
  edges.push(...(await readEdge(snapshot, organizationId, { from: inner.to, to })))
  const by = async (subject: 'model' | 'memberId' | null, dimensions: readonly Dimension[]) => {
    const wanted = { range: inner, periods: null, by: dimensions, filter: { organizationId }, groupsMax: GROUPS_MAX }
    const { groups } = await readUsage(snapshot, wanted)
    const used = groups.map((group) => ({ ...group, creditType: group.creditType ?? '', organizationId }))
    return added([...used, ...edges], subject, max)
  }
  return {
    totals: await by(null, ['CREDIT_TYPE']),
    models: await by('model', ['CREDIT_TYPE', 'MODEL']),
    members: await by('memberId', ['CREDIT_TYPE', 'MEMBER']),
  }
}

/** Adds up by credit type and subject. */
function added(rows: readonly Used[], subject: 'model' | 'memberId' | null, max: number): Used[] {
  const sums = new Map<string, Used>()
  for (const row of rows) {
    const { organizationId, creditType, model, memberId, spent, owed, writtenOff, refunded } = row
    const of = { model: subject === 'model' ? model : null, memberId: subject === 'memberId' ? memberId : null }
    const key = JSON.stringify([creditType, of.model, of.memberId])
    const sum = sums.get(key) ?? { ...{ organizationId, creditType, ...of }, ...NOTHING }
    sums.set(key, {
      ...sum,
      ...{ spent: sum.spent + spent, owed: sum.owed + owed, writtenOff: sum.writtenOff + writtenOff },
      refunded: sum.refunded + refunded,
    })
  }
  const used = [...sums.values()].filter((sum) => sum.spent + sum.owed + sum.writtenOff + sum.refunded > 0n)
  const sorted = used.toSorted((one, other) => Number(other.spent - one.spent))
  return [...Map.groupBy(sorted, ({ creditType }) => creditType).values()].flatMap((each) => each.slice(0, max + 1))
}

const NOTHING = { spent: 0n, owed: 0n, writtenOff: 0n, refunded: 0n }

/** The hours of usage that an instant lies in, but does not begin. */
const ACROSS = `
  SELECT max(hour) AS max, min(hour) AS min
  FROM (
    SELECT organization_id, hour FROM usage_total
    UNION ALL
    SELECT organization_id, hour FROM (${parsed(pendingRows('rows', 'organizations @> ARRAY[$1::uuid]'))}) AS batch
  ) AS used
  WHERE organization_id = $1::uuid AND hour > $2::timestamptz - interval '1 hour' AND hour < $2::timestamptz`

const HOUR_MS = 60 * 60 * 1_000

/** The next instant (`max`) or the last one before (`min`) that lies across no hour. */
async function wholeHour(
  snapshot: Pick<App, 'prisma'>,
  organizationId: string,
  at: Date,
  way: 'max' | 'min',
): Promise<Date> {
  const [across] = await snapshot.prisma.$queryRawUnsafe<Record<'max' | 'min', Date | null>[]>(
    ACROSS,
    organizationId,
    at,
  )
  const hour = across?.[way]
  if (!hour) return at
  const end = way === 'max' ? new Date(hour.getTime() + HOUR_MS) : hour
  return wholeHour(snapshot, organizationId, end, way)
}

// At most an hour or two of entries. They are found by their holds: what a hold spends and gives back counts for its subject.
const EDGE = `
  SELECT $1::text AS "organizationId", w.credit_type AS "creditType", h.model, h.member_id AS "memberId",
    coalesce(sum(j.credits) FILTER (WHERE j.type = 'SPEND'), 0)::bigint AS spent,
    coalesce(sum(j.credits) FILTER (WHERE j.type = 'OWE' AND j.lot_id IS NULL), 0)::bigint AS owed,
    coalesce(sum(j.credits) FILTER (WHERE j.type = 'WRITE_OFF' AND j.lot_id IS NULL), 0)::bigint AS "writtenOff",
    coalesce(sum(j.credits) FILTER (WHERE j.type IN ('REFUND', 'GRANT')), 0)::bigint AS refunded
  FROM wallet w
  CROSS JOIN LATERAL (${lastBefore('$2', '$1::uuid')}) AS before
  CROSS JOIN LATERAL (${lastBefore('$3', '$1::uuid')}) AS last
  JOIN journal_entry j ON j.organization_id = w.organization_id AND j.wallet_id = w.id
    AND j.sequence > before.sequence AND j.sequence <= last.sequence
  JOIN hold h ON h.organization_id = j.organization_id AND h.id = j.hold_id
  WHERE w.organization_id = $1::uuid AND w.sequence > 0
  GROUP BY 2, 3, 4`

async function readEdge(snapshot: Pick<App, 'prisma'>, organizationId: string, { from, to }: Range): Promise<Used[]> {
  return from < to ? snapshot.prisma.$queryRawUnsafe<Used[]>(EDGE, organizationId, from, to) : []
}
