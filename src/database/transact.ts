// Transactions of work that can be refused: a refusal rolls back what was written, as an error does, and is returned as a value.

import { isRefusal } from '../ledger/refusals.ts'
import type { Prisma, PrismaClient } from './generated/client/client.ts'

/** Makes Prisma roll a transaction back. It never leaves this file. */
class RolledBack extends Error {}

/** Runs work in a transaction and returns its result. If that is a refusal, nothing is written. */
export async function transact<Result extends object>(
  prisma: PrismaClient,
  work: (transaction: Prisma.TransactionClient) => Promise<Result>,
): Promise<Result> {
  const refused: Result[] = []
  try {
    return await prisma.$transaction(async (transaction) => {
      const result = await work(transaction)
      const isRefused: boolean = isRefusal(result)
      if (!isRefused) return result
      refused.push(result)
      throw new RolledBack()
    })
  } catch (error) {
    const [refusal] = refused
    if (refusal && error instanceof RolledBack) return refusal
    throw error
  }
}
