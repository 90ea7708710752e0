// Joins graphql-ws to ws. The adapter that graphql-ws brings keeps the bytes of a subscription's message, and their text, as
// long as the subscription lasts: whoever opens streams would choose how much. Here both go once the message is parsed.

import type { IncomingMessage } from 'node:http'
import { CloseCode, handleProtocols, makeServer, type ServerOptions } from 'graphql-ws'
import type { Logger } from 'pino'
import type { RawData, WebSocket, WebSocketServer } from 'ws'
import { parseJson } from '../formats/exactNumbers.ts'

export type Payload = Record<string, unknown> | undefined

/** What graphql-ws keeps of a socket as long as that lives. */
export interface Extra<Connection> {
  readonly socket: WebSocket
  /** The request of the upgrade. Null once it is not needed any more. */
  request: IncomingMessage | null
  /** Null until the caller is known. */
  connection: Connection | null
}

/** Serves the protocol on all sockets of `sockets`. Returns what closes them with 1001, on which clients come back. */
export function serveGraphqlWs<Connection>(
  options: ServerOptions<Payload, Extra<Connection>>,
  sockets: WebSocketServer,
  log: Logger,
): () => Promise<void> {
  const server = makeServer<Payload, Extra<Connection>>(options)
  sockets.options.handleProtocols = handleProtocols
  const failed = (socket: WebSocket, error: unknown) => {
    log.warn({ err: error }, 'a message on a socket failed')
    socket.close(CloseCode.InternalServerError, 'Internal server error')
  }
  sockets.on('connection', (socket, request) => {
    // What a client sent was no frame, or too large: ws has closed the socket, and says why to the client.
    socket.on('error', (error) => log.debug({ err: error }, 'a socket failed'))
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (data) => send(socket, data),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          socket.on('message', (data) => {
            // Types say that it is a text; what is parsed already is taken, too.
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

/** Null if it is no JSON, which is no message either. */
function messageOf(data: RawData): unknown {
  try {
    return parseJson(String(data))
  } catch {
    return null
  }
}

async function send(socket: WebSocket, data: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return
  await new Promise<void>((resolve, reject) => socket.send(data, (error) => (error ? reject(error) : resolve())))
}
