// The Prisma client: all reads, and the few writes that move no credits.

import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client/client.ts'
import { createSharedPool } from './sharedPool.ts'

/**
 * The time that a transaction waits for a connection, and the time that it may take. With Prisma's defaults, 2 s and 5 s,
 * transactions fail on a busy machine that would succeed a moment later.
 */
const TRANSACTION = { maxWait: 5_000, timeout: 9_000 }

export interface PrismaOptions {
  /** Called with every SQL statement that is sent, and with its parameters as JSON. */
  readonly onStatement?: (sql: string, parameters: string) => void
}

export function createPrisma(url: string, { onStatement }: PrismaOptions = {}): PrismaClient {
  const adapter = new PrismaPg(createSharedPool(url, { name: 'holdfast' }), {
    disposeExternalPool: true,
    statementNameGenerator: ({ sql }) => createHash('sha1').update(sql).digest('hex'),
  })
  if (!onStatement) return new PrismaClient({ adapter, transactionOptions: TRANSACTION })
  const client = new PrismaClient({
    adapter,
    transactionOptions: TRANSACTION,
    log: [{ emit: 'event', level: 'query' }],
  })
  client.$on('query', ({ query, params }) => onStatement(query, params))
  return client
}
