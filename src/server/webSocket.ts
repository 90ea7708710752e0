// The API over WebSockets, by the graphql-ws protocol: subscriptions, and queries and mutations alike.
//
// The key comes in connection_init (src/server/credentials.ts) or in the headers of the upgrade; without a valid one the
// socket is closed with 4403 and a reason. A query that doesn't parse is answered with its error
// and harms nobody else on the socket.

import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import { GraphQLError } from 'graphql'
import { CloseCode } from 'graphql-ws'
import { v7 as uuidv7 } from 'uuid'
import { type WebSocket, WebSocketServer } from 'ws'
import type { App } from '../app.ts'
import type { Sink } from '../events/live.ts'
import { type Context, messageOf, unauthenticated } from '../graphql/context.ts'
import type { Watch } from '../organizations/access.ts'
import { limitedAs } from '../organizations/roles.ts'
import { Slices } from '../queue/slices.ts'
import { type Charges, sharerOf } from './charges.ts'
import { chargeInvalid } from './clientErrors.ts'
import type { RequestReader } from './credentials.ts'
import { textFrame } from './frame.ts'
import { serveGraphqlWs } from './graphqlWs.ts'
import { urlOf, type Yoga } from './http.ts'
import { KeepAlive } from './keepAlive.ts'
import { MESSAGE_BYTES_MAX } from './limits.ts'
import { documentFor, type Operations } from './operations.ts'
import { GRAPHQL_PATH } from './paths.ts'
import type { Strangers } from './strangers.ts'
import { STUCK_MS, type StuckClients } from './stuck.ts'

const OPERATIONS_PER_SOCKET_MAX = 200
/** Of the id that a client gives an operation; kept as long as that lasts. */
const ID_CHARACTERS_MAX = 200
/** Of one key, or one person, on one process. */
const SOCKETS_PER_CALLER_MAX = 1_000
const TRY_AGAIN_LATER = 1013
/** So long a client may take to read that its socket is closed, and why. Unknown to the types of ws as yet. */
const CLOSING = { closeTimeout: 5_000 }
/** While more than this waits for a client, its live streams wait, too. */
const BUFFERED_BYTES_MAX = 64 * 1024
const CLOSING_BRACE = 0x7d

type Results = AsyncIterableIterator<unknown>

type Envelope = ReturnType<Yoga['getEnveloped']>

interface Connection {
  readonly who: Pick<Context, 'caller' | 'address'>
  readonly watch: Watch
  readonly wire: Socket
  /** In which something was last written. */
  turn: number
}

export function serveWebSockets(
  server: Server,
  app: App,
  reader: RequestReader,
  yoga: Yoga,
  charges: Charges,
  strangers: Strangers,
  operations: Operations | null,
  stuck: StuckClients,
  keepAliveMs?: number,
): () => Promise<void> {
  const keepAlive = new KeepAlive(keepAliveMs)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES_MAX, ...CLOSING })
  server.on('upgrade', (request, socket, head) => {
    if (urlOf(request)?.pathname !== GRAPHQL_PATH) {
      // A client may be gone before it has heard.
      socket.on('error', () => {})
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      keepAlive.watch(webSocket)
      sockets.emit('connection', webSocket, request)
    })
  })

  const socketsOf = new Map<string, number>()
  const opened = new WeakMap<WebSocket, Connection>()
  const write = byTurns()
  // Many operations come in one piece of a socket's data: each is parsed in its organization's turn.
  const slices = new Slices(Number.POSITIVE_INFINITY)
  const close = serveGraphqlWs(
    {
      onConnect: async (context) => {
        const { extra, connectionParams } = context
        const credentials = reader.credentialsOfSocket(extra.request, connectionParams ?? {})
        const caller = await app.access.identify(credentials)
        if (caller.kind === 'rejected') {
          await strangers.charge(credentials.address)
          extra.socket.close(CloseCode.Forbidden, messageOf(caller))
          return false
        }
        const name = limitedAs(caller)
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
        const watch = app.access.watch(credentials, caller, (why) =>
          extra.socket.close(CloseCode.Forbidden, messageOf(why)),
        )
        opened.set(extra.socket, { who, watch, wire: extra.request.socket, turn: -1 })
        stuck.watch(extra.request.socket, () => {
          for (const stream of Object.values(context.subscriptions)) (stream as Results | null)?.return?.()
          extra.socket.close(TRY_AGAIN_LATER, `Too slow: nothing was taken for ${STUCK_MS / 1_000} seconds`)
        })
        extra.socket.once('close', watch.stop)
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
        if (!connection || connection.watch.isOver()) return [unauthenticated()]
        const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
          ...connection.who,
          requestId: uuidv7(),
          deliver: deliverTo(extra.socket, connection, id, write),
          params,
        } as never)
        try {
          const source = documentFor(operations, params as never)
          if (typeof source !== 'string') return [source]
          const { document, errors } = await slices.run(sharerOf(connection.who.caller), () => {
            const parsed = parse(source)
            return { document: parsed, errors: validate(schema, parsed) }
          })
          if (errors.length > 0) return await refuseInvalid(charges, connection, errors)
          return {
            schema,
            document,
            operationName: params.operationName,
            variableValues: params.variables,
            contextValue: await contextFactory(),
            rootValue: { execute, subscribe },
          }
        } catch (error) {
          if (error instanceof GraphQLError) return await refuseInvalid(charges, connection, [error])
          throw error
        }
      },
      execute: (args) => (args.rootValue as Envelope).execute(args),
      subscribe: (args) => {
        const { subscribe } = args.rootValue as Envelope
        const given = { ...args, rootValue: undefined }
        // graphql-ws keeps the arguments as long as the stream lasts; they need not keep what made them.
        Object.assign(args, { rootValue: undefined, variableValues: undefined, contextValue: undefined })
        return subscribe(given)
      },
    },
    sockets,
    app.log,
  )
  // Closes every socket with 1001, on which clients come back by themselves.
  return async () => {
    keepAlive.stop()
    await close()
  }
}

/** An invalid document counts as an operation, too. */
async function refuseInvalid(
  charges: Charges,
  { who }: Connection,
  errors: readonly GraphQLError[],
): Promise<readonly GraphQLError[]> {
  const tooFast = await chargeInvalid(charges, who)
  return tooFast ? [tooFast] : errors
}

/**
 * Sends the messages of a live stream, which are written already but for the id of their operation. Each goes as one buffer
 * to the wire itself: ws would write the frame’s head and the message apart, which costs half as much again.
 */
function deliverTo(socket: WebSocket, connection: Connection, id: string, write: Write): Sink<Buffer> {
  const begin = `{"id":${JSON.stringify(id)},"type":"next","payload":`
  const beginBytes = Buffer.byteLength(begin)
  return (payload) => {
    if (socket.readyState !== socket.OPEN || connection.watch.isOver()) return
    const { frame, at } = textFrame(beginBytes + payload.length + 1)
    frame.write(begin, at)
    frame.set(payload, at + beginBytes)
    frame[frame.length - 1] = CLOSING_BRACE
    if (socket.bufferedAmount < BUFFERED_BYTES_MAX) return write(connection, frame)
    return new Promise((resolve) => write(connection, frame, () => resolve()))
  }
}

type Write = (connection: Connection, frame: Buffer, taken?: () => void) => void

/** Writes at once what is the only message to a socket in a turn of the event loop, as most are; what follows it goes together. */
function byTurns(): Write {
  let turn = 0
  let isUnderWay = false
  let corked: Socket[] = []
  const end = () => {
    turn++
    isUnderWay = false
    if (corked.length === 0) return
    for (const wire of corked) wire.uncork()
    corked = []
  }
  return (connection, frame, taken) => {
    const { wire } = connection
    if (!isUnderWay) {
      isUnderWay = true
      process.nextTick(end)
    }
    if (connection.turn === turn && wire.writableCorked === 0) {
      wire.cork()
      corked.push(wire)
    }
    connection.turn = turn
    wire.write(frame, taken)
  }
}
