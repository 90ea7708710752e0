// The lists of holds: open and ended ones of an organization, the open ones of a wallet, and those of a run.
//
// They are sorted by their ids. The times of openings are found by the ids, which begin with them; the open holds of a wallet and the
// holds of a run have indexes. By state, member, purpose, tag or the time of an end, an organization's holds are looked through until the
// page is full: another index would cost every hold more than such a look costs now and then. For the same reason there is no list over
// all organizations: it would need an index by id alone, which costs a hold 2 to 3 µs of PostgreSQL's time.

import type { App } from '../app.ts'
import { HoldStatus, type Prisma } from '../database/generated/client/client.ts'
import { idsMadeIn, isRealTime } from '../database/madeIn.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { callerOf } from '../graphql/context.ts'
import { splitTenantId } from '../graphql/ids.ts'
import { NEWEST_FIRST, OLDEST_FIRST, type Part, pageOf } from '../graphql/pages.ts'
import { timeRange } from '../graphql/timeRange.ts'
import { whereExternalId } from '../labels/find.ts'
import { MemberNode, OrganizationNode, whereOwnTasks } from '../organizations/schema.ts'
import { RunNode } from '../runs/schema.ts'
import { HoldNode, HoldStatusEnum } from './holds.schema.ts'
import { WalletNode } from './wallet.schema.ts'

const HoldFilter = builder.inputType('HoldFilter', {
  description: 'The conditions that a hold must meet; absent ones do not restrict it.',
  fields: (t) => ({
    statuses: t.field({ type: [HoldStatusEnum], description: 'Lists only holds in one of these states.' }),
    isOfTask: t.boolean({
      description: 'True: only holds of tasks. False: only holds that were opened without a task. Null: all holds.',
    }),
    memberId: t.globalID({ for: MemberNode, description: 'Lists only holds of the spending of this member.' }),
    creditType: t.string({ description: 'Lists only holds of credits of this type.' }),
    model: t.string({ description: 'Lists only holds for this model: `suno`.' }),
    operation: t.string({ description: 'Lists only holds for this operation: `music`.' }),
    tag: t.string({ description: 'Lists only holds with this tag.' }),
    from: t.field({ type: 'DateTime', description: 'Lists only holds that were opened at this time or later.' }),
    until: t.field({
      type: 'DateTime',
      description: 'Lists only holds that were opened before this time, which is later than `from`.',
    }),
    endedFrom: t.field({ type: 'DateTime', description: 'Lists only holds that ended at this time or later.' }),
    endedUntil: t.field({
      type: 'DateTime',
      description: 'Lists only holds that ended before this time, which is later than `endedFrom`.',
    }),
    externalId: t.string({ description: 'Lists only the hold with this external id.' }),
  }),
})

const ENDED = { fromName: 'endedFrom', untilName: 'endedUntil' }

/** `isInIds`: the ids of the holds have the times of their openings. */
function whereFilter(
  filter: typeof HoldFilter.$inferInput | null | undefined,
  { isInIds }: { readonly isInIds: boolean },
): Prisma.HoldWhereInput {
  const { statuses, isOfTask, memberId, creditType, model, operation, tag, endedFrom, endedUntil } = filter ?? {}
  const createdAt = timeRange(filter?.from, filter?.until)
  const isOpen = statuses?.every((status) => status === HoldStatus.OPEN)
  return {
    ...(statuses ? { status: { in: [...new Set(statuses)] } } : {}),
    // Their state says it, too, but indexes are of those that have not ended.
    ...(isOpen ? { AND: { endedAt: null } } : {}),
    ...(endedFrom || endedUntil ? { endedAt: timeRange(endedFrom, endedUntil, ENDED) } : {}),
    ...(isOfTask == null ? {} : { taskId: isOfTask ? { not: null } : null }),
    ...(memberId ? ofMember(memberId.id) : {}),
    ...(creditType ? { wallet: { creditType } } : {}),
    ...(model ? { model } : {}),
    ...(operation ? { operation } : {}),
    ...(tag ? { tags: { has: tag } } : {}),
    createdAt,
    ...(isInIds ? { id: idsMadeIn(createdAt) } : {}),
  }
}

function ofMember(globalId: string): Prisma.HoldWhereInput {
  const { organizationId, id: memberId } = splitTenantId(globalId)
  return { organizationId, memberId }
}

/** Reads a part of the holds that meet all conditions. */
function holdsOf({ prisma }: App, wanted: readonly Prisma.HoldWhereInput[]) {
  return ({ where, query }: Part) => prisma.hold.findMany({ ...query, where: { AND: [...wanted, where] } })
}

builder.prismaObjectField(OrganizationNode, 'holds', (t) =>
  t.connection(
    {
      type: HoldNode,
      description:
        'The holds of the organization, open and ended, newest first: a MEMBER sees those of their own spending.',
      args: {
        filter: t.arg({ type: HoldFilter, description: 'The conditions that the holds must meet. Null: all holds.' }),
      },
      resolve: async ({ id: organizationId, clockAt }, { filter, ...args }, context, info) => {
        const { app } = context
        const wanted = [
          { organizationId, ...whereOwnTasks(callerOf(context)) },
          whereFilter(filter, { isInIds: clockAt === null && isRealTime(app) }),
          await whereExternalId(app, organizationId, 'HOLD', filter?.externalId),
        ]
        return pageOf({ order: NEWEST_FIRST, args, context, info, find: holdsOf(app, wanted) })
      },
    },
    connectionOf(HoldNode),
  ),
)

builder.prismaObjectField(WalletNode, 'openHolds', (t) =>
  t.connection(
    {
      type: HoldNode,
      description: 'The holds whose credits are frozen now, oldest first. They add up to `frozen`.',
      args: {
        filter: t.arg({
          type: HoldFilter,
          description: 'The conditions that the holds must meet. Null: all open holds.',
        }),
      },
      resolve: async ({ organizationId, id: walletId }, { filter, ...args }, context, info) => {
        const { app } = context
        const wanted = [
          { organizationId, walletId, endedAt: null },
          whereFilter(filter, { isInIds: false }),
          await whereExternalId(app, organizationId, 'HOLD', filter?.externalId),
        ]
        return pageOf({ order: OLDEST_FIRST, args, context, info, find: holdsOf(app, wanted) })
      },
    },
    connectionOf(HoldNode),
  ),
)

builder.prismaObjectField(RunNode, 'holds', (t) =>
  t.connection(
    {
      type: HoldNode,
      description: 'The holds that count in it directly, of tasks too, oldest first.',
      resolve: ({ organizationId, id: runId }, args, context, info) => {
        const find = holdsOf(context.app, [{ organizationId, runId }])
        return pageOf({ order: OLDEST_FIRST, args, context, info, find })
      },
    },
    connectionOf(HoldNode),
  ),
)
