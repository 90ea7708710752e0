// `holdfast verify-export FILE`: checks an exported journal, without a database.

import type { Command } from 'commander'
import { EXIT } from '../failure.ts'
import { bytesOf, example, JSON_OPTION, type JsonOption, print } from './io.ts'

export function addVerifyExport(program: Command): void {
  program
    .command('verify-export')
    .argument('<file>', 'an export of a wallet’s journal, NDJSON or CSV; - for stdin')
    .summary('check an exported journal')
    .description(
      'Compute every hash and balance of an exported journal again. This needs only the file. Exits with 1 if the file is not what was exported.',
    )
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      example(
        'npx holdfast verify-export journal.ndjson',
        `curl -s -H "x-api-key: $KEY" localhost:4000/wallets/ID/journal | npx holdfast verify-export -`,
      ),
    )
    .action(async (file: string, options: JsonOption) => {
      const { checkExport } = await import('../wallets/journalExport.ts')
      const checked = await checkExport(await bytesOf(file))
      const { walletId, entries, head, wrong } = checked
      const right = `${entries} entries of wallet ${walletId}: every hash and balance is right. Head: ${head}`
      print(options, checked, wrong === null ? right : `The file is not what was exported. ${wrong}`)
      process.exitCode = wrong === null ? EXIT.DONE : EXIT.WRONG
    })
}
