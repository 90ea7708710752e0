// Each documented endpoint of each vendor that submits, polls, moves or shows credits, played with the example of the vendor's own
// documentation, its base URL and its callback URL changed. Artlist documents no API.
//
// sunor: https://docs.sunor.cc/api-reference. sunoapi.org: https://docs.sunoapi.org/suno-api. MusicAPI: https://docs.musicapi.ai.
// AIMusicAPI: https://docs.aimusicapi.ai.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FACADES, Facade, placeOf } from '../../../src/facades/definition.ts'
import { CATALOGUES } from '../../../src/pricing/catalogue.ts'
import { CallbackReceiver } from '../../support/callbackReceiver.ts'
import { Customer } from '../../support/customer.ts'
import { startTestHoldfast, type TestHoldfast } from '../../support/holdfast.ts'
import { type Ask, vendorClient } from '../../support/vendorClient.ts'

/** One request of the documentation, and the answer's shape. */
interface Example {
  readonly path: string
  readonly body?: object
  readonly status?: number
  readonly answer: object
  /** How many credits it freezes or spends. */
  readonly credits?: number
  /** A request whose answer needs the id of a task: the id is at this place of the answer of the example before. */
  readonly taskOf?: (answer: never) => string
  /** The field of the body that the id is in, instead of the end of the path. */
  readonly taskIn?: string
}

const link = expect.stringMatching(/^http/)
const id = expect.any(String)
const CLIP = '8ce9770b-ec3b-4029-a3e3-4b8db20da7d1'
const VERSE = '[Verse]\nStars they shine above me\nMoonlight softly glows'

const VOICE = 'https://example.com/audio/user_voice.mp3'
const RECOVERED = { id, audio_url: link, status: 'success', error: '' }
const SUNOAPI_TASK = { code: 200, msg: 'success', data: { taskId: id } }
const sunoapi = (body: object, path: string, credits: number, poll?: object): Example[] => {
  const submit = { path: `/api/v1/${path}`, body: { ...body, callBackUrl: '/callback' }, answer: SUNOAPI_TASK, credits }
  if (!poll) return [submit]
  const info = `/api/v1/${path.replace(/^([\w/-]+)\/generate$/, '$1')}/record-info?taskId=`
  const taskOf = ({ data }: { data: { taskId: string } }) => data.taskId
  return [submit, { path: info, taskOf, answer: { code: 200, data: { taskId: id, ...poll } } }]
}

interface Submitted {
  readonly data: { readonly taskId: string }
}

const TASK = { message: 'success', task_id: id }
const task = (
  path: string,
  body: object,
  credits: number,
  poll?: readonly [path: string, answer: object],
): Example[] => [
  { path, body: { ...body, webhook_url: '/callback' }, answer: TASK, credits },
  ...(poll ? [{ path: poll[0], taskOf: (answer: { task_id: string }) => answer.task_id, answer: poll[1] }] : []),
]
const song = { code: 200, data: [{ clip_id: id, state: 'succeeded', audio_url: link }], message: 'success' }

const CREATE = { custom_mode: true, prompt: VERSE, title: 'Starts', tags: 'pop', mv: 'sonic-v4' }
const RIFFUSION = { custom_mode: true, lyrics: VERSE, title: 'Starts', sound: 'pop', mv: 'FUZZ-1.1 Pro' }
const UPLOAD = { url: 'https://cdn1.suno.ai/26c9c592-0566-46cf-bb71-91ac1deaa7b5.mp3' }
const PERSONA = { name: 'test persona', description: 'Pop, rap, rhythmic male bass', continue_clip_id: CLIP }
const LYRICS = { code: 200, message: 'success', results: [{ title: '', lyrics: expect.stringMatching(/./) }] }
const WAV = { code: 200, data: { wav_url: link }, message: 'success' }
const UPLOADED = { code: 200, clip_id: id, message: 'success' }
const NURO_VOCAL = { type: 'vocal', lyrics: VERSE, gender: 'Female', genre: 'Pop', mood: 'Happy', duration: 60 }

/** An example whose answer has the result. */
const result = (path: string, body: object, credits: number, data: object): Example => {
  return { path: `/api/v1/${path}`, body, answer: { code: 200, data }, credits }
}
/** A song of an existing audio, or of a part of one. */
const DESCRIBED = { custom_mode: false, gpt_description_prompt: 'sparse acoustic jazz', mv: 'sonic-v5' }
const edits = (credits: number): Example[] => [
  ...task('/api/v1/sonic/create', { task_type: 'remaster', continue_clip_id: CLIP, mv: 'sonic-v5' }, credits),
  ...task('/api/v1/sonic/create', { task_type: 'add_instrumental', continue_clip_id: CLIP, mv: 'sonic-v5' }, credits),
  ...task(
    '/api/v1/sonic/create',
    { task_type: 'add_vocals', continue_clip_id: CLIP, mv: 'sonic-v5', prompt: VERSE },
    credits,
  ),
  ...task('/api/v1/sonic/upload-extend', { ...UPLOAD, ...CREATE, continue_at: 120 }, credits),
  ...task('/api/v1/sonic/upload-cover', { ...UPLOAD, ...DESCRIBED, audio_weight: 0.6 }, credits),
  ...task(
    '/api/v1/sonic/sample',
    { ...DESCRIBED, sample_clip_id: CLIP, chop_sample_start_s: 0, chop_sample_end_s: 20 },
    credits,
  ),
  ...task('/api/v1/sonic/mashup', { ...DESCRIBED, mashup_clip_ids: [CLIP, CLIP] }, credits),
  ...task(
    '/api/v1/sonic/replace-section',
    { clip_id: CLIP, infill_start_s: 10, infill_end_s: 20, prompt: VERSE, infill_lyrics: '[Verse]\nNew words' },
    credits,
  ),
]
/** What can be asked about an existing audio. */
const tools: readonly Example[] = [
  result('sonic/bpm', { clip_id: CLIP }, 1, { avg_bpm: null }),
  result('sonic/vox', { clip_id: CLIP, vocal_start_s: 0, vocal_end_s: 30 }, 1, { vox_audio_id: id, vocal_end_s: 30 }),
  result('sonic/aligned-lyrics', { clip_id: CLIP }, 1, { alignment: [] }),
  result('sonic/upsample-tags', { tags: 'pop, happy' }, 1, { upsampled_tags: expect.any(String) }),
]

/** What MusicAPI and AIMusicAPI have in common, with the credits that each takes. */
const sonic = (at: string, of: Record<'create' | 'upload' | 'persona' | 'wav' | 'lyrics', number>): Example[] => [
  ...task(`/api/v1/${at}/create`, CREATE, of.create, [`/api/v1/${at}/task/`, song]),
  { path: `/api/v1/${at}/upload`, body: UPLOAD, answer: UPLOADED, credits: of.upload },
  { path: `/api/v1/${at}/persona`, body: PERSONA, answer: { code: 200, persona_id: id }, credits: of.persona },
  { path: `/api/v1/${at}/wav`, body: { clip_id: CLIP }, answer: WAV, credits: of.wav },
  { path: `/api/v1/${at}/lyrics`, body: { description: 'a song about sky' }, answer: LYRICS, credits: of.lyrics },
]

const NURO_TASK = { task_id: id, status: 'succeeded', progress: 100, audio_url: link }
const DOWNLOAD = { clip_id: CLIP, format: 'wav' }
const OF_CLIP = { clip_id: CLIP, instruction: 'Add soaring violin strings' }
const VOICE_MADE = { code: 200, data: { persona_id: id, state: 'succeeded' } }

const EXAMPLES: Readonly<Record<keyof typeof FACADES, readonly Example[]>> = {
  sunor: [
    {
      path: '/api/v1/task',
      body: {
        model: 'suno',
        task_type: 'music',
        input: { prompt: VERSE, tags: 'pop, acoustic, upbeat', title: 'Summer Days' },
      },
      status: 202,
      answer: { code: 202, data: { task_id: id, type: 'music', status: 'pending', credits_charged: 10 } },
      credits: 10,
    },
    {
      path: '/api/v1/task/',
      taskOf: ({ data }: { data: { task_id: string } }) => data.task_id,
      answer: { code: 200, data: { status: 'success', output: { result: [{ audio_url: link }] } } },
    },
    { path: '/api/v1/account/balance', answer: { code: 200, data: { frozen: 0 } } },
    { path: '/api/v1/account/usage', answer: { code: 200, data: { tasks_created: 1, credits_used: 10 } } },
  ],
  sunoapi: [
    ...sunoapi(
      {
        prompt: 'A calm and relaxing piano track',
        style: 'Classical',
        title: 'Peaceful Piano',
        customMode: true,
        instrumental: true,
        model: 'V3_5',
      },
      'generate',
      12,
      { status: 'SUCCESS', response: { sunoData: [{ audioUrl: link, title: 'Peaceful Piano' }] } },
    ),
    ...sunoapi(
      {
        defaultParamFlag: true,
        audioId: CLIP,
        prompt: 'Extend the music',
        style: 'Classical',
        title: 'Peaceful Piano Extended',
        continueAt: 60,
        model: 'V3_5',
      },
      'generate/extend',
      12,
    ),
    ...sunoapi(
      {
        uploadUrl: 'https://storage.example.com/upload',
        customMode: true,
        instrumental: true,
        prompt: 'calm',
        style: 'Classical',
        title: 'Peaceful Piano',
        model: 'V3_5',
      },
      'generate/upload-cover',
      12,
    ),
    ...sunoapi(
      {
        uploadUrl: 'https://storage.example.com/upload',
        defaultParamFlag: false,
        prompt: 'Extend the music',
        model: 'V3_5',
      },
      'generate/upload-extend',
      12,
    ),
    ...sunoapi(
      {
        uploadUrl: 'https://storage.example.com/upload',
        title: 'Relaxing Piano',
        negativeTags: 'Heavy Metal',
        tags: 'Relaxing Piano, Ambient',
        prompt: 'calm',
      },
      'generate/add-instrumental',
      12,
    ),
    ...sunoapi(
      {
        uploadUrl: 'https://storage.example.com/upload',
        prompt: 'A calm and relaxing piano track',
        title: 'Relaxing Piano',
        style: 'Jazz',
        negativeTags: 'Heavy Metal',
      },
      'generate/add-vocals',
      12,
    ),
    ...sunoapi({ prompt: 'A song about peaceful night in the city' }, 'lyrics', 1, {
      status: 'SUCCESS',
      response: { data: [{ text: expect.stringMatching(/./), status: 'complete' }] },
    }),
    ...sunoapi({ taskId: '5c79****be8e', audioId: 'e231****cadc7dc' }, 'wav/generate', 1, {
      successFlag: 'SUCCESS',
      response: { audioWavUrl: link },
    }),
    ...sunoapi({ taskId: '5c79****be8e', audioId: 'e231****cadc7dc' }, 'vocal-removal/generate', 10, {
      successFlag: 'SUCCESS',
      response: { vocalUrl: link },
    }),
    ...sunoapi(
      { taskId: '5c79****be8e', audioId: 'e231****cadc7dc', author: 'DJ Electronic', domainName: 'music.example.com' },
      'mp4/generate',
      2,
      {
        successFlag: 'SUCCESS',
      },
    ),
    ...sunoapi(
      {
        taskId: '2fac****9f72',
        audioId: 'e231****cadc7dc',
        prompt: 'A calm and relaxing piano track.',
        tags: 'Jazz',
        title: 'Relaxing Piano',
        infillStartS: 10.5,
        infillEndS: 20.75,
      },
      'generate/replace-section',
      12,
    ),
    ...sunoapi(
      {
        uploadUrlList: ['https://storage.example.com/1.mp3', 'https://storage.example.com/2.mp3'],
        customMode: true,
        instrumental: true,
        style: 'Electronic',
        title: 'Mashup Mix',
        model: 'V4_5ALL',
      },
      'generate/mashup',
      12,
    ),
    ...sunoapi({ prompt: 'Soft rain ambience with distant thunder', model: 'V5' }, 'generate/sounds', 2),
    {
      ...{ path: '/api/v1/generate/record-info?taskId=', taskOf: ({ data }: Submitted) => data.taskId },
      answer: { code: 200, data: { status: 'SUCCESS', response: { sunoData: [{ audioUrl: link }] } } },
    },
    result('generate/get-timestamped-lyrics', { taskId: '5c79****be8e', audioId: 'e231****cadc7dc' }, 1, {
      ...{ alignedWords: [], waveformData: [], isStreamed: false },
    }),
    result(
      'generate/generate-persona',
      { taskId: '5c79****be8e', audioId: 'e231****cadc7dc', name: 'Electronic Pop Singer', description: 'Modern pop' },
      1,
      { personaId: id, name: 'Electronic Pop Singer', description: 'Modern pop' },
    ),
    result('style/generate', { content: 'Pop, Mysterious' }, 1, {
      ...{ taskId: id, result: expect.any(String), creditsConsumed: 1, successFlag: '1', errorCode: null },
    }),
    ...sunoapi({ taskId: '73d6128b3523a0079df10da9471017c8' }, 'suno/cover/generate', 1, {
      ...{ parentTaskId: '73d6128b3523a0079df10da9471017c8', successFlag: 1, response: { images: [] } },
    }),
    {
      path: '/api/v1/suno/recovery',
      body: { sunoTaskId: '5c79****be8e', callBackUrl: '/callback' },
      answer: { code: 200, msg: 'success', data: { task_id: id } },
      credits: 0,
    },
    {
      path: '/api/v1/suno/recovery/record-info?task_id=',
      taskOf: ({ data }: { data: { task_id: string } }) => data.task_id,
      answer: { code: 200, data: [RECOVERED] },
    },
    ...sunoapi({ taskId: '5c79****be8e' }, 'midi/generate', 1, { successFlag: 1, midiData: { instruments: [] } }),
    {
      path: '/api/v1/voice/validate',
      body: { voiceUrl: VOICE, vocalStartS: 0, vocalEndS: 10, language: 'en', callBackUrl: '/callback' },
      ...{ answer: SUNOAPI_TASK, credits: 1 },
    },
    {
      ...{ path: '/api/v1/voice/validate-info?taskId=', taskOf: ({ data }: Submitted) => data.taskId },
      answer: { ...SUNOAPI_TASK, data: { taskId: id, validateInfo: id, status: 'wait_validating', errorCode: 0 } },
    },
    {
      path: '/api/v1/voice/regenerate',
      body: { taskId: 'xxx_task_id_xxx', calBackUrl: '/callback' },
      ...{ answer: SUNOAPI_TASK, credits: 1 },
    },
    {
      path: '/api/v1/voice/generate',
      body: {
        taskId: 'voice_create_001',
        verifyUrl: 'https://example.com/audio/verify_read.mp3',
        voiceName: 'My Voice',
        description: 'created from uploaded voice',
        style: 'Pop, Female Vocal',
        singerSkillLevel: 'beginner',
        callBackUrl: '/callback',
      },
      ...{ answer: SUNOAPI_TASK, credits: 10 },
    },
    {
      ...{ path: '/api/v1/voice/record-info?taskId=', taskOf: ({ data }: Submitted) => data.taskId },
      answer: { ...SUNOAPI_TASK, data: { taskId: id, voiceId: id, status: 'success', errorMessage: '' } },
    },
    {
      path: '/api/v1/voice/check-voice',
      ...{ taskIn: 'task_id', taskOf: ({ data }: Submitted) => data.taskId },
      answer: { code: 200, msg: 'success', data: { isAvailable: true } },
    },
    { path: '/api/v1/generate/credit', answer: { code: 200, msg: 'success', data: expect.any(Number) } },
  ],
  musicapi: [
    ...sonic('sonic', { create: 15, upload: 2, persona: 15, wav: 2, lyrics: 10 }),
    ...edits(15),
    ...tools,
    result('sonic/midi', { clip_id: CLIP }, 1, { clip_id: CLIP, instruments: [] }),
    ...task('/api/v1/sonic/stems/basic', { clip_id: CLIP }, 15),
    ...task('/api/v1/sonic/stems/full', { clip_id: CLIP }, 75),
    ...task('/api/v1/riffusion/create', { ...RIFFUSION, make_instrumental: false }, 12, [
      '/api/v1/riffusion/task/',
      { code: 200, data: [{ clip_id: id, sound: 'pop', audio_url: link }] },
    ]),
    { path: '/api/v1/riffusion/upload', body: UPLOAD, answer: UPLOADED, credits: 2 },
    ...task('/api/v1/nuro/create', NURO_VOCAL, 10, ['/api/v1/nuro/task/', NURO_TASK]),
    ...task('/api/v1/sonic/create-voice', UPLOAD, 4, ['/api/v1/sonic/task/', VOICE_MADE]),
    ...task(
      '/api/v1/producer/create',
      { task_type: 'create_music', lyrics: VERSE, sound: 'pop', title: 'Starry' },
      12,
      ['/api/v1/producer/task/', { code: 200, data: [{ clip_id: id, state: 'succeeded', audio_url: link }] }],
    ),
    ...task('/api/v1/producer/create', { ...OF_CLIP, task_type: 'extend_music', starts_at: 45, length: 30 }, 12),
    ...task('/api/v1/producer/create', { ...OF_CLIP, task_type: 'replace_music', starts_at: 30, ends_at: 45 }, 12),
    ...task('/api/v1/producer/create', { clip_id: CLIP, task_type: 'cover_music', sound: 'jazz', strength: 0.5 }, 12),
    {
      path: '/api/v1/producer/create',
      body: { clip_id: CLIP, task_type: 'swap_music_vocals' },
      ...{ status: 410, answer: { message: expect.stringContaining('replace_music') } },
    },
    { path: '/api/v1/producer/upload', body: UPLOAD, answer: UPLOADED, credits: 2 },
    ...task('/api/v1/producer/download', DOWNLOAD, 2),
    {
      path: '/api/v1/studio/create',
      body: { prompt: 'pop', lyrics: VERSE },
      status: 410,
      answer: { message: expect.stringContaining('Use sonic or riffusion.') },
    },
    { path: '/api/v1/get-credits', answer: { credits: expect.any(Number), extra_credits: 0 } },
  ],
  aimusicapi: [
    ...['sonic', 'suno'].flatMap((at) => [
      ...sonic(at, { create: 10, upload: 0, persona: 50, wav: 10, lyrics: 5 }),
      {
        path: `/api/v1/${at}/midi`,
        body: { clip_id: CLIP },
        answer: { code: 200, data: { clip_id: CLIP } },
        credits: 5,
      },
    ]),
    ...edits(10),
    ...tools,
    ...task('/api/v1/sonic/stems/basic', { clip_id: CLIP }, 20),
    ...task('/api/v1/sonic/stems/full', { clip_id: CLIP }, 50),
    { path: '/api/v1/producer/upload', body: UPLOAD, answer: UPLOADED, credits: 0 },
    ...task('/api/v1/producer/download', DOWNLOAD, 0),
    ...task(
      '/api/v1/producer/create',
      { task_type: 'create_music', sound: 'ambient electronic atmosphere', title: 'Back to You' },
      10,
      ['/api/v1/producer/task/', { code: 200, status: 'SUCCESS', data: [{ clip_id: id, audio_url: link }] }],
    ),
    ...task('/api/v1/sonic/create-voice', UPLOAD, 4, ['/api/v1/sonic/task/', VOICE_MADE]),
    ...task('/api/v1/producer/lyrics-create', { prompt: 'a song about the sky' }, 1, [
      '/api/v1/producer/task/',
      { code: 200, status: 'SUCCESS', data: [{ lyrics: expect.stringMatching(/./) }] },
    ]),
    ...task('/api/v1/producer/video-clip', { clip_id: CLIP }, 5, [
      '/api/v1/producer/task/',
      { code: 200, status: 'SUCCESS', data: [{ clip_id: CLIP }] },
    ]),
    ...task('/api/v1/nuro/create', NURO_VOCAL, 20, ['/api/v1/nuro/task/', NURO_TASK]),
    { path: '/api/v1/get-credits', answer: { credits: expect.any(Number), extra_credits: 0 } },
    { path: '/v1/credits', answer: { available: expect.any(Number) } },
  ],
}

/** The fields that name the URL of a callback. */
const CALLBACKS = ['webhook_url', 'callBackUrl', 'calBackUrl']

const PLANS: Readonly<Record<string, string>> = { musicapi: 'monthly', aimusicapi: 'monthly' }

/** The code of sunoapi.org for more than 20 calls in ten seconds, which the examples reach on a quick machine. */
const TOO_MANY_CALLS = 430

/** The answer of a request; of one that is refused because there were too many, that of a later one. */
async function answered<Answer extends { readonly body: { readonly code?: unknown } }>(
  ask: () => Promise<Answer>,
): Promise<Answer> {
  let answer = await ask()
  const codeNow = async () => {
    if (answer.body.code === TOO_MANY_CALLS) answer = await ask()
    return answer.body.code
  }
  await expect.poll(codeNow, { interval: 1_000 }).not.toBe(TOO_MANY_CALLS)
  return answer
}

describe.each(Object.keys(EXAMPLES) as (keyof typeof CATALOGUES)[])('%s', (vendor) => {
  let holdfast: TestHoldfast
  let receiver: CallbackReceiver
  let customer: Customer
  let ask: Ask
  beforeAll(async () => {
    receiver = await CallbackReceiver.start()
    holdfast = await startTestHoldfast({ catalogue: vendor, privateWebhooks: true })
    customer = await Customer.at(holdfast, '2027-01-01T00:00:00Z')
    if (PLANS[vendor]) await customer.subscribe(PLANS[vendor])
    else await customer.grant({ credits: 1_000 })
    ask = vendorClient(
      holdfast.holdfast.url,
      customer.organization.member.key,
      vendor === 'sunor' ? 'x-api-key' : 'bearer',
    )
  })
  afterAll(async () => {
    await holdfast.stop()
    receiver.stop()
  })

  const examples = EXAMPLES[vendor] ?? []

  test('every endpoint of its façade is one of the documented examples', () => {
    const played = examples.map(({ path, body, taskOf, taskIn }) => {
      const [at = ''] = path.split('?')
      const isInPath = taskOf && !taskIn && !path.includes('?')
      return placeOf({ method: body || taskIn ? 'POST' : 'GET', path: isInPath ? `${at}{taskId}` : at })
    })
    expect([...new Set(played)].sort()).toEqual(Facade.parse(FACADES[vendor]).endpoints.map(placeOf).sort())
  })

  test('each documented example is answered as documented, and costs what the catalogue says', async () => {
    const spent = async () => {
      const pools = [await customer.pool(), await customer.pool('lyrics')]
      return pools.reduce((sum, pool) => sum + Number(pool?.frozen ?? 0) + Number(pool?.spent ?? 0), 0)
    }
    let before: unknown = null
    for (const { path, body, status = 200, answer, credits, taskOf, taskIn } of examples) {
      const already = await spent()
      const key = CALLBACKS.find((each) => body && each in body)
      const named = taskOf?.(before as never) ?? ''
      const sent = taskIn ? { [taskIn]: named } : key ? { ...body, [key]: receiver.urlOf('/callback') } : body
      const at = taskIn ? path : `${path}${named}`
      const asked = () => ask(at, sent ? { method: 'POST', body: sent } : {})
      if (taskOf) await expect.poll(async () => (await asked()).body, { interval: 1_000 }).toMatchObject(answer)
      else {
        const got = await answered(asked)
        expect(got, path).toMatchObject({ status, body: answer })
        before = got.body
      }
      if (credits !== undefined) expect((await spent()) - already, path).toBe(credits)
    }
  })
})

test('every vendor of the catalogues that documents such an API has its façade', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(Object.keys(FACADES).sort())
  expect(Object.keys(CATALOGUES).filter((name) => !Object.hasOwn(FACADES, name))).toEqual([
    ...['artlist', 'claude', 'elevenlabs'],
  ])
})
