// The sandbox under load: many tasks at once, of many organizations, some of which never end.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import {
  Cancel,
  ClaimTasks,
  LoadCatalogue,
  resultsOf,
  SetConcurrencyLimit,
  SetPrice,
  Submit,
  SubmitMany,
  WatchTasks,
} from '../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

const LONG = { durationMs: 600_000 }
const songs = (count: number, sandbox: object) =>
  Array.from({ length: count }, () => ({ model: 'suno', operation: 'lyrics', input: { sandbox } }))

/** Submits, and waits for the first of these to end. */
async function succeeds(client: Client): Promise<void> {
  const tasks = client.watch(WatchTasks)
  const { submitTask } = await client.run(Submit, { input: songs(1, { durationMs: 10 })[0]! })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  const { id } = submitTask.task
  await tasks.until(({ tasksUpdated }) => tasksUpdated.id === id && tasksUpdated.status === 'SUCCEEDED')
  await tasks.end()
}

const running = (organizationId: string) =>
  holdfast.holdfast.app.prisma.task.count({ where: { organizationId, status: 'RUNNING' } })

test('many tasks of one organization, slow ones and ones that never end, do not delay those of another', async () => {
  const [many, stuck, other] = [
    await holdfast.organization({ mode: 'SANDBOX', credits: 100_000n }),
    await holdfast.organization({ mode: 'SANDBOX', credits: 100_000n }),
    await holdfast.organization({ mode: 'SANDBOX', credits: 100n }),
  ]
  for (let i = 0; i < 25; i++) {
    await many.member.run(SubmitMany, { inputs: songs(100, LONG) })
    await stuck.member.run(SubmitMany, { inputs: songs(100, { outcome: 'STUCK' }) })
  }
  await succeeds(other.member)
  // Of the many, a share is under way; those that are stuck hold no place, so all of them can be.
  await expect.poll(() => running(many.uuid)).toBe(100)
  await expect.poll(() => running(stuck.uuid)).toBe(2_500)
  await succeeds(stuck.member)
})

test('an organization has at most as many tasks in progress as its limit allows', async () => {
  const organization = await holdfast.organization({ mode: 'SANDBOX', credits: 1_000n })
  await holdfast.operator.run(SetConcurrencyLimit, { input: { organizationId: organization.id, tasksAtOnce: 2 } })
  const { submitTasks } = await organization.member.run(SubmitMany, { inputs: songs(5, LONG) })
  await expect.poll(() => running(organization.uuid)).toBe(2)
  const [first] = resultsOf(submitTasks).flatMap((each) =>
    each.__typename === 'SubmitTaskSuccess' ? [each.task.id] : [],
  )
  await holdfast.operator.run(Cancel, { input: { taskId: first! } })
  const tasks = organization.admin.watch(WatchTasks)
  const states = new Map<string, string>()
  await tasks.until(({ tasksUpdated: { id, status } }) => {
    states.set(id, status)
    return [...states.values()].filter((each) => each === 'RUNNING').length === 2
  })
  expect(await running(organization.uuid)).toBe(2)
  await tasks.end()
})

test('an input.sandbox that the sandbox does not know is refused and costs nothing; to others it means nothing', async () => {
  const trying = await holdfast.organization({ mode: 'SANDBOX', credits: 100n })
  const submit = async (client: Client, sandbox: unknown) => {
    const input = { model: 'suno', operation: 'lyrics', input: { sandbox } }
    return (await client.run(Submit, { input })).submitTask
  }
  for (const [sandbox, message] of [
    [{ outcome: 'OK' }, 'input.sandbox.outcome must be SUCCEEDED, FAILED or STUCK, not "OK"'],
    [{ durationMs: -1 }, 'input.sandbox.durationMs must be a whole number from 0 to 600000, not -1'],
    [{ durationMs: 600_001 }, 'input.sandbox.durationMs must be a whole number from 0 to 600000, not 600001'],
    [{ failurePercent: 0.5 }, 'input.sandbox.failurePercent must be a whole number from 0 to 100, not 0.5'],
    [{ outcom: 'FAILED' }, 'input.sandbox must not have outcom: its fields are outcome, durationMs and failurePercent'],
    ['FAILED', 'input.sandbox must be an object, not "FAILED"'],
  ] as const) {
    expect(await submit(trying.member, sandbox)).toMatchObject({ __typename: 'InvalidInputError', message })
  }
  expect(await submit(trying.member, null)).toMatchObject({ __typename: 'SubmitTaskSuccess' })
  // Workers get the input as it is.
  const live = await holdfast.organization({ mode: 'LIVE', credits: 100n })
  expect(await submit(live.member, { outcome: 'OK' })).toMatchObject({ __typename: 'SubmitTaskSuccess' })
})

test('a catalogue says for each model what runs it: the sandbox, workers, or the mode of the organization', async () => {
  const price = (model: string, runs?: string) => ({
    ...{ provider: 'acme', model, operation: 'song', creditType: 'music', credits: 5, ...(runs ? { runs } : {}) },
  })
  const document = {
    ...{ name: 'runners', description: 'For this test.' },
    priceRules: [price('shown', 'sandbox'), price('ours', 'workers'), price('either')],
    plans: [],
  }
  const { loadCatalogue } = await holdfast.operator.run(LoadCatalogue, { input: { document } })
  expect(loadCatalogue).toMatchObject({ __typename: 'LoadCatalogueSuccess' })
  const live = await holdfast.organization({ mode: 'LIVE', credits: 100n })
  const trying = await holdfast.organization({ mode: 'SANDBOX', credits: 100n })

  const claimable: string[] = []
  for (const { member } of [live, trying]) {
    for (const model of ['shown', 'ours', 'either']) {
      const input = { model, operation: 'song', input: { sandbox: { durationMs: 10 } } }
      const { submitTask } = await member.run(Submit, { input })
      if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
      const isSandbox = model === 'shown' || (model === 'either' && member === trying.member)
      if (!isSandbox) claimable.push(submitTask.task.id)
    }
  }
  const { prisma } = holdfast.holdfast.app
  const models = ['shown', 'ours', 'either']
  await expect.poll(() => prisma.task.count({ where: { model: { in: models }, status: 'SUCCEEDED' } })).toBe(3)
  const { claimTasks } = await holdfast.operator.run(ClaimTasks, { input: { models, limit: 10 } })
  if (claimTasks?.__typename !== 'ClaimTasksSuccess') throw new Error(JSON.stringify(claimTasks))
  expect(claimTasks.claimed.map(({ task }) => task.id).sort()).toEqual(claimable.sort())

  // Another price is no other way to do it, unless it says so; and it says one.
  const input = { provider: 'acme', model: 'shown', operation: 'song', creditType: 'music', credits: 6 }
  const create = async (more: object) =>
    (await holdfast.operator.run(SetPrice, { input: { ...input, ...more } })).createPriceRule
  expect(await create({})).toMatchObject({ priceRule: { runner: 'SANDBOX' } })
  expect(await create({ runner: 'WORKERS', httpProvider: 'sunor' })).toMatchObject({
    message: 'httpProvider must be absent, or runner must be: only one of them can run the operation',
  })
  expect(await create({ runner: 'WORKERS' })).toMatchObject({ priceRule: { runner: 'WORKERS' } })
  expect(await create({ runner: null })).toMatchObject({ priceRule: { runner: null } })
})
