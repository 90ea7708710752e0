// The connection of the console to Holdfast: in one organization, as a person who has not chosen one yet, or as the operator.

import { createHoldfast, type Holdfast } from '@holdfast/client'
import { HoldfastProvider } from '@holdfast/react'
import { Client } from '@urql/core'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import { openCache } from './cache.ts'
import { holdfastExchange } from './exchange.ts'
import { type Failure, Failures } from './failures.ts'
import { ALL_TOPICS, Topics } from './topics.ts'

export interface Connection {
  readonly organizationId: string | null
  /** True: with the session of a platform key. */
  readonly isOperator: boolean
  readonly holdfast: Holdfast
  readonly urql: Client
  readonly topics: Topics
  readonly state: LiveState
  readonly failures: Failures
}

/** Whether live streams are connected, and whether the browser is online. */
class LiveState {
  #isLive = true
  readonly #listeners = new Set<() => void>()

  readonly get = (): 'LIVE' | 'CONNECTING' | 'OFFLINE' =>
    navigator.onLine ? (this.#isLive ? 'LIVE' : 'CONNECTING') : 'OFFLINE'
  readonly set = (isLive: boolean) => {
    if (isLive === this.#isLive) return
    this.#isLive = isLive
    this.#tell()
  }
  readonly listen = (listener: () => void) => {
    this.#listeners.add(listener)
    for (const event of ['online', 'offline']) addEventListener(event, listener)
    return () => {
      this.#listeners.delete(listener)
      for (const event of ['online', 'offline']) removeEventListener(event, listener)
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

function openConnection(organizationId: string | null, isOperator: boolean): Connection {
  const holdfast = createHoldfast({
    url: location.origin,
    ...(organizationId ? { organizationId } : {}),
    ...(isOperator ? { operator: true } : {}),
  })
  const state = new LiveState()
  const exchanges = [openCache(), holdfastExchange(holdfast, state.set)]
  const urql = new Client({ url: '/graphql', exchanges, preferGetMethod: false })
  return { organizationId, isOperator, holdfast, urql, topics: new Topics(), state, failures: new Failures() }
}

const ConnectionContext = createContext<Connection | null>(null)

export function ConnectionProvider({
  organizationId,
  isOperator = false,
  children,
}: {
  organizationId: string | null
  isOperator?: boolean
  children: ReactNode
}) {
  const connection = useMemo(() => openConnection(organizationId, isOperator), [organizationId, isOperator])
  useEffect(() => {
    // What changed while the page was hidden or offline is read when somebody looks again.
    const lookAgain = () => document.visibilityState === 'visible' && connection.topics.tell(...ALL_TOPICS)
    addEventListener('online', lookAgain)
    document.addEventListener('visibilitychange', lookAgain)
    return () => {
      removeEventListener('online', lookAgain)
      document.removeEventListener('visibilitychange', lookAgain)
      connection.holdfast.close()
    }
  }, [connection])
  return (
    <ConnectionContext.Provider value={connection}>
      <HoldfastProvider client={connection.holdfast}>{children}</HoldfastProvider>
    </ConnectionContext.Provider>
  )
}

export function useConnection(): Connection {
  const connection = useContext(ConnectionContext)
  if (!connection) throw new Error('Put a ConnectionProvider around the page.')
  return connection
}

/** Who looks: a person, the operator, or the operator who has opened an organization. */
export function useAudience(): 'MEMBER' | 'OPERATOR' | 'OPERATOR_INSIDE' {
  const connection = useContext(ConnectionContext)
  if (!connection?.isOperator) return 'MEMBER'
  return connection.organizationId === null ? 'OPERATOR' : 'OPERATOR_INSIDE'
}

/** What is shown may be older unless it is LIVE. */
export function useLiveState(): ReturnType<LiveState['get']> {
  const { state } = useConnection()
  return useSyncExternalStore(state.listen, state.get)
}

/** The reads that have failed and that no Fault shows. */
export function useFailures(): readonly Failure[] {
  const { failures } = useConnection()
  return useSyncExternalStore(failures.listen, failures.get)
}

/** Says that an error is shown in place, while it is. */
export function useTold(error: Error): void {
  const failures = useContext(ConnectionContext)?.failures
  useEffect(() => failures?.tell(error), [failures, error])
}
