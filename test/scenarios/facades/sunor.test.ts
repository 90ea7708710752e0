// A client written for sunor: https://docs.sunor.cc/api-reference, /errors and /rate-limits, with its own examples.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Customer } from '../../support/customer.ts'
import { startTestHoldfast, type TestHoldfast } from '../../support/holdfast.ts'
import { SetMaintenance } from '../../support/operations.ts'
import { vendorClient } from '../../support/vendorClient.ts'

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ catalogue: 'sunor' })
})
afterAll(() => holdfast.stop())

async function customerWith(credits: number) {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  if (credits > 0) await customer.grant({ kind: 'TOP_UP', credits })
  const ask = vendorClient(holdfast.holdfast.url, customer.organization.member.key, 'x-api-key')
  return { customer, ask }
}

const SONG = {
  model: 'suno',
  task_type: 'music',
  input: { gpt_description_prompt: 'A happy pop song about summer', prompt: 'A happy pop song about summer' },
}

test('a task is created, polled until it has succeeded, and paid for', async () => {
  const { ask } = await customerWith(960)
  const created = await ask('/api/v1/task', { method: 'POST', body: SONG })
  expect(created.status).toBe(202)
  expect(created.body).toEqual({
    code: 202,
    data: {
      task_id: expect.stringMatching(/^task_/),
      type: 'music',
      status: 'pending',
      credits_charged: 10,
      created_at: '2027-01-01T00:00:00.000Z',
    },
  })
  expect((await ask('/api/v1/account/balance')).body).toEqual({
    code: 200,
    data: { available: 950, frozen: 10, total: 960 },
  })
  const task = `/api/v1/task/${created.body.data.task_id}`
  await expect.poll(async () => (await ask(task)).body.data.status, { interval: 500 }).toBe('success')
  const { data } = (await ask(task)).body
  expect(data).toMatchObject({ model: 'suno', type: 'music', credits_cost: 10, input: SONG.input, error: null })
  expect(data.output).toMatchObject({ status: 'completed', progress: '100%', fail_reason: '' })
  const audio = await fetch(data.output.result[0].audio_url)
  expect(audio.headers.get('content-type')).toBe('audio/wav')
  expect((await ask('/api/v1/account/balance')).body.data).toEqual({ available: 950, frozen: 0, total: 950 })
  expect((await ask('/api/v1/account/usage')).body).toEqual({
    code: 200,
    data: { tasks_created: 1, credits_used: 10, credits_topped_up: 960 },
  })
})

test('a task that fails costs nothing and shows the reason', async () => {
  const { ask } = await customerWith(10)
  const body = { ...SONG, input: { ...SONG.input, sandbox: { outcome: 'FAILED', durationMs: 0 } } }
  const created = await ask('/api/v1/task', { method: 'POST', body })
  const task = `/api/v1/task/${created.body.data.task_id}`
  await expect.poll(async () => (await ask(task)).body.data.status).toBe('failure')
  const { data } = (await ask(task)).body
  expect(data.error).toBe('The sandbox was asked to fail this task.')
  expect(data.output).toMatchObject({ status: 'failed', fail_reason: data.error, result: null })
  expect((await ask('/api/v1/account/balance')).body.data).toEqual({ available: 10, frozen: 0, total: 10 })
})

test('errors have the documented codes, messages and statuses', async () => {
  const { ask, customer } = await customerWith(3)
  const create = (body: unknown) => ask('/api/v1/task', { method: 'POST', body })
  const { member, viewer } = customer.organization
  expect(await ask('/api/v1/account/balance', { key: null })).toMatchObject({
    status: 401,
    body: { code: 401, message: 'Missing x-api-key header' },
  })
  expect(await ask('/api/v1/account/balance', { key: `${member.key}x` })).toMatchObject({
    status: 401,
    body: { code: 401, message: 'Invalid API key' },
  })
  for (const body of ['{', '[]', {}, { model: 'suno', task_type: 'music' }]) {
    expect(await create(body)).toMatchObject({ status: 400, body: { code: 400, message: expect.any(String) } })
  }
  expect((await create({ model: 'suno', task_type: 'music' })).body).toEqual({
    code: 400,
    message: 'Missing required fields: model, task_type, input',
  })
  expect(await create({ ...SONG, task_type: 'opera' })).toMatchObject({ status: 400 })
  expect(await create({ ...SONG, input: 'rain' })).toMatchObject({ status: 400 })
  expect(await create(SONG)).toMatchObject({
    status: 402,
    body: { code: 402, message: 'Insufficient credits: available 3, required 10' },
  })
  const unknown = { status: 404, body: { code: 404, message: 'Task not found' } }
  expect(await ask('/api/v1/task/none')).toMatchObject(unknown)
  const other = await customerWith(10)
  const theirs = await other.ask('/api/v1/task', { method: 'POST', body: SONG })
  expect(await ask(`/api/v1/task/${theirs.body.data.task_id}`)).toMatchObject(unknown)
  expect(await ask('/api/v1/task/%')).toMatchObject({ status: 404, body: { code: 404 } })
  expect(await ask('/api/v1/task', { method: 'POST', body: SONG, key: viewer.key ?? '' })).toMatchObject({
    status: 401,
  })
  await holdfast.operator.run(SetMaintenance, { input: { organizationId: customer.id, reason: 'The vault is wet.' } })
  expect(await create(SONG)).toMatchObject({
    status: 502,
    body: { message: expect.stringContaining('The vault is wet.') },
  })
  expect(await ask('/api/v1/account/balance')).toMatchObject({ status: 200 })
})

test('the limit is 120 requests a minute for each key, and the headers count down', async () => {
  const { ask } = await customerWith(0)
  const first = await ask('/api/v1/account/balance')
  expect(first.headers.get('x-ratelimit-remaining')).toBe('119')
  const answers = await Promise.all(Array.from({ length: 120 }, () => ask('/api/v1/account/balance')))
  const [refused, ...more] = answers.filter(({ status }) => status === 429)
  expect(more).toEqual([])
  expect(refused?.headers.get('x-ratelimit-remaining')).toBe('0')
  const seconds = refused?.headers.get('retry-after')
  expect(Number(seconds)).toBeGreaterThan(0)
  expect(refused?.body).toEqual({ code: 429, message: `Rate limit exceeded. Try again in ${seconds} seconds.` })
})
