// Live usage: a report that follows what is used, for one organization and for all.

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import { Complete, Freeze, Spend, Submit } from '../support/operations.ts'

const HOUR_MS = 3_600_000
let now = Date.UTC(2027, 2, 1)
let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

interface Message {
  readonly usageChanged: {
    readonly total: { readonly used: number; readonly tasks: number }
    readonly groups: readonly object[]
  }
}
const FIELDS = `total { used tasks } groups { model organization { id } sums { used } }`

function watch(by: Client, more = '', from = '2027-03-01T00:00:00Z') {
  const document = `subscription { usageChanged(from: "${from}", creditType: "music" ${more}) { ${FIELDS} } }`
  return by.watch<Message, object>({ toString: () => document } as never, {})
}

/** A song by suno, which costs 10 credits. */
async function sung({ member }: TestOrganization): Promise<void> {
  const { submitTask } = await member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  await holdfast.operator.run(Complete, { input: { taskId: submitTask.task.id, result: {} } })
}

const used = ({ usageChanged: { total } }: Message) => total.used

test('the present report comes first, then each that differs, in the next hours, too', async () => {
  const organization = await holdfast.organization()
  const stream = watch(organization.admin, ', by: [MODEL]')
  expect((await stream.next()).usageChanged).toEqual({ total: { used: 0, tasks: 0 }, groups: [] })
  // What is only frozen is no usage: there is no message.
  const { freezeCredits } = await holdfast.operator.run(Freeze, {
    input: { organizationId: organization.id, credits: 7 },
  })
  if (freezeCredits?.__typename !== 'FreezeCreditsSuccess') throw new Error(JSON.stringify(freezeCredits))
  await sung(organization)
  const [first] = (
    await stream.until((message) => used(message) === 10 && message.usageChanged.total.tasks === 1)
  ).slice(-1)
  expect(first?.usageChanged.groups).toMatchObject([{ model: 'suno', sums: { used: 10 } }])
  now += HOUR_MS
  await holdfast.operator.run(Spend, { input: { holdId: freezeCredits.hold.id } })
  const later = await stream.until((message) => used(message) === 17)
  expect([...new Set(later.map(used))]).toEqual([0, 10, 17])
  await stream.end()
})

test('a recorded upstream cost alone moves the report of the operator who sees costs, and no other report', async () => {
  const organization = await holdfast.organization()
  await sung(organization)
  const { data } = await organization.admin.send<
    { organization: { tasks: { edges: { node: { id: string } }[] } } },
    object
  >('{ organization { tasks(first: 1) { edges { node { id } } } } }', {})
  const taskId = data?.organization.tasks.edges[0]?.node.id
  const costs = 'total { used upstreamCosts { amount currency } } groups { model sums { upstreamCosts { amount } } }'
  interface Costs {
    readonly usageChanged: { readonly total: { readonly used: number; readonly upstreamCosts: object[] | null } }
  }
  const follow = (client: Client, of: string) => {
    const document = `subscription { usageChanged(from: "2027-03-01T00:00:00Z", creditType: "music", by: [MODEL] ${of}) { ${costs} } }`
    return client.watch<Costs, object>({ toString: () => document } as never, {})
  }
  const [one, all] = [
    follow(holdfast.operator, `, organizationId: "${organization.id}"`),
    follow(holdfast.operator, ''),
  ]
  const own = follow(organization.admin, '')
  expect((await one.next()).usageChanged.total).toEqual({ used: 10, upstreamCosts: [] })
  await all.next()
  expect((await own.next()).usageChanged.total).toEqual({ used: 10, upstreamCosts: null })
  for (const amount of ['0.5', '0.25']) {
    await mutate(holdfast.operator, 'recordUpstreamCost', { taskId, upstreamCost: { amount, currency: 'USD' } })
    const expected = { used: 10, upstreamCosts: [{ amount, currency: 'USD' }] }
    const [first] = (await one.until(({ usageChanged: { total } }) => total.upstreamCosts?.length === 1)).slice(-1)
    expect(first?.usageChanged.total).toEqual(expected)
    await all.until(({ usageChanged: { total } }) => JSON.stringify(total.upstreamCosts).includes(amount))
  }
  // The next message of the organization's own stream is that of the next task.
  await sung(organization)
  expect((await own.next()).usageChanged.total.used).toBe(20)
  await Promise.all([one, all, own].map((stream) => stream.end()))
})

test('changes in quick succession come together, and nothing is read once nobody listens', async () => {
  const organization = await holdfast.organization()
  const [one, other] = [watch(organization.admin), watch(organization.admin)]
  for (const stream of [one, other]) expect(used(await stream.next())).toBe(0)
  const began = performance.now()
  await Promise.all(Array.from({ length: 20 }, () => sung(organization)))
  for (const stream of [one, other]) {
    const told = await stream.until((message) => used(message) === 200 && message.usageChanged.total.tasks === 20)
    // The present one, that of the first change, and one for each second that has passed since.
    expect(told.length).toBeLessThanOrEqual((performance.now() - began) / 1_000 + 3)
    await stream.end()
  }
  const { bus } = holdfast.holdfast.app
  await expect.poll(() => bus.listenerCount('entry', organization.uuid)).toBe(0)
  await sung(organization)
  // A stream that begins again has it all.
  const again = watch(organization.admin)
  expect(used(await again.next())).toBe(210)
  await again.end()
})

test('a member sees their own usage, another organization nothing, and the operator that of all', async () => {
  const [mine, other] = [await holdfast.organization(), await holdfast.organization()]
  const streams = [watch(mine.member), watch(mine.viewer), watch(other.admin)]
  for (const stream of streams) expect(used(await stream.next())).toBe(0)
  const all = watch(holdfast.operator, ', by: [ORGANIZATION]')
  await all.next()
  await sung(mine)
  await sung(other)
  const [own, elsewhere] = [
    await streams[0]?.until((each) => used(each) === 10),
    await streams[2]?.until((each) => used(each) === 10),
  ]
  expect([own, elsewhere].every((each) => each?.length)).toBe(true)
  const has = ({ usageChanged: { groups } }: Message) => {
    const ids = groups.map((group) => (group as { organization: { id: string } }).organization.id)
    return ids.includes(mine.id) && ids.includes(other.id)
  }
  await all.until(has)
  for (const stream of [...streams, all]) await stream.end()
})

test('a report whose range becomes too long ends with the reason', async () => {
  const organization = await holdfast.organization()
  const from = new Date(Math.floor(now / HOUR_MS) * HOUR_MS - 998 * HOUR_MS).toISOString()
  const stream = watch(organization.admin, ', by: [HOUR]', from)
  expect(used(await stream.next())).toBe(0)
  now += 3 * HOUR_MS
  await sung(organization)
  await expect(stream.next()).rejects.toThrow('from must be at most 1000 periods (HOUR) ago')
})

test('what can’t be asked is refused', async () => {
  const { admin, owner } = await holdfast.organization()
  const elsewhere = await holdfast.organization()
  const asked = async (by: Client, more: string, from?: string) => {
    const stream = watch(by, more, from)
    return stream.next().then(
      () => 'accepted',
      (error: unknown) => String(error),
    )
  }
  expect(await asked(admin, `, organizationId: "${elsewhere.id}"`)).toMatch('There is no such organization')
  expect(await asked(admin, ', by: [DAY, HOUR]')).toMatch('by must name at most one of HOUR, DAY, WEEK, MONTH')
  expect(await asked(admin, '', '2028-01-01T00:00:00Z')).toMatch('from must be in the past')
  expect(await asked(admin, ', by: [HOUR]', '2027-01-01T00:00:00Z')).toMatch(
    'from must be at most 1000 periods (HOUR) ago',
  )
  expect(await asked(admin, ', first: 0')).toMatch('first must be 1 to 1000')
  const { data } = await owner.send<{ organization: { members: { edges: { node: { id: string } }[] } } }, object>(
    '{ organization { members(first: 1) { edges { node { id } } } } }',
  )
  const memberId = data?.organization.members.edges[0]?.node.id
  expect(await asked(holdfast.operator, `, filter: { memberId: "${memberId}" }`)).toMatch(
    'filter.memberId must be null unless organizationId is given',
  )
})
