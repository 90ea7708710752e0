// Reads of pages: from the cache at once, and again whenever something has changed that they depend on.

import type { Operation } from '@holdfast/client'
import { createRequest } from '@urql/core'
import { useEffect, useRef, useState } from 'react'
import { pipe, subscribe } from 'wonka'
import { nowMs } from '../parts/clock.ts'
import { useConnection } from './connection.tsx'
import { useFailure } from './failures.ts'
import type { Topic, Topics } from './topics.ts'

export interface Data<Answer> {
  /** The newest answer; undefined until the first has come. The last one stays while the variables change. */
  readonly data: Answer | undefined
  readonly error: Error | undefined
  /** True while the answer to these variables has not come. */
  readonly isLoading: boolean
  /** Reads again. */
  readonly again: () => void
}

/** However often something changes by itself, a read is made once in this time. */
const PAUSE_MS = 1_000
/** Changes within this time are read together. */
const GATHER_MS = 50

interface How {
  /** The kinds of changes that it depends on; acts of people always count. */
  readonly on?: readonly Topic[]
}

interface Known<Answer> {
  readonly data?: Answer
  readonly error?: Error
  /** The variables that it answers. */
  readonly key?: string
  /** When the data was read; null: it is not known. */
  readonly readAt?: number | null
}

/** Reads; nothing while `variables` is null. */
export function useData<Answer, Variables>(
  operation: Operation<Answer, Variables>,
  variables: Variables | null,
  { on = [] }: How = {},
): Data<Answer> {
  const { urql, topics, failures } = useConnection()
  const key = JSON.stringify(variables)
  const [known, setKnown] = useState<Known<Answer>>({})
  const [reader, setReader] = useState<{ again: () => void }>({ again: () => {} })
  const depends = on.join(' ')

  useEffect(() => {
    if (key === 'null') return
    const request = createRequest(operation.text, JSON.parse(key))
    let ending: { unsubscribe(): void } | null = null
    let requestPolicy: 'cache-and-network' | 'network-only' = 'cache-and-network'
    const again = paced(() => {
      const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
      ending?.unsubscribe()
      ending = pipe(
        urql.executeQuery(request, { requestPolicy, sent: operation } as never),
        subscribe(({ data, error, stale, operation: { context } }) => {
          const value = (data as Record<string, Answer> | undefined)?.[operation.field]
          const problem = error?.networkError ?? error
          // What is known already, while the read goes on.
          const isOlder = stale || context.meta?.cacheOutcome === 'hit' || context.meta?.cacheOutcome === 'partial'
          if (problem || !isOlder) answer()
          if (problem) return setKnown((last) => ({ ...last, error: problem, key }))
          if (!isOlder) failures.answeredAt.set(request.key, nowMs())
          const readAt = failures.answeredAt.get(request.key) ?? null
          // What the cache holds does not mean that the read that has failed would succeed now.
          setKnown((last) => ({
            ...{ data: value as Answer, key, readAt },
            ...(isOlder && last.key === key && last.error ? { error: last.error } : {}),
          }))
        }),
      )
      requestPolicy = 'network-only'
      return answered
    })
    again.now()
    setReader({ again: again.soon })
    const end = listenTo(topics, depends.split(' ').filter(Boolean) as Topic[], again)
    return () => {
      end()
      ending?.unsubscribe()
    }
  }, [urql, topics, failures, operation, key, depends])

  const { error, readAt = null } = known
  useFailure(failures, operation, {
    ...{ error: key === 'null' ? undefined : error, readAt, again: reader.again },
    isShown: known.data !== undefined && known.data !== null,
  })
  return { data: known.data, error: known.error, isLoading: key !== 'null' && known.key !== key, again: reader.again }
}

interface Paced {
  /** Reads, at most once in a pause: within one, at its end. A read that takes longer is not begun anew, which might never end: it is followed by one. */
  (): void
  /** Reads at once, in place of a read that is under way. */
  now(): void
  /** Reads without waiting for the end of the pause, in place of a read that is under way. */
  soon(): void
  cancel(): void
}

/** `read` ends a read that is under way, begins one, and resolves when it is answered. */
export function paced(read: () => Promise<void>): Paced {
  let lastAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let reading: Promise<void> | null = null
  let isDue = false
  const now = () => {
    timer = undefined
    lastAt = Date.now()
    isDue = false
    const begun = read()
    reading = begun
    begun.then(() => {
      if (reading !== begun) return
      reading = null
      if (isDue) paced()
    })
  }
  const after = (waitMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(now, waitMs)
  }
  const paced = () => {
    if (reading) isDue = true
    else if (timer === undefined) after(Math.max(GATHER_MS, lastAt + PAUSE_MS - Date.now()))
  }
  const cancel = () => {
    clearTimeout(timer)
    reading = null
  }
  return Object.assign(paced, { now, soon: () => after(GATHER_MS), cancel })
}

/** Reads after acts of people at once, so that nobody looks at what they have just changed; after other changes when the pause allows. */
export function listenTo(topics: Topics, others: readonly Topic[], again: Paced): () => void {
  const ends = [topics.listen(['acts'], again.soon), topics.listen(others, again)]
  return () => {
    for (const end of ends) end()
    again.cancel()
  }
}

/** Follows a live stream while the part is shown; nothing while `variables` is null. */
export function useStream<Answer, Variables>(
  operation: Operation<Answer, Variables>,
  variables: Variables | null,
  onMessage: (answer: Answer) => void,
): void {
  const { urql } = useConnection()
  const key = JSON.stringify(variables)
  const tell = useRef(onMessage)
  tell.current = onMessage
  useEffect(() => {
    if (key === 'null') return
    const { unsubscribe } = pipe(
      urql.executeSubscription(createRequest(operation.text, JSON.parse(key)), { sent: operation } as never),
      subscribe(({ data }) => {
        const value = (data as Record<string, Answer> | undefined)?.[operation.field]
        if (value) tell.current(value)
      }),
    )
    return unsubscribe
  }, [urql, operation, key])
}
