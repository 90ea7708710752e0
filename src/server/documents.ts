// Limits of GraphQL documents: their length, and the memory of the cache of parsed ones. Callers choose documents, so the cache is
// limited in bytes and not in number.

import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'

/** The most characters of a document, including comments. */
export const DOCUMENT_CHARACTERS_MAX = 100_000
const CACHE_BYTES_MAX = 32 * 1024 * 1024
/** A document that takes more is parsed each time. Those of frontends take less. */
const CACHED_BYTES_MAX = 2 * 1024 * 1024
/** The most bytes that a parsed document takes for each character: measured with short names. */
const BYTES_PER_CHARACTER = 200
/** The bytes of an entry in addition to that. */
const ENTRY_BYTES = 1_000

/** The most memory of a parsed document, in bytes. */
export function bytesOfDocument(text: string): number {
  return ENTRY_BYTES + text.length * BYTES_PER_CHARACTER
}

/** The caches of parsed documents, and of errors of documents that don't parse, by their text. */
export function documentCaches() {
  const make = <Value extends object>() =>
    new LRUCache<string, Value>({
      maxSize: CACHE_BYTES_MAX / 2,
      maxEntrySize: CACHED_BYTES_MAX,
      sizeCalculation: (_value, text) => bytesOfDocument(text),
    })
  return { documentCache: make(), errorCache: make() } as never
}

/** Refuses a document that is too long before it is parsed, over HTTP with 413. */
export function boundDocuments(): Plugin {
  return {
    onParams({ params }) {
      const refused = refuseLong(typeof params.query === 'string' ? params.query : '')
      if (refused) throw refused
    },
    onParse({ params, setParseFn }) {
      const refused = refuseLong(params.source.toString())
      if (!refused) return
      setParseFn(() => {
        throw refused
      })
    },
  }
}

function refuseLong({ length }: string): GraphQLError | null {
  if (length <= DOCUMENT_CHARACTERS_MAX) return null
  const message = `The document has ${length} characters, and may have at most ${DOCUMENT_CHARACTERS_MAX}. Send values as variables.`
  return new GraphQLError(message, { extensions: { code: 'DOCUMENT_TOO_LARGE', http: { status: 413 } } })
}
