// The sandbox provider: carries tasks through their states as a real provider would, those of SANDBOX organizations and of
// prices that say so.
//
// It works through the same operations as any worker. How a task goes is settable in its input, so that a frontend
// can try every ending: {"sandbox": {"outcome": "FAILED", "durationMs": 500}}. A task with a prompt makes something to hear:
// lyrics where the operation is that, else music of as many seconds as it asks for.
//
// It hears of each task as it is submitted. A look into the database finds the others: tasks that were left behind
// when a process was killed, and those that had to wait for room, for each organization has a share and no more at once than
// it may have at work. They go on from where they stood; two processes carrying the same task can't end it twice.

import { setTimeout as delay } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { ALL_ORGANIZATIONS, type App } from '../app.ts'
import type { OrganizationMode, Task } from '../database/generated/client/client.ts'
import { outageOf } from '../database/outage.ts'
import { tasks } from '../engine/tables.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { RUN_BY, runBy } from '../pricing/runner.ts'
import { type RunningJob, repeat } from '../queue/repeat.ts'
import { keyOf } from '../storage/files.ts'
import { completeTask, failTask, reportTaskProgress, startTask } from './steps.ts'
import { openStudio, type Studio } from './studio.ts'
import { lyrics } from './synthesizer.ts'

const LOOK_PAUSE_MS = 5_000
/** While some wait for room. */
const BACKLOG_PAUSE_MS = 250
const TASKS_AT_ONCE_MAX = 2_000
const TASKS_PER_ORGANIZATION_MAX = 100
const ORGANIZATIONS_REMEMBERED_MAX = 10_000
const ORGANIZATIONS_REMEMBERED_MS = 5_000
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

// The open tasks of an organization are counted as they will be done: those under way first, then the oldest. A task that
// was asked to be stuck counts, as it would with a real provider, and is left alone.
const NEXT = `
  WITH open AS (
    SELECT t.organization_id, t.id, t.status = 'RUNNING' AND t.input -> 'sandbox' ->> 'outcome' = 'STUCK' AS is_stuck,
      row_number() OVER (PARTITION BY t.organization_id ORDER BY t.status = 'RUNNING' DESC, t.id) AS place,
      o.tasks_at_once
    FROM task t
    JOIN organization o ON o.id = t.organization_id
    JOIN price_rule r ON r.id = t.price_rule_id
    WHERE t.ended_at IS NULL AND ${RUN_BY} = 'SANDBOX' AND (t.approval IS NULL OR t.approval = 'APPROVED')
  ), turns AS (
    SELECT organization_id, id, row_number() OVER (PARTITION BY organization_id ORDER BY place) AS turn
    FROM open
    WHERE is_stuck IS NOT TRUE AND (tasks_at_once IS NULL OR place <= tasks_at_once)
  )
  SELECT ${tasks.select()}, (SELECT count(*) FROM open WHERE is_stuck IS NOT TRUE) AS open
  FROM turns
  JOIN task t ON t.organization_id = turns.organization_id AND t.id = turns.id
  WHERE turns.turn <= ${TASKS_PER_ORGANIZATION_MAX}
  ORDER BY turns.turn, t.id
  LIMIT ${TASKS_AT_ONCE_MAX}`

export function startSandbox(app: App): RunningJob {
  const stopping = new AbortController()
  const { signal } = stopping
  const studio = openStudio()
  const carried = new Map<string, Promise<void>>()
  /** How many are carried of each organization. */
  const shares = new Map<string, number>()
  const organizations = new LRUCache<string, Promise<{ mode: OrganizationMode; tasksAtOnce: number | null } | null>>({
    max: ORGANIZATIONS_REMEMBERED_MAX,
    ttl: ORGANIZATIONS_REMEMBERED_MS,
  })

  /** False if it has to wait for room. */
  function take(task: Task): boolean {
    const { organizationId, id } = task
    if (signal.aborted || carried.has(id)) return true
    const share = shares.get(organizationId) ?? 0
    if (carried.size >= TASKS_AT_ONCE_MAX || share >= TASKS_PER_ORGANIZATION_MAX) return false
    shares.set(organizationId, share + 1)
    const carrying = carry(app, task, studio, signal)
      .catch((error) => {
        if (!signal.aborted) outageOf(app.log).mention(error, `the sandbox dropped the task ${id}`, 'error')
      })
      .finally(() => {
        carried.delete(id)
        const left = (shares.get(organizationId) ?? 1) - 1
        if (left > 0) shares.set(organizationId, left)
        else shares.delete(organizationId)
      })
    carried.set(id, carrying)
    return true
  }

  const deafen = app.bus.listen('submitted', ALL_ORGANIZATIONS, async (task) => {
    const { organizationId: id, priceRuleId } = task
    let known = organizations.get(id)
    if (!known) {
      known = app.prisma.organization.findUnique({ where: { id }, select: { mode: true, tasksAtOnce: true } })
      organizations.set(id, known)
    }
    // What could not be asked now is found by the next look.
    const organization = await known.catch(() => null)
    const rule = app.priceBook.edition.rule(priceRuleId)
    if (!organization || !rule || runBy(rule, organization.mode) !== 'SANDBOX') return
    // What an organization may have at work is counted by the look.
    if (organization.tasksAtOnce !== null || !take(task)) looking.wake()
  })

  const looking = repeat('sandbox', LOOK_PAUSE_MS, app.log, async () => {
    const tasks = await app.prisma.$queryRawUnsafe<(Task & { open: bigint })[]>(NEXT)
    for (const task of tasks) take(task)
    const isBacklog = Number(tasks[0]?.open ?? 0) > carried.size
    if (isBacklog) await delay(BACKLOG_PAUSE_MS, undefined, { signal }).catch(() => {})
    return { more: isBacklog }
  })

  return {
    async stop() {
      stopping.abort()
      deafen()
      await Promise.all([looking.stop(), studio.close(), ...carried.values()])
    },
  }
}

/** Carries one task to its end, from wherever it stands. */
async function carry(app: App, task: Task, studio: Studio, signal: AbortSignal): Promise<void> {
  const { organizationId, id: taskId } = task
  const wishes = Wishes.catch(Wishes.parse({})).parse((task.input as { sandbox?: unknown }).sandbox ?? {})
  if (task.status === 'QUEUED' && isRefusal(await startTask(app, { organizationId, taskId }, 'NONE'))) return

  if (wishes.outcome === 'STUCK') return
  const steps = 100 / PROGRESS_STEP_PERCENT
  for (let progress = task.progress + PROGRESS_STEP_PERCENT; progress <= 100; progress += PROGRESS_STEP_PERCENT) {
    await delay(wishes.durationMs / steps, undefined, { signal })
    if (isRefusal(await reportTaskProgress(app, { organizationId, taskId, progress }, 'NONE'))) return
  }
  if (wishes.outcome === 'FAILED' || Math.random() * 100 < wishes.failurePercent) {
    await failTask(app, { organizationId, taskId, reason: 'The sandbox was asked to fail this task.' }, 'NONE')
  } else {
    await completeTask(app, { organizationId, taskId, result: await make(app, task, studio) }, 'NONE')
  }
}

const Prompt = z.object({ prompt: z.string().min(1), seconds: z.number().positive().default(MUSIC_SECONDS) })

/** What a task asked for, as far as the sandbox can. */
async function make(app: App, task: Task, studio: Studio): Promise<Record<string, unknown>> {
  const asked = Prompt.safeParse(task.input)
  const text = `${task.operation} by ${task.model}, made in the sandbox`
  const storage = app.storage()
  if (!asked.success || !storage) return { text }
  const { prompt, seconds } = asked.data
  if (task.operation === 'lyrics') return { text: lyrics(prompt) }
  const wav = await studio.music(prompt, seconds)
  const file = {
    name: `${task.operation}.wav`.replace(/[^A-Za-z0-9.]/g, '-'),
    contentType: 'audio/wav',
    bytes: wav.length,
  }
  await storage.put(keyOf(task, file), wav)
  return { text, files: [file] }
}
