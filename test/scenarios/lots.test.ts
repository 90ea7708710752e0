// A lot meets a hold: whatever happens to a lot while some of its credits are frozen, and however the hold ends.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepLeaving } from '../../src/offboarding/leaving.ts'
import { DEBTS_DUE } from '../../src/wallets/debts.ts'
import type { GrantCreditsInput } from '../generated/graphql.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  AdvanceClock,
  CancelSubscription,
  CloseDispute,
  CloseOrganization,
  DeclineTask,
  DowngradeSubscription,
  Freeze,
  Grant,
  LoadCatalogue,
  LockLot,
  Lots,
  MarkPastDue,
  OpenDispute,
  Reclaim,
  Release,
  RemoveMember,
  SetSpendingPolicy,
  Spend,
  StartSubscription,
  Submit,
  Transfer,
  UnlockLot,
  UpgradeSubscription,
  WalletsOf,
} from '../support/operations.ts'

const plan = (name: string, credits: number, more: object = {}) => ({
  ...{ name, title: name, price: null, interval: 'MONTH', credits: [{ creditType: 'music', credits }] },
  ...more,
})
const SHOP = {
  ...{ name: 'shop', description: 'For these tests.', priceRules: [] },
  plans: [
    plan('small', 100),
    plan('rolling', 100, { rolloverMax: 30 }),
    plan('large', 500),
    plan('vast', 5_000, { rolloverMax: 1_000 }),
  ],
}

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  await holdfast.operator.run(LoadCatalogue, { input: { document: SHOP } })
})
afterAll(() => holdfast.stop())

/** An organization with a clock of its own, at the tenth of January 2027. */
class Customer {
  readonly organization: TestOrganization
  readonly id: string
  readonly member: string

  private constructor(organization: TestOrganization, member: string) {
    this.organization = organization
    this.id = organization.id
    this.member = member
  }

  static async new(): Promise<Customer> {
    const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 0n })
    const seen = (await holdfast.operator.run(WalletsOf, { id: organization.id })).organization
    const member = seen?.members.edges.find(({ node }) => node.name === 'MEMBER 2')?.node.id
    const customer = new Customer(organization, member as string)
    await customer.wait('2027-01-10')
    return customer
  }

  async wait(day: string): Promise<void> {
    const input = { organizationId: this.id, to: day.includes('T') ? day : `${day}T00:00:00Z` }
    const { advanceClock } = await holdfast.operator.run(AdvanceClock, { input })
    if (advanceClock?.__typename !== 'AdvanceClockSuccess') throw new Error(JSON.stringify(advanceClock))
  }

  async subscribe(name: string): Promise<void> {
    const input = { organizationId: this.id, plan: name }
    const { startSubscription } = await holdfast.operator.run(StartSubscription, { input })
    if (startSubscription?.__typename !== 'StartSubscriptionSuccess') throw new Error(JSON.stringify(startSubscription))
  }

  /** Answers the lot. */
  async grant(credits: number, more: Partial<GrantCreditsInput> = {}): Promise<string> {
    const { grantCredits } = await holdfast.operator.run(Grant, {
      input: { organizationId: this.id, credits, ...more },
    })
    if (grantCredits?.__typename !== 'GrantCreditsSuccess') throw new Error(JSON.stringify(grantCredits))
    return grantCredits.lot.id
  }

  /** Answers the hold. */
  async freeze(credits: number, until: string, memberId?: string): Promise<string> {
    const input = { organizationId: this.id, credits, memberId, expiresAt: `${until}T00:00:00Z` }
    const { freezeCredits } = await holdfast.operator.run(Freeze, { input })
    if (freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(freezeCredits))
    return freezeCredits.hold.id
  }

  async give(credits: number): Promise<void> {
    const input = { organizationId: this.id, credits, toMemberId: this.member }
    const { transferCredits } = await holdfast.operator.run(Transfer, { input })
    if (transferCredits?.__typename !== 'TransferCreditsSuccess') throw new Error(JSON.stringify(transferCredits))
  }

  /** Of the pool and all members together. */
  async sums(): Promise<{ available: number; owed: number }> {
    await sweepLeaving(holdfast.holdfast.app)
    await DEBTS_DUE.sweep(holdfast.holdfast.app)
    const { organization } = await holdfast.operator.run(WalletsOf, { id: this.id })
    const wallets = [organization?.wallet, ...(organization?.members.edges ?? []).map(({ node }) => node.wallet)]
    const sum = (of: 'available' | 'owed') => wallets.reduce((total, wallet) => total + Number(wallet?.[of] ?? 0), 0)
    return { available: sum('available'), owed: sum('owed') }
  }

  async pool() {
    return (await holdfast.operator.run(WalletsOf, { id: this.id })).organization?.wallet
  }
}

const spend = async (holdId: string, credits: number) =>
  (await holdfast.operator.run(Spend, { input: { holdId, credits } })).spendCredits

const release = async (holdId: string) => (await holdfast.operator.run(Release, { input: { holdId } })).releaseCredits

interface Event {
  /** Where the 100 credits come from, of which 80 are frozen: a plan, or a grant. */
  readonly from: string | Partial<GrantCreditsInput>
  /** Whether the 80 are in a member's wallet. */
  readonly inMembers?: true
  /** What happens while they are frozen. */
  readonly happens: (customer: Customer, lotId: string) => Promise<unknown>
  /** What is available in the end, of so many that come back. */
  readonly available: (back: number) => number
  /** What is owed in the end, of so many that are spent. */
  readonly owed?: (spent: number) => number
  /** Whether it ends the hold itself. */
  readonly endsHold?: true
}

const RENEWAL = '2027-02-10'
const HELD_UNTIL = '2027-02-20'
const nothing = () => 0
const dispute = (lotId: string) => holdfast.operator.run(OpenDispute, { input: { lotId, reason: 'a chargeback' } })

const EVENTS: Readonly<Record<string, Event>> = {
  'a renewal without rollover': { from: 'small', happens: (c) => c.wait(RENEWAL), available: () => 100 },
  // 20 are free then, so 10 more may be carried over.
  'a renewal with rollover': {
    from: 'rolling',
    happens: (c) => c.wait(RENEWAL),
    available: (b) => 120 + Math.min(b, 10),
  },
  'a renewal with rollover, of credits in a member’s wallet': {
    ...{ from: 'rolling', inMembers: true, happens: (c) => c.wait(RENEWAL) },
    available: (back) => 120 + Math.min(back, 10),
  },
  'a downgrade': {
    from: 'rolling',
    async happens(customer) {
      const input = { organizationId: customer.id, plan: 'small' }
      await holdfast.operator.run(DowngradeSubscription, { input })
      await customer.wait(RENEWAL)
    },
    available: (back) => 120 + Math.min(back, 10),
  },
  'an upgrade net of what was used': {
    from: 'small',
    happens: (c) => holdfast.operator.run(UpgradeSubscription, { input: { organizationId: c.id, plan: 'large' } }),
    available: (back) => 420 + back,
  },
  'a cancellation at once': {
    from: 'rolling',
    happens: (c) => holdfast.operator.run(CancelSubscription, { input: { organizationId: c.id, atPeriodEnd: false } }),
    available: nothing,
  },
  'an end with the period': {
    from: 'rolling',
    async happens(customer) {
      await holdfast.operator.run(CancelSubscription, { input: { organizationId: customer.id } })
      await customer.wait(RENEWAL)
    },
    available: nothing,
  },
  'a lapse': {
    from: 'rolling',
    async happens(customer) {
      await holdfast.operator.run(MarkPastDue, { input: { organizationId: customer.id } })
      await customer.wait(RENEWAL)
    },
    available: nothing,
  },
  'an expiry that forfeits': {
    ...{ from: { expiresAt: `${RENEWAL}T00:00:00Z` }, happens: (c) => c.wait(RENEWAL) },
    available: nothing,
  },
  'an expiry with a grace': {
    from: { expiresAt: `${RENEWAL}T00:00:00Z`, heldPastExpiry: 'GRACE', graceSeconds: 30 * 24 * 3_600 },
    ...{ happens: (c) => c.wait(RENEWAL), available: (back) => back },
  },
  'the end of a grace': {
    from: { expiresAt: `${RENEWAL}T00:00:00Z`, heldPastExpiry: 'GRACE', graceSeconds: 24 * 3_600 },
    ...{ happens: (c) => c.wait('2027-02-11'), available: nothing },
  },
  'an expiry that is honoured': {
    ...{ from: { expiresAt: `${RENEWAL}T00:00:00Z`, heldPastExpiry: 'HONOUR' }, happens: (c) => c.wait(RENEWAL) },
    available: (back) => back,
  },
  'a lock': {
    from: {},
    happens: (_c, lotId) => holdfast.operator.run(LockLot, { input: { lotId, reason: 'a check' } }),
    available: nothing,
  },
  'a dispute': { from: {}, happens: (_c, lotId) => dispute(lotId), available: nothing },
  'a dispute that is won': {
    from: {},
    async happens(_customer, lotId) {
      await dispute(lotId)
      await holdfast.operator.run(CloseDispute, { input: { lotId, outcome: 'WON', reason: 'ours' } })
    },
    available: (back) => 20 + back,
  },
  'a dispute that is lost': {
    from: {},
    async happens(_customer, lotId) {
      await dispute(lotId)
      await holdfast.operator.run(CloseDispute, { input: { lotId, outcome: 'LOST', reason: 'theirs' } })
    },
    ...{ available: nothing, owed: (spent) => spent },
  },
  'a reclaim': {
    ...{ from: {}, inMembers: true },
    happens: ({ organization }) => organization.admin.run(Reclaim, { input: {} }),
    available: (back) => 20 + back,
  },
  'a member’s removal': {
    ...{ from: {}, inMembers: true },
    happens: ({ organization, member }) =>
      organization.owner.run(RemoveMember, { input: { memberId: member, openTasks: 'FINISH' } }),
    available: (back) => 20 + back,
  },
  'the end of the organization': {
    from: {},
    happens: (c) => holdfast.operator.run(CloseOrganization, { input: { organizationId: c.id, reason: 'gone' } }),
    ...{ available: nothing, endsHold: true },
  },
}

/** Each way in which a hold of 80 ends: how many come back at once, and how many are spent in the end. */
const ENDS: Readonly<Record<string, { back: number; spent: number; end: (c: Customer, hold: string) => unknown }>> = {
  spent: { back: 0, spent: 80, end: (_c, hold) => spend(hold, 80) },
  'spent in part': { back: 50, spent: 30, end: (_c, hold) => spend(hold, 30) },
  released: { back: 80, spent: 0, end: (_c, hold) => release(hold) },
  'timed out': { back: 80, spent: 0, end: (c) => c.wait(HELD_UNTIL) },
  'timed out and done late': {
    ...{ back: 80, spent: 80 },
    async end(customer, hold) {
      await customer.wait(HELD_UNTIL)
      await customer.sums()
      return spend(hold, 80)
    },
  },
}

for (const [name, event] of Object.entries(EVENTS)) {
  test(`${name} while credits are frozen: whatever ends the hold, each credit is where it belongs`, async () => {
    for (const [way, { back, spent, end }] of Object.entries(ENDS)) {
      const customer = await Customer.new()
      let lotId = ''
      if (typeof event.from === 'string') await customer.subscribe(event.from)
      else lotId = await customer.grant(100, event.from)
      if (event.inMembers) await customer.give(80)
      const hold = await customer.freeze(80, HELD_UNTIL, event.inMembers && customer.member)
      await event.happens(customer, lotId)
      if (event.endsHold) expect(await spend(hold, 80)).toMatchObject({ code: 'HOLD_NOT_OPEN' })
      else await end(customer, hold)
      const there = event.available(back)
      const isLate = way === 'timed out and done late' && !event.endsHold
      const expected = isLate
        ? { available: Math.max(0, there - spent), owed: Math.max(0, spent - there) }
        : { available: there, owed: event.endsHold ? 0 : (event.owed?.(spent) ?? 0) }
      expect({ way, ...(await customer.sums()) }).toEqual({ way, ...expected })
    }
  })
}

test('a rollover’s cap counts what is frozen too: 4,999 of 5,000 frozen, renewed and released are at most 6,000', async () => {
  const customer = await Customer.new()
  await customer.subscribe('vast')
  let renewal = 1
  for (const day of ['2027-02-10', '2027-03-10', '2027-04-10']) {
    const { available = 0 } = (await customer.pool()) ?? {}
    const hold = await customer.freeze(available - 1, '2027-12-01')
    await customer.wait(day)
    expect(await customer.pool()).toMatchObject({ available: 5_001 })
    await release(hold)
    expect(await customer.pool()).toMatchObject({ available: 6_000, frozen: 0 })
    renewal++
  }
  expect(await customer.pool()).toMatchObject({ available: 6_000, expired: renewal * 5_000 - 6_000 })
})

test('credits of tasks that an admin declines after the renewal come back under the cap', async () => {
  const customer = await Customer.new()
  const { owner, member } = customer.organization
  await customer.subscribe('rolling')
  await owner.run(SetSpendingPolicy, { input: { approvalAbove: 1 } })
  await customer.wait('2027-02-09T23:00:00Z')
  const taskIds: string[] = []
  for (let i = 0; i < 9; i++) {
    const { submitTask } = await member.run(Submit, { input: { model: 'suno', operation: 'music' } })
    if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
    taskIds.push(submitTask.task.id)
  }
  await customer.wait('2027-02-10')
  expect(await customer.pool()).toMatchObject({ available: 110, frozen: 90 })
  for (const taskId of taskIds) await owner.run(DeclineTask, { input: { taskId, reason: 'not now' } })
  expect(await customer.pool()).toMatchObject({ available: 130, frozen: 0, expired: 70 })
})

test('one cap applies to all wallets and lots of a credit type: the hold that ends first is carried over', async () => {
  const customer = await Customer.new()
  await customer.subscribe('rolling')
  await customer.give(50)
  const pools = await customer.freeze(50, '2027-12-01')
  const members = await customer.freeze(50, '2027-12-01', customer.member)
  await customer.wait('2027-02-10')
  // Spending uses nothing of the cap.
  await spend(members, 50)
  await release(pools)
  expect(await customer.sums()).toEqual({ available: 130, owed: 0 })
})

test('credits that were carried over and then frozen all come back', async () => {
  const customer = await Customer.new()
  await customer.subscribe('rolling')
  await customer.wait('2027-02-10')
  const hold = await customer.freeze(130, '2027-12-01')
  await release(hold)
  expect(await customer.pool()).toMatchObject({ available: 130, expired: 70 })
})

test('members’ credits that a renewal carried over all come back to the pool', async () => {
  const customer = await Customer.new()
  await customer.subscribe('rolling')
  await customer.give(100)
  await customer.wait('2027-02-10')
  await customer.organization.admin.run(Reclaim, { input: {} })
  expect(await customer.pool()).toMatchObject({ available: 130, expired: 0 })
})

test('a grace ends at a fixed instant: freezing and releasing within it never renews it', async () => {
  const customer = await Customer.new()
  const grace = { heldPastExpiry: 'GRACE' as const, graceSeconds: 24 * 3_600 }
  await customer.grant(10, { expiresAt: '2027-01-20T00:00:00Z', ...grace })
  await release(await customer.freeze(10, '2027-12-01'))
  let hold = await customer.freeze(10, '2027-12-01')
  await customer.wait('2027-01-20T01:00:00Z')
  for (let hour = 2; hour < 24; hour++) {
    await release(hold)
    const [lot] = (await customer.organization.admin.run(Lots)).organization?.wallet?.lots.edges ?? []
    expect(lot?.node).toMatchObject({ available: 10, expiresAt: '2027-01-21T00:00:00.000Z' })
    hold = await customer.freeze(10, '2027-12-01')
    await customer.wait(`2027-01-20T${String(hour).padStart(2, '0')}:00:00Z`)
  }
  await customer.wait('2027-01-21')
  await release(hold)
  expect(await customer.pool()).toMatchObject({ available: 0, expired: 10 })
})

/** A customer whose pool owes 50, and has nothing. */
async function indebted(): Promise<Customer> {
  const customer = await Customer.new()
  await customer.grant(50)
  const hold = await customer.freeze(50, '2027-01-11')
  await customer.wait('2027-01-11')
  await spend(await customer.freeze(50, '2027-01-12'), 50)
  await spend(hold, 50)
  expect(await customer.pool()).toMatchObject({ available: 0, owed: 50 })
  return customer
}

test('a debt never coexists with available credits: a late task takes the available credits and owes the rest', async () => {
  const customer = await Customer.new()
  await customer.grant(100)
  const hold = await customer.freeze(80, '2027-01-11')
  await customer.wait('2027-01-11')
  await spend(await customer.freeze(50, '2027-01-12'), 50)
  expect(await spend(hold, 80)).toMatchObject({
    hold: { late: 'OWED' },
    wallet: { available: 0, owed: 30, spent: 100 },
  })
})

test('a debt never coexists with available credits: released, unlocked, mature, won and returned credits pay it', async () => {
  const released = await Customer.new()
  await released.grant(100)
  const late = await released.freeze(100, '2027-01-11')
  await released.wait('2027-01-11')
  const open = await released.freeze(100, '2027-01-20')
  await spend(late, 100)
  expect(await released.pool()).toMatchObject({ available: 0, owed: 100 })
  await release(open)
  expect(await released.pool()).toMatchObject({ available: 0, owed: 0, spent: 100 })

  const unlocked = await Customer.new()
  const lotId = await unlocked.grant(70)
  const hold = await unlocked.freeze(50, '2027-01-11')
  await unlocked.wait('2027-01-11')
  await holdfast.operator.run(LockLot, { input: { lotId, reason: 'a check' } })
  await spend(hold, 50)
  expect(await unlocked.pool()).toMatchObject({ available: 0, locked: 70, owed: 50 })
  await holdfast.operator.run(UnlockLot, { input: { lotId, reason: 'it is all right' } })
  expect(await unlocked.pool()).toMatchObject({ available: 20, locked: 0, owed: 0 })

  const won = await Customer.new()
  const disputed = await won.grant(70)
  const wonHold = await won.freeze(50, '2027-01-11')
  await won.wait('2027-01-11')
  await dispute(disputed)
  await spend(wonHold, 50)
  await holdfast.operator.run(CloseDispute, { input: { lotId: disputed, outcome: 'WON', reason: 'ours' } })
  expect(await won.pool()).toMatchObject({ available: 20, locked: 0, owed: 0 })

  const movedBack = await Customer.new()
  await movedBack.grant(100)
  await movedBack.give(60)
  const back = await movedBack.freeze(40, '2027-01-11')
  await movedBack.wait('2027-01-11')
  await spend(await movedBack.freeze(40, '2027-01-12'), 40)
  await spend(back, 40)
  expect(await movedBack.pool()).toMatchObject({ available: 0, owed: 40 })
  await movedBack.organization.admin.run(Reclaim, { input: {} })
  expect(await movedBack.pool()).toMatchObject({ available: 20, owed: 0 })
})

test('a debt never coexists with available credits: a lot that becomes usable pays it before anybody can freeze it', async () => {
  const customer = await Customer.new()
  await customer.grant(50)
  const hold = await customer.freeze(50, '2027-01-11')
  await customer.wait('2027-01-11')
  await spend(await customer.freeze(50, '2027-01-12'), 50)
  await customer.grant(70, { usableFrom: '2027-01-20T00:00:00Z' })
  await spend(hold, 50)
  expect(await customer.pool()).toMatchObject({ available: 0, locked: 70, owed: 50 })
  await customer.wait('2027-01-20')
  expect(await customer.pool()).toMatchObject({ available: 20, locked: 0, owed: 0 })
})

test('locked credits pay no debts until they are usable', async () => {
  const customer = await indebted()
  await customer.grant(70, { usableFrom: '2027-01-20T00:00:00Z' })
  expect(await customer.pool()).toMatchObject({ available: 0, locked: 70, owed: 50 })
  await customer.wait('2027-01-20')
  expect(await customer.pool()).toMatchObject({ available: 20, locked: 0, owed: 0 })
})

test('only credits that can pay a debt count: a debt can coexist with a lot that is limited to some models', async () => {
  const customer = await indebted()
  await customer.grant(30, { models: ['udio'] })
  expect(await customer.pool()).toMatchObject({ available: 30, owed: 50 })
})

test('after a lost dispute the pool owes nothing that its other credits can pay', async () => {
  const customer = await Customer.new()
  const lotId = await customer.grant(10)
  await spend(await customer.freeze(10, '2027-01-11'), 10)
  await customer.grant(30)
  await dispute(lotId)
  const { closeDispute } = await holdfast.operator.run(CloseDispute, {
    input: { lotId, outcome: 'LOST', reason: 'theirs' },
  })
  expect(closeDispute).toMatchObject({ chargedBack: 10, wallet: { available: 20, owed: 0 } })
})

test('credits that need a subscription can be granted without one; they wait for it, and every invariant holds', async () => {
  const customer = await Customer.new()
  await customer.grant(40, { kind: 'SUBSCRIPTION', requiresSubscription: true })
  expect(await customer.pool()).toMatchObject({ available: 0, locked: 40 })
  await customer.subscribe('small')
  expect(await customer.pool()).toMatchObject({ available: 140, locked: 0 })
  await customer.wait('2027-02-10')
  expect(await customer.pool()).toMatchObject({ available: 100, expired: 140 })
  const waiting = await Customer.new()
  await waiting.grant(40, { kind: 'SUBSCRIPTION', requiresSubscription: true })
  expect(await waiting.pool()).toMatchObject({ available: 0, locked: 40 })
})
