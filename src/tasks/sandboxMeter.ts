// The fields of a sandbox result that the price of its task settles by: about half of what the input asks for, so that a trial shows
// credits that come back.

import type { PriceRule, Task } from '../database/generated/client/client.ts'
import { costsOfTask } from '../ledger/cost.ts'
import type { Input } from '../pricing/constraints.ts'
import { UNITS } from '../pricing/formula.ts'
import { partsAsked, payingFor, unitsMaxOf } from '../pricing/settlement.ts'

/** The most characters of a text, and outputs of a list, that are made up. */
const LENGTH_MAX = 1_000

/** Adds to a result the fields that the price settles by and that it lacks. */
export function withSettledFields(
  result: Record<string, unknown>,
  rule: PriceRule,
  task: Pick<Task, 'input' | 'credits' | 'furtherCosts'>,
): Record<string, unknown> {
  const asked = partsAsked(rule, task.input as Input)
  const costs = costsOfTask(task, rule.creditType)
  return asked.reduce((before, priced) => {
    const { creditType, unit, settleBy, settleField } = priced.part
    if (unit === 'CALL' || (settleBy !== 'RESULT' && settleBy !== 'OUTPUTS')) return before
    const half = Math.ceil((unitsMaxOf(payingFor(rule, costs, asked, creditType), priced) ?? 1) / 2)
    const short = Math.min(half, LENGTH_MAX)
    if (settleBy === 'OUTPUTS')
      return put(before, (settleField ?? 'files').split('.'), Array(settleField ? short : 0).fill({}))
    const [first = '', ...others] = (settleField ?? '').split('*')
    const value = UNITS[unit].isText ? 'x'.repeat(short) : half * Number(UNITS[unit].divisor)
    const ones = others.reduce((made, field) => put(made, field.split('.'), 1), before)
    return put(ones, first.split('.'), value)
  }, result)
}

/** An object with a value at a path, unless it has one there. */
function put(
  into: Record<string, unknown>,
  [name = '', ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const known = Object.hasOwn(into, name) ? into[name] : undefined
  if (rest.length === 0) return known === undefined ? { ...into, [name]: value } : into
  const within = typeof known === 'object' && known !== null && !Array.isArray(known) ? known : {}
  return { ...into, [name]: put(within as Record<string, unknown>, rest, value) }
}
