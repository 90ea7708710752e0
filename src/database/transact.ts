// All transactions apart from the lane's and those that only read: one that a deadlock or a serialization failure has undone runs
// again. A refusal rolls back what was written, as an error does, and is returned as a value.

import { isRefusal } from '../ledger/refusals.ts'
import type { Prisma, PrismaClient } from './generated/client/client.ts'
import { isSerializationFailure } from './retry.ts'

const ATTEMPTS_MAX = 5

/** Makes Prisma roll a transaction back. It never leaves this file. */
class RolledBack<Result> extends Error {
  readonly result: Result

  constructor(result: Result) {
    super()
    this.result = result
  }
}

type Options = NonNullable<Parameters<PrismaClient['$transaction']>[1]>

/** Runs work in a transaction and returns its result. If that is a refusal, nothing is written. The work may run more than once. */
export async function transact<Result>(
  prisma: PrismaClient,
  work: (transaction: Prisma.TransactionClient) => Promise<Result>,
  options: Options = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await prisma.$transaction(async (transaction) => {
        const result = await work(transaction)
        const isRefused = typeof result === 'object' && result !== null && isRefusal(result)
        if (isRefused) throw new RolledBack(result)
        return result
      }, options)
    } catch (error) {
      if (error instanceof RolledBack) return error.result
      if (attempt === ATTEMPTS_MAX || !isSerializationFailure(error)) throw error
    }
  }
}
