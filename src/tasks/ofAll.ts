// Finds tasks of all organizations, the newest first.
//
// Tasks have no index over all organizations: it would cost every task more than such a look costs now and then. So the newest of each
// organization are read by the primary key, and merged; open tasks have an index. A filtered list looks at growing ranges
// of time, so that a page that fills up soon does not look at years.

import { MAX, NIL } from 'uuid'
import type { App } from '../app.ts'
import { Prisma, type TaskStatus } from '../database/generated/client/client.ts'
import { firstIdAt, idsMadeIn, isRealTime, timeOfId } from '../database/madeIn.ts'
import { FIELDS, idOf, patternOf, SEARCHED, wordsOf } from './search.ts'

/** The ranges of time, each looked at if the one before has too few tasks. Then all of the past is. */
const RANGES_MS = [1, 24, 30 * 24].map((hours) => hours * 60 * 60 * 1_000)

const { sql } = Prisma

/** The conditions that a task must meet; null: none. */
export interface Wanted {
  readonly organizationId: string | null
  readonly memberId: string | null
  readonly externalId: string | null
  readonly statuses: readonly TaskStatus[] | null
  /** True: only tasks that have not ended. */
  readonly isOpen: boolean
  readonly isWaiting: boolean
  readonly model: string | null
  readonly operation: string | null
  readonly provider: string | null
  readonly tag: string | null
  readonly submitted: { readonly gte?: Date | undefined; readonly lt?: Date | undefined }
  /** Words in the input, or one id or external id. */
  readonly text: string | null
}

/** A part of the list: the bounds of its ids, and the most tasks of it. */
export interface Piece {
  readonly bounds: Readonly<Partial<Record<'lt' | 'lte' | 'gt' | 'gte', string>>>
  /** True: the oldest of these, not the newest. */
  readonly isBackward: boolean
  readonly take: number
}

interface Key {
  readonly organizationId: string
  readonly id: string
}

/** The keys of the tasks of a part of the list, in no order. */
export async function keysOfAll(app: App, wanted: Wanted, piece: Piece): Promise<readonly Key[]> {
  const range = rangeOf(app, wanted)
  const where = [...range, ...conditionsOf(wanted), ...boundsOf(piece)]
  if (wanted.externalId !== null) return readNamed(app, where, await idsLabeled(app, wanted.externalId), piece)
  const words = wordsOf(wanted.text)
  const [only, ...others] = words
  if (only === undefined) return wanted.isOpen ? readOpen(app, where, piece) : readRanges(app, where, piece)
  const ids = others.length > 0 ? [] : [...(await idsLabeled(app, only)), ...idOf(only, null)]
  const searched = [...where, ...words.map(whereWord), ...(await whereSearched(app, range))]
  return [...(await readRanges(app, searched, piece)), ...(await readNamed(app, where, ids, piece))]
}

/** The conditions on whose a task is, and when it was submitted. */
function rangeOf(app: App, { organizationId, memberId, submitted: { gte, lt } }: Wanted): Prisma.Sql[] {
  const ids = idsMadeIn(isRealTime(app) ? { gte, lt } : {})
  return [
    ...(organizationId === null ? [] : [sql`o.id = ${organizationId}::uuid`]),
    ...(memberId === null ? [] : [sql`t.member_id = ${memberId}::uuid`]),
    ...(gte === undefined ? [] : [sql`t.created_at >= ${gte}`]),
    ...(lt === undefined ? [] : [sql`t.created_at < ${lt}`]),
    // An organization with a clock of its own has other times than its ids.
    ...(ids.gte === undefined ? [] : [sql`t.id >= CASE WHEN o.clock_at IS NULL THEN ${ids.gte} ELSE ${NIL} END::uuid`]),
    ...(ids.lt === undefined ? [] : [sql`t.id < CASE WHEN o.clock_at IS NULL THEN ${ids.lt} ELSE ${MAX} END::uuid`]),
  ]
}

function conditionsOf(wanted: Wanted): Prisma.Sql[] {
  const { statuses, isOpen, isWaiting, model, operation, provider, tag } = wanted
  return [
    ...(statuses === null ? [] : [sql`t.status::text = ANY (${[...statuses]})`]),
    ...(isOpen ? [sql`t.ended_at IS NULL`] : []),
    ...(isWaiting ? [sql`t.approval = 'PENDING'`] : []),
    ...(model === null ? [] : [sql`t.model = ${model}`]),
    ...(operation === null ? [] : [sql`t.operation = ${operation}`]),
    ...(provider === null ? [] : [sql`t.provider = ${provider}`]),
    ...(tag === null ? [] : [whereTagged(tag)]),
  ]
}

function boundsOf({ bounds: { lt, lte, gt, gte } }: Piece): Prisma.Sql[] {
  return [
    ...(lt === undefined ? [] : [sql`t.id < ${lt}::uuid`]),
    ...(lte === undefined ? [] : [sql`t.id <= ${lte}::uuid`]),
    ...(gt === undefined ? [] : [sql`t.id > ${gt}::uuid`]),
    ...(gte === undefined ? [] : [sql`t.id >= ${gte}::uuid`]),
  ]
}

function whereTagged(tag: string): Prisma.Sql {
  return sql`EXISTS (SELECT FROM task_tag g WHERE g.organization_id = o.id AND g.tag = ${tag} AND g.task_id = t.id)`
}

/** A word in any of the fields, whatever its case. */
function whereWord(word: string): Prisma.Sql {
  const pattern = `%${patternOf(word)}%`
  return sql`(${Prisma.join(
    FIELDS.map((field) => sql`t.input->>${field} ILIKE ${pattern}`),
    ' OR ',
  )})`
}

/** The ids of the tasks that have an external id. */
async function idsLabeled({ prisma }: App, externalId: string): Promise<string[]> {
  // Served by label_external_id, once for each organization.
  const labels = await prisma.$queryRaw<{ id: string }[]>`
    SELECT l.subject_id AS id FROM organization o
    JOIN label l ON l.organization_id = o.id AND l.kind = 'TASK' AND l.external_id = ${externalId}`
  return labels.map(({ id }) => id)
}

/** The condition that a task is one of the newest of a range, which are looked through for words. */
async function whereSearched(app: App, range: readonly Prisma.Sql[]): Promise<Prisma.Sql[]> {
  const keys = await readRanges(app, range, { bounds: {}, isBackward: false, take: SEARCHED.max })
  const oldest = keys.at(-1)
  return oldest && keys.length === SEARCHED.max ? [sql`t.id >= ${oldest.id}::uuid`] : []
}

async function readNamed(app: App, where: readonly Prisma.Sql[], ids: readonly string[], piece: Piece): Promise<Key[]> {
  return ids.length === 0 ? [] : read(app, [...where, sql`t.id = ANY (${[...ids]}::uuid[])`], piece)
}

/** Reads the newest in growing ranges of time, until there are enough. */
async function readRanges(app: App, where: readonly Prisma.Sql[], piece: Piece): Promise<Key[]> {
  const { isBackward, take } = piece
  const { lt, lte } = piece.bounds
  const newestMs = Math.min(Date.now(), timeOfId(lt ?? lte ?? MAX))
  for (const ms of isBackward ? [] : RANGES_MS) {
    const keys = await read(app, [...where, sql`t.id >= ${firstIdAt(newestMs - ms)}::uuid`], piece)
    if (keys.length === take) return keys
  }
  return read(app, where, piece)
}

// Served by the primary key, once for each organization.
function read({ prisma }: App, where: readonly Prisma.Sql[], { isBackward, take }: Piece): Promise<Key[]> {
  const order = isBackward ? sql`ASC` : sql`DESC`
  const all = Prisma.join([sql`t.organization_id = o.id`, ...where], ' AND ')
  return prisma.$queryRaw<Key[]>`
    SELECT t.organization_id AS "organizationId", t.id FROM organization o
    CROSS JOIN LATERAL (
      SELECT t.organization_id, t.id FROM task t WHERE ${all} ORDER BY t.id ${order} LIMIT ${take}
    ) AS t
    ORDER BY t.id ${order} LIMIT ${take}`
}

// Served by task_due.
function readOpen({ prisma }: App, where: readonly Prisma.Sql[], { isBackward, take }: Piece): Promise<Key[]> {
  return prisma.$queryRaw<Key[]>`
    SELECT t.organization_id AS "organizationId", t.id FROM task t
    JOIN organization o ON o.id = t.organization_id
    WHERE ${Prisma.join([...where], ' AND ')}
    ORDER BY t.id ${isBackward ? sql`ASC` : sql`DESC`} LIMIT ${take}`
}
