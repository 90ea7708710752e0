// sunoapi.org: its balance and its codes.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Customer } from '../../support/customer.ts'
import { startTestHoldfast, type TestHoldfast } from '../../support/holdfast.ts'
import { SetMaintenance } from '../../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ catalogue: 'sunoapi' })
})
afterAll(() => holdfast.stop())

async function customerWith(credits: number) {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  if (credits > 0) await customer.grant({ credits })
  const headers = { authorization: `Bearer ${customer.organization.member.key}`, 'content-type': 'application/json' }
  return {
    customer,
    credit: () => customer.call('/api/v1/generate/credit', { headers }),
    generate: (body: unknown) =>
      customer.call('/api/v1/generate', { headers, method: 'POST', body: JSON.stringify(body) }),
    headers,
  }
}

test('the credits have the format of the original API', async () => {
  const { credit, generate, customer } = await customerWith(112)
  const submitted = await generate({ prompt: 'rain on a tin roof', sandbox: { outcome: 'STUCK' } })
  expect(submitted.text).toMatch(/^\{"code":200,"msg":"success","data":\{"taskId":"task_[\w-]+"\}\}$/)
  expect(await credit()).toEqual({ status: 200, text: '{"code":200,"msg":"success","data":100}' })
  expect(await customer.pool()).toMatchObject({ available: 100, frozen: 12 })
})

test('every error code of the original API is answered', async () => {
  const { credit, generate, customer, headers } = await customerWith(20)
  // The code is in the body alone: https://docs.sunoapi.org
  const code = ({ status, text }: { status: number; text: string }) => {
    expect(status).toBe(200)
    return JSON.parse(text).code
  }
  expect(code(await customer.call('/api/v1/generate/credit'))).toBe(401)
  expect(code(await customer.call('/api/v1/generate/credit', { headers, method: 'DELETE' }))).toBe(404)
  expect(code(await customer.call('/api/v1/nothing', { headers }))).toBe(404)
  expect(code(await customer.call('/api/v1/constructor', { headers }))).toBe(404)
  expect(code(await generate(['no object']))).toBe(400)
  expect(code(await customer.call('/api/v1/generate', { headers, method: 'POST', body: '{' }))).toBe(400)
  expect(code(await generate({ prompt: 5 }))).toBe(400)
  expect(code(await generate({ prompt: 'la '.repeat(1_001) }))).toBe(413)
  expect(code(await generate({ prompt: 'la' }))).toBe(200)
  expect(code(await generate({ prompt: 'la' }))).toBe(429)
  await holdfast.operator.run(SetMaintenance, { input: { organizationId: customer.id, reason: 'The vault is wet.' } })
  expect(code(await generate({ prompt: 'la' }))).toBe(455)
  expect(code(await credit())).toBe(200)
  const viewer = { ...headers, authorization: `Bearer ${customer.organization.viewer.key}` }
  const asViewer = await customer.call('/api/v1/generate', { headers: viewer, method: 'POST', body: '{}' })
  expect(code(asViewer)).toBe(401)
})

test('too many calls with one key are refused, while those of another key are not', async () => {
  const [busy, other] = [await customerWith(1), await customerWith(1)]
  const answers = await Promise.all(Array.from({ length: 25 }, () => busy.credit()))
  const codes = answers.map(({ text }) => JSON.parse(text).code)
  expect(codes.filter((code) => code === 200)).toHaveLength(20)
  expect(codes.filter((code) => code === 430)).toHaveLength(5)
  expect(JSON.parse((await other.credit()).text)).toMatchObject({ code: 200 })
})

test('music, lyrics, WAV, vocal removal and video use credits', async () => {
  const { customer } = await customerWith(100)
  for (const operation of ['music', 'lyrics', 'wav', 'vocal-removal', 'video']) await customer.make('suno', operation)
  expect(await customer.pool()).toMatchObject({ available: 100 - 12 - 1 - 1 - 10 - 2 })
})

test('a callback goes to no private address, and a member sees no task of another member', async () => {
  const { generate, customer } = await customerWith(12)
  for (const callBackUrl of ['https://127.0.0.1/hook', 'https://169.254.169.254/', 'http://example.com/hook']) {
    expect(JSON.parse((await generate({ prompt: 'la', callBackUrl })).text)).toMatchObject({
      code: 400,
      msg: expect.stringMatching(/^callBackUrl must/),
    })
  }
  const { taskId } = JSON.parse((await generate({ prompt: 'la', sandbox: { outcome: 'STUCK' } })).text).data
  const codeFor = async (key: string | undefined | null) => {
    const headers = { authorization: `Bearer ${key}` }
    return JSON.parse((await customer.call(`/api/v1/generate/record-info?taskId=${taskId}`, { headers })).text).code
  }
  const { member, otherMember, admin } = customer.organization
  expect([await codeFor(member.key), await codeFor(otherMember.key), await codeFor(admin.key)]).toEqual([200, 400, 200])
})
