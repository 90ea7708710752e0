// Test clocks: the own time of a SANDBOX organization, which stands still until it is moved forward. Everything that becomes due
// in between happens at its own time, one after the other: deadlines, expiries, renewals. The time of other organizations does
// not change.

import { z } from 'zod'
import type { App } from '../app.ts'
import { type OrganizationId, uuidOf } from '../ids.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { runWithoutKey } from '../operation.ts'
import { type InvalidInput, invalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { DUE_WORK, NEXT_INSTANT } from './due.ts'

/** The longest move of a clock. */
const STEP_YEARS_MAX = 10
const YEAR_MS = 366 * 24 * 60 * 60 * 1_000

const Move = z.object({ organizationId: uuidOf.organization, to: z.date() })

export interface NotSandbox extends Refusal {
  readonly code: 'NOT_SANDBOX'
}

export interface ClockBackwards extends Refusal {
  readonly code: 'CLOCK_BACKWARDS'
  /** The present time of the organization. */
  readonly now: Date
}

export interface MovedClock {
  readonly organizationId: OrganizationId
  readonly now: Date
  /** The number of instants at which something was due. */
  readonly instants: number
}

/** Moves a SANDBOX organization's clock forward; the first time, from the real time on. */
export async function advanceClock(
  app: App,
  input: z.input<typeof Move>,
): Promise<MovedClock | InvalidInput | NotFound | NotSandbox | ClockBackwards> {
  const parsed = parseInput(Move, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, to } = parsed.value
  const begun = await setClock(app, organizationId, (now) => (to < now ? null : now))
  if (isRefusal(begun)) return begun
  if (to.getTime() - begun.now.getTime() > STEP_YEARS_MAX * YEAR_MS) {
    return invalidInput({ path: 'to', message: `must be at most ${STEP_YEARS_MAX} years ahead` })
  }
  await settle(app, organizationId, begun.now)
  let now: Date | null = begun.now
  let instants = 0
  while (true) {
    now = await nextInstant(app, organizationId, now, to)
    if (!now) break
    const instant = now
    const moved = await setClock(app, organizationId, (present) => (instant < present ? null : instant))
    // Another request has moved the clock past this instant, and has done what was due.
    if (isRefusal(moved)) break
    await settle(app, organizationId, instant)
    instants++
  }
  const moved = await setClock(app, organizationId, (present) => (to < present ? null : to))
  return isRefusal(moved) ? moved : { organizationId, now: moved.now, instants }
}

/** Sets the clock to the time that `choose` returns for the present time; null refuses. */
function setClock(
  app: App,
  organizationId: OrganizationId,
  choose: (now: Date) => Date | null,
): Promise<{ now: Date } | NotFound | NotSandbox | ClockBackwards> {
  return runWithoutKey<{ now: Date }, NotFound | NotSandbox | ClockBackwards>(app.lane, {
    organizationId,
    reads: {},
    decide(batch) {
      const snapshot = batch.organization(organizationId)
      if (!snapshot) return notFound('organization')
      if (snapshot.mode !== 'SANDBOX') return notSandbox()
      const present = batch.timeOf(organizationId)
      const clockAt = choose(present)
      if (!clockAt) return clockBackwards(present)
      batch.putOrganization({ ...snapshot, clockAt })
      const facts = { before: { now: present.toISOString() }, after: { now: clockAt.toISOString() } }
      const act = { action: 'advanceClock', subjectType: 'Organization', subjectId: organizationId, ...facts }
      return { value: { now: clockAt }, resultId: organizationId, act }
    },
  })
}

/** Does everything that is due at an instant. */
async function settle(app: App, organizationId: OrganizationId, now: Date): Promise<void> {
  const at = { organizationId, now }
  let done = 1
  while (done > 0) {
    done = 0
    for (const { sweep } of DUE_WORK) done += await sweep(app, at)
  }
}

async function nextInstant(app: App, organizationId: OrganizationId, after: Date, until: Date): Promise<Date | null> {
  const rows = await app.prisma.$queryRawUnsafe<{ at: Date | null }[]>(NEXT_INSTANT, organizationId, after, until)
  return rows[0]?.at ?? null
}

function notSandbox(): NotSandbox {
  const message = 'Only a SANDBOX organization has a clock of its own. Create one to simulate time.'
  return { code: 'NOT_SANDBOX', message }
}

function clockBackwards(now: Date): ClockBackwards {
  const message = `The clock of this organization is at ${now.toISOString()} already, and can only be moved forward.`
  return { code: 'CLOCK_BACKWARDS', message, now }
}
