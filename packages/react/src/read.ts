// Reads in React: again when their variables change, and when what they depend on has changed.

import type { Operation } from '@holdfast/client'
import { useEffect, useRef, useState } from 'react'
import type { Known } from './live.ts'
import { useHoldfast } from './provider.tsx'

/** Changes in quick succession cause one read. */
const PAUSE_MS = 150

/** Reads; nothing while `variables` is null. A new value of `version` reads again; the last data stays until the next is there. */
export function useRead<Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables | null,
  version?: unknown,
): Known<Data> & { readonly isCurrent: boolean } {
  const { client } = useHoldfast()
  const key = JSON.stringify(variables)
  const [known, setKnown] = useState<{ data?: Data; error?: Error; key?: string }>({})
  const isFirst = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` is what causes another read.
  useEffect(() => {
    if (key === 'null') return
    const leaving = new AbortController()
    const timer = setTimeout(
      () => {
        isFirst.current = false
        client.query(operation, JSON.parse(key), { signal: leaving.signal }).then(
          (data) => setKnown({ data, key }),
          (error) => leaving.signal.aborted || setKnown({ error, key }),
        )
      },
      isFirst.current ? 0 : PAUSE_MS,
    )
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [client, operation, key, version])
  return { data: known.data, error: known.error, isLive: true, isCurrent: known.key === key }
}
