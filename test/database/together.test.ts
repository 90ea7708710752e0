// Reads of many operations at the same time: one statement, as fresh as one of its own, and each operation charged for its part.

import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Meter, metered } from '../../src/database/meter.ts'
import { readTogether } from '../../src/database/together.ts'
import { must } from '../../src/ledger/must.ts'
import { openApp } from '../../src/openApp.ts'
import { findOrganization } from '../../src/organizations/find.ts'
import { balanceNow, findPools } from '../../src/wallets/balance.ts'
import { grantCredits } from '../../src/wallets/grants.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'

let holdfast: TestHoldfast
let app: ReturnType<typeof openApp>
let all: TestOrganization[]
const statements: string[] = []

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  app = openApp({
    databaseUrl: holdfast.database.url,
    log: pino({ level: 'silent' }),
    onStatement: (sql) => statements.push(sql),
  })
  all = await Promise.all(Array.from({ length: 4 }, () => holdfast.organization()))
})
afterAll(async () => {
  await app.close()
  await holdfast.stop()
})

test('reads of several operations at the same time are one statement, and each is charged a part', async () => {
  statements.length = 0
  const meters = all.map(({ uuid }) => new Meter(uuid))
  const found = await Promise.all(all.map(({ uuid }, i) => metered(meters[i]!, () => findPools(app, uuid, 'music'))))
  expect(statements).toHaveLength(1)
  expect(found.map((pools) => pools.map(({ organizationId }) => organizationId))).toEqual(all.map(({ uuid }) => [uuid]))
  for (const { cost } of meters) expect(cost).toBeGreaterThan(0)
})

test('the rows are those that Prisma reads', async () => {
  const { uuid: id } = all[0]!
  expect(await findOrganization(app, id)).toEqual(await app.prisma.organization.findUnique({ where: { id } }))
  expect(await findOrganization(app, crypto.randomUUID())).toBeNull()
  const pools = await app.prisma.wallet.findMany({ where: { organizationId: id, holderId: id } })
  expect(await findPools(app, id, null)).toMatchObject(pools)
})

test('a read sees what was committed before its request, even while other reads are in progress', async () => {
  const { uuid: organizationId } = all[1]!
  const grant = { organizationId, creditType: 'music', kind: 'TOP_UP' as const, credits: 1n, priority: 0 }
  const availableNow = async () => {
    const [pool] = await findPools(app, organizationId, 'music')
    return (await balanceNow(app, must(pool, 'there is a pool'))).available
  }
  let isOver = false
  const others = (async () => {
    while (!isOver) await Promise.all(Array.from({ length: 20 }, availableNow))
  })()
  const before = await availableNow()
  for (let i = 1n; i <= 20n; i++) {
    await grantCredits(app, grant)
    expect(await availableNow()).toBe(before + i)
  }
  isOver = true
  await others
})

test('while statements are in progress, further reads wait and share one statement', async () => {
  const sizes: number[] = []
  const ends: (() => void)[] = []
  const double = readTogether<object, number, number>(async (_source, numbers) => {
    sizes.push(numbers.length)
    await new Promise<void>((resolve) => ends.push(resolve))
    return numbers.map((each) => each * 2)
  })
  const source = {}
  const ask = async (number: number) => {
    const answer = double(source, number)
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setImmediate(resolve))
    return { answer }
  }
  const first = [await ask(1), await ask(2)]
  const later = [await ask(3), await ask(4), await ask(5)]
  expect(sizes).toEqual([1, 1])
  ends[0]?.()
  await first[0]?.answer
  expect(sizes).toEqual([1, 1, 3])
  for (const end of ends) end()
  expect(await Promise.all([...first, ...later].map(({ answer }) => answer))).toEqual([2, 4, 6, 8, 10])
})

test('a credit type that PostgreSQL cannot store as text has no pool, and fails no other read', async () => {
  const [one, other] = await Promise.all([findPools(app, all[2]!.uuid, '\0'), findPools(app, all[3]!.uuid, 'music')])
  expect(one).toEqual([])
  expect(other).toHaveLength(1)
})
