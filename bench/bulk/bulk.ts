// Many commands in one request, a thousand each: tasks of one organization by a member, tasks of mixed organizations by the
// operator, their completion, and holds that are frozen, spent and released. Each entry has an idempotency key of its own.
// `ratio` is the tasks per second of submitTasks for one organization against submitTask with one task a request, by as many
// callers as keep the server busy. CPU times are of Holdfast and of PostgreSQL, in microseconds an entry.

import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { type Apis, withApis } from '../support/api.ts'
import { say } from '../support/database.ts'

const ENTRIES = 1_000
const REQUESTS = 20
/** Requests at a time, in bulk and with one command each. */
const BULK_CALLERS = 4
const SINGLE_CALLERS = 64
const SINGLES = 10_000

const PROMPT = { prompt: 'rain on a tin roof' }

interface Bulk {
  readonly mutation: string
  readonly list: string
  /** What each success answers. */
  readonly success: string
}

const SUBMIT: Bulk = {
  mutation: 'submitTasks',
  list: 'tasks',
  success: 'SubmitTaskSuccess { task { id status credits } }',
}
const COMPLETE: Bulk = {
  mutation: 'completeTasks',
  list: 'tasks',
  success: 'CompleteTaskSuccess { task { id status } }',
}
const FREEZE: Bulk = { mutation: 'freezeHolds', list: 'holds', success: 'FreezeCreditsSuccess { hold { id credits } }' }
const SPEND: Bulk = {
  mutation: 'spendHolds',
  list: 'holds',
  success: 'SpendCreditsSuccess { hold { id status spent } }',
}
const RELEASE: Bulk = {
  mutation: 'releaseHolds',
  list: 'holds',
  success: 'ReleaseCreditsSuccess { hold { id status } }',
}

interface Result {
  readonly task?: { readonly id: string }
  readonly hold?: { readonly id: string }
  readonly message?: string
}

/** The answers by mutation. */
type Data = Readonly<Record<string, { readonly results?: readonly Result[] }>>

const agent = new Agent({ keepAlive: true })

/** Sends a body, and returns the text of the answer. */
async function send(url: string, key: string, body: string): Promise<string> {
  const sent = request(`${url.replace('localhost', '127.0.0.1')}/graphql`, {
    agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
  })
  sent.end(body)
  const response = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    sent.once('response', resolve)
    sent.once('error', reject)
  })
  return text(response)
}

/** The data of an answer; throws if it has errors. */
function dataOf(answer: string): Data {
  const { data, errors } = JSON.parse(answer) as { data: Data; errors?: unknown }
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}

/** The bodies of requests of a thousand entries each. */
function bodiesOf({ mutation, list, success }: Bulk, entries: readonly object[]): string[] {
  const name = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}`
  const query = `mutation ($input: ${name}Input!) { ${mutation}(input: $input) {
    ... on ${name}Success { results { ... on ${success} ... on Error { message } } } ... on Error { message } } }`
  return Array.from({ length: entries.length / ENTRIES }, (_, i) => {
    const input = { [list]: entries.slice(i * ENTRIES, (i + 1) * ENTRIES) }
    return JSON.stringify({ query, variables: { input } })
  })
}

/** The results of all entries, in their order. Throws if one was refused. */
function resultsOf({ mutation }: Bulk, entries: number, answers: readonly string[]): Result[] {
  const all = answers.flatMap((answer) => dataOf(answer)[mutation]?.results ?? [])
  const refused = all.find(({ message }) => message)
  if (refused || all.length !== entries) throw new Error(refused?.message ?? 'results are missing')
  return all
}

/** Sends the bodies, with as many callers at a time. Returns the answers in their order. */
async function sendAll(url: string, key: string, callers: number, bodies: readonly string[]): Promise<string[]> {
  const waiting = bodies.entries()
  const answers: string[] = []
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (const [i, body] of waiting) answers[i] = await send(url, key, body)
    }),
  )
  return answers
}

interface Figures {
  readonly perSecond: number
  readonly nodeUs: number
  readonly postgresUs: number
}

/** Bodies are made before it, and answers parsed after it: a client's CPU time is not that of Holdfast. */
async function measure<Made>(
  apis: Apis,
  name: string,
  entries: number,
  work: () => Promise<Made>,
): Promise<{ made: Made; figures: Figures }> {
  const [before, began] = [apis.cpu(), performance.now()]
  const made = await work()
  const [seconds, after] = [(performance.now() - began) / 1_000, apis.cpu()]
  const used = (of: 'server' | 'postgres') => Math.round((after[of] - before[of]) / entries)
  const figures = { perSecond: Math.round(entries / seconds), nodeUs: used('server'), postgresUs: used('postgres') }
  say(`${name}: ${figures.perSecond}/s, CPU µs an entry: Node ${figures.nodeUs}, PostgreSQL ${figures.postgresUs}`)
  return { made, figures }
}

const keyed = <Entry extends object>(entry: Entry) => ({ ...entry, idempotencyKey: crypto.randomUUID() })
const count = (length: number) => Array.from({ length }, (_, i) => i)

const result = await withApis(async (apis) => {
  const { url, operatorKey, organizationIds } = apis
  const memberKey = apis.keys[0] as string
  const task = { model: 'suno', operation: 'music', input: PROMPT }
  const ofOne = (entries: number) => count(entries).map(() => keyed(task))
  const mixed = <Entry extends object>(entries: number, entry: Entry) =>
    count(entries).map((i) => keyed({ ...entry, organizationId: organizationIds[i % organizationIds.length] }))
  const ended = (of: 'task' | 'hold', results: readonly Result[]) =>
    results.map((each) => keyed({ [`${of}Id`]: each[of]?.id }))
  const sendBulk = (key: string, mutation: Bulk, entries: readonly object[]) => {
    const bodies = bodiesOf(mutation, entries)
    return () => sendAll(url, key, BULK_CALLERS, bodies)
  }
  const bulk = async (name: string, key: string, mutation: Bulk, entries: readonly object[]) => {
    const { made, figures } = await measure(apis, name, entries.length, sendBulk(key, mutation, entries))
    return { made: resultsOf(mutation, entries.length, made), figures }
  }

  const single = `mutation ($input: SubmitTaskInput!) { submitTask(input: $input) {
    ... on SubmitTaskSuccess { task { id status credits } } ... on Error { message } } }`
  const entries = REQUESTS * ENTRIES
  const credits = { creditType: 'music', credits: 1 }
  const round = async () => {
    const singles = ofOne(SINGLES).map((input) => JSON.stringify({ query: single, variables: { input } }))
    const one = await measure(apis, 'single', SINGLES, () => sendAll(url, memberKey, SINGLE_CALLERS, singles))
    for (const answer of one.made) dataOf(answer)
    const submitOne = await bulk('submitOne', memberKey, SUBMIT, ofOne(entries))
    const submitMixed = await bulk('submitMixed', operatorKey, SUBMIT, mixed(entries, task))
    const complete = await bulk('complete', operatorKey, COMPLETE, ended('task', submitMixed.made))
    const freeze = await bulk('freeze', operatorKey, FREEZE, mixed(entries, credits))
    const spend = await bulk('spend', operatorKey, SPEND, ended('hold', freeze.made))
    const others = await sendBulk(operatorKey, FREEZE, mixed(entries, credits))()
    const release = await bulk('release', operatorKey, RELEASE, ended('hold', resultsOf(FREEZE, entries, others)))
    return { single: one, submitOne, submitMixed, complete, freeze, spend, release }
  }
  await round()
  return round()
})

const perSecond = Object.fromEntries(Object.entries(result).map(([name, { figures }]) => [name, figures.perSecond]))
const cpu = Object.fromEntries(
  Object.entries(result).map(([name, { figures }]) => [name, { node: figures.nodeUs, postgres: figures.postgresUs }]),
)
process.stdout.write(
  `${JSON.stringify({
    bench: 'bulk',
    ratio: Number((result.submitOne.figures.perSecond / result.single.figures.perSecond).toFixed(2)),
    ...perSecond,
    cpuUs: cpu,
    entriesPerRequest: ENTRIES,
  })}\n`,
)
