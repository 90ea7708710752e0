// Documents: how long one may be, and how much memory those take that are kept parsed. Callers choose documents, so the
// cache is bounded in bytes and not by their number.

import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'

/** Of the text of a document, comments included. */
export const DOCUMENT_CHARACTERS_MAX = 100_000
const CACHE_BYTES_MAX = 32 * 1024 * 1024
/** A longer document is parsed anew each time: those that frontends send are shorter. */
const CACHED_BYTES_MAX = 2 * 1024 * 1024
/** Measured: what a parsed document takes is up to so much for each character, for a document of short names. */
const BYTES_PER_CHARACTER = 200
/** What an entry takes beside that. */
const ENTRY_BYTES = 1_000

/** What a parsed document takes in memory, at most. */
export function bytesOfDocument(text: string): number {
  return ENTRY_BYTES + text.length * BYTES_PER_CHARACTER
}

/** Parsed documents, and errors of those that don't parse, by their text. */
export function documentCaches() {
  const make = <Value extends object>() =>
    new LRUCache<string, Value>({
      maxSize: CACHE_BYTES_MAX / 2,
      maxEntrySize: CACHED_BYTES_MAX,
      sizeCalculation: (_value, text) => bytesOfDocument(text),
    })
  return { documentCache: make(), errorCache: make() } as never
}

/** Refuses a document that is too long, before it is parsed: over HTTP with 413. */
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
