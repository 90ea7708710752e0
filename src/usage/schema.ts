// Usage: its part of the API.

import { NIL } from 'uuid'
import { type Caller, may, mayAsPlatform } from '../access/roles.ts'
import type { App } from '../app.ts'
import type { ApiKey, Member } from '../database/generated/client/client.ts'
import type { Measure } from '../engine/usage.ts'
import { badInput } from '../graphql/badInput.ts'
import { builder } from '../graphql/builder.ts'
import { type Context, callerOf } from '../graphql/context.ts'
import { requestError } from '../graphql/errors.ts'
import { ExactMoneyType } from '../graphql/exactMoney.ts'
import { type GlobalId, idIn, splitTenantId, tenantId } from '../graphql/ids.ts'
import type { ExactMoney } from '../ledger/exactMoney.ts'
import { isTimeZone } from '../ledger/period.ts'
import { ApiKeyNode, whereOwnKeys } from '../organizations/apiKeys.schema.ts'
import { creditTypeField } from '../organizations/creditTypes.schema.ts'
import { creditTypeFor } from '../organizations/creditTypes.ts'
import { findOrganization } from '../organizations/find.ts'
import { MemberNode, OrganizationNode } from '../organizations/schema.ts'
import { cut, type Range, rangeBefore, type UsagePeriod, wholeHours } from './periods.ts'
import {
  type Dimension,
  type Group,
  type GroupCost,
  readCosts,
  readUsage,
  type ShownGroup,
  type ShownReport,
  type ShownSums,
  type Sums,
  type UsageFilter,
  type Wanted,
} from './report.ts'

const PERIODS_MAX = 1_000
export const GROUPS_MAX = 1_000
/** The most groups of the range before, which the groups of a report are compared with. */
const COMPARED_MAX = 20_000

const TIMES = {
  HOUR: 'Hours by the clocks of the time zone.',
  DAY: 'Days, from midnight to midnight by the clocks of the time zone.',
  WEEK: 'Weeks, from Monday on.',
  MONTH: 'Calendar months.',
} as const satisfies Record<UsagePeriod, string>

const SUBJECTS = {
  CREDIT_TYPE: 'The credit type.',
  MODEL: 'The model of the tasks and holds.',
  OPERATION: 'The operation of the tasks and holds.',
  MEMBER: 'The member that submitted the tasks.',
  API_KEY: 'The API key with which the tasks were submitted. Keys that replaced each other by rotation are one.',
  TAG: 'The tag. A task with several tags counts once for each, so the groups can be more than the total.',
} as const satisfies Partial<Record<Dimension, string>>

type By = UsagePeriod | keyof typeof SUBJECTS

function describe<Name extends string>(values: Readonly<Record<Name, string>>) {
  return Object.fromEntries(Object.entries(values).map(([name, description]) => [name, { description }])) as Record<
    Name,
    { description: string }
  >
}

const UsageDimensionEnum = builder.enumType('UsageDimension', {
  description: 'The dimensions of a usage report: at most one period of time, and subjects.',
  values: describe({ ...TIMES, ...SUBJECTS }),
})

export const PlatformUsageDimensionEnum = builder.enumType('PlatformUsageDimension', {
  description: 'The dimensions of a usage report over all organizations: at most one period of time, and subjects.',
  values: describe({ ...TIMES, ORGANIZATION: 'The organization.', ...SUBJECTS }),
})

const UsageSumsType = builder.objectRef<ShownSums>('UsageSums').implement({
  description:
    'The credits and tasks of some time. Credits count at the time of their journal entry, tasks at the time of their end. A refund counts at its own time, not at that of the use.',
  fields: (t) => ({
    used: t.field({
      type: 'Credits',
      description:
        'The credits that were used: spent + owed + writtenOff. Credits of them that were given back later are in `refunded`.',
      resolve: ({ sums: { spent, owed, writtenOff } }) => spent + owed + writtenOff,
    }),
    spent: t.field({
      type: 'Credits',
      description: 'Credits that holds have spent.',
      resolve: ({ sums: { spent } }) => spent,
    }),
    owed: t.field({
      type: 'Credits',
      description: 'Credits used by tasks that were completed late, which the wallet did not have and owes.',
      resolve: ({ sums: { owed } }) => owed,
    }),
    writtenOff: t.field({
      type: 'Credits',
      description: 'Credits used by tasks that were completed late, which the wallet did not have and need not pay.',
      resolve: ({ sums: { writtenOff } }) => writtenOff,
    }),
    refunded: t.field({
      type: 'Credits',
      description: 'Credits that were given back after they had been used.',
      resolve: ({ sums: { refunded } }) => refunded,
    }),
    tasks: t.field({
      type: 'SafeInt',
      description: 'The number of tasks that ended: succeeded + failed + canceled + timedOut.',
      resolve: ({ sums: { succeeded, failed, canceled, timedOut } }) =>
        Number(succeeded + failed + canceled + timedOut),
    }),
    succeeded: t.field({
      type: 'SafeInt',
      description: 'Of those, the number that SUCCEEDED.',
      resolve: count('succeeded'),
    }),
    failed: t.field({ type: 'SafeInt', description: 'Of those, the number that FAILED.', resolve: count('failed') }),
    canceled: t.field({
      type: 'SafeInt',
      description: 'Of those, the number that are CANCELED.',
      resolve: count('canceled'),
    }),
    timedOut: t.field({
      type: 'SafeInt',
      description:
        'Of those, the number that have TIMED_OUT. A task that is completed later counts as succeeded instead, at that time.',
      resolve: count('timedOut'),
    }),
    averageSeconds: t.field({
      type: 'Float',
      nullable: true,
      description: 'The average time from submit to end of the tasks that SUCCEEDED, in seconds; null: none did.',
      resolve: ({ sums: { durationMs, succeeded } }) =>
        succeeded > 0n ? Number(durationMs / succeeded) / 1_000 : null,
    }),
    upstreamCosts: t.field({
      type: [ExactMoneyType],
      nullable: true,
      description:
        'The upstream costs of the tasks that ended, one amount for each currency: those whose cost is known, at the time of their end. Null for callers other than the operator.',
      resolve: ({ costs }, _args, { caller }) => (mayAsPlatform(caller, 'READ') ? costs() : null),
    }),
  }),
})

function count(measure: Measure): (shown: ShownSums) => number {
  return ({ sums: { [measure]: value } }) => Number(value)
}

/** The newest of the keys that replaced each other by rotation, which usage counts as one; null if the caller may not see it. */
async function newestKeys(lineages: string[], context: Context): Promise<(ApiKey | null)[]> {
  const wanted = lineages.map(splitTenantId).map(({ organizationId, id: lineageId }) => ({ organizationId, lineageId }))
  const keys = await context.app.prisma.apiKey.findMany({
    where: { OR: wanted, ...whereOwnKeys(callerOf(context)) },
    orderBy: { id: 'asc' },
  })
  // A later one takes the place of one before.
  const byLineage = new Map(keys.map((key) => [tenantId({ ...key, id: key.lineageId }), key]))
  return lineages.map((lineage) => byLineage.get(lineage) ?? null)
}

async function members(ids: string[], { app }: Context): Promise<(Member | null)[]> {
  const rows = await app.prisma.member.findMany({ where: { OR: ids.map(splitTenantId) } })
  const byId = new Map(rows.map((row) => [tenantId(row), row]))
  return ids.map((id) => byId.get(id) ?? null)
}

const UsageGroupType = builder.objectRef<ShownGroup>('UsageGroup').implement({
  description: 'The usage of one period and subject of a report. A field that the report is not by is null.',
  fields: (t) => ({
    from: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The start of the period, in UTC; that of the report if it begins within the period.',
      resolve: ({ period }) => period?.from,
    }),
    to: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'The end of the period, in UTC, which is not part of it; that of the report if it ends within the period.',
      resolve: ({ period }) => period?.to,
    }),
    organization: t.field({
      type: OrganizationNode,
      nullable: true,
      description: 'The organization.',
      resolve: ({ group: { organizationId } }, _args, { app }) =>
        organizationId === null ? null : findOrganization(app, organizationId),
    }),
    creditType: t.string({ nullable: true, description: 'The credit type.', resolve: ({ group }) => group.creditType }),
    model: t.string({
      nullable: true,
      description: 'The model; null also for holds without a model.',
      resolve: ({ group }) => group.model,
    }),
    operation: t.string({
      nullable: true,
      description: 'The operation; null also for holds without an operation.',
      resolve: ({ group }) => group.operation,
    }),
    member: t.loadable({
      type: MemberNode,
      nullable: true,
      description: 'The member; null also for what no member submitted.',
      load: members,
      resolve: ({ group: { ownerId, memberId } }: ShownGroup) =>
        memberId === null ? null : tenantId({ organizationId: ownerId, id: memberId }),
    }),
    apiKey: t.loadable({
      type: ApiKeyNode,
      nullable: true,
      description:
        'The API key; null also for what was submitted without one, or with a key that the caller may not see.',
      load: newestKeys,
      resolve: ({ group: { ownerId, apiKeyId } }: ShownGroup) =>
        apiKeyId === null ? null : tenantId({ organizationId: ownerId, id: apiKeyId }),
    }),
    tag: t.string({
      nullable: true,
      description: 'The tag; null also for what has no tag.',
      resolve: ({ group }) => group.tag,
    }),
    sums: t.field({ type: UsageSumsType, description: 'The usage of the group.', resolve: ({ shown }) => shown }),
    previous: t.field({
      type: UsageSumsType,
      nullable: true,
      description:
        'The usage of the same subject in the same period of the range before; null unless the report compares.',
      resolve: ({ before }) => before,
    }),
  }),
})

export const UsageReportType = builder.objectRef<ShownReport>('UsageReport').implement({
  description: 'The usage in a range of time, exactly as the journal has it, including everything up to now.',
  fields: (t) => ({
    from: t.field({
      type: 'DateTime',
      description: 'The start of the range, in UTC: the start of the hour that was asked for.',
      resolve: ({ range }) => range.from,
    }),
    to: t.field({
      type: 'DateTime',
      description: 'The end of the range, in UTC, which is not part of it: the end of the hour that was asked for.',
      resolve: ({ range }) => range.to,
    }),
    timeZone: t.exposeString('timeZone', {
      description: 'The time zone whose hours, days, weeks and months the report has, as an IANA name.',
    }),
    total: t.field({
      type: UsageSumsType,
      description: 'The usage of all groups together.',
      resolve: ({ totals }) => totals,
    }),
    previousFrom: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The start of the range before, in UTC; null unless the report compares.',
      resolve: ({ before }) => before?.range.from,
    }),
    previousTotal: t.field({
      type: UsageSumsType,
      nullable: true,
      description: 'The usage in the whole range before; null unless the report compares.',
      resolve: ({ before }) => before?.totals,
    }),
    groups: t.field({
      type: [UsageGroupType],
      description:
        'The usage of each group: the earliest period first, and in each period the group that used most. A group without usage is left out. Empty if `by` is empty.',
      resolve: ({ groups }) => groups,
    }),
    isComplete: t.exposeBoolean('isComplete', {
      description: 'False if there are more groups than `first`: ask for a shorter range, or for fewer subjects.',
    }),
  }),
})

interface Asked {
  readonly from: Date
  readonly to: Date
  readonly by: readonly (By | 'ORGANIZATION')[]
  readonly filter: UsageFilter
  readonly timeZone: string
  readonly compareToPrevious: boolean
  readonly first: number
  /** True: `to` is not asked for. It is the present. */
  readonly endsNow?: boolean
}

export async function reportFor(app: App, asked: Asked): Promise<ShownReport> {
  const { from, to, by, filter, timeZone, compareToPrevious, first, endsNow = false } = asked
  if (from >= to) throw badInput('from', endsNow ? 'must be in the past' : 'must be before to')
  if (first < 1 || first > GROUPS_MAX) throw badInput('first', `must be 1 to ${GROUPS_MAX}`)
  const times = by.filter((each): each is UsagePeriod => each in TIMES)
  const subjects = [...new Set(by.filter((each): each is Exclude<typeof each, UsagePeriod> => !(each in TIMES)))]
  if (times.length > 1) throw badInput('by', `must name at most one of ${Object.keys(TIMES).join(', ')}`)
  const range = wholeHours({ from, to }, timeZone)
  const periodsOf = (part: Range) => {
    const [period] = times
    const periods = period ? cut(part, period, timeZone, PERIODS_MAX) : null
    if (!period || periods) return periods
    const most = `must be at most ${PERIODS_MAX} periods (${period})`
    throw endsNow ? badInput('from', `${most} ago`) : badInput('to', `${most} after from`)
  }
  const periods = periodsOf(range)
  const wanted = { range, periods, by: subjects, filter, groupsMax: first }
  const report = await readUsage(app, wanted)
  const costs = new Costs(app, wanted)
  const then = compareToPrevious ? await readBefore() : null
  const costsThen = then && new Costs(app, then.wanted)
  const sumsThen = new Map(then?.report.groups.map((group) => [keyOf(group), group]))
  const groups = report.groups.map((group) => ({
    group,
    period: group.period === null ? null : (periods?.[group.period] ?? null),
    shown: costs.beside(group, group),
    before: costsThen ? costsThen.beside(sumsThen.get(keyOf(group)) ?? NOTHING, group) : null,
  }))
  const before = then && costsThen && { range: then.range, totals: costsThen.besideTotal(then.report.totals) }
  return { range, timeZone, totals: costs.besideTotal(report.totals), isComplete: report.isComplete, before, groups }

  async function readBefore() {
    const before = rangeBefore(range, timeZone)
    const wantedThen = { ...wanted, range: before, periods: periodsOf(before), groupsMax: COMPARED_MAX }
    const found = await readUsage(app, wantedThen)
    if (found.isComplete) return { range: before, report: found, wanted: wantedThen }
    throw badInput('by', 'has too many groups to compare: name fewer subjects, or a shorter range')
  }
}

/** The costs upstream of a report, which are read once somebody asks for them. */
class Costs {
  readonly #app: App
  readonly #wanted: Wanted
  #groups: Promise<ReadonlyMap<string, readonly GroupCost[]>> | null = null
  #total: Promise<readonly GroupCost[]> | null = null

  constructor(app: App, wanted: Wanted) {
    this.#app = app
    this.#wanted = wanted
  }

  beside(sums: Sums, group: Group): ShownSums {
    return { sums, costs: async () => (await this.#ofGroups()).get(keyOf(group)) ?? NO_COSTS }
  }

  besideTotal(sums: Sums): ShownSums {
    const wanted = { ...this.#wanted, periods: null, by: [], groupsMax: COMPARED_MAX }
    return { sums, costs: () => (this.#total ??= readCosts(this.#app, wanted)) }
  }

  #ofGroups(): Promise<ReadonlyMap<string, readonly GroupCost[]>> {
    this.#groups ??= readCosts(this.#app, { ...this.#wanted, groupsMax: COMPARED_MAX }).then((costs) => {
      if (costs.length > COMPARED_MAX)
        throw badInput('by', 'has too many groups with costs: name fewer subjects, or a shorter range')
      return Map.groupBy(costs, keyOf)
    })
    return this.#groups
  }
}

const NO_COSTS: readonly ExactMoney[] = []

const NOTHING: Sums = {
  spent: 0n,
  owed: 0n,
  writtenOff: 0n,
  refunded: 0n,
  succeeded: 0n,
  failed: 0n,
  canceled: 0n,
  timedOut: 0n,
  durationMs: 0n,
}

type Subject = Omit<GroupCost, keyof ExactMoney>

function keyOf({ period, organizationId, creditType, model, operation, memberId, apiKeyId, tag }: Subject): string {
  return JSON.stringify([period, organizationId, creditType, model, operation, memberId, apiKeyId, tag])
}

export const UsageFilterInput = builder.inputType('UsageFilter', {
  description: 'The usage that a report has. Null or absent: all of it.',
  fields: (t) => ({
    model: t.string({ description: 'Only of this model.' }),
    operation: t.string({ description: 'Only of this operation.' }),
    memberId: t.globalID({ for: MemberNode, description: 'Only of what this member submitted.' }),
    apiKeyId: t.globalID({
      for: ApiKeyNode,
      description:
        'Only of what was submitted with this API key, or with one that it replaced or that replaced it by rotation.',
    }),
    tag: t.string({ description: 'Only of what has this tag.' }),
  }),
})

export type FilterInput = typeof UsageFilterInput.$inferInput

/** The filter of an organization's report, whose ids must be ids of its things. */
export async function filterOf(
  { prisma }: App,
  organizationId: string,
  input: FilterInput | null | undefined,
): Promise<UsageFilter> {
  const { model, operation, memberId, apiKeyId, tag } = input ?? {}
  const keyId = apiKeyId ? ownIdIn(organizationId, 'apiKeyId', apiKeyId) : null
  const key = keyId === null ? null : await prisma.apiKey.findFirst({ where: { organizationId, id: keyId } })
  if (keyId !== null && key === null)
    throw badInput('filter.apiKeyId', 'must be the id of an ApiKey of the organization')
  return {
    ...(model ? { model } : {}),
    ...(operation ? { operation } : {}),
    ...(memberId ? { memberId: ownIdIn(organizationId, 'memberId', memberId) } : {}),
    ...(key ? { apiKeyId: key.lineageId } : {}),
    ...(tag ? { tag } : {}),
  }
}

/** The id of a thing of the organization. */
function ownIdIn(organizationId: string, field: string, globalId: GlobalId): string {
  const id = idIn(organizationId, globalId)
  if (id === NIL) throw badInput(`filter.${field}`, `must be the id of a ${globalId.typename} of the organization`)
  return id
}

/** A caller who may not see the tasks of all members sees their own usage. */
export function visibleTo(caller: Exclude<Caller, { kind: 'person' }>): UsageFilter {
  if (caller.kind === 'operator' || may(caller, 'seeAllTasks') || caller.memberId === null) return {}
  return { memberId: caller.memberId }
}

export const rangeArguments = {
  from: 'The start of the range. It is rounded down to an hour of the time zone.',
  to: 'The end of the range, which is not part of it. It is rounded up to an hour of the time zone.',
  compareToPrevious:
    'True: also report the range before of the same length: as many months if it has whole months, as many days if it has whole days.',
  first: `The largest number of groups: 1 to ${GROUPS_MAX}.`,
} as const

builder.prismaObjectField(OrganizationNode, 'usage', (t) =>
  t.field({
    type: UsageReportType,
    description:
      'The usage of the organization in a range of time, by periods in its time zone and by subjects. Members that may not see the tasks of others see their own usage.',
    complexity: { field: 100 },
    args: {
      from: t.arg({ type: 'DateTime', required: true, description: rangeArguments.from }),
      to: t.arg({ type: 'DateTime', required: true, description: rangeArguments.to }),
      by: t.arg({
        type: [UsageDimensionEnum],
        required: true,
        defaultValue: [],
        description: 'The dimensions of the groups: at most one period of time, and subjects. Empty: only the total.',
      }),
      creditType: t.arg.string({
        description: `${creditTypeField.description} With CREDIT_TYPE in \`by\`, null is all types.`,
      }),
      filter: t.arg({ type: UsageFilterInput, description: 'The usage that the report has. Null: all of it.' }),
      compareToPrevious: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: rangeArguments.compareToPrevious,
      }),
      first: t.arg.int({ required: true, defaultValue: GROUPS_MAX, description: rangeArguments.first }),
    },
    select: { id: true, timeZone: true },
    resolve: async ({ id, timeZone }, { creditType: named, filter, ...asked }, context) => {
      const { app } = context
      const isByType = asked.by.includes('CREDIT_TYPE') && !named
      const creditType = isByType ? null : await creditTypeFor(app, id, named)
      if (creditType !== null && typeof creditType !== 'string') throw requestError(creditType)
      const own: UsageFilter & { readonly organizationId: string } = {
        ...(await filterOf(app, id, filter)),
        ...(creditType === null ? {} : { creditType }),
        ...visibleTo(callerOf(context)),
        organizationId: id,
      }
      return reportFor(app, { ...asked, timeZone, filter: own })
    },
  }),
)

builder.queryField('usage', (t) =>
  t.field({
    type: UsageReportType,
    description: 'The usage of all organizations in a range of time. For the operator.',
    authScopes: { platform: 'READ' },
    complexity: { field: 100 },
    args: {
      from: t.arg({ type: 'DateTime', required: true, description: rangeArguments.from }),
      to: t.arg({ type: 'DateTime', required: true, description: rangeArguments.to }),
      by: t.arg({
        type: [PlatformUsageDimensionEnum],
        required: true,
        defaultValue: [],
        description: 'The dimensions of the groups: at most one period of time, and subjects. Empty: only the total.',
      }),
      creditType: t.arg.string({
        description: 'The credit type. It is required unless CREDIT_TYPE is in `by`, where null is all types.',
      }),
      model: t.arg.string({ description: 'Only of this model. Null: of all.' }),
      operation: t.arg.string({ description: 'Only of this operation. Null: of all.' }),
      timeZone: t.arg.string({
        required: true,
        defaultValue: 'UTC',
        description:
          'The time zone of periods, as an IANA name. Usage is kept by the hours of each organization’s zone.',
      }),
      compareToPrevious: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: rangeArguments.compareToPrevious,
      }),
      first: t.arg.int({ required: true, defaultValue: GROUPS_MAX, description: rangeArguments.first }),
    },
    resolve: (_root, { creditType, model, operation, timeZone, ...asked }, { app }) => {
      if (!isTimeZone(timeZone)) throw badInput('timeZone', 'must be an IANA name, for example Europe/Berlin')
      if (!creditType && !asked.by.includes('CREDIT_TYPE')) {
        throw badInput(
          'creditType',
          'is required unless CREDIT_TYPE is in by: credits of different types are not added up',
        )
      }
      const filter = {
        ...(creditType ? { creditType } : {}),
        ...(model ? { model } : {}),
        ...(operation ? { operation } : {}),
      }
      return reportFor(app, { ...asked, timeZone, filter })
    },
  }),
)
