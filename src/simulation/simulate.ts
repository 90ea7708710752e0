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
import { type OrganizationRow, openPast, type Past, type PastEvent } from './reads.ts'
import { Replay } from './replay.ts'
import type { Tally } from './tally.ts'

/** The events between two rests, in which other work of the process gets its turn. */
const EVENTS_PER_TURN = 500

export interface Simulated {
  readonly organization: OrganizationRow
  readonly tally: Tally
  /** The tasks that were played so far, of all organizations. */
  readonly tasks: number
}

export interface Range {
  readonly from: Date
  readonly until: Date
}

/** Simulates a draft, and gives the results of each organization with tasks or credits that moved. Ends early if it is aborted. */
export async function* simulate(
  url: string,
  document: unknown,
  { from, until }: Range,
  signal?: AbortSignal,
): AsyncGenerator<Simulated | InvalidInput> {
  if (from >= until) {
    yield invalidInput({ path: 'until', message: `must be after from, ${from.toISOString()}` })
    return
  }
  const client = createClient(url, { name: 'holdfast simulation', timeouts: UNHURRIED, parserOf })
  yield* inSnapshotOf(client, async function* () {
    const book = new PriceBook()
    await book.refresh(async (_name, sql, values) => (await client.query(sql, values)).rows)
    const draft = draftOf(document, book.version)
    if (isRefusal(draft)) yield draft
    else yield* playAll(await openPast(client, from, until), { from, until }, draft.version, book.version, signal)
  })
}

async function* playAll(
  past: Past,
  range: Range,
  draft: PriceBookVersion,
  present: PriceBookVersion,
  signal: AbortSignal | undefined,
): AsyncGenerator<Simulated> {
  let tasks = 0
  for (let first = await past.events.peek(); first && !signal?.aborted; first = await past.events.peek()) {
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
    await playOne(past, organizationId, replay, signal)
    replay.end(range.until)
    for (const sums of replay.tally.sums.model.values()) tasks += sums.tasks
    yield { organization, tally: replay.tally, tasks }
  }
}

async function playOne(
  past: Past,
  organizationId: string,
  replay: Replay,
  signal: AbortSignal | undefined,
): Promise<void> {
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
      await setImmediate()
      if (signal?.aborted) return
    }
  }
  replay.play(moment)
}
