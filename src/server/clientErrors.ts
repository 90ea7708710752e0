// Answers a client's mistakes before an operation runs: a body that is not JSON, a document that does not parse or validate. Each
// answer has a code, and counts against the caller's rate as a valid operation does.

import {
  type DocumentNode,
  GraphQLError,
  Kind,
  specifiedRules,
  ValuesOfCorrectTypeRule as standardRule,
  type validate,
} from 'graphql'
import type { Plugin, YogaInitialContext } from 'graphql-yoga'
import { ValuesOfCorrectTypeRule } from '../graphql/badArguments.ts'
import type { Context } from '../graphql/context.ts'
import type { Charges } from './charges.ts'
import { COST_OF_REFUSAL, rateLimited } from './limits.ts'

type From = Pick<Context, 'caller' | 'address'>

/** `fromOf` identifies the sender of a request over HTTP. For WebSockets, src/server/webSocket.ts does this. */
export function clientErrors(
  charges: Charges,
  fromOf: (context: YogaInitialContext) => Promise<From>,
): Plugin<YogaInitialContext> {
  return {
    onRequestParse({ requestParser, setRequestParser }) {
      if (!requestParser) return
      setRequestParser(async (request) => {
        try {
          return await requestParser(request)
        } catch (error) {
          throw unlessNoJson(error)
        }
      })
    },
    onParams({ paramsHandler, setParamsHandler, context }) {
      setParamsHandler(async (payload) => {
        const result = await paramsHandler(payload)
        if (Symbol.asyncIterator in result || !result.errors?.some(isOfDocument)) return result
        const refusal = await chargeInvalid(charges, await fromOf(context as YogaInitialContext))
        return refusal ? { errors: [refusal] } : result
      })
    },
    onValidate({ validateFn, setValidationFn }) {
      const validateValues: typeof validate = (schema, document, rules = specifiedRules, ...rest) => {
        const all = rules.map((rule) => (rule === standardRule ? ValuesOfCorrectTypeRule : rule))
        try {
          return validateFn(schema, document, all, ...rest)
        } catch (error) {
          // A limit that a document exceeds ends its validation with an error.
          if (error instanceof GraphQLError) return [error]
          throw error
        }
      }
      setValidationFn(validateValues)
      return ({ valid, result }) => {
        if (valid) return
        for (const error of result) {
          error.extensions.code ??= VALIDATION_FAILED
          // Fields such as task(externalId:) are looked for under the name of the id.
          if (UNKNOWN_ID.test(error.message)) error.message += ' node(id:) reads a thing of any type by its id.'
          documentErrors.add(error)
        }
      }
    },
  }
}

const PARSE_FAILED = 'GRAPHQL_PARSE_FAILED'
const VALIDATION_FAILED = 'GRAPHQL_VALIDATION_FAILED'

const UNKNOWN_ID = /^Unknown argument "id" on field "Query\./

/** Errors of documents that did not validate, with any code. */
const documentErrors = new WeakSet<GraphQLError>()

function isOfDocument(error: GraphQLError): boolean {
  return documentErrors.has(error) || error.extensions.code === PARSE_FAILED
}

const PARAMETERS = new Set(['query', 'variables', 'operationName', 'extensions', 'documentId'])

/** Refuses a request with wrong parameters, with better messages than yoga's. */
export function checkParameters(): Plugin {
  return {
    onParams({ params }) {
      const problem = problemOf(params as Record<string, unknown>)
      if (problem) throw problem
    },
    onParse({ context }) {
      return ({ result }) => {
        const problem = result instanceof Error ? null : choiceProblem(result as DocumentNode, context as Chosen)
        if (problem) throw problem
      }
    },
  }
}

interface Chosen {
  readonly params?: { readonly operationName?: string | null }
  readonly request?: { readonly method: string }
}

/** Refuses a document with several operations of which none is chosen, and a mutation by GET. */
function choiceProblem(document: DocumentNode, { params, request }: Chosen): GraphQLError | null {
  const wanted = params?.operationName
  const isGet = request?.method === 'GET'
  // Nearly all documents have one operation and nothing else.
  if (document.definitions.length === 1 && !wanted && !isGet) return null
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  const chosen = wanted ? operations.find(({ name }) => name?.value === wanted) : operations[0]
  const isChosen = wanted ? chosen !== undefined : operations.length === 1
  if (operations.length > 0 && !isChosen) {
    const names = operations.map(({ name }) => name?.value ?? '(without a name)').join(', ')
    const message = wanted
      ? `operationName must be one of the operations of the document, ${names}, not ${JSON.stringify(wanted.slice(0, 100))}.`
      : `operationName must be one of ${names}: the document has several operations.`
    return badRequest(message, 'OPERATION_RESOLUTION_FAILURE')
  }
  if (!isGet || chosen?.operation !== 'mutation') return null
  const http = { status: 405, headers: { allow: 'POST' } }
  const extensions = { code: 'BAD_REQUEST', http }
  return new GraphQLError('Send a mutation by POST; GET is for queries.', { extensions })
}

/** Yoga's own message doesn't say what to do instead. */
export function batchRefusal(): GraphQLError {
  return badRequest('Send one operation per request; bulk mutations such as submitTasks take many entries.')
}

function problemOf({ query, documentId, ...given }: Record<string, unknown>): GraphQLError | null {
  const unknown = Object.keys(given).find((name) => given[name] != null && !PARAMETERS.has(name))
  if (unknown) return badRequest(`${unknown} is not a parameter: send query, variables, operationName and extensions.`)
  for (const name of ['variables', 'extensions']) {
    const value = given[name]
    if (value != null && (typeof value !== 'object' || Array.isArray(value))) {
      return badRequest(`${name} must be a JSON object.`)
    }
  }
  if (given.operationName != null && typeof given.operationName !== 'string') {
    return badRequest('operationName must be a string.')
  }
  if (typeof query === 'string' && query.trim() !== '') return null
  if (query != null && typeof query !== 'string') return badRequest('query must be a string: the GraphQL document.')
  const { persistedQuery } = (given.extensions ?? {}) as { persistedQuery?: unknown }
  if (documentId == null && persistedQuery == null) return badRequest('query must be given: the GraphQL document.')
  // The code is Apollo's: its client then sends documents instead of ids.
  return badRequest(
    'Documents can’t be sent by their ids, because OPERATIONS is not set: send the document as query.',
    'PERSISTED_QUERY_NOT_SUPPORTED',
  )
}

function badRequest(message: string, code = 'BAD_REQUEST'): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } })
}

/** Charges an invalid document as one operation. Returns the refusal if the caller is past their rate. */
export async function chargeInvalid(charges: Charges, from: From): Promise<GraphQLError | null> {
  const tooFast = await charges.begin(from, COST_OF_REFUSAL)
  if (!tooFast) return null
  await charges.holdRefusal(tooFast)
  return rateLimited(tooFast.retryAfterMs)
}

/** Replaces yoga's error, which repeats the message of the JSON parser. */
function unlessNoJson(error: unknown): unknown {
  const isNoJson =
    error instanceof SyntaxError || (error instanceof GraphQLError && 'originalError' in error.extensions)
  if (!isNoJson) return error
  return badRequest('The body must be a JSON object; in a URL, so must variables and extensions.')
}
