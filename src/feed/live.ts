// Following the feed: first the events after a number, then each new one, without gaps.
//
// One tail per process reads new rows for all followers, each time that some process has committed a batch. All rows that gather
// during one read are the next read. So the cost does not grow with the number of followers, and nothing is read while nobody follows.
//
// With several cells, a batch's events have to be given their numbers first: the tail sees to that, and reads when there are new numbers.

import { ALL_ORGANIZATIONS, type App } from '../app.ts'
import type { FeedEvent, FeedPage } from '../engine/feed.ts'
import { type LiveStream, LookAgain, live } from '../events/live.ts'
import { type FeedFilter, type FeedRefusal, matches, pagesAfter, refuseAfter, rowsAfter, spanOf } from './read.ts'

/**
 * The most events of a page that is published. Pages wait for slow followers: for larger ones they read the feed themselves.
 */
const PUBLISHED_EVENTS_MAX = 500

/** Publishes the pages of the feed on the bus from now on, while somebody listens. Returns a function that ends that. */
export function tailFeed(app: Pick<App, 'prisma' | 'bus' | 'log' | 'lanes' | 'sequencer'>): () => void {
  const { bus, lanes, sequencer } = app
  /** The number of the last event that was published; null: nobody has listened. */
  let last: bigint | null = null
  let isReading = false
  let isDue = false
  const read = async () => {
    while (isDue) {
      isDue = false
      if (bus.listenerCount('feed', ALL_ORGANIZATIONS) === 0) {
        last = null
        continue
      }
      if (last === null) {
        last = (await spanOf(app)).newest
        bus.publish('feed', ALL_ORGANIZATIONS, new LookAgain())
        continue
      }
      for (let pages = await rowsAfter(app, last); pages.length > 0; pages = await rowsAfter(app, last)) {
        for (const page of pages) {
          last = page.last
          const isLarge = page.events.length > PUBLISHED_EVENTS_MAX
          bus.publish('feed', ALL_ORGANIZATIONS, isLarge ? new LookAgain() : page)
        }
      }
    }
  }
  const isIdle = () => last === null && bus.listenerCount('feed', ALL_ORGANIZATIONS) === 0
  const wake = () => {
    if (isIdle()) return
    isDue = true
    if (isReading) return
    isReading = true
    read()
      .catch((error) => {
        app.log.debug({ err: error }, 'the feed could not be read; those who follow it look again')
        last = null
        bus.publish('feed', ALL_ORGANIZATIONS, new LookAgain())
      })
      .finally(() => {
        isReading = false
      })
  }
  const number = () => {
    if (isIdle()) return
    sequencer.run().catch((error) => app.log.debug({ err: error }, 'events of the feed will be numbered later'))
  }
  const stops = [
    bus.listen('committed', ALL_ORGANIZATIONS, () => (lanes.cells.count === 1 ? wake() : number())),
    bus.listen('numbered', ALL_ORGANIZATIONS, wake),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/**
 * `after`: the number of the last event that the client has seen; null: only new events are sent. A refusal, now or later, is thrown
 * as what `fail` makes of it.
 */
export async function watchFeed(
  app: App,
  filter: FeedFilter,
  after: bigint | null,
  fail: (refusal: FeedRefusal) => Error,
): Promise<LiveStream<FeedEvent>> {
  const stream = await live<FeedPage, FeedEvent>(
    filter.organizationId ?? ALL_ORGANIZATIONS,
    (hear) => app.bus.listen('feed', ALL_ORGANIZATIONS, hear),
    () => 'feed',
    async () => {
      if (app.feedDays > 0) await app.sequencer.run()
      const span = await spanOf(app)
      const refused = refuseAfter(app, after ?? span.newest, span)
      if (refused) throw fail(refused)
      const follower = new Follower(app, filter, after ?? span.newest, fail)
      return { present: follower.missing(), follow: (event, isBehind) => follower.follow(event, isBehind) }
    },
  )
  if (!stream) throw new TypeError('a stream of the feed always begins')
  return stream
}

class Follower {
  readonly #app: App
  readonly #filter: FeedFilter
  readonly #fail: (refusal: FeedRefusal) => Error
  /** The number of the last event that was looked at. */
  #last: bigint

  constructor(app: App, filter: FeedFilter, last: bigint, fail: (refusal: FeedRefusal) => Error) {
    this.#app = app
    this.#filter = filter
    this.#fail = fail
    this.#last = last
  }

  async *missing(): AsyncGenerator<FeedEvent> {
    for await (const { events, last } of pagesAfter(this.#app, this.#filter, this.#last, this.#fail)) {
      for (const event of events) {
        this.#last = event.number
        yield event
      }
      this.#last = last
    }
  }

  follow(page: FeedPage | LookAgain, isBehind: boolean): FeedEvent | null | AsyncIterable<FeedEvent> {
    if (page instanceof LookAgain || isBehind || page.first > this.#last + 1n) return this.missing()
    if (page.last <= this.#last) return null
    const seen = this.#last
    this.#last = page.last
    const [event, ...others] = page.events.filter((each) => each.number > seen && matches(each, this.#filter))
    if (!event) return null
    return others.length === 0 ? event : each([event, ...others])
  }
}

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items
}
