// Starts a PgBouncer in front of the test run's PostgreSQL.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

export interface PgBouncer {
  /** The URL of the database through PgBouncer. */
  readonly url: string
  stop(): Promise<void>
}

/** The startup parameters that PgBouncer must ignore so that Holdfast can connect, as docs/command-line.md lists them. */
export const IGNORED = ignoredIn(readFileSync(join(import.meta.dirname, '../../docs/command-line.md'), 'utf8'))

function ignoredIn(page: string): string {
  const [, ignored] = /^ignore_startup_parameters = (\S+)$/m.exec(page) ?? []
  if (!ignored) throw new Error('docs/command-line.md must have a line ignore_startup_parameters = …')
  return ignored
}

export async function startPgBouncer(databaseUrl: string, settings: Record<string, string>): Promise<PgBouncer> {
  const finder = createServer().listen(0, '127.0.0.1')
  await once(finder, 'listening')
  const { port } = finder.address() as AddressInfo
  finder.close()
  const to = new URL(databaseUrl)
  const database = to.pathname.slice(1)
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-pgbouncer-'))
  const file = join(folder, 'pgbouncer.ini')
  const lines = {
    ...{ listen_addr: '127.0.0.1', listen_port: String(port), unix_socket_dir: '', auth_type: 'any' },
    ...settings,
  }
  await writeFile(
    file,
    `[databases]
${database} = host=${to.hostname} port=${to.port} user=${to.username} password=${to.password} dbname=${database}
[pgbouncer]
${Object.entries(lines)
  .map(([name, value]) => `${name} = ${value}`)
  .join('\n')}
`,
  )
  // PgBouncer refuses to run as root.
  const user = userInfo().uid === 0 ? ['-u', 'postgres'] : []
  const child = spawn('pgbouncer', [...user, file], { stdio: ['ignore', 'inherit', 'pipe'] })
  await once(child, 'spawn').catch((error) => {
    throw new Error('This test needs pgbouncer: apt-get install pgbouncer', { cause: error })
  })
  const ended = once(child, 'close').then(() => 'ended')
  let output = ''
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    output += chunk
  })
  while (!output.includes('process up')) {
    if ((await Promise.race([once(child.stderr, 'data'), ended])) === 'ended') throw new Error(output)
  }
  const url = new URL(databaseUrl)
  url.port = String(port)
  return {
    url: url.href,
    async stop() {
      child.kill('SIGTERM')
      child.kill('SIGINT')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
