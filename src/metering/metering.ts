// Metering: opening a hold for work whose size is known only when it ends, and counting its units while it goes on; those of a task
// too. src/ledger/meter.ts has the rule.

import { z } from 'zod'
import type { App } from '../app.ts'
import { BOUNDS } from '../bounds.ts'
import type { PriceRule, Prisma } from '../database/generated/client/client.ts'
import type { Batch, CountName } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import { atHome } from '../home/atHome.ts'
import { newId, uuidOf } from '../ids.ts'
import { type ExternalIdTaken, labeled, labelInput } from '../labels/label.ts'
import {
  isMetered,
  type Limits,
  type MeterSequence,
  type MeterStopped,
  MILLIONTHS,
  meterUnits,
  newMeter,
  numbered,
  type Room,
  UNITS_MAX,
} from '../ledger/meter.ts'
import { type HoldNotOpen, isRefusal, type Refusal } from '../ledger/refusals.ts'
import { CREDITS_MAX, type Hold, type Meter } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate } from '../operation.ts'
import { refuseSuspended, type Suspended } from '../organizations/operations.ts'
import { countedIfLimited, type PlanLimit, refuseHold } from '../plans/limits.ts'
import { type NotEntitled, refuseUnentitled } from '../plans/plan.ts'
import { constraintsIn, flawIn } from '../pricing/constraints.ts'
import { formulaOf } from '../pricing/formula.ts'
import {
  type InputLimit,
  inputLimit,
  type NoPrice,
  namingPrices,
  type OperationUnavailable,
  ruleOf,
} from '../pricing/priceOf.ts'
import { field, type InvalidInput, invalidInput, jsonObject, type NotFound, notFound } from '../refusals.ts'
import { type LeaseLost, type LeaseShown, mayWorkWith } from '../tasks/fencing.ts'
import { type Maintenance, refuseInMaintenance } from '../tasks/maintenance.ts'
import {
  type FundingRefusal,
  freezeWithin,
  holdersFor,
  payingHolders,
  refusalsOfMore,
  refuseMore,
} from '../wallets/funding.ts'
import { findHold, type HoldAndWallet, type HoldOfTask, type HoldUser, holdOfTask } from '../wallets/holds.ts'
import { basisOf, tariffOf } from './tariff.ts'

const INPUT_CHARACTERS_MAX = 100_000
/** A hold ends after so much silence, unless its request says another time. */
export const SILENCE_SECONDS = 600
const SILENCE_SECONDS_MAX = 7 * 24 * 60 * 60
/** The part of the maximum that is frozen at first, unless the request says how much. */
const FIRST_PART = 10n

const NewHold = z
  .object({
    organizationId: uuidOf.organization,
    /** The member whose wallet pays first; null: the pool pays. */
    memberId: uuidOf.member.nullish(),
    model: field.token,
    operation: field.token,
    input: jsonObject(INPUT_CHARACTERS_MAX),
    /** The most credits that it may freeze. */
    maxCredits: field.credits,
    /** The credits that it freezes at first, and grows by; absent: a tenth of the maximum. */
    credits: field.credits.nullish(),
    silenceSeconds: z.int().min(1).max(SILENCE_SECONDS_MAX),
    description: field.text(500).nullish(),
    tags: field.tags,
    runId: z.uuid().nullish(),
    ...labelInput,
    idempotencyKey: field.idempotencyKey,
  })
  .refine(({ credits, maxCredits }) => !credits || credits <= maxCredits, {
    path: ['credits'],
    message: 'must be at most maxCredits',
  })

/** A hold, with the state of its meter. */
interface Metered extends HoldAndWallet {
  readonly meter: Meter
}

export type MeteredAnswer = Answer<Metered>

type OpenDecision =
  | NotFound
  | Maintenance
  | Suspended
  | NoPrice
  | OperationUnavailable
  | InputLimit
  | NotEntitled
  | PlanLimit
  | InvalidInput
  | FundingRefusal
export type OpenHoldRefusal = CommonRefusal | OpenDecision | ExternalIdTaken

/** Opens a hold that grows with what is metered. `gone`: the member does not exist. */
export function openHold(
  app: App,
  input: z.input<typeof NewHold>,
  user: HoldUser,
  gone: NotFound | null,
): Promise<MeteredAnswer | OpenHoldRefusal> {
  return operate<typeof NewHold, Metered, OpenHoldRefusal>({
    name: 'openHold',
    schema: NewHold,
    input,
    run: async (parameters, key) => {
      const opening = { ...parameters, holdId: newId() }
      const run = (counts: readonly CountName[]) =>
        app.lane.run(labeled(openCommand(opening, user, counts, key), 'HOLD', parameters))
      return gone ?? countedIfLimited(run)
    },
    find: (id, { organizationId }) => findMetered(app, organizationId, id),
  })
}

type Opening = Omit<z.output<typeof NewHold>, 'idempotencyKey'> & { readonly holdId: string }

function openCommand(
  wanted: Opening,
  { lineageId }: HoldUser,
  counts: readonly CountName[],
  key: Idempotency | null,
): Command<Metered, OpenDecision> {
  const { organizationId, model, operation, input, maxCredits, silenceSeconds, holdId, tags, runId = null } = wanted
  const memberId = wanted.memberId ?? null
  return {
    organizationId,
    idempotency: key,
    reads: {
      ...{ price: { model, operation }, holders: holdersFor(organizationId, memberId) },
      ...{ runId: runId ?? undefined, counts },
    },
    decide(batch) {
      const snapshot = batch.organization(organizationId)
      if (!snapshot) return notFound('organization')
      const closed = refuseInMaintenance(batch, organizationId) ?? refuseSuspended(snapshot)
      if (closed) return closed
      const now = batch.timeOf(organizationId)
      const { priceBook } = batch
      const rule = ruleOf(priceBook.rulesOf(model, operation), organizationId, { model, operation, input }, now)
      if (isRefusal(rule)) return namingPrices(priceBook, organizationId, rule)
      const { creditType } = rule
      const credits = wanted.credits ?? (maxCredits + FIRST_PART - 1n) / FIRST_PART
      const refusal =
        refuseTypes(rule) ??
        refuseLimits(rule, input) ??
        refuseUnentitled(batch.priceBook, snapshot.subscription, rule) ??
        refuseHold(batch, organizationId)
      if (refusal) return refusal
      const basis = basisOf(rule, input)
      if (isRefusal(basis)) return basis
      const terms = { credits, max: maxCredits, silenceSeconds }
      const meter = newMeter({ priceRuleId: rule.id, ...basis }, terms, tariffOf(rule, basis))
      const purpose = { model, operation }
      const spending = { memberId, apiKeyId: lineageId, creditType, purpose, tags: tags ?? [] }
      const expiresAt = new Date(now.getTime() + silenceSeconds * 1_000)
      const description = wanted.description ?? `${model} ${operation}`
      const hold = { holdId, taskId: null, credits, purpose, description, runId, meter, expiresAt }
      const held = freezeWithin(batch, organizationId, spending, payingHolders(batch, organizationId, memberId), hold)
      if (isRefusal(held)) return held
      return { value: { hold: held.hold, wallet: held.wallet, meter }, resultId: holdId }
    },
  }
}

/** Refuses a price of several credit types: a hold has credits of one. */
function refuseTypes(rule: PriceRule): InvalidInput | null {
  const { further } = formulaOf(rule)
  if (further.length === 0) return null
  const message = `must cost one credit type: it costs ${further.join(', ')}, too. Submit a task, which freezes all of them, and meter that`
  return invalidInput({ path: 'operation', message })
}

/** Refuses an input that breaks a limit of its price; null if it keeps all of those whose fields it has. */
function refuseLimits(rule: PriceRule, input: Opening['input']): InputLimit | null {
  for (const limit of constraintsIn(rule.inputLimits)) {
    const flaw = flawIn(input, { ...limit, required: false })
    if (flaw) return inputLimit(rule, limit.field, flaw)
  }
  return null
}

const Metering = z.object({
  organizationId: uuidOf.organization,
  /** In millionths. */
  units: z
    .int()
    .min(1)
    .max(UNITS_MAX * MILLIONTHS),
  /** The number of this event of its hold, from 1 on; absent: each request is an event of its own. */
  sequence: z.int().min(1).nullish(),
  idempotencyKey: field.idempotencyKey,
})
const OfHold = Metering.extend({ holdId: z.uuid() })
const OfTask = Metering.extend({ taskId: uuidOf.task })

export interface HoldNotMetered extends Refusal {
  readonly code: 'HOLD_NOT_METERED'
}

type MeterDecision = NotFound | HoldNotOpen | HoldNotMetered | HoldOfTask | MeterStopped | MeterSequence | LeaseLost
export type MeterRefusal = CommonRefusal | MeterDecision

/** Counts units of a hold. */
export const meterHold = atHome(
  'meterHold',
  (app: App, input: z.input<typeof OfHold>): Promise<MeteredAnswer | MeterRefusal> => {
    return operate<typeof OfHold, Metered, MeterRefusal>({
      name: 'meter hold',
      schema: OfHold,
      input,
      run: (parameters, key) => meterBy(app, parameters, { holdId: parameters.holdId }, key),
      find: (id, { organizationId }) => findMetered(app, organizationId, id),
    })
  },
)

/** Counts units of a task, within its price. */
export function meterTask(
  app: App,
  input: z.input<typeof OfTask>,
  lease: LeaseShown,
): Promise<MeteredAnswer | MeterRefusal> {
  return operate<typeof OfTask, Metered, MeterRefusal>({
    name: 'meter task',
    schema: OfTask,
    input,
    run: (parameters, key) => meterBy(app, parameters, { taskId: parameters.taskId, lease }, key),
    find: (id, { organizationId }) => findMetered(app, organizationId, id),
  })
}

type Whose =
  | { readonly holdId: string; readonly taskId?: undefined }
  | { readonly taskId: string; readonly lease: LeaseShown; readonly holdId?: undefined }

/** Runs the command of an event. One that was counted before is answered as repeated, with the state as it is now. */
async function meterBy(app: App, event: Omit<MeterEvent, 'whose'>, whose: Whose, key: Idempotency | null) {
  const outcome = await app.lane.run(meterCommand({ ...event, whose }, key))
  if (outcome.kind !== 'decided' || !outcome.value.isRepeated) return outcome
  return { kind: 'replayed' as const, resultId: outcome.resultId }
}

interface MeterEvent {
  readonly organizationId: string
  readonly units: number
  readonly sequence?: number | null | undefined
  readonly whose: Whose
}

interface Counted extends Metered {
  /** True: an event of this number was counted before. */
  readonly isRepeated: boolean
}

export function meterCommand(
  { organizationId, units, sequence = null, whose }: MeterEvent,
  key: Idempotency | null,
): Command<Counted, MeterDecision> {
  return {
    organizationId,
    idempotency: key,
    reads: whose.holdId === undefined ? { taskId: whose.taskId } : { holdId: whose.holdId },
    evenClosed: true,
    decide(batch) {
      const hold =
        whose.holdId === undefined
          ? holdOfTaskFor(batch, organizationId, whose)
          : holdFor(batch, organizationId, whose.holdId)
      if (isRefusal(hold)) return hold
      const state = batch.walletOfHold(hold)
      const rule = batch.priceBook.rule(hold.meter.priceRuleId)
      if (!state || !rule) throw new RangeError(`hold ${hold.id} has lost its wallet or its price`)
      const { wallet } = state
      const meter = sequence === null ? hold.meter : numbered(hold.meter, sequence)
      if (meter === 'COUNTED') {
        return { value: { hold, wallet, meter: hold.meter, isRepeated: true }, resultId: hold.id }
      }
      if (isRefusal(meter)) return meter
      const command = {
        units,
        tariff: tariffOf(rule, hold.meter),
        linesMax: BOUNDS.holdLines,
        limits: limitsOf(batch, hold),
      }
      const counted = meterUnits(state, { ...hold, meter }, command, batch.timeOf(organizationId))
      if (isRefusal(counted)) return counted
      if ('entries' in counted) {
        batch.apply(counted)
        return answer(counted.hold, counted.wallet)
      }
      batch.putMetered(counted)
      return answer(counted, wallet)
    },
  }
}

function answer(hold: Hold & { readonly meter: Meter }, wallet: Counted['wallet']) {
  return { value: { hold, wallet, meter: hold.meter, isRepeated: false }, resultId: hold.id }
}

/** A metered hold without a task. */
function holdFor(batch: Batch, organizationId: string, holdId: string): MeteredHold | MeterDecision {
  const hold = batch.hold(organizationId, holdId)
  if (!hold) return notFound('hold')
  if (hold.taskId !== null) return holdOfTask(hold.taskId)
  return isMetered(hold) ? hold : notMetered('This hold is not metered. Open one with openHold.')
}

type MeteredHold = Hold & { readonly meter: Meter }

/** The hold of a task, which is metered from its first event on, by the price of the task and up to it. */
function holdOfTaskFor(
  batch: Batch,
  organizationId: string,
  { taskId, lease }: Extract<Whose, { taskId: string }>,
): MeteredHold | MeterDecision {
  const task = batch.task(organizationId, taskId)
  const lost = mayWorkWith(lease)(task)
  if (lost) return lost
  if (!task) return notFound('task')
  const hold = task.holdId === null ? undefined : batch.hold(organizationId, task.holdId)
  const rule = batch.priceBook.rule(task.priceRuleId)
  if (!hold || !rule)
    return notMetered('This task costs no credits of its price rule’s own type, so it can’t be metered.')
  if (isMetered(hold)) return hold
  const terms = { credits: hold.credits, max: hold.credits, silenceSeconds: null }
  const basis = basisOf(rule, task.input as Prisma.JsonObject)
  if (isRefusal(basis)) throw new RangeError(`task ${task.id} has an input without a price`)
  return { ...hold, meter: newMeter({ priceRuleId: rule.id, ...basis }, terms, tariffOf(rule, basis)) }
}

function notMetered(message: string): HoldNotMetered {
  return { code: 'HOLD_NOT_METERED', message }
}

/** The room that budgets and runs leave for a hold to grow. */
function limitsOf(batch: Batch, hold: Hold): Limits {
  return {
    room() {
      const [least] = refusalsOfMore(batch, hold, CREDITS_MAX + 1n)
        .map((refusal): Room => {
          if (refusal.code === 'BUDGET_EXCEEDED') return { credits: refusal.remaining, by: 'BUDGET' }
          return { credits: refusal.code === 'RUN_EXCEEDED' ? refusal.remaining : 0n, by: 'RUN' }
        })
        .sort((a, b) => (a.credits < b.credits ? -1 : 1))
      return least ?? null
    },
    messageFor: (credits) => refuseMore(batch, hold, credits)?.message ?? '',
  }
}

async function findMetered(app: App, organizationId: string, id: string): Promise<Metered> {
  const found = await findHold(app, { organizationId, id })
  const { meter } = found.hold
  if (!meter) throw new RangeError(`hold ${id} is not metered`)
  return { ...found, meter }
}
