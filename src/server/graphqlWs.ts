// Connects graphql-ws to ws. The adapter of graphql-ws keeps the bytes of a subscription's message, and their text, as long as the
// subscription lasts, so clients would choose how much memory it takes. Here both are released once the message is parsed.

import type { IncomingMessage } from 'node:http'
import { CloseCode, handleProtocols, makeServer, type ServerOptions } from 'graphql-ws'
import type { Logger } from 'pino'
import type { RawData, WebSocket, WebSocketServer } from 'ws'
import { parseJson } from '../formats/exactNumbers.ts'
import { gathering } from './writing.ts'

export type Payload = Record<string, unknown> | undefined

/** The state of a socket, which graphql-ws keeps as long as the socket lives. */
export interface Extra<Connection> {
  readonly socket: WebSocket
  /** The request of the upgrade. Null once it is not needed any more. */
  request: IncomingMessage | null
  /** Null until the caller is known. */
  connection: Connection | null
}

/** Serves the protocol on all sockets of `sockets`. Returns a function that closes them with 1001, after which clients reconnect. */
export function serveGraphqlWs<Connection>(
  options: ServerOptions<Payload, Extra<Connection>>,
  sockets: WebSocketServer,
  log: Logger,
): () => Promise<void> {
  const server = makeServer<Payload, Extra<Connection>>(options)
  const send = gathering()
  sockets.options.handleProtocols = handleProtocols
  const failed = (socket: WebSocket, error: unknown) => {
    log.warn({ err: error }, 'a message on a socket failed')
    socket.close(CloseCode.InternalServerError, 'Internal server error')
  }
  sockets.on('connection', (socket, request) => {
    // Not by the request, which would stay in memory as long as the socket.
    const wire = request.socket
    // The client sent something that is not a frame, or is too large. ws has closed the socket with a reason.
    socket.on('error', (error) => log.debug({ err: error }, 'a socket failed'))
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (text) => send(socket, wire, text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          socket.on('message', (data) => {
            // The type is a text, but graphql-ws accepts a parsed message, too.
            take(messageOf(data) as string).catch((error) => failed(socket, error))
          }),
      },
      { socket, request, connection: null },
    )
    socket.once('close', (code, reason) => {
      closed(code, String(reason)).catch((error) => failed(socket, error))
    })
  })
  return async () => {
    for (const client of sockets.clients) client.close(1001, 'Going away')
    sockets.removeAllListeners()
    await new Promise<void>((resolve, reject) => sockets.close((error) => (error ? reject(error) : resolve())))
  }
}

/** Null for invalid JSON, which graphql-ws refuses as a message. */
function messageOf(data: RawData): unknown {
  try {
    return parseJson(String(data))
  } catch {
    return null
  }
}
