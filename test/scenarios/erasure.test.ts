// Erasure and retention: a removed person leaves no trace but their acts, and what tasks leave is kept as long as the settings say.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeGlobalId } from '../../src/graphql/ids.ts'
import { sweepErasing } from '../../src/offboarding/erasing.ts'
import { retain } from '../../src/offboarding/retention.ts'
import type { Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Complete, Submit } from '../support/operations.ts'
import { signUp } from '../support/people.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

let now = Date.now()
let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({
    clock: () => new Date(now),
    sessions: { signUp: true, oidc: null },
    trustedProxies: ['loopback'],
    feedDays: 30,
  })
})
afterAll(() => holdfast.stop())

/** The tables that have a row with this text, in whatever column. */
async function tablesWith(text: string): Promise<string[]> {
  return run(holdfast.database.url, async (client) => {
    const { rows } = await client.query(`
      SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname IN ('public', 'graphile_worker')`)
    const found: string[] = []
    for (const { name } of rows) {
      const { rows: counted } = await client.query(
        `SELECT count(*)::int AS count FROM ${name} AS row WHERE position(lower($1) in lower(row::text)) > 0`,
        [text],
      )
      if (counted[0].count > 0) found.push(name)
    }
    return found.sort()
  })
}

async function submitted(client: Client, prompt: string): Promise<string> {
  const { submitTask } = await client.run(Submit, { input: { model: 'suno', operation: 'music', input: { prompt } } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  return submitTask.task.id
}

async function completed(taskId: string, result: Record<string, unknown>): Promise<void> {
  const { completeTask } = await holdfast.operator.run(Complete, { input: { taskId, result } })
  expect(completeTask?.__typename).toBe('CompleteTaskSuccess')
}

/** Stores a file of a task, and returns whether it is there. */
async function fileOf(taskId: string, { uuid }: TestOrganization) {
  const [, id = ''] = decodeGlobalId(taskId).id.split('/')
  const { storage } = holdfast.holdfast.app
  const file = { key: `${uuid}/${id}/song.wav`, contentType: 'audio/wav' }
  await storage?.put(file, Buffer.from('RIFF'))
  const asker = { organizationId: null, memberId: null, keyId: null }
  const link = await storage?.linkTo(file, asker)
  return async () => (await fetch(link?.url ?? '')).status
}

const mutate = async (client: Client, mutation: string) =>
  Object.values((await client.send<Record<string, unknown>, never>(`mutation { ${mutation} }`)).data ?? {})[0]

const FACTS = '... on Error { code message } ... on EraseMemberSuccess { member { id name } }'

test('a member who is erased is in no table any more, and every sum and hash stays', async () => {
  const organization = await holdfast.organization()
  const browser = await signUp(holdfast, 'zelda@example.com', 'Zelda Zimmer')
  const { rows } = await run(holdfast.database.url, (client) =>
    client.query(`SELECT id FROM auth_user WHERE email = 'zelda@example.com'`),
  )
  const subject = `user:${rows[0].id}`
  const added = await mutate(
    holdfast.operator,
    `addMember(input: { organizationId: "${organization.id}", name: "Zelda Zimmer", role: ADMIN, subject: "${subject}" }) {
      ... on AddMemberSuccess { member { id } } ... on Error { message } }`,
  )
  const { id: memberId } = (added as { member: { id: string } }).member
  const zelda = browser.client(organization.id)
  await mutate(zelda, 'createInvitation(input: { email: "friend@example.com", role: MEMBER }) { __typename }')
  await mutate(
    zelda,
    `createApiKey(input: { memberId: "${memberId}", name: "Laptop of Zelda", scopes: [READ] }) { __typename }`,
  )
  const taskId = await submitted(zelda, 'a quiet lullaby for Zelda')
  const statusOfFile = await fileOf(taskId, organization)
  await completed(taskId, { files: [{ name: 'song.wav', contentType: 'audio/wav', bytes: 4 }], title: 'Zelda sleeps' })
  expect(await statusOfFile()).toBe(200)
  expect(await tablesWith('zelda')).toEqual(
    expect.arrayContaining([
      'public.api_key',
      'public.audit_entry',
      'public.auth_user',
      'public.member',
      'public.task',
    ]),
  )
  const BALANCE = '{ organization { wallet { available spent } } }'
  const before = await organization.owner.send(BALANCE)

  const erase = `eraseMember(input: { memberId: "${memberId}", reason: "A request of 26 November" }) { ${FACTS} }`
  expect(await mutate(organization.owner, erase)).toEqual({
    code: 'INVALID_INPUT',
    message: 'memberId must be a member who was removed: call removeMember first',
  })
  await mutate(organization.owner, `removeMember(input: { memberId: "${memberId}" }) { __typename }`)
  expect(await mutate(organization.owner, erase)).toEqual({ member: { id: memberId, name: 'Erased member' } })

  expect(await tablesWith('zelda')).toEqual([])
  expect(await tablesWith(subject)).toEqual([])
  expect(await statusOfFile()).toBe(404)
  expect((await browser.client().send('{ viewer { person { name } } }')).data).toEqual({ viewer: null })
  expect((await organization.owner.send(BALANCE)).data).toEqual(before.data)
  const audit = await organization.owner.send<Record<string, unknown>, never>(
    '{ organization { audit(filter: { action: "eraseMember" }, first: 5) { edges { node { subjectId after actorName } } } } }',
  )
  expect(audit.data).toMatchObject({
    organization: {
      audit: { edges: [{ node: { after: { reason: 'A request of 26 November' }, actorName: 'OWNER 0' } }] },
    },
  })
  const task = await organization.owner.send<Record<string, unknown>, never>(
    `{ node(id: "${taskId}") { ... on Task { status input result forgottenAt credits member { name } } } }`,
  )
  expect(task.data).toMatchObject({
    node: {
      status: 'SUCCEEDED',
      input: {},
      result: null,
      forgottenAt: expect.any(String),
      member: { name: 'Erased member' },
    },
  })
  // Again: nothing changes.
  expect(await mutate(organization.owner, erase)).toMatchObject({ member: { name: 'Erased member' } })
})

test('an account of a member elsewhere stays, and so does what other members asked for', async () => {
  const [one, other] = [await holdfast.organization(), await holdfast.organization()]
  await signUp(holdfast, 'yara@example.com', 'Yara Young')
  const { rows } = await run(holdfast.database.url, (client) =>
    client.query(`SELECT id FROM auth_user WHERE email = 'yara@example.com'`),
  )
  const ids: string[] = []
  for (const { id } of [one, other]) {
    const added = await mutate(
      holdfast.operator,
      `addMember(input: { organizationId: "${id}", name: "Yara Young", role: MEMBER, subject: "user:${rows[0].id}" }) {
        ... on AddMemberSuccess { member { id } } }`,
    )
    ids.push((added as { member: { id: string } }).member.id)
  }
  const taskId = await submitted(one.member, 'somebody else’s song')
  await mutate(one.owner, `removeMember(input: { memberId: "${ids[0]}" }) { __typename }`)
  await mutate(one.owner, `eraseMember(input: { memberId: "${ids[0]}", reason: "asked" }) { __typename }`)
  expect(await tablesWith('yara@example.com')).toEqual(['public.auth_user'])
  const kept = await one.owner.send<{ node: unknown }, never>(`{ node(id: "${taskId}") { ... on Task { input } } }`)
  expect(kept.data?.node).toEqual({ input: { prompt: 'somebody else’s song' } })
  expect(
    await mutate(one.member, `eraseMember(input: { memberId: "${ids[0]}", reason: "x" }) { __typename }`),
  ).not.toMatchObject({
    __typename: 'EraseMemberSuccess',
  })
})

test('a task that is still running is erased when it has ended', async () => {
  const organization = await holdfast.organization()
  const taskId = await submitted(organization.member, 'a wolpertinger sings')
  const { data } = await organization.member.send<{ viewer: { member: { id: string } } }, never>(
    '{ viewer { member { id } } }',
  )
  const memberId = data?.viewer.member.id
  await mutate(organization.owner, `removeMember(input: { memberId: "${memberId}", openTasks: FINISH }) { __typename }`)
  await mutate(organization.owner, `eraseMember(input: { memberId: "${memberId}", reason: "asked" }) { __typename }`)
  expect(await tablesWith('wolpertinger')).toEqual(['public.task'])
  await completed(taskId, { title: 'wolpertinger' })
  expect(await sweepErasing(holdfast.holdfast.app)).toBe(1)
  expect(await tablesWith('wolpertinger')).toEqual([])
})

test('inputs, results and files are kept as long as the settings say', async () => {
  const organization = await holdfast.organization()
  const { app } = holdfast.holdfast
  const taskId = await submitted(organization.member, 'an old song')
  const statusOfFile = await fileOf(taskId, organization)
  await completed(taskId, { files: [{ name: 'song.wav', contentType: 'audio/wav', bytes: 4 }] })
  const content = async () =>
    (await organization.owner.send<{ node: unknown }, never>(`{ node(id: "${taskId}") { ... on Task { input } } }`))
      .data?.node
  const keep = { failedTasksDays: 30, tasksDays: 90, filesDays: null, providerJobsDays: 7 }
  now += 89 * DAY_MS
  await retain(app, keep)
  expect([await content(), await statusOfFile()]).toEqual([{ input: { prompt: 'an old song' } }, 200])
  await retain(app, { ...keep, filesDays: 30 })
  expect([await content(), await statusOfFile()]).toEqual([{ input: { prompt: 'an old song' } }, 404])
  now += 2 * DAY_MS
  await retain(app, keep)
  expect(await content()).toEqual({ input: {} })
})
