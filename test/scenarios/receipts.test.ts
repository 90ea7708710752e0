// Receipts for payments and credit notes: their numbers, what they say, and that they stay as they are.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ payments: { manual: true, sandbox: true } })
})
afterAll(() => holdfast.stop())

const usd = (amount: number) => ({ amount, currency: 'USD' })

const RECEIPTS = `receipts { kind number title total { amount currency } tax { amount } issuedAt
  buyer { name address taxId email } seller { name address } links { page pdf expiresAt } }`

interface Receipt {
  readonly kind: string
  readonly number: string
  readonly total: { readonly amount: number }
  readonly buyer: { readonly name: string } | null
  readonly seller: { readonly name: string } | null
  readonly links: { readonly page: string; readonly pdf: string }
}
type Made = { readonly payment: { readonly id: string; readonly receipts: readonly Receipt[] } }

async function pay({ id: organizationId }: TestOrganization, amount: number, received = amount) {
  const custom = { title: 'Credits', credits: [{ creditType: 'music', credits: amount }], price: usd(amount) }
  const { payment } = await mutate<Made>(
    holdfast.operator,
    'startPurchase',
    { organizationId, custom, provider: 'MANUAL' },
    'payment { id }',
  )
  return change('confirmManualPayment', { paymentId: payment.id, received: usd(received) })
}

async function change(name: string, input: object) {
  const made = await mutate<Made>(holdfast.operator, name, { ...input }, `payment { id ${RECEIPTS} }`)
  if (!made.payment) throw new Error(JSON.stringify(made))
  return made.payment
}

const numbersOf = ({ receipts }: Made['payment']) => receipts.map(({ number }) => number)
const numberIn = (receipt: Receipt | undefined) => Number(receipt?.number.split('-').at(-1))

describe('numbers', () => {
  test('receipts of all organizations are one series without gaps, however many are paid at a time', async () => {
    const organizations = await Promise.all([1, 2, 3].map(() => holdfast.organization({ credits: 0n })))
    const payments = await Promise.all(
      organizations.flatMap((each) => [100, 200, 300, 400].map((amount) => pay(each, amount))),
    )
    const numbers = payments.flatMap(({ receipts }) => receipts.map(numberIn)).toSorted((one, other) => one - other)
    expect(numbers).toHaveLength(12)
    expect(numbers.map((number) => number - (numbers[0] ?? 0))).toEqual([...numbers.keys()])
  })

  test('a repetition of what a provider said has no second receipt', async () => {
    const payment = await pay(await holdfast.organization({ credits: 0n }), 500)
    const again = await change('confirmManualPayment', { paymentId: payment.id, received: usd(500) })
    expect(numbersOf(again)).toEqual(numbersOf(payment))
  })

  test('what moves no money has numbers of its own', async () => {
    const before = await pay(await holdfast.organization({ credits: 0n }), 100)
    const test = await pay(await holdfast.organization({ credits: 0n, mode: 'SANDBOX' }), 100)
    const after = await pay(await holdfast.organization({ credits: 0n }), 100)
    expect(numbersOf(test)[0]).toMatch(/^TEST-R-\d+$/)
    expect(numberIn(after.receipts[0])).toBe(numberIn(before.receipts[0]) + 1)
  })
})

describe('money', () => {
  test('what is paid in part is received once it is accepted, and the rest as it comes', async () => {
    const payment = await pay(await holdfast.organization({ credits: 0n }), 1_000, 400)
    expect(payment.receipts).toEqual([])
    const part = await change('settlePayment', { paymentId: payment.id, reason: 'a part' })
    expect(part.receipts.map(({ total }) => total.amount)).toEqual([400])
    const whole = await change('confirmManualPayment', { paymentId: payment.id, received: usd(1_000) })
    expect(whole.receipts.map(({ kind, total }) => [kind, total.amount])).toEqual([
      ['RECEIPT', 400],
      ['RECEIPT', 600],
    ])
  })

  test('money that is given back has credit notes, and the receipt stays as it was', async () => {
    const payment = await pay(await holdfast.organization({ credits: 0n }), 1_000)
    await change('refundPayment', { paymentId: payment.id, money: usd(300), reason: 'a part' })
    const { receipts } = await change('refundPayment', { paymentId: payment.id, reason: 'all' })
    expect(receipts.map(({ kind, total }) => [kind, total.amount])).toEqual([
      ['RECEIPT', 1_000],
      ['CREDIT_NOTE', 300],
      ['CREDIT_NOTE', 700],
    ])
    expect(numberIn(receipts[2])).toBe(numberIn(receipts[1]) + 1)
    const { links: _then, ...receipt } = payment.receipts[0] as Receipt
    const { links: _now, ...same } = receipts[0] as Receipt
    expect(same).toEqual(receipt)
  })

  test('too much that is given back has no credit note, because it has no receipt', async () => {
    const payment = await pay(await holdfast.organization({ credits: 0n }), 1_000, 1_500)
    const { receipts } = await change('refundPayment', { paymentId: payment.id, money: usd(500), reason: 'too much' })
    expect(receipts.map(({ kind, total }) => [kind, total.amount])).toEqual([['RECEIPT', 1_000]])
  })
})

describe('billing details', () => {
  test('the bank account of the platform is read by those who pay, and an IBAN with a typing error is refused', async () => {
    const { owner, member } = await holdfast.organization({ credits: 0n })
    const seller = { name: 'Platform AG', address: 'Bahnhofstrasse 1' }
    const set = (bankAccount: string | null) =>
      mutate<{ message?: string }>(
        holdfast.operator,
        'setSellerDetails',
        { ...seller, bankAccount },
        'billingDetails { bankAccount }',
      )
    const account = 'IBAN DE89 3704 0044 0532 0130 00\nBIC COBADEFFXXX\nCommerzbank'
    expect(await set(account)).toMatchObject({ billingDetails: { bankAccount: account } })
    const whom = '{ organization { seller { bankAccount } billingDetails { bankAccount } } }'
    const read = { organization: { seller: { bankAccount: account }, billingDetails: null } }
    expect((await owner.send(whom)).data).toEqual(read)
    expect((await member.send(whom)).data).toEqual({ organization: { seller: null, billingDetails: null } })
    expect(await set('iban: de89 3704 0044 0532 0130 10\nBIC COBADEFFXXX')).toMatchObject({
      message:
        'bankAccount must have right IBANs, each in a line of its own: the check digits of "iban: de89 3704 0044 0532 0130 10" don’t fit',
    })
    expect((await owner.send(whom)).data).toEqual(read)
    // An account in the USA has no IBAN.
    expect(await set('Routing 021000021\nAccount 1234567890')).not.toHaveProperty('message')
    expect(await set(null)).toMatchObject({ billingDetails: { bankAccount: null } })
  })

  test('a receipt has the details of its time, whatever is set later', async () => {
    const organization = await holdfast.organization({ credits: 0n })
    const { owner, member } = organization
    const details = {
      name: 'Müller & Söhne',
      address: 'Weg 1\n10115 Berlin',
      taxId: 'DE123456789',
      email: 'a@b.example',
    }
    const set = await mutate<{ billingDetails: object }>(owner, 'setBillingDetails', details, 'billingDetails { name }')
    expect(set).toMatchObject({ billingDetails: { name: details.name } })
    const seller = { name: 'Platform AG', address: 'Bahnhofstrasse 1\n8001 Zürich' }
    await mutate(holdfast.operator, 'setSellerDetails', seller)
    const payment = await pay(organization, 700)
    await mutate(owner, 'setBillingDetails', { name: 'Other', address: 'Elsewhere' })
    await mutate(holdfast.operator, 'setSellerDetails', { name: 'Later AG', address: 'Elsewhere' })
    const { receipts } = await change('confirmManualPayment', { paymentId: payment.id, received: usd(700) })
    expect(receipts).toMatchObject([{ buyer: details, seller }])
    const read = await holdfast.operator.send('{ sellerDetails { name address taxId } }')
    expect(read.data).toEqual({ sellerDetails: { name: 'Later AG', address: 'Elsewhere', taxId: null } })
    const whom = '{ organization { seller { name } } }'
    expect((await owner.send(whom)).data).toEqual({ organization: { seller: { name: 'Later AG' } } })
    expect((await member.send(whom)).data).toEqual({ organization: { seller: null } })
    await expect(mutate(member, 'setBillingDetails', details)).rejects.toThrow('FORBIDDEN')
    const { data } = await member.send('{ organization { billingDetails { name } } }')
    expect(data).toEqual({ organization: { billingDetails: null } })
  })

  test('the same details again make no new version, and each change is in the audit log', async () => {
    const { owner, uuid } = await holdfast.organization({ credits: 0n })
    for (const name of ['A', 'A', 'B']) await mutate(owner, 'setBillingDetails', { name, address: 'Street' })
    const { rows } = await run(holdfast.database.url, (client) =>
      client.query(`SELECT version FROM billing_details WHERE organization_id = '${uuid}' ORDER BY 1`),
    )
    expect(rows).toEqual([{ version: 1 }, { version: 2 }])
    const { data } = await owner.send('{ organization { audit(first: 10) { edges { node { action } } } } }')
    const actions = (data as { organization: { audit: { edges: { node: { action: string } }[] } } }).organization.audit
      .edges
    expect(actions.filter(({ node: { action } }) => action === 'setBillingDetails')).toHaveLength(2)
  })

  test('what is wrong with them is said', async () => {
    const { owner } = await holdfast.organization({ credits: 0n })
    const wrong = await mutate(owner, 'setBillingDetails', { name: '', address: 'x'.repeat(501), email: 'nobody' })
    expect(wrong).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('address must have at most 500'),
    })
    expect(wrong.message).toContain('email must be an email address, such as ada@example.com')
  })
})

describe('what changes later', () => {
  test('a receipt without billing details keeps the name, the time zone, the reference and the dispute of its time', async () => {
    const organization = await holdfast.organization({ credits: 0n })
    const custom = { title: 'Credits', credits: [{ creditType: 'music', credits: 10 }], price: usd(1_000) }
    const bought = { organizationId: organization.id, custom, provider: 'MANUAL' }
    const { payment } = await mutate<Made>(holdfast.operator, 'startPurchase', bought, 'payment { id }')
    const paymentId = payment.id
    const paid = await change('confirmManualPayment', { paymentId, received: usd(1_000), reference: 'TRANSFER-1' })
    const note = await change('refundPayment', { paymentId, money: usd(100), reason: 'a part' })
    const texts = async ({ receipts }: Made['payment']) =>
      Promise.all(receipts.map(async ({ links }) => (await fetch(links.page)).text()))
    const before = await texts(note)
    const { prisma } = holdfast.holdfast.app
    const where = { organizationId: organization.uuid }
    await prisma.organization.update({
      where: { id: organization.uuid },
      data: { name: 'Renamed', timeZone: 'Asia/Tokyo' },
    })
    await prisma.payment.updateMany({ where, data: { reference: 'TRANSFER-2', dispute: 'LOST' } })
    const after = await texts(note)
    expect(after).toEqual(before)
    for (const page of after) {
      expect(page).toContain('Test Records')
      expect(page).toContain('TRANSFER-1')
      expect(page).not.toContain('dispute')
    }
    const { data } = await holdfast.operator.send(
      `{ receipts(first: 5, filter: { organizationId: "${organization.id}" }) { edges { node {
        number organizationName timeZone reference isOfDispute payment { id } } } } }`,
    )
    const said = { organizationName: 'Test Records', timeZone: 'UTC', reference: 'TRANSFER-1', isOfDispute: false }
    const numbers = note.receipts.map(({ number }) => number).toReversed()
    expect(data).toEqual({
      receipts: { edges: numbers.map((number) => ({ node: { number, ...said, payment: { id: paymentId } } })) },
    })
    expect(paid.receipts).toHaveLength(1)
    await prisma.payment.updateMany({ where, data: { reference: 'TRANSFER-1', dispute: null } })
  })

  test('the platform lists receipts of all organizations, by kind and by time, and nobody else does', async () => {
    const { id, owner } = await holdfast.organization({ credits: 0n })
    const from = new Date().toISOString()
    const payment = await pay({ id, owner } as TestOrganization, 700)
    await change('refundPayment', { paymentId: payment.id, reason: 'all' })
    const list = async (filter: string) => {
      const { data } = await holdfast.operator.send<{ receipts: { edges: { node: Receipt }[] } }, unknown>(
        `{ receipts(filter: { organizationId: "${id}", ${filter} }) { edges { node { kind total { amount } } } } }`,
      )
      return data?.receipts.edges.map(({ node }) => [node.kind, node.total.amount])
    }
    expect(await list(`from: "${from}"`)).toEqual([
      ['CREDIT_NOTE', 700],
      ['RECEIPT', 700],
    ])
    expect(await list('kind: CREDIT_NOTE')).toEqual([['CREDIT_NOTE', 700]])
    expect(await list(`until: "${from}"`)).toEqual([])
    const { errors } = await owner.send('{ receipts(first: 1) { edges { node { number } } } }')
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })
})

describe('pages', () => {
  test('a link shows the receipt as a page and as a PDF, and neither can load anything', async () => {
    const organization = await holdfast.organization({ credits: 0n })
    await mutate(organization.owner, 'setBillingDetails', { name: '<b>Müller</b> 日本', address: 'Weg 1' })
    const payment = await pay(organization, 1_900)
    const { links, number } = payment.receipts[0] as Receipt
    const page = await fetch(links.page)
    const html = await page.text()
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/)
    expect(html).toContain(`Receipt ${number}`)
    expect(html).toContain('&lt;b&gt;Müller&lt;/b&gt; 日本')
    expect(html).toContain('19.00 USD')
    const pdf = await fetch(links.pdf)
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect((await fetch(links.pdf.replace('pdf', 'doc'))).status).toBe(400)
    expect((await fetch(`${links.page}x`)).status).toBe(404)
  })

  test('a link ends with the key that asked for it', async () => {
    const organization = await holdfast.organization({ credits: 0n })
    const payment = await pay(organization, 100)
    const made = await mutate<{ apiKey: { id: string }; secret: string }>(
      organization.owner,
      'createApiKey',
      { name: 'for a link', scopes: ['READ'] },
      'apiKey { id } secret',
    )
    const { data } = await holdfast
      .client(made.secret)
      .send<{ payment: Made['payment'] }, unknown>(`{ payment(id: "${payment.id}") { ${RECEIPTS} } }`)
    const page = data?.payment.receipts[0]?.links.page ?? ''
    expect((await fetch(page)).status).toBe(200)
    await mutate(organization.owner, 'revokeApiKey', { apiKeyId: made.apiKey.id })
    expect((await fetch(page)).status).toBe(404)
  })
})

test('a receipt can’t be changed in the database either', async () => {
  await pay(await holdfast.organization({ credits: 0n }), 100)
  const change = 'UPDATE receipt SET amount = amount + 1'
  await expect(run(holdfast.database.url, (client) => client.query(change))).rejects.toThrow('never changed')
})
