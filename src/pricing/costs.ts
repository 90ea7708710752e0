// Credits of several types in a request: each type once.

import { z } from 'zod'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { field } from '../refusals.ts'

/** A price has its own part and up to 10 further ones, each of a credit type of its own at most. */
const TYPES_MAX = 11

export const costList = z
  .array(z.object({ creditType: field.creditType, credits: z.bigint().min(0n).max(CREDITS_MAX) }))
  .max(TYPES_MAX)
  .refine(
    (costs) => new Set(costs.map(({ creditType }) => creditType)).size === costs.length,
    'must not name a credit type twice',
  )
