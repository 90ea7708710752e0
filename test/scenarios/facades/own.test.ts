// A façade of the platform's own, as a file: its key in the query, codes in the body, and idempotency keys.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Customer } from '../../support/customer.ts'
import { startTestHoldfast, type TestHoldfast } from '../../support/holdfast.ts'
import { runHoldfast } from '../../support/process.ts'

let holdfast: TestHoldfast
let folder: string
beforeAll(async () => {
  holdfast = await startTestHoldfast({ catalogue: 'sunor' })
  folder = await mkdtemp(join(tmpdir(), 'facades-'))
})
afterAll(async () => {
  await holdfast.stop()
  await rm(folder, { recursive: true })
})

const MINE = {
  name: 'tunes',
  key: { in: 'QUERY', name: 'api_key' },
  errors: {
    status: 200,
    answer: '{ ok: `false`, code: error.code, why: error.message }',
    codes: {
      invalid: 1,
      unauthorized: 2,
      notFound: 3,
      rateLimit: 4,
      insufficientCredits: { code: 5, message: "join(' ', ['short by', to_string(error.required - error.available)])" },
      failed: 6,
      conflict: 7,
    },
  },
  endpoints: [
    {
      does: 'BALANCE',
      method: 'GET',
      path: '/tunes/{region}/balance',
      of: { model: 'suno', operation: 'music' },
      answer: '{ ok: `true`, region: path.region, left: credits.available }',
    },
    {
      does: 'SUBMIT',
      method: 'POST',
      path: '/tunes/songs',
      model: "'suno'",
      operation: "'music'",
      input: "{ prompt: body.about, sandbox: { outcome: 'STUCK' } }",
      idempotencyKey: 'headers."idempotency-key"',
      status: 201,
      answer: '{ ok: `true`, id: task.id }',
    },
  ],
}

const command = (...args: string[]) => runHoldfast(['facade', ...args], { DATABASE_URL: holdfast.database.url })

async function load(document: object, name = 'mine') {
  const file = join(folder, `${name}.json`)
  await writeFile(file, JSON.stringify(document))
  return command('load', file)
}

test('a façade is loaded from a file, answers at once, and is turned off', async () => {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  await customer.grant({ credits: 25 })
  const { key } = customer.organization.member
  const balance = () => customer.call(`/tunes/eu%20west/balance?api_key=${key}`)
  expect(await balance()).toMatchObject({ status: 404, text: expect.stringContaining('"code":"NOT_FOUND"') })
  expect(await load(MINE)).toMatchObject({ code: 0, stdout: 'tunes: on, own definition, 2 endpoints\n' })
  await expect.poll(async () => (await balance()).status).toBe(200)
  expect((await balance()).text).toBe('{"ok":true,"region":"eu west","left":25}')
  expect((await customer.call('/tunes/eu/balance?api_key=none')).text).toContain('"code":2')
  expect((await customer.call('/tunes/eu/balance', { method: 'POST' })).text).toContain('"code":3')

  const post = (about: string, idempotencyKey: string) =>
    customer.call(`/tunes/songs?api_key=${key}`, {
      method: 'POST',
      body: JSON.stringify({ about }),
      headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    })
  const first = await post('rain', 'one')
  expect(first.status).toBe(201)
  expect(await post('rain', 'one')).toEqual(first)
  expect((await post('snow', 'one')).text).toContain('"code":7')
  await post('snow', 'two')
  expect((await post('hail', 'three')).text).toBe('{"ok":false,"code":5,"why":"short by 5"}')

  expect((await command('list', '--json')).stdout).toContain('"name":"tunes"')
  expect(await command('off', 'tunes')).toMatchObject({ code: 0, stdout: 'tunes: off, own definition, 2 endpoints\n' })
  await expect.poll(async () => (await balance()).status).toBe(404)
  expect(JSON.parse((await command('show', 'tunes')).stdout)).toEqual(MINE)
  expect((await command('remove', 'tunes', '--dry-run')).stdout).toContain('- name: tunes\n')
  expect(await command('remove', 'tunes')).toMatchObject({ code: 0, stdout: 'It is removed.\n' })
  expect(await command('remove', 'tunes')).toMatchObject({ code: 2 })
})

test('a definition that is not valid is refused with its mistake, and changes nothing', async () => {
  const [balance, submit] = MINE.endpoints
  const invalid: [document: object, message: string][] = [
    [{ ...MINE, endpoints: [] }, 'endpoints must not be empty'],
    [{ ...MINE, endpoints: [balance, balance] }, 'endpoints must not have twice: GET /tunes/{}/balance'],
    [
      { ...MINE, endpoints: [{ ...balance, path: '/graphql' }] },
      'endpoints.0.path must not be a path of Holdfast itself',
    ],
    [{ ...MINE, endpoints: [{ ...balance, path: 'tunes' }] }, 'endpoints.0.path must be a path, such as'],
    [{ ...MINE, endpoints: [{ ...balance, path: '/{a}/{a}' }] }, 'endpoints.0.path must not have a parameter twice'],
    [{ ...MINE, endpoints: [{ ...submit, answer: '{' }] }, 'endpoints.0.answer must be a JMESPath expression'],
    [{ ...MINE, key: { in: 'COOKIE' } }, 'key.in must be one of BEARER, HEADER, QUERY'],
    [{ ...MINE, errors: { ...MINE.errors, codes: { invalid: 1 } } }, 'errors.codes must have invalid, unauthorized'],
    [{ ...MINE, endpoint: [] }, 'The input must not have endpoint: its fields are '],
    [{ ...MINE, endpoint: [] }, '. Did you mean endpoints?'],
  ]
  await Promise.all(
    invalid.map(async ([document, message], i) => {
      const refused = { code: 1, stderr: expect.stringContaining(message) }
      expect(await load(document, `invalid ${i}`)).toMatchObject(refused)
    }),
  )
  expect(await command('show', 'sunor')).toMatchObject({ code: 0, stdout: expect.stringContaining('"name": "sunor"') })
  expect(await command('off', 'nobody')).toMatchObject({ code: 2 })
  expect(await command('show', 'nobody')).toMatchObject({ code: 2 })
})

test('if two façades have the same path, the one that was turned on first answers, and turning the other on lists the path', async () => {
  expect((await command('load', 'musicapi')).stdout).toMatch(
    /^musicapi: on, \d+ endpoints\. Without a price: create of sonic, lyrics of lyrics, .*stems-basic of sonic/,
  )
  expect((await command('load', 'aimusicapi')).stdout).toContain(
    'Not answered: GET /api/v1/get-credits (musicapi answers it), POST /api/v1/sonic/create',
  )
})
