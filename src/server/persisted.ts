// Persisted operations: the documents of a platform's frontends, which clients send by their ids. With `only`, no other documents
// are run.
//
// A request names its document by `documentId`, as Relay and "GraphQL over HTTP: Persisted Documents" have it (in the body, or
// in the query of a GET), or by `extensions.persistedQuery.sha256Hash`, as Apollo and urql send it.

import { readFile } from 'node:fs/promises'
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations'
import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { z } from 'zod'
import { EXIT, Failure } from '../failure.ts'

export interface Operations {
  readonly documents: ReadonlyMap<string, string>
  /** True if no other documents are run. */
  readonly only: boolean
}

/** {"id": "document"}: the format of `graphql-codegen` (persistedDocuments) and Relay's compiler. */
const Documents = z.record(z.string(), z.string()).transform((documents) => new Map(Object.entries(documents)))

/** The format of `@apollo/generate-persisted-query-manifest`. */
const ApolloManifest = z
  .object({
    format: z.literal('apollo-persisted-query-manifest'),
    version: z.literal(1),
    operations: z.array(z.object({ id: z.string(), body: z.string() })),
  })
  .transform(({ operations }) => new Map(operations.map(({ id, body }) => [id, body])))

const OperationsFile = z.union([ApolloManifest, Documents])

const SHA256_PREFIX = 'sha256:'

/** Reads a file of documents. Throws a Failure if it can't be read or has another format. */
export async function readOperations(path: string, only: boolean): Promise<Operations> {
  const wrong = (message: string, cause: unknown) => new Failure(EXIT.USAGE, message, { cause })
  const text = await readFile(path, 'utf8').catch((error) => {
    throw wrong(`OPERATIONS: ${path} can’t be read: ${error.code}`, error)
  })
  try {
    return { documents: OperationsFile.parse(JSON.parse(text)), only }
  } catch (error) {
    const kinds = 'documents by their ids, {"id": "document"}, or a manifest of Apollo (version 1)'
    throw wrong(`OPERATIONS must name a JSON file of ${kinds}, and ${path} is neither`, error)
  }
}

interface Params {
  readonly query?: string | null
  readonly documentId?: unknown
  readonly extensions?: Record<string, unknown> | null
}

function idIn({ documentId, extensions }: Params): string | null {
  const { sha256Hash } = (extensions?.persistedQuery ?? {}) as { sha256Hash?: unknown }
  const id = documentId ?? sha256Hash
  return typeof id === 'string' ? id : null
}

/** `sha256:HASH` names the same document as `HASH`, whichever of them the file has. */
function documentOf({ documents }: Operations, id: string): string | undefined {
  const other = id.startsWith(SHA256_PREFIX) ? id.slice(SHA256_PREFIX.length) : SHA256_PREFIX + id
  return documents.get(id) ?? documents.get(other)
}

/** The plugin for HTTP. */
export function persistedOperations(operations: Operations): Plugin {
  return usePersistedOperations({
    getPersistedOperation: (id) => documentOf(operations, id) ?? null,
    extractPersistedOperationId: (params, request) =>
      idIn(params as Params) ?? (request.method === 'GET' ? new URL(request.url).searchParams.get('documentId') : null),
    allowArbitraryOperations: !operations.only,
    customErrors: {
      notFound: notPersisted,
      keyNotFound: operations.only ? onlyPersisted : noDocument,
      persistedQueryOnly: onlyPersisted,
    },
  })
}

/** The document whose id a request names; undefined if the request names no document that exists. */
export function persistedDocument(operations: Operations | null, params: Params): string | undefined {
  const id = idIn(params)
  return id === null || !operations ? undefined : documentOf(operations, id)
}

/** The document to run over a WebSocket, or the error to answer. */
export function documentFor(operations: Operations | null, params: Params): string | GraphQLError {
  const id = idIn(params)
  const document = persistedDocument(operations, params)
  if (document !== undefined) return document
  if (id !== null && !params.query) return notPersisted()
  return operations?.only ? onlyPersisted() : (params.query ?? '')
}

/** The code is Apollo's, by which its client sends the whole document next. */
function notPersisted(): GraphQLError {
  return new GraphQLError('No persisted operation has this id.', {
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', http: { status: 404 } },
  })
}

function onlyPersisted(): GraphQLError {
  return new GraphQLError('Only persisted operations are run here: send the id of one as documentId.', {
    extensions: { code: 'PERSISTED_OPERATIONS_ONLY', http: { status: 400 } },
  })
}

function noDocument(): GraphQLError {
  return new GraphQLError('Send a document as query, or the id of a persisted operation as documentId.', {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  })
}
