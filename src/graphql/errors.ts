// Typed errors: one type per refusal, all with the interface Error, and unions of an answer and its refusals.

import type { EnumRef, ObjectFieldsShape, ObjectRef, UnionRef } from '@pothos/core'
import { GraphQLError } from 'graphql'
import { type BoundName, type LimitReached, STATEMENTS } from '../bounds.ts'
import type { IdempotencyConflict } from '../engine/command.ts'
import { type CreditsOutOfBounds, isRefusal, type Refusal } from '../ledger/refusals.ts'
import type { Ended, InvalidInput, Missing } from '../refusals.ts'
import { builder, type Types } from './builder.ts'
import { ERROR_CODES, type ErrorCode } from './errorCodes.ts'

/** The first refusal of an operation, by its context. */
const refusals = new WeakMap<object, string>()

/** The code of the first refusal that an operation has answered; null: none. */
export function refusedWith(context: object): string | null {
  return refusals.get(context) ?? null
}

/** Notes the first refusal of an operation that another process has run. */
export function noteRefusal(context: object, code: string): void {
  refusals.set(context, code)
}

/** The code of a refusal, which the schema must have. */
export function codeOf({ code }: Pick<Refusal, 'code'>): ErrorCode {
  if (Object.hasOwn(ERROR_CODES, code)) return code as ErrorCode
  throw new RangeError(`the schema has no error code ${code}`)
}

/** The name of the type of a refusal: INSUFFICIENT_CREDITS is InsufficientCreditsError. */
function typeName(refusal: Refusal): string {
  const words = codeOf(refusal).toLowerCase().split('_')
  return `${words.map((word) => (word[0] ?? '').toUpperCase() + word.slice(1)).join('')}Error`
}

export const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description: 'The codes of refusals. A later version may add codes: treat an unknown one like any refusal.',
  values: Object.fromEntries(
    Object.entries(ERROR_CODES).map(([code, description]) => [code, { description }]),
  ) as Record<ErrorCode, { description: string }>,
})

export const ErrorInterface = builder.interfaceRef<Refusal>('Error').implement({
  description: 'The reason why a request was refused. A refused request has changed nothing.',
  resolveType: typeName,
  fields: (t) => ({
    code: t.field({ type: ErrorCodeEnum, description: 'The code of the refusal, for programs.', resolve: codeOf }),
    message: t.exposeString('message', { description: 'The reason and the remedy, for people to read.' }),
  }),
})

/** The type of one refusal, described by its code. */
export function refusalType<Refused extends Refusal & { readonly code: ErrorCode }>(
  code: Refused['code'],
  fields: ObjectFieldsShape<Types, Refused> = () => ({}),
): ObjectRef<Types, Refused> {
  const type = builder.objectRef<Refused>(typeName({ code, message: '' }))
  // Every refusal has the interface's fields, which TypeScript can't see through the generic.
  type.implement({ description: ERROR_CODES[code], interfaces: [ErrorInterface as never], fields: fields as never })
  return type
}

/**
 * The answer of a mutation: what it made, or one of the refusals that it can meet. A mutation that can be refused with NOT_FOUND
 * can be refused with ENDED too: the thing may have ended, or its organization may be closed.
 */
// biome-ignore lint/suspicious/noExplicitAny: a list of types of different shapes has no other bound
export function resultType<Success extends object, Refusals extends readonly ObjectRef<Types, any>[]>(
  name: string,
  success: ObjectRef<Types, Success>,
  refusalTypes: Refusals,
): UnionRef<Types, Success | Refusals[number]['$inferType'] | Ended> {
  const isNamed = refusalTypes.some((refusal) => refusal.name === NotFoundError.name)
  const union = builder.unionType(name, {
    description: `${success.name}, or the reason why the request was refused.`,
    types: [success, ...refusalTypes, ...(isNamed ? [EndedError] : [])],
    resolveType: (value: Success | Refusal, context: object) => {
      if (!isRefusal(value)) return success.name as never
      if (!refusals.has(context)) refusals.set(context, value.code)
      return typeName(value) as never
    },
  })
  return union as never
}

/** An enum of names that the code writes in camel case: lotsOfWallet is LOTS_OF_WALLET in the API. */
export function namesEnum<Name extends string>(
  name: string,
  description: string,
  descriptions: Readonly<Record<Name, string>>,
): EnumRef<Types, Name> {
  const all = Object.entries<string>(descriptions).map(([value, about]) => {
    return [value.replaceAll(/[A-Z]/g, '_$&').toUpperCase(), { value: value as Name, description: about }] as const
  })
  return builder.enumType(name, { description, values: Object.fromEntries(all) }) as EnumRef<Types, Name>
}

const InvalidInputIssue = builder.objectRef<InvalidInput['issues'][number]>('InvalidInputIssue').implement({
  description: 'One field that is wrong.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'The path in the input: field names and indices, joined by dots.' }),
    message: t.exposeString('message', { description: 'The constraint that the field does not meet.' }),
  }),
})

export const InvalidInputError = refusalType<InvalidInput>('INVALID_INPUT', (t) => ({
  issues: t.expose('issues', { type: [InvalidInputIssue], description: 'Every field that is wrong.' }),
}))

export const NotFoundError = refusalType<Missing>('NOT_FOUND')

const EndedError = refusalType<Ended>('ENDED', (t) => ({
  endedAt: t.expose('endedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'The time at which it ended, in UTC; null for a plan and for an organization.',
  }),
}))

const LimitName = namesEnum<BoundName>(
  'LimitName',
  'The limits on the number of things. A later version may add limits. docs/limits.md has their numbers.',
  STATEMENTS,
)

export const LimitReachedError = refusalType<LimitReached>('LIMIT_REACHED', (t) => ({
  limit: t.expose('limit', { type: LimitName, description: 'The limit that is reached.' }),
  max: t.exposeInt('max', { description: 'The highest allowed number.' }),
}))

export const IdempotencyConflictError = refusalType<IdempotencyConflict>('IDEMPOTENCY_CONFLICT')

/** A refusal where a field has no union for it: as an error of the request. */
export function requestError(refusal: Refusal): GraphQLError {
  return new GraphQLError(refusal.message, { extensions: { code: refusal.code } })
}

export const CreditsOutOfBoundsError = refusalType<CreditsOutOfBounds>('CREDITS_OUT_OF_BOUNDS')
