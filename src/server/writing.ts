// Writes messages to WebSockets. A message is written to the TCP socket as one buffer. ws would write the frame's header and the
// message separately, which costs half as much again. A message of a live stream is JSON already, except for the id of its operation.

import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Watch } from '../access/access.ts'
import type { Sink } from '../events/live.ts'
import { textFrame } from './frame.ts'

/** The most bytes that wait for a client. Past that, its live streams and its operations wait, too. */
const BUFFERED_BYTES_MAX = 64 * 1024
const CLOSING_BRACE = 0x7d

/** A socket to write to. */
export interface Wire {
  readonly watch: Watch
  readonly wire: Socket
  /** The turn of the event loop in which something was last written. */
  turn: number
}

export type Write = (connection: Wire, frame: Buffer, taken?: () => void) => void

/** Sends the messages of one operation. Resolves when the client has room for the next one. */
export function sendTo(socket: WebSocket, connection: Wire, id: string, write: Write): Sink<Buffer> {
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

/**
 * Sends texts to WebSockets. The texts to one socket in a turn of the event loop are one write: a result and the end of its
 * operation, and the results of other operations. The promise resolves when the client has room for more.
 */
export function gathering(): (socket: WebSocket, wire: Socket, text: string) => Promise<void> | undefined {
  let corked: Socket[] = []
  const end = () => {
    const written = corked
    corked = []
    for (const wire of written) wire.uncork()
  }
  return (socket, wire, text) => {
    if (socket.readyState !== socket.OPEN) return undefined
    const { frame, at } = textFrame(Buffer.byteLength(text))
    frame.write(text, at)
    if (wire.writableCorked === 0) {
      wire.cork()
      if (corked.push(wire) === 1) process.nextTick(end)
    }
    if (socket.bufferedAmount >= BUFFERED_BYTES_MAX) return new Promise((resolve) => wire.write(frame, () => resolve()))
    wire.write(frame)
    return undefined
  }
}

/** Writes the first message to a socket in a turn of the event loop at once, and those that follow in that turn together. */
export function byTurns(): Write {
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
