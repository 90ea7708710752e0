// The platform's own workers: they claim tasks, keep them while they work, and lose them when they disappear.

import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refused, startWorker, TaskFailed } from '../../packages/client/src/worker.ts'
import { UPLOAD_BYTES_MAX } from '../../src/tasks/uploads.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { whileLaneIsHeld } from '../support/lane.ts'
import {
  Balance,
  Cancel,
  ClaimTasks,
  Complete,
  CreateTaskUpload,
  ExtendLease,
  Fail,
  Report,
  ReturnTask,
  SetConcurrencyLimit,
  SetPrice,
  Submit,
  SubmitMany,
  TaskById,
  TaskFiles,
} from '../support/operations.ts'
import { startProxy } from '../support/proxy.ts'

let now = Date.UTC(2027, 0, 1)
let folder: string
let holdfast: TestHoldfast

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-workers-'))
  holdfast = await startTestHoldfast({ clock: () => new Date(now), filesDir: folder })
})
afterAll(async () => {
  await holdfast.stop()
  await rm(folder, { recursive: true, force: true })
})

let models = 0

/** A model that only this test's tasks are of. */
async function newModel(): Promise<string> {
  const model = `model-${++models}`
  const price = { provider: 'acme', model, operation: 'song', creditType: 'music', credits: 10 }
  await holdfast.operator.run(SetPrice, { input: price })
  return model
}

async function submit({ member }: TestOrganization, model: string, timeoutSeconds = 86_400): Promise<string> {
  const { submitTask } = await member.run(Submit, { input: { model, operation: 'song', timeoutSeconds } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  return submitTask.task.id
}

async function claim(model: string, limit = 10, more: { leaseSeconds?: number; worker?: string } = {}) {
  const { claimTasks } = await holdfast.operator.run(ClaimTasks, { input: { models: [model], limit, ...more } })
  if (claimTasks?.__typename !== 'ClaimTasksSuccess') throw new Error(JSON.stringify(claimTasks))
  return claimTasks.claimed
}

test('a worker claims a task, extends its lease, reports and completes it', async () => {
  const [organization, model] = [await holdfast.organization(), await newModel()]
  const taskId = await submit(organization, model)
  const [claimed] = await claim(model, 10, { worker: 'gpu 7' })
  expect(claimed).toMatchObject({
    lease: { attempt: 1, worker: 'gpu 7', until: new Date(now + 60_000).toISOString() },
    task: { id: taskId, status: 'RUNNING' },
  })
  expect(await claim(model)).toEqual([])
  const leaseId = claimed?.lease.leaseId ?? ''
  now += 59_000
  const extended = await holdfast.operator.run(ExtendLease, { input: { taskId, leaseId } })
  expect(extended.extendLease).toMatchObject({ lease: { until: new Date(now + 60_000).toISOString() } })
  now += 59_000
  expect(await claim(model)).toEqual([])
  const report = await holdfast.operator.run(Report, { input: { taskId, leaseId, progress: 50 } })
  expect(report.reportTaskProgress?.__typename).toBe('ReportTaskProgressSuccess')
  const { completeTask } = await holdfast.operator.run(Complete, { input: { taskId, leaseId, credits: 7 } })
  expect(completeTask).toMatchObject({ task: { status: 'SUCCEEDED', hold: { spent: 7, released: 3 } } })
  const late = await holdfast.operator.run(ExtendLease, { input: { taskId, leaseId } })
  expect(late.extendLease).toMatchObject({ code: 'LEASE_LOST' })
})

test('a report under a used key gets the first answer, even after the lease has ended with the task', async () => {
  const [organization, model] = [await holdfast.organization(), await newModel()]
  const ids = [await submit(organization, model), await submit(organization, model)]
  const claimed = await claim(model)
  const [done, failed] = ids.map((taskId) => {
    const leaseId = claimed.find(({ task }) => task.id === taskId)?.lease.leaseId ?? ''
    return { taskId, leaseId, idempotencyKey: leaseId }
  })
  if (!done || !failed) throw new Error('there are not two')
  const complete = async (more: object = {}) =>
    (await holdfast.operator.run(Complete, { input: { ...done, credits: 7, ...more } })).completeTask
  const fail = async () => (await holdfast.operator.run(Fail, { input: { ...failed, reason: 'no' } })).failTask
  expect(await complete()).toMatchObject({ replayed: false })
  expect(await fail()).toMatchObject({ replayed: false })
  const where = { organizationId: organization.uuid }
  await expect.poll(() => holdfast.holdfast.app.prisma.taskLease.count({ where })).toBe(0)
  // Its answer was lost on the way, so the worker asks again.
  expect(await complete()).toMatchObject({ replayed: true, task: { status: 'SUCCEEDED', hold: { spent: 7 } } })
  expect(await fail()).toMatchObject({ replayed: true, task: { status: 'FAILED' } })
  expect(await complete({ credits: 8 })).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' })
  expect(await complete({ idempotencyKey: 'another' })).toMatchObject({ code: 'LEASE_LOST' })
  expect(await complete({ idempotencyKey: null })).toMatchObject({ code: 'LEASE_LOST' })
})

test('a worker that disappears loses the task to another, and its later reports are refused', async () => {
  const [organization, model] = [await holdfast.organization(), await newModel()]
  const taskId = await submit(organization, model)
  const [first] = await claim(model)
  const gone = { taskId, leaseId: first?.lease.leaseId ?? '' }
  now += 60_000
  const [second] = await claim(model)
  expect(second).toMatchObject({ lease: { attempt: 2 }, task: { id: taskId, status: 'RUNNING' } })
  const refused = { code: 'LEASE_LOST' }
  expect((await holdfast.operator.run(ExtendLease, { input: gone })).extendLease).toMatchObject(refused)
  expect((await holdfast.operator.run(Report, { input: { ...gone, progress: 9 } })).reportTaskProgress).toMatchObject(
    refused,
  )
  expect((await holdfast.operator.run(Complete, { input: gone })).completeTask).toMatchObject(refused)
  expect((await holdfast.operator.run(Fail, { input: { ...gone, reason: 'no' } })).failTask).toMatchObject(refused)
  expect((await holdfast.operator.run(ReturnTask, { input: gone })).returnTask).toMatchObject(refused)
  const there = { taskId, leaseId: second?.lease.leaseId ?? '' }
  expect((await holdfast.operator.run(Complete, { input: there })).completeTask).toMatchObject({
    task: { status: 'SUCCEEDED' },
  })
  expect((await organization.admin.run(Balance)).organization?.wallet).toMatchObject({ available: 990, spent: 10 })
})

test('reports without a lease are refused for a task that a worker has claimed', async () => {
  const [organization, model] = [await holdfast.organization(), await newModel()]
  const taskId = await submit(organization, model)
  const [first] = await claim(model)
  const tryAll = async (input: { taskId: string; leaseId?: string | null }) => [
    (await holdfast.operator.run(Report, { input: { ...input, progress: 9 } })).reportTaskProgress,
    (await holdfast.operator.run(Complete, { input })).completeTask,
    (await holdfast.operator.run(Complete, { input: { ...input, idempotencyKey: `done ${taskId}` } })).completeTask,
    (await holdfast.operator.run(Fail, { input: { ...input, reason: 'no' } })).failTask,
  ]
  const lost = Array.from({ length: 4 }, () => expect.objectContaining({ code: 'LEASE_LOST' }))
  expect(await tryAll({ taskId })).toEqual(lost)
  // Its lease is over and nobody else has the task yet, then somebody has.
  now += 60_000
  for (const leaseId of [undefined, null]) expect(await tryAll({ taskId, leaseId })).toEqual(lost)
  const [second] = await claim(model)
  for (const leaseId of [undefined, first?.lease.leaseId]) expect(await tryAll({ taskId, leaseId })).toEqual(lost)
  const { completeTask } = await holdfast.operator.run(Complete, { input: { taskId, leaseId: second?.lease.leaseId } })
  expect(completeTask).toMatchObject({ task: { status: 'SUCCEEDED' } })
  expect((await organization.admin.run(Balance)).organization?.wallet).toMatchObject({ available: 990, spent: 10 })
})

test('a task that no worker can do fails after the third attempt, and costs nothing', async () => {
  const [organization, model] = [await holdfast.organization(), await newModel()]
  const [returned, abandoned] = [await submit(organization, model), await submit(organization, model)]
  for (const attempt of [1, 2, 3]) {
    const claimed = await claim(model)
    expect(claimed.map(({ lease }) => lease.attempt)).toEqual([attempt, attempt])
    const leaseId = claimed.find(({ task }) => task.id === returned)?.lease.leaseId ?? ''
    const reason = `no memory, ${attempt}`
    const { returnTask } = await holdfast.operator.run(ReturnTask, { input: { taskId: returned, leaseId, reason } })
    expect(returnTask).toMatchObject({ willBeRetried: attempt < 3 })
    now += 60_000
  }
  expect(await claim(model)).toEqual([])
  const because = [
    [returned, '3 workers could not do it. The last that said why: no memory, 3'],
    [abandoned, '3 workers could not do it.'],
  ] as const
  for (const [id, failureReason] of because) {
    await expect
      .poll(async () => (await organization.admin.run(TaskById, { id })).node)
      .toMatchObject({ status: 'FAILED', failureReason })
  }
  expect((await organization.admin.run(Balance)).organization?.wallet).toMatchObject({ available: 1_000, frozen: 0 })
})

test('a returned task waits before another worker gets it, because the cause may pass', async () => {
  const [organization, model] = [await holdfast.organization(), await newModel()]
  const taskId = await submit(organization, model)
  for (const seconds of [10, 60]) {
    const [claimed] = await claim(model)
    await holdfast.operator.run(ReturnTask, { input: { taskId, leaseId: claimed?.lease.leaseId ?? '' } })
    now += (seconds - 1) * 1_000
    expect(await claim(model)).toEqual([])
    now += 1_000
  }
  expect(await claim(model)).toMatchObject([{ lease: { attempt: 3 } }])
})

test('a claim that is refused as overloaded does not count as an attempt; the tasks that could be started are claimed', async () => {
  const [organization, model] = [await holdfast.organization(), await newModel()]
  for (let i = 0; i < 5; i++) await submit(organization, model)
  const { app } = holdfast.holdfast
  const nothing = {
    ...{ organizationId: organization.uuid, idempotency: null, reads: {} },
    decide: () => ({ value: {}, resultId: '' }),
  }
  await whileLaneIsHeld(holdfast.database.url, organization.uuid, async (letGo) => {
    const waiting = [app.lane.run(nothing)]
    // Two batches wait for the lock, the second behind the first; behind them there is room for two.
    const isFull = async () => {
      for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
      return app.lane.roomFor(organization.uuid) <= 2
    }
    while (!(await isFull())) {
      while (app.lane.roomFor(organization.uuid) > 2) waiting.push(app.lane.run(nothing))
    }
    const claiming = claim(model)
    const where = { organizationId: organization.uuid, attempt: 0 }
    await expect.poll(() => app.prisma.taskLease.count({ where })).toBe(3)
    const { errors } = await holdfast.operator.send(ClaimTasks, { input: { models: [model] } })
    expect(errors).toMatchObject([{ extensions: { code: 'OVERLOADED' } }])
    await letGo()
    expect(await claiming).toHaveLength(2)
    await Promise.all(waiting)
  })
  expect((await claim(model)).map(({ lease }) => lease.attempt)).toEqual([1, 1, 1])
})

test('many tasks of one organization do not delay one task of another', async () => {
  const [busy, other, model] = [await holdfast.organization(), await holdfast.organization(), await newModel()]
  const inputs = Array.from({ length: 50 }, () => ({ model, operation: 'song', timeoutSeconds: 86_400 }))
  await busy.member.run(SubmitMany, { inputs })
  const waiting = await submit(other, model)
  const first = await claim(model, 2)
  expect(first.map(({ task }) => task.organization.id).sort()).toEqual([busy.id, other.id].sort())
  expect(first.map(({ task }) => task.id)).toContain(waiting)
  // Who has fewer at work comes first.
  await claim(model, 5)
  const next = await submit(other, model)
  expect((await claim(model, 1)).map(({ task }) => task.id)).toEqual([next])
})

test('an organization has at most as many running tasks as its limit allows', async () => {
  const [organization, model] = [await holdfast.organization(), await newModel()]
  const limit = (tasksAtOnce: number | null) =>
    holdfast.operator.run(SetConcurrencyLimit, { input: { organizationId: organization.id, tasksAtOnce } })
  expect((await limit(3)).setConcurrencyLimit).toMatchObject({ organization: { tasksAtOnce: 3 } })
  const inputs = Array.from({ length: 10 }, () => ({ model, operation: 'song', timeoutSeconds: 86_400 }))
  await organization.member.run(SubmitMany, { inputs })
  const [first] = await claim(model)
  const claimed = await Promise.all(Array.from({ length: 4 }, () => claim(model, 5)))
  expect(claimed.flat()).toEqual([])
  // One that has ended makes room for one.
  await holdfast.operator.run(Complete, {
    input: { taskId: first?.task.id ?? '', leaseId: first?.lease.leaseId ?? '' },
  })
  expect(await claim(model)).toHaveLength(1)
  expect(await claim(model)).toEqual([])
  await limit(null)
  expect(await claim(model)).toHaveLength(6)
  expect((await limit(0)).setConcurrencyLimit).toMatchObject({ code: 'INVALID_INPUT' })
})

test('many workers at once never get the same task', async () => {
  const [organization, model] = [await holdfast.organization(), await newModel()]
  const inputs = Array.from({ length: 40 }, () => ({ model, operation: 'song', timeoutSeconds: 86_400 }))
  await organization.member.run(SubmitMany, { inputs })
  const claimed = (await Promise.all(Array.from({ length: 8 }, () => claim(model, 7)))).flat()
  expect(claimed).toHaveLength(40)
  expect(new Set(claimed.map(({ task }) => task.id)).size).toBe(40)
})

test('the worker that comes with Holdfast completes tasks, fails them, and returns those that it cannot do', async () => {
  const [organization, model] = [await holdfast.organization(), await newModel()]
  const ids = {
    done: await submit(organization, model),
    failed: await submit(organization, model),
    stumbled: await submit(organization, model),
  }
  const stumbles: unknown[] = []
  let attempts = 0
  const worker = startWorker({
    url: holdfast.holdfast.url,
    apiKey: holdfast.operator.key ?? '',
    models: [model],
    concurrency: 2,
    name: 'a test',
    async work(task, { report }) {
      expect(task).toMatchObject({ model, operation: 'song', credits: 10, input: {} })
      await report(33.3)
      if (task.id === ids.failed) throw new TaskFailed('Nobody can sing this.')
      if (task.id === ids.stumbled && ++attempts === 1) throw new Error('stumbled')
      return { result: { url: 'https://example.com/song.wav' }, credits: 8 }
    },
    onError: (error) => stumbles.push(error),
  })
  const taskOf = async (id: string) => (await organization.admin.run(TaskById, { id })).node
  const where = { organizationId: organization.uuid, reason: 'stumbled' }
  await expect.poll(() => holdfast.holdfast.app.prisma.taskLease.count({ where })).toBe(1)
  now += 10_000
  await expect.poll(() => taskOf(ids.stumbled)).toMatchObject({ status: 'SUCCEEDED' })
  await expect
    .poll(() => taskOf(ids.done))
    .toMatchObject({
      status: 'SUCCEEDED',
      result: { url: 'https://example.com/song.wav' },
      hold: { spent: 8, released: 2 },
    })
  await expect
    .poll(() => taskOf(ids.failed))
    .toMatchObject({ status: 'FAILED', failureReason: 'Nobody can sing this.' })
  await worker.stop()
  expect(attempts).toBe(2)
  expect(stumbles).toMatchObject([{ message: 'stumbled' }])
  expect((await organization.admin.run(Balance)).organization?.wallet).toMatchObject({ available: 984, spent: 16 })
})

test('the worker that comes with Holdfast reports refusals, and returns tasks that it cannot complete', async () => {
  const [organization, model] = [await holdfast.organization(), await newModel()]
  const taskId = await submit(organization, model)
  const errors: unknown[] = []
  let attempts = 0
  const asked = { url: `${holdfast.holdfast.url}/graphql`, apiKey: holdfast.operator.key ?? '' }
  const worker = startWorker({
    ...{ ...asked, models: [model] },
    work: async () => ({ credits: ++attempts === 1 ? 11 : 10 }),
    onError: (error) => errors.push(error),
  })
  const misled = startWorker({
    ...{ ...asked, models: ['no model at all'] },
    work: async () => ({}),
    onError: (error) => errors.push(error),
  })
  await expect
    .poll(() => errors.filter((error) => error instanceof Refused).map(({ code }) => code))
    .toContain('INVALID_INPUT')
  await misled.stop()
  const lost = startWorker({
    ...{ ...asked, url: `${holdfast.holdfast.url}/elsewhere` },
    work: async () => ({}),
    onError: (error) => errors.push(error),
  })
  const message = expect.stringContaining('/elsewhere/graphql answered: This path does not exist.')
  await expect.poll(() => errors).toContainEqual(expect.objectContaining({ code: 'NOT_FOUND', message }))
  await lost.stop()
  expect(() => startWorker({ ...asked, url: 'localhost:4000', work: async () => ({}) })).toThrow(
    'url must be the address of Holdfast',
  )
  const where = {
    organizationId: organization.uuid,
    reason: { startsWith: 'completeTask was refused as SPEND_EXCEEDS_HOLD' },
  }
  await expect.poll(() => holdfast.holdfast.app.prisma.taskLease.count({ where })).toBe(1)
  expect(errors).toContainEqual(expect.objectContaining({ code: 'SPEND_EXCEEDS_HOLD' }))
  now += 10_000
  await expect
    .poll(async () => (await organization.admin.run(TaskById, { id: taskId })).node)
    .toMatchObject({ status: 'SUCCEEDED' })
  await worker.stop()
})

test('work stops when its lease has ended without an answer from Holdfast, and goes on when the lease is extended', async () => {
  const [organization, model] = [await holdfast.organization(), await newModel()]
  const taskId = await submit(organization, model)
  const nowhere = createServer(() => {}).listen(0, '127.0.0.1')
  await once(nowhere, 'listening')
  const proxy = await startProxy(holdfast.holdfast.url)
  const stopped = Promise.withResolvers<void>()
  let attempts = 0
  const worker = startWorker({
    url: new URL('/graphql', proxy.url).href,
    ...{ apiKey: holdfast.operator.key ?? '', models: [model], leaseSeconds: 6 },
    async work(_task, { signal }) {
      if (++attempts > 1) return {}
      // Whoever asks is heard by nobody any more.
      proxy.leadTo(`http://127.0.0.1:${(nowhere.address() as AddressInfo).port}`)
      proxy.cut()
      await once(signal, 'abort')
      stopped.resolve()
      throw new Error('stopped')
    },
  })
  await stopped.promise
  // It asks for more by now, and isn't answered.
  await once(nowhere, 'connection')
  proxy.leadTo(holdfast.holdfast.url)
  now += 60_000
  await expect
    .poll(async () => (await organization.admin.run(TaskById, { id: taskId })).node)
    .toMatchObject({ status: 'SUCCEEDED' })
  await worker.stop()
  expect(attempts).toBe(2)
  proxy.stop()
  nowhere.close()
})

test('canceled tasks cannot be claimed; tasks of SANDBOX organizations run in the sandbox', async () => {
  const [organization, model] = [await holdfast.organization(), await newModel()]
  const taskId = await submit(organization, model)
  await organization.member.run(Cancel, { input: { taskId } })
  await submit(await holdfast.organization({ mode: 'SANDBOX' }), model)
  expect(await claim(model)).toEqual([])
  const denied = await organization.owner.send(ClaimTasks, { input: {} })
  expect(denied.errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  const many = await holdfast.operator.run(ClaimTasks, { input: { limit: 101 } })
  expect(many.claimTasks).toMatchObject({ code: 'INVALID_INPUT' })
})

const SONG = Buffer.from('ID3 what a song')

async function filesOf({ admin }: TestOrganization, id: string) {
  const { node } = await admin.run(TaskFiles, { id })
  return (node as { files: { name: string; contentType: string; bytes: number; url: string }[] }).files
}

test('the files that a worker uploads are stored behind a link for the customer', async () => {
  const [organization, model] = [await holdfast.organization(), await newModel()]
  const id = await submit(organization, model)
  const worker = startWorker({
    url: `${holdfast.holdfast.url}/graphql`,
    apiKey: holdfast.operator.key ?? '',
    models: [model],
    work: async (_task, { upload }) => ({ result: { files: [await upload('song.mp3', 'audio/mpeg', SONG)] } }),
  })
  await expect
    .poll(async () => (await organization.admin.run(TaskById, { id })).node)
    .toMatchObject({ status: 'SUCCEEDED' })
  await worker.stop()
  const [file] = await filesOf(organization, id)
  expect(file).toMatchObject({ name: 'song.mp3', contentType: 'audio/mpeg', bytes: SONG.length })
  const played = await fetch(file?.url ?? '')
  expect(played.headers.get('content-type')).toBe('audio/mpeg')
  expect(Buffer.from(await played.arrayBuffer())).toEqual(SONG)
})

test('an upload needs a lease during its whole duration, and has a maximum size', async () => {
  const [organization, model] = [await holdfast.organization(), await newModel()]
  const taskId = await submit(organization, model)
  const [claimed] = await claim(model)
  const mine = { taskId, leaseId: claimed?.lease.leaseId ?? '' }
  const create = async (name: string, input = mine) =>
    (await holdfast.operator.run(CreateTaskUpload, { input: { ...input, name } })).createTaskUpload
  const urlFor = async (name: string) => {
    const made = await create(name)
    if (made?.__typename !== 'CreateTaskUploadSuccess') throw new Error(JSON.stringify(made))
    return made.upload.url
  }
  const put = async (url: string, body: BodyInit | ReadableStream, type = 'audio/mpeg') => {
    const init = { method: 'PUT', headers: { 'content-type': type }, body, duplex: 'half' }
    const response = await fetch(url, init as RequestInit)
    return [response.status, (await response.json()) as object] as const
  }
  const [, uuid] =
    Buffer.from((await urlFor('x')).split('.')[1] ?? '', 'base64url')
      .toString()
      .match(/"taskId":"([^"]*)"/) ?? []
  const kept = () => readdir(join(folder, organization.uuid, uuid ?? '')).catch(() => [])

  for (const name of ['../song.mp3', '.song', 'a/b', '', 'x'.repeat(101)]) {
    expect(await create(name), name).toMatchObject({ code: 'INVALID_INPUT' })
  }
  const url = await urlFor('song.mp3')
  expect(await put(url, SONG)).toEqual([201, { name: 'song.mp3', contentType: 'audio/mpeg', bytes: SONG.length }])
  expect(await put(url, SONG, 'text/html; charset=utf-8')).toMatchObject([415, { code: 'BAD_TYPE' }])
  expect(await put(`${url.slice(0, -10)}${'x'.repeat(10)}`, SONG)).toMatchObject([404, { code: 'UNKNOWN' }])
  // A link to read a file is none to write it.
  const read =
    (
      await holdfast.holdfast.app.storage?.linkTo(
        { key: 'a/b/c', contentType: 'audio/mpeg' },
        { organizationId: null, memberId: null, keyId: null },
      )
    )?.url ?? ''
  expect(await put(read.replace('/files/', '/uploads/'), SONG)).toMatchObject([404, { code: 'UNKNOWN' }])

  const chunk = new Uint8Array(4 * 2 ** 20)
  let sent = 0
  const endless = new ReadableStream({
    pull(controller) {
      sent += chunk.length
      if (sent > UPLOAD_BYTES_MAX + 2 * chunk.length) controller.close()
      else controller.enqueue(chunk)
    },
  })
  expect(await put(await urlFor('huge.wav'), endless)).toMatchObject([413, { code: 'TOO_BIG' }])

  // Lost in the middle of a file.
  let finish = () => {}
  const slow = new ReadableStream({
    start(controller) {
      controller.enqueue(SONG)
      finish = () => controller.close()
    },
  })
  const sending = put(await urlFor('slow.mp3'), slow)
  await expect.poll(() => readdir(join(folder, 'unfinished'))).toHaveLength(1)
  await holdfast.operator.run(ReturnTask, { input: mine })
  finish()
  expect(await sending).toMatchObject([409, { code: 'LEASE_LOST' }])
  expect(await put(url, 'another song')).toMatchObject([409, { code: 'LEASE_LOST' }])
  expect(await create('song.mp3')).toMatchObject({ code: 'LEASE_LOST' })
  expect(await kept()).toEqual(['song.mp3'])
  const denied = await organization.owner.send(CreateTaskUpload, { input: { ...mine, name: 'song.mp3' } })
  expect(denied.errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
})
