// `holdfast verify`: proves the ledger's invariants on the database of the settings. It only reads.

import type { Command } from 'commander'
import { EXIT } from '../failure.ts'
import { counted, example, JSON_OPTION, type JsonOption, print, settings, withDatabase, write } from './io.ts'

export function addVerify(program: Command): void {
  program
    .command('verify')
    .summary('prove the ledger’s invariants')
    .description(
      'Prove the ledger’s invariants on the database: every sum, every link, every hash. It only reads, in one snapshot, so it can run while Holdfast works, on a standby, and as a user that may only SELECT. Exits with 1 if an invariant is violated, with 5 if the database is of another version.',
    )
    .option(...JSON_OPTION)
    .addHelpText('after', example('npx holdfast verify', 'npx holdfast verify --json | jq .violations'))
    .action(async (options: JsonOption) => {
      const { verify } = await import('../engine/verify.ts')
      const onProgress = (step: string) => {
        if (!options.json) write(`checking: ${step}\n`)
      }
      const report = await withDatabase(settings(), 'READ', ({ url }) => verify(url, onProgress))
      const { counts, violations } = report
      const { wallets, lots, holds, tasks, entries } = counts
      const lines = [
        `\n${counted(wallets, 'wallet')}, ${counted(lots, 'lot')}, ${counted(holds, 'hold')}, ${counted(tasks, 'task')}, ${counted(entries, 'journal entry', 'journal entries')}`,
        ...violations.map(
          ({ invariant, organizationId, id, found }) =>
            `VIOLATED: ${invariant}\n  organization ${organizationId}, ${id}: ${found}`,
        ),
        violations.length === 0 ? 'Every invariant holds.' : counted(violations.length, 'violation'),
      ]
      print(options, report, lines.join('\n'))
      process.exitCode = violations.length === 0 ? EXIT.DONE : EXIT.WRONG
    })
}
