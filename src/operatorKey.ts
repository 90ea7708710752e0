// `npm run -s operator-key`: makes an operator key for the database that the settings name, and prints it, once.

import { readConfig } from './config.ts'
import { createPrisma } from './database/client.ts'
import { openDatabase } from './database/open.ts'
import { issueOperatorKey } from './organizations/apiKeys.ts'

const database = await openDatabase(readConfig(process.env))
const prisma = createPrisma(database.url)
try {
  process.stdout.write(`${await issueOperatorKey(prisma, new Date())}\n`)
} finally {
  await prisma.$disconnect()
  await database.stop()
}
