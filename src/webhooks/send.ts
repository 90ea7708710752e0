// Sending a webhook: signed as Standard Webhooks says (https://www.standardwebhooks.com), to public addresses only
// (src/network/publicAddress.ts). Redirects aren't followed, and nothing is read of an answer but its status.

import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { Webhook } from 'standardwebhooks'
import { NotPublic, publicOnly } from '../network/publicAddress.ts'

/** From the first look-up of the name to the answer's status. */
const TIMEOUT_MS = 10_000
/** Until the connection is there, TLS included. */
const CONNECT_TIMEOUT_MS = 5_000

export interface Sent {
  /** Null: there was no answer. */
  readonly status: number | null
  /** For the tenant, one of the sentences of this file; null: it was taken. */
  readonly error: string | null
  /** For the operator's log. */
  readonly cause: Error | null
}

export interface Message {
  readonly url: string
  readonly id: string
  readonly body: string
  /** The secret in force, and the one before while it still counts. */
  readonly secrets: readonly string[]
}

/** Sends a message. When `signal` aborts, it fails as if there had been no answer. */
export function send(message: Message, now: Date, allowPrivate: boolean, signal: AbortSignal): Promise<Sent> {
  const { id, body, secrets } = message
  // As Node’s clients know it, however it was written: HTTPS://Example.com
  const url = new URL(message.url)
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'Holdfast',
    'webhook-id': id,
    'webhook-timestamp': Math.floor(now.getTime() / 1_000),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
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
        ...{ method: 'POST', headers, signal: AbortSignal.any([signal, answering, connecting.signal]) },
        ...(allowPrivate ? { agent: false as const } : publicOnly(url)),
      }
      const sending = request(url, options, (response) => {
        const status = response.statusCode ?? 0
        // What it says beside its status is nobody's to keep.
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
 * What a tenant is told of a failure. It doesn't show what a name resolves to, nor whether it resolves inside a private
 * network: a name that nobody knows and one that leads to a private address look the same.
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
