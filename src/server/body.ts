// Reads the body of a small request, up to a number of bytes. src/server/connections.ts limits the time that it may take.

import type { IncomingMessage, ServerResponse } from 'node:http'

/** A client whose connection ends while it sends may never read the answer. So its body is read and discarded for this long. */
const LINGER_MS = 1_000

/** A body that is not accepted, with the status to answer with. */
export class BodyRefused extends Error {
  readonly status: 400 | 413 | 415

  constructor(status: BodyRefused['status'], message: string) {
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

/** Ends the connection after the answer if the body has not ended by then. */
export function endIfMoreComes(response: ServerResponse): void {
  const { req } = response
  response.once('finish', () => {
    req.resume()
    setTimeout(() => req.complete || req.destroy(), LINGER_MS)
  })
}
