// kill -9 of Holdfast while a provider does a task, at each step: the next process continues the task, which has one outcome and
// one charge.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { verify } from '../../src/engine/verify.ts'
import { DEFINITIONS } from '../../src/providers/definition.ts'
import { Client } from '../support/client.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { CreateOrganization, Grant, HttpProviders, SetHttpProvider, SetPrice, Submit } from '../support/operations.ts'
import { type HoldfastProcess, readDemo, spawnHoldfast } from '../support/process.ts'
import { MUSICAPI_KEY, startMusicApi, tellOfMusicApi } from '../support/upstreams/musicapi.ts'
import type { Request, StandIn } from '../support/upstreams/standIn.ts'
import { SUNOR_KEY, startSunor } from '../support/upstreams/sunor.ts'

let dataDir: string
let database: TestDatabase
let sunor: StandIn
let musicapi: StandIn
let holdfast: HoldfastProcess
let operator: Client
let member: Client

const TASKS = 6
/** Processes start several times, on machines that may be busy. */
const ENDED_MS_MAX = 150_000

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-providers-'))
  ;[sunor, musicapi] = await Promise.all([startSunor(), startMusicApi()])
})
afterAll(async () => {
  await Promise.all([sunor.stop(), musicapi.stop()])
  await rm(dataDir, { recursive: true, force: true })
})

beforeEach(async () => {
  database = await createTestDatabase()
  for (const standIn of [sunor, musicapi]) {
    standIn.fate = 'WAITING'
    standIn.jobs.length = 0
    standIn.received.length = 0
    standIn.interruptions.length = 0
  }
  await start()
  const sunors = DEFINITIONS.sunor as { operations: { '*': { poll: object } } }
  const { '*': all } = sunors.operations
  // As it comes with Holdfast, but soon.
  const quick = { ...all, poll: { ...all.poll, firstAfterSeconds: 0.2, everySeconds: 0.2 } }
  const document = { ...sunors, limits: { concurrency: 5 }, operations: { '*': quick } }
  for (const variables of [
    { input: { document }, baseUrl: sunor.url },
    { input: { name: 'musicapi' }, baseUrl: musicapi.url },
  ]) {
    expect((await operator.run(SetHttpProvider, variables)).setHttpProvider?.__typename).toBe('SetHttpProviderSuccess')
  }
  for (const [model, operation, httpProvider] of [
    ['tune', 'music', 'sunor'],
    ['sonic', 'create', 'musicapi'],
  ] as const) {
    const input = { provider: 'suno', model, operation, creditType: 'music', credits: 10, httpProvider }
    expect((await operator.run(SetPrice, { input })).createPriceRule?.__typename).toBe('CreatePriceRuleSuccess')
  }
  const { createOrganization } = await operator.run(CreateOrganization, {
    input: {
      name: 'Live Records',
      mode: 'LIVE',
      members: [{ name: 'Olivia', role: 'OWNER' }],
      creditTypes: ['music'],
    },
  })
  if (createOrganization?.__typename !== 'CreateOrganizationSuccess')
    throw new Error(JSON.stringify(createOrganization))
  const { organization, keys } = createOrganization
  member = new Client((await readDemo(dataDir)).url, keys[0]?.secret ?? '')
  await operator.run(Grant, { input: { organizationId: organization.id, credits: 1_000, kind: 'TOP_UP' } })
})
afterEach(async () => {
  expect(await holdfast.end('SIGTERM')).toBe(0)
  expect((await verify(database.url)).violations).toEqual([])
  await database.drop()
})

async function start(): Promise<void> {
  holdfast = spawnHoldfast({
    ...{ DATA_DIR: dataDir, DATABASE_URL: database.url, PRIVATE_WEBHOOKS: 'on', LOG_LEVEL: 'silent' },
    ...{ PROVIDER_SUNOR_KEY: SUNOR_KEY, PROVIDER_MUSICAPI_KEY: MUSICAPI_KEY },
    // Callbacks find whichever process lives.
    ...{ PROVIDER_MUSICAPI_WEBHOOK_SECRET: 'whispered', PORT: port },
  })
  await holdfast.ready()
  const { url, operatorKey } = await readDemo(dataDir)
  port = new URL(url).port
  operator = new Client(url, operatorKey)
}
let port = '0'

async function submit(model: string, operation: string, tasks: number): Promise<void> {
  for (let i = 0; i < tasks; i++) {
    const input = { model, operation, input: { prompt: `rain ${i}` }, timeoutSeconds: 600 }
    expect((await member.run(Submit, { input })).submitTask?.__typename).toBe('SubmitTaskSuccess')
  }
}

/** Kills Holdfast when a request comes, and starts it again. What it had asked for is done unheard. */
function killAt(standIn: StandIn, isIt: (request: Request) => boolean): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let isKilled = false
  standIn.interruptions.push(async (request) => {
    if (isKilled || !isIt(request)) return null
    isKilled = true
    expect(await holdfast.end('SIGKILL')).toBe('SIGKILL')
    start().then(resolve, reject)
    return null
  })
  return promise
}

async function submitted(): Promise<number> {
  const { rows } = await run(database.url, (client) => client.query(`SELECT count(*)::int AS tasks FROM task`))
  return rows[0].tasks
}

async function ended(tasks: number) {
  await expect
    .poll(
      () =>
        run(database.url, async (client) => {
          const { rows } = await client.query(
            `SELECT status, count(*)::int AS tasks FROM task WHERE ended_at IS NOT NULL GROUP BY status`,
          )
          return rows
        }),
      { timeout: ENDED_MS_MAX, interval: 200 },
    )
    .toEqual([{ status: 'SUCCEEDED', tasks }])
  const { rows } = await run(database.url, (client) =>
    client.query(`SELECT type, count(*)::int AS entries FROM journal_entry WHERE task_id IS NOT NULL GROUP BY type`),
  )
  expect(rows.toSorted((a, b) => a.type.localeCompare(b.type))).toEqual([
    { type: 'FREEZE', entries: tasks },
    { type: 'SPEND', entries: tasks },
  ])
  const { httpProviders } = await operator.run(HttpProviders)
  for (const { load } of httpProviders ?? []) expect(load).toEqual({ waiting: 0, atWork: 0 })
}

const isSubmit = ({ method }: Request) => method === 'POST'
const isPoll = ({ method, path }: Request) => method === 'GET' && path.startsWith('/api/')
const isFile = ({ path }: Request) => path.startsWith('/cdn/')

test.each([
  ['while it submits a task, which the provider has taken', isSubmit],
  ['while it asks how a task goes', isPoll],
  ['while it fetches what a task has made', isFile],
] as const)('killed %s', async (_when, isIt) => {
  sunor.fate = 'SUCCEEDED'
  for (const tasks of [TASKS / 2, TASKS]) {
    const killed = killAt(sunor, isIt)
    // Whoever submits meanwhile may not be answered.
    await submit('tune', 'music', tasks - (await submitted())).catch(() => {})
    await killed
  }
  await submit('tune', 'music', TASKS - (await submitted()))
  await ended(TASKS)
})

test('a callback is not lost if the process is killed right after it received it', async () => {
  await submit('sonic', 'create', TASKS)
  await expect.poll(() => musicapi.jobs.length).toBe(TASKS)
  for (const job of musicapi.jobs) job.state = 'SUCCEEDED'
  const told = await Promise.all(musicapi.jobs.map((job) => tellOfMusicApi(musicapi, job)))
  expect(new Set(told)).toEqual(new Set([200]))
  expect(await holdfast.end('SIGKILL')).toBe('SIGKILL')
  await start()
  await ended(TASKS)
  // Again, as providers do that have not heard the answer.
  await Promise.all(musicapi.jobs.map((job) => tellOfMusicApi(musicapi, job)))
  await ended(TASKS)
})

test('a process that is stopped while its provider doesn’t answer ends in time, and the next one continues the task', async () => {
  sunor.fate = 'SUCCEEDED'
  const asked = Promise.withResolvers<void>()
  sunor.interruptions.push((request) => {
    if (!isSubmit(request)) return null
    asked.resolve()
    return 'NO_ANSWER'
  })
  await submit('tune', 'music', 1)
  await asked.promise
  expect(await holdfast.end('SIGTERM')).toBe(0)
  await start()
  await ended(1)
})
