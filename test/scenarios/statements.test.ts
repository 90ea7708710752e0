// Monthly statements: what an organization sees of a month, in its time zone, as data, as a page and as a PDF.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import { SetSpendingPolicy } from '../support/operations.ts'

let now = Date.UTC(2027, 0, 10)
let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

const STATEMENT = `month timeZone from to isFinal checkpoint { number hash } links { page pdf }
  credits { creditType opening granted refunded spent repaid expired revoked closing frozen moved isComplete
    lots { credits kind source lot { payment { id } } } models { model spent refunded } members { member { name } spent } }
  payments { kind number total { amount } }`

// biome-ignore lint/suspicious/noExplicitAny: the shape is that of STATEMENT
type Statement = any

async function statementOf({ owner }: TestOrganization, month: string): Promise<Statement> {
  const { data, errors } = await owner.send<{ organization: { statement: Statement } }, unknown>(
    `{ organization { statement(month: "${month}") { ${STATEMENT} } } }`,
  )
  return data?.organization.statement ?? errors?.[0]
}

async function sing({ member }: TestOrganization, outcome = 'completeTask'): Promise<string> {
  const { task } = await mutate<{ task: { id: string } }>(
    member,
    'submitTask',
    { model: 'suno', operation: 'music' },
    'task { id }',
  )
  const more = outcome === 'completeTask' ? { result: {} } : { reason: 'x' }
  await mutate(holdfast.operator, outcome, { taskId: task.id, ...more })
  return task.id
}

async function buy({ id: organizationId }: TestOrganization): Promise<string> {
  const price = { amount: 4_900, currency: 'EUR' }
  const custom = { title: '500 credits', credits: [{ creditType: 'music', credits: 500, bonus: 20 }], price }
  const bought = { organizationId, custom, provider: 'MANUAL' }
  const { payment } = await mutate<{ payment: { id: string } }>(
    holdfast.operator,
    'startPurchase',
    bought,
    'payment { id }',
  )
  await mutate(holdfast.operator, 'confirmManualPayment', { paymentId: payment.id, received: price })
  return payment.id
}

describe('a month', () => {
  test('has what came in and from where, what was used by whom, and what is left', async () => {
    now = Date.UTC(2027, 1, 3)
    const organization = await holdfast.organization({ credits: 100n })
    const paymentId = await buy(organization)
    const first = await sing(organization)
    await sing(organization, 'failTask')
    now = Date.UTC(2027, 2, 2)
    await sing(organization)
    await mutate(holdfast.operator, 'refundTask', { taskId: first, reason: 'was noise' })
    const { organizationId } = { organizationId: organization.id }
    await mutate(holdfast.operator, 'adjustCredits', { organizationId, creditType: 'music', remove: 5, reason: 'x' })
    const february = await statementOf(organization, '2027-02')
    expect(february).toMatchObject({
      ...{ month: '2027-02', timeZone: 'UTC', from: '2027-02-01T00:00:00.000Z', to: '2027-03-01T00:00:00.000Z' },
      isFinal: true,
      payments: [{ kind: 'RECEIPT', total: { amount: 4_900 } }],
    })
    expect(february.credits).toMatchObject([
      {
        ...{
          creditType: 'music',
          opening: 0,
          granted: 620,
          refunded: 0,
          spent: 10,
          expired: 0,
          revoked: 0,
          closing: 610,
        },
        models: [{ model: 'suno', spent: 10, refunded: 0 }],
        members: [{ member: { name: 'MEMBER 2' }, spent: 10 }],
      },
    ])
    expect(february.credits[0].lots).toMatchObject([
      { credits: 100, kind: 'TOP_UP', source: null, lot: { payment: null } },
      { credits: 500, kind: 'TOP_UP', source: paymentId, lot: { payment: { id: paymentId } } },
      { credits: 20, kind: 'PROMO', source: paymentId, lot: { payment: { id: paymentId } } },
    ])
    const march = await statementOf(organization, '2027-03')
    expect(march).toMatchObject({ isFinal: false, payments: [] })
    expect(march.credits).toMatchObject([
      { opening: 610, granted: 0, refunded: 10, spent: 10, revoked: 5, closing: 605, lots: [] },
    ])
  })

  test('begins and ends by the clocks of the organization, also if its zone was another one when tasks were done', async () => {
    now = Date.UTC(2027, 3, 30, 12)
    const organization = await holdfast.organization({ credits: 100n })
    // 1 May in Kolkata begins at 18:30 of 30 April, in the middle of an hour in UTC.
    for (const minute of [15, 45]) {
      now = Date.UTC(2027, 3, 30, 18, minute)
      await sing(organization)
    }
    await organization.admin.run(SetSpendingPolicy, { input: { timeZone: 'Asia/Kolkata' } })
    now = Date.UTC(2027, 4, 2)
    const [april, may] = [await statementOf(organization, '2027-04'), await statementOf(organization, '2027-05')]
    expect(april.credits).toMatchObject([{ spent: 10, closing: 90, models: [{ spent: 10 }] }])
    expect(may.credits).toMatchObject([{ opening: 90, spent: 10, closing: 80, members: [{ spent: 10 }] }])
  })

  test('carries the checkpoint that proves all of its entries, once there is one', async () => {
    now = Date.UTC(2027, 5, 5)
    const organization = await holdfast.organization({ credits: 100n })
    expect(await statementOf(organization, '2027-06')).toMatchObject({ checkpoint: null })
    const publish = () =>
      mutate<{ checkpoint: { hash: string } }>(holdfast.operator, 'publishCheckpoint', {}, 'checkpoint { hash }')
    const { checkpoint } = await publish()
    now = Date.UTC(2027, 6, 5)
    await sing(organization)
    await publish()
    expect(await statementOf(organization, '2027-06')).toMatchObject({ checkpoint: { hash: checkpoint.hash } })
  })

  test('that is not one, or that the organization has not lived, is refused in words', async () => {
    now = Date.UTC(2027, 7, 20)
    const organization = await holdfast.organization({ credits: 0n })
    now = Date.UTC(2027, 8, 20)
    for (const [month, message] of [
      ['2027-13', 'month must be a year and a month, such as 2026-11'],
      ['2027-07', 'month must be 2027-08 or later: the organization was created in that month'],
      ['2027-10', 'month must be 2027-09 or earlier: that is the present month in UTC'],
    ] as const) {
      expect(await statementOf(organization, month)).toMatchObject({ message })
    }
  })
})

describe('the list', () => {
  test('goes back to the month in which the organization was created, page by page', async () => {
    now = Date.UTC(2027, 8, 30)
    const { owner, viewer } = await holdfast.organization({ credits: 10n })
    now = Date.UTC(2028, 0, 1)
    const months = async (args: string) => {
      const { data, errors } = await owner.send<{ organization: { statements: { month: string }[] } }, unknown>(
        `{ organization { statements${args} { month } } }`,
      )
      return data?.organization.statements?.map(({ month }) => month) ?? errors?.[0]?.message
    }
    expect(await months('')).toEqual(['2028-01', '2027-12', '2027-11', '2027-10', '2027-09'])
    expect(await months('(first: 2)')).toEqual(['2028-01', '2027-12'])
    expect(await months('(first: 2, before: "2027-10")')).toEqual(['2027-09'])
    expect(await months('(first: 25)')).toBe('first must be 1 to 24')
    expect(await months('(before: "soon")')).toBe('before must be a year and a month, such as 2026-11')
    const { data } = await viewer.send(
      '{ organization { statements { month } statement(month: "2027-12") { month } } }',
    )
    expect(data).toEqual({ organization: { statements: null, statement: null } })
  })
})

test('lots of a payment that came in two parts have each the receipt of their part', async () => {
  now = Date.UTC(2028, 0, 3, 10)
  const organization = await holdfast.organization({ credits: 0n })
  const price = { amount: 1_000, currency: 'EUR' }
  const custom = { title: '100 credits', credits: [{ creditType: 'music', credits: 100 }], price }
  const bought = { organizationId: organization.id, custom, provider: 'MANUAL' }
  const { payment } = await mutate<{ payment: { id: string } }>(
    holdfast.operator,
    'startPurchase',
    bought,
    'payment { id }',
  )
  const paymentId = payment.id
  await mutate(holdfast.operator, 'confirmManualPayment', { paymentId, received: { ...price, amount: 400 } })
  await mutate(holdfast.operator, 'settlePayment', { paymentId, reason: 'a part' })
  now = Date.UTC(2028, 0, 5, 11)
  await mutate(holdfast.operator, 'confirmManualPayment', { paymentId, received: price })
  const { links, payments } = await statementOf(organization, '2028-01')
  const [first, second] = payments.map(({ number }: { number: string }) => number)
  const page = await (await fetch(links.page)).text()
  const cells = [...page.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell),
  )
  expect(cells.filter((row) => row.length === 4 && row[1] === 'Top up').map((row) => row.slice(2))).toEqual([
    [first, '40'],
    [second, '60'],
  ])
})

test('a statement is a page without scripts, and a PDF', async () => {
  now = Date.UTC(2028, 1, 10)
  const organization = await holdfast.organization({ credits: 1_234n })
  await mutate(organization.owner, 'updateOrganization', { name: 'Müller <i>日本</i> € ü' })
  await sing(organization)
  const { links } = await statementOf(organization, '2028-02')
  const page = await fetch(links.page)
  const html = await page.text()
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  for (const text of [
    'Statement for February 2028',
    'Müller &lt;i&gt;日本&lt;/i&gt; € ü',
    '1,224',
    'has not ended',
    'MEMBER 2',
  ]) {
    expect(html).toContain(text)
  }
  const pdf = await fetch(links.pdf)
  expect([pdf.status, pdf.headers.get('content-type'), pdf.headers.get('content-disposition')]).toEqual([
    ...[200, 'application/pdf', 'inline; filename="statement-2028-02.pdf"'],
  ])
  const bytes = Buffer.from(await pdf.arrayBuffer())
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(bytes.length).toBeLessThan(100_000)
})
