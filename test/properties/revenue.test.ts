// Revenue over random histories: whatever happens to credits that were paid for, each month adds up to the smallest unit, begins with what
// the month before has left, and says what a naive model says that follows the journal entry by entry, however much of it the job has
// added up already.

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rollUpRevenue } from '../../src/revenue/rollUp.ts'
import { rollUpUsage } from '../../src/usage/rollUp.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'

const RUNS = Math.max(20, Math.floor(Number(process.env.PROPERTY_RUNS ?? 0) / 1_000))
const MONTH_MS = 30 * 24 * 60 * 60 * 1_000
const monthAt = (ms: number) => new Date(ms).toISOString().slice(0, 7)
const EUR = (amount: number) => ({ amount, currency: 'EUR' })

let now = Date.UTC(2027, 0, 3)
let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

/** Their hours begin with those of UTC, half an hour or three quarters of an hour apart, and so some are of two months of UTC. */
const ZONES = ['UTC', 'Asia/Kolkata', 'Asia/Kathmandu', 'America/St_Johns']
/** A quarter of an hour into a month. */
const EDGE_MS = 15 * 60 * 1_000

/** `after`: the time since the step before, in thousandths of a month, or until shortly before or after the next month of UTC begins. */
const step = fc.record({
  after: fc.oneof(
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: 0, max: 700 }),
    fc.constantFrom(-EDGE_MS, EDGE_MS).map((edge) => ({ edge })),
  ),
  what: fc.oneof(
    fc.record({
      do: fc.constant('pay' as const),
      credits: fc.integer({ min: 1, max: 40 }),
      amount: fc.integer({ min: 1, max: 999 }),
      refund: fc.constantFrom(0, 0, 50, 100),
    }),
    fc.record({
      do: fc.constant('grant' as const),
      credits: fc.integer({ min: 1, max: 40 }),
      amount: fc.integer({ min: 0, max: 999 }),
      days: fc.integer({ min: 1, max: 20 }),
    }),
    ...[1, 2, 3].map(() =>
      fc.record({
        do: fc.constant('song' as const),
        ends: fc.constantFrom('completeTask', 'completeTask', 'failTask', 'LATE'),
        cost: fc.option(fc.integer({ min: 0, max: 3_000_000 })),
      }),
    ),
    fc.record({ do: fc.constant('bill' as const), cost: fc.integer({ min: 0, max: 3_000_000 }) }),
    fc.record({
      do: fc.constantFrom(
        ...(['refund', 'refund', 'refund', 'remove', 'allocate', 'reclaim', 'parts', 'rollUp', 'rollUp'] as const),
      ),
    }),
  ),
})
type What = (typeof step extends fc.Arbitrary<infer Value> ? Value : never)['what']

/** The time of a step. */
function timeOf(after: (typeof step extends fc.Arbitrary<infer Value> ? Value : never)['after']): number {
  if (typeof after === 'number') return now + Math.floor((after * MONTH_MS) / 1_000)
  const at = new Date(now)
  return Math.max(now, Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1) + after.edge)
}

type Payments = Map<string, number>

async function pay(organizationId: string, { credits, amount, refund }: Extract<What, { do: 'pay' }>, paid: Payments) {
  const custom = { title: 'x', credits: [{ creditType: 'music', credits }], price: EUR(amount) }
  const bought = { organizationId, custom, provider: 'MANUAL' }
  const { operator } = holdfast
  const { payment } = await mutate<{ payment: { id: string } }>(operator, 'startPurchase', bought, 'payment { id }')
  const paymentId = payment.id
  await mutate(operator, 'confirmManualPayment', { paymentId, received: EUR(amount) })
  paid.set(paymentId, amount)
  const money = Math.floor((amount * refund) / 100)
  if (money > 0) await mutate(operator, 'refundPayment', { paymentId, money: EUR(money), reason: 'x' })
}

/** What each task has cost in millionths, and the month in which it ended. */
type Costs = Map<string, { readonly month: string; readonly cost: bigint }>

const costOf = (millionths: number) => ({
  upstreamCost: { amount: (millionths / 1_000_000).toFixed(6), currency: 'EUR' },
})

async function sing(
  { member }: TestOrganization,
  { ends, cost }: Extract<What, { do: 'song' }>,
  done: string[],
  costs: Costs,
) {
  const song = { model: 'suno', operation: 'music', timeoutSeconds: 60 }
  const { task } = await mutate<{ task?: { id: string } }>(member, 'submitTask', song, 'task { id }')
  if (!task) return
  if (ends === 'LATE') now += 61_000
  const more = { ...(ends === 'failTask' ? { reason: 'x' } : { result: {} }), ...(cost === null ? {} : costOf(cost)) }
  const { code } = await mutate(holdfast.operator, ends === 'failTask' ? ends : 'completeTask', {
    taskId: task.id,
    ...more,
  })
  if (!code) costs.set(task.id, { month: monthAt(now), cost: BigInt(cost ?? 0) })
  if (ends !== 'failTask') done.push(task.id)
}

/** Does a step. What is refused, because there are too few credits for example, is a part of the history, too. */
async function act(organization: TestOrganization, what: What, done: string[], paid: Payments, costs: Costs) {
  const { operator } = holdfast
  const { id: organizationId, admin, member } = organization
  const input = { organizationId, creditType: 'music' }
  if (what.do === 'pay') await pay(organizationId, what, paid)
  if (what.do === 'song') await sing(organization, what, done, costs)
  // The bill of a task that ended in some month before, or in this one.
  const [billed] = what.do === 'bill' ? [...costs].slice(-3) : []
  if (what.do === 'bill' && billed) {
    await mutate(operator, 'recordUpstreamCost', { taskId: billed[0], ...costOf(what.cost) })
    costs.set(billed[0], { ...billed[1], cost: BigInt(what.cost) })
  }
  if (what.do === 'grant') {
    const expiresAt = new Date(now + what.days * 86_400_000).toISOString()
    await mutate(operator, 'grantCredits', { ...input, credits: what.credits, paid: EUR(what.amount), expiresAt })
  }
  const taskId = what.do === 'refund' ? done.pop() : undefined
  if (taskId) await mutate(operator, 'refundTask', { taskId, reason: 'x' })
  if (what.do === 'remove') await mutate(operator, 'adjustCredits', { ...input, remove: 3, reason: 'x' })
  if (what.do === 'rollUp') {
    while ((await rollUpRevenue(holdfast.holdfast.app)) > 0);
    await rollUpUsage(holdfast.holdfast.app)
  }
  if (what.do === 'parts') {
    const { hold } = await mutate<{ hold?: { id: string } }>(
      operator,
      'freezeCredits',
      { ...input, credits: 6 },
      'hold { id }',
    )
    if (!hold) return
    await mutate(operator, 'spendCredits', { holdId: hold.id, credits: 2, keepOpen: true })
    await mutate(operator, 'spendCredits', { holdId: hold.id, credits: 3 })
  }
  if (what.do === 'allocate' || what.do === 'reclaim') {
    const { data } = await member.send<{ viewer: { member: { id: string } } }, unknown>('{ viewer { member { id } } }')
    const memberId = data?.viewer.member.id
    if (what.do === 'allocate')
      await mutate(admin, 'allocateCredits', { allocations: [{ memberId, credits: 7 }], creditType: 'music' })
    else await mutate(admin, 'reclaimCredits', { memberIds: [memberId], creditType: 'music', reason: 'x' })
  }
}

type Sums = Record<'paid' | 'recognized' | 'breakage' | 'reversed', bigint>
type Month = Sums & {
  readonly month: string
  readonly opening: bigint
  readonly closing: bigint
  readonly models: bigint
  readonly upstreamCost: bigint
  readonly margin: bigint
  readonly costOfModels: bigint
}

type Money = Readonly<Record<'opening' | 'closing' | keyof Sums, { readonly amount: number }>>
interface Exact {
  readonly upstreamCost: { readonly amount: string }
  readonly margin: { readonly amount: string }
}
type Shown = Money &
  Exact & { readonly month: string; readonly models: (Exact & { readonly recognized: { readonly amount: number } })[] }

/** The millionths of a decimal: what is in it is written out here, not taken from the code under test. */
function millionths({ amount }: { readonly amount: string }): bigint {
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(amount) ?? []
  return BigInt(`${sign}${whole}${fraction.padEnd(6, '0')}`)
}

async function monthsOf({ id }: TestOrganization, from: string): Promise<Month[]> {
  const names = ['opening', 'paid', 'recognized', 'breakage', 'reversed', 'closing'] as const
  const { data, errors } = await holdfast.operator.send<{ revenueByMonth: Shown[] }, unknown>(
    `{ revenueByMonth(from: "${from}", to: "${monthAt(now)}", organizationId: "${id}") {
      month ${names.map((name) => `${name} { amount }`).join(' ')} upstreamCost { amount } margin { amount }
      models { recognized { amount } upstreamCost { amount } margin { amount } } } }`,
  )
  if (!data) throw new Error(JSON.stringify(errors))
  return data.revenueByMonth.map(({ month, models, upstreamCost, margin, ...money }) => {
    const sums = Object.fromEntries(names.map((name) => [name, BigInt(money[name].amount)]))
    const ofModels = models.reduce((sum, { recognized }) => sum + BigInt(recognized.amount), 0n)
    const costOfModels = models.reduce((sum, model) => sum + millionths(model.upstreamCost), 0n)
    const exact = { upstreamCost: millionths(upstreamCost), margin: millionths(margin), costOfModels }
    return { ...(sums as Omit<Month, 'month' | 'models' | keyof typeof exact>), ...exact, month, models: ofModels }
  })
}

interface Purchase {
  readonly amount: bigint
  readonly of: bigint
  left: bigint
  spent: bigint
  expired: bigint
  revoked: bigint
  /** What was said until now. */
  said: Omit<Sums, 'paid'>
}

interface Rows {
  readonly lots: Record<'id' | 'origin' | 'amount' | 'credits' | 'granted', string>[]
  readonly entries: { type: string; credits: string; lot_id: string | null; hold_id: string | null; created_at: Date }[]
  readonly lines: { hold_id: string; lot_id: string; credits: string }[]
}

async function rowsOf({ uuid }: TestOrganization): Promise<Rows> {
  return run(holdfast.database.url, async (client) => {
    const read = async (text: string) => (await client.query(text, [uuid])).rows
    return {
      lots: await read(`SELECT id, coalesce(origin_lot_id, id) AS origin, cost_amount AS amount, cost_credits AS credits, granted
        FROM credit_lot WHERE organization_id = $1 AND currency IS NOT NULL ORDER BY origin_lot_id NULLS FIRST`),
      entries:
        await read(`SELECT type, credits, lot_id, hold_id, created_at FROM journal_entry WHERE organization_id = $1
        ORDER BY created_at, wallet_id, sequence`),
      lines: await read(
        `SELECT id AS hold_id, 0 AS position, first_lot_id AS lot_id, first_credits AS credits FROM hold WHERE organization_id = $1
        UNION ALL SELECT hold_id, position, lot_id, credits FROM hold_line WHERE organization_id = $1 ORDER BY 1, 2`,
      ),
    }
  }) as Promise<Rows>
}

/** The revenue of each month, entry by entry. */
function naively({ lots, entries, lines }: Rows): Map<string, Omit<Sums, 'paid'>> {
  const purchases = new Map<string, Purchase>()
  const purchaseOf = new Map<string, Purchase>()
  for (const { id, origin, amount, credits, granted } of lots) {
    const none = { spent: 0n, expired: 0n, revoked: 0n, said: { recognized: 0n, breakage: 0n, reversed: 0n } }
    const made: Purchase = { amount: BigInt(amount), of: BigInt(credits), left: BigInt(granted), ...none }
    purchaseOf.set(id, purchases.get(origin) ?? made)
    purchases.set(origin, purchaseOf.get(id) as Purchase)
  }
  const months = new Map<string, Omit<Sums, 'paid'>>()
  const place = new Map<string, { lotId: string; left: bigint }[]>()
  for (const { hold_id: holdId, lot_id: lotId, credits } of lines) {
    place.set(holdId, [...(place.get(holdId) ?? []), { lotId, left: BigInt(credits) }])
  }
  const count = (lotId: string, of: 'spent' | 'expired' | 'revoked', credits: bigint) => {
    const purchase = purchaseOf.get(lotId)
    if (purchase) purchase[of] += credits
  }
  const say = (month: string) => {
    const sums = months.get(month) ?? { recognized: 0n, breakage: 0n, reversed: 0n }
    months.set(month, sums)
    for (const purchase of new Set(purchases.values())) {
      const { amount, of, left, spent, expired, revoked, said } = purchase
      const share = (credits: bigint) => (amount * credits) / of
      const isOver = spent + expired + revoked === left
      const all = { recognized: share(spent), reversed: share(revoked), breakage: share(expired) }
      if (isOver) all.breakage = amount - all.recognized - all.reversed
      for (const name of ['recognized', 'breakage', 'reversed'] as const) sums[name] += all[name] - said[name]
      purchase.said = all
    }
  }
  for (const [i, { type, lot_id: lotId, hold_id: holdId, ...entry }] of entries.entries()) {
    let credits = BigInt(entry.credits)
    if (type === 'SPEND') {
      for (const line of place.get(holdId ?? '') ?? []) {
        const here = line.left < credits ? line.left : credits
        line.left -= here
        credits -= here
        count(line.lotId, 'spent', here)
      }
    } else if (lotId) {
      if (type === 'REPAY') count(lotId, 'spent', credits)
      if (type === 'REFUND' || type === 'CHARGE_BACK') count(lotId, 'spent', -credits)
      if (type === 'EXPIRE') count(lotId, 'expired', credits)
      if (type === 'REVOKE' || type === 'CHARGE_BACK') count(lotId, 'revoked', credits)
    }
    const month = monthAt(entry.created_at.getTime())
    if (monthAt(entries[i + 1]?.created_at.getTime() ?? 0) !== month) say(month)
  }
  return months
}

/** The months, and the journal that they are of: a sweep may have booked an expiry while they were read. */
async function agreeing(organization: TestOrganization, from: string): Promise<{ months: Month[]; rows: Rows }> {
  const before = await rowsOf(organization)
  const months = await monthsOf(organization, from)
  const rows = await rowsOf(organization)
  return before.entries.length === rows.entries.length ? { months, rows } : agreeing(organization, from)
}

test('each month adds up to the payments, follows the one before, and says what the journal says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 10, maxLength: 40 }),
      fc.constantFrom(...ZONES),
      async (steps, timeZone) => {
        const organization = await holdfast.organization({ credits: 3n })
        await mutate(organization.admin, 'setSpendingPolicy', { timeZone })
        const from = monthAt(now)
        const [done, paid, costs]: [string[], Payments, Costs] = [[], new Map(), new Map()]
        for (const { after, what } of steps) {
          now = timeOf(after)
          await act(organization, what, done, paid, costs)
        }
        const { months, rows } = await agreeing(organization, from)
        const naive = naively(rows)
        let before = 0n
        for (const { month, opening, closing, models, upstreamCost, margin, costOfModels, ...sums } of months) {
          const known = [...costs.values()].filter((each) => each.month === month)
          expect(upstreamCost).toBe(known.reduce((sum, { cost }) => sum + cost, 0n))
          expect(costOfModels).toBe(upstreamCost)
          expect(margin).toBe(sums.recognized * 10_000n - upstreamCost)
          expect(opening).toBe(before)
          expect(opening + sums.paid - sums.recognized - sums.breakage - sums.reversed).toBe(closing)
          expect(models).toBe(sums.recognized)
          const { paid: _, ...earned } = sums
          expect({ month, ...earned }).toEqual({
            month,
            ...(naive.get(month) ?? { recognized: 0n, breakage: 0n, reversed: 0n }),
          })
          before = closing
        }
        const spentUpstream = [...costs.values()].reduce((sum, { cost }) => sum + cost, 0n)
        expect(months.reduce((sum, { upstreamCost }) => sum + upstreamCost, 0n)).toBe(spentUpstream)
        const granted = rows.lots.filter(({ id, origin }) => id === origin)
        const all = granted.reduce((sum, { amount }) => sum + BigInt(amount), 0n)
        expect(months.reduce((sum, month) => sum + month.paid, 0n)).toBe(all)
        const payments = [...paid.values()].reduce((sum, amount) => sum + amount, 0)
        const grants = steps.reduce((sum, { what }) => sum + (what.do === 'grant' ? what.amount : 0), 0)
        expect(all).toBe(BigInt(payments + grants))
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  )
})
