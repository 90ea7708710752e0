// A task as the expressions of façades see it.

import type { App } from '../app.ts'
import type { Task } from '../database/generated/client/client.ts'
import { encodeGlobalId, tenantId } from '../graphql/ids.ts'
import { filesIn, keyOf } from '../storage/files.ts'
import type { Asker } from '../storage/storage.ts'

export interface TaskView {
  readonly id: string
  readonly model: string
  readonly operation: string
  readonly status: Task['status']
  /** In percent. */
  readonly progress: number
  readonly credits: number
  readonly input: Task['input']
  readonly result: Task['result']
  readonly failureReason: string | null
  /** In UTC, such as 2027-01-31T12:00:00.000Z. */
  readonly createdAt: string
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly callbackUrl: string | null
  readonly files: readonly FileView[]
  /** One for each audio file of the result, with what the result says about it as a clip. */
  readonly songs: readonly SongView[]
  readonly lyrics: readonly { readonly title: string; readonly text: string }[]
  /** The text of the result; empty if it has none. */
  readonly text: string
}

interface FileView {
  readonly name: string
  readonly contentType: string
  readonly url: string
}

interface SongView {
  readonly id: string
  readonly title: string
  readonly tags: string
  readonly lyrics: string
  readonly model: string
  readonly duration: number | null
  readonly audioUrl: string
  readonly imageUrl: string | null
  readonly createdAt: string
}

/** `asker`: the caller that links to the files are made for. */
export async function taskView(app: Pick<App, 'storage'>, task: Task, asker: Asker): Promise<TaskView> {
  const { model, operation, status, progress, input, result, failureReason, webhookUrl } = task
  const files = await filesOf(app, task, asker)
  const text = textOf(objectOf(result).text)
  const id = encodeGlobalId('Task', tenantId(task))
  return {
    id,
    model,
    operation,
    status,
    progress,
    credits: Number(task.credits),
    input,
    result,
    failureReason,
    createdAt: task.createdAt.toISOString(),
    startedAt: task.startedAt?.toISOString() ?? null,
    endedAt: task.endedAt?.toISOString() ?? null,
    callbackUrl: webhookUrl,
    files,
    songs: songsOf(id, task, files),
    lyrics: lyricsOf(task, text),
    text,
  }
}

async function filesOf(
  { storage }: Pick<App, 'storage'>,
  task: Task,
  { organizationId, memberId, keyId }: Asker,
): Promise<FileView[]> {
  if (!storage) return []
  // The link carries it: nothing else of the caller.
  const asker = { organizationId, memberId, keyId }
  return Promise.all(
    filesIn(task.result).map(async (file) => {
      const { url } = await storage.linkTo(keyOf(task, file), asker)
      return { name: file.name, contentType: file.contentType, url }
    }),
  )
}

/** Pairs audio files, clips and images by their order. Values that a clip lacks are taken from the input. */
function songsOf(id: string, { input, result, createdAt, endedAt }: Task, files: readonly FileView[]): SongView[] {
  const ofType = (type: string) => files.filter(({ contentType }) => contentType.startsWith(type))
  const [images, asked] = [ofType('image/'), objectOf(input)]
  const clips = listOf(objectOf(result).clips).map(objectOf)
  return ofType('audio/').map(({ url }, i) => {
    const clip = clips[i] ?? {}
    return {
      id: textOf(clip.id) || `${id}-${i + 1}`,
      title: textOf(clip.title) || textOf(asked.title),
      tags: textOf(clip.tags) || textOf(asked.tags) || textOf(asked.style),
      lyrics: textOf(clip.lyrics) || textOf(asked.lyrics) || textOf(asked.prompt),
      model: textOf(clip.model) || textOf(asked.mv) || textOf(asked.model),
      duration: typeof clip.duration === 'number' ? clip.duration : null,
      audioUrl: url,
      imageUrl: images[i]?.url ?? null,
      createdAt: (endedAt ?? createdAt).toISOString(),
    }
  })
}

/** A result has a list of lyrics, or one text. */
function lyricsOf({ operation, input, result }: Task, text: string): { title: string; text: string }[] {
  const all = listOf(objectOf(result).lyrics).map(objectOf)
  if (all.length > 0) return all.map((each) => ({ title: textOf(each.title), text: textOf(each.text) }))
  return operation === 'lyrics' && text !== '' ? [{ title: textOf(objectOf(input).title), text }] : []
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
