// A provider may say what it says about a payment twice, late, out of order or not at all, in parts, too much, and after the end:
// the payment and the credits are as the last word says, and the credits came once. A naive model says what that is.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Plan } from '../../src/database/generated/client/client.ts'
import { Batch } from '../../src/engine/batch.ts'
import { BudgetIndex } from '../../src/engine/budgetIndex.ts'
import { NOTHING_KEPT } from '../../src/engine/kept.ts'
import { PriceBook, PriceBookVersion } from '../../src/engine/priceBook.ts'
import { ThresholdIndex } from '../../src/engine/thresholdIndex.ts'
import { type Disputes, type Fact, moneyForShare, type PaymentStage, shareOf } from '../../src/ledger/payment.ts'
import { isRefusal } from '../../src/ledger/refusals.ts'
import type { Lot, LotDispute } from '../../src/ledger/wallet.ts'
import { importLot } from '../../src/moving/commands.ts'
import { importPayment } from '../../src/moving/payments.ts'
import { Row, type RowOf } from '../../src/moving/rows.ts'
import { BY_PAYER, changePayment, type News, openPayment } from '../../src/payments/commands.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 1_000)
const organizationId = '00000000-0000-4000-8000-00000000000a'
const paymentId = '00000000-0000-4000-8000-00000000000b'
const [CREDITS, BONUS] = [700, 99]

/** Money in cents: the price, the tax that the provider adds, and what happens one after the other. */
interface Story {
  readonly amount: number
  readonly tax: number
  readonly steps: readonly Step[]
}

type Step =
  | { readonly do: 'receive'; readonly part: number }
  | { readonly do: 'refund'; readonly part: number }
  | { readonly do: 'dispute'; readonly won: boolean }
  | { readonly do: 'stage'; readonly stage: PaymentStage }

const step: fc.Arbitrary<Step> = fc.oneof(
  // In percent of what is due: in part, in full, and too much.
  fc.record({ do: fc.constant('receive' as const), part: fc.constantFrom(1, 33, 50, 67, 100, 150) }),
  // In percent of what was received and not given back.
  fc.record({ do: fc.constant('refund' as const), part: fc.constantFrom(1, 25, 50, 100) }),
  fc.record({ do: fc.constant('dispute' as const), won: fc.boolean() }),
  fc.record({
    do: fc.constant('stage' as const),
    stage: fc.constantFrom<PaymentStage>('PROCESSING', 'FAILED', 'EXPIRED', 'CANCELED'),
  }),
)

const story: fc.Arbitrary<Story> = fc.record({
  amount: fc.integer({ min: 1, max: 5_000 }),
  tax: fc.constantFrom(0, 0, 7),
  steps: fc.array(step, { minLength: 1, maxLength: 8 }),
})

/** Everything that the provider says, in its order: each time how things stand. */
function factsOf({ amount, tax, steps }: Story): Fact[] {
  const facts: Fact[] = []
  const state = { received: 0, refunded: 0, stage: 'OPEN' as PaymentStage }
  let disputes: Disputes = {}
  const say = () => {
    const money = { received: BigInt(state.received), refunded: BigInt(state.refunded), tax: BigInt(tax) }
    facts.push({ ...money, currency: 'USD', stage: state.stage, disputes })
  }
  for (const each of steps) {
    if (each.do === 'receive') state.received += Math.ceil(((amount + tax) * each.part) / 100)
    else if (each.do === 'refund') {
      state.refunded += Math.floor(((state.received - state.refunded) * each.part) / 100)
    } else if (each.do === 'stage') state.stage = each.stage
    else {
      const id = `dispute ${facts.length}`
      disputes = { ...disputes, [id]: 'OPEN' }
      say()
      disputes = { ...disputes, [id]: each.won ? 'WON' : 'LOST' }
    }
    say()
  }
  return facts
}

/** The order in which facts arrive, some of them more than once and some not at all; the last word always. */
function deliveriesOf(facts: readonly Fact[]): fc.Arbitrary<Fact[]> {
  const last = facts.at(-1) as Fact
  return fc
    .array(fc.nat({ max: facts.length - 1 }), { maxLength: 12 })
    .chain((some) =>
      fc.shuffledSubarray([...some.keys()], { minLength: some.length }).map((order) => order.map((i) => some[i])),
    )
    .chain((some) => fc.nat({ max: some.length }).map((at) => some.toSpliced(at, 0, facts.length - 1)))
    .map((order) => order.map((i) => (i === undefined ? last : (facts[i] ?? last))))
}

/** A batch with an organization. */
function openBatch(priceBook = new PriceBook().version): Batch {
  const batch = new Batch(priceBook)
  batch.now = new Date('2027-01-01T00:00:00Z')
  batch.addOrganization({
    ...{ organizationId, name: 'Test', mode: 'LIVE', status: 'ACTIVE', statusReason: null, clockAt: null },
    ...{ maintenance: null, timeZone: 'UTC', membersUsePool: true, approvalAbove: null, approvalSeconds: 60 },
    ...{
      webhookEvents: [],
      expiryAlertDays: null,
      topUps: null,
      refundAllowances: null,
      topUpAt: null,
      subscription: null,
      kept: NOTHING_KEPT,
    },
    thresholds: new ThresholdIndex([]),
    budgets: new BudgetIndex([], []),
  })
  batch.addCount(organizationId, 'pools', 0)
  batch.addCount(organizationId, 'members', 1)
  batch.addCount(organizationId, 'openPayments', 0)
  return batch
}

/** A batch with an organization and an open payment; each change is decided on the state that the ones before have left. */
function openScene({ amount }: Story) {
  const batch = openBatch()
  const asked = {
    ...{ organizationId, id: paymentId, memberId: null, provider: 'MANUAL' as const, packId: null, quantity: 1 },
    ...{ planId: null, title: 'Credits', kind: 'TOP_UP' as const, amount: BigInt(amount), currency: 'USD' },
    ...{
      lines: [{ creditType: 'music', credits: CREDITS, bonus: BONUS }],
      returnUrl: null,
      saveMethod: false,
      transferReference: null,
      ...BY_PAYER,
    },
  }
  const opened = openPayment(asked, { gateway: undefined, by: 'PLATFORM' }, null).decide(batch)
  if (isRefusal(opened)) throw new Error(opened.message)
  const tell = (news: News) => {
    const changed = changePayment(organizationId, paymentId, () => news).decide(batch)
    if (isRefusal(changed)) throw new Error(changed.message)
    return changed.value.payment
  }
  return { batch, tell }
}

type Scene = ReturnType<typeof openScene>

/** The lots that a payment has brought. */
const lotsIn = (batch: Batch, id: string) =>
  batch.payments.lotsOf(organizationId, id).map(({ lotId }) => batch.lineage(organizationId, lotId)[0] as Lot)

/** The payment, and its lots added up by what they are. */
function endOf({ batch, tell }: Scene) {
  const { status, received, refunded, settled, dispute, problem, stage } = tell({})
  const lots = lotsIn(batch, paymentId)
  const sum = (kind: string, of: (lot: Lot) => bigint) =>
    Number(lots.filter((lot) => lot.kind === kind).reduce((total, lot) => total + of(lot), 0n))
  const both = (of: (lot: Lot) => bigint) => [sum('TOP_UP', of), sum('PROMO', of)]
  return {
    ...{ status, problem, dispute, stage },
    money: [received, refunded, settled].map(Number),
    ...{ granted: both((lot) => lot.granted), revoked: both((lot) => lot.revoked) },
    cost: sum('TOP_UP', (lot) => lot.costAmount ?? 0n) + sum('PROMO', (lot) => lot.costAmount ?? 0n),
    disputes: [...new Set(lots.map((lot) => lot.dispute))],
  }
}

/** The sums of receipts and of credit notes. */
function receiptedIn({ batch }: Scene) {
  const sums = { receipts: 0n, notes: 0n, tax: 0n }
  for (const { kind, amount, tax } of batch.payments.newReceipts) {
    expect(amount > 0n && tax >= 0n && tax <= amount).toBe(true)
    if (kind === 'RECEIPT') sums.receipts += amount
    else sums.notes += amount
    if (kind === 'RECEIPT') sums.tax += tax
  }
  return sums
}

const ORDER = ['OPEN', 'PROCESSING', 'FAILED', 'EXPIRED', 'CANCELED']

/** What the last word means, worked out without any of the rules. */
function expectedOf({ amount, tax, steps }: Story, facts: readonly Fact[]) {
  const { received, refunded, disputes } = facts.at(-1) as Required<Fact>
  const [money, back, due] = [Number(received), Number(refunded), amount + tax]
  const isPaid = money >= due
  const states = new Set<LotDispute>(Object.values(disputes))
  const dispute = states.has('LOST') ? 'LOST' : states.has('WON') ? 'WON' : null
  const excess = isPaid ? money - due : 0
  const returned = isPaid ? Math.max(0, back - excess) : 0
  const unclaimed = Math.max(0, (isPaid ? excess : money) - back)
  const granted = isPaid ? [CREDITS, BONUS] : [0, 0]
  const revoked = granted.map((credits) => (dispute === 'LOST' ? credits : Math.floor((credits * returned) / due)))
  const said = steps.flatMap((each) => (each.do === 'stage' ? [each.stage] : []))
  return {
    status: statusOf(),
    problem: unclaimed === 0 ? null : isPaid ? 'OVERPAID' : 'UNDERPAID',
    dispute,
    money: [money, back, isPaid ? due : 0],
    ...{ granted, revoked, cost: isPaid ? amount : 0, disputes: isPaid ? [dispute] : [] },
    said,
  }

  function statusOf() {
    if (dispute === 'LOST') return 'DISPUTED'
    if (money === 0) return null
    if (back >= money) return 'REFUNDED'
    return isPaid ? 'PAID' : 'PARTIALLY_PAID'
  }
}

/** Money that comes in after some was given back can't bring back what was taken: then what is unclaimed waits for a person. */
const isPlain = ({ steps }: Story) =>
  steps.findIndex((each) => each.do === 'refund') === -1 ||
  steps.findLastIndex((each) => each.do === 'receive') < steps.findIndex((each) => each.do === 'refund')

test('facts in any order, twice, and some of them lost, lead to what the last word says, and grant once', () => {
  const told = story.filter(isPlain).chain((of) => {
    const facts = factsOf(of)
    return fc.record({ of: fc.constant(of), facts: fc.constant(facts), deliveries: deliveriesOf(facts) })
  })
  fc.assert(
    fc.property(told, ({ of, facts, deliveries }) => {
      const scene = openScene(of)
      for (const fact of deliveries) scene.tell({ fact })
      const { said, status, ...expected } = expectedOf(of, facts)
      const end = endOf(scene)
      expect(end).toMatchObject(expected)
      if (status !== null) expect(end.status).toBe(status)
      // Without money the stage decides: the latest of those that were heard.
      else
        expect(ORDER.indexOf(end.status)).toBeLessThanOrEqual(Math.max(0, ...said.map((each) => ORDER.indexOf(each))))
      // Whatever is told again changes nothing.
      for (const fact of facts) scene.tell({ fact })
      const { stage: _stage, status: _status, ...again } = endOf(scene)
      expect(end).toMatchObject(again)
    }),
    { numRuns: RUNS },
  )
})

test('all money is settled, given back, or waits for a person, in whatever order it comes in and is given back', () => {
  const told = story.chain((of) => {
    const facts = factsOf(of)
    return fc.record({ of: fc.constant(of), deliveries: deliveriesOf(facts), accepts: fc.array(fc.boolean()) })
  })
  fc.assert(
    fc.property(told, ({ of, deliveries, accepts }) => {
      const scene = openScene(of)
      for (const [i, fact] of deliveries.entries()) {
        const payment = scene.tell({ fact, accept: accepts[i] ?? false })
        const { received, refunded, settled, returned, problem, amount, tax } = payment
        const open = received - refunded - (settled - returned)
        expect(open >= 0n && returned <= settled).toBe(true)
        if (problem === null) expect(open).toBe(0n)
        if (problem === 'OVERPAID' || problem === 'UNDERPAID') expect(open > 0n).toBe(true)
        const isLost = Object.values(payment.disputes).includes('LOST')
        expect(receiptedIn(scene)).toEqual({
          ...{ receipts: settled, notes: isLost ? settled : returned, tax: (tax * settled) / (amount + tax) },
        })
        const share = (whole: number) => Number((BigInt(whole) * settled) / (amount + tax))
        const back = (credits: number) => (settled === 0n ? 0 : Number((BigInt(credits) * returned) / settled))
        const { granted, revoked, dispute, disputes } = endOf(scene)
        expect(granted).toEqual([share(CREDITS), share(BONUS)])
        if (dispute === 'LOST') expect(settled === 0n || disputes.includes('LOST')).toBe(true)
        // Shares are rounded down, and what was taken is not given again: a credit or two more are away after several parts.
        else if (dispute !== 'OPEN') {
          for (const [kind, credits] of granted.entries()) {
            const more = (revoked[kind] ?? 0) - back(credits)
            expect(more >= 0 && more <= 2).toBe(true)
          }
        }
      }
    }),
    { numRuns: RUNS },
  )
})

test('what a person accepts in between costs exactly what was accepted, and the rest brings the rest', () => {
  const parts = fc.array(fc.record({ money: fc.integer({ min: 1, max: 900 }), accept: fc.boolean() }), { maxLength: 8 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000 }), parts, (amount, all) => {
      const scene = openScene({ amount, tax: 0, steps: [] })
      let received = 0n
      let accepted = 0n
      for (const { money, accept } of all) {
        received += BigInt(money)
        const { settled, problem } = scene.tell({ fact: { received, currency: 'USD' }, accept })
        if (accept && problem !== 'NOT_GRANTED') accepted = received
        const counted = received >= BigInt(amount) && accepted < BigInt(amount) ? BigInt(amount) : accepted
        if (problem !== 'NOT_GRANTED') expect(settled).toBe(counted)
        const { granted, cost } = endOf(scene)
        const share = (whole: number) => Number((BigInt(whole) * settled) / BigInt(amount))
        expect([granted, cost]).toEqual([[share(CREDITS), share(BONUS)], Number(settled)])
      }
    }),
    { numRuns: RUNS },
  )
})

/** The rows of a payment and of what is left of its lots, as an export writes them. `left`: of each lot, in percent of what is unused. */
function rowsOf({ batch, tell }: Scene, left: number) {
  const { lines, settledAt, problem, problemText, disputes, dispute: _, ...payment } = tell({})
  const receipts = batch.payments.newReceipts.map(({ kind, amount, tax, createdAt }, i) => {
    return { kind, number: `R-${i}`, amount: String(amount), tax: String(tax), createdAt: createdAt.toISOString() }
  })
  const { provider, stage, title, kind, currency } = payment
  const money = { amount: payment.amount, tax: payment.tax, received: payment.received, refunded: payment.refunded }
  const rest = { ...money, accepted: payment.accepted, settled: payment.settled, returned: payment.returned }
  const said = {
    settledAt: settledAt?.toISOString(),
    problem: problem ?? undefined,
    problemText: problemText ?? undefined,
  }
  const own = {
    type: 'payment',
    key: 'p',
    organization: 'o',
    provider,
    stage,
    title,
    kind,
    currency,
    lines,
    disputes,
    receipts,
  }
  const row = Row.parse({ ...own, ...rest, ...said, createdAt: '2026-12-01' }) as RowOf<'payment'>
  const lots = lotsIn(batch, paymentId).map((lot) => {
    const remaining = ((lot.granted - lot.revoked) * BigInt(left)) / 100n
    const price = lot.costAmount === null ? {} : { paidAmount: lot.costAmount, currency }
    const of = { type: 'lot', key: lot.id, organization: 'o', payment: 'p', creditType: 'music', kind: lot.kind }
    return {
      lot,
      row: Row.parse({ ...of, ...price, granted: lot.granted, remaining, createdAt: '2026-12-01' }) as RowOf<'lot'>,
    }
  })
  return { row, lots: lots.filter((each) => each.row.remaining > 0n) }
}

/** The payment with what is left of its lots in another Holdfast. */
function moved(rows: ReturnType<typeof rowsOf>): Scene & { id: string } {
  const batch = openBatch()
  const holder = { organizationId, holderId: organizationId }
  const made = importPayment(holder, rows.row).decide(batch)
  if (isRefusal(made)) throw new Error(made.message)
  const { id } = made.value
  for (const { row } of rows.lots) {
    const lot = importLot(holder, row, id).decide(batch)
    if (isRefusal(lot)) throw new Error(lot.message)
  }
  const tell = (news: News) => {
    const changed = changePayment(organizationId, id, () => news).decide(batch)
    if (isRefusal(changed)) throw new Error(changed.message)
    return changed.value.payment
  }
  return { batch, tell, id }
}

test('a payment that moved in half way goes on as it would have, with what is left of its credits', () => {
  const told = story.filter(isPlain).filter(({ steps }) => steps.every((each) => each.do !== 'dispute'))
  const cuts = fc.record({ of: told, at: fc.nat({ max: 10 }), left: fc.constantFrom(0, 33, 100) })
  fc.assert(
    fc.property(cuts, ({ of, at, left }) => {
      const facts = factsOf(of)
      const here = openScene(of)
      for (const fact of facts.slice(0, at)) here.tell({ fact })
      const before = here.tell({})
      fc.pre(before.received > 0n)
      const rows = rowsOf(here, left)
      const there = moved(rows)
      const last = there.tell({ fact: facts.at(-1) as Fact })
      for (const fact of facts.slice(at)) here.tell({ fact })
      const { received, refunded, settled, returned, status } = here.tell({})
      expect(last).toMatchObject({ received, refunded, settled, returned, status })
      const { receipts, notes } = receiptedIn(there)
      expect({ receipts, notes }).toEqual({ receipts: settled, notes: returned })
      for (const { lot, row } of rows.lots) {
        const now = lotsIn(there.batch, there.id).find(({ kind }) => kind === lot.kind)
        const share = (money: bigint) => (lot.granted * money) / settled
        const due = share(returned) - share(before.returned)
        expect(now?.revoked).toBe(due < row.remaining ? due : row.remaining)
        expect((now?.costAmount ?? 0n) <= (lot.costAmount ?? 0n)).toBe(true)
      }
      // What had not come before the move comes whole.
      const came = lotsIn(there.batch, there.id).reduce((sum, { granted }) => sum + granted, 0n)
      if (before.settled === 0n && settled > 0n) expect(came).toBe(BigInt(CREDITS + BONUS))
      else expect(came).toBe(rows.lots.reduce((sum, { row }) => sum + row.remaining, 0n))
    }),
    { numRuns: RUNS },
  )
})

const planId = '00000000-0000-4000-8000-00000000000c'
const PRICE = 1_900n
const PLAN: Plan = {
  ...{ id: planId, version: 1n, catalogue: null, name: 'prepaid', title: 'Prepaid', amount: PRICE, currency: 'USD' },
  ...{ interval: 'MONTH', refresh: 'MONTH', credits: [{ creditType: 'music', credits: 100 }], rolloverMax: 0n },
  ...{ upgradePolicy: 'NET_OF_USED', unusedTime: 'NOTHING', extraPurchases: true, selfService: true, retired: false },
  ...{ models: [], operations: [], assetKinds: [], seats: null, concurrentTasks: null, tasksPerMinute: null },
  ...{
    payment: 'BEFORE_CREDITS',
    paymentDays: 3,
    trialDays: null,
    trialCredits: null,
    trialEnd: 'RENEW',
    features: [],
  },
  createdAt: new Date('2026-01-01T00:00:00Z'),
}
const PLANS = new PriceBookVersion(1n, {
  ...{ maintenance: null, facades: [], webhookEvents: [], rules: new Map(), plans: new Map([[planId, PLAN]]) },
  ...{ lotPolicies: new Map(), facadeDefinitions: new Map(), catalogues: new Map() },
})

test('of several payments for one period one pays it, whatever comes in, and the money of the others waits or was given back', () => {
  const step = fc.record({
    payment: fc.nat({ max: 3 }),
    news: fc.constantFrom<News>(
      ...[{ fact: { received: PRICE } }, { fact: { received: PRICE } }, { fact: { stage: 'EXPIRED' } } as const],
      ...[
        { fact: { stage: 'PROCESSING' } } as const,
        { fact: { received: PRICE, refunded: PRICE } },
        { checked: true },
      ],
      { accept: true },
    ),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const batch = openBatch(PLANS)
      const ids = [0, 1, 2, 3].map((i) => `00000000-0000-4000-8000-0000000000${i}0`)
      for (const id of ids) {
        const asked = {
          ...{ organizationId, id, memberId: null, provider: 'MANUAL' as const, packId: null, quantity: 1, planId },
          ...{ title: 'Prepaid', kind: 'SUBSCRIPTION' as const, amount: PRICE, currency: 'USD', lines: [] },
          ...{ returnUrl: null, saveMethod: false, transferReference: null, ...BY_PAYER },
        }
        const opened = openPayment(asked, { gateway: undefined, by: 'CUSTOMER' }, null).decide(batch)
        if (isRefusal(opened)) throw new Error(opened.message)
      }
      let accepted = 0
      for (const { payment, news } of steps) {
        const changed = changePayment(organizationId, ids[payment] as string, () => news).decide(batch)
        if (isRefusal(changed)) throw new Error(changed.message)
        if (news.accept) accepted++
        const all = batch.payments.of(organizationId)
        const settled = all.filter((each) => each.settled > 0n)
        for (const each of all) {
          const isGone = each.refunded >= each.received
          if (each.received > 0n && each.settled === 0n && !isGone) expect(each.problem).toBe('NOT_GRANTED')
          if (settled.length > 0) expect(each.status).not.toMatch('OPEN|PROCESSING')
        }
        // The first by itself, and another one, which pays the next period, only by a person.
        expect(settled.length).toBeLessThanOrEqual(Math.min(2, 1 + accepted))
        const subscription = batch.organization(organizationId)?.subscription ?? null
        const paid = subscription?.paidUntil?.toISOString() ?? null
        expect(paid).toBe([null, '2027-02-01T00:00:00.000Z', '2027-03-01T00:00:00.000Z'][settled.length])
      }
    }),
    { numRuns: RUNS },
  )
})

test('the money for a part of the credits takes exactly that part back, or the nearest parts that some money takes are named', () => {
  const whole = fc.bigInt({ min: 1n, max: 10_000n })
  const given = fc.record({ whole, part: whole, money: whole, returned: fc.bigInt({ min: 0n, max: 10_000n }) })
  fc.assert(
    fc.property(given, ({ whole, part, money, returned }) => {
      fc.pre(returned < money && part <= whole - shareOf(whole, returned, money))
      const taken = (amount: bigint) => shareOf(whole, returned + amount, money) - shareOf(whole, returned, money)
      // One amount after the other, as nobody would do it.
      let amount = 0n
      while (taken(amount) < part) amount++
      const found = moneyForShare(whole, part, returned, money)
      if (taken(amount) === part) expect(found).toEqual({ exact: true, amount })
      else expect(found).toEqual({ exact: false, below: taken(amount - 1n), above: taken(amount) })
    }),
    { numRuns: RUNS },
  )
})
