// Stores sessions by a hash of their token, so that a reader of the database can't use them. Better-auth gets a Prisma client
// that hashes tokens in queries, and puts the original token back into results.

import { hash } from 'node:crypto'
import type { PrismaClient } from '../database/generated/client/client.ts'

const PREFIX = 'sha256:'
/** In these operations the token comes from a client, and is always hashed. In others it may come from the database. */
const LOOK_UPS = new Set(['findFirst', 'findUnique'])

export function withHashedTokens(prisma: PrismaClient) {
  return prisma.$extends({
    query: {
      session: {
        async $allOperations({ operation, args, query }) {
          const shown = new Map<string, string>()
          const hashed = (token: string) => {
            if (token.startsWith(PREFIX) && !LOOK_UPS.has(operation)) return token
            const stored = PREFIX + hash('sha256', token, 'hex')
            shown.set(stored, token)
            return stored
          }
          const { where, data, ...rest } = args as { where?: object; data?: object }
          const given = {
            ...rest,
            ...(where && { where: replace(where, hashed) }),
            ...(data && { data: replace(data, hashed) }),
          }
          return putBack(await query(given as typeof args), shown)
        },
      },
    },
  })
}

/** A copy with each text below `token` replaced. */
function replace<Value>(value: Value, by: (token: string) => string, isToken = false): Value {
  if (typeof value === 'string') return (isToken ? by(value) : value) as Value
  if (Array.isArray(value)) return value.map((each) => replace(each, by, isToken)) as Value
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  const entries = Object.entries(value).map(([name, each]) => [name, replace(each, by, isToken || name === 'token')])
  return Object.fromEntries(entries) as Value
}

function putBack<Result>(result: Result, shown: ReadonlyMap<string, string>): Result {
  for (const row of Array.isArray(result) ? result : [result]) {
    const token = row && typeof row === 'object' && 'token' in row && shown.get(row.token as string)
    if (token) row.token = token
  }
  return result
}
