// Connections of other processes of the same Holdfast, at PEER_PATH: src/home. Only a home takes them, from processes that know the token
// of its lease. All others are answered with 401, and charged as strangers.

import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { App } from '../app.ts'
import { PEER_PATH } from '../home/path.ts'
import { refuse } from './answer.ts'
import type { RequestReader } from './credentials.ts'
import type { Handler } from './exchange.ts'
import type { Strangers } from './strangers.ts'

export interface PeerParts {
  readonly app: App
  readonly reader: RequestReader
  readonly strangers: Strangers
}

/** Answers a request to upgrade. */
export async function servePeer(
  { app, reader, strangers }: PeerParts,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> {
  if (app.home.admit(request, socket, head)) return
  // A client may be gone before it has received the answer.
  socket.on('error', () => {})
  const status = (await strangers.charge(reader.addressOf(request))) ? 429 : 401
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
}

/** Answers a request that asks for no upgrade. */
export const explainPeers: Handler = ({ response }) => {
  response.setHeader('upgrade', 'websocket')
  refuse(response, 426, 'UPGRADE_REQUIRED', `${PEER_PATH} is for the processes of this Holdfast, over a WebSocket.`)
}
