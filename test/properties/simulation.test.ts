// The oracle of simulations: played again under the prices and plans that were in force, the past comes out to the credit, from any
// instant on. The histories are random, and decided by the real lane in a real database.

import fc from 'fast-check'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DUE_WORK } from '../../src/clock/due.ts'
import type { OrganizationId } from '../../src/ids.ts'
import { isRefusal } from '../../src/ledger/refusals.ts'
import { openApp } from '../../src/openApp.ts'
import { createOrganization } from '../../src/organizations/operations.ts'
import { startSubscription } from '../../src/plans/commands.ts'
import { loadCatalogue } from '../../src/pricing/catalogue.ts'
import { type Simulated, simulate } from '../../src/simulation/simulate.ts'
import { refundTask } from '../../src/tasks/refunds.ts'
import { cancelTask, completeTask, failTask } from '../../src/tasks/steps.ts'
import { submitTask } from '../../src/tasks/submit.ts'
import { grantCredits } from '../../src/wallets/grants.ts'
import { freezeCredits, releaseCredits, spendCredits } from '../../src/wallets/holds.ts'
import { transferCredits } from '../../src/wallets/transfers.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 25)
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

const catalogue = {
  name: 'oracle',
  description: 'Prices of all kinds, and plans that carry over all, some and none of their credits.',
  priceRules: [
    { provider: 'suno', model: 'suno', operation: 'song', creditType: 'music', credits: 10 },
    { provider: 'suno', model: 'suno', operation: 'lyrics', creditType: 'music', credits: 0 },
    {
      ...{ provider: 'suno', model: 'suno', operation: 'long', creditType: 'music', credits: 3 },
      ...{ unit: 'SECOND', unitField: 'seconds', settleBy: 'RESULT', settleField: 'seconds' },
    },
  ],
  plans: ['0', '40', 'all'].map((max) => ({
    ...{ name: `plan-${max}`, title: max, price: null, interval: 'MONTH', refresh: 'WEEK' },
    credits: [{ creditType: 'music', credits: 100 }],
    rolloverMax: max === 'all' ? null : Number(max),
  })),
}

let now = Date.UTC(2027, 0, 1)
let database: TestDatabase
let app: ReturnType<typeof openApp>

beforeAll(async () => {
  database = await createTestDatabase()
  app = openApp({ databaseUrl: database.url, log: pino({ level: 'silent' }), clock: () => new Date(now) })
  const loaded = await loadCatalogue(app, catalogue, { dryRun: false })
  if (isRefusal(loaded)) throw new Error(loaded.message)
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const pick = fc.nat(50)
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('grant' as const),
      credits: fc.integer({ min: 1, max: 120 }),
      days: fc.option(fc.integer({ min: 1, max: 30 })),
      grace: fc.boolean(),
      later: fc.boolean(),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('submit' as const),
      operation: fc.constantFrom('song', 'lyrics', 'long'),
      seconds: fc.integer({ min: 1, max: 9 }),
      own: fc.boolean(),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      task: pick,
      how: fc.constantFrom('succeed', 'less', 'fail', 'cancel'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      task: pick,
      credits: fc.option(fc.integer({ min: 1, max: 9 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('transfer' as const),
      credits: fc.integer({ min: 1, max: 60 }),
      back: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('freeze' as const), credits: fc.integer({ min: 1, max: 30 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      hold: pick,
      credits: fc.integer({ min: 0, max: 30 }),
      keepOpen: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('subscribe' as const),
      plan: fc.constantFrom('plan-0', 'plan-40', 'plan-all'),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never
const history = fc.array(
  fc.record({
    minutes: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1_000, max: 12_000 })),
    step,
  }),
  { minLength: 15, maxLength: 70 },
)

/** The pool takes over what a member owes for a task that was settled late, and pays with credits that would have expired. */
const DEBT_OF_MEMBER: readonly { readonly minutes: number; readonly step: Step }[] = [
  { minutes: 0, step: { do: 'grant', credits: 12, days: 22, grace: false, later: false } },
  { minutes: 0, step: { do: 'transfer', credits: 10, back: false } },
  { minutes: 0, step: { do: 'freeze', credits: 102 } },
  { minutes: 0, step: { do: 'settle', hold: 0, credits: 102, keepOpen: false } },
  { minutes: 31_000, step: { do: 'submit', operation: 'song', seconds: 1, own: true } },
  { minutes: 2_000, step: { do: 'end', task: 0, how: 'less' } },
  { minutes: 0, step: { do: 'grant', credits: 76, days: 5, grace: false, later: false } },
  { minutes: 10_000, step: { do: 'settle', hold: 0, credits: 0, keepOpen: false } },
]

interface Actors {
  readonly organizationId: OrganizationId
  readonly memberId: string
  readonly tasks: { id: string; open: boolean; operation: string; seconds: number }[]
  readonly holds: string[]
}

const HOLDER = { isPlatform: true, lineageId: null }

async function take(step: Step, { organizationId, memberId, tasks, holds }: Actors): Promise<void> {
  const at = (list: readonly unknown[], index: number) => (list.length === 0 ? -1 : index % list.length)
  switch (step.do) {
    case 'grant': {
      const expiresAt = step.days === null ? null : new Date(now + step.days * DAY_MS)
      const past = step.grace
        ? { heldPastExpiry: 'GRACE' as const, graceSeconds: 86_400 }
        : { heldPastExpiry: 'FORFEIT' as const }
      const usableFrom = step.later ? new Date(now + 3 * 60 * MINUTE_MS) : null
      await grantCredits(app, {
        organizationId,
        creditType: 'music',
        kind: 'TOP_UP',
        credits: BigInt(step.credits),
        expiresAt,
        usableFrom,
        ...past,
      })
      return
    }
    case 'submit': {
      const input = { seconds: step.seconds }
      const submitted = await submitTask(app, {
        ...{ organizationId, memberId: step.own ? memberId : null, lineageId: null, mayApprove: true },
        ...{ model: 'suno', operation: step.operation, input, timeoutSeconds: 100_000 },
      })
      if (!isRefusal(submitted))
        tasks.push({ id: submitted.task.id, open: true, operation: step.operation, seconds: step.seconds })
      return
    }
    case 'end': {
      const task = tasks.filter(({ open }) => open)[
        at(
          tasks.filter(({ open }) => open),
          step.task,
        )
      ]
      if (!task) return
      const ids = { organizationId, taskId: task.id }
      task.open = false
      if (step.how === 'fail') await failTask(app, { ...ids, reason: 'no reason' }, 'ANY' as never)
      else if (step.how === 'cancel') await cancelTask(app, { ...ids, memberId: null }, null)
      else {
        const settles = task.operation === 'long'
        const seconds = step.how === 'less' ? 1 : task.seconds
        const credits = !settles && step.how === 'less' && task.operation === 'song' ? 4n : null
        await completeTask(app, { ...ids, result: { seconds }, credits }, 'ANY' as never)
      }
      return
    }
    case 'refund': {
      const task = tasks[at(tasks, step.task)]
      if (task)
        await refundTask(
          app,
          {
            organizationId,
            taskId: task.id,
            credits: step.credits === null ? null : BigInt(step.credits),
            reason: 'sorry',
          },
          'PLATFORM',
        )
      return
    }
    case 'transfer': {
      const [fromMemberId, toMemberId] = step.back ? [memberId, null] : [null, memberId]
      await transferCredits(app, {
        organizationId,
        creditType: 'music',
        credits: BigInt(step.credits),
        fromMemberId,
        toMemberId,
      })
      return
    }
    case 'freeze': {
      const frozen = await freezeCredits(
        app,
        { organizationId, creditType: 'music', credits: BigInt(step.credits), expiresAt: new Date(now + 9 * DAY_MS) },
        organizationId,
        HOLDER,
      )
      if (!isRefusal(frozen)) holds.push(frozen.hold.id)
      return
    }
    case 'settle': {
      const holdId = holds[at(holds, step.hold)]
      if (!holdId) return
      if (step.credits === 0) await releaseCredits(app, { organizationId, holdId })
      else
        await spendCredits(
          app,
          { organizationId, holdId, credits: BigInt(step.credits), keepOpen: step.keepOpen },
          HOLDER,
        )
      return
    }
    case 'subscribe':
      await app.lane.run(
        startSubscription(
          organizationId,
          { plan: step.plan, startsAt: null, trial: false, subscriptionId: uuidv7() },
          null,
        ),
      )
  }
}

async function sweep(): Promise<void> {
  for (const work of DUE_WORK) while ((await work.sweep(app)) > 0);
}

async function resultOf(
  organizationId: string,
  document: unknown,
  from: number,
  until: number,
): Promise<Simulated | undefined> {
  const range = { from: new Date(from), until: new Date(until), now: new Date(now) }
  for await (const found of simulate(database.url, document, range)) {
    if (isRefusal(found)) throw new Error(found.message)
    if (found.organization.organizationId === organizationId) return found
  }
  return undefined
}

test('under the present prices and plans, the past comes out to the credit, from any instant on', async () => {
  let [spent, expired] = [0n, 0n]
  await fc.assert(
    fc.asyncProperty(history, fc.double({ min: 0, max: 1, noNaN: true }), async (steps, part) => {
      now += DAY_MS
      const made = await createOrganization(app, {
        name: 'Oracle',
        mode: 'LIVE',
        members: [{ name: 'Own', role: 'OWNER' }],
        creditTypes: ['music'],
      })
      if (isRefusal(made)) throw new Error(made.message)
      const organizationId = made.organization.id as OrganizationId
      const member = await app.prisma.member.findFirstOrThrow({ where: { organizationId } })
      const actors: Actors = { organizationId, memberId: member.id, tasks: [], holds: [] }
      const begun = now
      await take({ do: 'grant', credits: 100, days: null, grace: false, later: false }, actors)
      const instants = [begun]
      for (const { minutes, step } of steps) {
        now += minutes * MINUTE_MS
        await sweep()
        await take(step, actors)
        instants.push(now)
      }
      now += 1
      // The beginning of a simulation does not know what an earlier renewal has left of a carry limit.
      const hasLimit = steps.some(({ step }) => step.do === 'subscribe' && step.plan === 'plan-40')
      const later = instants[Math.floor(part * (instants.length - 1))] ?? begun
      for (const from of hasLimit ? [begun] : [begun, later]) {
        const result = await resultOf(organizationId, catalogue, from, now)
        if (!result) continue
        const { tally } = result
        expect([...tally.refusals]).toEqual([])
        expect(tally.unknown).toEqual({ inputRemoved: 0, agreed: 0, holdsRefused: 0, unsettled: 0 })
        for (const [key, sums] of [...tally.sums.organization, ...tally.sums.model]) {
          const { creditsBefore, refundedBefore, expiredBefore } = sums
          expect({ key, ...sums }).toMatchObject({
            key,
            creditsAfter: creditsBefore,
            refundedAfter: refundedBefore,
            expiredAfter: expiredBefore,
          })
          spent += sums.creditsAfter
          expired += sums.expiredAfter
        }
      }
    }),
    {
      examples: [[[...DEBT_OF_MEMBER], 0]],
      numRuns: RUNS,
      interruptAfterTimeLimit: 45_000,
      endOnFailure: Boolean(process.env.QUICK),
    },
  )
  expect(spent).toBeGreaterThan(0n)
  expect(expired).toBeGreaterThan(0n)
})
