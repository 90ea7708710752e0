// `holdfast migrate`: brings the database to this version, as `serve` does when it starts.

import type { Command } from 'commander'
import { example, JSON_OPTION, type JsonOption, print, settings, withDatabase } from './io.ts'

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .summary('bring the database to this version')
    .description(
      'Bring the database to this version of Holdfast. `serve` does the same when it starts; an older Holdfast does not start afterwards.',
    )
    .option(...JSON_OPTION)
    .addHelpText('after', example('DATABASE_URL=postgresql://owner@db/holdfast npx holdfast migrate'))
    .action(async (options: JsonOption) => {
      const applied = await withDatabase(settings(), 'MIGRATE', async (database) => {
        const { migrateQueue } = await import('../queue/queue.ts')
        await migrateQueue(database.url)
        return database.applied
      })
      const text = applied.length === 0 ? 'The database is at this version already.' : applied.join('\n')
      print(options, { applied }, text)
    })
}
