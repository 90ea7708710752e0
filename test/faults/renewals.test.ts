// kill -9 of Holdfast while it renews many subscriptions at once: each is renewed exactly once.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { verify } from '../../src/engine/verify.ts'
import { openApp } from '../../src/openApp.ts'
import { start } from '../../src/plans/operations.ts'
import { loadCatalogue } from '../../src/pricing/catalogue.ts'
import { createTestDatabase } from '../support/database.ts'
import { spawnHoldfast } from '../support/process.ts'

const SUBSCRIPTIONS = 400
const KILLS = 3
const SHOP = {
  name: 'shop',
  description: 'For this test.',
  priceRules: [],
  plans: [
    {
      name: 'monthly',
      title: 'Monthly',
      price: null,
      interval: 'MONTH',
      credits: [{ creditType: 'music', credits: 100 }],
    },
  ],
}

test('after repeated kills in the middle of renewals, each subscription is renewed once', async () => {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-renewals-'))
  // So long ago that one cycle has ended since, and no other.
  const then = new Date(Date.now() - 32 * 24 * 60 * 60 * 1_000)
  const app = openApp({ databaseUrl: database.url, log: pino({ level: 'silent' }), clock: () => then })
  expect(await loadCatalogue(app, SHOP, { dryRun: false })).toMatchObject({ name: 'shop' })
  const ids = Array.from({ length: SUBSCRIPTIONS }, () => uuidv7())
  const settings = { mode: 'LIVE' as const, timeZone: 'UTC', membersUsePool: true, createdAt: then }
  await app.prisma.organization.createMany({ data: ids.map((id) => ({ id, name: id, ...settings })) })
  await Promise.all(
    ids.map(async (organizationId) => {
      const started = await start(app, { organizationId, plan: 'monthly' })
      expect(started).toMatchObject({ subscription: { status: 'ACTIVE' } })
    }),
  )
  const renewed = () => app.prisma.subscription.count({ where: { cycle: 2 } })

  const environment = { DATA_DIR: dataDir, DATABASE_URL: database.url, DEMO: 'off' }
  for (let kill = 1; kill <= KILLS; kill++) {
    const holdfast = spawnHoldfast(environment)
    await expect
      .poll(renewed, { interval: 5 })
      .toBeGreaterThan((SUBSCRIPTIONS * kill) / (KILLS + 1) - SUBSCRIPTIONS / 10)
    expect(await holdfast.end('SIGKILL')).toBe('SIGKILL')
  }
  const holdfast = spawnHoldfast(environment)
  await holdfast.ready()
  await expect.poll(renewed, { interval: 50 }).toBe(SUBSCRIPTIONS)
  expect(await holdfast.end('SIGTERM')).toBe(0)

  const wallets = await app.prisma.wallet.groupBy({ by: ['granted', 'available', 'expired'], _count: true })
  expect(wallets).toEqual([{ granted: 200n, available: 100n, expired: 100n, _count: SUBSCRIPTIONS }])
  await app.close()
  expect((await verify(database.url)).violations).toEqual([])
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})
