// The refusals of a run: of children after its end or of another credit type, and of credits that would pass its cap, or that of a
// run that it is a part of.

import type { Batch } from '../engine/batch.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { endOfRun, type Run, type RunExceeded, refuseOverRuns } from '../ledger/run.ts'
import type { Credits, Hold } from '../ledger/wallet.ts'
import { type Ended, ended, type NotFound, notFound } from '../refusals.ts'

export interface RunCreditType extends Refusal {
  readonly code: 'RUN_CREDIT_TYPE'
  readonly run: Run
  readonly creditType: string
}

/** The refusals of more credits for a child; and of a new child. */
export type RunMoreRefusal = Ended | RunExceeded
export type RunRefusal = RunMoreRefusal | NotFound | RunCreditType

/** Refuses a new child of a run; null if the run has room for it, or there is no run. */
export function refuseChild(
  batch: Batch,
  organizationId: string,
  runId: string | null,
  { creditType }: { readonly creditType: string },
  credits: Credits,
): RunRefusal | null {
  if (runId === null) return null
  const path = batch.runsOf(organizationId, runId)
  const [run] = path
  if (!run) return notFound('run')
  return refuseEnded(batch, path) ?? refuseType(run, creditType) ?? refuseOverRuns(path, credits)
}

/** Refuses more credits for a hold that counts in a run; null if the run has room for them, or there is no run. */
export function refuseMoreInRun(
  batch: Batch,
  { organizationId, runId }: Pick<Hold, 'organizationId' | 'runId'>,
  credits: Credits,
): RunMoreRefusal | null {
  if (runId === null) return null
  const path = batch.runsOf(organizationId, runId)
  return refuseEnded(batch, path) ?? refuseOverRuns(path, credits)
}

/** Refuses a run that has ended, or that is a part of one that has; null if none has. */
export function refuseEnded(batch: Batch, path: readonly Run[]): Ended | null {
  for (const run of path) {
    const endedAt = endOfRun(run, batch.timeOf(run.organizationId))
    if (endedAt)
      return ended('run', endedAt, `(${JSON.stringify(run.name)}) ${run.closedAt ? 'was closed' : 'expired'}`)
  }
  return null
}

/** Refuses credits of another type than the run limits; null if it limits them. */
export function refuseType(run: Run, creditType: string): RunCreditType | null {
  if (run.creditType === creditType) return null
  const message = `The run ${JSON.stringify(run.name)} limits ${run.creditType} credits, and this needs ${creditType} credits. Name a run of these.`
  return { code: 'RUN_CREDIT_TYPE', message, run, creditType }
}
