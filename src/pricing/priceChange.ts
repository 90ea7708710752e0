// By how much a catalogue would change what customers pay: each price in force against the one that takes its place, for the inputs of
// the tasks of the last days. A price that nobody has used is compared by its own credits.

import type { App } from '../app.ts'
import type { PriceRule } from '../database/generated/client/client.ts'
import type { PriceBookVersion } from '../engine/priceBook.ts'
import type { OrganizationId } from '../ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { type InvalidInput, invalidInput } from '../refusals.ts'
import { type LoadedCatalogue, loadCatalogue } from './catalogue.ts'
import type { Input } from './constraints.ts'
import { type Draft, draftOf } from './draft.ts'
import { type Price, priceOf, rulesInForce } from './priceOf.ts'

/** The days whose tasks are compared, and the most tasks of each price: the newest. */
const COMPARED_DAYS = 30
const TASKS_PER_PRICE_MAX = 200
const PERCENT_MAX = 10_000
const DAY_MS = 86_400_000

// It scans the tasks of these days, and is sent only if someone asks for the comparison.
const TASKS = `
  SELECT organization_id AS "organizationId", model, operation, input FROM (
    SELECT *, row_number() OVER (PARTITION BY price_rule_id ORDER BY id DESC) AS place
    FROM task WHERE created_at >= $1 AND forgotten_at IS NULL
  ) AS t WHERE place <= $2`

interface Used {
  readonly organizationId: string
  readonly model: string
  readonly operation: string
  readonly input: unknown
}

/** The credits of one price before and after. */
interface Compared {
  /** The tasks that they are the sums of; 0: they are of the price itself. */
  tasks: number
  before: bigint
  after: bigint
}

/**
 * The same as `loadCatalogue`; but with `maxChangePercent`, a catalogue that changes a price by more than this is refused, and the
 * refusal names each such price, and each price of the same catalogue that the document leaves out.
 */
export async function loadCatalogueWithin(
  app: App,
  document: unknown,
  { maxChangePercent, ...how }: Parameters<typeof loadCatalogue>[2] & { readonly maxChangePercent: number | null },
): Promise<LoadedCatalogue | InvalidInput> {
  if (maxChangePercent === null) return loadCatalogue(app, document, how)
  if (!Number.isInteger(maxChangePercent) || maxChangePercent < 0 || maxChangePercent > PERCENT_MAX)
    return invalidInput({ path: 'maxChangePercent', message: 'must be 0 to 10,000, without a fraction' })
  await app.refreshPriceBook()
  return (await refuseChange(app, document, maxChangePercent)) ?? loadCatalogue(app, document, how)
}

/** Refuses a catalogue that changes a price by more than a percentage; null if it changes none so much. */
async function refuseChange(app: App, document: unknown, maxChangePercent: number): Promise<InvalidInput | null> {
  const present = app.priceBook.version
  const draft = draftOf(document, present)
  if (isRefusal(draft)) return draft
  const now = app.clock()
  const since = new Date(now.getTime() - COMPARED_DAYS * DAY_MS)
  const used = await app.prisma.$queryRawUnsafe<Used[]>(TASKS, since, TASKS_PER_PRICE_MAX)
  const compared = compareUsed(used, present, draft.version, now)
  compareUnused(compared, present, draft.version, now)
  const changed = [...compared]
    .filter(([, { before, after }]) => isOver(before, after, maxChangePercent))
    .map(([subject, { before, after, tasks }]) => ({
      path: subject,
      message: `must change by at most ${maxChangePercent} percent, not from ${before} to ${after} credits${ofTasks(tasks)}`,
    }))
  const withdrawn = withdrawnBy(draft, present, now).map((path) => ({
    path,
    message: 'must stay in the catalogue with maxChangePercent: without it, nobody could buy what it prices',
  }))
  const issues = [...changed, ...withdrawn]
  return issues.length === 0 ? null : invalidInput(...issues)
}

/** The prices in force of the draft's catalogue that the draft leaves out, and that would become unavailable. */
function withdrawnBy({ name, version }: Draft, present: PriceBookVersion, now: Date): string[] {
  const kept = new Set(
    rulesInForce(version.rules(), null, now).flatMap((rule) => (rule.state === 'UNAVAILABLE' ? [] : subjectOf(rule))),
  )
  return rulesInForce(present.rules(), null, now).flatMap((rule) =>
    rule.catalogue !== name || rule.state === 'UNAVAILABLE' || kept.has(subjectOf(rule)) ? [] : subjectOf(rule),
  )
}

const ofTasks = (tasks: number): string =>
  tasks === 0 ? '' : ` for ${tasks === 1 ? 'a task' : `the same ${tasks} tasks`} of the last ${COMPARED_DAYS} days`

/** The prices of the same tasks, added up by the price that is in force. A task that the draft refuses is not compared. */
function compareUsed(
  used: readonly Used[],
  present: PriceBookVersion,
  draft: PriceBookVersion,
  now: Date,
): Map<string, Compared> {
  const compared = new Map<string, Compared>()
  for (const { organizationId, model, operation, input } of used) {
    const priceIn = (version: PriceBookVersion) =>
      priceOf(
        version.rulesOf(model, operation),
        organizationId as OrganizationId,
        { model, operation, input: input as Input },
        now,
      )
    const [before, after] = [priceIn(present), priceIn(draft)]
    if (isRefusal(before) || isRefusal(after)) continue
    const sums = compared.get(subjectOf(before.rule)) ?? { tasks: 0, before: 0n, after: 0n }
    compared.set(subjectOf(before.rule), sums)
    sums.tasks++
    sums.before += creditsOf(before)
    sums.after += creditsOf(after)
  }
  return compared
}

/** Adds the prices that no task was compared by, for a number of units that gives each of them whole credits. */
function compareUnused(
  compared: Map<string, Compared>,
  present: PriceBookVersion,
  draft: PriceBookVersion,
  now: Date,
): void {
  const next = new Map(rulesInForce(draft.rules(), null, now).map((rule) => [subjectOf(rule), rule]))
  for (const rule of rulesInForce(present.rules(), null, now)) {
    const after = next.get(subjectOf(rule))
    if (compared.has(subjectOf(rule)) || !after || after.state === 'UNAVAILABLE') continue
    const units = rule.per * after.per
    compared.set(subjectOf(rule), { tasks: 0, before: ofUnits(rule, units), after: ofUnits(after, units) })
  }
}

function ofUnits({ credits, per, fixed }: PriceRule, units: bigint): bigint {
  return (credits * units) / per + fixed
}

function creditsOf({ credits, further }: Price): bigint {
  return further.reduce((sum, cost) => sum + cost.credits, credits)
}

function isOver(before: bigint, after: bigint, percent: number): boolean {
  const change = after > before ? after - before : before - after
  return change * 100n > before * BigInt(percent)
}

function subjectOf({ model, operation, variant }: PriceRule): string {
  return `price ${model} ${operation} ${variant}`
}
