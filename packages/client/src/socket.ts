// One WebSocket for all live streams of a client. A connection that answers no ping is dead, and is closed.

import { type Client, createClient } from 'graphql-ws/client'
import { errorOf, type GraphQLFault, HoldfastError, noAnswer } from './errors.ts'
import { addressOf, credentialsOf, type HoldfastOptions } from './options.ts'

const PING_MS = 10_000
const PONG_MS = 5_000
const ACK_MS = 10_000

/** A message of a stream, as GraphQL answers. */
export interface StreamMessage {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly GraphQLFault[]
}

/** How a stream connects. */
export interface Connecting {
  /** Ends the stream. */
  readonly signal: AbortSignal
  /** Called once the connection is accepted: a stream may be silent for long. */
  readonly onOpen: () => void
}

export class Socket {
  readonly #client: Client
  /** Whether a connection was ever accepted: if not, sockets may be closed on the way. */
  wasOpen = false
  #isOpen = false
  /** Called once the next connection is accepted. */
  readonly #waiting = new Set<() => void>()

  constructor(options: HoldfastOptions) {
    let dead: ReturnType<typeof setTimeout> | undefined
    const client = createClient({
      url: addressOf(options).replace(/^http/, 'ws'),
      connectionParams: () => credentialsOf(options),
      webSocketImpl: options.webSocket,
      retryAttempts: 0,
      lazyCloseTimeout: 1_000,
      keepAlive: PING_MS,
      connectionAckWaitTimeout: ACK_MS,
      on: {
        connected: () => {
          this.wasOpen = true
          this.#isOpen = true
          for (const tell of this.#waiting) tell()
          this.#waiting.clear()
        },
        ping: (received) => {
          if (!received) dead = setTimeout(() => client.terminate(), PONG_MS)
        },
        pong: (received) => {
          if (received) clearTimeout(dead)
        },
        closed: () => {
          this.#isOpen = false
          clearTimeout(dead)
        },
      },
    })
    this.#client = client
  }

  async *stream(
    query: string,
    variables: Record<string, unknown>,
    { signal, onOpen }: Connecting,
  ): AsyncGenerator<StreamMessage> {
    if (this.#isOpen) onOpen()
    else this.#waiting.add(onOpen)
    const messages = this.#client.iterate<Record<string, unknown>>({ query, variables })
    const end = () => void messages.return?.()
    signal.addEventListener('abort', end, { once: true })
    try {
      yield* messages as AsyncIterable<StreamMessage>
    } catch (error) {
      throw errorOfSocket(error)
    } finally {
      this.#waiting.delete(onOpen)
      signal.removeEventListener('abort', end)
      end()
    }
  }

  close(): void {
    void this.#client.dispose()
  }
}

/** A stream was refused (a list of errors), or its socket was closed (a code and a reason). */
function errorOfSocket(error: unknown): HoldfastError {
  if (Array.isArray(error)) return errorOf(error[0] as GraphQLFault)
  const { code, reason } = error as { code?: number; reason?: string }
  if (code === 4403 || code === 4401)
    return new HoldfastError(reason || 'The credentials were refused.', { code: 'UNAUTHENTICATED' })
  return noAnswer(`The live connection was closed${reason ? `: ${reason}` : ''}.`, error)
}
