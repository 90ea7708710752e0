// PUT /uploads/TOKEN: a worker sends a file that a task has made (src/tasks/uploads.ts).

import { type Refused, receiveUpload, UPLOAD_BYTES_MAX } from '../tasks/uploads.ts'
import { answer, refuse } from './answer.ts'
import { endIfMoreComes } from './body.ts'
import type { Exchange, Parts } from './exchange.ts'

const REFUSED: Readonly<Record<Refused, readonly [status: number, message: string]>> = {
  UNKNOWN: [404, 'This address has expired or never existed. Ask for another.'],
  LEASE_LOST: [
    409,
    'The lease has ended: another worker may have the task, or the task has ended. Stop working on it.',
  ],
  BAD_TYPE: [415, 'content-type must be a media type, such as audio/mpeg.'],
  TOO_BIG: [413, `The file must be at most ${UPLOAD_BYTES_MAX} bytes.`],
}

export async function serveUpload({ app }: Parts, { request, response, variable: token }: Exchange): Promise<void> {
  const received = await receiveUpload(app, token, request.headers['content-type'], request)
  if (typeof received !== 'string') return answer(response, 201, received)
  const [status, message] = REFUSED[received]
  endIfMoreComes(response)
  refuse(response, status, received, message)
}
