// Callbacks of façades: the messages about a task in the vendor's shape, and their signature as the vendor signs.
//
// Each message is made once, when the task ends or reaches a stage before that, and is sent and retried as every webhook is (src/webhooks). The signature is made
// for each attempt, because it covers the time.

import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { App } from '../app.ts'
import type { Task } from '../database/generated/client/client.ts'
import { evaluate, isTrue } from '../formats/expression.ts'
import { type Callback, placeOf, Signature } from './definition.ts'
import { definitionOf } from './facades.ts'
import { type TaskView, taskView } from './view.ts'

/** The part of a request at a façade that its task keeps. */
const TaskCallback = z.object({
  facade: z.string(),
  /** The method and path of the endpoint: POST /api/v1/generate. */
  endpoint: z.string(),
  /** The caller's own secret, sealed; null: it gave none. */
  secret: z.string().nullable(),
  /** True if there are messages before the end. */
  stages: z.boolean().default(false),
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

/** Returns whether the callback that a task keeps tells about stages before the end. It is asked for every state of a task. */
export function tellsStages(kept: Task['callback']): boolean {
  return typeof kept === 'object' && kept !== null && 'stages' in kept && kept.stages === true
}

export function signingOf(stored: unknown): Signing | null {
  return stored === null ? null : Signing.parse(stored)
}

/** The callback about a task that has ended; null if its façade has no such callback any more. */
export async function callbackMessage(
  app: App,
  task: Task,
  kept: TaskCallback,
  messageId: string,
): Promise<{ readonly body: string; readonly signing: Signing } | null> {
  const callback = findCallback(app, kept)
  if (!callback) {
    const { facade, endpoint } = kept
    app.log.warn({ facade, endpoint }, 'a task has ended whose façade has no such callback any more')
    return null
  }
  return messageAbout(await viewOf(app, task), callback, callback.body, kept, messageId)
}

/** The callbacks about the stages before its end that a task has reached. */
export async function stagesReached(
  app: App,
  task: Task,
  kept: TaskCallback,
  messageIdOf: (stage: string) => string,
): Promise<{ readonly messageId: string; readonly body: string; readonly signing: Signing }[]> {
  const callback = findCallback(app, kept)
  if (!callback) return []
  const view = await viewOf(app, task)
  const reached = callback.stages.filter(({ when }) => isTrue(evaluate({ task: view }, when)))
  return reached.map(({ name, body }) => {
    const messageId = messageIdOf(name)
    return { messageId, ...messageAbout(view, callback, body, kept, messageId) }
  })
}

function viewOf(app: App, task: Task): Promise<TaskView> {
  const { organizationId, memberId } = task
  return taskView(app, task, { organizationId, memberId, keyId: null })
}

function messageAbout(
  task: TaskView,
  { headers, signature }: Callback,
  body: string,
  { secret }: TaskCallback,
  id: string,
): { readonly body: string; readonly signing: Signing } {
  const context = { task, message: { id } }
  const values = Object.entries(headers).flatMap(([header, text]) => {
    const value = evaluate(context, text)
    return value === null ? [] : [[header, String(value)] as const]
  })
  return {
    body: JSON.stringify(evaluate(context, body)),
    signing: { headers: Object.fromEntries(values), signature: signature ?? null, secret },
  }
}

function findCallback({ priceBook }: App, { facade: name, endpoint: place }: TaskCallback): Callback | null {
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
