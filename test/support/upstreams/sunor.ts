// Speaks sunor's protocol: https://docs.sunor.cc/api-reference/create-task, /api-reference/get-task and /errors.

import { type Answer, type Job, StandIn } from './standIn.ts'

export const SUNOR_KEY = 'sk-sunor-of-the-tests'

const STATUS = { WAITING: 'pending', RUNNING: 'running', SUCCEEDED: 'success', FAILED: 'failure' } as const

const error = (code: number, message: string): Answer => ({ status: code, body: { code, message } })

export function startSunor(): Promise<StandIn> {
  return StandIn.start('sunor', {
    isKnown: ({ headers }) => headers['x-api-key'] === SUNOR_KEY,
    unauthorized: error(401, 'Invalid API key'),
    answer(request, jobs) {
      const { method, path, body } = request
      if (method === 'POST' && path === '/api/v1/task') {
        const { model, task_type, input } = body
        if (!model || !task_type || !input) return error(400, 'Missing required fields: model, task_type, input')
        const { id } = jobs.submit(request)
        const created_at = '2027-01-01T00:00:00Z'
        const data = { task_id: id, type: task_type, status: 'pending', credits_charged: 10, created_at }
        return { status: 202, body: { code: 202, data } }
      }
      const job = method === 'GET' ? jobs.find(/^\/api\/v1\/task\/([^/]+)$/.exec(path)?.[1]) : undefined
      return job ? { status: 200, body: { code: 200, data: describe(job, jobs) } } : error(404, 'Task not found')
    },
  })
}

function describe({ id, request, state, reason }: Job, jobs: StandIn) {
  const { model, task_type: type, input } = request.body
  const clip = {
    id: `clip-of-${id}`,
    audio_url: jobs.songOf(id),
    image_url: null,
    title: 'Rain',
    metadata: { tags: 'pop', duration: 12.5 },
  }
  const output = {
    WAITING: null,
    RUNNING: { task_type: type, status: 'processing', progress: '50%', fail_reason: '', result: null },
    SUCCEEDED: { task_type: type, status: 'completed', progress: '100%', fail_reason: '', result: [clip] },
    FAILED: { task_type: type, status: 'failed', progress: '0%', fail_reason: reason, result: null },
  }[state]
  return { task_id: id, model, type, status: STATUS[state], credits_cost: 10, input, output, error: reason }
}
