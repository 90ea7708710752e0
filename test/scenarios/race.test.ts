// Concurrent requests for more credits than there are.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import {
  Balance,
  Cancel,
  Complete,
  Freeze,
  Grant,
  QuoteTasks,
  Release,
  resultsOf,
  Spend,
  Submit,
  SubmitMany,
} from '../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

const SONG = { model: 'suno', operation: 'music' }

test('fifty clients race for the last 100 credits: exactly ten win', async () => {
  const { member, admin } = await holdfast.organization({ credits: 100n })
  const answers = await Promise.all(Array.from({ length: 50 }, () => member.run(Submit, { input: SONG })))
  const outcomes = answers.map(({ submitTask }) => submitTask?.__typename)
  expect(outcomes.filter((o) => o === 'SubmitTaskSuccess')).toHaveLength(10)
  expect(outcomes.filter((o) => o === 'InsufficientCreditsError')).toHaveLength(40)
  expect((await admin.run(Balance)).organization?.wallet).toMatchObject({ available: 0, frozen: 100 })
})

test('a thousand submissions in one request stop cleanly where the credits end', async () => {
  const { member, admin } = await holdfast.organization({ credits: 9_000n })
  const { submitTasks } = await member.run(SubmitMany, { inputs: Array.from({ length: 1_000 }, () => SONG) })
  const outcomes = resultsOf(submitTasks).map((outcome) => outcome.__typename)
  expect(outcomes.slice(0, 900).every((o) => o === 'SubmitTaskSuccess')).toBe(true)
  expect(outcomes.slice(900)).toEqual(Array.from({ length: 100 }, () => 'InsufficientCreditsError'))
  expect((await admin.run(Balance)).organization?.wallet).toMatchObject({ available: 0, frozen: 9_000 })
})

test('a quote is consistent while credits move', async () => {
  const { id, member, otherMember } = await holdfast.organization({ credits: 0n })
  for (let lot = 0; lot < 20; lot++) {
    await holdfast.operator.run(Grant, { input: { organizationId: id, credits: 10, kind: 'PROMO' } })
  }
  let isOver = false
  async function move() {
    while (!isOver) {
      const { submitTask } = await member.run(Submit, { input: SONG })
      if (submitTask?.__typename !== 'SubmitTaskSuccess') continue
      await member.run(Cancel, { input: { taskId: submitTask.task.id } })
    }
  }
  const moving = Promise.all(Array.from({ length: 4 }, move))
  const items = [{ ...SONG, count: 30 }]
  try {
    for (let quotes = 0; quotes < 60; quotes++) {
      const { quoteTasks } = await otherMember.run(QuoteTasks, { items })
      if (quoteTasks?.__typename !== 'TasksQuote') throw new Error(JSON.stringify(quoteTasks))
      const [{ available, shortfall, lines }] = quoteTasks.totals as [(typeof quoteTasks.totals)[number]]
      expect(lines.reduce((sum, { credits }) => sum + credits, 0)).toBe(available)
      expect(shortfall).toBe(300 - available)
    }
  } finally {
    isOver = true
    await moving
  }
})

test('of a spend and a release of one hold at the same moment, exactly one happens', async () => {
  const { id, admin } = await holdfast.organization({ credits: 100n })
  const { freezeCredits } = await holdfast.operator.run(Freeze, { input: { organizationId: id, credits: 40 } })
  if (freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error('refused')
  const input = { holdId: freezeCredits.hold.id }
  const answers = await Promise.all([
    ...Array.from({ length: 5 }, async () => (await holdfast.operator.run(Spend, { input })).spendCredits?.__typename),
    ...Array.from(
      { length: 5 },
      async () => (await holdfast.operator.run(Release, { input })).releaseCredits?.__typename,
    ),
  ])
  expect(answers.filter((name) => name === 'HoldNotOpenError')).toHaveLength(9)
  const { organization } = await admin.run(Balance)
  const { available = 0, frozen, spent = 0 } = organization?.wallet ?? {}
  expect(frozen).toBe(0)
  expect([available, spent]).toEqual(answers.includes('SpendCreditsSuccess') ? [60, 40] : [100, 0])
})

test('the hold of a task can be settled only through its task', async () => {
  const { member } = await holdfast.organization()
  const { submitTask } = await member.run(Submit, { input: SONG })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const holdId = submitTask.task.hold?.id ?? ''
  const { releaseCredits } = await holdfast.operator.run(Release, { input: { holdId } })
  expect(releaseCredits).toMatchObject({ __typename: 'HoldOfTaskError', code: 'HOLD_OF_TASK' })
  const { completeTask } = await holdfast.operator.run(Complete, { input: { taskId: submitTask.task.id } })
  expect(completeTask).toMatchObject({ task: { status: 'SUCCEEDED', hold: { status: 'SPENT' } } })
})
