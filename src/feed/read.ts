// Reading the feed: pages of events by their numbers, for the operator or for one organization.
//
// A page ends when it is full, or after a number of rows: then it says how far it has looked, and the next page goes on from there.
// So a page for an organization or for kinds that are rare costs no more than another.

import type { App } from '../app.ts'
import type { FeedEvent, FeedKind, FeedPage, StoredEvents } from '../engine/feed.ts'
import { must } from '../ledger/must.ts'
import type { Refusal } from '../ledger/refusals.ts'

/** The most events of a page that a follower reads. */
const EVENTS_MAX = 1_000
/** The most rows that a page looks at, by their organizations. */
const ROWS_LOOKED_AT_MAX = 5_000
/** The number of events, and the size of their rows, from which on a page reads no further row. */
const EVENTS_READ_MAX = 2_000
const BYTES_READ_MAX = 1024 * 1024

/** The events that are wanted: of one organization, or of all; of these kinds, or of all. */
export interface FeedFilter {
  readonly organizationId: string | null
  readonly kinds: ReadonlySet<FeedKind> | null
}

/** The numbers that the feed has: its oldest event that is kept, and its newest. `oldest` is `newest` + 1 if none is kept. */
export interface FeedSpan {
  readonly oldest: bigint
  readonly newest: bigint
}

interface FeedOff extends Refusal {
  readonly code: 'FEED_OFF'
}

interface EventsForgotten extends Refusal {
  readonly code: 'EVENTS_FORGOTTEN'
  /** The least `after` that can be read from. */
  readonly after: bigint
}

interface EventsUnknown extends Refusal {
  readonly code: 'EVENTS_UNKNOWN'
  readonly newest: bigint
}

export type FeedRefusal = FeedOff | EventsForgotten | EventsUnknown

/** A page of events that match a filter. */
export interface FoundPage extends FeedPage {
  /** All events up to this number were looked at. It is the `after` of the next page. */
  readonly last: bigint
  /** The number of the newest event when the page was read. */
  readonly newest: bigint
}

/** The lane of the only cell has the number of the feed's last event; with several cells, the sequence has it. */
const spanColumns = (newest: string) =>
  `${newest} AS newest, (SELECT first FROM feed_batch ORDER BY last LIMIT 1) AS oldest`

/**
 * The rows after a number, until they have `$3` events, with the numbers that the feed has at the same time. Rows of other organizations are
 * passed over without their events. Served by the primary key.
 */
const rowsWith = (newest: string) => `
  WITH looked AS (
    SELECT last, is_wanted,
      sum(events) FILTER (WHERE is_wanted) OVER (ORDER BY last) - events < $3::int
        AND sum(bytes) FILTER (WHERE is_wanted) OVER (ORDER BY last) - bytes < ${BYTES_READ_MAX} AS is_near
    FROM (
      SELECT last, last - greatest(first, $1::bigint + 1) + 1 AS events, octet_length(events) AS bytes,
        $2::uuid IS NULL OR $2::uuid = ANY (organizations) AS is_wanted
      FROM feed_batch WHERE last > $1::bigint ORDER BY last LIMIT ${ROWS_LOOKED_AT_MAX}
    ) AS row
  ), wanted AS (
    SELECT last FROM looked WHERE is_wanted AND is_near
  )
  SELECT span.newest, span.oldest, b.last, b.first, b.at, b.events,
    CASE WHEN EXISTS (SELECT FROM looked WHERE is_wanted AND NOT is_near)
      THEN (SELECT max(last) FROM wanted) ELSE (SELECT max(last) FROM looked) END AS until
  FROM (SELECT ${spanColumns(newest)}) AS span
  LEFT JOIN (SELECT f.* FROM wanted JOIN feed_batch f USING (last)) AS b ON true
  ORDER BY b.last`

const statementsWith = (newest: string) => ({ span: `SELECT ${spanColumns(newest)}`, rows: rowsWith(newest) })

/** Also right for a moment after the only cell was divided, as long as this process does not know that. */
const OF_ONE_CELL = statementsWith('coalesce((SELECT last FROM feed_sequence), (SELECT max(feed) FROM lane), 0)')
/** It reads no lane: on a cluster, those are on other machines; and a division locks them. */
const OF_SEVERAL_CELLS = statementsWith('(SELECT last FROM feed_sequence)')

async function statements({ lanes }: Pick<App, 'lanes'>): Promise<typeof OF_ONE_CELL> {
  return (await lanes.known()).count === 1 ? OF_ONE_CELL : OF_SEVERAL_CELLS
}

interface Row {
  /** Null: no row is wanted, and the row says only how far was looked. */
  readonly last: bigint | null
  readonly first: bigint
  readonly at: Date
  readonly events: string
  readonly until: bigint | null
  readonly newest: bigint
  readonly oldest: bigint | null
}

export async function spanOf(app: Pick<App, 'prisma' | 'lanes'>): Promise<FeedSpan> {
  const { span } = await statements(app)
  const [row] = await app.prisma.$queryRawUnsafe<{ newest: bigint; oldest: bigint | null }[]>(span)
  return spanIn(row)
}

function spanIn(row: Pick<Row, 'newest' | 'oldest'> | undefined): FeedSpan {
  const { newest, oldest } = must(row, 'the statement answers at least one row')
  return { newest, oldest: oldest ?? newest + 1n }
}

/** Refuses a number whose next event is not kept any more, or that no event has yet. */
export function refuseAfter(app: App, after: bigint, { oldest, newest }: FeedSpan): FeedRefusal | null {
  if (app.feedDays === 0) {
    return { code: 'FEED_OFF', message: 'There is no feed: the setting FEED_DAYS of this Holdfast is 0.' }
  }
  if (after > newest) {
    const message = `after must be at most ${newest}, the number of the newest event, not ${after}.`
    return { code: 'EVENTS_UNKNOWN', message, newest }
  }
  if (after >= oldest - 1n) return null
  const least = oldest - 1n
  const message = `The events up to ${least} are not kept any more. Read from after: ${least}, and the present state by the other queries.`
  return { code: 'EVENTS_FORGOTTEN', message, after: least }
}

/** The next events after a number, at most `first`: also those that waited for their numbers until now. */
export async function readFeed(
  app: App,
  filter: FeedFilter,
  after: bigint,
  first: number,
): Promise<FoundPage | FeedRefusal> {
  // Every event of the rows of all organizations matches, unless only some kinds do.
  const events_max = filter.organizationId === null && filter.kinds === null ? first : EVENTS_READ_MAX
  if (app.feedDays > 0) await app.sequencer.run()
  const sql = await statements(app)
  const rows = await app.prisma.$queryRawUnsafe<Row[]>(sql.rows, after, filter.organizationId, events_max)
  const span = spanIn(rows[0])
  const refused = refuseAfter(app, after, span)
  if (refused) return refused
  const { newest } = span
  const events: FeedEvent[] = []
  for (const event of rows.flatMap(eventsIn)) {
    if (event.number <= after || !matches(event, filter)) continue
    if (events.length === first) return { events, first: after + 1n, last: events.at(-1)?.number ?? after, newest }
    events.push(event)
  }
  return { events, first: after + 1n, last: rows[0]?.until ?? after, newest }
}

/** The pages after a number, up to the newest event. A refusal is thrown as what `fail` makes of it. */
export async function* pagesAfter(
  app: App,
  filter: FeedFilter,
  after: bigint,
  fail: (refusal: FeedRefusal) => Error,
): AsyncGenerator<FoundPage, void> {
  for (let last = after; ; ) {
    const page = await readFeed(app, filter, last, EVENTS_MAX)
    if ('code' in page) throw fail(page)
    yield page
    if (page.last >= page.newest) return
    last = page.last
  }
}

/** The rows after a number as pages, as followers of the feed need them. */
export async function rowsAfter(app: Pick<App, 'prisma' | 'lanes'>, after: bigint): Promise<FeedPage[]> {
  const sql = await statements(app)
  const rows = await app.prisma.$queryRawUnsafe<Row[]>(sql.rows, after, null, EVENTS_READ_MAX)
  return rows.flatMap((row) => (row.last === null ? [] : [{ first: row.first, last: row.last, events: eventsIn(row) }]))
}

export function matches({ organizationId, kind }: FeedEvent, filter: FeedFilter): boolean {
  if (filter.organizationId !== null && filter.organizationId !== organizationId) return false
  return filter.kinds === null || filter.kinds.has(kind)
}

function eventsIn({ last, first, at, events: text }: Row): FeedEvent[] {
  if (last === null) return []
  const { actors, events }: StoredEvents = JSON.parse(text)
  return events.map(([kind, organizationId, subjectType, subjectId, place, data], i) => {
    const actor = must(actors[place], 'a row has the actors of its events')
    return { number: first + BigInt(i), at, kind, organizationId, subjectType, subjectId, actor, data }
  })
}
