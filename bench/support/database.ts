// Starts a fresh embedded PostgreSQL for one bench, with Holdfast's own settings, and removes it afterwards.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../src/database/embedded.ts'
import { migrate } from '../../src/database/migrate.ts'

export async function withDatabase<Result>(run: (url: string) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'holdfast-bench-'))
  const postgres = await startEmbeddedPostgres(directory)
  try {
    await migrate(postgres.url)
    return await run(postgres.url)
  } finally {
    await postgres.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

/** Reports the progress of a bench on stderr, because stdout is for its result. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
