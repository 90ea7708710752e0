// "May I submit this?", asked once and live: its part of the API.

import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql'
import { builder } from '../graphql/builder.ts'
import { type Context, callerOf, organizationIdFor } from '../graphql/context.ts'
import { ERROR_CODES } from '../graphql/errorCodes.ts'
import { ErrorInterface, requestError } from '../graphql/errors.ts'
import { type GlobalId, idIn } from '../graphql/ids.ts'
import type { MemberId } from '../ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { MemberNode, OrganizationNode, organizationField } from '../organizations/schema.ts'
import { CreditAmountInput, CreditAmountType } from '../pricing/parts.schema.ts'
import { costsOf } from '../pricing/priceOf.ts'
import { BindingQuoteNode } from '../pricing/quotes.schema.ts'
import { settles } from '../pricing/settlement.ts'
import { type NotFound, notFound } from '../refusals.ts'
import { RunNode, runIdField } from '../runs/schema.ts'
import { type AskedToSubmit, maySubmit, type Permission, refused, type SubmitBlocked } from './permission.ts'
import { watchPermission } from './permissionLive.ts'
import { submitterFor } from './submit.ts'

type Block = SubmitBlocked['code']

/** The codes of a submission's refusals, in the order in which submitTask checks it. */
const BLOCKS = [
  'INVALID_INPUT',
  'NOT_FOUND',
  'ENDED',
  'MAINTENANCE',
  'ORGANIZATION_SUSPENDED',
  'QUOTA_EXCEEDED',
  'QUOTE_EXPIRED',
  'NO_PRICE',
  'OPERATION_UNAVAILABLE',
  'INPUT_LIMIT',
  'MAX_CREDITS_EXCEEDED',
  'QUOTE_MISMATCH',
  'QUOTE_TAKEN',
  'NOT_ENTITLED',
  'PLAN_LIMIT',
  'LIMIT_REACHED',
  'BUDGET_EXCEEDED',
  'RUN_CREDIT_TYPE',
  'RUN_EXCEEDED',
  'EXPIRY_PASSED',
  'INSUFFICIENT_CREDITS',
] as const satisfies readonly Block[]

const BlockEnum = builder.enumType('SubmitBlock', {
  description:
    'The reasons for which submitTask refuses a task, in the order in which it checks them: the same codes as its errors have.',
  values: Object.fromEntries(BLOCKS.map((code) => [code, { description: ERROR_CODES[code] }])) as Record<
    Exclude<Block, Exclude<Block, (typeof BLOCKS)[number]>>,
    { description: string }
  >,
})

const PermissionType = builder.objectRef<Permission>('SubmitPermission').implement({
  description:
    'The decision that submitTask would make now: whether it would accept a task, and everything against it.',
  fields: (t) => ({
    allowed: t.boolean({
      description: 'True if submitTask would accept the task now.',
      resolve: ({ refusals }) => refusals.length === 0,
    }),
    blockedBy: t.field({
      type: [BlockEnum],
      description:
        'Everything that can be known to refuse the task, in the order in which submitTask checks it: the first is the code of its answer. Each code once. Empty: the task is allowed.',
      resolve: ({ refusals }) => [...new Set(refusals.map(({ code }) => code))],
    }),
    refusals: t.field({
      type: [ErrorInterface],
      description:
        'The refusals themselves, in the same order, each with its message, its remedy and its numbers: the first is what submitTask would answer. Empty: the task is allowed.',
      resolve: ({ refusals }) => refusals,
    }),
    needsApproval: t.boolean({
      description:
        'True if the task would wait for the approval of an OWNER or ADMIN, because it costs more than `approvalAbove`. That does not block it.',
      resolve: ({ needsApproval }) => needsApproval,
    }),
    creditType: t.string({
      nullable: true,
      description: 'The type of the credits that pay; null if the price is not known.',
      resolve: ({ price }) => price?.rule.creditType ?? null,
    }),
    credits: t.field({
      type: 'Credits',
      nullable: true,
      description:
        'The credits that would be frozen: the price, or the most that the task can cost if `isMaximum`; also if that is more than `maxCredits` or `maxCosts`. Null: there is no price, as `blockedBy` says.',
      resolve: ({ price }) => price?.credits ?? null,
    }),
    costs: t.field({
      type: [CreditAmountType],
      description:
        'The credits that would be frozen of each credit type: `credits`, then those of other types. Empty: there is no price.',
      resolve: ({ price }) => (price ? costsOf(price) : []),
    }),
    isMaximum: t.boolean({
      description: 'True if `credits` are the most that the task can cost: it is charged by its result.',
      resolve: ({ price }) => price !== null && settles(price.rule),
    }),
    expectedCredits: t.field({
      type: 'Credits',
      nullable: true,
      description:
        'The credits that the task costs if its result is what the input asks for; the same as `credits` unless `isMaximum`. Null: there is no price, or the input does not say it.',
      resolve: ({ expected }) => expected,
    }),
    at: t.expose('at', {
      type: 'DateTime',
      description: 'The organization’s time of the answer, in UTC.',
    }),
    until: t.expose('until', {
      type: 'DateTime',
      nullable: true,
      description:
        'The instant at which the answer may change by itself, in UTC: the end of a budget’s period or of the plan’s minute, of the cycle, of a price, a quote, a run or a lot. It may change earlier through what somebody does. Null: it changes by no clock.',
    }),
  }),
})

const args = builder.args((t) => ({
  model: t.string({ required: true, description: 'The name of the model: `suno`.' }),
  operation: t.string({ required: true, description: 'The operation: `music`.' }),
  input: t.field({
    type: 'JSONObject',
    description: 'The input of the task, as for submitTask. Null: an empty object.',
  }),
  maxCredits: t.field({
    type: 'Credits',
    description: 'The most that the task may cost, as for submitTask. Null: whatever its price is.',
  }),
  maxCosts: t.field({
    type: [CreditAmountInput],
    description: 'The same by credit type, as for submitTask. Null: none is limited, apart from `maxCredits`.',
  }),
  bindingQuoteId: t.globalID({
    for: BindingQuoteNode,
    description: 'The binding quote whose prices the task would use. Null: the current prices.',
  }),
  tags: t.stringList({
    description: 'The tags that the task would have, for the budgets that limit a tag. Null: none.',
  }),
  runId: t.globalID({ for: RunNode, ...runIdField }),
  organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
  memberId: t.globalID({
    for: MemberNode,
    description:
      'The member on whose behalf the task would be submitted. For the operator and the organization’s own key. Null: the caller itself.',
  }),
}))

interface Given {
  readonly model: string
  readonly operation: string
  readonly input?: Record<string, unknown> | null | undefined
  readonly maxCredits?: bigint | null | undefined
  readonly maxCosts?: { readonly creditType: string; readonly credits: bigint }[] | null | undefined
  readonly bindingQuoteId?: GlobalId | null | undefined
  readonly tags?: string[] | null | undefined
  readonly runId?: GlobalId | null | undefined
  readonly organizationId?: GlobalId | null | undefined
  readonly memberId?: GlobalId | null | undefined
}

/** The submission that a request asks about, as the caller would submit it. */
async function askedBy(context: Context, given: Given): Promise<AskedToSubmit | NotFound> {
  const { model, operation, input, maxCredits, maxCosts, bindingQuoteId, tags, runId, memberId } = given
  const organizationId = organizationIdFor(context, given.organizationId)
  if (organizationId === null) return notFound('organization')
  const behalfOf = memberId ? idIn<MemberId>(organizationId, memberId) : null
  const submitter = await submitterFor(context.app, callerOf(context), organizationId, behalfOf)
  if (isRefusal(submitter)) return submitter
  return {
    ...submitter,
    ...{ model, operation, input: input ?? {}, maxCredits, maxCosts, tags },
    quoteId: bindingQuoteId && idIn(organizationId, bindingQuoteId),
    runId: runId && idIn(organizationId, runId),
  }
}

/** The names of the fields that an operation asks for of the answer, in fragments, too. */
function fieldsIn({ fieldNodes, fragments }: GraphQLResolveInfo): ReadonlySet<string> {
  const names = new Set<string>()
  const gather = (selection: SelectionSetNode | undefined): void => {
    for (const node of selection?.selections ?? []) {
      if (node.kind === Kind.FIELD) names.add(node.name.value)
      else gather(node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments[node.name.value]?.selectionSet)
    }
  }
  for (const { selectionSet } of fieldNodes) gather(selectionSet)
  return names
}

builder.queryField('canSubmit', (t) =>
  t.field({
    type: PermissionType,
    description:
      'The decision that submitTask would make about a task now, with everything against it and its price. It is thrown away: nothing is frozen.',
    authScopes: { may: 'submitTasks' },
    args,
    resolve: async (_root, given, context) => {
      const asked = await askedBy(context, given)
      return isRefusal(asked) ? refused(context.app, asked) : maySubmit(context.app, asked)
    },
  }),
)

builder.subscriptionField('canSubmit', (t) =>
  t.field({
    type: PermissionType,
    description:
      'The decision that submitTask would make about a task: first the present one, then each that differs in the fields that are asked for, after whatever changes it, such as the balance, a budget, the plan, maintenance, tasks that end, or the time. Changes in quick succession come together.',
    authScopes: { may: 'submitTasks' },
    args,
    subscribe: async (_root, given, context, info) => {
      const asked = await askedBy(context, given)
      if (isRefusal(asked)) throw requestError(asked)
      const answers = await watchPermission(context.app, asked, fieldsIn(info))
      if (!answers) throw requestError(notFound('organization'))
      return answers
    },
    resolve: (answer: Permission) => answer,
  }),
)
