// How much is kept of an organization's tasks. The lane counts it with each task that comes, ends or is forgotten, so that a
// quota is decided without looking at the tasks.

import type { Task } from '../database/generated/client/client.ts'

/** What is kept, and what an operator allows; null: the default. */
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

type Content = Pick<Task, 'input' | 'result' | 'forgottenAt'>

/** What is kept once a task has changed; the very same if the change is none to that. */
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

/** As JSON. */
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

/** Bytes of what PostgreSQL has written anew may be counted a little differently. */
function atLeastZero(amount: bigint): bigint {
  return amount < 0n ? 0n : amount
}
