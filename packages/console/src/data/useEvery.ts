// Reads of whole lists, past the cache: page after page, all again whenever something has changed.

import type { Operation } from '@holdfast/client'
import { useEffect, useRef, useState } from 'react'
import { nowMs } from '../parts/clock.ts'
import { useConnection } from './connection.tsx'
import { useFailure } from './failures.ts'
import type { Topic } from './topics.ts'
import { listenTo, paced } from './useData.ts'

interface Page<Item> {
  readonly edges: readonly { readonly node?: Item | null }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null }
}

interface Every<Item> {
  /** Undefined until the first has been read whole. */
  readonly items: readonly Item[] | undefined
  readonly error: Error | undefined
  readonly again: () => void
}

/** Reads every item of a list that has bounds, such as the budgets of an organization. */
export function useEvery<Answer, Item>(
  operation: Operation<Answer, { after?: string | null }>,
  pageOf: (answer: Answer) => Page<Item> | null | undefined,
  on: readonly Topic[],
): Every<Item> {
  const { holdfast, topics, failures } = useConnection()
  const [known, setKnown] = useState<{ items?: readonly Item[]; readAt?: number; error?: Error }>({})
  const [reader, setReader] = useState<{ again: () => void }>({ again: () => {} })
  const pages = useRef(pageOf)
  pages.current = pageOf
  const depends = on.join(' ')

  useEffect(() => {
    let reading = new AbortController()
    const read = async () => {
      reading.abort()
      reading = new AbortController()
      const { signal } = reading
      try {
        const items = await readAll((after) => holdfast.query(operation, { after }, { signal }), pages.current)
        if (!signal.aborted) setKnown({ items, readAt: nowMs() })
      } catch (error) {
        if (!signal.aborted)
          setKnown((last) => ({ ...last, error: error instanceof Error ? error : new Error(String(error)) }))
      }
    }
    const again = paced(read)
    again.now()
    setReader({ again: again.soon })
    const end = listenTo(topics, depends.split(' ').filter(Boolean) as Topic[], again)
    return () => {
      reading.abort()
      end()
    }
  }, [holdfast, topics, operation, depends])

  const { error, items, readAt = null } = known
  useFailure(failures, operation, { error, readAt, isShown: items !== undefined, again: reader.again })
  return { items, error, again: reader.again }
}

async function readAll<Answer, Item>(
  read: (after: string | null) => Promise<Answer>,
  pageOf: (answer: Answer) => Page<Item> | null | undefined,
): Promise<Item[]> {
  const items: Item[] = []
  for (let after: string | null = null; ; ) {
    const page = pageOf(await read(after))
    items.push(...(page?.edges.flatMap(({ node }) => (node ? [node] : [])) ?? []))
    after = page?.pageInfo.endCursor ?? null
    if (!page?.pageInfo.hasNextPage || after === null) return items
  }
}
