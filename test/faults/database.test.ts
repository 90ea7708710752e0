// The messages of the start and of commands for a database that is starting, unreachable, a standby, of another version, or
// unusable.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { awaitDatabase } from '../../src/database/await.ts'
import { startEmbeddedPostgres } from '../../src/database/embedded.ts'
import { readMigrations } from '../../src/database/migrate.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { runHoldfast, spawnHoldfast } from '../support/process.ts'
import { startProxy } from '../support/proxy.ts'

const role = `tester_${process.pid}`

let folder: string
let database: TestDatabase
beforeAll(async () => {
  await run(inject('databaseUrl'), (client) => client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'right'`))
})
afterAll(async () => {
  await run(inject('databaseUrl'), (client) => client.query(`DROP ROLE ${role}`))
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-database-'))
  database = await createTestDatabase()
})
afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

/** The url with other parts. */
function urlWith(parts: { username?: string; password?: string; port?: string; pathname?: string }): string {
  return Object.assign(new URL(database.url), parts).href
}

const serve = (DATABASE_URL: string) => runHoldfast(['serve'], { DATABASE_URL, DATA_DIR: folder, PORT: '0' })

test('start waits for a PostgreSQL that is away, says what for once, and starts when it is there', async () => {
  const proxy = await startProxy(urlWith({ port: '1' }))
  const holdfast = spawnHoldfast({ DATA_DIR: folder, DATABASE_URL: proxy.url, LOG_LEVEL: 'warn', DEMO: 'off' })
  await holdfast.prints('Waiting for PostgreSQL: PostgreSQL at 127.0.0.1:')
  proxy.leadTo(database.url)
  await holdfast.ready()
  expect(holdfast.output().match(/Waiting for PostgreSQL/g)).toHaveLength(1)
  expect(await holdfast.end('SIGTERM')).toBe(0)
  proxy.stop()
})

test('a signal ends the wait', async () => {
  const url = urlWith({ port: '1' })
  const holdfast = spawnHoldfast({ DATA_DIR: folder, DATABASE_URL: url, LOG_LEVEL: 'warn' })
  await holdfast.prints('ECONNREFUSED')
  expect(await holdfast.end('SIGTERM')).toBe(0)
})

test('start waits for a standby to be promoted; verify reads it as it is', async () => {
  const embedded = { DATA_DIR: folder, PORT: '0' }
  expect(await runHoldfast(['migrate'], embedded)).toMatchObject({ code: 0 })
  await writeFile(join(folder, 'postgres/cluster/standby.signal'), '')
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'))
  try {
    const verified = await runHoldfast(['verify'], { DATABASE_URL: postgres.url })
    expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining('Every invariant holds.'), stderr: '' })
    const holdfast = spawnHoldfast({ DATA_DIR: folder, DATABASE_URL: postgres.url, LOG_LEVEL: 'warn', DEMO: 'off' })
    await holdfast.prints('is a standby, and Holdfast needs the primary.')
    await run(postgres.url, (client) => client.query('SELECT pg_promote()'))
    await holdfast.ready()
    expect(await holdfast.end('SIGTERM')).toBe(0)
  } finally {
    await postgres.stop()
  }
})

test.each([
  [
    'refuses connections',
    () => urlWith({ port: '1' }),
    /^DATABASE_URL: PostgreSQL at 127\.0\.0\.1:1 can't be reached \(ECONNREFUSED\)\. Gave up after 0 s\.$/,
  ],
  [
    'has no address',
    () => 'postgresql://u:p@db.invalid/x',
    /^DATABASE_URL: PostgreSQL at db\.invalid:5432 can't be reached \((ENOTFOUND|EAI_AGAIN)\)\. Gave up after 0 s\.$/,
  ],
  [
    'has no socket yet',
    () => `postgresql://u:p@/x?host=${folder}`,
    /^DATABASE_URL: PostgreSQL at \S+ can't be reached \(ENOENT\)\. Gave up after 0 s\.$/,
  ],
])('the wait for a PostgreSQL that %s has a bound and a last line', async (_how, url, line) => {
  const waits: string[] = []
  const waiting = awaitDatabase({ url: url(), writes: true, onWait: (each) => waits.push(each), waitMsMax: 300 })
  await expect(waiting).rejects.toMatchObject({ code: 3, message: expect.stringMatching(line) })
  expect(waits).toHaveLength(1)
})

test.each([
  [
    'a wrong password',
    () => urlWith({ username: role, password: 'wrong' }),
    `refuses the password of the user "${role}". Give the right one in the URL.`,
  ],
  [
    'no password',
    () => urlWith({ username: role, password: '' }),
    `wants a password for the user "${role}", and the URL has none.`,
  ],
  [
    'a database that is not there',
    () => urlWith({ pathname: '/nowhere' }),
    'has no database "nowhere". Create it: CREATE DATABASE nowhere.',
  ],
  [
    'TLS that it does not speak',
    () => `${database.url}?sslmode=verify-full`,
    'does not speak TLS. Take sslmode out of the URL, or say sslmode=disable.',
  ],
])('%s ends the start at once with one line and exit code 4', async (_what, url, line) => {
  const { code, stdout, stderr } = await serve(url())
  expect({ code, stdout }).toEqual({ code: 4, stdout: '' })
  expect(stderr).toMatch(/^holdfast: DATABASE_URL: PostgreSQL at 127\.0\.0\.1:\d+ .*\n$/)
  expect(stderr).toContain(line)
})

test('missing rights end the start with one line that says which', async () => {
  const url = urlWith({ username: role, password: 'right' })
  const line = `holdfast: DATABASE_URL: the user "${role}" may not read and write access_version, alert, allocation_rule in the database "${database.name}". Make it the owner of the tables.\n`
  await run(database.url, (client) => client.query(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`))
  expect(await serve(url)).toEqual({ code: 4, stdout: '', stderr: line })
  expect(await runHoldfast(['operator-key'], { DATABASE_URL: url })).toEqual({ code: 4, stdout: '', stderr: line })
  // To read is enough for those who only read.
  const verified = await runHoldfast(['verify', '--json'], { DATABASE_URL: url })
  expect({ ...verified, stdout: JSON.parse(verified.stdout) }).toMatchObject({
    code: 0,
    stdout: { violations: [] },
    stderr: '',
  })
  const empty = `empty_${process.pid}`
  await run(inject('databaseUrl'), (client) => client.query(`CREATE DATABASE ${empty}`))
  const refused = await serve(urlWith({ username: role, password: 'right', pathname: `/${empty}` }))
  await run(inject('databaseUrl'), (client) => client.query(`DROP DATABASE ${empty}`))
  expect(refused).toEqual({
    code: 4,
    stdout: '',
    stderr: `holdfast: DATABASE_URL: the user "${role}" lacks a right in the database "${empty}": permission denied for schema public. Make it the owner.\n`,
  })
})

test('a PostgreSQL that is too old ends the start with one line', async () => {
  // Says what PostgreSQL 14 says to whoever asks for its version: no older one can be installed beside ours.
  const message = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length + 4)
    return Buffer.concat([Buffer.from(type), length, body])
  }
  const ready = message('Z', Buffer.from('I'))
  const column = Buffer.concat([
    Buffer.from('\0\x01server_version_num\0'),
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255]),
    Buffer.alloc(6),
  ])
  const value = Buffer.concat([Buffer.from('\0\x01\0\0\0\x06'), Buffer.from('140012')])
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', Buffer.alloc(4)), ready]))
      socket.on('data', (chunk) => {
        if (chunk.toString('latin1', 0, 1) !== 'Q') return socket.end()
        socket.write(
          Buffer.concat([message('T', column), message('D', value), message('C', Buffer.from('SHOW\0')), ready]),
        )
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  expect(await serve(`postgresql://u:p@127.0.0.1:${port}/x`)).toEqual({
    code: 4,
    stdout: '',
    stderr: `holdfast: DATABASE_URL: Holdfast needs PostgreSQL 15 or newer, and PostgreSQL at 127.0.0.1:${port} is 14.\n`,
  })
  server.close()
})

const changeMigrations = (sql: string) => run(database.url, (client) => client.query(sql))

/** What migrating would change. */
const shapeOf = () =>
  run(database.url, async (client) => [
    (await client.query('SELECT * FROM _prisma_migrations ORDER BY id')).rows,
    (await client.query('SELECT relname FROM pg_class ORDER BY relname')).rows,
  ])

const COMMANDS = [
  ...[['verify'], ['operator-key'], ['catalogue', 'load', 'artlist'], ['catalogue', 'diff', 'artlist']],
  ...[['demo'], ['dump', '-']],
]

test('no command except serve and migrate changes a database that was not migrated; they say so', async () => {
  await changeMigrations('DELETE FROM _prisma_migrations')
  const before = await shapeOf()
  for (const command of COMMANDS) {
    expect(await runHoldfast(command, { DATABASE_URL: database.url, DATA_DIR: folder }), command.join(' ')).toEqual({
      code: 5,
      stdout: '',
      stderr: 'holdfast: The database has no tables of Holdfast yet. Migrate it first: npx holdfast migrate.\n',
    })
  }
  expect(await shapeOf()).toEqual(before)
})

test('no command, and no start, changes a database of a newer version', async () => {
  await changeMigrations(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', 'x', '20990101000000_new', now())`,
  )
  const before = await shapeOf()
  for (const command of [...COMMANDS, ['serve'], ['migrate']]) {
    expect(await runHoldfast(command, { DATABASE_URL: database.url, DATA_DIR: folder }), command.join(' ')).toEqual({
      code: 5,
      stdout: '',
      stderr:
        'holdfast: The database was migrated by a newer Holdfast (20990101000000_new is not known here). Use that version.\n',
    })
  }
  expect(await shapeOf()).toEqual(before)
})

test('migrate brings an empty database to this version, once', async () => {
  const name = `migrated_${process.pid}`
  await run(inject('databaseUrl'), (client) => client.query(`CREATE DATABASE ${name}`))
  const DATABASE_URL = urlWith({ pathname: `/${name}` })
  const refused = await runHoldfast(['verify'], { DATABASE_URL })
  expect(refused).toMatchObject({ code: 5, stderr: expect.stringContaining('has no tables of Holdfast yet') })
  const migrated = await runHoldfast(['migrate', '--json'], { DATABASE_URL })
  const names = (await readMigrations()).map((migration) => migration.name)
  expect({ ...migrated, stdout: JSON.parse(migrated.stdout) }).toEqual({
    code: 0,
    stdout: { applied: names },
    stderr: '',
  })
  const again = await runHoldfast(['migrate'], { DATABASE_URL })
  expect(again).toEqual({ code: 0, stdout: 'The database has this version already.\n', stderr: '' })
  expect(await runHoldfast(['verify'], { DATABASE_URL })).toMatchObject({ code: 0 })
  await run(inject('databaseUrl'), (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
})

test('a command that needs a database does not create one', async () => {
  for (const command of COMMANDS) {
    expect(await runHoldfast(command, { DATA_DIR: join(folder, 'none') }), command.join(' ')).toEqual({
      code: 2,
      stdout: '',
      stderr: `holdfast: There is no database in DATA_DIR yet (${folder}/none/postgres): start Holdfast once, or set DATABASE_URL to another.\n`,
    })
  }
})
