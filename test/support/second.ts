// A second Holdfast on the database of another one, in this process, which sends its mutations to the first.

import { pino } from 'pino'
import { vi } from 'vitest'
import { type Holdfast, type HoldfastOptions, startHoldfast } from '../../src/holdfast.ts'
import type { TestHoldfast } from './holdfast.ts'

const WAIT = { timeout: 15_000, interval: 20 }

/** Starts one with the settings of `startTestHoldfast`, and these. */
export function startSecond({ database }: Pick<TestHoldfast, 'database'>, options: Partial<HoldfastOptions> = {}) {
  return startHoldfast({
    ...{
      databaseUrl: database.url,
      log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
      host: '127.0.0.1',
      port: 0,
    },
    payments: { manual: true },
    ...options,
  })
}

/** Resolves once it decides for all. */
export function untilHome({ app }: Holdfast): Promise<void> {
  return vi.waitUntil(() => app.home.isHome, WAIT).then(() => {})
}

/** Resolves once another one decides for it. */
export function untilElsewhere({ app }: Holdfast): Promise<void> {
  return vi.waitUntil(() => app.home.isElsewhere, WAIT).then(() => {})
}
