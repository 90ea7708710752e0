// The sandbox provider: simulates a real provider for the tasks of SANDBOX organizations, and of prices that are set to run in
// the sandbox.
//
// It uses the same operations as any worker. The input of a task sets its outcome, so that a frontend can try all of them
// (sandboxOutcome.ts). A task with a prompt has a result: lyrics if the operation is lyrics,
// else music of the given number of seconds. If a façade tells about stages before the end, the result is there at 60 percent.
//
// The bus notifies it of each submitted task. A repeated query finds the others: tasks of a process that was killed, and tasks
// that had to wait, because an organization has a share of the sandbox and a limit of tasks in progress. They continue from
// their present state. If two processes run the same task, the lane still ends it once.

import { setTimeout as delay } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { ALL_ORGANIZATIONS, type App } from '../app.ts'
import type { OrganizationMode, Task } from '../database/generated/client/client.ts'
import { outageOf } from '../database/outage.ts'
import { tasks } from '../engine/tables.ts'
import { tellsStages } from '../facades/callback.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { runBy } from '../pricing/runner.ts'
import { type RunningJob, repeat } from '../queue/repeat.ts'
import { keyOf } from '../storage/files.ts'
import { withSettledFields } from './sandboxMeter.ts'
import { outcomeOf } from './sandboxOutcome.ts'
import { completeTask, failTask, reportTaskProgress, startTask } from './steps.ts'
import { openStudio, type Studio } from './studio.ts'
import { lyrics } from './synthesizer.ts'

const LOOK_PAUSE_MS = 5_000
/** The pause between two queries while tasks wait for room. */
const BACKLOG_PAUSE_MS = 250
const TASKS_AT_ONCE_MAX = 2_000
const TASKS_PER_ORGANIZATION_MAX = 100
const ORGANIZATIONS_REMEMBERED_MAX = 10_000
const ORGANIZATIONS_REMEMBERED_MS = 5_000
const PROGRESS_STEP_PERCENT = 20
const EARLY_PERCENT = 60
const MUSIC_SECONDS = 3

// The open tasks of an organization are numbered in the order in which they are done: running tasks first, then the oldest. A
// STUCK task counts as one in progress, as it would with a real provider, and is not touched. There may be many open tasks of
// others, so what the sandbox runs is looked up once, and not by a join for each.
const NEXT = `
  WITH open AS (
    SELECT t.organization_id, t.id, t.status = 'RUNNING' AND t.input -> 'sandbox' ->> 'outcome' = 'STUCK' AS is_stuck,
      row_number() OVER (PARTITION BY t.organization_id ORDER BY t.status = 'RUNNING' DESC, t.id) AS place
    FROM task t
    WHERE t.ended_at IS NULL AND (t.approval IS NULL OR t.approval = 'APPROVED') AND (
      t.price_rule_id IN (SELECT id FROM price_rule WHERE runner = 'SANDBOX')
      OR t.organization_id IN (SELECT id FROM organization WHERE mode = 'SANDBOX')
        AND t.price_rule_id IN (SELECT id FROM price_rule WHERE runner IS NULL))
  ), turns AS (
    SELECT organization_id, open.id, row_number() OVER (PARTITION BY organization_id ORDER BY place) AS turn
    FROM open
    JOIN organization o ON o.id = organization_id
    WHERE is_stuck IS NOT TRUE AND (o.tasks_at_once IS NULL OR place <= o.tasks_at_once)
  )
  SELECT ${tasks.select()}, (SELECT count(*) FROM open WHERE is_stuck IS NOT TRUE) AS open
  FROM turns
  JOIN task t ON t.organization_id = turns.organization_id AND t.id = turns.id
  WHERE turns.turn <= ${TASKS_PER_ORGANIZATION_MAX}
  ORDER BY turns.turn, t.id
  LIMIT ${TASKS_AT_ONCE_MAX}`

/** The remembered settings of an organization. */
interface Known {
  readonly mode: OrganizationMode
  readonly tasksAtOnce: number | null
}

/** Starts the sandbox provider of this process. */
export function startSandbox(app: App): RunningJob {
  const stopping = new AbortController()
  const { signal } = stopping
  const studio = openStudio()
  const running = new Map<string, Promise<void>>()
  /** The number of running tasks of each organization. */
  const shares = new Map<string, number>()
  const organizations = new LRUCache<string, Known | Promise<Known | null>>({
    max: ORGANIZATIONS_REMEMBERED_MAX,
    ttl: ORGANIZATIONS_REMEMBERED_MS,
  })

  /** Runs a task; false if it has to wait for room. */
  function take(task: Task): boolean {
    const { organizationId, id } = task
    if (signal.aborted || running.has(id)) return true
    const share = shares.get(organizationId) ?? 0
    if (running.size >= TASKS_AT_ONCE_MAX || share >= TASKS_PER_ORGANIZATION_MAX) return false
    shares.set(organizationId, share + 1)
    const run = runTask(app, task, studio, signal)
      .catch((error) => {
        if (!signal.aborted) outageOf(app.log).mention(error, `the sandbox dropped the task ${id}`, 'error')
      })
      .finally(() => {
        running.delete(id)
        const left = (shares.get(organizationId) ?? 1) - 1
        if (left > 0) shares.set(organizationId, left)
        else shares.delete(organizationId)
      })
    running.set(id, run)
    return true
  }

  function organizationOf(id: string): Known | Promise<Known | null> {
    const known = organizations.get(id)
    if (known !== undefined) return known
    const finding = app.prisma.organization
      .findUnique({ where: { id }, select: { mode: true, tasksAtOnce: true } })
      .then((found) => {
        if (found) organizations.set(id, found)
        return found
      })
    organizations.set(id, finding)
    return finding
  }

  function takeIfOurs(task: Task, organization: Known | null): void {
    const rule = app.priceBook.version.rule(task.priceRuleId)
    if (!organization || !rule || runBy(rule, organization.mode) !== 'SANDBOX') return
    // If the organization has a limit of tasks in progress, the query counts them.
    if (organization.tasksAtOnce !== null || !take(task)) looking.wake()
  }

  const stopListening = app.bus.listen('submitted', ALL_ORGANIZATIONS, (task) => {
    const organization = organizationOf(task.organizationId)
    if (!(organization instanceof Promise)) return takeIfOurs(task, organization)
    organization.then(
      (found) => takeIfOurs(task, found),
      // The next query finds the task.
      () => {},
    )
  })

  const looking = repeat('sandbox', LOOK_PAUSE_MS, app.log, async () => {
    // The process that decides runs them: their steps are commands of the lane.
    if (app.home.isElsewhere) return { more: false }
    const tasks = await app.prisma.$queryRawUnsafe<(Task & { open: bigint })[]>(NEXT)
    for (const task of tasks) if (!app.home.isElsewhereOf(task.organizationId)) take(task)
    const isBacklog = Number(tasks[0]?.open ?? 0) > running.size
    if (isBacklog) await delay(BACKLOG_PAUSE_MS, undefined, { signal }).catch(() => {})
    return { more: isBacklog }
  })

  return {
    async stop() {
      stopping.abort()
      stopListening()
      await Promise.all([looking.stop(), studio.close(), ...running.values()])
    },
  }
}

/** Runs one task to its end, from its present state. */
async function runTask(app: App, task: Task, studio: Studio, signal: AbortSignal): Promise<void> {
  const { organizationId, id: taskId } = task
  const asked = outcomeOf(task.input)
  if (task.status === 'QUEUED' && isRefusal(await startTask(app, { organizationId, taskId }, 'NONE'))) return

  if (asked.outcome === 'STUCK') return
  const isFailing = asked.outcome === 'FAILED' || Math.random() * 100 < asked.failurePercent
  let result: Record<string, unknown> | null = null
  const steps = 100 / PROGRESS_STEP_PERCENT
  for (let progress = task.progress + PROGRESS_STEP_PERCENT; progress <= 100; progress += PROGRESS_STEP_PERCENT) {
    await delay(asked.durationMs / steps, undefined, { signal })
    if (progress === EARLY_PERCENT && !isFailing && tellsStages(task.callback)) result = await make(app, task, studio)
    if (isRefusal(await reportTaskProgress(app, { organizationId, taskId, progress, result }, 'NONE'))) return
  }
  if (isFailing) {
    await failTask(app, { organizationId, taskId, reason: 'The sandbox was asked to fail this task.' }, 'NONE')
  } else {
    const made = result ?? (await make(app, task, studio))
    const rule = app.priceBook.version.rule(task.priceRuleId)
    const settled = rule ? withSettledFields(made, rule, task) : made
    await completeTask(app, { organizationId, taskId, result: settled }, 'NONE')
  }
}

const Prompt = z.object({ prompt: z.string().min(1), seconds: z.number().positive().default(MUSIC_SECONDS) })

/** Makes the result of a task, as far as the sandbox can. */
async function make(app: App, task: Task, studio: Studio): Promise<Record<string, unknown>> {
  const asked = Prompt.safeParse(task.input)
  const text = `${task.operation} by ${task.model}, made in the sandbox`
  const storage = app.storage
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
