// Endpoints that answer with the result of their task: what comes of a failure, of a task that takes too long, and of a client that
// has gone.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { FACADES } from '../../../src/facades/definition.ts'
import { Customer } from '../../support/customer.ts'
import { startTestHoldfast, type TestHoldfast } from '../../support/holdfast.ts'
import { SetFacade, SetSpendingPolicy } from '../../support/operations.ts'
import { vendorClient } from '../../support/vendorClient.ts'

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ catalogue: 'musicapi' })
})
afterAll(() => holdfast.stop())

const STUCK = { description: 'a song about sky', sandbox: { outcome: 'STUCK' } }
const PATH = '/api/v1/sonic/lyrics'

async function subscriber() {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  await customer.subscribe('monthly')
  const ask = vendorClient(holdfast.holdfast.url, customer.organization.member.key, 'bearer')
  const lyrics = (body: object) => ask(PATH, { method: 'POST', body })
  return { customer, lyrics }
}

/** MusicAPI's façade, whose answers wait for so many seconds. */
async function waitFor(waitSeconds: number) {
  const musicapi = FACADES.musicapi as { endpoints: { waitSeconds?: number }[] }
  const endpoints = musicapi.endpoints.map((each) => (each.waitSeconds ? { ...each, waitSeconds } : each))
  const input = { source: { document: { ...musicapi, endpoints } } }
  const { setFacade } = await holdfast.operator.run(SetFacade, { input })
  expect(setFacade?.__typename).toBe('SetFacadeSuccess')
}

const FREE = { available: 100, frozen: 0, spent: 0 }

test('a task that fails is answered with its reason, and costs nothing', async () => {
  const { customer, lyrics } = await subscriber()
  const body = { description: 'a song about sky', sandbox: { outcome: 'FAILED', durationMs: 0 } }
  expect(await lyrics(body)).toMatchObject({
    status: 500,
    body: { code: 500, message: 'The sandbox was asked to fail this task.' },
  })
  expect(await customer.pool('lyrics')).toMatchObject(FREE)
})

test('a task that has not ended in time is canceled, and costs nothing', async () => {
  const { customer, lyrics } = await subscriber()
  await waitFor(1)
  expect(await lyrics(STUCK)).toMatchObject({
    status: 500,
    body: { message: 'It has taken longer than 1 seconds. It was canceled, and costs nothing.' },
  })
  expect(await customer.pool('lyrics')).toMatchObject(FREE)
})

test('a task whose client has gone is canceled, and costs nothing', async () => {
  const { customer } = await subscriber()
  await waitFor(60)
  const leaving = new AbortController()
  const request = fetch(`${holdfast.holdfast.url}${PATH}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${customer.organization.member.key}`, 'content-type': 'application/json' },
    body: JSON.stringify(STUCK),
    signal: leaving.signal,
  })
  await expect.poll(() => customer.pool('lyrics')).toMatchObject({ frozen: 10 })
  leaving.abort()
  await expect(request).rejects.toThrow()
  await expect.poll(() => customer.pool('lyrics')).toMatchObject(FREE)
})

test('at most 20 requests of one key wait at a time', async () => {
  const [{ customer, lyrics }, other] = [await subscriber(), await subscriber()]
  await customer.grant({ credits: 500, creditType: 'lyrics', kind: 'EXTRA' })
  await waitFor(2)
  const answers = await Promise.all(Array.from({ length: 25 }, () => lyrics(STUCK)))
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(5)
  expect(answers.filter(({ status }) => status === 500)).toHaveLength(20)
  expect((await other.lyrics({ description: 'rain', sandbox: { durationMs: 0 } })).status).toBe(200)
})

test('a task that an admin must approve first is not waited for', async () => {
  const { customer, lyrics } = await subscriber()
  await waitFor(300)
  await customer.organization.admin.run(SetSpendingPolicy, { input: { approvalAbove: 5 } })
  expect(await lyrics(STUCK)).toMatchObject({ status: 500 })
  expect(await customer.pool('lyrics')).toMatchObject(FREE)
})
