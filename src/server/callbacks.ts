// POST /callbacks/TOKEN: a provider reports on a task (src/upstream/callbacks.ts).

import { type Received, receiveCallback } from '../upstream/callbacks.ts'
import { answer, refuse } from './answer.ts'
import { readBody } from './body.ts'
import type { Exchange, Parts } from './exchange.ts'

const BODY_BYTES_MAX = 1024 * 1024

const REFUSED: Readonly<Record<Exclude<Received, 'RECEIVED'>, readonly [status: number, message: string]>> = {
  UNKNOWN: [404, 'No task takes callbacks at this address.'],
  UNSIGNED: [401, 'The signature is missing, or it does not match the body.'],
  UNREADABLE: [400, 'The body must be JSON with the id of the task.'],
}

export async function serveCallback({ app }: Parts, { request, response, variable: token }: Exchange): Promise<void> {
  const body = await readBody(request, BODY_BYTES_MAX)
  const header = (name: string) => [request.headers[name.toLowerCase()]].flat()[0]
  const received = await receiveCallback(app, token, header, body)
  if (received === 'RECEIVED') return answer(response, 200, { received })
  const [status, message] = REFUSED[received]
  refuse(response, status, received, message)
}
