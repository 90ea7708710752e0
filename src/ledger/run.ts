// Runs: a cap on all that belongs together, such as the whole tree of calls of one agent.
//
// A run freezes nothing itself. It counts what the holds of its children have frozen and used, and what those of its sub-runs
// have; what would pass its cap is refused. The holds freeze the credits, each from the lots that may pay for it, so a run of
// 1,000 credits that needs 30 does not keep the other 970 from anybody.
//
// Frozen credits count, released and refunded ones do not. A run that is closed or has expired takes no new child and lets no hold
// grow; what is under way ends as it would, and what comes back is taken off its count.

import { frozenIn, usedBy } from './budget.ts'
import type { Refusal } from './refusals.ts'
import type { Credits, Hold } from './wallet.ts'

export interface Run {
  readonly organizationId: string
  readonly id: string
  /** The run that it is a part of; null: of none. */
  readonly parentId: string | null
  /** Itself, its parent, and so on. */
  readonly path: string[]
  /** The member who opened it; null: the organization or the platform. */
  readonly memberId: string | null
  readonly name: string
  readonly creditType: string
  /** The cap: the most that may be frozen and used. */
  readonly credits: Credits
  readonly frozen: Credits
  readonly used: Credits
  /** The number of changes, from 1 on. */
  readonly sequence: bigint
  readonly createdAt: Date
  /** From then on it takes no children. Null: it does not expire. */
  readonly expiresAt: Date | null
  /** Null: it was not closed. */
  readonly closedAt: Date | null
}

export interface RunExceeded extends Refusal {
  readonly code: 'RUN_EXCEEDED'
  readonly run: Run
  readonly required: Credits
  readonly remaining: Credits
}

/** The time at which it ended, in UTC; null if it has not. */
export function endOfRun({ closedAt, expiresAt }: Pick<Run, 'closedAt' | 'expiresAt'>, now: Date): Date | null {
  const expired = expiresAt !== null && expiresAt <= now ? expiresAt : null
  return closedAt ?? expired
}

export function remainingOf({ credits, frozen, used }: Pick<Run, 'credits' | 'frozen' | 'used'>): Credits {
  return credits - frozen - used
}

/** The refusal of the run with the least room, if one of them has too little room for the credits; null if none has. */
export function refuseOverRuns(path: readonly Run[], credits: Credits): RunExceeded | null {
  let tightest: Run | null = null
  for (const run of path) if (!tightest || remainingOf(run) < remainingOf(tightest)) tightest = run
  return tightest && remainingOf(tightest) < credits ? runExceeded(tightest, credits) : null
}

/** The run after a change of a hold that counts in it. */
export function countInRun(run: Run, before: Hold | undefined, after: Hold): Run {
  const frozen = run.frozen + frozenIn(after) - frozenIn(before)
  const used = run.used + usedBy(after) - usedBy(before)
  if (frozen === run.frozen && used === run.used) return run
  return { ...run, frozen, used, sequence: run.sequence + 1n }
}

function runExceeded(run: Run, required: Credits): RunExceeded {
  const { name, credits, creditType, frozen, used } = run
  const remaining = remainingOf(run)
  return {
    code: 'RUN_EXCEEDED',
    message:
      `This needs ${required} ${creditType} credits, and the run ${JSON.stringify(name)} of ${credits} has ${remaining} left: ` +
      `${used} are used and ${frozen} frozen.`,
    run,
    required,
    remaining,
  }
}
