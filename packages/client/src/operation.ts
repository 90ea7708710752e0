// An operation: a GraphQL document with one root field, and what is needed to send it.

declare const TYPES: unique symbol

interface Facts {
  readonly kind: 'query' | 'mutation' | 'subscription'
  /** The root field, whose value is the answer. */
  readonly field: string
  /** Where the idempotency key belongs: '' in the input itself, otherwise in each entry of this list of it. Absent: it has none. */
  readonly keys?: string
}

/** A document whose answer has the type `Answer`, for variables of the type `Variables`. */
export interface Operation<Answer, Variables> extends Facts {
  readonly text: string
  /** Exists for the compiler only. */
  readonly [TYPES]?: (variables: Variables) => Answer
}

/** The answer of an operation. */
export type AnswerOf<Op> = Op extends Operation<infer Answer, never> ? Answer : never

/** Makes an operation of its parts: a document and its fragments. */
export function operation<Answer, Variables>(facts: Facts, parts: readonly string[]): Operation<Answer, Variables> {
  return { ...facts, text: parts.join('\n') }
}

/**
 * Makes an operation of a document of your own. Say its types yourself, or give a document that graphql-codegen has typed.
 * A mutation has `$input` as its variable; `keys` as in Operation, '' if its input has an idempotencyKey.
 */
export function define<Answer, Variables = Record<string, unknown>>(
  document: { toString(): string },
  keys?: string,
): Operation<Answer, Variables> {
  const text = String(document)
  const [, kind = 'query', field] =
    /^(?:\s|#.*)*(?:(query|mutation|subscription)\b[^{]*)?\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(text) ?? []
  if (!field)
    throw new Error('The document must be one GraphQL operation with a root field, and its fragments after it.')
  return operation({ kind: kind as Facts['kind'], field, ...(keys === undefined ? {} : { keys }) }, [text])
}
