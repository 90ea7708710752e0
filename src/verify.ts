// `npm run verify`: proves the ledger's invariants on the database that the settings name. Ends with 1 if one is broken.

import { readConfig } from './config.ts'
import { openDatabase } from './database/open.ts'
import { verify } from './engine/verify.ts'

const database = await openDatabase(readConfig(process.env))
try {
  const { counts, violations } = await verify(database.url, (step) => process.stdout.write(`checking: ${step}\n`))
  const { wallets, lots, holds, tasks, entries } = counts
  process.stdout.write(
    `\n${wallets} wallets, ${lots} lots, ${holds} holds, ${tasks} tasks, ${entries} journal entries\n`,
  )
  for (const { invariant, organizationId, id, found } of violations) {
    process.stdout.write(`BROKEN: ${invariant}\n  organization ${organizationId}, ${id}: ${found}\n`)
  }
  process.stdout.write(violations.length === 0 ? 'Every invariant holds.\n' : `${violations.length} violations\n`)
  process.exitCode = violations.length === 0 ? 0 : 1
} finally {
  await database.stop()
}
