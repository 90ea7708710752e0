// A client written for sunoapi.org: https://docs.sunoapi.org/suno-api, with its own examples. Its callbacks come to a local server.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { CallbackReceiver } from '../../support/callbackReceiver.ts'
import { Customer } from '../../support/customer.ts'
import { startTestHoldfast, type TestHoldfast } from '../../support/holdfast.ts'
import { vendorClient } from '../../support/vendorClient.ts'

let holdfast: TestHoldfast
let receiver: CallbackReceiver
beforeAll(async () => {
  receiver = await CallbackReceiver.start()
  holdfast = await startTestHoldfast({ catalogue: 'sunoapi', privateWebhooks: true })
})
afterAll(async () => {
  await holdfast.stop()
  receiver.stop()
})

async function customerWith(credits: number) {
  const customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
  await customer.grant({ credits })
  return { customer, ask: vendorClient(holdfast.holdfast.url, customer.organization.member.key, 'bearer') }
}

const SONG = {
  prompt: 'A calm and relaxing piano track with soft melodies',
  style: 'Classical',
  title: 'Peaceful Piano Meditation',
  customMode: true,
  instrumental: true,
  model: 'V4_5',
  negativeTags: 'Heavy Metal, Upbeat Drums',
}

test('music is generated, its callback arrives, and record-info has the same data', async () => {
  const { ask } = await customerWith(112)
  const body = { ...SONG, callBackUrl: receiver.urlOf('/music') }
  const created = await ask('/api/v1/generate', { method: 'POST', body })
  expect(created.body).toEqual({ code: 200, msg: 'success', data: { taskId: expect.stringMatching(/^task_/) } })
  const { taskId } = created.body.data
  expect((await ask('/api/v1/generate/credit')).body).toEqual({ code: 200, msg: 'success', data: 100 })
  const before = (await ask(`/api/v1/generate/record-info?taskId=${taskId}`)).body.data
  expect(before).toMatchObject({ taskId, response: null, type: 'GENERATE', errorCode: null, errorMessage: null })
  expect(['PENDING', 'TEXT_SUCCESS']).toContain(before.status)

  const [text, first, callback, ...more] = await receiver.at('/music', 3)
  expect(more).toEqual([])
  const stage = (callbackType: string, data: object[]) => ({ code: 200, data: { callbackType, task_id: taskId, data } })
  expect(text?.body).toMatchObject(stage('text', []))
  expect(first?.body).toMatchObject(stage('first', [{ audio_url: expect.stringMatching(/^http/), title: SONG.title }]))
  expect(callback?.body).toMatchObject({
    code: 200,
    msg: 'All generated successfully.',
    data: {
      callbackType: 'complete',
      task_id: taskId,
      data: [
        {
          id: expect.any(String),
          audio_url: expect.stringMatching(/^http/),
          stream_audio_url: expect.stringMatching(/^http/),
          image_url: null,
          prompt: SONG.prompt,
          model_name: 'V4_5',
          title: SONG.title,
          tags: 'Classical',
          createTime: '2027-01-01 00:00:00',
          duration: null,
        },
      ],
    },
  })
  expect(callback?.headers['webhook-signature']).toBeUndefined()

  const record = await ask(`/api/v1/generate/record-info?taskId=${taskId}`)
  expect(record.status).toBe(200)
  const { data } = record.body
  expect(data).toMatchObject({ taskId, parentMusicId: '', status: 'SUCCESS', type: 'GENERATE', errorCode: null })
  expect(JSON.parse(data.param)).toEqual(SONG)
  const [song] = data.response.sunoData
  expect(Object.keys(song)).toEqual([
    ...['id', 'audioUrl', 'streamAudioUrl', 'imageUrl', 'prompt', 'modelName', 'title', 'tags', 'createTime'],
    'duration',
  ])
  expect((await fetch(song.audioUrl)).headers.get('content-type')).toBe('audio/wav')
})

test('a task is in the stage of the vendor that it has reached', async () => {
  const { ask } = await customerWith(12)
  const body = { ...SONG, callBackUrl: receiver.urlOf('/stages'), sandbox: { durationMs: 3_000 } }
  const { taskId } = (await ask('/api/v1/generate', { method: 'POST', body })).body.data
  const { data } = (await ask(`/api/v1/generate/record-info?taskId=${taskId}`)).body
  expect(data).toMatchObject({ status: 'PENDING', response: null })
  await receiver.at('/stages', 2)
  const first = (await ask(`/api/v1/generate/record-info?taskId=${taskId}`)).body.data
  expect(first).toMatchObject({ status: 'FIRST_SUCCESS', response: { sunoData: [{ title: SONG.title }] } })
  await receiver.at('/stages', 3)
  expect((await ask(`/api/v1/generate/record-info?taskId=${taskId}`)).body.data.status).toBe('SUCCESS')
})

test('new links to the songs of a task: 201 while it runs, then the same in the callback and the poll, for nothing', async () => {
  const { ask } = await customerWith(12)
  const recover = (more: object) => ask('/api/v1/suno/recovery', { method: 'POST', body: more })
  const nothing = { code: 400, msg: 'sunoTaskId cannot be empty', data: null }
  expect((await recover({})).body).toEqual(nothing)
  const info = async (id: string) => (await ask(`/api/v1/suno/recovery/record-info?task_id=${id}`)).body

  const { task_id } = (await recover({ sunoTaskId: '5c79****be8e', callBackUrl: receiver.urlOf('/recovery') })).body
    .data
  expect(await info(task_id)).toEqual({ code: 201, msg: 'success', task_id, data: null })
  const song = {
    id: `${task_id}-1`,
    audio_url: expect.stringMatching(/^http/),
    title: '',
    status: 'success',
    error: '',
  }
  const recovered = { code: 200, msg: 'success', task_id, data: [song] }
  const [callback] = await receiver.at('/recovery', 1)
  expect(callback?.body).toEqual(recovered)
  expect(await info(task_id)).toEqual(recovered)

  const sandbox = { outcome: 'FAILED', durationMs: 0 }
  const other = { sunoTaskId: '5c79****be8e', callBackUrl: receiver.urlOf('/lost'), sandbox }
  const lost = (await recover(other)).body.data.task_id
  const [failed] = await receiver.at('/lost', 1)
  const msg = 'The sandbox was asked to fail this task.'
  expect(failed?.body).toEqual({ code: 500, msg, task_id: lost, data: [] })
  expect(await info(lost)).toEqual(failed?.body)
  expect((await ask('/api/v1/generate/credit')).body.data).toBe(12)
})

test('a voice: its phrase, its callbacks, the voice itself, and a recording that does not match, which costs nothing', async () => {
  const { ask } = await customerWith(21)
  const source = { voiceUrl: 'https://example.com/audio/user_voice.mp3', vocalStartS: 0, vocalEndS: 10 }
  const validate = (more: object) => ask('/api/v1/voice/validate', { method: 'POST', body: { ...source, ...more } })
  expect((await validate({ vocalEndS: 0 })).body).toEqual({
    ...{ code: 400, msg: 'vocalEndS must be greater than vocalStartS', data: null },
  })
  const { taskId } = (await validate({ callBackUrl: receiver.urlOf('/phrase') })).body.data
  const [phrase] = await receiver.at('/phrase', 1)
  const ready = { taskId, validateInfo: expect.any(String), status: 'wait_validating', errorCode: 0, errorMessage: '' }
  expect(phrase?.body).toEqual({ code: 200, msg: 'success', data: ready })
  expect((await ask(`/api/v1/voice/validate-info?taskId=${taskId}`)).body).toEqual(phrase?.body)

  const generate = (path: string, more: object) =>
    ask('/api/v1/voice/generate', {
      method: 'POST',
      body: { taskId, verifyUrl: 'https://example.com/v.mp3', callBackUrl: receiver.urlOf(path), ...more },
    })
  const other = (await generate('/noVoice', { sandbox: { outcome: 'FAILED', durationMs: 0 } })).body.data.taskId
  const [failed] = await receiver.at('/noVoice', 1)
  const errorMessage = 'The sandbox was asked to fail this task.'
  const failure = { taskId: other, voiceId: '', status: 'fail', errorCode: 500, errorMessage }
  expect(failed?.body).toEqual({ code: 400, msg: 'Voice generation failed', data: failure })
  expect((await ask(`/api/v1/voice/record-info?taskId=${other}`)).body.data).toEqual(failure)
  expect((await ask('/api/v1/generate/credit')).body.data).toBe(20)

  const made = (await generate('/voice', {})).body.data.taskId
  const check = () => ask('/api/v1/voice/check-voice', { method: 'POST', body: { task_id: made } })
  expect((await check()).body.data).toEqual({ isAvailable: false })
  const [voice] = await receiver.at('/voice', 1)
  expect(voice?.body).toMatchObject({
    code: 200,
    data: { taskId: made, voiceId: expect.any(String), status: 'success' },
  })
  expect((await ask(`/api/v1/voice/record-info?taskId=${made}`)).body).toEqual(voice?.body)
  expect((await check()).body.data).toEqual({ isAvailable: true })
  const unknown = await ask('/api/v1/voice/check-voice', { method: 'POST', body: { task_id: taskId } })
  expect(unknown.body).toMatchObject({ code: 400, msg: 'There is no such task.' })
  expect((await ask('/api/v1/generate/credit')).body.data).toBe(10)
})

test('the callback and record-info report a failure, which costs nothing', async () => {
  const { ask } = await customerWith(12)
  const body = { prompt: 'rain', callBackUrl: receiver.urlOf('/failed'), sandbox: { outcome: 'FAILED', durationMs: 0 } }
  const { taskId } = (await ask('/api/v1/generate', { method: 'POST', body })).body.data
  const reason = 'The sandbox was asked to fail this task.'
  const told = () => receiver.received.filter((each) => each.path === '/failed').map((each) => each.body)
  await expect.poll(told).toContainEqual({
    code: 500,
    msg: reason,
    data: { callbackType: 'error', task_id: taskId, data: null },
  })
  const { data } = (await ask(`/api/v1/generate/record-info?taskId=${taskId}`)).body
  expect(data).toMatchObject({ status: 'GENERATE_AUDIO_FAILED', response: null, errorCode: 500, errorMessage: reason })
  expect((await ask('/api/v1/generate/credit')).body.data).toBe(12)
})

test('a callback that is not accepted comes again', async () => {
  const { ask } = await customerWith(12)
  receiver.answers.push(503)
  const body = { prompt: 'rain', callBackUrl: receiver.urlOf('/again'), sandbox: { durationMs: 0 } }
  await ask('/api/v1/lyrics', { method: 'POST', body })
  const [first, second] = await receiver.at('/again', 2)
  expect(second?.raw).toBe(first?.raw)
})

test('a task generates lyrics', async () => {
  const { ask } = await customerWith(1)
  const body = { prompt: 'A nostalgic song about childhood memories', callBackUrl: receiver.urlOf('/lyrics') }
  const { taskId } = (await ask('/api/v1/lyrics', { method: 'POST', body })).body.data
  const [callback] = await receiver.at('/lyrics')
  const lyrics = [{ text: expect.stringMatching(/./), title: '', status: 'complete', errorMessage: '' }]
  expect(callback?.body).toMatchObject({ code: 200, data: { callbackType: 'complete', taskId, data: lyrics } })
  const record = (await ask(`/api/v1/lyrics/record-info?taskId=${taskId}`)).body
  expect(record.data).toMatchObject({ status: 'SUCCESS', type: 'LYRICS', response: { taskId, data: lyrics } })
  // Each kind of task has an endpoint of its own.
  expect((await ask(`/api/v1/generate/record-info?taskId=${taskId}`)).body.code).toBe(400)
})

test.each([
  ['wav', 'audioWavUrl', { code: 200, data: { audio_wav_url: expect.any(String) } }],
  ['vocal-removal', 'vocalUrl', { code: 200, data: { vocal_removal_info: { vocal_url: expect.any(String) } } }],
])('%s is made of a song', async (kind, url, told) => {
  const { ask } = await customerWith(10)
  const path = `/${kind}`
  const body = {
    taskId: 'task_of_a_song',
    audioId: 'e231****cadc7dc',
    callBackUrl: receiver.urlOf(path),
    prompt: 'rain',
  }
  const { taskId } = (await ask(`/api/v1/${kind}/generate`, { method: 'POST', body })).body.data
  const [callback] = await receiver.at(path)
  expect(callback?.body).toMatchObject(told)
  const { data } = (await ask(`/api/v1/${kind}/record-info?taskId=${taskId}`)).body
  expect(data).toMatchObject({
    taskId,
    musicId: 'e231****cadc7dc',
    callbackUrl: receiver.urlOf(path),
    completeTime: '2027-01-01 00:00:00',
    createTime: '2027-01-01 00:00:00',
    successFlag: 'SUCCESS',
    response: { [url]: expect.stringMatching(/^http/) },
  })
})

test('a request that the vendor would refuse is refused and costs nothing', async () => {
  const { ask } = await customerWith(12)
  const generate = async (body: unknown) => (await ask('/api/v1/generate', { method: 'POST', body })).body
  for (const [body, msg] of [
    [{ ...SONG, customMode: 'true' }, 'customMode must be true or false'],
    [{ ...SONG, instrumental: 1 }, 'instrumental must be true or false'],
    [{ ...SONG, title: '' }, 'style and title cannot be empty in custom mode'],
    [{}, 'prompt cannot be empty'],
    [{ prompt: 'rain', callBackUrl: 5 }, 'callBackUrl must be a string.'],
    [{ prompt: 'rain', callBackUrl: 'ftp://x' }, 'callBackUrl must begin with https://'],
  ] as const) {
    expect(await generate(body)).toEqual({ code: 400, msg, data: null })
  }
  expect((await ask('/api/v1/generate/credit')).body.data).toBe(12)
})
