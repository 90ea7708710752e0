// The Prisma client: all reads, and the few writes that move no credits.

import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client/client.ts'

const CONNECTIONS_MAX = 10
const CONNECT_TIMEOUT_MS = 5_000
const IDLE_TIMEOUT_MS = 30_000
const STATEMENT_TIMEOUT_MS = 30_000
/** A connection that is silent for this long is given up. */
const ANSWER_TIMEOUT_MS = 35_000
/** By Prisma's own, 2 s and 5 s, a busy machine fails what it would have done a moment later. */
const TRANSACTION = { maxWait: CONNECT_TIMEOUT_MS, timeout: 15_000 }

export interface PrismaOptions {
  /** Told of every SQL statement that is sent, and of its parameters as JSON. */
  readonly onStatement?: (sql: string, parameters: string) => void
}

export function createPrisma(url: string, { onStatement }: PrismaOptions = {}): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      application_name: 'holdfast',
      max: CONNECTIONS_MAX,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      idleTimeoutMillis: IDLE_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
    },
    // A connection that breaks while idle is replaced by the pool; without a listener its error would end the process.
    { onPoolError: () => {}, statementNameGenerator: ({ sql }) => createHash('sha1').update(sql).digest('hex') },
  )
  if (!onStatement) return new PrismaClient({ adapter, transactionOptions: TRANSACTION })
  const client = new PrismaClient({
    adapter,
    transactionOptions: TRANSACTION,
    log: [{ emit: 'event', level: 'query' }],
  })
  client.$on('query', ({ query, params }) => onStatement(query, params))
  return client
}
