// Runs Holdfast in a process of its own, started as `npm start` does, and ends it in every way that a process can end.

import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import type { Demo } from '../../src/cli/demoOrganization.ts'

const RATES = { RATE_PER_KEY: '100000', RATE_PER_ORGANIZATION: '100000' }
const ROOT = join(import.meta.dirname, '../..')
const CLI = join(ROOT, 'bin/holdfast.js')
/** The flags that `npm start` gives to Node. */
const FLAGS = (packageJson.scripts.start as string).split(' ').filter((each) => each.startsWith('--'))

export interface HoldfastProcess {
  readonly pid: number
  /** Returns everything that it has printed. */
  output(): string
  /** Resolves when it prints that it is ready; throws with its output if it ends first. */
  ready(): Promise<void>
  /** Resolves when it has printed this text; throws with its output if it ends first. */
  prints(text: string): Promise<void>
  /** Sends the signal and waits for the end. Returns the exit code, or the signal that killed it. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | string>
  /** Its exit code, or the signal that killed it. */
  readonly ended: Promise<number | string>
}

/** The environment of every process. Modules that one process has compiled are not compiled again by the next. */
function baseEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env
  return { PATH, HOME, NODE_COMPILE_CACHE: inject('compileCache') }
}

/** Of another version, if another root is given. */
export function spawnHoldfast(environment: Record<string, string>, root = ROOT): HoldfastProcess {
  const child = spawn(process.execPath, [...FLAGS, join(root, 'bin/holdfast.js'), 'serve'], {
    // Tests send more requests per second than the default rates allow.
    env: { ...baseEnvironment(), PORT: '0', LOG_LEVEL: 'error', DEMO: 'on', ...RATES, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return followed(child)
}

/** Runs `npm start` in a process group of its own, as a shell or a service manager does. */
export function spawnNpm(script: 'start' | 'dev', environment: Record<string, string>): HoldfastProcess {
  const child = spawn('npm', ['run', script], {
    cwd: ROOT,
    env: { ...baseEnvironment(), PORT: '0', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  return followed(child)
}

/** Starts `npx holdfast COMMAND`, to be followed and ended. */
export function spawnCommand(args: readonly string[], environment: Record<string, string>): HoldfastProcess {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: ROOT,
    env: { ...baseEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return followed(child)
}

/** Starts the packed folder with a Node of its own; as `user` where that is given. Nothing of this process's environment is there. */
export function spawnPacked(
  node: string,
  folder: string,
  environment: Record<string, string>,
  user: number | undefined,
): HoldfastProcess {
  const child = spawn(node, [...FLAGS, 'bin/holdfast.js', 'serve'], {
    ...{ cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
    ...(user === undefined ? {} : { uid: user, gid: user }),
  })
  return followed(child)
}

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs `npx holdfast COMMAND` to its end; `flags` are Node's. */
export async function runHoldfast(
  args: readonly string[],
  environment: Record<string, string> = {},
  stdin?: string | Buffer,
  flags: readonly string[] = [],
): Promise<Ran> {
  const env = { ...baseEnvironment(), ...environment }
  const child = spawn(process.execPath, [...flags, CLI, ...args], { cwd: ROOT, env })
  child.stdin.on('error', () => {})
  child.stdin.end(stdin)
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code, stdout, stderr }
}

/** Runs `npx holdfast LINE` in a shell, where it may go into a pipe or a file. The exit code is that of the command. */
export async function runPiped(line: string, environment: Record<string, string>): Promise<Ran> {
  const script = `set -o pipefail; "${process.execPath}" "${CLI}" ${line}`
  const child = spawn('bash', ['-c', script], { cwd: ROOT, env: { ...baseEnvironment(), ...environment } })
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code, stdout, stderr }
}

function followed(child: ChildProcessByStdio<null, Readable, Readable>): HoldfastProcess {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk
    })
  }
  const ended = once(child, 'close').then(([code, signal]): number | string => code ?? signal)
  const prints = async (wanted: string) => {
    while (!output.includes(wanted)) {
      const printed = [child.stdout, child.stderr].map((stream) => once(stream, 'data').then(() => 'output'))
      const event = await Promise.race([...printed, ended])
      if (event !== 'output') throw new Error(`Holdfast ended with ${event}:\n${output}`)
    }
  }
  return {
    pid: child.pid as number,
    output: () => output,
    ready: () => prints('Holdfast is ready'),
    prints,
    end(signal) {
      child.kill(signal)
      return ended
    },
    ended,
  }
}

export async function readDemo(dataDir: string): Promise<Demo> {
  return JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8'))
}
