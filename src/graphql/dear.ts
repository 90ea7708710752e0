// Dear fields: those that read a whole ledger, a whole history or a whole tree. They have turns of their own, few at a time
// and one of an organization's, so that they never stand between others and their balances.

import { GraphQLError } from 'graphql'
import { meterNow } from '../database/meter.ts'
import { NoTurn, Turns } from '../fairness/turns.ts'

const TURNS = new Turns({ inAll: 3, perOrganization: 1, waitingMax: 100 })

/** The cost of an expensive field before it runs, in fields: at most fifty fit in one request. */
export const DEAR = { field: 1_000 }

/** Does the work of an expensive field when it is its organization's turn. Throws OVERLOADED if too many wait. */
export async function inDearTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const release = await takeTurn()
  try {
    return await work()
  } finally {
    release()
  }
}

/** The same for work on a connection of its own, whose time is counted here. */
export function inCountedTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  return inDearTurn(async () => {
    const began = performance.now()
    try {
      return await work()
    } finally {
      meterNow()?.countStatement(0, 0, performance.now() - began)
    }
  })
}

async function takeTurn(): Promise<() => void> {
  try {
    return await TURNS.take(meterNow()?.sharer ?? '')
  } catch (error) {
    if (!(error instanceof NoTurn)) throw error
    throw new GraphQLError(error.message, { extensions: { code: 'OVERLOADED', retryAfterMs: error.retryAfterMs } })
  }
}
