// The amounts that are stored of an organization's tasks. The lane counts each task that is submitted, ends or is forgotten, so
// that a quota is decided without reading the tasks.

import type { Task } from '../database/generated/client/client.ts'

/** The stored amounts, and the quotas that an operator has set; null for the default. */
export interface Kept {
  readonly tasks: bigint
  readonly taskBytes: bigint
  readonly fileBytes: bigint
  readonly tasksMax: bigint | null
  readonly taskBytesMax: bigint | null
  readonly fileBytesMax: bigint | null
  readonly quotesMax: bigint | null
}

export const NOTHING_KEPT: Kept = {
  ...{ tasks: 0n, taskBytes: 0n, fileBytes: 0n },
  ...{ tasksMax: null, taskBytesMax: null, fileBytesMax: null, quotesMax: null },
}

export const KEPT_COLUMNS = [
  'tasks',
  'taskBytes',
  'fileBytes',
  'tasksMax',
  'taskBytesMax',
  'fileBytesMax',
  'quotesMax',
] as const satisfies readonly (keyof Kept)[]

type Content = Pick<Task, 'input' | 'result' | 'forgottenAt'>

/** The amounts after a change of a task; the same object if they do not change. */
export function keptAfter(kept: Kept, before: Content | undefined, after: Content): Kept {
  if (before && before.input === after.input && before.result === after.result) return kept
  const [was, is] = [sizeOf(before), sizeOf(after)]
  return {
    ...kept,
    tasks: atLeastZero(kept.tasks + is.tasks - was.tasks),
    taskBytes: atLeastZero(kept.taskBytes + is.bytes - was.bytes),
    fileBytes: atLeastZero(kept.fileBytes + is.files - was.files),
  }
}

function sizeOf(task: Content | undefined): { tasks: bigint; bytes: bigint; files: bigint } {
  if (!task || task.forgottenAt !== null) return { tasks: 0n, bytes: 0n, files: 0n }
  const bytes = bytesOf(task.input) + bytesOf(task.result)
  return { tasks: 1n, bytes: BigInt(bytes), files: BigInt(fileBytesOf(task.result)) }
}

/** The length as JSON. */
function bytesOf(value: unknown): number {
  return value === null ? 0 : Buffer.byteLength(JSON.stringify(value))
}

/** The sizes of the files that a result names: {"files": [{"bytes": 32044}]}. */
function fileBytesOf(result: unknown): number {
  const files = (result as { files?: unknown } | null)?.files
  if (!Array.isArray(files)) return 0
  const sizes = files.map((file) => (file as { bytes?: unknown } | null)?.bytes)
  const sum = sizes.reduce((total: number, size) => (Number.isSafeInteger(size) ? total + Number(size) : total), 0)
  return Number.isSafeInteger(sum) && sum > 0 ? sum : 0
}

/** PostgreSQL normalizes JSON, so the same value can have a few bytes more or less once it was read. */
function atLeastZero(amount: bigint): bigint {
  return amount < 0n ? 0n : amount
}
