// The feed over HTTP:
//
//   GET /events?after=NUMBER         the events after that number, as NDJSON, up to the newest
//   GET /events?after=NUMBER&live=1  and then each new one
//
// With `Accept: text/event-stream` or ?format=sse it is live as server-sent events, whose ids are the numbers: a browser's EventSource
// goes on from the last one by itself. ?kinds=GRANT,SPEND and ?organizationId=ID filter.

import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { GraphQLError } from 'graphql'
import { type Caller, canSee, may } from '../access/roles.ts'
import type { App } from '../app.ts'
import type { FeedEvent, FeedKind } from '../engine/feed.ts'
import { NoTurn, Turns } from '../fairness/turns.ts'
import { KINDS } from '../feed/kinds.ts'
import { watchFeed } from '../feed/live.ts'
import { type FeedFilter, pagesAfter } from '../feed/read.ts'
import { feedError } from '../feed/schema.ts'
import { shown } from '../feed/shown.ts'
import { needed } from '../graphql/forbidden.ts'
import { decodeGlobalId } from '../graphql/ids.ts'
import { answer, refuse } from './answer.ts'
import { sharerOf } from './charges.ts'
import type { Exchange, Handler, Parts } from './exchange.ts'
import { identify } from './identify.ts'
import { completeOrReset, STREAM_HEADERS } from './streaming.ts'

/** The most answers at a time on one process. */
const FOLLOWERS = { inAll: 200, perOrganization: 20, waitingMax: 0 }
/** The cost of beginning an answer, and of an event, in fields. */
const COST_OF_ANSWER = 100
const COST_OF_EVENT = 10
/** The statuses of refusals; 400 for others. */
const STATUSES: Readonly<Record<string, number>> = {
  EVENTS_FORGOTTEN: 410,
  FEED_OFF: 404,
  NOT_FOUND: 404,
  TOO_MANY_STREAMS: 429,
}
const HEARTBEAT_MS = 12_000
const SAFE_INT = /^\d{1,15}$/

type Format = 'ndjson' | 'sse'

interface Wanted {
  readonly after: bigint | null
  readonly filter: FeedFilter
  readonly format: Format
  readonly isLive: boolean
}

interface Source {
  /** Null is a heartbeat. */
  readonly events: AsyncIterable<FeedEvent | null>
  readonly end: () => void
}

const CONTENT_TYPES: Readonly<Record<Format, string>> = { ndjson: 'application/x-ndjson', sse: 'text/event-stream' }
const HEARTBEATS: Readonly<Record<Format, string>> = { ndjson: '\n', sse: ': \n\n' }

/** The handler of a process, whose answers share their turns. */
export function openEvents(parts: Parts): Handler {
  const turns = new Turns(FOLLOWERS)
  return (exchange) => serveEvents(parts, turns, exchange)
}

async function serveEvents(parts: Parts, turns: Turns, exchange: Exchange): Promise<void> {
  const { app, charges } = parts
  const { response } = exchange
  const who = await identify(parts, exchange)
  if (!who) return
  const { credentials, caller } = who
  const tooFast = await charges.begin({ caller, address: credentials.address }, COST_OF_ANSWER)
  if (tooFast) {
    await charges.holdRefusal(tooFast)
    return refuse(response, 429, 'RATE_LIMITED', 'Too many requests. Try again later.', tooFast.retryAfterMs)
  }
  if (!may(caller, 'followFeed')) {
    return refuse(response, 403, 'FORBIDDEN', needed(caller, 'followFeed'))
  }
  const release = turnOf(turns, sharerOf(caller))
  if (!release) {
    const message = `At most ${FOLLOWERS.perOrganization} requests at a time follow the feed. End one first.`
    return refuse(response, 429, 'RATE_LIMITED', message, 1_000)
  }
  let source: Source | null = null
  try {
    const wanted = wantedBy(exchange, caller)
    await expectOrganization(app, wanted.filter)
    source = wanted.isLive ? await followed(parts, wanted) : await upToNow(app, wanted)
    response.once('close', source.end)
    response.writeHead(200, { 'content-type': CONTENT_TYPES[wanted.format], ...STREAM_HEADERS })
    response.flushHeaders()
    const lines = linesOf(parts, caller, source.events, wanted.format)
    const watch = app.access.watch(credentials, caller, () => response.socket?.resetAndDestroy())
    await pipeline(Readable.from(completeOrReset(lines, response)), response).finally(watch.stop)
  } catch (error) {
    // The client has gone away.
    if ((error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE') return
    if (!(error instanceof GraphQLError) || response.headersSent) throw error
    const { message, extensions } = error
    answer(response, STATUSES[String(extensions.code)] ?? 400, { message, ...extensions })
  } finally {
    source?.end()
    release()
  }
}

/** Reads the parameters. Throws an error with the code BAD_USER_INPUT or NOT_FOUND. */
function wantedBy({ request, url }: Exchange, caller: Caller): Wanted {
  const given = url.searchParams
  const format = given.get('format') ?? (request.headers.accept?.includes('text/event-stream') ? 'sse' : 'ndjson')
  if (format !== 'ndjson' && format !== 'sse') throw bad('format must be ndjson or sse')
  const live = given.get('live')
  if (live !== null && live !== '1') throw bad('live must be 1, or be left out')
  // The header of an EventSource that connects again is newer than its URL.
  const after = request.headers['last-event-id'] ?? given.get('after')
  if (typeof after === 'string' && !SAFE_INT.test(after)) {
    throw bad('after must be the number of an event, or 0: the number of the last event that was seen')
  }
  const isLive = format === 'sse' || live === '1'
  if (after === null && !isLive) {
    throw bad('after must be given: the number of the last event that was seen, or 0')
  }
  const kinds = given.get('kinds')?.split(',') ?? null
  const unknown = kinds?.find((kind) => !Object.hasOwn(KINDS, kind))
  if (unknown !== undefined) throw bad('kinds must be values of FeedEventKind, separated by commas: GRANT,SPEND')
  const organizationId = organizationOf(given.get('organizationId'), caller)
  const filter = { organizationId, kinds: kinds && new Set(kinds as FeedKind[]) }
  return { after: typeof after === 'string' ? BigInt(after) : null, filter, format, isLive }
}

function organizationOf(named: string | null, caller: Caller): string | null {
  if (named === null) return caller.kind === 'tenant' ? caller.organizationId : null
  const { typename, id } = decodeGlobalId(named)
  if (typename !== 'Organization') throw bad('organizationId must be the id of an organization')
  if (!canSee(caller, id)) throw noOrganization()
  return id
}

async function expectOrganization({ prisma }: App, { organizationId: id }: FeedFilter): Promise<void> {
  if (id !== null && (await prisma.organization.count({ where: { id } })) === 0) throw noOrganization()
}

function noOrganization(): GraphQLError {
  return error('NOT_FOUND', 'There is no such organization, or you may not see it.')
}

/** The events so far. The first page is read before anything is answered, so that a refusal has a status. */
async function upToNow(app: App, { after, filter }: Wanted): Promise<Source> {
  const pages = pagesAfter(app, filter, after ?? 0n, feedError)
  const first = await pages.next()
  async function* events() {
    if (first.done) return
    yield* first.value.events
    for await (const page of pages) yield* page.events
  }
  return { events: events(), end: () => {} }
}

/** The events so far, and each new one until the client goes away. */
async function followed(parts: Parts, { after, filter }: Wanted): Promise<Source> {
  const { app, keepAliveMs = HEARTBEAT_MS } = parts
  const stream = await watchFeed(app, filter, after, feedError)
  async function* events() {
    const told = stream[Symbol.asyncIterator]()
    let next = told.next()
    while (true) {
      const waiting = new AbortController()
      const heartbeat = delay(keepAliveMs, null, { signal: waiting.signal }).catch(() => null)
      const event = await Promise.race([next, heartbeat]).finally(() => waiting.abort())
      if (event?.done) return
      yield event?.value ?? null
      if (event) next = told.next()
    }
  }
  return { events: events(), end: () => stream.end() }
}

/** Each event as text. It is charged, and an answer whose caller is past their rate pauses. */
async function* linesOf(
  { charges }: Parts,
  caller: Caller,
  events: Source['events'],
  format: Format,
): AsyncGenerator<string> {
  for await (const event of events) {
    if (!event) {
      yield HEARTBEATS[format]
      continue
    }
    await charges.pause(caller)
    charges.told(caller, COST_OF_EVENT)
    const json = JSON.stringify(shown(event, caller))
    yield format === 'sse' ? `id: ${event.number}\ndata: ${json}\n\n` : `${json}\n`
  }
}

/** Takes a turn; null if there is no room. */
function turnOf(turns: Turns, name: string): (() => void) | null {
  try {
    // No turn waits here, so it begins at once.
    return turns.take(name) as () => void
  } catch (error) {
    if (error instanceof NoTurn) return null
    throw error
  }
}

function bad(message: string): GraphQLError {
  return error('BAD_USER_INPUT', message)
}

function error(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } })
}
