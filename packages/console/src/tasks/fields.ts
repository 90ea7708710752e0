// The fields of a task's input, from the prices of its operation: what they count, what they limit, and what tells them apart.

import type { AnswerOf } from '@holdfast/client'
import type { Models } from '../generated/tasks.ts'

export type Rule = NonNullable<AnswerOf<typeof Models>>[number]
type Constraint = Rule['inputLimits'][number]

export interface Field {
  /** The path in the input, with dots between nested names. */
  readonly name: string
  readonly kind: 'text' | 'number' | 'choice'
  readonly isRequired: boolean
  /** Of a choice: the values, by what is shown. */
  readonly choices: ReadonlyMap<string, unknown>
  readonly min: number | undefined
  readonly max: number | undefined
  readonly maxLength: number | undefined
}

/** Returns the fields that the rules of one operation name; a prompt is always one. */
export function fieldsOf(rules: readonly Rule[]): Field[] {
  const constraints = rules.flatMap(({ inputLimits, conditions }) => [...inputLimits, ...conditions])
  const counted = rules
    .flatMap(({ parts }) => parts)
    .flatMap(({ unit, unitField }) =>
      (unitField?.split('*') ?? []).map((name) => ({ name, isText: unit === 'CHARACTER' })),
    )
  const names = new Set(['prompt', ...counted.map(({ name }) => name), ...constraints.map(({ field }) => field)])
  return [...names].map((name) => {
    const own = constraints.filter(({ field }) => field === name)
    const isNumber = counted.some((each) => each.name === name && !each.isText)
    return fieldOf(name, own, isNumber)
  })
}

function fieldOf(name: string, own: readonly Constraint[], isCounted: boolean): Field {
  const values = own.flatMap(({ oneOf, oneOfNumbers, oneOfBooleans }) => [
    ...[...(oneOf ?? []), ...(oneOfNumbers ?? []), ...(oneOfBooleans ?? [])],
  ])
  const numbers = (pick: (each: Constraint) => number | null) => own.flatMap((each) => pick(each) ?? [])
  const [mins, maxs, lengths] = [
    numbers(({ min }) => min),
    numbers(({ max }) => max),
    numbers((each) => each.maxLength),
  ]
  const isNumber = isCounted || mins.length + maxs.length + numbers(({ below }) => below).length > 0
  return {
    name,
    kind: values.length > 0 ? 'choice' : isNumber ? 'number' : 'text',
    isRequired: own.some(({ required }) => required),
    choices: new Map(values.map((value) => [String(value), value])),
    min: mins.length > 0 ? Math.min(...mins) : undefined,
    max: maxs.length > 0 ? Math.max(...maxs) : undefined,
    maxLength: lengths.length > 0 ? Math.max(...lengths) : undefined,
  }
}

type Input = Readonly<Record<string, unknown>>

export function valueAt(input: Input, path: string): unknown {
  let value: unknown = input
  for (const name of path.split('.')) value = (value as Input | undefined)?.[name]
  return value
}

/** Returns the input with one field set; without it if the value is empty. */
export function withValue(input: Input, path: string, value: unknown): Input {
  const [name = '', ...rest] = path.split('.')
  if (rest.length > 0) {
    const nested = input[name]
    const object = typeof nested === 'object' && nested !== null ? (nested as Input) : {}
    return { ...input, [name]: withValue(object, rest.join('.'), value) }
  }
  const { [name]: _old, ...others } = input
  return value === '' || value === null || value === undefined ? others : { ...input, [name]: value }
}
