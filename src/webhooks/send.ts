// Sends one webhook message, to public addresses only (src/network/publicAddress.ts). It follows no redirects and reads only the
// status of an answer. Messages are signed by Standard Webhooks (https://www.standardwebhooks.com), but for the callbacks of façades.

import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { Webhook } from 'standardwebhooks'
import { NotPublic, publicOnly } from '../network/publicAddress.ts'

/** The time from the look-up of the name to the status of the answer. */
const TIMEOUT_MS = 10_000
/** The time until the connection is open, TLS included. */
const CONNECT_TIMEOUT_MS = 5_000

export interface Sent {
  /** The status of the answer; null without an answer. */
  readonly status: number | null
  /** A sentence of this file, for the organization; null if the message was accepted. */
  readonly error: string | null
  /** The error for the operator's log; null if there was an answer. */
  readonly cause: Error | null
}

export interface Message {
  readonly url: string
  readonly body: string
  /** Names the message, and signs it. */
  readonly headers: Readonly<Record<string, string>>
}

/** The headers of Standard Webhooks. `secrets`: the present one, and the one before until its overlap ends. */
export function standardHeaders(id: string, body: string, secrets: readonly string[], now: Date): Message['headers'] {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  }
}

/** Sends a message. If `signal` aborts, it fails as without an answer. */
export function send(message: Message, allowPrivate: boolean, signal: AbortSignal): Promise<Sent> {
  const { body } = message
  // Normalizes the scheme and host, such as HTTPS://Example.com.
  const url = new URL(message.url)
  const headers = {
    ...message.headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'Holdfast',
  }
  const isTls = url.protocol === 'https:'
  const request = isTls ? requestHttps : requestHttp
  return new Promise((resolve) => {
    const [answering, connecting] = [AbortSignal.timeout(TIMEOUT_MS), new AbortController()]
    const connectTimer = setTimeout(() => connecting.abort(), CONNECT_TIMEOUT_MS)
    const failed = (cause: Error) => {
      clearTimeout(connectTimer)
      resolve({ status: null, error: sentenceOf(cause, answering.aborted, connecting.signal.aborted), cause })
    }
    try {
      const options = {
        method: 'POST',
        headers,
        signal: AbortSignal.any([signal, answering, connecting.signal]),
        ...(allowPrivate ? { agent: false as const } : publicOnly(url)),
      }
      const sending = request(url, options, (response) => {
        const status = response.statusCode ?? 0
        // The body of the answer is discarded unread.
        response.destroy()
        resolve({
          status,
          error: status >= 200 && status < 300 ? null : `It was answered with ${status}.`,
          cause: null,
        })
      })
      sending.once('socket', (socket) =>
        socket.once(isTls ? 'secureConnect' : 'connect', () => clearTimeout(connectTimer)),
      )
      sending.on('error', failed)
      sending.end(body)
    } catch (error) {
      failed(error as Error)
    }
  })
}

/**
 * The sentence about a failure that the organization sees. It does not reveal what a name resolves to: an unknown name and a name
 * with a private address look the same.
 */
function sentenceOf(error: Error & { code?: string }, isLate: boolean, isUnconnected: boolean): string {
  const { code = '' } = error
  if (isUnconnected) return `No connection could be made within ${CONNECT_TIMEOUT_MS / 1_000} seconds.`
  if (isLate) return `It did not answer within ${TIMEOUT_MS / 1_000} seconds.`
  if (error instanceof NotPublic || /^(ENOTFOUND|EAI_|ENODATA)/.test(code))
    return 'Its URL leads to no address that may be called.'
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ETIMEDOUT|EADDRNOTAVAIL)$/.test(code))
    return 'No connection could be made.'
  if (code === 'CERT_HAS_EXPIRED') return 'Its certificate has expired.'
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'Its certificate is for another name.'
  if (/CERT|SIGNATURE|ISSUER/.test(code)) return 'Its certificate is not trusted.'
  if (/^(EPROTO|ERR_SSL|ERR_TLS)/.test(code)) return 'No secure connection (TLS) could be made.'
  if (/^HPE_/.test(code)) return 'Its answer was not HTTP.'
  return 'The connection ended before there was an answer.'
}
