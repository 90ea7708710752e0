// @holdfast/client while the server is killed: every mutation has its effect once, and no message of a stream is missed or doubled.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  BalanceChanged,
  CreateOrganization,
  GrantCredits,
  Wallet,
} from '../../packages/client/src/generated/operations.ts'
import { createHoldfast, type Holdfast } from '../../packages/client/src/index.ts'
import { verify } from '../../src/engine/verify.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { type HoldfastProcess, readDemo, spawnHoldfast } from '../support/process.ts'
import { type DatabaseProxy, startProxy } from '../support/proxy.ts'

const KILLS = 2
const GRANTS = 120

let dataDir: string
let database: TestDatabase
let server: HoldfastProcess
/** The address that stays, while the servers behind it come and go. */
let line: DatabaseProxy
let client: Holdfast

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-client-'))
  database = await createTestDatabase()
  await start()
  const { url, operatorKey } = await readDemo(dataDir)
  line = await startProxy(url)
  client = createHoldfast({ url: line.url, apiKey: operatorKey, retryForMs: 60_000 })
})
afterAll(async () => {
  client.close()
  line.stop()
  await server.end('SIGTERM')
  expect((await verify(database.url)).violations).toEqual([])
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  server = spawnHoldfast({ DATA_DIR: dataDir, DATABASE_URL: database.url })
  await server.ready()
}

test('grants of one credit during kills: as many credits as grants, and a stream that counts every one', async () => {
  const made = await client.mutate(CreateOrganization, { name: 'Kill Records', mode: 'LIVE', creditTypes: ['music'] })
  if (made.__typename !== 'CreateOrganizationSuccess') throw new Error(made.message)
  const of = { organizationId: made.organization.id, creditType: 'music' }
  const seen: number[] = []
  const reading = (async () => {
    for await (const { available } of client.watch(BalanceChanged, of)) {
      seen.push(available)
      if (available === GRANTS) break
    }
  })()
  await expect.poll(() => seen).toEqual([0])
  for (let kill = 0; kill < KILLS; kill++) {
    const grants = Array.from({ length: GRANTS / KILLS }, () => client.mutate(GrantCredits, { ...of, credits: 1 }))
    // Some are committed, some on their way, and some not sent when the process dies.
    await Promise.race(grants)
    await server.end('SIGKILL')
    await start()
    line.leadTo((await readDemo(dataDir)).url)
    const answers = await Promise.all(grants)
    expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(new Set(['GrantCreditsSuccess']))
  }
  await reading
  expect(seen).toEqual(Array.from({ length: GRANTS + 1 }, (_, i) => i))
  const organization = await client.query(Wallet, of)
  expect(organization?.wallet?.available).toBe(GRANTS)
})
