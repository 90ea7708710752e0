// A client written for AIMusicAPI: https://docs.aimusicapi.ai, with its own examples, and the balance as RapperRok's client reads it.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { CallbackReceiver } from '../../support/callbackReceiver.ts'
import { Customer } from '../../support/customer.ts'
import { startTestHoldfast, type TestHoldfast } from '../../support/holdfast.ts'
import { CancelSubscription } from '../../support/operations.ts'
import { vendorClient } from '../../support/vendorClient.ts'

let holdfast: TestHoldfast
let receiver: CallbackReceiver
beforeAll(async () => {
  receiver = await CallbackReceiver.start()
  holdfast = await startTestHoldfast({ catalogue: 'aimusicapi', privateWebhooks: true })
})
afterAll(async () => {
  await holdfast.stop()
  receiver.stop()
})

async function subscriber() {
  const customer = await Customer.at(holdfast, '2027-01-15T08:00:00Z')
  await customer.subscribe('monthly')
  return { customer, ask: vendorClient(holdfast.holdfast.url, customer.organization.member.key, 'bearer') }
}

test('the balance has the extra credits, the total, what is used, and the date of the renewal', async () => {
  const { ask, customer } = await subscriber()
  await customer.grant({ kind: 'EXTRA', credits: 200 })
  for (let i = 0; i < 25; i++) await customer.make('suno-v4', 'create')
  const balance = {
    credits: 750,
    extra_credits: 200,
    reset_date: '2027-02-15T08:00:00.000Z',
    available: 950,
    total: 1_200,
    used: 250,
    subscription: { tier: 'monthly', monthly_credits: 1_000, renewal_date: '2027-02-15' },
  }
  expect((await ask('/api/v1/get-credits')).body).toEqual(balance)
  expect((await ask('/v1/credits')).body).toEqual(balance)
  await holdfast.operator.run(CancelSubscription, { input: { organizationId: customer.id } })
  expect((await ask('/v1/credits')).body).toMatchObject({ reset_date: null, subscription: { renewal_date: null } })
})

test('without a subscription there is no renewal', async () => {
  const customer = await Customer.at(holdfast, '2027-01-15T08:00:00Z')
  await customer.grant({ credits: 30 })
  const ask = vendorClient(holdfast.holdfast.url, customer.organization.member.key, 'bearer')
  expect((await ask('/api/v1/get-credits')).body).toEqual({
    credits: 30,
    extra_credits: 0,
    reset_date: null,
    available: 30,
    total: 30,
    used: 0,
    subscription: null,
  })
})

test('Producer makes a song, and the poll has the documented shape', async () => {
  const { ask } = await subscriber()
  const body = {
    task_type: 'create_music',
    sound: 'ambient electronic atmosphere',
    title: 'Back to You',
    webhook_url: receiver.urlOf('/producer'),
    webhook_secret: 'shared',
  }
  const created = await ask('/api/v1/producer/create', { method: 'POST', body })
  expect(created.body).toEqual({ message: 'success', task_id: expect.any(String) })
  const { task_id } = created.body
  expect((await ask(`/api/v1/producer/task/${task_id}`)).body).toMatchObject({
    code: 200,
    status: expect.stringMatching(/PENDING|RUNNING/),
  })
  const [callback] = await receiver.at('/producer')
  expect(callback?.headers['x-webhook-signature']).toMatch(/^sha256=[0-9a-f]{64}$/)
  expect(callback?.body).toMatchObject({ task_id, platform: 'producer', event: 'song.completed' })
  expect((await ask(`/api/v1/producer/task/${task_id}`)).body).toMatchObject({
    code: 200,
    status: 'SUCCESS',
    message: 'success',
    data: [{ clip_id: expect.any(String), title: 'Back to You', audio_url: expect.stringMatching(/^http/) }],
  })
  const retired = await ask('/api/v1/producer/create', { method: 'POST', body: { ...body, task_type: 'extend_music' } })
  expect(retired).toMatchObject({ status: 410, body: { code: 410 } })
})

test('Sonic makes songs, and too few credits are 402', async () => {
  const { ask } = await subscriber()
  const song = {
    task_type: 'create_music',
    custom_mode: false,
    mv: 'sonic-v5',
    gpt_description_prompt: 'A happy pop song',
  }
  const body = { ...song, sandbox: { outcome: 'STUCK' } }
  for (const path of ['/api/v1/sonic', '/api/v1/suno']) {
    const { task_id } = (await ask(`${path}/create`, { method: 'POST', body })).body
    expect((await ask(`${path}/task/${task_id}`)).body).toMatchObject({ code: 200, data: [{ mv: 'sonic-v5' }] })
  }
  expect((await ask('/v1/credits')).body.available).toBe(980)
  const poor = await Customer.at(holdfast, '2027-01-15T08:00:00Z')
  const refused = await ask('/api/v1/sonic/create', { method: 'POST', body, key: poor.organization.member.key ?? '' })
  expect(refused).toMatchObject({ status: 402, body: { code: 402, message: expect.stringContaining('10 short') } })
})
