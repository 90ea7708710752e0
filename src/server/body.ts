// The body of a small request, within a bound of bytes. How long it may take to arrive: src/server/connections.ts.

import type { IncomingMessage, ServerResponse } from 'node:http'

/** A client that is cut off while it sends may never read the answer: what it sends is taken and thrown away for this long. */
const LINGER_MS = 1_000

/** Why a body was not read: the status to answer with. */
export class BodyRefused extends Error {
  readonly status: 400 | 413

  constructor(status: 400 | 413, message: string) {
    super(message)
    this.status = status
  }
}

export function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const tooLong = () => new BodyRefused(413, `The body must be at most ${bytesMax} bytes.`)
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) return Promise.reject(tooLong())
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const end = (settle: () => void) => {
      request.off('data', take).off('end', whole).off('close', cutOff)
      settle()
    }
    const take = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > bytesMax) end(() => reject(tooLong()))
      else chunks.push(chunk)
    }
    const whole = () => end(() => resolve(Buffer.concat(chunks)))
    const cutOff = () => end(() => reject(new BodyRefused(400, 'The request was cut off.')))
    request.on('data', take).on('end', whole).on('close', cutOff)
  })
}

/** Ends the connection a while after the answer if the body still goes on. */
export function endIfMoreComes(response: ServerResponse): void {
  const { req } = response
  response.once('finish', () => {
    req.resume()
    setTimeout(() => req.complete || req.destroy(), LINGER_MS)
  })
}

/** Answers, and ends the connection if the body still goes on a while after that. */
export function refuseBody(
  response: ServerResponse,
  { status, message }: BodyRefused,
  body: object = { message },
): void {
  if (response.headersSent) return
  endIfMoreComes(response)
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
