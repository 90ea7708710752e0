// Runs: opening one, giving it another cap, and closing it. src/ledger/run.ts says what a run counts.

import { z } from 'zod'
import type { App } from '../app.ts'
import { BOUNDS, type LimitReached, limitReached } from '../bounds.ts'
import { rowOf } from '../database/row.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { newId, uuidOf } from '../ids.ts'
import { must } from '../ledger/must.ts'
import { isRefusal } from '../ledger/refusals.ts'
import type { Run } from '../ledger/run.ts'
import { type Answer, type CommonRefusal, operate, type Parameters } from '../operation.ts'
import { knowing } from '../organizations/knownNames.ts'
import { field, type InvalidInput, invalidInput, type NotFound, notFound } from '../refusals.ts'
import { type RunCreditType, refuseEnded, refuseType } from './rules.ts'

const NewRun = z.object({
  organizationId: uuidOf.organization,
  /** The member for whom it is opened; null: the organization or the platform. */
  memberId: uuidOf.member.nullable(),
  /** The run that it is a part of; null: of none. */
  parentId: z.uuid().nullable(),
  name: field.name,
  /** Null: that of the parent. */
  creditType: field.creditType.nullable(),
  limit: field.credits,
  expiresAt: z.date().nullish(),
  idempotencyKey: field.idempotencyKey,
})

export type RunAnswer = Answer<{ readonly run: Run }>
export type OpenRunRefusal = CommonRefusal | LimitReached | RunCreditType

/** Opens a run. `ownMemberId`: the member who opens it, whose runs alone it may be a part of; null: any. */
export function openRun(
  app: App,
  input: z.input<typeof NewRun>,
  ownMemberId: string | null,
): Promise<RunAnswer | OpenRunRefusal> {
  return operate<typeof NewRun, { run: Run }, OpenRunRefusal>({
    name: 'openRun',
    schema: NewRun,
    input,
    run: (parameters, key) =>
      app.lane.run(knowing(app, openCommand({ ...parameters, id: newId(), ownMemberId }, key), parameters)),
    find: (id, { organizationId }) => findRun(app, organizationId, id),
  })
}

type Wanted = Omit<z.output<typeof NewRun>, 'idempotencyKey'> & {
  readonly id: string
  readonly ownMemberId: string | null
}

export function openCommand(
  wanted: Wanted,
  key: Idempotency | null,
): Command<{ run: Run }, NotFound | InvalidInput | LimitReached | RunCreditType> {
  const { organizationId, id, parentId, memberId, name, limit, expiresAt = null, ownMemberId } = wanted
  return {
    organizationId,
    idempotency: key,
    reads: { runId: parentId ?? undefined },
    decide(batch) {
      if (!batch.organization(organizationId)) return notFound('organization')
      const now = batch.timeOf(organizationId)
      if (expiresAt && expiresAt <= now) return invalidInput({ path: 'expiresAt', message: 'must be in the future' })
      const path = parentId === null ? [] : pathFor(batch, organizationId, parentId, ownMemberId)
      if (isRefusal(path)) return path
      if (path.length >= BOUNDS.runDepth) return limitReached('runDepth')
      const [parent] = path
      const creditType = wanted.creditType ?? parent?.creditType
      if (creditType === undefined) throw new RangeError('a run without a parent has a credit type')
      const other = parent ? refuseType(parent, creditType) : null
      if (other) return other
      const run: Run = {
        organizationId,
        id,
        parentId,
        path: [id, ...path.map((each) => each.id)],
        memberId,
        name,
        creditType,
        credits: limit,
        frozen: 0n,
        used: 0n,
        sequence: 1n,
        createdAt: now,
        expiresAt,
        closedAt: null,
      }
      batch.putRun(run)
      return { value: { run }, resultId: id }
    },
  }
}

/** A run that is open, with those that it is a part of. A member finds their own. */
function pathFor(batch: Batch, organizationId: string, runId: string, ownMemberId: string | null): Run[] | NotFound {
  const path = batch.runsOf(organizationId, runId)
  return refuseRun(path[0], ownMemberId) ?? refuseEnded(batch, path) ?? path
}

/** Refuses a run that does not exist, or that is not the member's own (null: of anybody). */
export function refuseRun(run: Run | undefined, ownMemberId: string | null): NotFound | null {
  return run && (ownMemberId === null || run.memberId === ownMemberId) ? null : notFound('run')
}

const Reference = z.object({
  organizationId: uuidOf.organization,
  runId: z.uuid(),
  idempotencyKey: field.idempotencyKey,
})
const Update = Reference.extend({ limit: field.credits })

export type CloseRunRefusal = CommonRefusal
export type UpdateRunRefusal = CommonRefusal | InvalidInput

/** Closes a run, with all runs that are a part of it: they take no further children. Those under way go on. */
export function closeRun(
  app: App,
  input: z.input<typeof Reference>,
  ownMemberId: string | null,
): Promise<RunAnswer | CloseRunRefusal> {
  return changeRun<typeof Reference, never>(app, 'closeRun', Reference, input, ownMemberId, () => closed)
}

export function closed(run: Run, now: Date): Run {
  return { ...run, closedAt: now }
}

/** Gives a run another cap, no lower than what it has frozen and used. */
export function updateRun(
  app: App,
  input: z.input<typeof Update>,
  ownMemberId: string | null,
): Promise<RunAnswer | UpdateRunRefusal> {
  return changeRun<typeof Update, InvalidInput>(app, 'updateRun', Update, input, ownMemberId, ({ limit }) => (run) => {
    const least = run.frozen + run.used
    const message = `must be at least ${least}, which the run has frozen and used`
    return limit < least ? invalidInput({ path: 'limit', message }) : { ...run, credits: limit }
  })
}

function changeRun<Schema extends typeof Reference, Refused extends InvalidInput>(
  app: App,
  name: string,
  schema: Schema,
  input: z.input<Schema>,
  ownMemberId: string | null,
  ruleOf: (parameters: Parameters<Schema>) => RunRule<Refused>,
): Promise<RunAnswer | CommonRefusal | Refused> {
  return operate<Schema, { run: Run }, CommonRefusal | Refused>({
    name,
    schema,
    input,
    run: (parameters, key) => {
      const { organizationId, runId } = parameters
      return app.lane.run(changeCommand(organizationId, runId, ownMemberId, key, ruleOf(parameters)))
    },
    find: (id, { organizationId }) => findRun(app, organizationId, id),
  })
}

/** A rule that changes a run. */
type RunRule<Refused extends InvalidInput> = (run: Run, now: Date) => Run | Refused

/** Changes an open run by the given rule. */
export function changeCommand<Refused extends InvalidInput>(
  organizationId: string,
  runId: string,
  ownMemberId: string | null,
  idempotency: Idempotency | null,
  rule: RunRule<Refused>,
): Command<{ run: Run }, NotFound | Refused> {
  return {
    organizationId,
    idempotency,
    reads: { runId },
    decide(batch) {
      const path = pathFor(batch, organizationId, runId, ownMemberId)
      if (isRefusal(path)) return path
      const before = must(path[0], 'a path begins with its run')
      const changed = rule(before, batch.timeOf(organizationId))
      if (isRefusal(changed)) return changed
      const run = { ...changed, sequence: before.sequence + 1n }
      batch.putRun(run)
      return { value: { run }, resultId: runId }
    },
  }
}

async function findRun(app: App, organizationId: string, id: string): Promise<{ run: Run }> {
  return { run: await rowOf(app.prisma.run, organizationId, id) }
}
