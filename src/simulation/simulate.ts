// simulateCatalogue: plays the past again under a draft of prices and plans, and says what would have been different. It reads one
// snapshot, organization by organization, and changes nothing.

import { setImmediate } from 'node:timers/promises'
import { createClient, UNHURRIED } from '../database/connect.ts'
import { inSnapshotOf } from '../database/snapshot.ts'
import { PriceBook, type PriceBookVersion } from '../engine/priceBook.ts'
import { parserOf } from '../engine/session.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { draftOf } from '../pricing/draft.ts'
import { type InvalidInput, invalidInput } from '../refusals.ts'
import { openingOf } from './opening.ts'
import { countTasks, type OrganizationRow, openPast, type Past, type PastEvent } from './reads.ts'
import { Replay } from './replay.ts'
import type { Tally } from './tally.ts'

/** The events between two rests, in which other work of the process gets its turn. */
const EVENTS_PER_TURN = 500

export interface Simulated {
  readonly organization: OrganizationRow
  readonly tally: Tally
}

export interface Range {
  readonly from: Date
  readonly until: Date
  /** The present: nothing after it is played. */
  readonly now: Date
}

/** Hears how far a simulation is: of how many tasks, and how many of them were played. */
interface Progress {
  readonly total: (tasks: number) => void
  readonly played: (tasks: number) => void
}

interface SimulateOptions {
  /** The name of its session, as pg_stat_activity shows it. */
  readonly session?: string
  readonly progress?: Progress
}

/** Refuses a range that has no past in it; null if it has one. */
export function refuseRange({ from, until, now }: Range): InvalidInput | null {
  if (from >= until) return invalidInput({ path: 'until', message: `must be after from, ${from.toISOString()}` })
  return from < now ? null : invalidInput({ path: 'from', message: `must be in the past, before ${now.toISOString()}` })
}

/** Simulates a draft, and gives the results of each organization with tasks or credits that moved. */
export async function* simulate(
  url: string,
  document: unknown,
  range: Range,
  { session = 'holdfast simulation', progress }: SimulateOptions = {},
): AsyncGenerator<Simulated | InvalidInput> {
  const refused = refuseRange(range)
  if (refused) {
    yield refused
    return
  }
  const { from, until } = range
  const client = createClient(url, { name: session, timeouts: UNHURRIED, parserOf })
  yield* inSnapshotOf(client, async function* () {
    const book = new PriceBook()
    await book.refresh(async (_name, sql, values) => (await client.query(sql, values)).rows)
    const draft = draftOf(document, book.version)
    if (isRefusal(draft)) {
      yield draft
      return
    }
    progress?.total(await countTasks(client, from, until))
    yield* playAll(await openPast(client, from, until), range, draft.version, book.version, progress)
  })
}

async function* playAll(
  past: Past,
  range: Range,
  draft: PriceBookVersion,
  present: PriceBookVersion,
  progress: Progress | undefined,
): AsyncGenerator<Simulated> {
  let tasks = 0
  for (let first = await past.events.peek(); first; first = await past.events.peek()) {
    const { organizationId } = first
    const [organization] = await past.organizations.of(organizationId)
    if (!organization) throw new RangeError(`organization ${organizationId} has a journal and no row`)
    const rows = {
      wallets: await past.wallets.of(organizationId),
      lots: await past.lots.of(organizationId),
      holds: await past.holds.of(organizationId),
      subscriptions: await past.subscriptions.of(organizationId),
    }
    const replay = new Replay(openingOf(organization, rows, present, range.from), draft, present, range.from)
    await playOne(past, organizationId, replay, () => progress?.played(tasks + replay.tally.tasks))
    replay.end(endOf(range, organization))
    tasks += replay.tally.tasks
    progress?.played(tasks)
    yield { organization, tally: replay.tally }
  }
}

/** The end of the range, or the organization's present, if that is earlier. */
function endOf({ until, now }: Range, { clockAt }: OrganizationRow): Date {
  const present = clockAt && clockAt > now ? clockAt : now
  return until < present ? until : present
}

/** `onTurn` is called from time to time. */
async function playOne(past: Past, organizationId: string, replay: Replay, onTurn: () => void): Promise<void> {
  let moment: PastEvent[] = []
  let played = 0
  for (
    let event = await past.events.peek();
    event?.organizationId === organizationId;
    event = await past.events.peek()
  ) {
    if (moment[0] && moment[0].createdAt.getTime() !== event.createdAt.getTime()) {
      replay.play(moment)
      moment = []
    }
    moment.push(event)
    past.events.skip()
    if (++played % EVENTS_PER_TURN === 0) {
      onTurn()
      await setImmediate()
    }
  }
  replay.play(moment)
}
