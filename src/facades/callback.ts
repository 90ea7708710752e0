// Callbacks of façades: the message about the end of a task in the vendor's shape, and its signature as the vendor signs.
//
// The message is made once, when the task ends, and is sent and retried as every webhook is (src/webhooks). The signature is made
// for each attempt, because it covers the time.

import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { App } from '../app.ts'
import type { Task } from '../database/generated/client/client.ts'
import { evaluate } from '../formats/expression.ts'
import { type Callback, placeOf, Signature } from './definition.ts'
import { definitionOf } from './facades.ts'
import { taskView } from './view.ts'

/** The part of a request at a façade that its task keeps. */
const TaskCallback = z.object({
  facade: z.string(),
  /** The method and path of the endpoint: POST /api/v1/generate. */
  endpoint: z.string(),
  /** The caller's own secret, sealed; null: it gave none. */
  secret: z.string().nullable(),
})

export type TaskCallback = z.output<typeof TaskCallback>

/** The headers and the signature of a message. The delivery keeps them, so a later change of the definition doesn't concern it. */
const Signing = z.object({
  headers: z.record(z.string(), z.string()),
  signature: Signature.nullable(),
  secret: z.string().nullable(),
})

export type Signing = z.output<typeof Signing>

export function callbackOf({ callback }: Pick<Task, 'callback'>): TaskCallback | null {
  return callback === null ? null : TaskCallback.parse(callback)
}

export function signingOf(stored: unknown): Signing | null {
  return stored === null ? null : Signing.parse(stored)
}

/** The callback about a task that has ended; null if its façade has no such callback any more. */
export async function callbackMessage(
  app: App,
  task: Task,
  { facade: name, endpoint: place, secret }: TaskCallback,
  messageId: string,
): Promise<{ readonly body: string; readonly signing: Signing } | null> {
  const callback = findCallback(app, name, place)
  if (!callback) {
    app.log.warn({ facade: name, endpoint: place }, 'a task has ended whose façade has no such callback any more')
    return null
  }
  const { organizationId, memberId } = task
  const view = await taskView(app, task, { organizationId, memberId, keyId: null })
  const context = { task: view, message: { id: messageId } }
  const headers = Object.entries(callback.headers).flatMap(([header, text]) => {
    const value = evaluate(context, text)
    return value === null ? [] : [[header, String(value)] as const]
  })
  return {
    body: JSON.stringify(evaluate(context, callback.body)),
    signing: { headers: Object.fromEntries(headers), signature: callback.signature ?? null, secret },
  }
}

function findCallback({ priceBook }: App, name: string, place: string): Callback | null {
  const endpoint = definitionOf(priceBook.version, name)?.endpoints.find((each) => placeOf(each) === place)
  return endpoint?.does === 'SUBMIT' ? (endpoint.callback ?? null) : null
}

/** The headers that sign a message now. */
export function signatureHeaders(
  { header, prefix, encoding, signed, timestampHeader }: Signature,
  { secret, body, now }: { readonly secret: string; readonly body: string; readonly now: Date },
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000))
  const text = signed.replaceAll('{timestamp}', timestamp).replace('{body}', () => body)
  const signature = prefix + createHmac('sha256', secret).update(text).digest(encoding)
  return { [header]: signature, ...(timestampHeader ? { [timestampHeader]: timestamp } : {}) }
}
