// JMESPath (https://jmespath.site): expressions in definitions of providers and façades, which select values and build objects.

import { compile, type JSONValue, search } from '@jmespath-community/jmespath'
import { z } from 'zod'

const CHARACTERS_MAX = 4_000

/** An expression of a definition, checked when the definition is. */
export const expression = z
  .string()
  .max(CHARACTERS_MAX)
  .superRefine((text, context) => {
    try {
      compile(text)
    } catch (error) {
      context.addIssue(`must be a JMESPath expression: ${(error as Error).message}`)
    }
  })

/** The value that an expression selects; null if it selects nothing. Throws if a function gets a value of another type. */
export function evaluate(value: unknown, text: string): JSONValue {
  return search(value as JSONValue, text)
}
