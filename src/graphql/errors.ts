// Typed errors: one type per refusal, all with the interface Error, and unions of an answer and its refusals.

import type { ObjectFieldsShape, ObjectRef, UnionRef } from '@pothos/core'
import { GraphQLError } from 'graphql'
import { BOUNDS, type LimitReached } from '../bounds.ts'
import type { IdempotencyConflict } from '../engine/command.ts'
import { type CreditsOutOfBounds, isRefusal, type Refusal } from '../ledger/refusals.ts'
import type { InvalidInput, NotFound } from '../refusals.ts'
import { builder, type Types } from './builder.ts'

const typeNames = new Map<string, string>()

function typeName(refusal: Refusal): string {
  const name = typeNames.get(refusal.code)
  if (!name) throw new RangeError(`no type for the refusal ${refusal.code}`)
  return name
}

export const ErrorInterface = builder.interfaceRef<Refusal>('Error').implement({
  description: 'Why a request was refused. Whatever was refused has changed nothing.',
  resolveType: typeName,
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable, for programs: INSUFFICIENT_CREDITS.' }),
    message: t.exposeString('message', { description: 'For people: what was wrong and what to do.' }),
  }),
})

/** The type of one refusal; its name is the code's: INSUFFICIENT_CREDITS is InsufficientCreditsError. */
export function refusalType<Refused extends Refusal>(
  code: Refused['code'],
  description: string,
  fields: ObjectFieldsShape<Types, Refused> = () => ({}),
): ObjectRef<Types, Refused> {
  const words = code.toLowerCase().split('_')
  const name = `${words.map((word) => (word[0] ?? '').toUpperCase() + word.slice(1)).join('')}Error`
  typeNames.set(code, name)
  const type = builder.objectRef<Refused>(name)
  // Every refusal has the interface's fields, which TypeScript can't see through the generic.
  type.implement({ description, interfaces: [ErrorInterface as never], fields: fields as never })
  return type
}

/** The answer of a mutation: what it made, or one of the refusals that it can meet. */
// biome-ignore lint/suspicious/noExplicitAny: a list of types of different shapes has no other bound
export function resultType<Success extends object, Refusals extends readonly ObjectRef<Types, any>[]>(
  name: string,
  success: ObjectRef<Types, Success>,
  refusals: Refusals,
): UnionRef<Types, Success | Refusals[number]['$inferType']> {
  const union = builder.unionType(name, {
    description: `${success.name}, or why it was refused.`,
    types: [success, ...refusals],
    resolveType: (value: Success | Refusal) => (isRefusal(value) ? typeName(value) : success.name) as never,
  })
  return union as never
}

const InvalidInputIssue = builder.objectRef<InvalidInput['issues'][number]>('InvalidInputIssue').implement({
  description: 'One field that is wrong.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Where in the input, as field names and indices joined by dots.' }),
    message: t.exposeString('message', { description: 'What is wrong with it.' }),
  }),
})

export const InvalidInputError = refusalType<InvalidInput>(
  'INVALID_INPUT',
  'A field of the input is out of its bounds.',
  (t) => ({
    issues: t.expose('issues', { type: [InvalidInputIssue], description: 'Every field that is wrong.' }),
  }),
)

export const NotFoundError = refusalType<NotFound>(
  'NOT_FOUND',
  'What the input names is not there, or not the caller’s to see.',
)

export const LimitReachedError = refusalType<LimitReached>(
  'LIMIT_REACHED',
  'There are as many of these as there may be at a time. docs/limits.md lists all bounds.',
  (t) => ({
    limit: t.exposeString('limit', { description: `Which bound: ${Object.keys(BOUNDS).join(', ')}.` }),
    max: t.exposeInt('max', { description: 'How many there may be.' }),
  }),
)

export const IdempotencyConflictError = refusalType<IdempotencyConflict>(
  'IDEMPOTENCY_CONFLICT',
  'The idempotency key was used before with other parameters.',
)

/** A refusal where a field has no union for it: as an error of the request. */
export function requestError(refusal: Refusal): GraphQLError {
  return new GraphQLError(refusal.message, { extensions: { code: refusal.code } })
}

export const CreditsOutOfBoundsError = refusalType<CreditsOutOfBounds>(
  'CREDITS_OUT_OF_BOUNDS',
  'The wallet would have been granted more than 2^53-1 credits in all.',
)
