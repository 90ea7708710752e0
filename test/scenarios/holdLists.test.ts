// The holds of an organization, open and ended, are listed newest first, and found by how they ended, by member, purpose, tag and time.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/ledger/must.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'

let now = Date.now()
let holdfast: TestHoldfast
let organization: TestOrganization
beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
  organization = await holdfast.organization()
  await story()
})
afterAll(() => holdfast.stop())

const MINUTE = 60_000
const times: Record<string, string> = {}

/** Names the present instant, and passes a minute. */
function pass(name: string): void {
  now += MINUTE
  times[name] = new Date(now).toISOString()
  now += MINUTE
}

async function freeze(description: string, more: object = {}): Promise<string> {
  const input = { organizationId: organization.id, credits: 10, description, ...more }
  const answer = await mutate<{ hold?: { id: string } }>(holdfast.operator, 'freezeCredits', input, 'hold { id }')
  return must(answer.hold, JSON.stringify(answer)).id
}

async function taskOf(client: Client): Promise<string> {
  const input = { model: 'suno', operation: 'music' }
  const { task } = await mutate<{ task: { id: string } }>(client, 'submitTask', input, 'task { id }')
  return task.id
}

/** One hold of each kind. */
async function story(): Promise<void> {
  const { operator } = holdfast
  await freeze('open', { tags: ['red', 'album'] })
  await mutate(operator, 'spendCredits', { holdId: await freeze('spent', { externalId: 'h-1' }), credits: 4 })
  pass('first')
  const purpose = { model: 'udio', operation: 'music' }
  await mutate(operator, 'releaseCredits', { holdId: await freeze('released', { tags: ['red'], purpose }) })
  pass('second')
  await mutate(operator, 'completeTask', { taskId: await taskOf(organization.member) })
  await taskOf(organization.otherMember)
  await freeze('timed out', { expiresAt: new Date(now + MINUTE).toISOString() })
  pass('third')
}

interface Listed {
  readonly description: string
  readonly status: string
  readonly task: { readonly id: string } | null
}

async function holds(filter: string, client = organization.admin, page = 'first: 50'): Promise<Listed[]> {
  const { data, errors } = await client.send<{ organization: { holds: { edges: { node: Listed }[] } } }, unknown>(
    `{ organization { holds(filter: { ${filter} }, ${page}) { edges { node { description status task { id } } } } } }`,
  )
  if (errors) throw new Error(errors[0]?.message)
  return data?.organization.holds.edges.map(({ node }) => node) ?? []
}

const named = async (filter: string, client?: Client) =>
  (await holds(filter, client)).map(({ description }) => description)

test('open and ended holds are listed newest first, each with how it ended', async () => {
  // A sweep ends the one that has timed out.
  await expect
    .poll(async () => (await holds('')).map(({ description, status }) => [description, status]))
    .toEqual([
      ['timed out', 'TIMED_OUT'],
      ['suno music', 'OPEN'],
      ['suno music', 'SPENT'],
      ['released', 'RELEASED'],
      ['spent', 'SPENT'],
      ['open', 'OPEN'],
    ])
})

test('each condition finds its holds, and several find those that meet all', async () => {
  expect(await named('statuses: [OPEN]')).toEqual(['suno music', 'open'])
  expect(await named('statuses: [RELEASED, TIMED_OUT]')).toEqual(['timed out', 'released'])
  expect(await named('statuses: []')).toEqual([])
  expect(await named('isOfTask: true')).toEqual(['suno music', 'suno music'])
  expect(await named('isOfTask: false, statuses: [SPENT]')).toEqual(['spent'])
  expect(await named('tag: "red"')).toEqual(['released', 'open'])
  expect(await named('model: "udio", operation: "music"')).toEqual(['released'])
  expect(await named('model: "suno"')).toEqual(['suno music', 'suno music'])
  expect(await named('creditType: "music", statuses: [SPENT]')).toEqual(['suno music', 'spent'])
  expect(await named('creditType: "lyrics"')).toEqual([])
  expect(await named('externalId: "h-1"')).toEqual(['spent'])
  expect(await named('externalId: "h-2"')).toEqual([])
})

test('holds are found by when they were opened and by when they ended', async () => {
  const { first, second } = times
  expect(await named(`until: "${first}"`)).toEqual(['spent', 'open'])
  expect(await named(`from: "${first}", until: "${second}"`)).toEqual(['released'])
  expect(await named(`endedUntil: "${first}"`)).toEqual(['spent'])
  expect(await named(`endedFrom: "${first}", endedUntil: "${second}"`)).toEqual(['released'])
  // What has not ended has no time of its end.
  expect(await named(`endedFrom: "${first}", statuses: [OPEN]`)).toEqual([])
  await expect(holds(`endedFrom: "${second}", endedUntil: "${first}"`)).rejects.toThrow(
    'filter.endedFrom must be before endedUntil',
  )
})

test('a member sees the holds of their own spending, and finds no others’', async () => {
  const idOf = async (client: Client) => {
    const { data } = await client.send<{ viewer: { member: { id: string } } }, unknown>('{ viewer { member { id } } }')
    return data?.viewer.member.id
  }
  const [member, other] = [await idOf(organization.member), await idOf(organization.otherMember)]
  expect(await holds('', organization.member)).toMatchObject([{ status: 'SPENT', task: { id: expect.any(String) } }])
  expect(await holds(`memberId: "${other}"`, organization.member)).toEqual([])
  for (const client of [organization.owner, organization.viewer]) {
    expect(await holds(`memberId: "${member}"`, client)).toMatchObject([{ status: 'SPENT' }])
  }
  const stranger = await holdfast.organization()
  expect(await holds('', stranger.owner)).toEqual([])
  expect(await holds(`memberId: "${member}"`, stranger.owner)).toEqual([])
})

test('the operator reads those of every organization', async () => {
  const { data } = await holdfast.operator.send<
    { organizations: { edges: { node: { id: string; holds: { edges: unknown[] } } }[] } },
    unknown
  >(
    '{ organizations(first: 50) { edges { node { id holds(filter: { statuses: [TIMED_OUT] }, first: 5) { edges { node { id } } } } } } }',
  )
  const own = data?.organizations.edges.find(({ node }) => node.id === organization.id)
  expect(own?.node.holds.edges).toHaveLength(1)
})
