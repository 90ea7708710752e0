// Starts nginx, HAProxy or Caddy in front of a Holdfast, with exactly the configurations of docs/live.md.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './port.ts'

const PAGE = join(import.meta.dirname, '../../docs/live.md')
/** Replaces the minute in the configurations. */
export const IDLE_TIMEOUT_MS = 2_000

export type ProxyName = 'nginx, proxy_pass and nothing else' | 'nginx' | 'HAProxy' | 'Caddy'

interface Kind {
  readonly block: readonly [language: string, nth: number]
  /** Adds what a test needs: a folder for temporary files, no port for administration. */
  readonly prepare: (configuration: string, folder: string) => string
  readonly command: (file: string, folder: string) => readonly [command: string, ...flags: string[]]
}

function nginxIn(configuration: string, folder: string): string {
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((it) => `${it}_temp_path ${folder}/${it};`)
  const more = ['access_log off;', `proxy_read_timeout ${IDLE_TIMEOUT_MS / 1_000}s;`, ...places].join('\n  ')
  return configuration.replace('http {', `http {\n  ${more}`)
}

const nginx: Omit<Kind, 'block'> = {
  prepare: nginxIn,
  command: (file, folder) => [
    ...(['nginx', '-c', file, '-e', 'stderr', '-g'] as const),
    `daemon off; master_process off; pid ${folder}/pid;`,
  ],
}

const KINDS: Readonly<Record<ProxyName, Kind>> = {
  'nginx, proxy_pass and nothing else': { block: ['nginx', 0], ...nginx },
  nginx: { block: ['nginx', 1], ...nginx },
  HAProxy: {
    block: ['haproxy', 0],
    prepare: (configuration) => configuration,
    command: (file) => ['haproxy', '-db', '-f', file],
  },
  Caddy: {
    block: ['caddy', 0],
    prepare: (configuration) => `{\n  admin off\n}\n${configuration}`,
    command: (file) => ['caddy', 'run', '--adapter', 'caddyfile', '--config', file],
  },
}

export interface WebProxy {
  /** http://localhost:port, in front of Holdfast. */
  readonly url: string
  stop(): Promise<void>
}

export async function startWebProxy(name: ProxyName, holdfastUrl: string): Promise<WebProxy> {
  const { block, prepare, command } = KINDS[name]
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-proxy-'))
  const port = await freePort()
  const configuration = (await blockOf(...block))
    .replace('8080', `${port}`)
    .replace('4000', new URL(holdfastUrl).port)
    .replaceAll('60s', `${IDLE_TIMEOUT_MS / 1_000}s`)
  const file = join(folder, 'configuration')
  await writeFile(file, prepare(configuration, folder))
  const [program, ...flags] = command(file, folder)
  const child = spawn(program, flags, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: folder } })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk
    })
  }
  await once(child, 'spawn').catch((error) => {
    throw new Error(`This test needs ${program}: apt-get install nginx-light haproxy caddy`, { cause: error })
  })
  const ended = once(child, 'exit')
  const url = `http://127.0.0.1:${port}`
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`${program} ended:\n${output}`)
  }
  return {
    url,
    async stop() {
      child.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function blockOf(language: string, nth: number): Promise<string> {
  const page = await readFile(PAGE, 'utf8')
  const blocks = [...page.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))]
  const block = blocks[nth]?.[1]
  if (block === undefined) throw new Error(`docs/live.md has no configuration ${nth} of ${language}`)
  return block
}

function answers(url: string): Promise<boolean> {
  return fetch(`${url}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  )
}
