// Speaks MusicAPI's protocol: https://docs.musicapi.ai/create-music, /get-sonic-music and /webhook-guide.

import { createHmac } from 'node:crypto'
import { callBack, type Job, StandIn } from './standIn.ts'

export const MUSICAPI_KEY = 'musicapi-of-the-tests'

const STATE = { WAITING: 'pending', RUNNING: 'running', SUCCEEDED: 'succeeded', FAILED: 'failed' } as const

export function startMusicApi(): Promise<StandIn> {
  return StandIn.start('musicapi', {
    isKnown: ({ headers }) => headers.authorization === `Bearer ${MUSICAPI_KEY}`,
    unauthorized: { status: 401, body: { code: 401, message: 'unauthorized' } },
    answer(request, jobs) {
      const { method, path, body } = request
      if (method === 'POST' && path === '/api/v1/sonic/create') {
        if (typeof body.custom_mode !== 'boolean' || !body.mv) {
          return { status: 400, body: { code: 400, message: 'custom_mode and mv are required' } }
        }
        return { status: 200, body: { code: 200, message: 'success', task_id: jobs.submit(request).id } }
      }
      const job = method === 'GET' ? jobs.find(/^\/api\/v1\/sonic\/task\/([^/]+)$/.exec(path)?.[1]) : undefined
      if (!job) return { status: 404, body: { code: 404, message: 'task not found' } }
      return { status: 200, body: { code: 200, data: clipsOf(job, jobs), message: job.reason ?? 'success' } }
    },
  })
}

/** Each call makes two songs. */
function clipsOf({ id, state }: Job, jobs: StandIn) {
  return [1, 2].map((i) => ({
    clip_id: `clip-${i}-of-${id}`,
    state: STATE[state],
    title: 'Rain',
    tags: 'pop',
    lyrics: '[Verse]\nRain',
    image_url: null,
    audio_url: state === 'SUCCEEDED' ? jobs.songOf(`${id}-${i}`) : null,
    duration: '104.88',
    mv: 'sonic-v5',
  }))
}

/** Sends a callback about a job, signed with the secret that it was submitted with, or another. Returns the status of the answer. */
export function tellOfMusicApi(
  jobs: StandIn,
  job: Job,
  { secret, at = Date.now() }: { secret?: string; at?: number } = {},
) {
  const { webhook_url, webhook_secret } = job.request.body
  const event = { WAITING: '', RUNNING: 'song.streaming', SUCCEEDED: 'song.completed', FAILED: 'song.failed' }[
    job.state
  ]
  const isFailed = job.state === 'FAILED'
  const body = JSON.stringify({
    code: isFailed ? 500 : 200,
    data: isFailed ? [] : clipsOf(job, jobs),
    message: job.reason ?? 'success',
    task_id: job.id,
    platform: 'sonic',
    event,
  })
  const timestamp = String(Math.floor(at / 1_000))
  const signature = createHmac('sha256', secret ?? String(webhook_secret))
    .update(`${timestamp}.${body}`)
    .digest('hex')
  return callBack(webhook_url, body, {
    'x-webhook-id': `${job.id} ${event}`,
    'x-webhook-event': event,
    'x-webhook-timestamp': timestamp,
    'x-webhook-signature': `sha256=${signature}`,
  })
}
