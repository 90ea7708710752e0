// The oracle of forecasts: what was foretold is what is lost. After a random history, spending goes on as the forecast was told, decided by
// the real lane on the organization's own clock: each lot loses what was foretold at the foretold time, to the credit, and each wallet
// has what was foretold at each instant.

import fc from 'fast-check'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { advanceClock } from '../../src/clock/advance.ts'
import { type Spender, spentAfter } from '../../src/forecast/pace.ts'
import { playForward, type WalletCourse } from '../../src/forecast/play.ts'
import { readPresent } from '../../src/forecast/present.ts'
import type { OrganizationId } from '../../src/ids.ts'
import { isRefusal, type Refusal } from '../../src/ledger/refusals.ts'
import { openApp } from '../../src/openApp.ts'
import { createOrganization } from '../../src/organizations/operations.ts'
import { cancelSubscription, startSubscription } from '../../src/plans/commands.ts'
import { loadCatalogue } from '../../src/pricing/catalogue.ts'
import { setAllocationRule } from '../../src/wallets/allocationRules.ts'
import { payingHolders } from '../../src/wallets/funding.ts'
import { grantCredits } from '../../src/wallets/grants.ts'
import { freezeCredits, spendCredits } from '../../src/wallets/holds.ts'
import { transferCredits } from '../../src/wallets/transfers.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 12)
const HOUR_MS = 60 * 60_000
/** Everything happens at multiples of it. */
const STEP_MS = 12 * HOUR_MS
/** The steps that are foretold: two cycles of a week end in them. */
const STEPS = 34
const BEGIN = Date.UTC(2027, 0, 1)

const catalogue = {
  name: 'oracle',
  description: 'A price to limit lots to, and plans that carry over all, some and none of their credits.',
  priceRules: [{ provider: 'suno', model: 'suno', operation: 'song', creditType: 'music', credits: 10 }],
  plans: ['0', '40', 'all'].map((max) => ({
    ...{ name: `plan-${max}`, title: max, price: null, interval: 'MONTH', refresh: 'WEEK' },
    credits: [{ creditType: 'music', credits: 100 }],
    rolloverMax: max === 'all' ? null : Number(max),
  })),
}
const song = { model: 'suno', operation: 'song' }

let database: TestDatabase
let app: ReturnType<typeof openApp>

beforeAll(async () => {
  database = await createTestDatabase()
  app = openApp({ databaseUrl: database.url, log: pino({ level: 'silent' }), clock: () => new Date(BEGIN) })
  const loaded = await loadCatalogue(app, catalogue, { dryRun: false })
  if (isRefusal(loaded)) throw new Error(loaded.message)
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const credits = fc.integer({ min: 1, max: 120 })
const steps = fc.integer({ min: 1, max: STEPS + 10 })
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('grant' as const),
      credits,
      ends: fc.option(steps, { freq: 4 }),
      matures: fc.option(fc.integer({ min: 1, max: 20 }), { freq: 3 }),
      isLimited: fc.boolean(),
      priority: fc.integer({ min: -2, max: 2 }),
      grace: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('transfer' as const), credits }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('freeze' as const), credits, own: fc.boolean(), ends: steps }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('spend' as const), credits, own: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('subscribe' as const),
      plan: fc.constantFrom('plan-0', 'plan-40', 'plan-all'),
      isCanceled: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('allocate' as const), credits, reclaim: fc.boolean() }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never
const history = fc.array(fc.record({ wait: fc.nat(3), step }), { minLength: 3, maxLength: 14 })
const pace = fc.array(fc.record({ own: fc.boolean(), isSong: fc.boolean(), perDay: fc.integer({ min: 1, max: 30 }) }), {
  maxLength: 3,
})

class Customer {
  readonly organizationId: OrganizationId
  readonly memberId: string
  now = BEGIN

  constructor(organizationId: OrganizationId, memberId: string) {
    this.organizationId = organizationId
    this.memberId = memberId
  }

  static async open(membersUsePool: boolean): Promise<Customer> {
    const made = must(
      await createOrganization(app, {
        ...{ name: 'Oracle', mode: 'SANDBOX', creditTypes: ['music'], members: [{ name: 'Own', role: 'OWNER' }] },
      }),
    )
    const organizationId = made.organization.id as OrganizationId
    await app.prisma.organization.update({ where: { id: organizationId }, data: { membersUsePool } })
    const { id } = await app.prisma.member.findFirstOrThrow({ where: { organizationId } })
    const customer = new Customer(organizationId, id)
    await customer.moveTo(BEGIN)
    return customer
  }

  async moveTo(time: number): Promise<void> {
    must(await advanceClock(app, { organizationId: this.organizationId, to: new Date(time) }))
    this.now = time
  }

  in(steps: number): Date {
    return new Date(this.now + steps * STEP_MS)
  }

  async take(step: Step): Promise<void> {
    const { organizationId, memberId } = this
    const typed = { organizationId, creditType: 'music' }
    switch (step.do) {
      case 'grant': {
        const { priority, isLimited, matures, ends } = step
        const limits = isLimited ? { models: ['suno'], operations: ['song'] } : {}
        const past = step.grace
          ? { heldPastExpiry: 'GRACE' as const, graceSeconds: (3 * STEP_MS) / 1_000 }
          : { heldPastExpiry: 'FORFEIT' as const }
        await grantCredits(app, {
          ...{ ...typed, ...limits, ...past, kind: 'TOP_UP', credits: BigInt(step.credits), priority },
          expiresAt: ends === null ? null : this.in(ends),
          usableFrom: matures === null || (ends !== null && matures >= ends) ? null : this.in(matures),
        })
        return
      }
      case 'transfer':
        await transferCredits(app, { ...typed, credits: BigInt(step.credits), toMemberId: memberId })
        return
      case 'freeze':
        await this.freeze(step.own ? memberId : organizationId, BigInt(step.credits), null, this.in(step.ends))
        return
      case 'spend':
        await this.spend(step.own ? memberId : organizationId, BigInt(step.credits), song)
        return
      case 'subscribe': {
        const start = { plan: step.plan, startsAt: null, trial: false, subscriptionId: uuidv7() }
        await app.lane.run(startSubscription(organizationId, start, null))
        if (step.isCanceled)
          await app.lane.run(cancelSubscription(organizationId, { atPeriodEnd: true, by: 'PLATFORM' }, null))
        return
      }
      case 'allocate':
        await setAllocationRule(app, { ...typed, credits: BigInt(step.credits), reclaim: step.reclaim })
        await this.moveTo(this.now)
    }
  }

  freeze(holderId: string, credits: bigint, purpose: typeof song | null, expiresAt: Date | null) {
    const input = { organizationId: this.organizationId, creditType: 'music', credits, purpose, expiresAt }
    return freezeCredits(app, input, holderId, { isPlatform: true, lineageId: null })
  }

  /** Spends as much as a wallet has. Returns how much that is. */
  async spend(holderId: string, credits: bigint, purpose: typeof song | null): Promise<bigint> {
    let frozen = await this.freeze(holderId, credits, purpose, null)
    if (isRefusal(frozen) && frozen.code === 'INSUFFICIENT_CREDITS') {
      if (frozen.available === 0n) return 0n
      frozen = await this.freeze(holderId, frozen.available, purpose, null)
    }
    const { hold } = must(frozen)
    const input = {
      organizationId: this.organizationId,
      holdId: hold.id,
      credits: hold.credits,
      keepOpen: false,
      purpose,
    }
    must(await spendCredits(app, input, { isPlatform: true, lineageId: null }))
    return hold.credits
  }
}

function must<Value extends object>(value: Value): Exclude<Value, Refusal> {
  if (isRefusal(value)) throw new Error(value.message)
  return value as Exclude<Value, Refusal>
}

/** Losses, told apart by what the lot is: its id, or its source if it comes later. */
function lossesOf(courses: readonly WalletCourse[], known: ReadonlySet<string>) {
  return courses
    .flatMap(({ losses }) =>
      losses.map(({ lot, credits, at }) => `${at.toISOString()} ${known.has(lot.id) ? lot.id : lot.source} ${credits}`),
    )
    .sort()
}

test('what is foretold is what is lost and what is left, to the credit and to the instant', async () => {
  const seen = { lost: 0, runsOut: 0, ofCycles: 0 }
  await fc.assert(
    fc.asyncProperty(history, pace, fc.boolean(), async (events, spending, membersUsePool) => {
      const customer = await Customer.open(membersUsePool)
      const { organizationId, memberId } = customer
      for (const { wait, step } of events) {
        if (wait > 0) await customer.moveTo(customer.now + wait * STEP_MS)
        await customer.take(step)
      }
      // A forecast begins with what is due, so that is done first: the last step may have brought the credits that a rule waits for.
      await customer.moveTo(customer.now)
      const from = customer.now
      const spenders = spending.map(
        ({ own, isSong, perDay }): Spender => ({
          ...{ creditType: 'music', memberId: own ? memberId : null, purpose: isSong ? song : null },
          ...{ credits: BigInt(perDay), ms: BigInt(24 * HOUR_MS) },
        }),
      )
      const present = await readPresent(app, organizationId, spenders)
      if (!present) throw new Error('The organization is there.')
      const known = new Set(present.lots.map(({ id }) => id))
      const instants = Array.from({ length: STEPS + 1 }, (_, i) => new Date(from + i * STEP_MS))
      const usesPool = payingHolders(present.batch, organizationId, memberId).length === 2
      const courses = await playForward(present, instants)

      const available = new Map<string, bigint[]>()
      const shortFrom = new Map<string, number>()
      const spent = spenders.map(() => 0n)
      for (const [i, instant] of instants.entries()) {
        if (i > 0) {
          await customer.moveTo(instant.getTime() - 1)
          for (const [j, spender] of spenders.entries()) {
            const due = spentAfter(spender, customer.now - from)
            let missing = due - (spent[j] ?? 0n)
            spent[j] = due
            const holders =
              spender.memberId === null ? [organizationId] : usesPool ? [memberId, organizationId] : [memberId]
            for (const holderId of holders) {
              if (missing > 0n)
                missing -= await customer.spend(holderId, missing, spender.purpose as typeof song | null)
              if (missing > 0n && !shortFrom.has(holderId)) shortFrom.set(holderId, customer.now)
            }
          }
          await customer.moveTo(instant.getTime())
        }
        for (const wallet of await app.prisma.wallet.findMany({ where: { organizationId } })) {
          const row = available.get(wallet.holderId) ?? Array.from({ length: STEPS + 1 }, () => 0n)
          row[i] = wallet.available
          available.set(wallet.holderId, row)
        }
      }
      const entries = await app.prisma.journalEntry.findMany({
        where: { organizationId, type: 'EXPIRE', createdAt: { gt: new Date(from) } },
        include: { lot: true },
      })
      const sums = new Map<string, { at: Date; of: string | null; credits: bigint }>()
      for (const { lotId, lot, credits, createdAt: at } of entries) {
        const key = `${lotId} ${at.getTime()}`
        const of = lotId !== null && known.has(lotId) ? lotId : (lot?.source ?? null)
        sums.set(key, { at, of, credits: credits + (sums.get(key)?.credits ?? 0n) })
      }
      const lost = [...sums.values()].map(({ at, of, credits }) => `${at.toISOString()} ${of} ${credits}`).sort()
      expect(lossesOf(courses, known)).toEqual(lost)
      for (const { wallet, available: foretold, runsOutAt } of courses) {
        expect({ holder: wallet.holderId, foretold }).toEqual({
          holder: wallet.holderId,
          foretold: available.get(wallet.holderId),
        })
        const short = shortFrom.get(wallet.holderId)
        if (runsOutAt === null) expect(short).toBeUndefined()
        else {
          seen.runsOut++
          expect(runsOutAt.getTime()).toBeLessThanOrEqual(short ?? 0)
          expect(runsOutAt.getTime()).toBeGreaterThan((short ?? 0) - STEP_MS)
        }
      }
      seen.lost += lost.length
      seen.ofCycles += lost.filter((line) => line.includes('cycle')).length
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: 90_000, endOnFailure: Boolean(process.env.QUICK) },
  )
  expect(Object.values(seen).every((count) => count > 0)).toBe(true)
})
