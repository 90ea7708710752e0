// Sending a webhook: signed as Standard Webhooks says (https://www.standardwebhooks.com), to public addresses only.
//
// The address is looked at when the connection is made (request-filtering-agent), after the name was resolved: a name that
// leads to a private address, now or at the second look, is refused as the address itself would be. Redirects aren't followed.

import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { useAgent } from 'request-filtering-agent'
import { Webhook } from 'standardwebhooks'

const TIMEOUT_MS = 10_000

export interface Sent {
  /** Null: there was no answer. */
  readonly status: number | null
  /** Null: it was taken. */
  readonly error: string | null
}

export interface Message {
  readonly url: string
  readonly id: string
  readonly body: string
  /** The secret in force, and the one before while it still counts. */
  readonly secrets: readonly string[]
}

export function send(message: Message, now: Date, allowPrivate: boolean): Promise<Sent> {
  const { id, body, secrets } = message
  // As Node’s clients know it, however it was written: HTTPS://Example.com
  const url = new URL(message.url).href
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'Holdfast',
    'webhook-id': id,
    'webhook-timestamp': Math.floor(now.getTime() / 1_000),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  }
  const agent = useAgent(url, { allowPrivateIPAddress: allowPrivate, allowMetaIPAddress: false })
  const request = url.startsWith('https:') ? requestHttps : requestHttp
  return new Promise((resolve) => {
    const timeout = AbortSignal.timeout(TIMEOUT_MS)
    const failed = ({ message }: Error) => {
      const error = timeout.aborted ? `It did not answer within ${TIMEOUT_MS / 1_000} seconds.` : message.slice(0, 500)
      resolve({ status: null, error })
    }
    try {
      const sending = request(url, { method: 'POST', headers, agent, signal: timeout }, (response) => {
        const status = response.statusCode ?? 0
        // What it says beside its status is nobody's to keep.
        response.destroy()
        resolve({ status, error: status >= 200 && status < 300 ? null : `It was answered with ${status}.` })
      })
      sending.on('error', failed)
      sending.end(body)
    } catch (error) {
      failed(error as Error)
    }
  })
}
