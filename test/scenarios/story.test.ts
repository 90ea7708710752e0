// The story that Holdfast exists for, over real HTTP and real WebSockets.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Balance, Journal, Submit, WatchBalance, WatchTask } from '../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

test('a member submits a song, watches it being made, and the admin watches what it costs', async () => {
  const { admin, member } = await holdfast.organization({ mode: 'SANDBOX', credits: 1_000n })

  const before = await admin.run(Balance)
  expect(before.organization?.name).toBe('Test Records')
  expect(before.organization?.wallet).toMatchObject({ available: 1_000, frozen: 0, total: 1_000 })

  const balance = admin.watch(WatchBalance)
  expect((await balance.next()).balanceChanged).toMatchObject({
    available: 1_000,
    frozen: 0,
    total: 1_000,
    entry: null,
  })

  const { submitTask } = await member.run(Submit, {
    input: { model: 'suno', operation: 'music', input: { prompt: 'rain on a tin roof', sandbox: { durationMs: 200 } } },
  })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  expect(submitTask.task).toMatchObject({
    status: 'QUEUED',
    progress: 0,
    credits: 10,
    hold: { status: 'OPEN', credits: 10 },
    member: { name: 'MEMBER 2' },
  })

  // Before the answer arrived, the credits were frozen and the journal said so.
  const frozen = await admin.run(Journal, { first: 2 })
  expect(frozen.organization?.wallet?.journal.edges.map(({ node }) => node)).toMatchObject(
    // The sandbox may have gone on meanwhile; the freeze is there in any case.
    expect.arrayContaining([
      expect.objectContaining({ sequence: 2, type: 'FREEZE', credits: 10, available: 990, frozen: 10 }),
    ]),
  )

  const task = member.watch(WatchTask, { id: submitTask.task.id })
  const seen = (await task.until(({ taskUpdated }) => taskUpdated.status === 'SUCCEEDED')).map((m) => m.taskUpdated)
  const progress = seen.map((state) => state.progress)
  expect(progress).toEqual([...progress].sort((a, b) => a - b))
  expect(progress.at(-1)).toBe(100)
  expect(new Set(seen.map((state) => state.status)).values().toArray()).toEqual(
    ['QUEUED', 'RUNNING', 'SUCCEEDED'].slice(seen[0]?.status === 'QUEUED' ? 0 : 1),
  )
  const sequences = seen.map((state) => state.sequence)
  expect(sequences).toEqual(sequences.map((_, i) => (sequences[0] as number) + i))

  const changes = (await balance.until(({ balanceChanged }) => balanceChanged.entry?.type === 'SPEND')).map(
    ({ balanceChanged: { available, frozen, total, sequence } }) => ({ available, frozen, total, sequence }),
  )
  expect(changes).toEqual([
    { available: 1_000, frozen: 0, total: 1_000, sequence: 1 },
    { available: 990, frozen: 10, total: 1_000, sequence: 2 },
    { available: 990, frozen: 0, total: 990, sequence: 3 },
  ])
  const after = await admin.run(Balance)
  expect(after.organization?.wallet).toMatchObject({ available: 990, frozen: 0, total: 990, spent: 10 })
})

test('the balance shows the frozen credits as soon as the submit is answered', async () => {
  const { admin, member } = await holdfast.organization()
  await member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  const { organization } = await admin.run(Balance)
  expect(organization?.wallet).toMatchObject({ available: 990, frozen: 10, total: 1_000 })
})

test('SSE sends the same: first the present state, then each change', async () => {
  const { admin, member } = await holdfast.organization({ mode: 'SANDBOX' })
  const balance = admin.watchBySse(WatchBalance)
  expect((await balance.next()).balanceChanged).toMatchObject({ available: 1_000, entry: null })
  await member.run(Submit, { input: { model: 'suno', operation: 'lyrics', input: { sandbox: { durationMs: 0 } } } })
  await balance.until(({ balanceChanged }) => balanceChanged.entry?.type === 'SPEND')
  expect(balance.messages.map(({ balanceChanged }) => balanceChanged.total)).toEqual([1_000, 1_000, 995])
  await balance.end()
})
