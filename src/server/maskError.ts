// Masks errors for callers. An error that is meant for them stays as it is. An unexpected error is logged in full, and the caller
// gets its id.

import { PothosValidationError } from '@pothos/core'
import { GraphQLError } from 'graphql'
import { v7 as uuidv7 } from 'uuid'
import type { App } from '../app.ts'
import { outageOf } from '../database/outage.ts'
import { isNoText, isSerializationFailure, isUnavailable } from '../database/retry.ts'
import { Overloaded, Unavailable } from '../engine/lane.ts'
import { NoTurn } from '../fairness/turns.ts'

const UNAVAILABLE_RETRY_MS = 1_000

export function maskError(error: unknown, app: App): GraphQLError {
  const cause = error instanceof GraphQLError ? error.originalError : error
  if (cause instanceof PothosValidationError) {
    const message = 'An argument of this field has a value that its type does not allow.'
    return new GraphQLError(message, { ...placeOf(error), extensions: { code: 'BAD_USER_INPUT' } })
  }
  if (cause === undefined || cause instanceof GraphQLError) return error as GraphQLError
  if (cause instanceof Overloaded || cause instanceof NoTurn || cause instanceof Unavailable) {
    const code = cause instanceof Unavailable ? 'UNAVAILABLE' : 'OVERLOADED'
    return new GraphQLError(cause.message, {
      ...placeOf(error),
      extensions: { code, retryAfterMs: cause.retryAfterMs },
    })
  }
  if (isNoText(cause)) {
    const message = 'A string of the request contains U+0000, which no string may contain: leave it out.'
    return new GraphQLError(message, { ...placeOf(error), extensions: { code: 'BAD_USER_INPUT' } })
  }
  if (isUnavailable(cause)) {
    outageOf(app.log).mention(cause, 'the database could not be asked')
    return unavailable(error, 'The database can’t be reached just now. Try again in a moment.')
  }
  if (isSerializationFailure(cause)) {
    app.log.warn({ err: cause }, 'a request was undone because of another one')
    return unavailable(
      error,
      'Another request changes the same things, and this one was undone. Try again in a moment.',
    )
  }
  const errorId = uuidv7()
  app.log.error({ err: cause, errorId }, 'an unexpected error')
  return new GraphQLError(`An unexpected error occurred. Report it with its id: ${errorId}`, {
    ...placeOf(error),
    extensions: { code: 'INTERNAL_SERVER_ERROR', errorId },
  })
}

function unavailable(error: unknown, message: string): GraphQLError {
  const extensions = { code: 'UNAVAILABLE', retryAfterMs: UNAVAILABLE_RETRY_MS }
  return new GraphQLError(message, { ...placeOf(error), extensions })
}

function placeOf(error: unknown) {
  return error instanceof GraphQLError ? { nodes: error.nodes, path: error.path } : {}
}
