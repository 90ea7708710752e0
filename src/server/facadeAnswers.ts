// The endpoints of façades: each shows a balance or the usage, submits a task, or shows a task.

import type { Tenant } from '../access/roles.ts'
import type { App } from '../app.ts'
import type {
  BalanceEndpoint,
  Endpoint,
  Facade,
  SubmitEndpoint,
  TaskEndpoint,
  UsageEndpoint,
} from '../facades/definition.ts'
import { placeOf } from '../facades/definition.ts'
import { taskView } from '../facades/view.ts'
import { evaluate, isTrue } from '../formats/expression.ts'
import { decodeGlobalId, splitTenantId } from '../graphql/ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { whereOwnTasks } from '../organizations/schema.ts'
import { askerFor } from '../pricing/quotes.ts'
import { spendableBy, usageOf } from '../pricing/spendable.ts'
import { invalidInput } from '../refusals.ts'
import { type SubmitRefusal, submitTask, submitterFor, TASK_TIMEOUT_SECONDS } from '../tasks/submit.ts'
import { FacadeError, refuseInvalid, refuseSubmit } from './facadeErrors.ts'
import { beginWait, succeeded } from './facadeWait.ts'

const SECRET_CHARACTERS_MAX = 500

/** A request, as expressions see it. */
export interface Asked {
  readonly body: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, string>>
  readonly path: Readonly<Record<string, string>>
  readonly headers: object
  /** Aborts when the client has gone before its answer. */
  readonly gone: AbortSignal
}

/** The body of the answer of an endpoint. */
export async function answerBy(
  app: App,
  caller: Tenant,
  facade: Facade,
  endpoint: Endpoint,
  asked: Asked,
): Promise<object> {
  const found = await contextOf(app, caller, facade, endpoint, asked)
  const { gone: _, ...request } = asked
  return Object(evaluate({ ...request, ...found }, endpoint.answer))
}

function contextOf(app: App, caller: Tenant, facade: Facade, endpoint: Endpoint, asked: Asked): Promise<object> {
  switch (endpoint.does) {
    case 'BALANCE':
      return balance(app, caller, endpoint)
    case 'USAGE':
      return usage(app, caller, endpoint)
    case 'TASK':
      return findTask(app, caller, endpoint, asked)
    case 'SUBMIT':
      return submit(app, caller, facade, endpoint, asked)
  }
}

async function balance(app: App, caller: Tenant, { of }: BalanceEndpoint) {
  const asker = await askerFor(app, caller, caller.organizationId, null)
  const found = isRefusal(asker) ? asker : await spendableBy(app, asker, of)
  if (isRefusal(found)) return refuseInvalid(found)
  const { creditType, available, extra, frozen, used, plan } = found
  return {
    credits: {
      creditType,
      available: Number(available),
      extra: Number(extra),
      frozen: Number(frozen),
      used: Number(used),
      plan: plan?.name ?? null,
      allowance: plan ? Number(plan.allowance) : null,
      renewsAt: plan?.renewsAt?.toISOString() ?? null,
    },
  }
}

async function usage(app: App, caller: Tenant, { of }: UsageEndpoint) {
  const asker = await askerFor(app, caller, caller.organizationId, null)
  if (isRefusal(asker)) return refuseInvalid(asker)
  const { tasks, spent, toppedUp } = await usageOf(app, asker, of)
  return { usage: { tasks, spent: Number(spent), toppedUp: Number(toppedUp) } }
}

/** Like the API, it finds a member's own tasks, or all for those who may see all. */
async function findTask(app: App, caller: Tenant, endpoint: TaskEndpoint, asked: Asked) {
  const { models, operations, statuses } = endpoint
  const id = taskIdIn(asked, endpoint, caller)
  const where = { organizationId: caller.organizationId, id, ...whereOwnTasks(caller) }
  const task = id === null ? null : await app.prisma.task.findFirst({ where: { ...where, id } })
  const isShown = task && (models?.includes(task.model) ?? true) && (operations?.includes(task.operation) ?? true)
  if (!isShown) throw new FacadeError('taskNotFound', 'There is no such task.')
  const view = await taskView(app, task, caller)
  return { task: { ...view, state: statuses[task.status] } }
}

/** The task's own id, if it is one of the caller's organization. */
function taskIdIn(asked: Asked, { taskId }: TaskEndpoint, { organizationId }: Tenant): string | null {
  const given = evaluate(asked, taskId)
  if (typeof given !== 'string') return null
  try {
    const { typename, id } = decodeGlobalId(given)
    const task = splitTenantId(id)
    return typename === 'Task' && task.organizationId === organizationId ? task.id : null
  } catch {
    return null
  }
}

async function submit(app: App, caller: Tenant, facade: Facade, endpoint: SubmitEndpoint, asked: Asked) {
  const { callback, waitSeconds } = endpoint
  using _wait = waitSeconds === undefined ? null : beginWait(caller)
  const submission = submissionOf(endpoint, asked)
  const submitter = await submitterFor(app, caller, caller.organizationId, null)
  if (isRefusal(submitter)) return refuseInvalid(submitter)
  const url = callback ? textIn(asked, callback.url) : null
  const secret = callback?.secret ? textIn(asked, callback.secret) : null
  if (secret !== null && secret.length > SECRET_CHARACTERS_MAX) {
    throw new FacadeError('invalid', `${callback?.secret} must be at most ${SECRET_CHARACTERS_MAX} characters.`)
  }
  const submitted = await submitTask(app, {
    ...submitter,
    ...submission,
    timeoutSeconds: waitSeconds ?? TASK_TIMEOUT_SECONDS,
    webhookUrl: url,
    callback:
      url === null
        ? null
        : {
            facade: facade.name,
            endpoint: placeOf(endpoint),
            secret: secret === null ? null : app.vault.seal(secret, caller.organizationId),
            stages: (callback?.stages.length ?? 0) > 0,
          },
  })
  if (isRefusal(submitted)) return refuseSubmit(inFieldsOf(submitted, callback?.url))
  const { task } = submitted
  const done = waitSeconds === undefined ? task : await succeeded(app, task, waitSeconds, asked.gone)
  return { task: await taskView(app, done, caller) }
}

/** A refusal of the URL by the vendor's name for it. */
function inFieldsOf(refusal: SubmitRefusal, url = ''): SubmitRefusal {
  if (refusal.code !== 'INVALID_INPUT') return refusal
  return invalidInput(...refusal.issues.map((issue) => (issue.path === 'webhookUrl' ? { ...issue, path: url } : issue)))
}

/** The model, operation, input and key of a request, if it is as the vendor demands. */
function submissionOf(endpoint: SubmitEndpoint, asked: Asked) {
  const { checks, callback } = endpoint
  const unknown = new Set([callback?.url, callback?.secret])
  const rest = Object.fromEntries(Object.entries(asked.body).filter(([name]) => !unknown.has(name)))
  const request = { ...asked, body: rest }
  const find = (text: string) => {
    try {
      return evaluate(request, text)
    } catch (error) {
      // A function got a value of another type.
      throw new FacadeError('invalid', `The body does not have the form of this endpoint: ${(error as Error).message}`)
    }
  }
  for (const { must, error, message } of checks) if (!isTrue(find(must))) throw new FacadeError(error, message)
  const input = endpoint.input === undefined ? rest : find(endpoint.input)
  const key = endpoint.idempotencyKey === undefined ? null : find(endpoint.idempotencyKey)
  return {
    model: String(find(endpoint.model)),
    operation: String(find(endpoint.operation)),
    input: withoutNulls(Object(input)),
    idempotencyKey: key === null ? null : String(key),
  }
}

/** A text of the body, at the top; null if it is absent or empty. */
function textIn({ body }: Asked, name: string): string | null {
  const value = body[name] ?? ''
  if (typeof value !== 'string') throw new FacadeError('invalid', `${name} must be a string.`)
  return value === '' ? null : value
}

function withoutNulls(object: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null))
}
