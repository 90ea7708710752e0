// Measures submitTask over HTTP, one task per request, against a mutation of the same server that does nothing.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { pino } from 'pino'
import { openApp } from '../../src/openApp.ts'
import { createOrganization } from '../../src/organizations/operations.ts'
import { loadBuiltIn } from '../../src/pricing/catalogue.ts'
import { grantCredits } from '../../src/wallets/grants.ts'
import { say, withDatabase } from '../support/database.ts'

const ORGANIZATIONS = 100
const CONNECTIONS = 256
const SECONDS = 6
const ROUNDS = 3
const CREDITS = 1_000_000_000n

const SUBMIT = `mutation {
  submitTask(input: { model: "suno", operation: "music", input: { prompt: "rain on a tin roof" } }) {
    ... on SubmitTaskSuccess { task { id status credits } }
    ... on Error { code message }
  }
}`
const DO_NOTHING = 'mutation { doNothing }'

const best = await withDatabase(async (databaseUrl) => {
  const app = openApp({ databaseUrl, log: pino({ level: 'warn' }) })
  await loadBuiltIn(app, 'sunor')
  const keys: string[] = []
  for (let i = 0; i < ORGANIZATIONS; i++) {
    const created = await createOrganization(app, {
      name: `Bench ${i}`,
      mode: 'LIVE',
      members: [{ name: 'Owner', role: 'OWNER' }],
    })
    if ('code' in created) throw new Error(created.message)
    keys.push(created.keys[0]?.secret as string)
    const organizationId = created.organization.id
    await grantCredits(app, { organizationId, creditType: 'music', kind: 'TOP_UP', credits: CREDITS, priority: 0 })
  }

  const server = fork(join(import.meta.dirname, 'server.ts'), { env: { ...process.env, DATABASE_URL: databaseUrl } })
  const [{ url }] = (await once(server, 'message')) as [{ url: string }]

  /** Answers per second. */
  async function measure(query: string, seconds: number): Promise<number> {
    const body = JSON.stringify({ query })
    const result = await autocannon({
      url: `${url.replace('localhost', '127.0.0.1')}/graphql`,
      connections: CONNECTIONS,
      duration: seconds,
      requests: keys.map((key) => ({
        method: 'POST' as const,
        headers: { 'content-type': 'application/json', 'x-api-key': key },
        body,
      })),
    })
    if (result.non2xx + result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`)
    return result.requests.total / result.duration
  }

  await measure(DO_NOTHING, 2)
  await measure(SUBMIT, 2)
  const rates = { submit: 0, doNothing: 0 }
  let answered = 0
  const before = await app.prisma.task.count()
  for (let round = 1; round <= ROUNDS; round++) {
    const doNothing = await measure(DO_NOTHING, SECONDS)
    const submit = await measure(SUBMIT, SECONDS)
    answered += submit * SECONDS
    rates.doNothing = Math.max(rates.doNothing, doNothing)
    rates.submit = Math.max(rates.submit, submit)
    say(`round ${round}: doNothing ${doNothing.toFixed(0)}/s, submitTask ${submit.toFixed(0)}/s`)
  }
  // Every answer must be a task: a refusal would be an answer too, and faster.
  const tasks = (await app.prisma.task.count()) - before
  if (tasks < answered * 0.95) throw new Error(`${answered.toFixed(0)} answers made ${tasks} tasks`)
  server.send('stop')
  await once(server, 'exit')
  await app.close()
  return rates
})

process.stdout.write(
  `${JSON.stringify({
    bench: 'http',
    ratio: Number((best.submit / best.doNothing).toFixed(2)),
    submitsPerSecond: Math.round(best.submit),
    doNothingPerSecond: Math.round(best.doNothing),
    connections: CONNECTIONS,
  })}\n`,
)
