// Live streams in React: parts that follow the same thing share one stream, which ends when none shows it any more.

import type { Holdfast, Operation } from '@holdfast/client'
import { useCallback, useSyncExternalStore } from 'react'
import { useHoldfast } from './provider.tsx'

/** What a hook knows. */
export interface Known<Data> {
  /** The newest; undefined until the first has come. */
  readonly data: Data | undefined
  /** Why nothing more comes. */
  readonly error: Error | undefined
  /** False while the connection is lost: `data` may be older then. */
  readonly isLive: boolean
}

const NOTHING: Known<never> = { data: undefined, error: undefined, isLive: true }
/** A part that is taken away and shown again at once goes on with the same stream. */
const LINGER_MS = 1_000

class Stream {
  known: Known<unknown> = NOTHING
  readonly #listeners = new Set<() => void>()
  readonly #start: (set: (known: Partial<Known<unknown>>) => void, signal: AbortSignal) => Promise<void>
  #running: AbortController | undefined
  #ending: ReturnType<typeof setTimeout> | undefined

  constructor(client: Holdfast, operation: Operation<unknown, unknown>, variables: unknown) {
    this.#start = async (set, signal) => {
      const onState = (state: string) => set({ isLive: state === 'live' })
      try {
        for await (const data of client.watch(operation, variables, { signal, onState })) set({ data })
      } catch (error) {
        set({ error: error instanceof Error ? error : new Error(String(error)) })
      }
    }
  }

  add(listener: () => void): () => void {
    clearTimeout(this.#ending)
    this.#listeners.add(listener)
    if (!this.#running) this.#run()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#ending = setTimeout(() => this.#end(), LINGER_MS)
    }
  }

  #run(): void {
    const running = new AbortController()
    this.#running = running
    const set = (known: Partial<Known<unknown>>) => {
      if (
        running.signal.aborted ||
        Object.entries(known).every(([name, value]) => this.known[name as keyof Known<unknown>] === value)
      )
        return
      this.known = { ...this.known, ...known }
      for (const listener of this.#listeners) listener()
    }
    void this.#start(set, running.signal)
  }

  #end(): void {
    this.#running?.abort()
    this.#running = undefined
    this.known = NOTHING
  }
}

const STREAMS = new WeakMap<Holdfast, Map<string, Stream>>()

function streamOf(client: Holdfast, operation: Operation<unknown, unknown>, variables: string): Stream {
  const streams = STREAMS.get(client) ?? new Map<string, Stream>()
  STREAMS.set(client, streams)
  const key = `${operation.text} ${variables}`
  const stream = streams.get(key) ?? new Stream(client, operation, JSON.parse(variables))
  streams.set(key, stream)
  return stream
}

/** Follows a live stream; nothing while `variables` is null. */
export function useLive<Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables | null,
): Known<Data> {
  const { client } = useHoldfast()
  const key = JSON.stringify(variables)
  const stream = key === 'null' ? null : streamOf(client, operation as Operation<unknown, unknown>, key)
  const subscribe = useCallback((listener: () => void) => stream?.add(listener) ?? (() => {}), [stream])
  const read = () => (stream?.known ?? NOTHING) as Known<Data>
  return useSyncExternalStore(subscribe, read, read)
}
