// Hashes passwords with scrypt, which uses a core, one of the four threads of Node's pool, and 32 MB for a tenth of a second. Two
// run at a time, which leaves threads for files and DNS. If too many wait, others are refused with OVERLOADED.

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
    // A call that ends passes its turn on.
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
