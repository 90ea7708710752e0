// The API over WebSockets, by the graphql-ws protocol: subscriptions, queries and mutations.
//
// The key comes in connection_init (src/server/credentials.ts) or in the headers of the upgrade; without a valid one the
// socket is closed with 4403 and a reason. A query that doesn't parse is answered with its error and affects no other
// operation of the socket.

import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { type ExecutionArgs, GraphQLError } from 'graphql'
import { CloseCode, type ServerOptions, type Context as SocketState, type SubscribePayload } from 'graphql-ws'
import { v7 as uuidv7 } from 'uuid'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Watch } from '../access/access.ts'
import { limitedAs } from '../access/roles.ts'
import type { App } from '../app.ts'
import { Slices } from '../fairness/slices.ts'
import { type Context, messageOf, unauthenticated } from '../graphql/context.ts'
import { PEER_PATH } from '../home/path.ts'
import { type Charges, sharerOf } from './charges.ts'
import { chargeInvalid } from './clientErrors.ts'
import type { RequestReader } from './credentials.ts'
import type { Yoga } from './graphql.ts'
import { type Extra, type Payload, serveGraphqlWs } from './graphqlWs.ts'
import { urlOf } from './http.ts'
import { KeepAlive } from './keepAlive.ts'
import { MESSAGE_BYTES_MAX } from './limits.ts'
import { GRAPHQL_PATH } from './paths.ts'
import { servePeer } from './peers.ts'
import { documentFor, type Operations } from './persisted.ts'
import { SLOW_MS, type SlowConsumers } from './slowConsumers.ts'
import type { Strangers } from './strangers.ts'
import { byTurns, sendTo, type Write } from './writing.ts'

const OPERATIONS_PER_SOCKET_MAX = 200
/** Characters of the id that a client gives an operation, which is kept as long as the operation lasts. */
const ID_CHARACTERS_MAX = 200
/** Sockets of one key, or one person, on one process. */
const SOCKETS_PER_CALLER_MAX = 1_000
const TRY_AGAIN_LATER = 1013
/** The time for a client to receive the close frame with its reason. The types of ws don't have it yet. */
const CLOSING = { closeTimeout: 5_000 }

type Envelope = ReturnType<Yoga['getEnveloped']>

/** A socket whose caller is known. */
interface Connection {
  readonly who: Pick<Context, 'caller' | 'address'>
  readonly watch: Watch
  readonly wire: Socket
  /** The turn of the event loop in which something was last written. */
  turn: number
}

type State = SocketState<Payload, Extra<Connection>>

export interface WebSocketParts {
  readonly app: App
  readonly reader: RequestReader
  readonly yoga: Yoga
  readonly charges: Charges
  readonly strangers: Strangers
  readonly operations: Operations | null
  readonly slowConsumers: SlowConsumers
  /** The pause between two pings of a socket, in milliseconds. */
  readonly keepAliveMs?: number
}

/** Serves sockets. Returns a function that closes them with 1001, after which clients reconnect. */
export function serveWebSockets(server: Server, parts: WebSocketParts): () => Promise<void> {
  const keepAlive = new KeepAlive(parts.keepAliveMs)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES_MAX, ...CLOSING })
  server.on('upgrade', (request, socket, head) => {
    const path = urlOf(request)?.pathname
    if (path === PEER_PATH) {
      void servePeer(parts, request, socket, head)
      return
    }
    if (path !== GRAPHQL_PATH) {
      // A client may be gone before it has received the answer.
      socket.on('error', () => {})
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      keepAlive.watch(webSocket)
      sockets.emit('connection', webSocket, request)
    })
  })
  const close = serveGraphqlWs(handlersOf(parts), sockets, parts.app.log)
  return async () => {
    keepAlive.stop()
    await close()
  }
}

function handlersOf(parts: WebSocketParts): ServerOptions<Payload, Extra<Connection>> {
  const socketsOf = new Map<string, number>()
  const write = byTurns()
  // Many operations come in one piece of a socket's data: each is parsed in its organization's turn.
  const slices = new Slices(Number.POSITIVE_INFINITY)
  return {
    onConnect: (state) => connect(parts, socketsOf, state),
    onSubscribe: (state, id, payload) => prepare(parts, { slices, write }, state, id, payload),
    execute: (args) => (args.rootValue as Envelope).execute(args),
    subscribe: (args) => {
      const { subscribe } = args.rootValue as Envelope
      const given = { ...args, rootValue: undefined }
      // graphql-ws keeps the arguments as long as the stream lasts; they need not keep what made them.
      Object.assign(args, { rootValue: undefined, variableValues: undefined, contextValue: undefined })
      return subscribe(given)
    },
  }
}

/** Identifies the caller of a socket. Closes the socket and returns false if that fails. */
async function connect(
  { app, reader, strangers, slowConsumers }: WebSocketParts,
  socketsOf: Map<string, number>,
  { extra, connectionParams, subscriptions }: State,
): Promise<boolean> {
  const { socket, request } = extra
  if (!request) return false
  const credentials = reader.credentialsOfSocket(request, connectionParams ?? {})
  const caller = await app.access.identify(credentials)
  if (caller.kind === 'rejected') {
    await strangers.charge(credentials.address)
    socket.close(CloseCode.Forbidden, messageOf(caller))
    return false
  }
  if (!countSocket(socketsOf, limitedAs(caller), socket)) {
    socket.close(TRY_AGAIN_LATER, 'Too many connections: close one first.')
    return false
  }
  const watch = app.access.watch(credentials, caller, (why) => socket.close(CloseCode.Forbidden, messageOf(why)))
  socket.once('close', watch.stop)
  slowConsumers.watch(request.socket, () => {
    for (const stream of Object.values(subscriptions)) (stream as AsyncGenerator | null)?.return?.(undefined)
    socket.close(TRY_AGAIN_LATER, `Too slow: nothing was read for ${SLOW_MS / 1_000} seconds`)
  })
  extra.connection = { who: { caller, address: credentials.address }, watch, wire: request.socket, turn: -1 }
  // graphql-ws keeps `extra` as long as the socket lives, and there are thousands of sockets.
  extra.request = null
  return true
}

/** Counts a socket until it closes; false if its caller has too many. */
function countSocket(socketsOf: Map<string, number>, name: string, socket: WebSocket): boolean {
  const open = socketsOf.get(name) ?? 0
  if (open >= SOCKETS_PER_CALLER_MAX) return false
  socketsOf.set(name, open + 1)
  socket.once('close', () => {
    const left = (socketsOf.get(name) ?? 1) - 1
    if (left > 0) socketsOf.set(name, left)
    else socketsOf.delete(name)
  })
  return true
}

/** Parses and validates an operation. Returns the arguments of its execution, or the errors to send. */
async function prepare(
  { yoga, operations, charges }: WebSocketParts,
  { slices, write }: { readonly slices: Slices; readonly write: Write },
  { extra: { socket, connection }, subscriptions }: State,
  id: string,
  params: SubscribePayload,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  if (Object.keys(subscriptions).length > OPERATIONS_PER_SOCKET_MAX) {
    return [
      refusal(
        'TOO_MANY_OPERATIONS',
        `A socket carries at most ${OPERATIONS_PER_SOCKET_MAX} operations at a time: end one first.`,
      ),
    ]
  }
  if (id.length > ID_CHARACTERS_MAX) {
    return [refusal('BAD_USER_INPUT', `The id of an operation must have at most ${ID_CHARACTERS_MAX} characters.`)]
  }
  if (!connection || connection.watch.isOver()) return [unauthenticated()]
  const { who } = connection
  const { schema, execute, subscribe, contextFactory, parse, validate } = yoga.getEnveloped({
    ...who,
    requestId: uuidv7(),
    deliver: sendTo(socket, connection, id, write),
    params,
  } as never)
  try {
    const source = documentFor(operations, params as never)
    if (typeof source !== 'string') return [source]
    const { document, errors } = await slices.run(sharerOf(who.caller), () => {
      const parsed = parse(source)
      return { document: parsed, errors: validate(schema, parsed) }
    })
    if (errors.length > 0) return await refuseInvalid(charges, who, errors)
    return {
      schema,
      document,
      operationName: params.operationName,
      variableValues: params.variables,
      contextValue: await contextFactory(),
      rootValue: { execute, subscribe },
    }
  } catch (error) {
    if (error instanceof GraphQLError) return await refuseInvalid(charges, who, [error])
    throw error
  }
}

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } })
}

/** An invalid document counts as an operation, too. */
async function refuseInvalid(
  charges: Charges,
  who: Connection['who'],
  errors: readonly GraphQLError[],
): Promise<readonly GraphQLError[]> {
  const tooFast = await chargeInvalid(charges, who)
  return tooFast ? [tooFast] : errors
}
