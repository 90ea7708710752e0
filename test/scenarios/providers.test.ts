// Providers over HTTP: LIVE organizations' tasks are done by stand-ins that speak the protocols of three services, as the
// definitions that come with Holdfast say; whatever goes wrong between, a task has one outcome and one charge.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DEFINITIONS } from '../../src/providers/definition.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  Balance,
  Cancel,
  ClaimTasks,
  HttpProviders,
  LoadCatalogue,
  SetConcurrencyLimit,
  SetHttpProvider,
  SetPrice,
  Submit,
  SubmitMany,
  TaskById,
  TaskFiles,
  WatchTask,
} from '../support/operations.ts'
import { MUSICAPI_KEY, startMusicApi, tellOfMusicApi } from '../support/upstreams/musicapi.ts'
import { type Job, type Request, SONG, type StandIn } from '../support/upstreams/standIn.ts'
import { codeOfSunoApi, SUNOAPI_KEY, startSunoApi, tellOfSunoApi } from '../support/upstreams/sunoapi.ts'
import { SUNOR_KEY, startSunor } from '../support/upstreams/sunor.ts'

let folder: string
let holdfast: TestHoldfast
let sunor: StandIn
let musicapi: StandIn
let sunoapi: StandIn
const standIns: StandIn[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-providers-'))
  ;[sunor, musicapi, sunoapi] = await Promise.all([startSunor(), startMusicApi(), startSunoApi()])
  standIns.push(sunor, musicapi, sunoapi)
  holdfast = await startTestHoldfast({
    filesDir: folder,
    privateWebhooks: true,
    providerSecrets: { SUNOR_KEY, MUSICAPI_KEY, SUNOAPI_KEY, MUSICAPI_WEBHOOK_SECRET: 'whispered' },
  })
  for (const [name, { url }] of Object.entries({ sunor, musicapi, sunoapi })) await set({ name }, url)
  await setPrice('suno-by-sunor', 'music', 'sunor')
  await setPrice('sonic', 'create', 'musicapi')
  await setPrice('suno-by-sunoapi', 'music', 'sunoapi')
})
afterAll(async () => {
  await holdfast.stop()
  await Promise.all(standIns.map((each) => each.stop()))
  await rm(folder, { recursive: true, force: true })
})

async function set(input: { name: string } | { document: Record<string, unknown> }, baseUrl?: string) {
  const { setHttpProvider } = await holdfast.operator.run(SetHttpProvider, { input, baseUrl })
  if (setHttpProvider?.__typename !== 'SetHttpProviderSuccess') throw new Error(JSON.stringify(setHttpProvider))
  return setHttpProvider.httpProvider
}

async function setPrice(model: string, operation: string, httpProvider: string) {
  const price = { provider: 'suno', model, operation, creditType: 'music', credits: 10, httpProvider }
  const { createPriceRule } = await holdfast.operator.run(SetPrice, { input: price })
  expect(createPriceRule?.__typename).toBe('CreatePriceRuleSuccess')
}

const SUNOR_MUSIC = { model: 'suno-by-sunor', operation: 'music', input: { gpt_description_prompt: 'rain' } }
const SONIC_CREATE = { model: 'sonic', operation: 'create', input: { prompt: 'rain', tags: 'pop' } }
const SUNOAPI_MUSIC = { model: 'suno-by-sunoapi', operation: 'music', input: { prompt: 'rain', title: 'Rain' } }

type Submission = Parameters<typeof submit>[1]

async function submit(
  { member }: TestOrganization,
  input: { model: string; operation: string; input: object; timeoutSeconds?: number },
): Promise<string> {
  const submission = { timeoutSeconds: 600, ...input, input: { ...input.input } }
  const { submitTask } = await member.run(Submit, { input: submission })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  return submitTask.task.id
}

const WAIT = { timeout: 60_000 }

/** A submitted task, and the job that the provider has of it. */
async function begin(organization: TestOrganization, provider: StandIn, input: Submission): Promise<[string, Job]> {
  const before = provider.jobs.length
  const id = await submit(organization, input)
  await vi.waitFor(() => expect(provider.jobs.length).toBe(before + 1), WAIT)
  return [id, provider.jobs[before] as Job]
}

async function task({ admin }: TestOrganization, id: string) {
  return (await admin.run(TaskById, { id })).node
}

/** The task once it has come to this state. */
async function until({ admin }: TestOrganization, id: string, status: string) {
  const watching = admin.watch(WatchTask, { id })
  await watching.until(({ taskUpdated }) => taskUpdated.status === status)
  await watching.end()
  return (await admin.run(TaskFiles, { id })).node
}

async function balance({ admin }: TestOrganization) {
  const { organization } = await admin.run(Balance)
  const { available, frozen, spent } = organization?.wallet ?? {}
  return { available, frozen, spent }
}

const PAID_ONCE = { available: 990, frozen: 0, spent: 10 }
const GIVEN_BACK = { available: 1_000, frozen: 0, spent: 0 }

/** A provider like sunor, with something about it different, and a price of its own. */
async function variant(
  name: string,
  change: Record<string, unknown> = {},
  baseUrl: string = sunor.url,
): Promise<Submission> {
  const sunors = DEFINITIONS.sunor as { operations: { '*': { poll: object } } }
  const all = sunors.operations['*']
  const quick = { ...all, poll: { ...all.poll, firstAfterSeconds: 0.2, everySeconds: 0.2 } }
  const limits = { concurrency: 100 }
  await set({ document: { ...sunors, name, limits, operations: { '*': quick }, ...change } }, baseUrl)
  await setPrice(name, 'music', name)
  return { model: name, operation: 'music', input: { gpt_description_prompt: 'rain' } }
}

async function lastError(of: string): Promise<string | null | undefined> {
  const { httpProviders } = await holdfast.operator.run(HttpProviders)
  return httpProviders?.find(({ name }) => name === of)?.lastError
}

/** A sunor of the test's own, and `variant` for it. */
async function startOwn() {
  const own = await startSunor()
  standIns.push(own)
  return { sunor: own, variant: (name: string, change = {}, baseUrl = own.url) => variant(name, change, baseUrl) }
}

// These mostly wait for retries and timeouts: several at a time, each with a sunor of its own.

test.concurrent('sunor: a task is submitted and polled, and its song is stored behind a signed link', async ({
  expect,
}) => {
  const organization = await holdfast.organization()
  sunor.fate = 'RUNNING'
  const [id, job] = await begin(organization, sunor, SUNOR_MUSIC)
  sunor.fate = 'WAITING'
  expect(job.request.body).toEqual({ model: 'suno-by-sunor', task_type: 'music', input: SUNOR_MUSIC.input })
  await until(organization, id, 'RUNNING')
  await expect.poll(() => task(organization, id), WAIT).toMatchObject({ status: 'RUNNING', progress: 50 })
  job.state = 'SUCCEEDED'
  const done = await until(organization, id, 'SUCCEEDED')
  expect(done).toMatchObject({
    result: { clips: [{ id: `clip-of-${job.id}`, title: 'Rain', tags: 'pop', duration: 12.5 }] },
    files: [{ name: 'song-1.mp3', contentType: 'audio/mpeg', bytes: SONG.length }],
  })
  const { files } = done as { files: { url: string }[] }
  const kept = await fetch(files[0]?.url ?? '')
  expect(Buffer.from(await kept.arrayBuffer())).toEqual(SONG)
  expect(await balance(organization)).toEqual(PAID_ONCE)
})

test.concurrent('a result without the field that its price follows fails the task by name and charges nothing; with it, the task costs what came out', async ({
  expect,
}) => {
  const { sunor, variant } = await startOwn()
  sunor.fate = 'SUCCEEDED'
  const all = (DEFINITIONS.sunor as { operations: { '*': { poll: { reading: object } } } }).operations['*']
  const poll = { ...all.poll, firstAfterSeconds: 0.2, everySeconds: 0.2 }
  const telling = {
    ...poll,
    reading: { ...poll.reading, result: '{ usage: { seconds: data.output.result[0].metadata.duration } }' },
  }
  await variant('untold')
  await variant('told', { operations: { '*': { ...all, poll: telling } } })
  for (const name of ['untold', 'told']) {
    const settled = { unit: 'SECOND', settleBy: 'RESULT', settleField: 'usage.seconds' } as const
    const price = {
      provider: 'suno',
      model: name,
      operation: 'clip',
      creditType: 'music',
      credits: 2,
      httpProvider: name,
    }
    await holdfast.operator.run(SetPrice, { input: { ...price, ...settled } })
  }
  const organization = await holdfast.organization()
  const clip = (model: string) => ({ model, operation: 'clip', input: { durationSeconds: 20 } })
  const untold = await submit(organization, clip('untold'))
  await until(organization, untold, 'FAILED')
  expect(await task(organization, untold)).toMatchObject({
    failureReason: 'result.usage.seconds must be a number of 0 or more: the price of this task follows it',
  })
  expect(await balance(organization)).toEqual(GIVEN_BACK)
  await until(organization, await submit(organization, clip('told')), 'SUCCEEDED')
  // 12.5 seconds are 13 started ones, of the 20 that were frozen.
  expect(await balance(organization)).toEqual({ available: 974, frozen: 0, spent: 26 })
})

test.concurrent('errors of the provider and missing answers lead to retries', async ({ expect }) => {
  const { sunor, variant } = await startOwn()
  const organization = await holdfast.organization()
  const all = (DEFINITIONS.sunor as { operations: { '*': { submit: object } } }).operations['*']
  const knowing = { ...all, submit: { ...all.submit, idempotencyHeader: 'Idempotency-Key' } }
  const input = await variant('moody', { timeoutSeconds: 0.5, operations: { '*': knowing } })
  sunor.fate = 'SUCCEEDED'
  const of = (method: string) => (request: { method: string }) => request.method === method
  const once = (method: string, what: 'NO_ANSWER' | 'CUT' | { status: number; body: unknown }) =>
    sunor.interruptions.push((request) => (of(method)(request) ? what : null))
  once('POST', { status: 500, body: { code: 500, message: 'Internal server error' } })
  once('POST', { status: 429, body: { code: 429, message: 'Rate limit exceeded.' } })
  once('POST', 'NO_ANSWER')
  once('GET', { status: 502, body: { code: 502, message: 'Bad gateway' } })
  once('GET', 'CUT')
  const [id] = await begin(organization, sunor, input)
  await until(organization, id, 'SUCCEEDED')
  sunor.fate = 'WAITING'
  expect(sunor.interruptions).toEqual([])
  expect(await balance(organization)).toEqual(PAID_ONCE)
  const { httpProviders } = await holdfast.operator.run(HttpProviders)
  expect(httpProviders?.find(({ name }) => name === 'moody')).toMatchObject({
    load: { waiting: 0, atWork: 0 },
    lastErrorAt: expect.any(String),
  })
})

test.concurrent('a provider that never recovers fails the task, and so does one that refuses it', async ({
  expect,
}) => {
  const { sunor, variant } = await startOwn()
  const organization = await holdfast.organization()
  const input = await variant('sulky')
  const refuse = (status: number, message: string) =>
    sunor.interruptions.push(({ method }) => (method === 'POST' ? { status, body: { code: status, message } } : null))
  refuse(500, 'Oh.')
  refuse(500, 'Oh.')
  const first = await submit(organization, input)
  await until(organization, first, 'FAILED')
  expect(await task(organization, first)).toMatchObject({
    failureReason: 'It is not known whether the provider has taken the task.',
  })
  // What is the platform's own business isn't its customers'.
  refuse(402, 'Insufficient credits: available 3, required 10')
  const second = await submit(organization, input)
  await until(organization, second, 'FAILED')
  expect(await task(organization, second)).toMatchObject({ failureReason: 'The provider did not take it (402).' })
  refuse(400, 'The prompt is too long.')
  const third = await submit(organization, input)
  await until(organization, third, 'FAILED')
  expect(await task(organization, third)).toMatchObject({
    failureReason: 'The provider did not take it (400): The prompt is too long.',
  })
  expect(await balance(organization)).toEqual(GIVEN_BACK)
})

test.concurrent('an accepted task is finished by its provider: no answer to a poll ends it', async ({ expect }) => {
  const { sunor, variant } = await startOwn()
  const organization = await holdfast.organization()
  const input = await variant('rotated', { failuresMax: 1 })
  sunor.fate = 'SUCCEEDED'
  const before = sunor.jobs.length
  const statuses = [302, 401, 403, 404, 504, 525]
  for (const [i, status] of statuses.entries()) {
    const body = { code: status, message: 'No.' }
    const path = `/api/v1/task/sunor-${before + i + 1}`
    sunor.interruptions.push((request) => (request.path === path ? { status, body } : null))
  }
  // Nor what it has made can be fetched at once, with each of them.
  sunor.interruptions.push(({ path }) => (path.startsWith('/cdn/') ? { status: 404, body: {} } : null))
  sunor.interruptions.push(({ path }) => (path.startsWith('/cdn/') ? 'CUT' : null))
  const ids = []
  for (const _ of statuses) ids.push(await submit(organization, input))
  for (const id of ids) await until(organization, id, 'SUCCEEDED')
  sunor.fate = 'WAITING'
  expect(sunor.interruptions).toEqual([])
  expect(sunor.jobs.length).toBe(before + statuses.length)

  // Nor does a definition that was set wrong, for a while.
  const [forgotten, job] = await begin(organization, sunor, input)
  const { '*': all } = (DEFINITIONS.sunor as { operations: { '*': object } }).operations
  await variant('rotated', { operations: { lyrics: all } })
  await expect.poll(() => lastError('rotated'), WAIT).toBe('The provider rotated doesn’t do music.')
  job.state = 'SUCCEEDED'
  await variant('rotated')
  await until(organization, forgotten, 'SUCCEEDED')
  expect(await balance(organization)).toEqual({ available: 930, frozen: 0, spent: 70 })
})

test.concurrent('a submission that surely did not arrive is retried until the deadline: rate limited, unreachable, without a key', async ({
  expect,
}) => {
  const { sunor, variant } = await startOwn()
  const organization = await holdfast.organization()
  const once = { failuresMax: 1 }
  sunor.fate = 'SUCCEEDED'
  const limited = await variant('limited', once)
  sunor.interruptions.push(({ method }) => (method === 'POST' ? { status: 429, body: { message: 'Later.' } } : null))
  await until(organization, await submit(organization, limited), 'SUCCEEDED')

  const away = await variant('away', once)
  const gone = await startSunor()
  await gone.stop()
  await variant('away', once, gone.url)
  const unreached = await submit(organization, away)
  await expect.poll(() => lastError('away'), WAIT).toContain('ECONNREFUSED')
  await variant('away', once)
  await until(organization, unreached, 'SUCCEEDED')

  const keyless = await variant('keyless', { ...once, headers: { 'x-api-key': 'secrets.NO_SUCH_KEY' } })
  const { httpProviders } = await holdfast.operator.run(HttpProviders)
  expect(httpProviders?.find(({ name }) => name === 'keyless')).toMatchObject({ missingSecrets: ['NO_SUCH_KEY'] })
  const waiting = await submit(organization, keyless)
  await expect.poll(() => lastError('keyless'), WAIT).toBe('Secrets are not set: NO_SUCH_KEY.')
  await variant('keyless', once)
  await until(organization, waiting, 'SUCCEEDED')
  sunor.fate = 'WAITING'
  expect(await balance(organization)).toEqual({ available: 970, frozen: 0, spent: 30 })
})

test.concurrent('a failure of the storage is not counted against the provider, and is retried', async ({ expect }) => {
  const { sunor, variant } = await startOwn()
  const organization = await holdfast.organization()
  const input = await variant('homeless', { failuresMax: 1 })
  // A file where the organization's folder must be.
  const inTheWay = join(folder, organization.uuid)
  await writeFile(inTheWay, '')
  sunor.fate = 'SUCCEEDED'
  const id = await submit(organization, input)
  await expect.poll(() => lastError('homeless'), WAIT).toContain('song-1 could not be put into storage: ')
  await rm(inTheWay)
  expect(await until(organization, id, 'SUCCEEDED')).toMatchObject({ files: [{ bytes: SONG.length }] })
  sunor.fate = 'WAITING'
  expect(await balance(organization)).toEqual(PAID_ONCE)
})

test.concurrent('a lost answer may mean two jobs upstream; the customer has one outcome and one charge', async ({
  expect,
}) => {
  const { sunor, variant } = await startOwn()
  const organization = await holdfast.organization()
  const input = await variant('forgetful')
  sunor.fate = 'SUCCEEDED'
  const before = sunor.jobs.length
  sunor.interruptions.push((request) => {
    if (request.method !== 'POST') return null
    sunor.submit(request)
    return 'CUT'
  })
  const id = await submit(organization, input)
  await until(organization, id, 'SUCCEEDED')
  expect(sunor.jobs.length).toBe(before + 2)
  expect(await balance(organization)).toEqual(PAID_ONCE)

  // Where that must not be, the task fails; and where the provider knows what it has had, nothing happens twice.
  const all = (DEFINITIONS.sunor as { operations: { '*': { submit: object } } }).operations['*']
  const careful = { ...all, submit: { ...all.submit, whenInDoubt: 'FAIL' } }
  const inDoubt = await variant('careful', { operations: { '*': careful } })
  sunor.interruptions.push(({ method }) => (method === 'POST' ? 'CUT' : null))
  const failed = await submit(organization, inDoubt)
  await until(organization, failed, 'FAILED')
  expect(sunor.jobs.length).toBe(before + 2)
  const keyed = await variant('keyed', {
    operations: { '*': { ...all, submit: { ...all.submit, idempotencyHeader: 'Idempotency-Key' } } },
  })
  sunor.interruptions.push(({ method }) => (method === 'POST' ? 'CUT' : null))
  const kept = await submit(organization, keyed)
  await until(organization, kept, 'SUCCEEDED')
  sunor.fate = 'WAITING'
  const sent = sunor.received.filter(({ body }) => body.model === 'keyed')
  const keys = sent.flatMap(({ headers }) => headers['idempotency-key'] ?? [])
  expect(keys).toHaveLength(2)
  expect(new Set(keys).size).toBe(1)
  expect(await balance(organization)).toEqual({ available: 980, frozen: 0, spent: 20 })
})

test.concurrent('a submission in doubt is repeated at most once; an accepted one is never repeated', async ({
  expect,
}) => {
  const { sunor, variant } = await startOwn()
  const organization = await holdfast.organization()
  const input = await variant('unheard')
  const before = sunor.jobs.length
  const take = (answer: 'CUT' | { status: number; body: unknown; headers?: Record<string, string> }) =>
    sunor.interruptions.push((request) => {
      if (request.method !== 'POST') return null
      sunor.submit(request)
      return answer
    })
  take('CUT')
  // A refusal between doesn't make it known.
  sunor.interruptions.push(({ method }) => (method === 'POST' ? { status: 429, body: { message: 'Later.' } } : null))
  take({ status: 502, body: { message: 'Bad gateway' } })
  const unheard = await submit(organization, input)
  await until(organization, unheard, 'FAILED')
  expect(sunor.jobs.length).toBe(before + 2)
  expect(await task(organization, unheard)).toMatchObject({
    failureReason: 'It is not known whether the provider has taken the task.',
  })
  for (const answer of [
    { status: 204, body: '' },
    { status: 200, body: { code: 200, id: 'elsewhere' } },
    { status: 200, body: '<html>Welcome</html>', headers: { 'content-type': 'text/html' } },
  ]) {
    take(answer)
    await until(organization, await submit(organization, input), 'FAILED')
  }
  expect(sunor.jobs.length).toBe(before + 5)
  expect(await balance(organization)).toEqual(GIVEN_BACK)
})

test.concurrent('a task times out at its deadline, no matter what its provider reports later', async ({ expect }) => {
  const { sunor, variant } = await startOwn()
  const organization = await holdfast.organization()
  const [id, job] = await begin(organization, musicapi, { ...SONIC_CREATE, timeoutSeconds: 2 })
  await until(organization, id, 'TIMED_OUT')
  expect(await balance(organization)).toEqual(GIVEN_BACK)
  job.state = 'SUCCEEDED'
  expect(await tellOfMusicApi(musicapi, job)).toBe(200)
  const input = await variant('late')
  const [polled, late] = await begin(organization, sunor, { ...input, timeoutSeconds: 2 })
  await until(organization, polled, 'TIMED_OUT')
  late.state = 'SUCCEEDED'
  // Done in time, and fetched too late.
  sunor.fate = 'SUCCEEDED'
  const overdue = Promise.withResolvers<void>()
  sunor.interruptions.push(async ({ path }) => {
    if (path.startsWith('/cdn/')) await overdue.promise
    return null
  })
  const slow = await submit(organization, { ...input, timeoutSeconds: 2 })
  await until(organization, slow, 'TIMED_OUT')
  const fetched = sunor.count('GET', /cdn/)
  overdue.resolve()
  sunor.interruptions.length = 0
  sunor.fate = 'WAITING'
  expect(fetched).toBeGreaterThan(0)
  const load = async () => (await holdfast.operator.run(HttpProviders)).httpProviders
  await expect.poll(async () => (await load())?.find(({ name }) => name === 'late')?.load.atWork).toBe(0)
  expect(await task(organization, slow)).toMatchObject({ status: 'TIMED_OUT', result: null })
  expect(await task(organization, id)).toMatchObject({ status: 'TIMED_OUT', result: null })
  expect(await task(organization, polled)).toMatchObject({ status: 'TIMED_OUT', result: null })
  expect(await balance(organization)).toEqual(GIVEN_BACK)
})

test('MusicAPI: signed callbacks report progress and deliver two songs', async () => {
  const organization = await holdfast.organization()
  const [id, job] = await begin(organization, musicapi, SONIC_CREATE)
  expect(job.request.body).toMatchObject({
    ...{ task_type: 'create_music', custom_mode: false, gpt_description_prompt: 'rain', tags: 'pop' },
    webhook_secret: 'whispered',
  })
  job.state = 'RUNNING'
  expect(await tellOfMusicApi(musicapi, job)).toBe(200)
  await until(organization, id, 'RUNNING')
  job.state = 'SUCCEEDED'
  expect(await tellOfMusicApi(musicapi, job)).toBe(200)
  expect(await until(organization, id, 'SUCCEEDED')).toMatchObject({
    result: { clips: [{ duration: 104.88 }, { title: 'Rain' }] },
    files: [{ name: 'song-1.mp3' }, { name: 'song-2.mp3' }],
  })
  expect(musicapi.count('GET', /sonic/)).toBe(0)
  expect(await balance(organization)).toEqual(PAID_ONCE)
})

test('sunoapi.org: an unsigned callback only makes Holdfast poll the task', async () => {
  const organization = await holdfast.organization()
  const [id, job] = await begin(organization, sunoapi, SUNOAPI_MUSIC)
  const asked = sunoapi.count('GET', /record-info/)
  // It says complete, and isn't.
  expect(await tellOfSunoApi(sunoapi, { ...job, state: 'SUCCEEDED' })).toBe(200)
  await expect.poll(() => sunoapi.count('GET', /record-info/), WAIT).toBe(asked + 1)
  expect(await task(organization, id)).toMatchObject({ status: 'QUEUED' })
  job.state = 'SUCCEEDED'
  await tellOfSunoApi(sunoapi, job)
  expect(await until(organization, id, 'SUCCEEDED')).toMatchObject({
    result: { clips: [{ duration: 198.44, lyrics: '[Verse] Rain' }] },
    files: [{ name: 'song-1.mp3' }],
  })
  expect(await balance(organization)).toEqual(PAID_ONCE)
})

test('a task that the provider fails costs nothing and shows the reason', async () => {
  const organization = await holdfast.organization()
  const failed = async (provider: StandIn, input: Submission, tell: (job: Job) => unknown) => {
    const [id, job] = await begin(organization, provider, input)
    job.state = 'FAILED'
    job.reason = 'The prompt names an artist.'
    await tell(job)
    await until(organization, id, 'FAILED')
    expect(await task(organization, id)).toMatchObject({ failureReason: 'The prompt names an artist.' })
  }
  await failed(sunor, SUNOR_MUSIC, () => {})
  await failed(musicapi, SONIC_CREATE, (job) => tellOfMusicApi(musicapi, job))
  await failed(sunoapi, SUNOAPI_MUSIC, (job) => tellOfSunoApi(sunoapi, job))
  expect(await balance(organization)).toEqual(GIVEN_BACK)
})

test('an error in the body of a 200 answer is retried too', async () => {
  const organization = await holdfast.organization()
  sunoapi.interruptions.push(({ method }) => (method === 'POST' ? codeOfSunoApi(430, 'Too frequent.') : null))
  const [id, job] = await begin(organization, sunoapi, SUNOAPI_MUSIC)
  job.state = 'SUCCEEDED'
  await tellOfSunoApi(sunoapi, job)
  await until(organization, id, 'SUCCEEDED')
  sunoapi.interruptions.push(({ method }) => (method === 'POST' ? codeOfSunoApi(413, 'Theme too long.') : null))
  const refused = await submit(organization, SUNOAPI_MUSIC)
  await until(organization, refused, 'FAILED')
  expect(await balance(organization)).toEqual(PAID_ONCE)
})

test('a callback that comes twice, late or unsigned changes nothing', async () => {
  const organization = await holdfast.organization()
  const [id, job] = await begin(organization, musicapi, SONIC_CREATE)
  job.state = 'SUCCEEDED'
  expect(await tellOfMusicApi(musicapi, job, { secret: 'guessed' })).toBe(401)
  expect(await tellOfMusicApi(musicapi, job, { at: Date.now() - 10 * 60_000 })).toBe(401)
  const url = String(job.request.body.webhook_url)
  const elsewhere = { ...job, request: { ...job.request, body: { ...job.request.body, webhook_url: `${url}x` } } }
  expect(await tellOfMusicApi(musicapi, elsewhere)).toBe(404)
  expect((await fetch(url, { method: 'POST', body: 'x'.repeat(2 * 1024 * 1024) }).catch(() => null))?.status).not.toBe(
    200,
  )
  expect(await task(organization, id)).toMatchObject({ status: 'QUEUED', sequence: 1 })

  const answers = await Promise.all([1, 2, 3].map(() => tellOfMusicApi(musicapi, job)))
  expect(answers).toEqual([200, 200, 200])
  await until(organization, id, 'SUCCEEDED')
  const done = await task(organization, id)
  job.state = 'FAILED'
  expect(await tellOfMusicApi(musicapi, job)).toBe(200)
  job.state = 'SUCCEEDED'
  expect(await tellOfMusicApi(musicapi, job)).toBe(200)
  expect(await task(organization, id)).toEqual(done)
  expect(await balance(organization)).toEqual(PAID_ONCE)

  // One that comes before the answer to what was submitted is as good.
  musicapi.interruptions.push(async (request) => {
    if (request.method !== 'POST') return null
    const early = musicapi.submit(request)
    early.state = 'SUCCEEDED'
    expect(await tellOfMusicApi(musicapi, early)).toBe(200)
    return { status: 200, body: { code: 200, message: 'success', task_id: early.id } }
  })
  const [quick] = await begin(organization, musicapi, SONIC_CREATE)
  await until(organization, quick, 'SUCCEEDED')
  expect(await balance(organization)).toEqual({ available: 980, frozen: 0, spent: 20 })
})

test('an answer says what a task has cost, in credits of the provider; a callback after the end of its task, too', async () => {
  const organization = await holdfast.organization()
  const { '*': sunors } = (DEFINITIONS.sunor as { operations: { '*': { poll: { reading: object } } } }).operations
  const duration = { amount: 'data.output.result[0].metadata.duration', each: '0.004', currency: 'USD' }
  const poll = {
    ...sunors.poll,
    firstAfterSeconds: 0.2,
    everySeconds: 0.2,
    reading: { ...sunors.poll.reading, cost: duration },
  }
  const input = await variant('sunor-with-costs', { operations: { '*': { ...sunors, poll } } })
  const costOf = async (id: string) => {
    const document = `{ node(id: "${id}") { ... on Task { upstreamCost { amount currency } } } }`
    return (await holdfast.operator.send<{ node: object }, unknown>(document)).data?.node
  }
  const [polled, its] = await begin(organization, sunor, input)
  its.state = 'SUCCEEDED'
  await until(organization, polled, 'SUCCEEDED')
  expect(await costOf(polled)).toEqual({ upstreamCost: { amount: '0.05', currency: 'USD' } })

  const known = DEFINITIONS.musicapi as { operations: Record<string, { callback: { reading: object } }> }
  const operations = Object.fromEntries(
    Object.entries(known.operations).map(([name, operation]) => {
      const reading = {
        ...operation.callback.reading,
        cost: { amount: 'data[0].duration', each: '0.01', currency: 'USD' },
      }
      return [name, { ...operation, callback: { ...operation.callback, reading } }]
    }),
  )
  await set({ document: { ...known, name: 'musicapi-with-costs', operations } }, musicapi.url)
  await setPrice('sonic-with-costs', 'create', 'musicapi-with-costs')
  const [canceled, job] = await begin(organization, musicapi, { ...SONIC_CREATE, model: 'sonic-with-costs' })
  await organization.member.run(Cancel, { input: { taskId: canceled } })
  await vi.waitFor(async () => {
    const jobs = await holdfast.holdfast.app.prisma.upstreamJob.findMany({ where: { provider: 'musicapi-with-costs' } })
    expect(jobs).toMatchObject([{ endedAt: expect.any(Date) }])
  }, WAIT)
  job.state = 'SUCCEEDED'
  expect(await tellOfMusicApi(musicapi, job)).toBe(200)
  expect(await costOf(canceled)).toEqual({ upstreamCost: { amount: '1.0488', currency: 'USD' } })
  expect(await task(organization, canceled)).toMatchObject({ status: 'CANCELED' })
})

test('a task canceled while it waits is never submitted; if it runs, the provider is told, and its later answers are ignored', async () => {
  const organization = await holdfast.organization()
  const all = (DEFINITIONS.sunor as { operations: { '*': object } }).operations['*']
  const input = await variant('single', {
    limits: { concurrency: 1 },
    operations: { '*': { ...all, cancel: { method: 'DELETE', path: '/api/v1/task/{upstreamId}' } } },
  })
  const [running, job] = await begin(organization, sunor, input)
  const waiting = await submit(organization, input)
  const load = async () => {
    const { httpProviders } = await holdfast.operator.run(HttpProviders)
    return httpProviders?.find(({ name }) => name === 'single')?.load
  }
  expect(await load()).toEqual({ waiting: 1, atWork: 1 })
  const before = sunor.jobs.length
  await organization.member.run(Cancel, { input: { taskId: waiting } })
  await organization.member.run(Cancel, { input: { taskId: running } })
  await expect.poll(() => sunor.count('DELETE', new RegExp(`/${job.id}$`)), WAIT).toBe(1)
  job.state = 'SUCCEEDED'
  // Its place is free.
  sunor.fate = 'SUCCEEDED'
  await until(organization, await submit(organization, input), 'SUCCEEDED')
  sunor.fate = 'WAITING'
  expect(sunor.jobs.length).toBe(before + 1)
  expect(await task(organization, running)).toMatchObject({ status: 'CANCELED', result: null })
  expect(await load()).toEqual({ waiting: 0, atWork: 0 })
  expect(await balance(organization)).toEqual(PAID_ONCE)
})

test('ten thousand tasks of one organization do not delay one task of another', async () => {
  const [busy, other] = [await holdfast.organization({ credits: 200_000n }), await holdfast.organization()]
  const input = await variant('narrow', { limits: { concurrency: 2 } })
  const many = Array.from({ length: 1_000 }, () => ({ ...input, input: {}, timeoutSeconds: 86_400 }))
  const before = sunor.jobs.length
  for (let i = 0; i < 10; i++) await busy.member.run(SubmitMany, { inputs: many })
  await expect.poll(() => sunor.jobs.length, WAIT).toBe(before + 2)
  const one = await submit(other, { ...input, input: { whose: 'the other’s' } })
  const [first] = sunor.jobs.slice(before) as [Job]
  first.state = 'SUCCEEDED'
  await expect.poll(() => sunor.jobs.length, WAIT).toBe(before + 3)
  const next = sunor.jobs[before + 2] as Job
  expect(next.request.body.input).toEqual({ whose: 'the other’s' })
  next.state = 'SUCCEEDED'
  await until(other, one, 'SUCCEEDED')
  // The provider is given no more of the rest; nor do workers get them.
  await variant('narrow', { limits: { concurrency: 0 } })
  const { claimTasks } = await holdfast.operator.run(ClaimTasks, { input: { models: ['narrow'], limit: 10 } })
  expect(claimTasks).toMatchObject({ claimed: [] })
})

test('the limit of running tasks of an organization counts providers and workers together', async () => {
  const organization = await holdfast.organization()
  const input = await variant('roomy')
  const price = { provider: 'acme', model: 'own', operation: 'song', creditType: 'music', credits: 10 }
  await holdfast.operator.run(SetPrice, { input: price })
  await holdfast.operator.run(SetConcurrencyLimit, { input: { organizationId: organization.id, tasksAtOnce: 3 } })
  const claim = async () => {
    const { claimTasks } = await holdfast.operator.run(ClaimTasks, { input: { models: ['own', 'roomy'], limit: 10 } })
    if (claimTasks?.__typename !== 'ClaimTasksSuccess') throw new Error(JSON.stringify(claimTasks))
    return claimTasks.claimed
  }
  await submit(organization, { model: 'own', operation: 'song', input: {} })
  expect(await claim()).toHaveLength(1)
  const before = sunor.jobs.length
  const ids = []
  for (let i = 0; i < 4; i++) ids.push(await submit(organization, input))
  await expect.poll(() => sunor.jobs.length, WAIT).toBe(before + 2)
  await submit(organization, { model: 'own', operation: 'song', input: {} })
  // Neither more for workers, nor anything that a provider does.
  expect(await claim()).toEqual([])
  for (const i of [0, 1, 2, 3]) {
    await expect.poll(() => sunor.jobs.length, WAIT).toBeGreaterThan(before + i)
    const job = sunor.jobs[before + i] as Job
    job.state = 'SUCCEEDED'
  }
  for (const id of ids) await until(organization, id, 'SUCCEEDED')
  expect(await claim()).toHaveLength(1)
})

/** What sunor was asked about tasks of this model. */
function askedAbout(model: string): string[] {
  const ids = sunor.jobs.flatMap(({ id, request }) => (request.body.model === model ? id : []))
  const isAbout = ({ path, body }: Request) => body.model === model || ids.some((id) => path.endsWith(`/${id}`))
  return sunor.received.filter(isAbout).map(({ method }) => method)
}

test('a provider gets at most the requests that its rate allows', async () => {
  const organization = await holdfast.organization()
  const input = await variant('scarce', { limits: { concurrency: 10, rate: { requests: 2, seconds: 3_600 } } })
  const ids = [await submit(organization, input), await submit(organization, input), await submit(organization, input)]
  const { prisma } = holdfast.holdfast.app
  // Each has had its turn, those that were submitted a second one.
  const steps = async () =>
    (await prisma.upstreamJob.findMany({ where: { provider: 'scarce' } })).map(({ step }) => step)
  await expect.poll(async () => (await steps()).sort(), WAIT).toEqual([2, 3, 3])
  expect(askedAbout('scarce')).toEqual(['POST', 'POST'])
  for (const taskId of ids) await organization.member.run(Cancel, { input: { taskId } })
})

test('tasks of a SANDBOX organization go to no provider', async () => {
  const organization = await holdfast.organization({ mode: 'SANDBOX' })
  const input = await variant('outside')
  const id = await submit(organization, { ...input, input: { sandbox: { durationMs: 0 } } })
  await until(organization, id, 'SUCCEEDED')
  expect(askedAbout('outside')).toEqual([])
})

test('the operator sees the last error; keys are never shown, even if a provider returns them', async () => {
  const organization = await holdfast.organization()
  const input = await variant('talkative', { failuresMax: 1 })
  const message = `Your key ${SUNOR_KEY} has no credits`
  sunor.interruptions.push(({ method }) => (method === 'POST' ? { status: 400, body: { code: 400, message } } : null))
  const id = await submit(organization, input)
  await until(organization, id, 'FAILED')
  expect(await task(organization, id)).toMatchObject({
    failureReason: 'The provider did not take it (400): Your key *** has no credits',
  })
  const echoed = await submit(organization, input)
  await expect.poll(() => sunor.find(`sunor-${sunor.jobs.length}`)?.request.body.model, WAIT).toBe('talkative')
  Object.assign(sunor.jobs.at(-1) as Job, { state: 'FAILED', reason: message })
  await until(organization, echoed, 'FAILED')
  expect(await task(organization, echoed)).toMatchObject({ failureReason: 'Your key *** has no credits' })

  // JSON has more than one way to write a key.
  const escaped = (text: string) =>
    [...text].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
  const body = `{ "code": 400, "message": "Your key ${escaped(SUNOR_KEY)} has no credits" }`
  sunor.interruptions.push(({ method }) => (method === 'POST' ? { status: 400, body } : null))
  const hidden = await submit(organization, input)
  await until(organization, hidden, 'FAILED')
  expect(await task(organization, hidden)).toMatchObject({
    failureReason: 'The provider did not take it (400): Your key *** has no credits',
  })
  const [song, job] = await begin(organization, sunor, input)
  sunor.interruptions.push(({ path }) => {
    if (!path.endsWith(`/${job.id}`)) return null
    const clip = `{ "id": "${escaped(SUNOR_KEY)}", "audio_url": "${sunor.songOf(job.id)}", "title": { "${escaped(SUNOR_KEY)}": 1 } }`
    return { status: 200, body: `{ "data": { "status": "success", "output": { "result": [${clip}] } } }` }
  })
  expect(await until(organization, song, 'SUCCEEDED')).toMatchObject({
    result: { clips: [{ id: '***', title: { '***': 1 } }] },
  })

  const { httpProviders } = await holdfast.operator.run(HttpProviders)
  expect(httpProviders?.find(({ name }) => name === 'talkative')).toMatchObject({
    lastError: 'It was answered with 400: Your key *** has no credits',
    missingSecrets: [],
  })
  expect(JSON.stringify(httpProviders)).not.toContain(SUNOR_KEY)
  const kept = await holdfast.holdfast.app.prisma.$queryRaw`
    SELECT to_jsonb(t) FROM task t UNION ALL SELECT to_jsonb(u) FROM upstream_job u
    UNION ALL SELECT to_jsonb(p) FROM http_provider p UNION ALL SELECT to_jsonb(a) FROM audit_entry a`
  expect(JSON.stringify(kept)).not.toContain(SUNOR_KEY)
  expect(await balance(organization)).toEqual(PAID_ONCE)
})

test('the docs show the exact definition', async () => {
  const docs = await readFile(join(import.meta.dirname, '../../docs/providers.md'), 'utf8')
  expect(JSON.parse(/```json\n(\{\n[\s\S]*?\n\})\n```/.exec(docs)?.[1] ?? '')).toEqual(DEFINITIONS.sunor)
})

test('an invalid definition is refused with the path; prices must name existing providers', async () => {
  const sunors = DEFINITIONS.sunor as { operations: { '*': { submit: object; poll: { reading: object } } } }
  const { '*': all } = sunors.operations
  const costing = (currency: string) => {
    return { ...all.poll, reading: { ...all.poll.reading, cost: { amount: 'data.cost', currency } } }
  }
  for (const [change, path] of [
    [{ baseUrl: 'file:///etc/passwd' }, 'baseUrl'],
    [{ headers: { 'x-api-key': "'sk-12345'" } }, 'headers.x-api-key'],
    [{ operations: { '*': { ...all, submit: { ...all.submit, body: '{ a: ' } } } }, 'operations.*.submit.body'],
    [
      { operations: { '*': { ...all, submit: { ...all.submit, path: '//evil.example/' } } } },
      'operations.*.submit.path',
    ],
    [{ operations: { '*': { submit: all.submit } } }, 'operations.*'],
    [{ operations: { '*': { ...all, poll: costing('XYZ') } } }, 'operations.*.poll.reading.cost.currency'],
    [{ operations: { '*': { ...all, poll: costing('usd') } } }, 'operations.*.poll.reading.cost.currency'],
    [{ limits: { concurrency: -1 } }, 'limits.concurrency'],
    [{ timeoutSecond: 3 }, ''],
  ] as const) {
    const input = { document: { ...sunors, ...change } }
    const { setHttpProvider } = await holdfast.operator.run(SetHttpProvider, { input })
    if (setHttpProvider?.__typename !== 'InvalidInputError') throw new Error(JSON.stringify(setHttpProvider))
    expect(setHttpProvider.issues.map((issue) => issue.path)).toContain(path)
  }
  const none = await holdfast.operator.run(SetHttpProvider, { input: { name: 'constructor' } })
  expect(none.setHttpProvider).toMatchObject({ code: 'NOT_FOUND' })

  const price = { provider: 'suno', model: 'suno', operation: 'music', creditType: 'music', credits: 7 }
  const unknown = await holdfast.operator.run(SetPrice, { input: { ...price, httpProvider: 'nobody' } })
  expect(unknown.createPriceRule).toMatchObject({ code: 'NOT_FOUND' })
  const load = async (http: string) => {
    const priceRules = [{ ...price, model: 'by-catalogue', runs: { http } }]
    const document = { name: 'runs', description: 'For this test.', priceRules }
    return (await holdfast.operator.run(LoadCatalogue, { input: { document } })).loadCatalogue
  }
  expect(await load('nobody')).toMatchObject({ issues: [{ path: 'priceRules.0.runs.http' }] })
  expect(await load('sunor')).toMatchObject({ changes: [{ kind: 'ADDED' }] })
  expect(await load('sunor')).toMatchObject({ changes: [] })
  // A contract is another price, not another way to do it.
  const organization = await holdfast.organization()
  const contract = { ...price, model: 'by-catalogue', credits: 3, organizationId: organization.id }
  await holdfast.operator.run(SetPrice, { input: contract })
  sunor.fate = 'SUCCEEDED'
  await until(organization, await submit(organization, { ...SUNOR_MUSIC, model: 'by-catalogue' }), 'SUCCEEDED')
  sunor.fate = 'WAITING'
  expect(await balance(organization)).toEqual({ available: 997, frozen: 0, spent: 3 })
})

test('files are not fetched from private addresses, unless the settings say so', async () => {
  const guarded = await startTestHoldfast({ filesDir: folder, providerSecrets: { SUNOR_KEY } })
  try {
    const document = { ...(DEFINITIONS.sunor as object), failuresMax: 1 }
    await guarded.operator.run(SetHttpProvider, { input: { document }, baseUrl: sunor.url })
    const price = { provider: 'suno', model: 'tune', operation: 'music', creditType: 'music', credits: 10 }
    await guarded.operator.run(SetPrice, { input: { ...price, httpProvider: 'sunor' } })
    const organization = await guarded.organization()
    sunor.fate = 'SUCCEEDED'
    const fetched = sunor.count('GET', /cdn/)
    const id = await submit(organization, { model: 'tune', operation: 'music', input: { a: 'song' } })
    const lastError = async () => (await guarded.operator.run(HttpProviders)).httpProviders?.[0]?.lastError
    await expect.poll(lastError, WAIT).toBe('song-1 could not be fetched: its address is not https')
    sunor.fate = 'WAITING'
    expect(sunor.count('GET', /cdn/)).toBe(fetched)
    await organization.member.run(Cancel, { input: { taskId: id } })
    expect(await balance(organization)).toEqual(GIVEN_BACK)
  } finally {
    await guarded.stop()
  }
})

// The last, for they still don't answer after it.
test('providers that do not answer do not delay any other', async () => {
  const organization = await holdfast.organization()
  const patient = { timeoutSeconds: 300 }
  const silent: Awaited<ReturnType<typeof variant>>[] = []
  for (const name of ['silent', 'mute', 'asleep', 'gone', 'lost', 'stuck', 'deaf'])
    silent.push(await variant(name, patient))
  const input = await variant('awake')
  const isSilent = (model: unknown) => silent.some((each) => each.model === model)
  // More than a process may have under way.
  const many = silent.flatMap((each) => Array.from({ length: 13 }, () => ({ ...each, input: {}, timeoutSeconds: 600 })))
  for (const _ of many) sunor.interruptions.push(({ body }) => (isSilent(body.model) ? 'NO_ANSWER' : null))
  await organization.member.run(SubmitMany, { inputs: many })
  const asked = () => silent.filter(({ model }) => sunor.received.some(({ body }) => body.model === model))
  await expect.poll(asked, WAIT).toEqual(silent)
  sunor.fate = 'SUCCEEDED'
  await until(organization, await submit(organization, input), 'SUCCEEDED')
  sunor.fate = 'WAITING'
  // None of them has given up a place meanwhile.
  for (const { model } of silent) expect(await lastError(model)).toBeNull()
  sunor.interruptions.length = 0
})
