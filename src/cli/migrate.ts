// `holdfast migrate`: migrates the database to this version, as `serve` does when it starts.

import type { Command } from 'commander'
import { example, JSON_OPTION, type JsonOption, print, settings, withDatabase } from './io.ts'

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .summary('migrate the database to this version')
    .description(
      'Apply the migrations that the database lacks, and print their names. `serve` does the same when it starts. An older Holdfast refuses the database afterwards.',
    )
    .option(...JSON_OPTION)
    .addHelpText('after', example('DATABASE_URL=postgresql://owner@db/holdfast npx holdfast migrate'))
    .action(async (options: JsonOption) => {
      const applied = await withDatabase(settings(), 'MIGRATE', async (database) => {
        const { migrateQueue } = await import('../queue/queue.ts')
        await migrateQueue(database.url)
        return database.applied
      })
      const text = applied.length === 0 ? 'The database has this version already.' : applied.join('\n')
      print(options, { applied }, text)
    })
}
