// Starting, stopping, and being killed during the start: the next start always finds all data and works.

import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest'
import { Client } from '../support/client.ts'
import { createTestDatabase, run } from '../support/database.ts'
import { Balance, Submit, Viewer } from '../support/operations.ts'
import { type HoldfastProcess, readDemo, runHoldfast, spawnHoldfast, spawnNpm } from '../support/process.ts'
import { startProxy } from '../support/proxy.ts'

/** The data of a first start, for tests of later ones. */
let usedDir: string
let dataDir: string
let processes: HoldfastProcess[]
beforeAll(async () => {
  usedDir = await mkdtemp(join(tmpdir(), 'holdfast-start-'))
  const holdfast = spawnHoldfast({ DATA_DIR: usedDir })
  await holdfast.ready()
  expect(await holdfast.end('SIGTERM')).toBe(0)
})
afterAll(() => rm(usedDir, { recursive: true, force: true }))
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

/** Copies the data of an earlier start into this test's folder, with the owners of the files. */
async function startedBefore(): Promise<void> {
  await promisify(execFile)('cp', ['-a', `${usedDir}/.`, dataDir])
}

/** The process id of the embedded PostgreSQL; null when it isn't running. */
async function postgresPid(): Promise<number | null> {
  const file = await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').catch(() => null)
  return file === null ? null : Number(file.split('\n')[0])
}

const song = { model: 'suno', operation: 'music', input: { sandbox: { outcome: 'STUCK' } } }

test('the first start creates the demo, and a later start finds its data and its keys', async () => {
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

test('the next start takes over the PostgreSQL of a killed process', async () => {
  await startedBefore()
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

test('the next start recovers all committed data if PostgreSQL was killed, too', async () => {
  await startedBefore()
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

/** Waits for a state that lasts much longer than the pause. */
async function until(hasCome: () => Promise<boolean>): Promise<void> {
  await vi.waitUntil(hasCome, { interval: 5, timeout: 300_000 })
}

/** The names in a folder of the data; none if it does not exist. */
const namesIn = (folder: string) => readdir(join(dataDir, folder)).catch((): string[] => [])

/** Returns whether a folder of the data has a file with a matching name. */
const holds = (folder: string, pattern: RegExp) => async () =>
  (await namesIn(folder)).some((name) => pattern.test(name))

/** initdb writes PostgreSQL’s cluster in a folder of the process, which gets the name `cluster` when it is complete. */
const UNFINISHED = /^cluster\.\d+$/

async function isClusterBeingFilled(): Promise<boolean> {
  const unfinished = (await namesIn('postgres')).find((name) => UNFINISHED.test(name))
  return unfinished !== undefined && holds(`postgres/${unfinished}/base/1`, /^\d+$/)()
}

test.each([
  ['the folder is made', holds('postgres', /./)],
  ['PostgreSQL’s cluster is being made', holds('postgres', UNFINISHED)],
  ['the cluster’s files are being written', isClusterBeingFilled],
  ['the cluster is complete', holds('postgres', /^cluster$/)],
  ['PostgreSQL starts', holds('postgres/cluster', /^postmaster\.pid$/)],
  ['the database is made and migrated', holds('postgres/cluster/base', /^(?!1$|4$|5$)\d+$/)],
  ['the keys are written', holds('.', /^demo\.json$/)],
])('killed in its first start when %s, it starts the next time', async (_moment, hasCome) => {
  const killed = start()
  await until(hasCome)
  expect(await killed.end('SIGKILL')).toBe('SIGKILL')
  await started()
  const demo = await readDemo(dataDir)
  const { organization } = await new Client(demo.url, demo.adminKey).run(Balance)
  expect(organization?.wallet).toMatchObject({ available: 1_000, frozen: 0, total: 1_000 })
  expect((await readdir(join(dataDir, 'postgres'))).sort()).toEqual(['cluster', 'postgres.log'])
})

test('two processes share one data folder, and the last one that stops ends PostgreSQL', async () => {
  const [one, two] = await Promise.all([started(), started()])
  expect(await one.end('SIGTERM')).toBe(0)
  expect(await postgresPid()).not.toBeNull()
  expect(await two.end('SIGTERM')).toBe(0)
  expect(await postgresPid()).toBeNull()
})

test('Holdfast starts no embedded PostgreSQL if DATABASE_URL is set', async () => {
  const database = await createTestDatabase()
  const holdfast = await started({ DATABASE_URL: database.url })
  const { url, adminKey } = await readDemo(dataDir)
  expect((await new Client(url, adminKey).run(Balance)).organization?.wallet).toMatchObject({ available: 1_000 })
  expect(await readdir(dataDir)).toEqual(['demo.json'])
  expect(await holdfast.end('SIGTERM')).toBe(0)
  await database.drop()
})

test('Holdfast creates no demo organization and prints no keys if DATABASE_URL is set and DEMO is not', async () => {
  const database = await createTestDatabase()
  const holdfast = await started({ DATABASE_URL: database.url, DEMO: '' })
  expect(holdfast.output()).toMatch(/^Holdfast is ready at http:\/\/localhost:\d+\/graphql\n$/)
  expect(await readdir(dataDir)).toEqual([])
  const { rows } = await run(database.url, (client) => client.query('SELECT FROM organization'))
  expect(rows).toEqual([])
  const [url = ''] = /http\S+(?=\/graphql)/.exec(holdfast.output()) ?? []
  const made = await runHoldfast(['operator-key'], { DATABASE_URL: database.url })
  expect(made).toMatchObject({ code: 0, stderr: '' })
  expect((await new Client(url, made.stdout.trim()).run(Viewer)).viewer?.isOperator).toBe(true)
  expect(await holdfast.end('SIGTERM')).toBe(0)
  await database.drop()
})

test.each([
  ['npm', 'SIGTERM', (pid: number) => pid],
  ['npm', 'SIGINT', (pid: number) => pid],
  ['its process group', 'SIGTERM', (pid: number) => -pid],
  ['its process group', 'SIGINT', (pid: number) => -pid],
] as const)('npm start ends with its Holdfast and its PostgreSQL when %s gets %s', async (_to, signal, target) => {
  await startedBefore()
  const npm = spawnNpm('start', { DATA_DIR: dataDir })
  await npm.ready()
  const { url } = await readDemo(dataDir)
  process.kill(target(npm.pid), signal)
  await npm.ended
  // Whatever was left of the group would have kept its output open.
  expect(() => process.kill(-npm.pid, 0)).toThrow('ESRCH')
  expect(await postgresPid()).toBeNull()
  await expect(fetch(url)).rejects.toThrow()
})

test('npm run dev starts again when a source file changes, and keeps its data', async () => {
  await startedBefore()
  const npm = spawnNpm('dev', { DATA_DIR: dataDir })
  await npm.ready()
  const { adminKey, ...first } = await readDemo(dataDir)
  await new Client(first.url, first.memberKey).run(Submit, { input: song })
  const now = new Date()
  await utimes(join(import.meta.dirname, '../../src/failure.ts'), now, now)
  await expect.poll(() => npm.output().match(/Holdfast is ready/g), { interval: 100 }).toHaveLength(2)
  const { url } = await readDemo(dataDir)
  const { organization } = await new Client(url, adminKey).run(Balance)
  expect(organization?.wallet).toMatchObject({ available: 990, frozen: 10 })
  process.kill(-npm.pid, 'SIGINT')
  await npm.ended
  expect(await postgresPid()).toBeNull()
})

test('a signal during the start ends the process as soon as the current step can be ended', async () => {
  const holdfast = start()
  await until(holds('postgres/cluster', /^postmaster\.pid$/))
  expect(await holdfast.end('SIGTERM')).toBe(0)
  expect(holdfast.output()).toBe('')
  expect(await postgresPid()).toBeNull()
})

test('a second signal ends the process at once', async () => {
  const database = await createTestDatabase()
  const proxy = await startProxy(database.url)
  const holdfast = await started({ DATABASE_URL: proxy.url })
  proxy.swallow()
  const ended = holdfast.end('SIGTERM')
  const repeating = setInterval(() => void holdfast.end('SIGTERM'), 100)
  expect(await ended).toBe(128 + constants.signals.SIGTERM)
  clearInterval(repeating)
  proxy.stop()
  await database.drop()
})

const taken = () => new URL(inject('databaseUrl')).port
const wrongFile = join(import.meta.dirname, '../../package.json')

test.each([
  [
    'PORT that is not a number',
    () => ({ PORT: 'eighty' }),
    'PORT must be a whole number from 0 to 65535, not "eighty"',
  ],
  [
    'PORT that is taken',
    () => ({ PORT: taken() }),
    () => `PORT ${taken()} is taken by another process. Set PORT to a free port, or to 0 for any that is free.`,
  ],
  [
    'HOST of another machine',
    () => ({ HOST: '192.0.2.1' }),
    'HOST must be an address of this machine, not 192.0.2.1 (EADDRNOTAVAIL).',
  ],
  [
    'DATABASE_URL of another system',
    () => ({ DATABASE_URL: 'mysql://root:secret@db' }),
    'DATABASE_URL must be a URL such as postgresql://user:password@host:5432/database, with reserved characters of the password percent-encoded',
  ],
  [
    'TRUSTED_PROXIES that are no networks',
    () => ({ TRUSTED_PROXIES: 'loopback,10.0.0.0/99' }),
    'TRUSTED_PROXIES must be addresses, networks such as 10.0.0.0/8, or loopback, linklocal or uniquelocal, separated by commas, not "loopback,10.0.0.0/99"',
  ],
  ...['app.example.com', 'https://app.example.com/', '*', 'https://a.example,https://b.example/x'].map(
    (origins) =>
      [
        `ALLOWED_ORIGINS of ${origins}`,
        () => ({ ALLOWED_ORIGINS: origins }),
        `ALLOWED_ORIGINS must be origins without a path or a slash at the end, such as https://app.example.com, separated by commas, not "${origins}"`,
      ] as const,
  ),
  [
    'MAIL_FROM that is no address',
    () => ({ SMTP_URL: 'smtp://localhost', MAIL_FROM: 'Holdfast' }),
    'MAIL_FROM must be a mail address, alone or as in Holdfast <billing@example.com>, not "Holdfast"',
  ],
  ['DEMO that is neither', () => ({ DEMO: 'yes' }), 'DEMO must be on or off, not "yes"'],
  [
    'LOG_LEVEL that does not exist',
    () => ({ LOG_LEVEL: 'loud' }),
    'LOG_LEVEL must be trace, debug, info, warn, error or silent, not "loud"',
  ],
  ['AUTH_SECRET that is short', () => ({ AUTH_SECRET: 'secret' }), 'AUTH_SECRET must be 32 characters or more'],
  [
    'PUBLIC_URL without a scheme',
    () => ({ PUBLIC_URL: 'billing' }),
    'PUBLIC_URL must be an http:// or https:// URL, not "billing"',
  ],
  [
    'CATALOGUE that does not exist',
    () => ({ CATALOGUE: 'suno' }),
    'CATALOGUE must be one of aimusicapi, artlist, claude, elevenlabs, musicapi, sunoapi, sunor, not "suno"',
  ],
  [
    'OPERATIONS that does not exist',
    () => ({ OPERATIONS: '/nowhere.json' }),
    'OPERATIONS: /nowhere.json can’t be read: ENOENT',
  ],
  [
    'OPERATIONS of another shape',
    () => ({ OPERATIONS: wrongFile }),
    `OPERATIONS must name a JSON file of documents by their ids, {"id": "document"}, or a manifest of Apollo (version 1), and ${wrongFile} is neither`,
  ],
  [
    'OPERATIONS_ONLY alone',
    () => ({ OPERATIONS_ONLY: 'on' }),
    'OPERATIONS must name a file, because OPERATIONS_ONLY is on',
  ],
  [
    'JWT_ISSUER alone',
    () => ({ JWT_ISSUER: 'https://id.example' }),
    'JWT_AUDIENCE and JWT_JWKS_URL must be set as well: JWT_ISSUER, JWT_AUDIENCE, JWT_JWKS_URL belong together',
  ],
  [
    'DATA_DIR that is a file',
    () => ({ DATA_DIR: wrongFile }),
    `DATA_DIR must be a folder that can be written to: ${wrongFile}/postgres (ENOTDIR).`,
  ],
] as const)('a %s ends the start with one line that names it', async (_wrong, environment, line) => {
  await startedBefore()
  const holdfast = start(environment())
  expect(await holdfast.ended).toBe(2)
  expect(holdfast.output()).toBe(`holdfast: ${typeof line === 'string' ? line : line()}\n`)
  expect(await postgresPid()).toBeNull()
})

test('the errors name every wrong setting, and suggest the right name for a misspelled one', async () => {
  const holdfast = start({ PORT: 'eighty', RATE_PER_KEY: '0', DATABSE_URL: 'postgresql://db', S3_BUKET: 'b' })
  expect(await holdfast.ended).toBe(2)
  expect(holdfast.output().trim().split('\n')).toEqual([
    'holdfast: DATABSE_URL is not a setting and has no effect. Did you mean DATABASE_URL?',
    'holdfast: S3_BUKET is not a setting and has no effect. Did you mean S3_BUCKET?',
    'holdfast: PORT must be a whole number from 0 to 65535, not "eighty"',
    'holdfast: RATE_PER_KEY must be a whole number of 1 or more, not "0"',
  ])
  expect(await readdir(dataDir)).toEqual([])
})
