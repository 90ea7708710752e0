// The files of a task, as its result names them: {"files": [{"name": "song.wav", "contentType": "audio/wav", "bytes": 32044}]}.

import { z } from 'zod'
import type { Task } from '../database/generated/client/client.ts'
import type { StoredFile } from './storage.ts'

export const FILES_MAX = 100

export const fileName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9]+)?$/,
    'must be letters, digits, _ and -, with one ending or none, such as song.mp3',
  )
  .max(100)

export const contentType = z
  .string()
  .regex(/^[a-z]+\/[a-z0-9.+-]+$/, 'must be a media type, such as audio/mpeg')
  .max(100)

const TaskFile = z.object({ name: fileName, contentType, bytes: z.int().min(0) })

const Result = z.object({ files: z.array(TaskFile).max(FILES_MAX) })

export type TaskFile = z.output<typeof TaskFile>

/** The files that a result names; none if it names no valid ones. */
export function filesIn(result: unknown): TaskFile[] {
  const parsed = Result.safeParse(result)
  return parsed.success ? parsed.data.files : []
}

/** The key by which a file of a task is stored. */
export function keyOf(
  { organizationId, id }: Pick<Task, 'organizationId' | 'id'>,
  { name, contentType }: TaskFile,
): StoredFile {
  return { key: `${organizationId}/${id}/${name}`, contentType }
}
