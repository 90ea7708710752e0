// Measures how 10,000 renewals that are due at the same instant affect other organizations: how many tasks they submit per
// second meanwhile, and how long these wait. The ratio is the tasks per second during the renewals, divided by those before.

import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { openApp } from '../../src/openApp.ts'
import { startSubscription } from '../../src/plans/commands.ts'
import { SUBSCRIPTIONS_DUE } from '../../src/plans/sweep.ts'
import { submitTask } from '../../src/tasks/submit.ts'
import { say, withDatabase } from '../support/database.ts'
import { fillPriceBook } from '../support/plan.ts'
import { fillWallets } from '../support/wallets.ts'

const RENEWALS = 10_000
const OTHERS = 100
const CLIENTS = 50
const BEFORE_SECONDS = 5
const START = Date.UTC(2027, 0, 1)
const DUE = Date.UTC(2027, 1, 1)

const result = await withDatabase(async (url) => {
  let now = START
  const app = openApp({ databaseUrl: url, log: pino({ level: 'warn' }), clock: () => new Date(now) })
  await fillPriceBook(app, 10)
  const others = await fillWallets(app, OTHERS)
  const createdAt = new Date(now)
  const subscribers = Array.from({ length: RENEWALS }, () => uuidv7())
  const settings = { mode: 'LIVE' as const, timeZone: 'UTC', membersUsePool: true, createdAt }
  await app.prisma.organization.createMany({ data: subscribers.map((id) => ({ id, name: id, ...settings })) })
  for (let i = 0; i < RENEWALS; i += 1_000) {
    const some = subscribers.slice(i, i + 1_000)
    await Promise.all(
      some.map((id) =>
        app.lane.run(
          startSubscription(id, { plan: 'monthly', startsAt: null, trial: false, subscriptionId: uuidv7() }, null),
        ),
      ),
    )
  }
  say(`${RENEWALS} subscriptions`)

  const waits: number[] = []
  let stopped = false
  const submitter = async () => {
    while (!stopped) {
      const began = performance.now()
      const submitted = await submitTask(app, {
        organizationId: others[Math.floor(Math.random() * OTHERS)] as string,
        memberId: null,
        lineageId: null,
        mayApprove: true,
        model: 'model-1',
        operation: 'song',
        input: {},
        timeoutSeconds: 600,
      })
      if ('code' in submitted) throw new Error(submitted.message)
      waits.push(performance.now() - began)
    }
  }
  const submitting = Array.from({ length: CLIENTS }, submitter)
  const during = async (work: () => Promise<unknown>) => {
    waits.length = 0
    const began = performance.now()
    await work()
    const seconds = (performance.now() - began) / 1_000
    const sorted = waits.toSorted((a, b) => a - b)
    return { seconds, perSecond: sorted.length / seconds, p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0 }
  }
  await during(() => new Promise((resolve) => setTimeout(resolve, 2_000)))
  const before = await during(() => new Promise((resolve) => setTimeout(resolve, BEFORE_SECONDS * 1_000)))
  now = DUE
  let renewed = 0
  const meanwhile = await during(async () => {
    let done = 1
    while (done > 0) {
      done = await SUBSCRIPTIONS_DUE.sweep(app)
      renewed += done
    }
  })
  stopped = true
  await Promise.all(submitting)
  if (renewed !== RENEWALS) throw new Error(`${renewed} renewals`)
  const lots = await app.prisma.creditLot.count({ where: { kind: 'SUBSCRIPTION', open: true } })
  if (lots !== RENEWALS) throw new Error(`${lots} lots of the new cycle`)
  await app.close()
  return { before, meanwhile }
})

const round = (n: number, digits = 0) => Number(n.toFixed(digits))
const { before, meanwhile } = result
process.stdout.write(
  `${JSON.stringify({
    bench: 'renewals',
    ratio: round(meanwhile.perSecond / before.perSecond, 2),
    renewals: RENEWALS,
    renewalSeconds: round(meanwhile.seconds, 1),
    tasksPerSecond: { before: round(before.perSecond), meanwhile: round(meanwhile.perSecond) },
    p99Ms: { before: round(before.p99Ms), meanwhile: round(meanwhile.p99Ms) },
  })}\n`,
)
