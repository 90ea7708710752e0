// Forecasts of an organization's credits: their part of the API.

import type { App } from '../app.ts'
import type { CreditLot, Member, Wallet } from '../database/generated/client/client.ts'
import { badInput } from '../graphql/badInput.ts'
import { builder } from '../graphql/builder.ts'
import { callerOf } from '../graphql/context.ts'
import { DEAR, inDearTurn } from '../graphql/dear.ts'
import { requestError } from '../graphql/errors.ts'
import { idIn } from '../graphql/ids.ts'
import type { OrganizationId } from '../ids.ts'
import { CREDITS_MAX, type Credits } from '../ledger/wallet.ts'
import { creditTypeField } from '../organizations/creditTypes.schema.ts'
import { creditTypeFor, findCreditTypes } from '../organizations/creditTypes.ts'
import { refuseUnknown } from '../organizations/knownNames.ts'
import { MemberNode, OrganizationNode } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { cut } from '../usage/periods.ts'
import { visibleTo } from '../usage/schema.ts'
import { LotNode } from '../wallets/lots.schema.ts'
import { WalletNode } from '../wallets/wallet.schema.ts'
import { DAY_MS, MEASURED_DAYS, purposeOf, type Spender } from './pace.ts'
import { type Loss, playForward, type WalletCourse } from './play.ts'
import { readPresent } from './present.ts'

const DAYS_MAX = 366
const PACE_MAX = 100
const WALLETS_MAX = 100

interface Point {
  readonly at: Date
  readonly available: Credits
}

/** The rows that exist now, by ids. */
interface There {
  readonly wallets: ReadonlyMap<string, Wallet>
  readonly lots: ReadonlyMap<string, CreditLot>
  readonly members: ReadonlyMap<string, Member>
}

interface ShownCourse {
  readonly course: WalletCourse
  readonly instants: readonly Date[]
  readonly there: There
}

interface ShownForecast {
  readonly from: Date
  readonly until: Date
  readonly pace: readonly Spender[]
  readonly wallets: readonly ShownCourse[]
  readonly isComplete: boolean
  readonly there: There
}

const PaceType = builder.objectRef<{ readonly spender: Spender; readonly there: There }>('SpendingPace').implement({
  description: 'Spending that goes on evenly.',
  fields: (t) => ({
    creditType: t.string({
      description: 'The type of the credits, for example `music`.',
      resolve: ({ spender }) => spender.creditType,
    }),
    creditsPerDay: t.float({
      description: 'The credits that are spent in 24 hours. A forecast reckons with the exact fraction.',
      resolve: ({ spender: { credits, ms } }) => (Number(credits) * DAY_MS) / Number(ms),
    }),
    member: t.field({
      type: MemberNode,
      nullable: true,
      description: 'The member whose own wallet pays first; null: the pool pays.',
      resolve: ({ spender: { memberId }, there }) => (memberId === null ? null : there.members.get(memberId)),
    }),
    model: t.string({
      nullable: true,
      description: 'The model that is paid for; null: no one model. Lots that are limited to models then do not pay.',
      resolve: ({ spender }) => spender.purpose?.model ?? null,
    }),
    operation: t.string({
      nullable: true,
      description: 'The operation that is paid for; null together with `model`.',
      resolve: ({ spender }) => spender.purpose?.operation ?? null,
    }),
  }),
})

const LossType = builder.objectRef<{ readonly loss: Loss; readonly there: There }>('ForetoldLoss').implement({
  description: 'Credits of a lot that will be lost: they are not used before they expire, and are not carried over.',
  fields: (t) => ({
    credits: t.field({
      type: 'Credits',
      description: 'The number of credits.',
      resolve: ({ loss }) => loss.credits,
    }),
    at: t.field({
      type: 'DateTime',
      description: 'The time at which they are lost, in UTC.',
      resolve: ({ loss }) => loss.at,
    }),
    source: t.string({
      nullable: true,
      description: 'The origin of the lot, in the platform’s words; null: it has none.',
      resolve: ({ loss }) => loss.lot.source,
    }),
    lot: t.field({
      type: LotNode,
      nullable: true,
      description: 'The lot; null: it does not exist yet, because a renewal or a rule brings it.',
      resolve: ({ loss, there }) => there.lots.get(loss.lot.id),
    }),
  }),
})

const PointType = builder.objectRef<Point>('ForetoldBalance').implement({
  description: 'The available credits of a wallet at a time.',
  fields: (t) => ({
    at: t.expose('at', {
      type: 'DateTime',
      description: 'The time, in UTC: now, and then each midnight by the organization’s time zone.',
    }),
    available: t.expose('available', { type: 'Credits', description: 'The credits that can be frozen then.' }),
  }),
})

const CourseType = builder.objectRef<ShownCourse>('WalletForecast').implement({
  description: 'The course of the credits of a wallet.',
  fields: (t) => ({
    creditType: t.string({
      description: 'The type of its credits, for example `music`.',
      resolve: ({ course }) => course.wallet.creditType,
    }),
    member: t.field({
      type: MemberNode,
      nullable: true,
      description: 'The member who has the wallet; null: it is the pool.',
      resolve: ({ course, there }) => there.members.get(course.wallet.holderId),
    }),
    wallet: t.field({
      type: WalletNode,
      nullable: true,
      description: 'The wallet; null: it does not exist yet, because a renewal or a rule opens it.',
      resolve: ({ course, there }) => there.wallets.get(course.wallet.id),
    }),
    days: t.field({
      type: [PointType],
      description: 'The available credits by day.',
      resolve: ({ course: { available }, instants }) =>
        instants.map((at, i): Point => ({ at, available: available[i] ?? 0n })),
    }),
    runsOutAt: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'The first time at which the wallet can’t pay all that falls on it, in UTC: what its member spends, and for the pool what members’ own wallets can’t pay. Null: never before `until`.',
      resolve: ({ course }) => course.runsOutAt,
    }),
    losses: t.field({
      type: [LossType],
      description: 'The credits that will be lost, the earliest first. Empty: none before `until`.',
      resolve: ({ course: { losses }, there }) => losses.map((loss) => ({ loss, there })),
    }),
  }),
})

const ForecastType = builder.objectRef<ShownForecast>('CreditForecast').implement({
  description: 'The course of an organization’s credits if spending goes on at a pace, and nothing else happens.',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'The time from which it is foretold: now, in UTC.' }),
    until: t.expose('until', { type: 'DateTime', description: 'The time until which it is foretold, in UTC.' }),
    pace: t.field({
      type: [PaceType],
      description:
        'The pace that it goes on with. Of a measured one, the 100 that spend most are told apart; what the others spend counts as the organization’s own. Members that may not see the tasks of others see their own pace.',
      resolve: ({ pace, there }) => pace.map((spender) => ({ spender, there })),
    }),
    wallets: t.field({
      type: [CourseType],
      description: 'The wallets, the pools first, then those that lose most.',
      resolve: ({ wallets }) => wallets,
    }),
    isComplete: t.exposeBoolean('isComplete', {
      description: 'False if there are more wallets than `first`: ask for those of one member, or of one credit type.',
    }),
  }),
})

const PaceInput = builder.inputType('SpendingPaceInput', {
  description: 'Spending that goes on evenly.',
  fields: (t) => ({
    creditType: t.string(creditTypeField),
    creditsPerDay: t.field({
      type: 'Credits',
      required: true,
      description: 'The credits that are spent in 24 hours: 1 or more.',
    }),
    memberId: t.globalID({
      for: MemberNode,
      description: 'The member whose own wallet pays first. Null: the pool pays.',
    }),
    model: t.string({
      description:
        'The model that is paid for, together with `operation`. Null: lots that are limited to models do not pay.',
    }),
    operation: t.string({ description: 'The operation that is paid for. Null: none, and `model` is null, too.' }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'forecast', (t) =>
  t.field({
    type: ForecastType,
    description: `A forecast of the credits: available by day, when they run out, and which will be lost. The wallets’ burn-down order, expiries, renewals, carry limits, allocation rules, falling back and the deadlines of open holds are played forward by the rules. The pace is what was used in the last ${MEASURED_DAYS} days by member, model and operation (since the first wallet of the credit type if that is later, over at least a day), unless \`pace\` is given. Purchases, auto top-ups and grants are not foretold; periods of a plan that become due later count as paid.`,
    complexity: DEAR,
    args: {
      days: t.arg.int({
        required: true,
        defaultValue: 30,
        description: `The number of days that are foretold, 1 to ${DAYS_MAX}.`,
      }),
      pace: t.arg({
        type: [PaceInput],
        description: `The pace instead of the measured one, up to ${PACE_MAX}. Empty: nothing is spent. Null: it is measured.`,
      }),
      creditType: t.arg.string({ description: 'Only wallets of this credit type. Null: of all.' }),
      memberId: t.arg.globalID({
        for: MemberNode,
        description: 'Only wallets of this member. Null: all, and the pools.',
      }),
      first: t.arg.int({
        required: true,
        defaultValue: WALLETS_MAX,
        description: `The number of wallets to show, 1 to ${WALLETS_MAX}.`,
      }),
    },
    select: { id: true },
    resolve: async ({ id: organizationId }, { days, pace: asked, creditType, memberId, first }, context) => {
      const { app } = context
      if (days < 1 || days > DAYS_MAX) throw badInput('days', `must be 1 to ${DAYS_MAX}, not ${days}`)
      if (first < 1 || first > WALLETS_MAX) throw badInput('first', `must be 1 to ${WALLETS_MAX}, not ${first}`)
      const given = asked ? await paceOf(app, organizationId, asked) : null
      const holderId = memberId ? idIn(organizationId, memberId) : null
      const forecast = await inDearTurn(() => foretell(app, organizationId, days, given))
      const wanted = forecast.wallets.filter(
        ({ course: { wallet } }) =>
          (!creditType || wallet.creditType === creditType) && (holderId === null || wallet.holderId === holderId),
      )
      const wallets = wanted.toSorted(poolsThenLosses)
      const { memberId: ownId } = visibleTo(callerOf(context))
      const pace = forecast.pace.filter((each) => ownId === undefined || each.memberId === ownId)
      return { ...forecast, pace, wallets: wallets.slice(0, first), isComplete: wallets.length <= first }
    },
  }),
)

async function foretell(
  app: App,
  organizationId: OrganizationId,
  days: number,
  given: readonly Spender[] | null,
): Promise<Omit<ShownForecast, 'isComplete'>> {
  const present = await readPresent(app, organizationId, given)
  if (!present) throw requestError(notFound('organization'))
  const { now: from, timeZone, pace, wallets, lots } = present
  const until = new Date(from.getTime() + days * DAY_MS)
  const midnights = cut({ from, to: until }, 'DAY', timeZone, DAYS_MAX + 2) ?? []
  const instants = midnights.map((day) => day.from)
  const courses = await playForward(present, [...instants, until])
  const named = [...courses.map(({ wallet }) => wallet.holderId), ...pace.flatMap(({ memberId }) => memberId ?? [])]
  const ids = [...new Set(named)].filter((id) => id !== organizationId)
  const members =
    ids.length === 0 ? [] : await app.prisma.member.findMany({ where: { organizationId, id: { in: ids } } })
  const there = { wallets: byId(wallets), lots: byId(lots), members: byId(members) }
  return { from, until, pace, there, wallets: courses.map((course) => ({ course, instants, there })) }
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id, row]))
}

function poolsThenLosses({ course: a }: ShownCourse, { course: b }: ShownCourse): number {
  const isMembers = ({ wallet: { holderId, organizationId } }: WalletCourse) => Number(holderId !== organizationId)
  const lost = ({ losses }: WalletCourse) => losses.reduce((sum, { credits }) => sum + credits, 0n)
  return isMembers(a) - isMembers(b) || Number(lost(b) - lost(a))
}

async function paceOf(
  app: App,
  organizationId: OrganizationId,
  inputs: readonly (typeof PaceInput.$inferInput)[],
): Promise<Spender[]> {
  if (inputs.length > PACE_MAX) throw badInput('pace', `must be at most ${PACE_MAX}, not ${inputs.length}`)
  const own = new Set(await findCreditTypes(app, organizationId))
  const pace: Spender[] = []
  for (const [i, { creditType: named, creditsPerDay, memberId: of, model, operation }] of inputs.entries()) {
    const creditType = await creditTypeFor(app, organizationId, named)
    if (typeof creditType !== 'string') throw requestError(creditType)
    if (creditsPerDay < 1n) {
      throw badInput(`pace.${i}.creditsPerDay`, `must be 1 to ${CREDITS_MAX}, not ${creditsPerDay}`)
    }
    if ((model == null) !== (operation == null)) throw badInput(`pace.${i}.model`, 'must be given with operation')
    const names = { creditType, ...(model != null && operation != null ? { model, operation } : {}) }
    const [issue] = refuseUnknown(app.priceBook.version, organizationId, names, own)?.issues ?? []
    if (issue) throw badInput(`pace.${i}.${issue.path}`, issue.message)
    const memberId = of ? idIn(organizationId, of) : null
    if (memberId !== null && (await app.prisma.member.count({ where: { organizationId, id: memberId } })) === 0) {
      throw requestError(notFound('member'))
    }
    const purpose = purposeOf(model ?? null, operation ?? null)
    pace.push({ creditType, memberId, purpose, credits: creditsPerDay, ms: BigInt(DAY_MS) })
  }
  return pace
}
