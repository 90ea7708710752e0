// The sandbox provider: carries the tasks of SANDBOX organizations through their states, as a real provider would.
//
// It works through the same operations as any worker. How a task goes is settable in its input, so that a frontend
// can try every ending: {"sandbox": {"outcome": "FAILED", "durationMs": 500}}. A task with a prompt makes something to hear:
// lyrics where the operation is that, else music of as many seconds as it asks for.
//
// It hears of each task as it is submitted. A slow look into the database finds the others: tasks that were left behind
// when a process was killed, and those that had to wait for room. They go on from where they stood; two processes
// carrying the same task can't end it twice.

import { setTimeout as delay } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { ALL_ORGANIZATIONS, type App } from '../app.ts'
import type { Task } from '../database/generated/client/client.ts'
import { type RunningJob, repeat } from '../jobs.ts'
import { keyOf } from '../storage/files.ts'
import { completeTask, failTask, reportTaskProgress, startTask } from './steps.ts'
import { lyrics, music } from './synthesizer.ts'

const LOOK_PAUSE_MS = 5_000
const TASKS_AT_ONCE_MAX = 500
const ORGANIZATIONS_REMEMBERED_MAX = 10_000
const DURATION_MS = 2_000
const DURATION_MS_MAX = 10 * 60 * 1_000
const PROGRESS_STEP_PERCENT = 20
const MUSIC_SECONDS = 3

/** What a task's input can ask of the sandbox. STUCK never ends by itself: its deadline does it. */
const Wishes = z.object({
  outcome: z.enum(['SUCCEEDED', 'FAILED', 'STUCK']).default('SUCCEEDED'),
  durationMs: z.int().min(0).max(DURATION_MS_MAX).default(DURATION_MS),
  /** How many of a hundred such tasks fail. */
  failurePercent: z.int().min(0).max(100).default(0),
})

export function startSandbox(app: App): RunningJob {
  const stopping = new AbortController()
  const { signal } = stopping
  const carried = new Map<string, Promise<void>>()
  const isSandbox = new LRUCache<string, Promise<boolean>>({ max: ORGANIZATIONS_REMEMBERED_MAX })

  function take(task: Task): void {
    if (signal.aborted || carried.has(task.id) || carried.size >= TASKS_AT_ONCE_MAX) return
    const carrying = carry(app, task, signal)
      .catch((error) => {
        if (!signal.aborted) app.log.error({ err: error, task: task.id }, 'the sandbox dropped a task')
      })
      .finally(() => carried.delete(task.id))
    carried.set(task.id, carrying)
  }

  const deafen = app.bus.listen('submitted', ALL_ORGANIZATIONS, async (task) => {
    const { organizationId } = task
    let answer = isSandbox.get(organizationId)
    if (!answer) {
      answer = app.prisma.organization
        .findUnique({ where: { id: organizationId }, select: { mode: true } })
        .then((organization) => organization?.mode === 'SANDBOX')
      isSandbox.set(organizationId, answer)
    }
    // What could not be asked now is found by the next look.
    if (await answer.catch(() => false)) take(task)
  })

  const looking = repeat('sandbox', LOOK_PAUSE_MS, app.log, async () => {
    const tasks = await app.prisma.task.findMany({
      where: {
        endedAt: null,
        organization: { mode: 'SANDBOX' },
        OR: [{ approval: null }, { approval: 'APPROVED' }],
      },
      orderBy: { id: 'asc' },
      take: TASKS_AT_ONCE_MAX,
    })
    for (const task of tasks) take(task)
    return { more: false }
  })

  return {
    async stop() {
      stopping.abort()
      deafen()
      await Promise.all([looking.stop(), ...carried.values()])
    },
  }
}

/** Carries one task to its end, from wherever it stands. */
async function carry(app: App, task: Task, signal: AbortSignal): Promise<void> {
  const { organizationId, id: taskId } = task
  const wishes = Wishes.catch(Wishes.parse({})).parse((task.input as { sandbox?: unknown }).sandbox ?? {})
  if (task.status === 'QUEUED' && 'code' in (await startTask(app, { organizationId, taskId }))) return

  if (wishes.outcome === 'STUCK') {
    // Looked at again and again, as a provider is that never answers.
    await delay(LOOK_PAUSE_MS, undefined, { signal })
    return
  }
  const steps = 100 / PROGRESS_STEP_PERCENT
  for (let progress = task.progress + PROGRESS_STEP_PERCENT; progress <= 100; progress += PROGRESS_STEP_PERCENT) {
    await delay(wishes.durationMs / steps, undefined, { signal })
    if ('code' in (await reportTaskProgress(app, { organizationId, taskId, progress }))) return
  }
  if (wishes.outcome === 'FAILED' || Math.random() * 100 < wishes.failurePercent) {
    await failTask(app, { organizationId, taskId, reason: 'The sandbox was asked to fail this task.' })
  } else {
    await completeTask(app, { organizationId, taskId, result: await make(app, task) })
  }
}

const Prompt = z.object({ prompt: z.string().min(1), seconds: z.number().positive().default(MUSIC_SECONDS) })

/** What a task asked for, as far as the sandbox can. */
async function make(app: App, task: Task): Promise<Record<string, unknown>> {
  const asked = Prompt.safeParse(task.input)
  const text = `${task.operation} by ${task.model}, made in the sandbox`
  const storage = app.storage()
  if (!asked.success || !storage) return { text }
  const { prompt, seconds } = asked.data
  if (task.operation === 'lyrics') return { text: lyrics(prompt) }
  const wav = music(prompt, seconds)
  const file = {
    name: `${task.operation}.wav`.replace(/[^A-Za-z0-9.]/g, '-'),
    contentType: 'audio/wav',
    bytes: wav.length,
  }
  await storage.put(keyOf(task, file), wav)
  return { text, files: [file] }
}
