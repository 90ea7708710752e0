// A request to an address that an organization or a provider has set: it goes to a public address, whatever its host name resolves to at
// that moment, and its answer is short and comes in time.

import { request as byHttp, type IncomingHttpHeaders } from 'node:http'
import { request as byHttps } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { publicOnly } from './publicAddress.ts'

export interface RequestBounds {
  /** True: the address may be on a private network. */
  readonly allowPrivate: boolean
  /** The longest time until the whole answer is there, in milliseconds. */
  readonly timeoutMs: number
  readonly bytesMax: number
}

interface Sent {
  readonly method?: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** Aborts the request. */
  readonly signal?: AbortSignal
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer<ArrayBuffer>
}

/** Sends a request, and follows no redirect. Throws NotPublic, and what else keeps the answer from being read. */
export async function requestWithin(url: URL, bounds: RequestBounds, sent: Sent): Promise<Answer> {
  const { allowPrivate, timeoutMs, bytesMax } = bounds
  const { method = 'GET', headers, body, signal } = sent
  const timeout = AbortSignal.timeout(timeoutMs)
  const options = {
    ...(allowPrivate ? { agent: false as const } : publicOnly(url)),
    ...{ method, headers, signal: signal ? AbortSignal.any([signal, timeout]) : timeout },
  }
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? byHttps : byHttp
    const request = send(url, options, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > bytesMax) request.destroy(new Error(`The answer has more than ${bytesMax} bytes.`))
      })
      buffer(response)
        .then((whole) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: whole }))
        .catch(reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}
