// `holdfast operator-key`: creates an operator key for the database of the settings, and prints it once.

import type { Command } from 'commander'
import { example, JSON_OPTION, type JsonOption, print, settings, withDatabase } from './io.ts'

export function addOperatorKey(program: Command): void {
  program
    .command('operator-key')
    .summary('create an operator key')
    .description(
      'Create a key of the operator, who may do everything in every organization, and print it. It can’t be shown again. Exits with 5 if the database is of another version.',
    )
    .option(...JSON_OPTION)
    .addHelpText('after', example('HOLDFAST_OPERATOR_KEY=$(npm run -s operator-key)'))
    .action(async (options: JsonOption) => {
      const { createPrisma } = await import('../database/client.ts')
      const { issueOperatorKey } = await import('../access/keys.ts')
      const key = await withDatabase(settings(), 'WRITE', async ({ url }) => {
        const prisma = createPrisma(url)
        return issueOperatorKey(prisma, new Date()).finally(() => prisma.$disconnect())
      })
      print(options, { key }, key)
    })
}
