// Metering: its part of the API.

import type { Caller, Person } from '../access/roles.ts'
import { BudgetExceededError } from '../budgets/schema.ts'
import { badInput } from '../graphql/badInput.ts'
import { builder } from '../graphql/builder.ts'
import { bulkMutation, type Ready } from '../graphql/bulk.ts'
import { type Context, callerOf, organizationIdFor } from '../graphql/context.ts'
import { refusalType, resultType } from '../graphql/errors.ts'
import { idIn } from '../graphql/ids.ts'
import type { MemberId } from '../ids.ts'
import { ExternalIdTakenError, externalIdField, metadataField } from '../labels/schema.ts'
import { type MeterSequence, type MeterStopped, meterIn } from '../ledger/meter.ts'
import { isRefusal } from '../ledger/refusals.ts'
import type { Meter } from '../ledger/wallet.ts'
import { refuseMember } from '../organizations/members.ts'
import { OrganizationSuspendedError } from '../organizations/operations.schema.ts'
import { MemberNode, OrganizationNode, organizationField } from '../organizations/schema.ts'
import { NotEntitledError, PlanLimitError } from '../plans/plan.schema.ts'
import { InputLimitError, NoPriceError, OperationUnavailableError } from '../pricing/schema.ts'
import { notFound } from '../refusals.ts'
import { RunCreditTypeError, RunExceededError, RunNode, runIdField } from '../runs/schema.ts'
import { leaseShown } from '../tasks/leases.ts'
import { TaskNode } from '../tasks/schema.ts'
import { LeaseLostError, taskFor } from '../tasks/steps.schema.ts'
import { MaintenanceError } from '../tasks/submit.schema.ts'
import {
  HoldNode,
  HoldNotOpenError,
  HoldOfTaskError,
  holdFor,
  holdUserOf,
  organizationOfHold,
} from '../wallets/holds.schema.ts'
import { COMMON_ERRORS, ExpiryPassedError, InsufficientCreditsError } from '../wallets/refusals.schema.ts'
import { WalletNode } from '../wallets/wallet.schema.ts'
import {
  type HoldNotMetered,
  type MeteredAnswer,
  type MeterRefusal,
  meterHold,
  meterTask,
  type OpenHoldRefusal,
  openHold,
  SILENCE_SECONDS,
} from './metering.ts'

const MeterStopEnum = builder.enumType('MeterStop', {
  description: 'The reasons why a metered hold can’t grow any more.',
  values: {
    MAXIMUM: { description: 'It has frozen its maximum, or has counted as many units as a hold may.' },
    CREDITS: { description: 'The wallet has no credits left that can be frozen for it.' },
    BUDGET: { description: 'A budget has no room left.' },
    RUN: { description: 'Its run, or one that this is a part of, has no room left, or has ended.' },
    LINES: { description: 'It has as many lines as a hold may have.' },
  },
})

const MeterType = builder.objectRef<Meter>('Meter').implement({
  description: 'The units that were metered of a hold, and those that it still has credits for.',
  fields: (t) => ({
    units: t.expose('counted', { type: 'Units', description: 'The units that were counted.' }),
    credits: t.field({
      type: 'Credits',
      description: 'The credits that they cost together, rounded up: the hold would spend them if it ended now.',
      resolve: ({ due }) => BigInt(due),
    }),
    maxCredits: t.field({
      type: 'Credits',
      description: 'The most credits that the hold may freeze.',
      resolve: ({ max }) => BigInt(max),
    }),
    remainingUnits: t.field({
      type: 'Units',
      description:
        'The units that the frozen credits still pay for. The hold grows before they are used up, unless `stoppedBy` says why it can’t.',
      resolve: ({ paid, counted }) => paid - counted,
    }),
    stopAt: t.field({
      type: 'Units',
      nullable: true,
      description:
        'The total of units at which to stop, all of which are paid for. Null: the hold can grow, as far as is known.',
      resolve: ({ stop, paid }) => (stop === null ? null : paid),
    }),
    stoppedBy: t.field({
      type: MeterStopEnum,
      nullable: true,
      description: 'The reason why the hold could not grow any more when it last had to. Null: it could.',
      resolve: ({ stop }) => stop,
    }),
    sequence: t.field({
      type: 'SafeInt',
      resolve: ({ sequence }) => sequence,
      description: 'All events up to this number were counted. Later ones may have been, too.',
    }),
  }),
})

builder.prismaObjectField(HoldNode, 'meter', (t) =>
  t.field({
    type: MeterType,
    nullable: true,
    description: 'Its meter; null: it is not metered.',
    select: { meter: true },
    resolve: ({ meter }) => meterIn(meter),
  }),
)

function meteredSuccess(name: string) {
  return builder.objectRef<MeteredAnswer>(name).implement({
    description: 'The request was carried out, now or earlier.',
    fields: (t) => ({
      hold: t.field({
        type: HoldNode,
        description: 'The hold after the change.',
        resolve: ({ hold }) => hold as never,
      }),
      wallet: t.field({
        type: WalletNode,
        description: 'The wallet that pays.',
        resolve: ({ wallet }) => wallet,
      }),
      meter: t.field({ type: MeterType, description: 'The meter of the hold.', resolve: ({ meter }) => meter }),
      replayed: t.exposeBoolean('replayed', {
        description:
          'True when it was done earlier, under the same idempotency key or the same `sequence`. The hold and the meter are as they are at present.',
      }),
    }),
  })
}

const HoldNotMeteredError = refusalType<HoldNotMetered>('HOLD_NOT_METERED')

const MeterStoppedError = refusalType<MeterStopped>('METER_STOPPED', (t) => ({
  stoppedBy: t.field({
    type: MeterStopEnum,
    description: 'The limit that leaves no room for the units.',
    resolve: ({ stoppedBy }) => stoppedBy,
  }),
  stopAt: t.expose('stopAt', {
    type: 'Units',
    description: 'The total of units that is paid for: stop there.',
  }),
  remainingUnits: t.expose('remaining', { type: 'Units', description: 'The units up to there.' }),
}))

const MeterSequenceError = refusalType<MeterSequence>('METER_SEQUENCE', (t) => ({
  expected: t.expose('expected', { type: 'SafeInt', description: 'The first number that was not counted.' }),
}))

const OpenHoldInput = builder.inputType('OpenHoldInput', {
  description: 'A hold to open for work whose size is known only when it ends.',
  fields: (t) => ({
    organizationId: t.globalID({ for: OrganizationNode, ...organizationField }),
    memberId: t.globalID({
      for: MemberNode,
      description: 'The member whose own wallet pays first, and whose budgets count. Null: the pool.',
    }),
    model: t.string({ required: true, description: 'The name of the model, whose price per unit applies.' }),
    operation: t.string({ required: true, description: 'The operation.' }),
    input: t.field({
      type: 'JSONObject',
      description: 'The fields that the price depends on. Null: an empty object.',
    }),
    maxCredits: t.field({
      type: 'Credits',
      required: true,
      description: 'The most credits that the hold may freeze and spend, 1 or more.',
    }),
    credits: t.field({
      type: 'Credits',
      description:
        'The credits that it freezes at first, and by which it grows, at least a hundredth of the maximum. Null: a tenth of the maximum.',
    }),
    silenceSeconds: t.int({
      defaultValue: SILENCE_SECONDS,
      required: true,
      description:
        'The time after which the hold ends if nothing more is metered, 1 to 604800 seconds. It then spends what was metered.',
    }),
    description: t.string({ description: 'The purpose in the caller’s words. Null: model and operation.' }),
    tags: t.stringList({
      description:
        'Labels for the spending, such as a project or a cost centre: up to 10 of 1 to 64 characters. Budgets can limit a tag. Null: none.',
    }),
    runId: t.globalID({ for: RunNode, ...runIdField }),
    externalId: t.string(externalIdField),
    metadata: t.field(metadataField),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key open one hold. Null: each request opens one.',
    }),
  }),
})

const MeterInput = builder.inputType('MeterInput', {
  description: 'Units to count, of a hold or of a task.',
  fields: (t) => ({
    holdId: t.globalID({ for: HoldNode, description: 'The hold. Null: taskId names a task.' }),
    taskId: t.globalID({
      for: TaskNode,
      description: 'The task, for workers: its price is the maximum. Null: holdId names a hold.',
    }),
    units: t.field({
      type: 'Units',
      required: true,
      description: 'The units since the last event, as the price counts them: tokens, seconds, outputs or calls.',
    }),
    sequence: t.field({
      type: 'SafeInt',
      description:
        'The number of the event: 1, 2, 3 … for each hold. An event whose number was counted before is not counted again. Up to 1,000 numbers may overtake one that is missing. Null: each request is an event of its own.',
    }),
    leaseId: t.string({ description: 'The worker’s lease, for a task that a worker has claimed. Null: none.' }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key count once. A number costs less. Null: none.',
    }),
  }),
})

const OpenHoldResult = resultType('OpenHoldResult', meteredSuccess('OpenHoldSuccess'), [
  ...COMMON_ERRORS,
  MaintenanceError,
  OrganizationSuspendedError,
  NoPriceError,
  OperationUnavailableError,
  InputLimitError,
  NotEntitledError,
  PlanLimitError,
  InsufficientCreditsError,
  BudgetExceededError,
  RunExceededError,
  RunCreditTypeError,
  ExpiryPassedError,
  ExternalIdTakenError,
])

const MeterResult = resultType('MeterResult', meteredSuccess('MeterSuccess'), [
  ...COMMON_ERRORS,
  HoldNotOpenError,
  HoldNotMeteredError,
  HoldOfTaskError,
  MeterStoppedError,
  MeterSequenceError,
  LeaseLostError,
])

async function open(
  context: Context,
  { organizationId: named, memberId: behalf, runId: run, input, ...rest }: typeof OpenHoldInput.$inferInput,
): Promise<MeteredAnswer | OpenHoldRefusal> {
  const { app } = context
  const organizationId = organizationIdFor(context, named)
  if (organizationId === null) return notFound('organization')
  const memberId = behalf ? idIn<MemberId>(organizationId, behalf) : ownMember(callerOf(context))
  const gone = behalf && memberId ? await refuseMember(app, organizationId, memberId) : null
  const runId = run && idIn(organizationId, run)
  const wanted = { ...rest, organizationId, memberId, runId, input: input ?? {} }
  return openHold(app, wanted, holdUserOf(context), gone)
}

function ownMember(caller: Exclude<Caller, Person>): MemberId | null {
  return caller.kind === 'tenant' ? caller.memberId : null
}

type MeterFields = typeof MeterInput.$inferInput

/** Finds out what is metered: a hold or a task. */
async function prepareMeter(
  context: Context,
  { holdId, taskId, leaseId, sequence, ...rest }: MeterFields,
): Promise<Ready<MeteredAnswer | MeterRefusal>> {
  const event = { ...rest, sequence: typeof sequence === 'bigint' ? Number(sequence) : null }
  if (holdId) {
    const hold = holdFor(context, holdId)
    return () => (isRefusal(hold) ? hold : meterHold(context.app, { ...event, ...hold }))
  }
  const task = taskId ? taskFor(context, taskId) : notFound('task')
  if (isRefusal(task)) return () => task
  const lease = leaseId ? await leaseShown(context.app, task, leaseId) : 'NONE'
  if (typeof lease === 'object' && lease.code === 'INVALID_INPUT') return () => lease
  return () => meterTask(context.app, { ...event, ...task }, lease)
}

/** Throws unless an event is of a hold or of a task. */
function assertOne({ holdId, taskId }: Pick<MeterFields, 'holdId' | 'taskId'>): void {
  if (!holdId === !taskId) throw badInput('input', 'must have either holdId or taskId')
}

builder.mutationFields((t) => ({
  openHold: t.field({
    type: OpenHoldResult,
    description:
      'Opens a hold for work that is metered while it goes on: it grows by itself with what `meter` counts, up to `maxCredits`. It is refused for whatever reason a task would be. For the operator, and keys with HOLD.',
    authScopes: { may: 'useHolds' },
    args: { input: t.arg({ type: OpenHoldInput, required: true }) },
    resolve: (_root, { input }, context) => open(context, input),
  }),
  meter: t.field({
    type: MeterResult,
    description:
      'Counts units of an open hold, or of a task under way. The answer says for how many more there are credits, and at which total to stop. Units that can’t be paid are not counted: METER_STOPPED. Of a hold: for the operator, and keys with HOLD; of a task: for the operator, and keys with SETTLE.',
    authScopes: (_root, { input }) => ({ may: input.taskId ? 'settleTasks' : 'useHolds' }),
    args: { input: t.arg({ type: MeterInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      assertOne(input)
      return (await prepareMeter(context, input))()
    },
  }),
}))

bulkMutation({
  name: 'meterHolds',
  list: 'holds',
  entry: MeterInput,
  result: MeterResult,
  verb: 'meter',
  description:
    'Counts up to 1,000 events of holds at once, each with its own outcome, in the order of the list. Each is as by `meter` with a holdId. For the operator, and keys with HOLD.',
  authScopes: { may: 'useHolds' },
  organizationOf: (context, { holdId }) => (holdId ? organizationOfHold(context, { holdId }) : null),
  prepare: (context) => (input) => {
    if (!input.holdId || input.taskId) throw badInput('holds', 'must name a holdId each, and no taskId')
    return prepareMeter(context, input)
  },
})
