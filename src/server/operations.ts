// Persisted operations: documents that a platform's frontends were built with, sent by their ids alone. With `only`, nothing
// else is run: then nobody can ask what no frontend asks.

import { readFile } from 'node:fs/promises'
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations'
import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { z } from 'zod'

export interface Operations {
  readonly documents: ReadonlyMap<string, string>
  /** Whether nothing else is run. */
  readonly only: boolean
}

/** Reads the file that `graphql-codegen` (persistedDocuments) and Relay’s compiler write: {"id": "document"}. */
export async function readOperations(path: string, only: boolean): Promise<Operations> {
  const documents = z.record(z.string(), z.string()).parse(JSON.parse(await readFile(path, 'utf8')))
  return { documents: new Map(Object.entries(documents)), only }
}

interface Params {
  readonly query?: string | null
  readonly documentId?: unknown
  readonly extensions?: Record<string, unknown> | null
}

/** As Apollo and urql send it (extensions.persistedQuery.sha256Hash), or by documentId. */
function idIn({ documentId, extensions }: Params): string | null {
  const { sha256Hash } = (extensions?.persistedQuery ?? {}) as { sha256Hash?: unknown }
  const id = documentId ?? sha256Hash
  return typeof id === 'string' ? id : null
}

/** For HTTP. */
export function persistedOperations({ documents, only }: Operations): Plugin {
  return usePersistedOperations({
    getPersistedOperation: (id) => documents.get(id) ?? null,
    extractPersistedOperationId: (params) => idIn(params as Params),
    allowArbitraryOperations: !only,
    customErrors: { notFound: notPersisted, keyNotFound: onlyPersisted, persistedQueryOnly: onlyPersisted },
  })
}

/** For a WebSocket: the document to run, or why none is. */
export function documentFor(operations: Operations | null, params: Params): string | GraphQLError {
  const id = idIn(params)
  const document = id === null ? undefined : operations?.documents.get(id)
  if (document !== undefined) return document
  if (id !== null && !params.query) return notPersisted()
  return operations?.only ? onlyPersisted() : (params.query ?? '')
}

function notPersisted(): GraphQLError {
  return new GraphQLError('There is no persisted operation with this id.', {
    extensions: { code: 'PERSISTED_OPERATION_NOT_FOUND', http: { status: 404 } },
  })
}

function onlyPersisted(): GraphQLError {
  return new GraphQLError('Only persisted operations are run here.', {
    extensions: { code: 'PERSISTED_OPERATIONS_ONLY', http: { status: 400 } },
  })
}
