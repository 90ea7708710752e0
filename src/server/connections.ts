// Limits of connections and requests on every path: the number of connections of one address, the time in which a request must
// arrive, and the memory of bodies.

import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import ipaddr from 'ipaddr.js'
import { networkOf } from '../network/addresses.ts'
import { refuse } from './answer.ts'

/** The most connections of one address, which may belong to a whole office. A proxy on this machine or a trusted one has no limit. */
const CONNECTIONS_PER_ADDRESS_MAX = 2_000
const HEADERS_MS_MAX = 10_000
/** The time for a body to arrive, except for uploads. */
const BODY_MS_MAX = 20_000
/** The time for the file of a task to arrive, which may be large. */
const UPLOAD_MS_MAX = 15 * 60_000
const RETRY_AFTER_MS = 1_000

/** `isProxy`: true for the address of a proxy, which many clients share. */
export function boundConnections(server: Server, isProxy: (address: string) => boolean): void {
  server.headersTimeout = HEADERS_MS_MAX
  server.requestTimeout = UPLOAD_MS_MAX
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket
    if (remoteAddress === undefined || isLoopback(remoteAddress) || isProxy(remoteAddress)) return
    const address = networkOf(remoteAddress)
    const count = (open.get(address) ?? 0) + 1
    if (count > CONNECTIONS_PER_ADDRESS_MAX) {
      socket.destroy()
      return
    }
    open.set(address, count)
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1
      if (left > 0) open.set(address, left)
      else open.delete(address)
    })
  })
}

/** The most bytes of bodies that are being received or processed: of one address, and in total. */
const BODIES_BYTES_MAX = 256 * 1024 * 1024
const ADDRESS_BODIES_BYTES_MAX = 64 * 1024 * 1024

/** Counts the bytes of bodies in memory, and refuses requests past the limits. */
export class Bodies {
  readonly #bodyBytesMax: number
  readonly #ofAddress = new Map<string, number>()
  #inAll = 0

  /** `bodyBytesMax`: the most bytes of one body. A body of unknown length counts as that many. */
  constructor(bodyBytesMax: number) {
    this.#bodyBytesMax = bodyBytesMax
  }

  /**
   * Admits a body, for a limited time; returns null if the request was refused and answered. The body counts until the answer
   * has ended, or until the returned function is called: a live stream keeps no body.
   */
  admit(request: IncomingMessage, response: ServerResponse, address: string | null): (() => void) | null {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
    if (length === undefined && encoding === undefined) return () => {}
    const bytes = Math.min(length === undefined ? this.#bodyBytesMax : Number(length), this.#bodyBytesMax)
    const from = address === null ? '' : networkOf(address)
    const ofAddress = this.#ofAddress.get(from) ?? 0
    if (this.#inAll + bytes > BODIES_BYTES_MAX || ofAddress + bytes > ADDRESS_BODIES_BYTES_MAX) {
      const message = 'Too many large requests are under way. Try again in a moment.'
      refuseAndClose(request, response, 503, 'OVERLOADED', message)
      return null
    }
    const release = this.#count(from, bytes)
    const timer = setTimeout(() => {
      if (request.complete) return
      const message = `The body of the request did not arrive within ${BODY_MS_MAX / 1_000} seconds.`
      refuseAndClose(request, response, 408, 'REQUEST_TIMEOUT', message)
    }, BODY_MS_MAX)
    request.once('end', () => clearTimeout(timer))
    response.once('close', () => {
      clearTimeout(timer)
      release()
    })
    return release
  }

  /** Counts a body. Returns a function that ends that. */
  #count(from: string, bytes: number): () => void {
    this.#inAll += bytes
    this.#ofAddress.set(from, (this.#ofAddress.get(from) ?? 0) + bytes)
    let isCounted = true
    return () => {
      if (!isCounted) return
      isCounted = false
      this.#inAll -= bytes
      const left = (this.#ofAddress.get(from) ?? 0) - bytes
      if (left > 0) this.#ofAddress.set(from, left)
      else this.#ofAddress.delete(from)
    }
  }
}

/** Answers and closes the connection, even if the body has not arrived. */
function refuseAndClose(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
): void {
  if (response.headersSent) {
    request.destroy()
    return
  }
  response.setHeader('connection', 'close').once('finish', () => request.destroy())
  refuse(response, status, code, message, RETRY_AFTER_MS)
}

function isLoopback(address: string): boolean {
  return ipaddr.process(address).range() === 'loopback'
}
