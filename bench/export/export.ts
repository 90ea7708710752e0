// Measures exports of 1,000,000 journal entries in each format: rows a second, and the largest memory of the process that writes
// them, each in a process of its own.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { say, withDatabase } from '../support/database.ts'
import { fillHistory } from '../support/history.ts'

const FORMATS = ['CSV', 'NDJSON', 'PARQUET'] as const
const WALLETS = 2_000
/** With the grant, each wallet has 501 entries. */
const PER_WALLET = { tasks: 250, holds: 0 }

/** The result of one process (bench/export/one.ts). */
export interface Measured {
  readonly rows: number
  readonly seconds: number
  readonly bytes: number
  readonly megabytes: number
  readonly megabytesBefore: number
}

async function measure(url: string, format: string): Promise<Measured> {
  const child = fork(new URL('./one.ts', import.meta.url), [url, format])
  const exited = once(child, 'exit').then(() => null)
  const told = await Promise.race([once(child, 'message'), exited])
  await exited
  if (!told) throw new Error(`The process of ${format} has ended.`)
  const [measured] = told as [Measured]
  say(`${format}: ${JSON.stringify(measured)}`)
  return measured
}

const results = await withDatabase(async (url) => {
  await fillHistory(url, WALLETS, say, PER_WALLET)
  const all: Record<string, object> = {}
  for (const format of FORMATS) {
    const { rows, seconds, bytes, megabytes, megabytesBefore } = await measure(url, format)
    all[format] = {
      rows,
      rowsPerSecond: Math.round(rows / seconds),
      fileMegabytes: Math.round(bytes / 1_048_576),
      peakMegabytes: Math.round(megabytes),
      megabytesBefore: Math.round(megabytesBefore),
    }
  }
  return all
})

process.stdout.write(`${JSON.stringify({ bench: 'export', ...results })}\n`)
