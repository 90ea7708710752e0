// Numbers that a double doesn't keep are refused wherever they come in, and lengths are counted in characters.

import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Complete, Quote, SetPrice, Submit } from '../support/operations.ts'

let holdfast: TestHoldfast
let organization: TestOrganization

beforeAll(async () => {
  holdfast = await startTestHoldfast({ catalogue: 'sunoapi' })
  organization = await holdfast.organization()
})
afterAll(() => holdfast.stop())

const BIG = '9007199254740993'
const REFUSAL = {
  code: 'INVALID_INPUT',
  issues: [{ path: 'input.deep.0.seed', message: expect.stringContaining(BIG) }],
}

const SUBMIT = `mutation Submit($input: SubmitTaskInput!) { submitTask(input: $input) {
  ... on SubmitTaskSuccess { replayed task { input } }
  ... on InvalidInputError { code issues { path message } } } }`

/** A body as it is written, for no object of JavaScript's holds such a number. */
function bodyWith(number: string, idempotencyKey = ''): string {
  const input = `{"model":"suno","operation":"music","input":{"deep":[{"seed":${number}}]}${idempotencyKey && `,"idempotencyKey":"${idempotencyKey}"`}}`
  return `{"query":${JSON.stringify(SUBMIT)},"variables":{"input":${input}}}`
}

function post(path: string, body: string) {
  const key = organization.member.key as string
  const headers = { 'content-type': 'application/json', 'x-api-key': key, authorization: `Bearer ${key}` }
  return fetch(`${holdfast.holdfast.url}${path}`, { method: 'POST', headers, body })
}

async function submit(number: string, idempotencyKey?: string) {
  const { data } = await (await post('/graphql', bodyWith(number, idempotencyKey))).json()
  return data.submitTask
}

test('a number that a double cannot represent is refused with its path over HTTP; every other number is accepted', async () => {
  for (const number of [
    BIG,
    '-9007199254740993',
    '0.12345678901234567891',
    '1e400',
    '1e-400',
    '12345678901234567890',
  ]) {
    expect(await submit(number)).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'input.deep.0.seed' }] })
  }
  expect(await submit(BIG)).toMatchObject(REFUSAL)
  for (const number of ['9007199254740991', '1.50', '0.1', '1e21', '-0', '1E2']) {
    expect(await submit(number)).toMatchObject({ task: { input: { deep: [{ seed: Number(number) + 0 }] } } })
  }
})

test('two different seeds never become the same seed', async () => {
  expect(await submit('9007199254740992', 'seed')).toMatchObject({ replayed: false })
  expect(await submit(BIG, 'seed')).toMatchObject(REFUSAL)
  expect(await submit('9007199254740992', 'seed')).toMatchObject({ replayed: true })
})

test('the same holds in a document, over a WebSocket, and in a variable of a GET', async () => {
  const { member } = organization
  const inline = `mutation { submitTask(input: { model: "suno", operation: "music", input: { deep: [{ seed: ${BIG} }] } }) {
    ... on InvalidInputError { code issues { path message } } } }`
  expect((await member.send(inline)).data).toMatchObject({ submitTask: REFUSAL })

  const url = `${holdfast.holdfast.url.replace('http', 'ws')}/graphql`
  const socket = new WebSocket(url, 'graphql-transport-ws')
  const answered = new Promise<object>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { apiKey: member.key } })))
    socket.on('message', (data) => {
      const message = JSON.parse(String(data))
      if (message.type === 'connection_ack') socket.send(`{"id":"1","type":"subscribe","payload":${bodyWith(BIG)}}`)
      if (message.type === 'next' || message.type === 'error') resolve(message.payload)
    })
  })
  expect(await answered).toMatchObject({ data: { submitTask: REFUSAL } })
  socket.close()

  const query = `query($input: JSONObject) { quote(model: "suno", operation: "music", input: $input) {
    ... on InvalidInputError { code issues { path } } } }`
  const get = new URL(`${holdfast.holdfast.url}/graphql`)
  get.searchParams.set('query', query)
  get.searchParams.set('variables', `{"input":{"seed":${BIG}}}`)
  const headers = { 'x-api-key': member.key as string, accept: 'application/json' }
  expect(await (await fetch(get, { headers })).json()).toMatchObject({
    data: { quote: { code: 'INVALID_INPUT', issues: [{ path: '0.input.seed' }] } },
  })
})

test('the same holds in a worker’s result and at a vendor’s façade', async () => {
  const { submitTask } = await organization.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  const taskId = submitTask.task.id
  const complete = `mutation { completeTask(input: { taskId: "${taskId}", result: { seed: ${BIG} } }) {
    ... on InvalidInputError { code issues { path } } } }`
  expect((await holdfast.operator.send(complete)).data).toMatchObject({
    completeTask: { code: 'INVALID_INPUT', issues: [{ path: 'result.seed' }] },
  })
  expect((await holdfast.operator.run(Complete, { input: { taskId } })).completeTask?.__typename).toBe(
    'CompleteTaskSuccess',
  )
  const facade = await post('/api/v1/generate', `{"prompt":"rain","seed":${BIG}}`)
  expect(await facade.json()).toMatchObject({ code: 400, msg: expect.stringContaining('input.seed') })
})

test('lengths count characters: ten notes of music are ten', async () => {
  const notes = '🎵'.repeat(10)
  await holdfast.operator.run(SetPrice, {
    input: {
      ...{ provider: 'acme', model: 'notes', operation: 'song', creditType: 'music', credits: 1 },
      inputLimits: [{ field: 'title', maxLength: 10 }],
    },
  })
  const quoted = async (title: string) =>
    (await organization.member.run(Quote, { model: 'notes', operation: 'song', input: { title } })).quote
  expect(await quoted(notes)).toMatchObject({ credits: 1 })
  expect(await quoted(`${notes}♪`)).toMatchObject({ code: 'INPUT_LIMIT', limit: 'must have at most 10 characters' })

  const key = async (length: number) => {
    const input = { model: 'notes', operation: 'song', idempotencyKey: '🎵'.repeat(length) }
    return (await organization.member.run(Submit, { input })).submitTask
  }
  expect(await key(255)).toMatchObject({ replayed: false })
  expect(await key(256)).toMatchObject({
    issues: [{ path: 'idempotencyKey', message: 'must have at most 255 characters' }],
  })
})
