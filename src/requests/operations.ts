// Requests for credits: what members ask for, and what admins decide.

import { z } from 'zod'
import type { App } from '../app.ts'
import type { LimitReached } from '../bounds.ts'
import { CreditGrantForm, type CreditRequest, type Prisma } from '../database/generated/client/client.ts'
import { rowOf } from '../database/row.ts'
import { newId, uuidOf } from '../ids.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate } from '../operation.ts'
import { knowing } from '../organizations/knownNames.ts'
import { refuseMember } from '../organizations/members.ts'
import { field, type InvalidInput, invalidInput, notFound } from '../refusals.ts'
import { type ContentRefusal, Submission, type Submitter, type Wanted, wantedBy } from '../tasks/submit.ts'
import {
  approveRequest,
  closeRequest,
  type Granted,
  type GrantRefusal,
  type Requested,
  type RequestOpen,
  requestCommand,
} from './commands.ts'

/** The time for which a request is open, if it does not say otherwise. */
export const REQUEST_SECONDS = 7 * 24 * 60 * 60
const REQUEST_SECONDS_MAX = 90 * 24 * 60 * 60

/** The task that is submitted with the approval. */
const RequestedTask = Submission.pick({
  model: true,
  operation: true,
  input: true,
  timeoutSeconds: true,
  maxCredits: true,
  maxCosts: true,
  tags: true,
  runId: true,
})

const NewRequest = z
  .object({
    organizationId: uuidOf.organization,
    memberId: uuidOf.member,
    creditType: field.creditType,
    credits: field.credits,
    reason: field.text(500).min(1),
    taskId: z.uuid().nullish(),
    task: RequestedTask.nullish(),
    expiresInSeconds: z.int().min(60).max(REQUEST_SECONDS_MAX),
    idempotencyKey: field.idempotencyKey,
  })
  .refine(({ taskId, task }) => !taskId || !task, {
    path: ['task'],
    message: 'can’t be given with taskId: a request is about one task',
  })

export type RequestAnswer = Answer<Requested>

export type RequestRefusal = CommonRefusal | LimitReached | RequestOpen | ContentRefusal

/** Asks for credits, for a member, with the rights of the one who asks. */
export function requestCredits(
  app: App,
  input: z.input<typeof NewRequest>,
  rights: Pick<Submitter, 'lineageId' | 'mayApprove' | 'ownMemberId'>,
): Promise<RequestAnswer | RequestRefusal> {
  return operate<typeof NewRequest, Requested, RequestRefusal>({
    name: 'requestCredits',
    schema: NewRequest,
    input,
    run: ({ task, taskId = null, ...made }, key) => {
      const { organizationId, memberId } = made
      const wanted = task ? wantedBy({ ...task, organizationId, memberId }, rights) : null
      const request = { ...made, id: newId(), taskId, submission: task ? stored(task) : null }
      return app.lane.run(knowing(app, requestCommand(request, wanted, key), { creditType: made.creditType, task }))
    },
    find: (id, { organizationId }) => findRequest(app, organizationId, id),
  })
}

/** A submission as it is stored: credits are text, because JSON has no bigint. */
function stored({ maxCredits, maxCosts, ...task }: z.output<typeof RequestedTask>): Prisma.JsonObject {
  const costs = maxCosts?.map(({ creditType, credits }) => ({ creditType, credits: String(credits) }))
  const most = { maxCredits: maxCredits == null ? null : String(maxCredits), maxCosts: costs ?? null }
  return { ...task, ...most } as Prisma.JsonObject
}

/** The credits of a stored submission. */
const StoredMost = z.looseObject({
  maxCredits: z.coerce.bigint().nullable(),
  maxCosts: z.array(z.object({ creditType: z.string(), credits: z.coerce.bigint() })).nullable(),
})

/** The submission of a request, as its member would submit it and an admin approves it; null: it has none. */
function wantedOf({ organizationId, memberId, submission }: CreditRequest): Wanted | null {
  if (submission === null) return null
  const given = { ...StoredMost.parse(submission), organizationId, memberId }
  return wantedBy(Submission.parse(given), { lineageId: null, mayApprove: true })
}

const Reference = z.object({
  organizationId: uuidOf.organization,
  requestId: z.uuid(),
  idempotencyKey: field.idempotencyKey,
})

const Withdrawal = Reference.extend({
  /** The member whose request it must be; null: of any. */
  memberId: uuidOf.member.nullable(),
})

/** Withdraws an open request. */
export function withdrawRequest(app: App, input: z.input<typeof Withdrawal>): Promise<RequestAnswer | CommonRefusal> {
  return operate<typeof Withdrawal, Requested, CommonRefusal>({
    name: 'withdrawCreditRequest',
    schema: Withdrawal,
    input,
    run: ({ organizationId, requestId: id, memberId }, key) =>
      app.lane.run(closeRequest({ organizationId, id }, 'WITHDRAWN', { memberId }, key)),
    find: (id, { organizationId }) => findRequest(app, organizationId, id),
  })
}

const Decision = Reference.extend({
  decision: z.enum(['APPROVE', 'DECLINE']),
  as: z.enum(CreditGrantForm).nullish(),
  /** As many as were asked for if absent. */
  credits: z.bigint().min(1n).max(CREDITS_MAX).nullish(),
  until: z.date().nullish(),
  budgetId: z.uuid().nullish(),
  note: field.text(500).min(1).nullish(),
}).superRefine(({ decision, as, credits, until, budgetId }, context) => {
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  if (decision === 'APPROVE' && !as) refuse('as', 'must be given with APPROVE')
  if (as !== 'BUDGET_RAISE' && budgetId) refuse('budgetId', 'can be given only with BUDGET_RAISE')
  if (decision === 'APPROVE') return
  for (const [path, value] of Object.entries({ as, credits, until }))
    if (value !== null && value !== undefined) refuse(path, 'can be given only with APPROVE')
})

export type DecisionAnswer = Answer<Granted>
export type DecisionRefusal = CommonRefusal | GrantRefusal

/** Approves or declines a request. */
export function decideRequest(app: App, input: z.input<typeof Decision>): Promise<DecisionAnswer | DecisionRefusal> {
  return operate<typeof Decision, Granted, DecisionRefusal>({
    name: 'decideCreditRequest',
    schema: Decision,
    input,
    run: async ({ organizationId, requestId: id, decision, as, note = null, ...terms }, key) => {
      const asked = await app.prisma.creditRequest.findUnique({ where: { organizationId_id: { organizationId, id } } })
      if (!asked) return notFound('credit request')
      const gone = decision === 'APPROVE' ? await refuseMember(app, organizationId, asked.memberId) : null
      if (gone) return gone
      if (decision === 'DECLINE' || !as) {
        const outcome = await app.lane.run(closeRequest(asked, 'DECLINED', { note }, key))
        if (outcome.kind !== 'decided') return outcome
        return { ...outcome, value: { ...outcome.value, task: null, refusal: null } }
      }
      const { credits, until = null, budgetId = null } = terms
      const granted = { form: as, credits: credits ?? asked.credits, until, budgetId, note }
      return app.lane.run(approveRequest(asked, granted, wantedOf(asked), key))
    },
    find: async (id, { organizationId }) => {
      const { request } = await findRequest(app, organizationId, id)
      const taskId = request.submittedId ?? (request.status === 'APPROVED' ? request.taskId : null)
      const task = taskId === null ? null : await rowOf(app.prisma.task, organizationId, taskId)
      return { request, task, refusal: null }
    },
  })
}

async function findRequest(app: App, organizationId: string, id: string): Promise<Requested> {
  return { request: await rowOf(app.prisma.creditRequest, organizationId, id) }
}

/** The member for whom credits are asked: the caller, or the one that a server of the organization or the platform names. */
export function memberOf(memberId: string | null): string | InvalidInput {
  if (memberId !== null) return memberId
  return invalidInput({ path: 'memberId', message: 'must be given: credits are asked for by a member' })
}
