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

export class Socket {
  readonly #client: Client
  /** Whether a connection was ever accepted: if not, sockets may be closed on the way. */
  wasOpen = false

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
        },
        ping: (received) => {
          if (!received) dead = setTimeout(() => client.terminate(), PONG_MS)
        },
        pong: (received) => {
          if (received) clearTimeout(dead)
        },
        closed: () => clearTimeout(dead),
      },
    })
    this.#client = client
  }

  async *stream(query: string, variables: Record<string, unknown>, signal: AbortSignal): AsyncGenerator<StreamMessage> {
    const messages = this.#client.iterate<Record<string, unknown>>({ query, variables })
    const end = () => void messages.return?.()
    signal.addEventListener('abort', end, { once: true })
    try {
      yield* messages as AsyncIterable<StreamMessage>
    } catch (error) {
      throw errorOfSocket(error)
    } finally {
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
