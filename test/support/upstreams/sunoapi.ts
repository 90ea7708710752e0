// Speaks sunoapi.org's protocol: https://docs.sunoapi.org/suno-api/generate-music, /suno-api/get-music-generation-details
// and /suno-api/generate-music-callbacks. Every answer has status 200; the code in the body says how it went.

import { type Answer, callBack, type Job, StandIn } from './standIn.ts'

export const SUNOAPI_KEY = 'sunoapi-of-the-tests'

const STATUS = {
  WAITING: 'PENDING',
  RUNNING: 'FIRST_SUCCESS',
  SUCCEEDED: 'SUCCESS',
  FAILED: 'SENSITIVE_WORD_ERROR',
} as const

export const codeOfSunoApi = (code: number, msg: string, data: unknown = null): Answer => ({
  status: 200,
  body: { code, msg, data },
})

export function startSunoApi(): Promise<StandIn> {
  return StandIn.start('sunoapi', {
    isKnown: ({ headers }) => headers.authorization === `Bearer ${SUNOAPI_KEY}`,
    unauthorized: codeOfSunoApi(401, 'You do not have access permissions'),
    answer(request, jobs) {
      const { method, path, query, body } = request
      if (method === 'POST' && path === '/api/v1/generate') {
        const { customMode, instrumental, model, callBackUrl } = body
        if (typeof customMode !== 'boolean' || typeof instrumental !== 'boolean' || !model) {
          return codeOfSunoApi(400, 'customMode, instrumental and model are required')
        }
        if (!callBackUrl) return codeOfSunoApi(400, 'Please enter callBackUrl.')
        return codeOfSunoApi(200, 'success', { taskId: jobs.submit(request).id })
      }
      if (method === 'POST' && path === '/api/v1/mp4/generate') {
        const { taskId, audioId, callBackUrl } = body
        if (!taskId || !audioId || !callBackUrl)
          return codeOfSunoApi(400, 'taskId, audioId and callBackUrl are required')
        return codeOfSunoApi(200, 'success', { taskId: jobs.submit(request).id })
      }
      if (method === 'GET' && path === '/api/v1/mp4/record-info') {
        const job = jobs.find(query.get('taskId'))
        if (!job) return codeOfSunoApi(400, 'no such task')
        const isDone = job.state === 'SUCCEEDED'
        const response = isDone ? { videoUrl: jobs.songOf(job.id).replace('.mp3', '.mp4') } : null
        return codeOfSunoApi(200, 'success', { taskId: job.id, response, successFlag: isDone ? 'SUCCESS' : 'PENDING' })
      }
      if (method !== 'GET' || path !== '/api/v1/generate/record-info') return codeOfSunoApi(404, 'not found')
      const job = jobs.find(query.get('taskId'))
      return job ? codeOfSunoApi(200, 'success', describe(job, jobs)) : codeOfSunoApi(400, 'no such task')
    },
  })
}

function describe({ id, request, state, reason }: Job, jobs: StandIn) {
  const song = {
    id: `clip-of-${id}`,
    audioUrl: jobs.songOf(id),
    streamAudioUrl: jobs.songOf(id),
    imageUrl: null,
    prompt: '[Verse] Rain',
    modelName: 'chirp-v4-5',
    title: 'Rain',
    tags: 'pop',
    createTime: '2027-01-01 00:00:00',
    duration: 198.44,
  }
  return {
    taskId: id,
    parentMusicId: '',
    param: JSON.stringify(request.body),
    response: state === 'SUCCEEDED' ? { taskId: id, sunoData: [song] } : null,
    status: STATUS[state],
    type: 'GENERATE',
    errorCode: state === 'FAILED' ? 400 : null,
    errorMessage: reason,
  }
}

/** Sends a callback that a job has changed. Returns the status of the answer. */
export function tellOfSunoApi(jobs: StandIn, job: Job, url: unknown = job.request.body.callBackUrl) {
  const isFailed = job.state === 'FAILED'
  const data = isFailed ? null : [{ id: `clip-of-${job.id}`, audio_url: jobs.songOf(job.id), title: 'Rain' }]
  const callbackType = isFailed ? 'error' : job.state === 'SUCCEEDED' ? 'complete' : 'first'
  const msg = isFailed ? 'generate failed' : 'All generated successfully.'
  return callBack(
    url,
    JSON.stringify({ code: isFailed ? 400 : 200, msg, data: { callbackType, task_id: job.id, data } }),
  )
}
