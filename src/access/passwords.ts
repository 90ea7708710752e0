// Passwords are hashed with scrypt, which takes a core, a thread of Node's pool of four, and 32 MB for a tenth of a second. Two at
// a time leave the pool to files and names; past so many that wait, others are told to come again.

import { APIError } from 'better-auth/api'
import { hashPassword, verifyPassword } from 'better-auth/crypto'

const AT_ONCE = 2
const WAITING_MAX = 100

const waiting: (() => void)[] = []
let underWay = 0

export const passwords = {
  hash: (password: string) => inTurn(() => hashPassword(password)),
  verify: (given: { hash: string; password: string }) => inTurn(() => verifyPassword(given)),
}

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (underWay >= AT_ONCE) {
    if (waiting.length >= WAITING_MAX) {
      const message = 'Too many people are signing in just now. Try again in a moment.'
      throw new APIError('SERVICE_UNAVAILABLE', { code: 'OVERLOADED', message })
    }
    // Whoever is done hands their turn on.
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else underWay++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else underWay--
  }
}
