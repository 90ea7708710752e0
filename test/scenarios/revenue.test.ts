// Revenue by month: what the platform has earned of what was paid, for one organization and for all.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { rollUpRevenue } from '../../src/revenue/rollUp.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import { runHoldfast } from '../support/process.ts'

let now = Date.UTC(2027, 0, 10)
let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

const MONTH = `month currency organizationId opening { amount } paid { amount } recognized { amount currency }
  breakage { amount } reversed { amount } closing { amount } owed { amount } models { model recognized { amount } }`

// biome-ignore lint/suspicious/noExplicitAny: the shape is that of MONTH
type Month = any

async function revenue(from: string, to: string, organization?: TestOrganization): Promise<Month[]> {
  const of = organization ? `, organizationId: "${organization.id}"` : ''
  const { data, errors } = await holdfast.operator.send<{ revenueByMonth: Month[] }, unknown>(
    `{ revenueByMonth(from: "${from}", to: "${to}"${of}) { ${MONTH} } }`,
  )
  if (!data) throw new Error(JSON.stringify(errors))
  return data.revenueByMonth
}

const money = ({ opening, paid, recognized, breakage, reversed, closing }: Month) =>
  [opening, paid, recognized, breakage, reversed, closing].map(({ amount }) => amount)

async function grant({ id: organizationId }: TestOrganization, more: object) {
  const input = { organizationId, creditType: 'music', kind: 'TOP_UP', ...more }
  const made = await mutate(holdfast.operator, 'grantCredits', input)
  if (made.code) throw new Error(made.message)
}

async function sing({ member }: TestOrganization): Promise<string> {
  const song = { model: 'suno', operation: 'music' }
  const { task } = await mutate<{ task: { id: string } }>(member, 'submitTask', song, 'task { id }')
  await mutate(holdfast.operator, 'completeTask', { taskId: task.id, result: {} })
  return task.id
}

const rollUp = async () => {
  while ((await rollUpRevenue(holdfast.holdfast.app)) > 0);
}

test('a purchase is earned as its credits are spent, and what expires is breakage: no cent is lost, however it is read', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const expiresAt = new Date(Date.UTC(2027, 2, 15)).toISOString()
  // 10.00 EUR for 31 credits: a song of 10 is 3.2258 …
  await grant(organization, { credits: 31, paid: { amount: 1_000, currency: 'EUR' }, expiresAt })
  await sing(organization)
  now = Date.UTC(2027, 1, 10)
  const second = await sing(organization)
  now = Date.UTC(2027, 2, 10)
  await mutate(holdfast.operator, 'refundTask', { taskId: second, credits: 4, reason: 'was silent' })
  now = Date.UTC(2027, 2, 15)
  await expect.poll(async () => money((await revenue('2027-03', '2027-03', organization))[0])[3]).toBe(484)
  now = Date.UTC(2027, 3, 1)
  const expected = [
    [0, 1_000, 322, 0, 0, 678],
    [678, 0, 323, 0, 0, 355],
    // 16 of 31 credits are spent in the end, for 516; the other 15 have expired.
    [355, 0, -129, 484, 0, 0],
    [0, 0, 0, 0, 0, 0],
  ]
  const months = await revenue('2027-01', '2027-04', organization)
  expect(months.map(money)).toEqual(expected)
  expect(months.map(({ month }) => month)).toEqual(['2027-01', '2027-02', '2027-03', '2027-04'])
  expect(months[1]).toMatchObject({
    currency: 'EUR',
    organizationId: organization.id,
    models: [{ model: 'suno', recognized: { amount: 323 } }],
  })
  // The same once a job has added it up, and in any part of the time.
  await rollUp()
  expect((await revenue('2027-01', '2027-04', organization)).map(money)).toEqual(expected)
  expect((await revenue('2027-02', '2027-03', organization)).map(money)).toEqual(expected.slice(1, 3))
})

test('all organizations together are the sum of each, per currency', async () => {
  now = Date.UTC(2028, 4, 5)
  const [one, other] = [await holdfast.organization({ credits: 0n }), await holdfast.organization({ credits: 0n })]
  await grant(one, { credits: 10, paid: { amount: 999, currency: 'USD' } })
  await grant(other, { credits: 30, paid: { amount: 1_001, currency: 'USD' } })
  await grant(other, { credits: 5, paid: { amount: 500, currency: 'JPY' } })
  await sing(one)
  await sing(other)
  await rollUp()
  await sing(other)
  const all = await revenue('2028-05', '2028-05')
  const of = (currency: string) => all.find((month) => month.currency === currency)
  expect(of('JPY')).toMatchObject({ organizationId: null, recognized: { amount: 0 }, closing: { amount: 500 } })
  expect(money(of('USD'))).toEqual([0, 2_000, 999 + 667, 0, 0, 334])
  const { stdout, stderr } = await runHoldfast(
    ['revenue', '--from', '2028-05', '--to', '2028-05', '--by-organization'],
    { DATABASE_URL: holdfast.database.url },
  )
  expect(stderr).toBe('')
  const lines = stdout.trim().split('\n')
  expect(lines[0]).toBe(
    'organizationId,month,currency,opening,paid,recognized,breakage,reversed,closing,owed,upstreamCost,margin',
  )
  expect(lines).toContain(`${one.id},2028-05,USD,0,999,999,0,0,0,0,0,9.99`)
  expect(lines).toContain(`${other.id},2028-05,USD,0,1001,667,0,0,334,0,0,6.67`)
  expect(lines).toContain(`${other.id},2028-05,JPY,0,500,0,0,0,500,0,0,0`)
})

test('a wrong month is refused by its name, and only the operator may ask', async () => {
  await expect(revenue('2027-13', '2027-12')).rejects.toThrow('from must be a year and a month, such as 2026-11')
  await expect(revenue('2027-12', '2027-11')).rejects.toThrow('to must be 2027-12 or later')
  await expect(revenue('2000-01', '2030-01')).rejects.toThrow('to must be at most 120 months after from')
  const { owner } = await holdfast.organization()
  const { errors } = await owner.send('{ revenueByMonth(from: "2027-01", to: "2027-02") { month } }')
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  const wrong = await runHoldfast(['revenue', '--from', 'May', '--to', '2028-05'], {
    DATABASE_URL: holdfast.database.url,
  })
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('--from must be a year and a month') })
})
