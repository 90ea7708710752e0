// Storage quotas of an organization: a request past a full quota is refused, and tasks that cost nothing are forgotten.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Cancel, Complete, CreateBindingQuote, Quotas, SetQuotas, Submit, TaskContent } from '../support/operations.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

let now = Date.UTC(2026, 0, 31, 12)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

const usageOf = async (client: Client) => (await client.run(Quotas)).organization?.quotas

async function setQuotas(
  { id: organizationId }: TestOrganization,
  quotas: { tasks?: number; taskBytes?: number; fileBytes?: number; quotes?: number },
) {
  const { setQuotas } = await holdfast.operator.run(SetQuotas, { input: { organizationId, ...quotas } })
  expect(setQuotas?.__typename).toBe('SetQuotasSuccess')
}

const submit = async (client: Client, prompt = 'rain') =>
  (await client.run(Submit, { input: { model: 'suno', operation: 'music', input: { prompt } } })).submitTask

async function submitted(client: Client, prompt = 'rain') {
  const answer = await submit(client, prompt)
  if (answer?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(answer))
  return answer.task.id
}

test('canceled tasks fill the quota, and new tasks are refused until the canceled ones are forgotten', async () => {
  const organization = await holdfast.organization()
  const { member } = organization
  const prompt = 'x'.repeat(1_000)
  await setQuotas(organization, { taskBytes: 5_000 })
  const canceled: string[] = []
  for (let i = 0; i < 100; i++) {
    const answer = await submit(member, prompt)
    if (answer?.__typename !== 'SubmitTaskSuccess') {
      expect(answer).toMatchObject({ code: 'QUOTA_EXCEEDED', quota: 'TASK_BYTES', used: 5_065, max: 5_000 })
      break
    }
    canceled.push(answer.task.id)
    await member.run(Cancel, { input: { taskId: answer.task.id } })
  }
  // {"prompt":"…"} is 1,013 bytes.
  expect(canceled).toHaveLength(5)
  expect(await usageOf(member)).toMatchObject({ tasks: { used: 5 }, taskBytes: { used: 5_065, max: 5_000 } })
  const other = await holdfast.organization()
  await submitted(other.member, prompt)

  now += 30 * DAY_MS
  await expect.poll(() => usageOf(member)).toMatchObject({ tasks: { used: 0 }, taskBytes: { used: 0 } })
  for (const id of canceled) {
    const { node } = await member.run(TaskContent, { id })
    expect(node).toMatchObject({ status: 'CANCELED', input: {}, result: null, forgottenAt: expect.any(String) })
  }
  await submitted(member, prompt)
})

test('a task that cost credits is kept; its result and its files count', async () => {
  const organization = await holdfast.organization()
  const { member } = organization
  const id = await submitted(member)
  const file = { name: 'song.wav', contentType: 'audio/wav', bytes: 3_000_000_000 }
  const result = { files: [file] }
  await holdfast.operator.run(Complete, { input: { taskId: id, result } })
  const bytes = JSON.stringify({ prompt: 'rain' }).length + JSON.stringify(result).length
  const kept = { tasks: { used: 1 }, taskBytes: { used: bytes }, fileBytes: { used: 3_000_000_000 } }
  expect(await usageOf(member)).toMatchObject(kept)
  await setQuotas(organization, { fileBytes: 3_000_000_000 })
  const full = { used: 3_000_000_000, max: 3_000_000_000 }
  expect(await submit(member)).toMatchObject({ code: 'QUOTA_EXCEEDED', quota: 'FILE_BYTES', ...full })
  // What isn't given is the default again.
  await setQuotas(organization, { tasks: 2 })
  const failing = await submitted(member)
  await member.run(Cancel, { input: { taskId: failing } })
  expect(await submit(member)).toMatchObject({
    code: 'QUOTA_EXCEEDED',
    message: expect.stringMatching(/^This organization may store 2 tasks, and has 2\. /),
    ...{ quota: 'TASKS', used: 2, max: 2 },
  })

  now += 30 * DAY_MS
  await expect.poll(() => usageOf(member)).toMatchObject(kept)
  expect((await member.run(TaskContent, { id })).node).toMatchObject({ result, forgottenAt: null })
})

test('fifty concurrent requests keep at most as many tasks as the quota allows', async () => {
  const organization = await holdfast.organization()
  await setQuotas(organization, { tasks: 10 })
  const all = await Promise.all(Array.from({ length: 50 }, () => submit(organization.member)))
  expect(all.filter((answer) => answer?.__typename === 'SubmitTaskSuccess')).toHaveLength(10)
  expect(await usageOf(organization.admin)).toMatchObject({ tasks: { used: 10, max: 10 } })
})

test('quotes count until they are removed, a day after they have expired', async () => {
  const organization = await holdfast.organization()
  const { member } = organization
  await setQuotas(organization, { quotes: 2 })
  const quote = async () => {
    const input = { validForSeconds: 1, items: [{ model: 'suno', operation: 'music', count: 1 }] }
    return (await member.run(CreateBindingQuote, { input })).createBindingQuote
  }
  for (let i = 0; i < 2; i++) {
    expect((await quote())?.__typename).toBe('CreateBindingQuoteSuccess')
    now += 2_000
  }
  expect(await quote()).toMatchObject({ code: 'QUOTA_EXCEEDED', quota: 'QUOTES', used: 2, max: 2 })
  now += DAY_MS
  await expect.poll(() => usageOf(member)).toMatchObject({ quotes: { used: 0, max: 2 } })
  expect((await quote())?.__typename).toBe('CreateBindingQuoteSuccess')
})
