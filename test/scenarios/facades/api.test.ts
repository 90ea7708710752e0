// Façades over the API: the operator lists them, tries a change, sets and removes them, and finds each change in the audit log.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { FACADES } from '../../../src/facades/definition.ts'
import type { PlatformScope } from '../../generated/graphql.ts'
import { Client } from '../../support/client.ts'
import { Customer } from '../../support/customer.ts'
import { startTestHoldfast, type TestHoldfast } from '../../support/holdfast.ts'
import { CreatePlatformKey, Facades, RemoveFacade, SetFacade } from '../../support/operations.ts'
import { vendorClient } from '../../support/vendorClient.ts'

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ catalogue: 'sunor' })
})
afterAll(() => holdfast.stop())

const [BALANCE, SUBMIT] = [
  {
    does: 'BALANCE',
    method: 'GET',
    path: '/v9/credits',
    of: { model: 'suno', operation: 'music' },
    answer: '{ left: credits.available }',
  },
  { does: 'SUBMIT', method: 'POST', path: '/v9/songs', model: "'opera'", operation: "'sing'", answer: 'task.id' },
]
const MINE = {
  name: 'nine',
  key: { in: 'BEARER' },
  errors: {
    status: 'CODE',
    answer: '{ code: error.code }',
    codes: {
      ...{ invalid: 400, unauthorized: 401, notFound: 404, rateLimit: 429, insufficientCredits: 402, failed: 500 },
    },
  },
  endpoints: [BALANCE, SUBMIT],
}

const set = async (document: object, more: { isOn?: boolean; dryRun?: boolean } = {}) =>
  (await holdfast.operator.run(SetFacade, { input: { source: { document: { ...document } }, ...more } })).setFacade
const turn = async (name: string, isOn: boolean) =>
  (await holdfast.operator.run(SetFacade, { input: { source: { name }, isOn } })).setFacade
const remove = async (name: string, dryRun = false) =>
  (await holdfast.operator.run(RemoveFacade, { input: { name, dryRun } })).removeFacade
const read = (name: string) => holdfast.operator.run(Facades, { name })

interface Entry {
  readonly action: string
  readonly before: { readonly isOn: boolean; readonly definition: string | null } | null
  readonly after: { readonly isOn: boolean; readonly definition: string | null } | null
}

async function keyWith(scope: PlatformScope): Promise<Client> {
  const input = { name: scope, scopes: [scope] }
  const { createPlatformKey } = await holdfast.operator.run(CreatePlatformKey, { input })
  if (createPlatformKey?.__typename !== 'CreatePlatformKeySuccess') throw new Error(JSON.stringify(createPlatformKey))
  return new Client(holdfast.holdfast.url, createPlatformKey.secret)
}

/** The acts about façades in the audit log, oldest first. */
async function acts(): Promise<Entry[]> {
  const rows = await holdfast.holdfast.app.prisma.auditEntry.findMany({
    where: { subjectType: 'Facade' },
    orderBy: { id: 'asc' },
  })
  return rows as unknown as Entry[]
}

test('a façade is tried, set, changed, turned off and removed, and each change is in the audit log', async () => {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  await customer.grant({ credits: 25 })
  const ask = vendorClient(holdfast.holdfast.url, customer.organization.member.key, 'bearer')
  const tried = await set(MINE, { dryRun: true })
  expect(tried).toMatchObject({
    dryRun: true,
    facade: {
      ...{ name: 'nine', isOn: true, isOwn: true },
      endpoints: [
        { kind: 'BALANCE', method: 'GET', path: '/v9/credits', answeredBy: null, unpriced: null },
        { kind: 'SUBMIT', method: 'POST', path: '/v9/songs', answeredBy: null, unpriced: 'sing of opera' },
      ],
    },
    changes: expect.arrayContaining([
      { path: 'isOn', from: 'false', to: 'true' },
      { path: 'endpoints.GET /v9/credits.answer', from: null, to: BALANCE?.answer },
    ]),
  })
  expect((await read('nine')).facade).toBeNull()
  expect(await acts()).toEqual([])

  expect(await set(MINE)).toMatchObject({ dryRun: false, facade: { isOn: true } })
  expect((await read('nine')).facade).toMatchObject({ isOn: true, isOwn: true, definition: MINE })
  expect((await ask('/v9/credits')).body).toEqual({ left: 25 })
  expect(await set(MINE)).toMatchObject({ changes: [] })

  const changed = { ...MINE, endpoints: [{ ...BALANCE, answer: '{ rest: credits.available }' }] }
  expect(await set(changed)).toMatchObject({
    changes: expect.arrayContaining([
      { path: 'endpoints.GET /v9/credits.answer', from: BALANCE?.answer, to: '{ rest: credits.available }' },
      { path: 'endpoints.POST /v9/songs.method', from: 'POST', to: null },
    ]),
  })
  expect((await ask('/v9/credits')).body).toEqual({ rest: 25 })
  expect(await turn('nine', false)).toMatchObject({ changes: [{ path: 'isOn', from: 'true', to: 'false' }] })
  expect((await customer.call('/v9/credits')).status).toBe(404)

  expect(await remove('nine', true)).toMatchObject({ dryRun: true, facade: null })
  expect((await read('nine')).facade).not.toBeNull()
  expect(await remove('nine')).toMatchObject({ facade: null, dryRun: false })
  expect(await remove('nine')).toMatchObject({ code: 'NOT_FOUND' })
  expect(await turn('nine', true)).toMatchObject({ code: 'NOT_FOUND' })

  const all = await acts()
  expect(all.map(({ action, before, after }) => [action, before?.isOn, after?.isOn])).toEqual([
    ['setFacade', false, true],
    ['setFacade', true, true],
    ['setFacade', true, false],
    ['removeFacade', false, false],
  ])
  expect(JSON.parse(all[1]?.before?.definition ?? '')).toEqual(MINE)
  expect(JSON.parse(all[1]?.after?.definition ?? '')).toEqual(changed)
})

test('a façade that comes with Holdfast is replaced by one of its name, and is back when that is removed', async () => {
  const sunor = FACADES.sunor as { rate: object }
  const slow = { ...sunor, rate: { requests: 3, seconds: 60 } }
  expect(await set(slow)).toMatchObject({
    facade: { isOwn: true },
    changes: [
      { path: 'rate.requests', from: '120', to: '3' },
      { path: 'rate.seconds', from: '60', to: '60' },
      { path: 'rate.remainingHeader', from: 'x-ratelimit-remaining', to: null },
    ].filter(({ from, to }) => from !== to),
  })
  expect(await remove('sunor')).toMatchObject({ facade: { name: 'sunor', isOn: false, isOwn: false } })
  expect(await turn('sunor', true)).toMatchObject({ facade: { isOn: true, isOwn: false } })
  expect((await read('sunor')).facade?.definition).toEqual(sunor)
  expect(await remove('sunor')).toMatchObject({ changes: [{ path: 'isOn', from: 'true', to: 'false' }] })
  expect(await remove('sunor')).toMatchObject({ changes: [] })
  await turn('sunor', true)
})

test('an invalid document is refused with the path of each mistake, and changes nothing', async () => {
  const errors = (change: object) => ({ ...MINE, errors: { ...MINE.errors, ...change } })
  const endpoint = (change: object) => ({ ...MINE, endpoints: [{ ...BALANCE, ...change }] })
  for (const [document, path, message] of [
    [endpoint({ answer: 'credit.available' }), 'endpoints.0.answer', /^must read .*credits only, not credit$/],
    [endpoint({ answer: '{ a: credits.left }' }), 'endpoints.0.answer', /available, .* not credits\.left$/],
    [endpoint({ answer: '[?' }), 'endpoints.0.answer', /^must be a JMESPath expression: /],
    [endpoint({ of: { model: 'suno' } }), 'endpoints.0.of.operation', /^must be given$/],
    [endpoint({ does: 'DANCE' }), 'endpoints.0.does', /^must be one of BALANCE/],
    [errors({ answer: 'error.text' }), 'errors.answer', /not error\.text$/],
    [errors({ status: 20 }), 'errors.status', /./],
    [{ ...MINE, name: 'with space' }, 'name', /./],
    [{ ...MINE, description: 'x'.repeat(2_001) }, 'description', /at most 2000 characters/],
    [{ ...MINE, bodyBytesMax: 2_000_000 }, 'bodyBytesMax', /1 to 1000000/],
  ] as const) {
    const refused = await set(document)
    if (refused?.__typename !== 'InvalidInputError') throw new Error(`${path}: ${JSON.stringify(refused)}`)
    expect(refused.issues.map((issue) => issue.path)).toContain(path)
    expect(refused.issues.find((issue) => issue.path === path)?.message).toMatch(message)
  }
  const large = Array.from({ length: 190 }, (_, i) => ({
    ...BALANCE,
    path: `/v9/${i}`,
    answer: `'${'x'.repeat(1_200)}'`,
  }))
  expect(await set({ ...MINE, endpoints: large })).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('must have at most 200000 characters as JSON'),
  })
  expect((await read('nine')).facade).toBeNull()
})

test('a platform key needs READ to see façades, and CATALOGUE to change them', async () => {
  const reader = await keyWith('READ')
  expect((await reader.run(Facades, { name: 'sunor' })).facades?.map(({ name }) => name)).toEqual(
    Object.keys(FACADES).sort(),
  )
  const input = { source: { name: 'musicapi' }, dryRun: true }
  await expect(reader.run(SetFacade, { input })).rejects.toThrow()
  const catalogue = await keyWith('CATALOGUE')
  expect((await catalogue.run(SetFacade, { input })).setFacade).toMatchObject({ dryRun: true })
})
