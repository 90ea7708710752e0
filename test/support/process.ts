// Holdfast as its own process, started as `npm start` does, and ended in every way a process ends.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Demo } from '../../src/demo.ts'

const RATES = { RATE_PER_KEY: '100000', RATE_PER_ORGANIZATION: '100000' }
const MAIN = join(import.meta.dirname, '../../src/main.ts')

export interface HoldfastProcess {
  /** All that it has printed. */
  output(): string
  /** Resolves when it says that it is ready; throws with its output if it ends first. */
  ready(): Promise<void>
  /** Sends the signal and waits for the end: its exit code, or the signal that killed it. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | string>
  /** How it ended. */
  readonly ended: Promise<number | string>
}

export function spawnHoldfast(environment: Record<string, string>): HoldfastProcess {
  const { PATH, HOME } = process.env
  const child = spawn(process.execPath, [MAIN], {
    // As fast as tests are.
    env: { PATH, HOME, PORT: '0', LOG_LEVEL: 'error', ...RATES, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk
    })
  }
  const ended = once(child, 'close').then(([code, signal]): number | string => code ?? signal)
  return {
    output: () => output,
    async ready() {
      while (!output.includes('Holdfast is ready')) {
        const event = await Promise.race([once(child.stdout, 'data').then(() => 'output'), ended])
        if (event !== 'output') throw new Error(`Holdfast ended with ${event}:\n${output}`)
      }
    },
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
