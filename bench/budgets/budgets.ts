// Measures the cost of budgets: tasks of an organization with as many budgets as allowed, against tasks of one without. The
// ratio is the time of one task with budgets, divided by its time without. Each task is submitted by a member with a key, and
// limited by as many budgets as possible: of everybody, of the member, of the key, and of both. The two sides alternate.

import { pino } from 'pino'
import { createBudget } from '../../src/budgets/operations.ts'
import { openApp } from '../../src/openApp.ts'
import { createOrganization } from '../../src/organizations/operations.ts'
import { submitTask } from '../../src/tasks/submit.ts'
import { grantCredits } from '../../src/wallets/grants.ts'
import { say, withDatabase } from '../support/database.ts'
import { OPERATOR } from '../support/operator.ts'
import { fillPriceBook } from '../support/plan.ts'

const ORGANIZATIONS = 5
const MEMBERS = 20
/** More than the bound allows. */
const BUDGETS_TRIED = 2_000
const CLIENTS = 500
const SECONDS = 2
const ROUNDS = 10
const CREDITS = 1_000_000_000n

interface Submitter {
  readonly organizationId: string
  readonly memberId: string
  readonly lineageId: string
}

const rates = await withDatabase(async (databaseUrl) => {
  const app = openApp({ databaseUrl, log: pino({ level: 'warn' }) })
  await fillPriceBook(app, 10)

  async function makeOrganization(): Promise<Submitter & { members: { memberId: string; apiKeyId: string }[] }> {
    const owner = { name: 'Owner', role: 'OWNER' as const }
    const others = Array.from({ length: MEMBERS - 1 }, (_, i) => ({ name: `Member ${i}`, role: 'MEMBER' as const }))
    const created = await createOrganization(app, { name: 'Music', mode: 'LIVE', members: [owner, ...others] })
    if ('code' in created) throw new Error(created.message)
    const organizationId = created.organization.id
    await grantCredits(app, { organizationId, creditType: 'music', kind: 'TOP_UP', credits: CREDITS, priority: 0 })
    const keys = await app.prisma.apiKey.findMany({ where: { organizationId }, orderBy: { id: 'asc' } })
    const members = keys.map(({ id, memberId }) => ({ memberId: memberId as string, apiKeyId: id }))
    const [{ memberId, apiKeyId: lineageId }] = members as [(typeof members)[0]]
    return { organizationId, memberId, lineageId, members }
  }

  async function fillBudgets({
    organizationId,
    members,
  }: Awaited<ReturnType<typeof makeOrganization>>): Promise<number> {
    let made = 0
    const whose = [
      {},
      ...members.flatMap(({ memberId, apiKeyId }) => [{ memberId }, { apiKeyId }, { memberId, apiKeyId }]),
    ]
    for (const subject of whose) {
      const what = { organizationId, creditType: 'music', period: 'MONTH' as const }
      for (let i = 0; i < BUDGETS_TRIED / whose.length; i++) {
        const budget = await createBudget(app, { ...what, ...subject, limit: CREDITS - BigInt(i) }, OPERATOR)
        if ('code' in budget) break
        made++
      }
    }
    return made
  }

  const submitters = { none: [] as Submitter[], full: [] as Submitter[] }
  for (let i = 0; i < ORGANIZATIONS; i++) {
    submitters.none.push(await makeOrganization())
    const full = await makeOrganization()
    const budgets = await fillBudgets(full)
    submitters.full.push(full)
    say(`${budgets} budgets were allowed`)
  }

  async function measure(of: readonly Submitter[]): Promise<number> {
    const began = performance.now()
    const until = began + SECONDS * 1_000
    let tasks = 0
    const submit = async (i: number) => {
      while (performance.now() < until) {
        const { organizationId, memberId, lineageId } = of[i % of.length] as Submitter
        const submitted = await submitTask(app, {
          ...{ organizationId, memberId, lineageId, mayApprove: true },
          ...{ model: 'model-1', operation: 'song', input: { prompt: 'rain on a tin roof' }, timeoutSeconds: 600 },
        })
        if ('code' in submitted) throw new Error(submitted.message)
        tasks++
      }
    }
    await Promise.all(Array.from({ length: CLIENTS }, (_, i) => submit(i)))
    return tasks / ((performance.now() - began) / 1_000)
  }

  const names = ['none', 'full'] as const
  const found = { none: [] as number[], full: [] as number[] }
  for (const name of names) await measure(submitters[name])
  for (let round = 1; round <= ROUNDS; round++) {
    // The side that is first in one round is last in the next.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const rate = await measure(submitters[name])
      found[name].push(rate)
      say(`round ${round}: ${name} ${rate.toFixed(0)} tasks/s`)
    }
  }
  await app.close()
  return found
})

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const tasksPerSecond = { none: Math.round(median(rates.none)), full: Math.round(median(rates.full)) }
const ratio = Number((median(rates.none) / median(rates.full)).toFixed(2))
process.stdout.write(`${JSON.stringify({ bench: 'budgets', ratio, tasksPerSecond })}\n`)
