// Usage: an organization sees what it has used, by time, model, member, key and tag, exactly as its journal has it.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SubmitTaskInput, UsageQueryVariables } from '../generated/graphql.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import {
  Cancel,
  Complete,
  Fail,
  Freeze,
  Journal,
  RefundTask,
  SetSpendingPolicy,
  Spend,
  Submit,
} from '../support/operations.ts'
import { PlatformUsage, Usage } from '../support/usageOperations.ts'

const HOUR_MS = 3_600_000
let now = Date.UTC(2027, 2, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

/** The credits of a song by suno, and by udio. */
const SONG = 10
const OTHER_SONG = 5

async function submitted(client: Client, more: Partial<SubmitTaskInput> = {}): Promise<string> {
  const { submitTask } = await client.run(Submit, { input: { model: 'suno', operation: 'music', ...more } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  return submitTask.task.id
}

async function sung(client: Client, more: Partial<SubmitTaskInput> = {}): Promise<string> {
  const taskId = await submitted(client, more)
  const { completeTask } = await holdfast.operator.run(Complete, { input: { taskId, result: {} } })
  expect(completeTask?.__typename).toBe('CompleteTaskSuccess')
  return taskId
}

async function reportOf(client: Client, asked: Partial<UsageQueryVariables>) {
  const range = { from: '2027-01-01T00:00:00Z', to: '2028-01-01T00:00:00Z' }
  const { organization } = await client.run(Usage, { ...range, ...asked })
  if (!organization) throw new Error('There is no organization.')
  return organization.usage
}

test('a report adds up what was used by days in the time zone of the organization, over a change of its clocks', async () => {
  const { admin, member } = await holdfast.organization()
  await admin.run(SetSpendingPolicy, { input: { timeZone: 'Europe/Berlin' } })
  // 27 March 23:30 in Berlin; and 28 March, which has 23 hours there.
  now = Date.UTC(2027, 2, 27, 22, 30)
  await sung(member)
  now = Date.UTC(2027, 2, 27, 23, 30)
  await sung(member)
  now = Date.UTC(2027, 2, 28, 21, 59)
  await sung(member)
  now = Date.UTC(2027, 2, 28, 22)
  await sung(member)
  const report = await reportOf(admin, { from: '2027-03-27T10:20:00Z', to: '2027-03-29T03:00:00Z', by: ['DAY'] })
  expect(report).toMatchObject({ timeZone: 'Europe/Berlin', isComplete: true, from: '2027-03-27T10:00:00.000Z' })
  expect(report.total).toMatchObject({ used: 4 * SONG, spent: 4 * SONG, tasks: 4, succeeded: 4 })
  expect(report.groups.map(({ from, to, sums }) => [from, to, sums.used])).toEqual([
    ['2027-03-27T10:00:00.000Z', '2027-03-27T23:00:00.000Z', SONG],
    ['2027-03-27T23:00:00.000Z', '2027-03-28T22:00:00.000Z', 2 * SONG],
    ['2027-03-28T22:00:00.000Z', '2027-03-29T03:00:00.000Z', SONG],
  ])
})

test('an hour of a time zone that is 45 minutes off begins where that zone’s hour begins', async () => {
  const { admin, member } = await holdfast.organization()
  await admin.run(SetSpendingPolicy, { input: { timeZone: 'Asia/Kathmandu' } })
  now = Date.UTC(2027, 4, 1, 18, 14)
  await sung(member)
  now = Date.UTC(2027, 4, 1, 18, 15)
  await sung(member)
  const { groups } = await reportOf(admin, { by: ['DAY'] })
  expect(groups.map(({ from, sums }) => [from, sums.used])).toEqual([
    ['2027-04-30T18:15:00.000Z', SONG],
    ['2027-05-01T18:15:00.000Z', SONG],
  ])
})

test('after a change of the time zone, days from before are counted again by whole hours', async () => {
  const { admin, member } = await holdfast.organization()
  const at = async (minutes: number) => {
    now = Date.UTC(2027, 5, 1) + minutes * 60_000
    await sung(member)
  }
  const days = async () => {
    const { groups, timeZone, total } = await reportOf(admin, {
      from: '2027-05-30T00:00:00Z',
      to: '2027-06-04T00:00:00Z',
      by: ['DAY'],
    })
    expect(total).toMatchObject({ used: 4 * SONG, tasks: 4 })
    return [timeZone, ...groups.map(({ from, sums }) => [from, sums.used])]
  }
  await at(18 * 60 + 10)
  await at(18 * 60 + 50)
  await at(22 * 60 + 30)
  // Half past midnight in Berlin is on the next day there, also what was used while the zone was UTC.
  await admin.run(SetSpendingPolicy, { input: { timeZone: 'Europe/Berlin' } })
  await at(22 * 60 + 31)
  expect(await days()).toEqual([
    'Europe/Berlin',
    ['2027-05-31T22:00:00.000Z', 2 * SONG],
    ['2027-06-01T22:00:00.000Z', 2 * SONG],
  ])
  // There a day begins at 18:15 of UTC. The hour that began at 18:00 is one hour, and stays with the day in which it began.
  await admin.run(SetSpendingPolicy, { input: { timeZone: 'Asia/Kathmandu' } })
  expect(await days()).toEqual([
    'Asia/Kathmandu',
    ['2027-05-31T18:15:00.000Z', 2 * SONG],
    ['2027-06-01T18:15:00.000Z', 2 * SONG],
  ])
  await admin.run(SetSpendingPolicy, { input: { timeZone: 'UTC' } })
  expect(await days()).toEqual(['UTC', ['2027-06-01T00:00:00.000Z', 4 * SONG]])
})

test('a report by subjects tells who used what, and by which tag', async () => {
  const { id: organizationId, admin, member, otherMember } = await holdfast.organization()
  await sung(member, { tags: ['red', 'blue'] })
  await sung(member, { tags: ['blue'] })
  await sung(otherMember)
  await sung(otherMember, { model: 'udio' })
  const { freezeCredits } = await holdfast.operator.run(Freeze, { input: { organizationId, credits: 7 } })
  if (freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(freezeCredits))
  await holdfast.operator.run(Spend, { input: { holdId: freezeCredits.hold.id, credits: 5 } })

  const byModel = await reportOf(admin, { by: ['MODEL', 'OPERATION'] })
  expect(byModel.groups.map(({ model, operation, sums }) => [model, operation, sums.used, sums.tasks])).toEqual([
    ['suno', 'music', 3 * SONG, 3],
    ['udio', 'music', OTHER_SONG, 1],
    [null, null, 5, 0],
  ])
  const byMember = await reportOf(admin, { by: ['MEMBER', 'API_KEY'] })
  expect(
    byMember.groups.map(({ member: who, apiKey, sums }) => [who?.name, apiKey?.name !== undefined, sums.used]),
  ).toEqual(
    expect.arrayContaining([
      ['MEMBER 2', true, 2 * SONG],
      ['MEMBER 3', true, SONG + OTHER_SONG],
      [undefined, false, 5],
    ]),
  )
  const byTag = await reportOf(admin, { by: ['TAG'], filter: { model: 'suno' } })
  expect(byTag.groups.map(({ tag, sums }) => [tag, sums.used])).toEqual([
    ['blue', 2 * SONG],
    ['red', SONG],
    [null, SONG],
  ])
  expect(byTag.total.used).toBe(3 * SONG)
  const ofRed = await reportOf(admin, { by: ['CREDIT_TYPE'], filter: { tag: 'red' } })
  expect(ofRed.groups.map(({ creditType, sums }) => [creditType, sums.used])).toEqual([['music', SONG]])
  expect(await reportOf(admin, { by: ['MODEL'], first: 1 })).toMatchObject({
    isComplete: false,
    groups: [{ model: 'suno' }],
  })
})

test('tasks count by their end, a late success instead of its time-out, and refunds at their own time', async () => {
  now = Date.UTC(2027, 6, 1, 12)
  const { admin, member } = await holdfast.organization()
  const first = await sung(member)
  const failed = await submitted(member)
  await holdfast.operator.run(Fail, { input: { taskId: failed, reason: 'no voice' } })
  const canceled = await submitted(member)
  await member.run(Cancel, { input: { taskId: canceled } })
  const late = await submitted(member, { timeoutSeconds: 60 })
  now += HOUR_MS
  await expect
    .poll(async () => (await reportOf(admin, {})).total)
    .toMatchObject({ used: SONG, tasks: 4, succeeded: 1, failed: 1, canceled: 1, timedOut: 1 })
  now += 24 * HOUR_MS
  await holdfast.operator.run(Complete, { input: { taskId: late, result: {} } })
  await holdfast.operator.run(RefundTask, { input: { taskId: first, credits: 4, reason: 'noise' } })
  const { total, groups } = await reportOf(admin, { by: ['DAY'] })
  expect(total).toMatchObject({ used: 2 * SONG, refunded: 4, tasks: 4, succeeded: 2, timedOut: 0 })
  expect(groups.map(({ sums }) => sums)).toEqual([
    { used: SONG, refunded: 0, tasks: 3, succeeded: 1 },
    { used: SONG, refunded: 4, tasks: 1, succeeded: 1 },
  ])
  // The first one took no time, the late one 25 hours.
  expect(total.averageSeconds).toBe((25 * HOUR_MS) / 2 / 1_000)
})

test('a report equals the journal, before its batches are added up and after', async () => {
  const { admin, member, otherMember } = await holdfast.organization()
  const tasks = await Promise.all(Array.from({ length: 20 }, (_, i) => sung(i % 2 ? member : otherMember)))
  await Promise.all(
    tasks
      .slice(0, 5)
      .map((taskId) => holdfast.operator.run(RefundTask, { input: { taskId, credits: 3, reason: 'noise' } })),
  )
  const { organization } = await admin.run(Journal, { first: 100 })
  const entries = organization?.wallet?.journal.edges.map(({ node }) => node) ?? []
  const sumOf = (type: string) =>
    entries.filter((each) => each.type === type).reduce((sum, { credits }) => sum + credits, 0)
  const found = { used: sumOf('SPEND'), refunded: sumOf('REFUND') }
  expect(found).toEqual({ used: 200, refunded: 15 })
  expect((await reportOf(admin, {})).total).toMatchObject(found)
  const pending = async () => (await holdfast.holdfast.app.prisma.usageBatch.count()) > 0
  await expect.poll(pending).toBe(false)
  expect((await reportOf(admin, {})).total).toMatchObject(found)
  expect((await reportOf(admin, { by: ['MEMBER'] })).groups.map(({ sums }) => sums.used)).toEqual([100, 100])
})

test('a report compares with the same number of months before', async () => {
  const { admin, member } = await holdfast.organization()
  now = Date.UTC(2027, 7, 31, 12)
  await sung(member)
  await sung(member, { model: 'udio' })
  now = Date.UTC(2027, 8, 30, 12)
  await sung(member)
  await sung(member)
  const months = { from: '2027-09-01T00:00:00Z', to: '2027-10-01T00:00:00Z', compare: true }
  const report = await reportOf(admin, { ...months, by: ['MODEL'] })
  expect(report).toMatchObject({
    previousFrom: '2027-08-01T00:00:00.000Z',
    previousTotal: { used: SONG + OTHER_SONG, tasks: 2 },
  })
  expect(report.groups).toMatchObject([{ model: 'suno', sums: { used: 2 * SONG }, previous: { used: SONG } }])
})

test('a member sees what they have used themselves, and a stranger nothing', async () => {
  const { admin, member, otherMember, viewer } = await holdfast.organization()
  await sung(member)
  await sung(otherMember)
  await sung(otherMember)
  const seen = async (client: Client) => (await reportOf(client, {})).total.used
  expect(await Promise.all([admin, viewer, member, otherMember].map(seen))).toEqual([30, 30, 10, 20])
  const everybody = await reportOf(member, { by: ['MEMBER'] })
  expect(everybody.groups.map(({ member: who }) => who?.name)).toEqual(['MEMBER 2'])
})

test('a report shows an API key only to a caller who may see the key', async () => {
  const { admin, member, viewer } = await holdfast.organization()
  await sung(member)
  const keyFor = async (client: Client) => (await reportOf(client, { by: ['API_KEY'] })).groups[0]?.apiKey
  expect(await keyFor(admin)).not.toBeNull()
  expect(await keyFor(admin)).toEqual(await keyFor(member))
  expect(await keyFor(viewer)).toBeNull()
})

test('the operator sees the usage of all organizations', async () => {
  now = Date.UTC(2027, 10, 5, 12)
  const [one, other] = [await holdfast.organization(), await holdfast.organization()]
  await sung(one.member)
  await sung(other.member)
  await sung(other.member, { model: 'udio' })
  const day = { from: '2027-11-05T00:00:00Z', to: '2027-11-06T00:00:00Z', creditType: 'music' }
  const { usage } = await holdfast.operator.run(PlatformUsage, { ...day, by: ['DAY', 'ORGANIZATION'] })
  expect(usage.total).toEqual({ used: 2 * SONG + OTHER_SONG, tasks: 3 })
  expect(usage.groups.map(({ organization, sums }) => [organization?.id, sums.used])).toEqual([
    [other.id, SONG + OTHER_SONG],
    [one.id, SONG],
  ])
  await expect(one.owner.run(PlatformUsage, { ...day, by: [] })).rejects.toThrow('Only the operator')
})

test.each<[Partial<UsageQueryVariables>, string]>([
  [{ from: '2027-02-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }, 'from must be before to'],
  [{ by: ['DAY', 'MONTH'] }, 'by must name at most one of HOUR, DAY, WEEK, MONTH'],
  [{ by: ['HOUR'] }, 'to must be at most 1000 periods (HOUR) after from'],
  [{ first: 0 }, 'first must be 1 to 1000'],
])('a report of %j is refused', async (asked, message) => {
  const { admin } = await holdfast.organization()
  await expect(reportOf(admin, asked)).rejects.toThrow(message)
})

test('a report of another organization’s member is refused', async () => {
  const [{ admin }, { member }] = [await holdfast.organization(), await holdfast.organization()]
  await sung(member)
  const [group] = (await reportOf(member, { by: ['MEMBER'] })).groups
  await expect(reportOf(admin, { filter: { memberId: group?.member?.id ?? '' } })).rejects.toThrow(
    'filter.memberId must be the id of a Member of the organization',
  )
})
