// Measures how one hostile tenant affects ten good ones. Each attack runs for some seconds while the good tenants submit and
// read; the ratio is their p99 with the attack, divided by their p99 without it, measured directly before. The API allows
// every attack: tasks that are refused, streams, exports that are never read, expensive queries, budgets.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pino } from 'pino'
import type { App } from '../../src/app.ts'
import { createBudget } from '../../src/budgets/operations.ts'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import { openApp } from '../../src/openApp.ts'
import { createOrganization } from '../../src/organizations/operations.ts'
import { loadBuiltIn } from '../../src/pricing/catalogue.ts'
import { submitTask } from '../../src/tasks/submit.ts'
import { grantCredits } from '../../src/wallets/grants.ts'
import { say, withDatabase } from '../support/database.ts'
import { runLifecycles } from '../support/lifecycles.ts'
import { OPERATOR } from '../support/operator.ts'
import type { Target } from './attacker.ts'
import type { Measured } from './tenants.ts'

const GOOD_TENANTS = 10
const QUIET_SECONDS = 5
const ATTACK_SECONDS = 10
/** The time from the start of an attack to the start of the measurement. */
const LEAD_MS = 2_000
const REST_MS = 5_000
/** The time for which the exported journal is filled: tens of thousands of entries. */
const JOURNAL_SECONDS = 4
/** The size of a page of tasks. */
const TASKS_READ = 100
const BUDGETS_TRIED = 2_000
const CREDITS = 1_000_000_000n

class Child {
  readonly #process
  readonly #exited: Promise<null>

  constructor(file: string, environment: Record<string, string> = {}) {
    this.#process = fork(join(import.meta.dirname, file), { env: { ...process.env, ...environment } })
    this.#exited = once(this.#process, 'exit').then(() => null)
  }

  async ask<Answer>(request: object): Promise<Answer> {
    const answered = once(this.#process, 'message')
    this.#process.send(request)
    const answer = await Promise.race([answered, this.#exited])
    if (!answer) throw new Error(`a process ended before it answered ${Object.keys(request)}`)
    return answer[0] as Answer
  }

  async end(): Promise<void> {
    this.#process.send({ end: true })
    await this.#exited
  }
}

async function makeOrganization(app: App, name: string, credits: bigint) {
  const created = await createOrganization(app, {
    name,
    mode: 'LIVE',
    creditTypes: ['music'],
    members: [{ name: 'Owner', role: 'OWNER' }],
  })
  if ('code' in created) throw new Error(created.message)
  const { organization, keys } = created
  const organizationId = organization.id
  if (credits > 0n) {
    await grantCredits(app, { organizationId, creditType: 'music', kind: 'TOP_UP', credits, priority: 0 })
  }
  return { organizationId, key: keys[0]?.secret as string }
}

/** Creates the organization of an attack, with everything that the attack needs. */
async function makeHostile(app: App, attack: string): Promise<Omit<Target, 'url'>> {
  const { organizationId, key } = await makeOrganization(app, attack, attack === 'refused' ? 0n : CREDITS)
  const wallet = await app.prisma.wallet.findFirstOrThrow({ where: { organizationId } })
  if (attack === 'exports') await runLifecycles(app, [organizationId], JOURNAL_SECONDS)
  if (attack === 'query') {
    const song = { model: 'suno', operation: 'music', input: { prompt: 'rain' }, timeoutSeconds: 600 }
    const task = { ...song, organizationId, memberId: null, lineageId: null, mayApprove: true }
    await Promise.all(Array.from({ length: TASKS_READ }, () => submitTask(app, task)))
  }
  if (attack === 'budgets') {
    let made = 0
    for (let i = 0; i < BUDGETS_TRIED; i++) {
      const period = (['DAY', 'WEEK', 'MONTH', 'TOTAL'] as const)[i % 4] as 'DAY'
      const input = { organizationId, creditType: 'music', period, limit: CREDITS - BigInt(i) }
      const budget = await createBudget(app, input, OPERATOR)
      if ('code' in budget) break
      made++
    }
    say(`${made} budgets were allowed`)
  }
  return { key, walletId: encodeGlobalId('Wallet', `${organizationId}/${wallet.id}`) }
}

const ATTACKS = ['refused', 'streams', 'exports', 'query', 'budgets'] as const

const result = await withDatabase(async (databaseUrl) => {
  const app = openApp({ databaseUrl, log: pino({ level: 'warn' }) })
  await loadBuiltIn(app, 'sunor')
  const keys: string[] = []
  for (let i = 0; i < GOOD_TENANTS; i++) keys.push((await makeOrganization(app, `Good ${i}`, CREDITS)).key)
  const hostile = new Map<string, Omit<Target, 'url'>>()
  for (const attack of ATTACKS) hostile.set(attack, await makeHostile(app, attack))

  const server = new Child('server.ts', { DATABASE_URL: databaseUrl })
  const { url } = await server.ask<{ url: string }>({ listen: true })
  const tenants = new Child('tenants.ts')
  const measure = (seconds: number) => tenants.ask<Measured>({ measure: { url, keys, seconds } })
  await measure(3)

  const ratio: Record<string, number> = {}
  const p99Ms: Record<string, { without: number; with: number }> = {}
  let refusedOfGood = 0
  for (const attack of ATTACKS) {
    const before = await measure(QUIET_SECONDS)
    const attacker = new Child('attacker.ts')
    await attacker.ask({ attack: { name: attack, target: { url, ...hostile.get(attack) } } })
    await delay(LEAD_MS)
    const during = await measure(ATTACK_SECONDS)
    const answers = await attacker.ask<Record<string, number>>({ stop: true })
    await attacker.end()
    await delay(REST_MS)
    refusedOfGood += during.refused
    ratio[attack] = Number((during.p99Ms / before.p99Ms).toFixed(2))
    p99Ms[attack] = { without: Number(before.p99Ms.toFixed(1)), with: Number(during.p99Ms.toFixed(1)) }
    say(
      `${attack}: p50 ${before.p50Ms.toFixed(1)} to ${during.p50Ms.toFixed(1)} ms, p99 ${before.p99Ms.toFixed(1)} to ${during.p99Ms.toFixed(1)} ms, ` +
        `${during.refused} of ${during.requests} refused; the attacker’s requests: ${JSON.stringify(answers)}`,
    )
  }
  await tenants.end()
  await server.end()
  await app.close()
  return { ratio, p99Ms, refusedOfGood }
})

process.stdout.write(`${JSON.stringify({ bench: 'fairness', ...result })}\n`)
