// kill -9 in the middle of an import, again and again: what was imported stays, the next run goes on, and nothing comes in twice.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../src/engine/verify.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { runHoldfast, spawnCommand } from '../support/process.ts'

const ORGANIZATIONS = 300
const LOTS_EACH = 20
const KILLS = 3

let folder: string
let database: TestDatabase

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-import-'))
  database = await createTestDatabase()
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const count = async (table: 'credit_lot' | 'organization' | 'member') =>
  (await run(database.url, (client) => client.query(`SELECT count(*)::int AS count FROM ${table}`))).rows[0].count

/** Resolves when there are more rows than before. */
async function more(than: number, isOver: () => boolean): Promise<void> {
  await expect.poll(async () => isOver() || (await count('credit_lot')) > than, { interval: 20 }).toBe(true)
}

test('an import that is killed again and again brings everything once', async () => {
  const lines: object[] = []
  for (let i = 0; i < ORGANIZATIONS; i++) {
    const organization = `customer ${i}`
    lines.push({ type: 'organization', key: organization, name: `Customer ${i}` })
    lines.push({ type: 'member', key: 'owner', organization, name: `Owner ${i}`, role: 'OWNER' })
    for (let j = 0; j < LOTS_EACH; j++) {
      const lot = { type: 'lot', key: `lot ${j}`, organization, creditType: 'music', kind: 'TOP_UP' }
      lines.push({ ...lot, granted: 100, remaining: 10 + j, createdAt: '2026-01-01' })
    }
    lines.push({
      type: 'balance',
      organization,
      creditType: 'music',
      credits: LOTS_EACH * 10 + (LOTS_EACH * (LOTS_EACH - 1)) / 2,
    })
  }
  const file = join(folder, 'customers.ndjson')
  await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const environment = { DATABASE_URL: database.url, DATA_DIR: folder }

  let killed = 0
  for (let i = 0; i < KILLS; i++) {
    const before = await count('credit_lot')
    const importing = spawnCommand(['import', file], environment)
    let isOver = false
    const ended = importing.ended.then((how) => {
      isOver = true
      return how
    })
    await more(before, () => isOver)
    if ((await importing.end('SIGKILL')) === 'SIGKILL') killed++
    await ended
  }
  expect(killed).toBeGreaterThan(0)

  const { code, stdout } = await runHoldfast(['import', file, '--json'], environment)
  const report = JSON.parse(stdout)
  const total = String(ORGANIZATIONS * (LOTS_EACH * 10 + (LOTS_EACH * (LOTS_EACH - 1)) / 2))
  expect({ code, ...report }).toMatchObject({
    code: 0,
    refused: [],
    differences: [],
    totals: [{ creditType: 'music', file: total, holdfast: total }],
  })
  expect([await count('organization'), await count('member'), await count('credit_lot')]).toEqual([
    ORGANIZATIONS,
    ORGANIZATIONS,
    ORGANIZATIONS * LOTS_EACH,
  ])
  expect((await verify(database.url)).violations).toEqual([])
})
