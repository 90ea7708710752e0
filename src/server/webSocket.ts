// The API over WebSockets, by the graphql-ws protocol: subscriptions, and queries and mutations alike.
//
// The key comes in connection_init ({"apiKey": "…"} or {"authorization": "Bearer …"}) or in the headers of the
// upgrade; without a valid one the socket is closed with 4403. A query that doesn't parse is answered with its error
// and harms nobody else on the socket.

import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import { GraphQLError } from 'graphql'
import { CloseCode } from 'graphql-ws'
import { useServer } from 'graphql-ws/use/ws'
import { v7 as uuidv7 } from 'uuid'
import { type WebSocket, WebSocketServer } from 'ws'
import type { App } from '../app.ts'
import type { Sink } from '../events/live.ts'
import type { Context } from '../graphql/context.ts'
import type { Caller } from '../organizations/roles.ts'
import type { RequestReader } from './credentials.ts'
import { textFrame } from './frame.ts'
import { GRAPHQL_PATH, urlOf, type Yoga } from './http.ts'
import { MESSAGE_BYTES_MAX } from './limits.ts'
import { documentFor, type Operations } from './operations.ts'
import { STUCK_MS, type StuckClients } from './stuck.ts'

const OPERATIONS_PER_SOCKET_MAX = 200
/** Of the id that a client gives an operation; kept as long as that lasts. */
const ID_CHARACTERS_MAX = 200
/** Of one key, or one person, on one process. */
const SOCKETS_PER_CALLER_MAX = 1_000
const TRY_AGAIN_LATER = 1013
/** So often each client is asked whether it is still there. */
const KEEP_ALIVE_MS = 30_000
/** So long a client may take to read that its socket is closed, and why. Unknown to the types of ws as yet. */
const CLOSING = { closeTimeout: 5_000 }
/** While more than this waits for a client, its live streams wait, too. */
const BUFFERED_BYTES_MAX = 64 * 1024
const END = Buffer.from('}')

type Results = AsyncIterableIterator<unknown>

type Envelope = ReturnType<Yoga['getEnveloped']>

export function serveWebSockets(
  server: Server,
  app: App,
  reader: RequestReader,
  yoga: Yoga,
  operations: Operations | null,
  stuck: StuckClients,
): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES_MAX, ...CLOSING })
  server.on('upgrade', (request, socket, head) => {
    if (urlOf(request)?.pathname !== GRAPHQL_PATH) {
      // A client may be gone before it has heard.
      socket.on('error', () => {})
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket, request))
  })

  const socketsOf = new Map<string, number>()
  const opened = new WeakMap<WebSocket, { readonly who: Pick<Context, 'caller' | 'address'>; readonly wire: Socket }>()
  const flush = flushedTogether()
  const serving = useServer(
    {
      onConnect: async (context) => {
        const { extra, connectionParams } = context
        const credentials = reader.credentialsOfSocket(extra.request, connectionParams ?? {})
        const caller = await app.access.authenticate(credentials)
        if (!caller) return false
        const name = callerName(caller)
        const open = socketsOf.get(name) ?? 0
        if (open >= SOCKETS_PER_CALLER_MAX) {
          extra.socket.close(TRY_AGAIN_LATER, 'Too many connections')
          return false
        }
        socketsOf.set(name, open + 1)
        extra.socket.once('close', () => {
          const left = (socketsOf.get(name) ?? 1) - 1
          if (left > 0) socketsOf.set(name, left)
          else socketsOf.delete(name)
        })
        const who = { caller, address: credentials.address }
        opened.set(extra.socket, { who, wire: extra.request.socket })
        const unwatchStuck = stuck.watch(
          () => extra.socket.bufferedAmount,
          () => {
            for (const stream of Object.values(context.subscriptions)) (stream as Results | null)?.return?.()
            extra.socket.close(TRY_AGAIN_LATER, `Too slow: nothing was taken for ${STUCK_MS / 1_000} seconds`)
          },
        )
        extra.socket.once('close', unwatchStuck)
        const unwatch = app.access.watch(credentials, caller, () =>
          extra.socket.close(CloseCode.Forbidden, 'Forbidden'),
        )
        extra.socket.once('close', unwatch)
        // graphql-ws would keep it as long as the socket lives, and thousands do.
        ;(extra as { request: IncomingMessage | null }).request = null
        return true
      },
      onSubscribe: async ({ extra, subscriptions }, id, params) => {
        if (Object.keys(subscriptions).length > OPERATIONS_PER_SOCKET_MAX) {
          const message = `A socket carries up to ${OPERATIONS_PER_SOCKET_MAX} operations at a time.`
          return [new GraphQLError(message, { extensions: { code: 'TOO_MANY_OPERATIONS' } })]
        }
        if (id.length > ID_CHARACTERS_MAX) {
          const message = `The id of an operation has up to ${ID_CHARACTERS_MAX} characters.`
          return [new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })]
        }
        const connection = opened.get(extra.socket)
        const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
          caller: null,
          address: null,
          ...connection?.who,
          requestId: uuidv7(),
          deliver: connection && deliverTo(extra.socket, connection.wire, id, flush),
          params,
        } as never)
        try {
          const source = documentFor(operations, params as never)
          if (typeof source !== 'string') return [source]
          const document = parse(source)
          const errors = validate(schema, document)
          if (errors.length > 0) return errors
          return {
            schema,
            document,
            operationName: params.operationName,
            variableValues: params.variables,
            contextValue: await contextFactory(),
            rootValue: { execute, subscribe },
          }
        } catch (error) {
          if (error instanceof GraphQLError) return [error]
          throw error
        }
      },
      execute: (args) => (args.rootValue as Envelope).execute(args),
      subscribe: (args) => {
        const { subscribe } = args.rootValue as Envelope
        // graphql-ws keeps the arguments as long as the stream lasts; they need not keep what made them.
        args.rootValue = undefined
        return subscribe(args)
      },
    },
    sockets,
    KEEP_ALIVE_MS,
  )
  // Closes every socket with 1001, on which clients come back by themselves.
  return async () => {
    await serving.dispose()
  }
}

/**
 * Sends the messages of a live stream, which are written already but for the id of their operation. Each goes as one buffer
 * to the wire itself: ws would write the frame’s head and the message apart, which costs half as much again.
 */
function deliverTo(socket: WebSocket, wire: Socket, id: string, beforeWrite: (wire: Socket) => void): Sink<Buffer> {
  const begin = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`)
  return (payload) => {
    if (socket.readyState !== socket.OPEN) return
    const frame = textFrame(begin, payload, END)
    beforeWrite(wire)
    if (socket.bufferedAmount < BUFFERED_BYTES_MAX) return void wire.write(frame)
    return new Promise((resolve) => wire.write(frame, () => resolve()))
  }
}

/**
 * Keeps what is written to sockets in this turn of the event loop, and then sends all of it, one socket right after the other:
 * several messages to one go in one packet, and clients on the same machine needn't be woken for each.
 */
function flushedTogether(): (wire: Socket) => void {
  const corked = new Set<Socket>()
  const flush = () => {
    for (const wire of corked) wire.uncork()
    corked.clear()
  }
  return (wire) => {
    if (corked.has(wire)) return
    if (corked.size === 0) process.nextTick(flush)
    corked.add(wire)
    wire.cork()
  }
}

/** Whose sockets are counted together. */
function callerName(caller: Caller): string {
  if (caller.kind === 'person') return caller.subject
  if (caller.kind === 'operator') return caller.keyId
  return caller.keyId ?? `${caller.organizationId} ${caller.memberId}`
}
