// Auto top-ups: what an organization sets, and the sweep that buys those that are due. Any number of processes may sweep: the lane decides
// again, and a rule that has bought is not due any more.

import { z } from 'zod'
import type { App } from '../app.ts'
import { type CreditPack, PaymentProvider, type Prisma } from '../database/generated/client/client.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import type { PaymentRow } from '../engine/records.ts'
import { newId, uuidOf } from '../ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import type { TopUp } from '../ledger/topUp.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate } from '../operation.ts'
import { refuseCreditType } from '../organizations/knownNames.ts'
import { refuseClosed } from '../organizations/lock.ts'
import type { SweepAt } from '../queue/repeat.ts'
import { field, type InvalidInput, invalidInput, type NotFound } from '../refusals.ts'
import { BY_ITSELF } from './commands.ts'
import { readLines } from './lines.ts'
import { chargeableOf } from './methods.ts'
import { AMOUNT_MAX, price, priceOf, QUANTITY_MAX } from './packs.ts'
import { packTerms } from './purchases.ts'
import { buyTopUp, putTopUp, removeTopUp, stopTopUps, type TopUpValue } from './topUpCommands.ts'

export type TopUpAnswer = Answer<TopUpValue>

const Setting = z.object({
  organizationId: uuidOf.organization,
  creditType: field.creditType,
  below: z.bigint().min(1n).max(CREDITS_MAX),
  packId: z.uuid(),
  quantity: z.int().min(1).max(QUANTITY_MAX).default(1),
  monthlyMax: z.object({ amount: price, currency: field.currency }),
  provider: z.enum(PaymentProvider),
  idempotencyKey: field.idempotencyKey,
})

/** The most payments of a month that are looked for when a rule is new. */
const PAST_MAX = 1_000

/** Sets the auto top-up of a credit type. */
export function setAutoTopUp(app: App, input: z.input<typeof Setting>): Promise<TopUpAnswer | CommonRefusal> {
  return operate<typeof Setting, TopUpValue, CommonRefusal>({
    name: 'setAutoTopUp',
    schema: Setting,
    input,
    run: async ({ packId, ...asked }, key) => {
      const { organizationId, creditType } = asked
      const organization = await app.prisma.organization.findUnique({ where: { id: organizationId } })
      const missing = refuseClosed(organization) ?? (await refuseCreditType(app, organizationId, creditType))
      if (missing) return missing
      const pack = await app.prisma.creditPack.findUnique({ where: { id: packId } })
      if (!app.gateways[asked.provider]?.saved) return refusePack(pack, asked) ?? noMethod()
      const command = await topUpCommand(app, asked, pack, key)
      return isRefusal(command) ? command : app.lane.run(command)
    },
    find: (_id, { organizationId, creditType }) => find(app, organizationId, creditType),
  })
}

type Asked = Pick<
  z.output<typeof Setting>,
  'organizationId' | 'creditType' | 'below' | 'quantity' | 'monthlyMax' | 'provider'
>

/** The command that sets an auto top-up, with the money that its payments have taken this month; or what is wrong with it. */
export async function topUpCommand(
  app: App,
  { organizationId, creditType, below, quantity, monthlyMax, provider }: Asked,
  pack: CreditPack | null,
  key: Idempotency | null,
): Promise<Command<TopUpValue, NotFound> | InvalidInput> {
  const refused = refusePack(pack, { creditType, quantity, monthlyMax })
  if (refused) return refused
  if (!(await chargeableOf(app, { organizationId, provider }))) return noMethod()
  const { amount, currency } = monthlyMax
  const past = await app.prisma.payment.findMany({
    where: { organizationId, topUpOf: creditType, currency, status: { notIn: ['FAILED', 'EXPIRED', 'CANCELED'] } },
    orderBy: { id: 'desc' },
    take: PAST_MAX,
    select: { createdAt: true, amount: true },
  })
  const terms = { creditType, below: Number(below), pack: pack?.name ?? '', quantity, provider }
  return putTopUp(organizationId, { terms: { ...terms, monthlyMax: Number(amount), currency }, past }, key)
}

function noMethod(): InvalidInput {
  const message = 'must have a saved means of payment of the organization: pay once with saveMethod: true'
  return invalidInput({ path: 'provider', message })
}

function refusePack(
  pack: CreditPack | null,
  asked: Pick<z.output<typeof Setting>, 'creditType' | 'quantity' | 'monthlyMax'>,
): InvalidInput | null {
  const { creditType, quantity, monthlyMax } = asked
  if (!pack || pack.endedAt) return invalidInput({ path: 'packId', message: 'must be a credit pack that is sold' })
  if (!readLines(pack.credits).some((line) => line.creditType === creditType)) {
    return invalidInput({ path: 'packId', message: `must be a pack that brings ${creditType} credits` })
  }
  if (pack.currency !== monthlyMax.currency) {
    return invalidInput({ path: 'monthlyMax.currency', message: `must be ${pack.currency}, as the pack’s price is` })
  }
  const once = priceOf(pack, quantity)
  if (once > AMOUNT_MAX) {
    return invalidInput({ path: 'quantity', message: `must cost at most ${AMOUNT_MAX} in total, not ${once}` })
  }
  if (once <= monthlyMax.amount) return null
  const message = `must be at least ${once}, the price of one top-up, not ${monthlyMax.amount}`
  return invalidInput({ path: 'monthlyMax.amount', message })
}

const End = z.object({
  organizationId: uuidOf.organization,
  creditType: field.creditType,
  idempotencyKey: field.idempotencyKey,
})

/** Ends the auto top-up of a credit type. */
export function endAutoTopUp(app: App, input: z.input<typeof End>): Promise<TopUpAnswer | CommonRefusal> {
  return operate<typeof End, TopUpValue, CommonRefusal>({
    name: 'endAutoTopUp',
    schema: End,
    input,
    run: ({ organizationId, creditType }, key) => app.lane.run(removeTopUp(organizationId, creditType, key)),
    find: (_id, { organizationId, creditType }) => find(app, organizationId, creditType),
  })
}

/** The auto top-ups of a row, which the lane alone writes. */
function readTopUps(stored: Prisma.JsonValue): readonly TopUp[] {
  return (stored ?? []) as unknown as readonly TopUp[]
}

/** The auto top-ups of an organization, by credit type. */
export async function listTopUps(app: App, id: string): Promise<TopUp[]> {
  const row = await app.prisma.organization.findUnique({ where: { id }, select: { topUps: true } })
  return readTopUps(row?.topUps ?? null).toSorted((one, other) => (one.creditType < other.creditType ? -1 : 1))
}

/** The rule as it is now; null: it has ended. */
async function find(app: App, organizationId: string, creditType: string): Promise<TopUpValue> {
  return { topUp: (await listTopUps(app, organizationId)).find((rule) => rule.creditType === creditType) ?? null }
}

/** The most organizations of one sweep. */
const ORGANIZATIONS_AT_ONCE = 50

/** Buys the top-ups that are due. Returns the number of rules that were looked at. */
export async function buyTopUps(app: App, providers: readonly PaymentRow['provider'][], at?: SweepAt): Promise<number> {
  const now = at?.now ?? app.clock()
  const organizations = await app.prisma.organization.findMany({
    where: {
      topUpAt: { lte: now },
      status: { in: ['ACTIVE', 'SUSPENDED'] },
      ...(at ? { id: at.organizationId } : { clockAt: null }),
    },
    orderBy: { topUpAt: 'asc' },
    take: ORGANIZATIONS_AT_ONCE,
    select: { id: true, topUps: true },
  })
  let bought = 0
  for (const { id, topUps } of organizations) {
    for (const rule of readTopUps(topUps)) {
      const isDue = rule.dueAt !== null && new Date(rule.dueAt) <= now && providers.includes(rule.provider)
      if (!isDue) continue
      await buy(app, id, rule, now)
      bought++
    }
  }
  return bought
}

async function buy(app: App, organizationId: string, rule: TopUp, now: Date): Promise<void> {
  const { provider, creditType, quantity } = rule
  const pack = await app.prisma.creditPack.findFirst({ where: { name: rule.pack, endedAt: null } })
  const method = await chargeableOf(app, { organizationId, provider })
  const isSold = pack?.currency === rule.currency
  if (!isSold || !method) {
    const why = isSold ? 'nothing is saved that can be charged.' : `the pack ${rule.pack} is not sold any more.`
    await app.lane.run(stopTopUps(organizationId, { provider, creditType }, why))
    return
  }
  const common = {
    ...{ ...BY_ITSELF, organizationId, id: newId(), provider, quantity },
    ...{ trigger: 'TOP_UP' as const, chargeAt: now, chargeUntil: null, topUpOf: creditType },
  }
  await app.lane.run(buyTopUp({ ...packTerms(pack, quantity), ...common }, app.gateways[provider]))
}
