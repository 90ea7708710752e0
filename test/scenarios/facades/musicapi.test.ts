// A client written for MusicAPI: https://docs.musicapi.ai (create-music, get-sonic-music, webhook-guide, get-credits), with its own
// examples. Its signed callbacks come to a local server, which verifies them as the guide says.

import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Callback, CallbackReceiver } from '../../support/callbackReceiver.ts'
import { Customer } from '../../support/customer.ts'
import { startTestHoldfast, type TestHoldfast } from '../../support/holdfast.ts'
import { CancelSubscription } from '../../support/operations.ts'
import { vendorClient } from '../../support/vendorClient.ts'

let holdfast: TestHoldfast
let receiver: CallbackReceiver
beforeAll(async () => {
  receiver = await CallbackReceiver.start()
  holdfast = await startTestHoldfast({ catalogue: 'musicapi', privateWebhooks: true })
})
afterAll(async () => {
  await holdfast.stop()
  receiver.stop()
})

async function subscriber(extra = 0) {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  await customer.subscribe('monthly')
  if (extra > 0) await customer.grant({ kind: 'EXTRA', credits: extra, creditType: 'music' })
  return { customer, ask: vendorClient(holdfast.holdfast.url, customer.organization.member.key, 'bearer') }
}

const SONG = {
  custom_mode: true,
  prompt: '[Verse]\nStars they shine above me\nMoonlight softly glows',
  title: 'Starts',
  tags: 'pop',
  mv: 'sonic-v4',
}

/** The check of the vendor's guide. */
function verify({ headers, raw }: Callback, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(`${headers['x-webhook-timestamp']}.${raw}`).digest('hex')
  return headers['x-webhook-signature'] === `sha256=${expected}`
}

test('get-credits shows the credits of the subscription and the extra credits', async () => {
  const { ask, customer } = await subscriber(50)
  expect((await ask('/api/v1/get-credits')).body).toEqual({ credits: 3_000, extra_credits: 50 })
  await customer.make('sonic', 'create')
  expect((await ask('/api/v1/get-credits')).body).toEqual({ credits: 3_000, extra_credits: 35 })
  // Extra credits need a subscription.
  await holdfast.operator.run(CancelSubscription, { input: { organizationId: customer.id } })
  await customer.wait('2027-02-01T00:00:00Z')
  expect((await ask('/api/v1/get-credits')).body).toEqual({ credits: 0, extra_credits: 0 })
})

test('music is created, the callback is signed with the caller’s secret, and the task has the same data', async () => {
  const { ask } = await subscriber()
  const secrets = { webhook_url: receiver.urlOf('/music-callback'), webhook_secret: 'your-secret-key' }
  const created = await ask('/api/v1/sonic/create', { method: 'POST', body: { ...SONG, ...secrets } })
  expect(created).toMatchObject({ status: 200, body: { message: 'success', task_id: expect.any(String) } })
  const { task_id } = created.body
  const before = await ask(`/api/v1/sonic/task/${task_id}`)
  expect(before.body).toMatchObject({ code: 200, data: [{ state: expect.stringMatching(/pending|running/) }] })

  const [streaming, callback] = await receiver.at('/music-callback', 2)
  if (!callback || !streaming) throw new Error('a callback is missing')
  expect(verify(streaming, 'your-secret-key')).toBe(true)
  expect(streaming.headers['x-webhook-event']).toBe('song.streaming')
  expect(streaming.body).toMatchObject({
    event: 'song.streaming',
    task_id,
    data: [{ state: 'streaming', title: 'Starts' }],
  })
  expect(streaming.headers['x-webhook-id']).not.toBe(callback.headers['x-webhook-id'])
  expect(verify(callback, 'your-secret-key')).toBe(true)
  expect(verify(callback, 'another')).toBe(false)
  expect(callback.headers).toMatchObject({
    'x-webhook-event': 'song.completed',
    'x-webhook-id': expect.any(String),
    'content-type': 'application/json',
  })
  expect(callback.headers['idempotency-key']).toBe(callback.headers['x-webhook-id'])
  const clip = {
    clip_id: expect.any(String),
    state: 'succeeded',
    title: 'Starts',
    tags: 'pop',
    lyrics: SONG.prompt,
    audio_url: expect.stringMatching(/^http/),
    mv: 'sonic-v4',
  }
  const told = { code: 200, message: 'success', task_id, platform: 'sonic', event: 'song.completed', data: [clip] }
  expect(callback.body).toMatchObject(told)
  const after = (await ask(`/api/v1/sonic/task/${task_id}`)).body
  expect(after).toMatchObject({ code: 200, message: 'success', data: [clip] })
  expect((await fetch(after.data[0].audio_url)).status).toBe(200)

  // The secret is nowhere in the task.
  const { data } = await holdfast.operator.send(`{ node(id: "${task_id}") { ... on Task { input } } }`)
  expect(JSON.stringify(data)).toContain('Moonlight')
  expect(JSON.stringify(data)).not.toContain('your-secret-key')
})

test('a failure comes as song.failed; without a secret of its own it is not signed', async () => {
  const { ask } = await subscriber()
  const body = {
    custom_mode: false,
    gpt_description_prompt: 'An upbeat summer pop song',
    mv: 'sonic-v4-5',
    webhook_url: receiver.urlOf('/failed'),
    sandbox: { outcome: 'FAILED', durationMs: 0 },
  }
  const { task_id } = (await ask('/api/v1/sonic/create', { method: 'POST', body })).body
  const [callback] = await receiver.at('/failed')
  expect(callback?.headers['x-webhook-event']).toBe('song.failed')
  expect(callback?.headers['x-webhook-signature']).toBeUndefined()
  const message = 'The sandbox was asked to fail this task.'
  expect(callback?.body).toMatchObject({ code: 500, data: [], task_id, message, event: 'song.failed' })
  expect((await ask(`/api/v1/sonic/task/${task_id}`)).body).toMatchObject({ data: [{ state: 'failed' }], message })
  expect((await ask('/api/v1/get-credits')).body).toEqual({ credits: 3_000, extra_credits: 0 })
})

test.each([
  [{ task_type: 'create_music' }, 15],
  [{ task_type: 'extend_music', continue_clip_id: 'c', continue_at: 30 }, 15],
  [{ task_type: 'cover_upload_music', continue_clip_id: 'c' }, 15],
  [{ task_type: 'persona_music', persona_id: 'p' }, 15],
  [{ task_type: 'concat_music', continue_clip_id: 'c' }, 2],
])('%o costs %i', async (asked, credits) => {
  const { ask } = await subscriber()
  const body = { ...SONG, ...asked, sandbox: { outcome: 'STUCK' } }
  expect((await ask('/api/v1/sonic/create', { method: 'POST', body })).body.message).toBe('success')
  expect((await ask('/api/v1/get-credits')).body).toEqual({ credits: 3_000 - credits, extra_credits: 0 })
})

test('stems are made, and Nuro answers in its own shape', async () => {
  const { ask } = await subscriber()
  for (const [path, credits] of [
    ['/api/v1/sonic/stems/basic', 2_985],
    ['/api/v1/sonic/stems/full', 2_910],
  ] as const) {
    const body = { clip_id: '8ce9770b-ec3b-4029-a3e3-4b8db20da7d1', sandbox: { outcome: 'STUCK' } }
    expect((await ask(path, { method: 'POST', body })).body.message).toBe('success')
    expect((await ask('/api/v1/get-credits')).body.credits).toBe(credits)
  }
  const body = { type: 'bgm', description: 'cinematic background score', duration: 60, sandbox: { durationMs: 0 } }
  const { task_id } = (await ask('/api/v1/nuro/create', { method: 'POST', body })).body
  const task = `/api/v1/nuro/task/${task_id}`
  await expect.poll(async () => (await ask(task)).body.status).toBe('succeeded')
  expect((await ask(task)).body).toMatchObject({ task_id, progress: 100, audio_url: expect.stringMatching(/^http/) })
})

test('errors have the documented messages', async () => {
  const { ask } = await subscriber()
  const create = (body: object) => ask('/api/v1/sonic/create', { method: 'POST', body: { ...SONG, ...body } })
  for (const [body, message] of [
    [{ custom_mode: 'true' }, "The 'custom_mode' field should be boolean."],
    [{ make_instrumental: 'no' }, "The 'make_instrumental' field should be boolean."],
    [{ mv: '' }, "The 'mv' field is invalid."],
    [{ task_type: 'persona_music' }, "The 'persona_id' field is required when task_type = persona_music."],
    [{ title: 'x'.repeat(81) }, 'The title character length should be less than 80.'],
    [{ tags: 'x'.repeat(201) }, 'The tags character length should be less than 200.'],
    [{ title: 5 }, "The 'title' field should be a string."],
    [{ task_type: 'dance' }, "The 'task_type' field is invalid."],
  ] as const) {
    expect(await create(body)).toMatchObject({ status: 400, body: { code: 400, message } })
  }
  expect(await create({ webhook_url: receiver.urlOf('/x'), webhook_secret: 's'.repeat(501) })).toMatchObject({
    status: 400,
  })
  expect(await ask('/api/v1/get-credits', { key: null })).toMatchObject({ status: 401, body: { code: 401 } })
  expect(await ask('/api/v1/studio/create', { method: 'POST', body: {} })).toMatchObject({
    status: 410,
    body: { message: expect.stringContaining('Use sonic or riffusion.') },
  })
  const poor = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  const key = poor.organization.member.key ?? ''
  expect(await ask('/api/v1/sonic/create', { method: 'POST', body: SONG, key })).toMatchObject({
    status: 403,
    body: { code: 403, message: expect.stringContaining('15 short') },
  })
  expect((await ask('/api/v1/get-credits')).body).toEqual({ credits: 3_000, extra_credits: 0 })
})
