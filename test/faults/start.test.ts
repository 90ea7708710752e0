// Starting, stopping, and being killed on the way up: the next start always finds everything, and works.

import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { Client } from '../support/client.ts'
import { createTestDatabase } from '../support/database.ts'
import { Balance, Submit, Viewer } from '../support/operations.ts'
import { type HoldfastProcess, readDemo, spawnHoldfast } from '../support/process.ts'

const SRC = join(import.meta.dirname, '../../src')

let dataDir: string
let processes: HoldfastProcess[]
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-start-'))
  processes = []
})
afterEach(async () => {
  await Promise.all(processes.map((each) => each.end('SIGTERM')))
  await rm(dataDir, { recursive: true, force: true })
})

function start(environment: Record<string, string> = {}): HoldfastProcess {
  const holdfast = spawnHoldfast({ DATA_DIR: dataDir, ...environment })
  processes.push(holdfast)
  return holdfast
}

async function started(environment: Record<string, string> = {}): Promise<HoldfastProcess> {
  const holdfast = start(environment)
  await holdfast.ready()
  return holdfast
}

/** The process id of the embedded PostgreSQL; null when it isn't running. */
async function postgresPid(): Promise<number | null> {
  const file = await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').catch(() => null)
  return file === null ? null : Number(file.split('\n')[0])
}

const song = { model: 'suno', operation: 'music', input: { sandbox: { outcome: 'STUCK' } } }

test('the first start makes the demo; a later one finds its data and its keys', async () => {
  const first = await started()
  const demo = await readDemo(dataDir)
  expect(Object.keys(demo)).toEqual(['url', 'organizationId', 'operatorKey', 'adminKey', 'memberKey', 'password'])
  expect((await stat(join(dataDir, 'demo.json'))).mode & 0o777).toBe(0o600)
  expect((await fetch(`${demo.url}/health/ready`)).status).toBe(200)
  for (const shown of [`${demo.url}/graphql`, demo.adminKey, demo.memberKey, 'submitTask', 'tasksUpdated', 'wallet']) {
    expect(first.output()).toContain(shown)
  }
  expect((await new Client(demo.url, demo.memberKey).run(Submit, { input: song })).submitTask?.__typename).toBe(
    'SubmitTaskSuccess',
  )
  expect(await first.end('SIGTERM')).toBe(0)
  expect(await postgresPid()).toBeNull()

  const second = await started()
  const { url, ...kept } = await readDemo(dataDir)
  expect({ url: demo.url, ...kept }).toEqual(demo)
  const { organization } = await new Client(url, demo.adminKey).run(Balance)
  expect(organization?.id).toBe(demo.organizationId)
  expect(organization?.wallet).toMatchObject({ available: 990, frozen: 10, total: 1_000 })
  expect(await second.end('SIGINT')).toBe(0)
})

test('killed, it leaves PostgreSQL running, and the next start takes it over', async () => {
  const killed = await started()
  const { url, memberKey } = await readDemo(dataDir)
  await new Client(url, memberKey).run(Submit, { input: song })
  expect(await killed.end('SIGKILL')).toBe('SIGKILL')
  const pid = await postgresPid()
  expect(pid).not.toBeNull()

  const next = await started()
  expect(await postgresPid()).toBe(pid)
  const demo = await readDemo(dataDir)
  const { organization } = await new Client(demo.url, demo.adminKey).run(Balance)
  expect(organization?.wallet).toMatchObject({ available: 990, frozen: 10 })
  expect(await next.end('SIGTERM')).toBe(0)
  expect(await postgresPid()).toBeNull()
})

test('PostgreSQL killed with it, the next start recovers what was committed', async () => {
  const killed = await started()
  const { url, memberKey } = await readDemo(dataDir)
  await new Client(url, memberKey).run(Submit, { input: song })
  process.kill((await postgresPid()) ?? 0, 'SIGKILL')
  await killed.end('SIGKILL')

  await started()
  const demo = await readDemo(dataDir)
  const { organization } = await new Client(demo.url, demo.adminKey).run(Balance)
  expect(organization?.wallet).toMatchObject({ available: 990, frozen: 10 })
})

/** Whether the data folder of PostgreSQL holds a file whose name looks so. */
const holds = (pattern: RegExp) => async () =>
  (await readdir(join(dataDir, 'postgres'), { recursive: true }).catch(() => [])).some((name) => pattern.test(name))

test.each([
  ['the folder is made', holds(/./)],
  ['PostgreSQL’s cluster is being made', holds(/^cluster\.\d+$/)],
  ['the cluster’s files are being written', holds(/^cluster\.\d+\/base\/1\/\d+$/)],
  ['the cluster is complete', holds(/^cluster$/)],
  ['PostgreSQL starts', holds(/^cluster\/postmaster\.pid$/)],
  ['the database is made and migrated', holds(/^cluster\/base\/(?!1$|4$|5$)\d+$/)],
  ['the keys are written', async () => (await readdir(dataDir)).includes('demo.json')],
])('killed in its first start when %s, it starts the next time', async (_moment, hasCome) => {
  const killed = start()
  while (!(await hasCome()));
  expect(await killed.end('SIGKILL')).toBe('SIGKILL')
  await started()
  const demo = await readDemo(dataDir)
  const { organization } = await new Client(demo.url, demo.adminKey).run(Balance)
  expect(organization?.wallet).toMatchObject({ available: 1_000, frozen: 0, total: 1_000 })
  expect((await readdir(join(dataDir, 'postgres'))).sort()).toEqual(['cluster', 'postgres.log'])
})

test('two on one data folder share it, and the last one out stops PostgreSQL', async () => {
  const [one, two] = await Promise.all([started(), started()])
  expect(await one.end('SIGTERM')).toBe(0)
  expect(await postgresPid()).not.toBeNull()
  expect(await two.end('SIGTERM')).toBe(0)
  expect(await postgresPid()).toBeNull()
})

test('with DATABASE_URL there is no embedded PostgreSQL', async () => {
  const database = await createTestDatabase()
  const holdfast = await started({ DATABASE_URL: database.url })
  const { url, adminKey } = await readDemo(dataDir)
  expect((await new Client(url, adminKey).run(Balance)).organization?.wallet).toMatchObject({ available: 1_000 })
  expect(await readdir(dataDir)).toEqual(['demo.json'])
  expect(await holdfast.end('SIGTERM')).toBe(0)
  await database.drop()
})

test('without the demo, an operator key is made by a command of its own', async () => {
  const database = await createTestDatabase()
  const holdfast = await started({ DATABASE_URL: database.url, DEMO: 'off' })
  const [url = ''] = /http\S+(?=\/graphql)/.exec(holdfast.output()) ?? []
  expect(await readdir(dataDir)).toEqual([])
  const { stdout } = await promisify(execFile)(process.execPath, [join(SRC, 'operatorKey.ts')], {
    env: { ...process.env, DATABASE_URL: database.url, DATA_DIR: dataDir },
  })
  expect(stdout).toMatch(/^hf_operator_[0-9a-f]{48}\n$/)
  expect((await new Client(url, stdout.trim()).run(Viewer)).viewer?.isOperator).toBe(true)
  expect(await holdfast.end('SIGTERM')).toBe(0)
  await database.drop()
})

test('a setting that is wrong is named before anything starts', async () => {
  const holdfast = start({ PORT: 'eighty', DATABASE_URL: 'mysql://localhost' })
  expect(await holdfast.ended).toBe(1)
  expect(holdfast.output()).toContain('PORT: ')
  expect(holdfast.output()).toContain('DATABASE_URL: must be a postgresql:// URL')
  expect(await readdir(dataDir)).toEqual([])
})

test('a port that is taken ends the start, and leaves nothing running', async () => {
  const taken = new URL(inject('databaseUrl')).port
  const holdfast = start({ PORT: taken })
  expect(await holdfast.ended).toBe(1)
  expect(holdfast.output()).toContain('EADDRINUSE')
  expect(await postgresPid()).toBeNull()
})
