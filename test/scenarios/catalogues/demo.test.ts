// The demo of each catalogue that comes with Holdfast: README's first query is answered with the demo's credits, and the lines
// that the demo prints for a shell work.

import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { openDemo } from '../../../src/cli/demoOrganization.ts'
import { seedOrganizations } from '../../../src/cli/demoSeed.ts'
import { demoText } from '../../../src/cli/demoText.ts'
import { settingsTable } from '../../../src/config.ts'
import { encodeGlobalId } from '../../../src/graphql/ids.ts'
import { CATALOGUES } from '../../../src/pricing/catalogue.ts'
import type { Client } from '../../support/client.ts'
import { startTestHoldfast } from '../../support/holdfast.ts'
import { mutate } from '../../support/mutate.ts'
import { press } from '../../support/shop.ts'

const shell = promisify(execFile)
const names = Object.keys(CATALOGUES) as (keyof typeof CATALOGUES)[]

/** Runs a line that the demo prints, in a shell; a stream for a moment. */
async function printedLine(line: string): Promise<string> {
  const isStream = line.includes('text/event-stream')
  const { stdout } = await shell('sh', ['-c', isStream ? `${line} | sed '/tasksUpdated/q'` : line])
  return stdout
}

/** All credits of the demo's organization, spent ones too, because its tasks go on. */
async function totalOf(admin: Client): Promise<number> {
  const query = '{ organization { wallet { total spent } } }'
  const { data } = await admin.send<{ organization: { wallet: { total: number; spent: number } } }, object>(query, {})
  const { total, spent } = data?.organization.wallet ?? { total: 0, spent: 0 }
  return total + spent
}

test('the setting CATALOGUE names every catalogue', async () => {
  const line = settingsTable()
    .split('\n')
    .find((each) => each.startsWith('| `CATALOGUE`'))
  expect([...(line ?? '').matchAll(/`([a-z]+)`/g)].map(([, name]) => name).slice(1)).toEqual(names)
})

test.each(names)('%s', async (catalogue) => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-demo-'))
  const holdfast = await startTestHoldfast({ catalogue, payments: { sandbox: true } })
  try {
    const { app, url } = holdfast.holdfast
    const { demo, example } = await openDemo({ app, url, sessions: null }, catalogue, folder)
    const { data } = await holdfast
      .client(demo.adminKey)
      .send('{ organization { name wallet { available frozen total } } }')
    expect(data).toEqual({
      organization: { name: 'Demo Records', wallet: { available: 1_000, frozen: 0, total: 1_000 } },
    })
    const lines = demoText({ demo, example }, folder)
      .split('\n')
      .filter((line) => line.startsWith('curl '))
    const [submit, watch, balance] = await Promise.all(lines.map(printedLine))
    expect(JSON.parse(submit ?? '')).toMatchObject({ data: { submitTask: { task: { status: 'QUEUED' } } } })
    // It is there once, however often it is opened.
    await openDemo({ app, url, sessions: null }, catalogue, folder)
    const admin = holdfast.client(demo.adminKey)
    const before = await totalOf(admin)
    const packs = await app.prisma.creditPack.findMany({ orderBy: { amount: 'asc' } })
    expect(packs.map(({ name }) => name)).toEqual(['demo-500', 'demo-2000', 'demo-10000'])
    const packId = encodeGlobalId('CreditPack', packs[1]?.id ?? '')
    for (const bought of [{ packId }, { plan: 'demo-studio' }]) {
      const { payment } = await mutate<{ payment: { checkoutUrl: string } }>(
        admin,
        'startPurchase',
        { ...bought, provider: 'SANDBOX' },
        'payment { checkoutUrl }',
      )
      await press(payment?.checkoutUrl ?? null, { step: 'pay' })
    }
    expect(await totalOf(admin)).toBe(before + 2_200 + 2_500)
    await seedOrganizations(app, example, 1)
    expect(await app.prisma.task.count()).toBe(11)
    expect(watch).toContain('"tasksUpdated":')
    expect(JSON.parse(balance ?? '')).toMatchObject({
      data: { organization: { wallet: { total: expect.any(Number) } } },
    })
  } finally {
    await holdfast.stop()
    await rm(folder, { recursive: true })
  }
})
