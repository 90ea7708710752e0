// Metering: a server reports units while it works, and a hold grows with what they cost.
//
// A metered unit moves no credits: it is counted, and the hold always has at least as many credits frozen as the counted units
// cost. So nothing is rounded until the hold ends, when what the units cost together is spent, rounded up once, and the rest is
// given back. While fewer credits than half a step are left, the hold grows by a step, up to its maximum and as far as the wallet,
// the budgets and the runs have room. If it can't, the answer says at which total the server has to stop, which is always paid for.
//
// Units are counted in millionths, so that fractions of a second are exact. Numbers are whole and below 2^53, as JSON keeps them.

import { grow, type Held } from './freeze.ts'
import { type HoldNotOpen, holdNotOpen, isRefusal, type Refusal } from './refusals.ts'
import { release, spend } from './settle.ts'
import type { Credits, Hold, Meter, MeterStop, Purpose, WalletState } from './wallet.ts'

/** The millionths of a unit. */
export const MILLIONTHS = 1_000_000
/** The most units that are counted for one hold: a thousand million. */
export const UNITS_MAX = 1_000_000_000
/** The most numbers that may have overtaken one that is missing. */
const AHEAD_MAX = 1_000

/** The price of units. */
export interface Tariff {
  /** The credits for a number of millionths, rounded up. */
  readonly creditsFor: (millionths: number) => Credits
  /** The most that any number up to that one costs: with prices by volume, fewer units can cost more. */
  readonly coverFor: (millionths: number) => Credits
  /** The most millionths that credits pay for, however many of them there will be. */
  readonly unitsFor: (credits: Credits) => number
}

export interface MeterStopped extends Refusal {
  readonly code: 'METER_STOPPED'
  readonly stoppedBy: MeterStop
  /** The total at which the server has to stop, and what is left until there, in millionths. */
  readonly stopAt: number
  readonly remaining: number
}

export interface MeterSequence extends Refusal {
  readonly code: 'METER_SEQUENCE'
  /** The first number that was not counted. */
  readonly expected: number
}

/** A new meter of a hold that freezes `credits` at first, and later as many more at a time. */
export function newMeter(
  price: Pick<Meter, 'priceRuleId' | 'part' | 'base'>,
  terms: { readonly credits: Credits; readonly max: Credits; readonly silenceSeconds: number | null },
  tariff: Tariff,
): Meter {
  const { credits, max, silenceSeconds } = terms
  // A hold has a bounded number of lines, so it grows at most a hundred times.
  const least = (max + 99n) / 100n
  return {
    ...price,
    counted: 0,
    due: 0,
    paid: tariff.unitsFor(credits),
    max: Number(max),
    step: Number(credits > least ? credits : least),
    silenceSeconds,
    sequence: 0,
    ahead: [],
    stop: credits === max ? 'MAXIMUM' : null,
  }
}

/** Notes the number of an event. 'COUNTED': it was counted before. */
export function numbered(meter: Meter, sequence: number): Meter | 'COUNTED' | MeterSequence {
  const { ahead } = meter
  if (sequence <= meter.sequence || ahead.includes(sequence)) return 'COUNTED'
  if (sequence > meter.sequence + 1) {
    if (ahead.length >= AHEAD_MAX || sequence > meter.sequence + AHEAD_MAX) return outOfSequence(meter.sequence + 1)
    return { ...meter, ahead: [...ahead, sequence] }
  }
  if (ahead.length === 0) return { ...meter, sequence }
  const later = new Set(ahead)
  let last = sequence
  while (later.delete(last + 1)) last++
  return { ...meter, sequence: last, ahead: [...later] }
}

/** The credits that limits leave for a hold to grow by, and which of them leaves least. */
export interface Room {
  readonly credits: Credits
  readonly by: 'BUDGET' | 'RUN'
}

export interface Limits {
  /** Null: none limits it. */
  readonly room: () => Room | null
  /** Says which limit has too little room for these credits. */
  readonly messageFor: (credits: Credits) => string
}

/** Units to count. `linesMax`: the most lines that the hold may have. */
interface MeterCommand {
  readonly units: number
  readonly tariff: Tariff
  readonly limits: Limits
  readonly linesMax: number
}

type MeteredHold = Hold & { readonly meter: Meter }

/** Counts units of a metered hold, and lets it grow. If it does not grow, no credits move: then the answer is the hold alone. */
export function meterUnits(
  state: WalletState,
  hold: MeteredHold,
  command: MeterCommand,
  now: Date,
): (Held & { hold: MeteredHold }) | MeteredHold | MeterStopped | HoldNotOpen {
  const { meter } = hold
  const { units, tariff } = command
  if (hold.status !== 'OPEN') return holdNotOpen(hold.status)
  const counted = meter.counted + units
  if (counted > UNITS_MAX * MILLIONTHS)
    return meterStopped(meter, 'MAXIMUM', `A hold counts at most ${UNITS_MAX} units.`)
  const cover = tariff.coverFor(counted)
  const expiresAt = meter.silenceSeconds === null ? hold.expiresAt : later(hold.expiresAt, now, meter.silenceSeconds)
  const told = { ...hold, expiresAt, meter: { ...meter, counted, due: Number(tariff.creditsFor(counted)) } }
  const step = BigInt(meter.step)
  // Enough is left until the next event, or all that there may ever be is frozen.
  const isAmple = hold.credits - cover >= (step + 1n) / 2n
  if (isAmple || (hold.credits === BigInt(meter.max) && cover <= hold.credits)) return told
  const grown = growBy(state, hold, cover, command, now)
  if (isStop(grown)) return meterStopped(meter, grown.stop, grown.message)
  const credits = grown.held?.hold.credits ?? hold.credits
  const after = { ...told.meter, paid: tariff.unitsFor(credits), stop: grown.stop }
  if (!grown.held) return { ...told, meter: after }
  return { ...grown.held, hold: { ...grown.held.hold, expiresAt, meter: after } }
}

/** Later than both: a hold that was extended keeps that deadline. */
function later(expiresAt: Date, now: Date, seconds: number): Date {
  const moved = now.getTime() + seconds * 1_000
  return moved > expiresAt.getTime() ? new Date(moved) : expiresAt
}

interface Grown {
  readonly held: Held | null
  /** The reason why it can't grow further; null if it can. */
  readonly stop: MeterStop | null
}

interface Stopped {
  readonly stop: MeterStop
  readonly message: string
  readonly isStop: true
}

function isStop(outcome: Grown | Stopped): outcome is Stopped {
  return 'isStop' in outcome
}

/** Grows a hold by its step, or by what is left; never by less than what `cover` needs. */
function growBy(
  state: WalletState,
  hold: MeteredHold,
  cover: Credits,
  { limits, linesMax }: MeterCommand,
  now: Date,
): Grown | Stopped {
  const { max, step } = hold.meter
  const needed = cover > hold.credits ? cover - hold.credits : 0n
  const toMax = BigInt(max) - hold.credits
  const most = {
    stop: 'MAXIMUM' as const,
    message: `The hold may freeze at most ${max} credits.`,
    isStop: true as const,
  }
  if (needed > toMax) return most
  let wanted = needed > BigInt(step) ? needed : BigInt(step)
  let limit: Stopped | null = null
  if (wanted >= toMax) {
    wanted = toMax
    limit = most
  }
  const room = limits.room()
  if (room && room.credits < wanted) {
    wanted = room.credits
    limit = { stop: room.by, message: limits.messageFor(needed), isStop: true }
  }
  if (wanted < needed && limit) return limit
  if (wanted === 0n) return { held: null, stop: limit?.stop ?? null }
  const purpose = purposeOf(hold)
  let held = grow(state, hold, wanted, purpose, now)
  if (isRefusal(held) && held.code === 'INSUFFICIENT_CREDITS') {
    const { available, message } = held
    limit = { stop: 'CREDITS', message, isStop: true }
    if (available < needed) return limit
    if (available === 0n) return { held: null, stop: 'CREDITS' }
    held = grow(state, hold, available, purpose, now)
  }
  if (isRefusal(held)) throw new RangeError(`an open hold could not grow: ${held.message}`)
  if (held.hold.lines.length > linesMax) {
    const lines: Stopped = { stop: 'LINES', message: `A hold has at most ${linesMax} lines.`, isStop: true }
    return needed > 0n ? lines : { held: null, stop: 'LINES' }
  }
  return { held, stop: limit?.stop ?? null }
}

function purposeOf({ model, operation }: Hold): Purpose | null {
  return model !== null && operation !== null ? { model, operation } : null
}

/**
 * Ends a metered hold: what its units cost is spent, and the rest is given back. `isSilent`: because of its deadline. A hold of
 * which nothing was metered is then TIMED_OUT.
 */
export function endMetered(state: WalletState, hold: MeteredHold, isSilent: boolean, now: Date): Held | HoldNotOpen {
  if (hold.status !== 'OPEN') return holdNotOpen(hold.status)
  const due = BigInt(hold.meter.due)
  if (due === 0n) return release(state, hold, isSilent ? 'TIMED_OUT' : 'RELEASED', now)
  const spent = spend(state, hold, { credits: due, keepOpen: false, purpose: null }, now)
  if (!isRefusal(spent) || spent.code === 'HOLD_NOT_OPEN') return spent
  throw new RangeError(`hold ${hold.id} has frozen less than its units cost: ${spent.message}`)
}

/** The meter of a hold, as its row has it. */
export function meterIn(stored: unknown): Meter | null {
  if (stored === null) return null
  if (isMeter(stored)) return stored
  throw new RangeError('the meter of a hold can’t be read')
}

function isMeter(stored: unknown): stored is Meter {
  return typeof stored === 'object' && stored !== null && 'priceRuleId' in stored && 'counted' in stored
}

/** Returns whether a hold is metered. */
export function isMetered<Metered extends Pick<Hold, 'meter'>>(hold: Metered): hold is Metered & { meter: Meter } {
  return hold.meter !== null
}

function meterStopped(meter: Meter, stoppedBy: MeterStop, why: string): MeterStopped {
  const remaining = meter.paid - meter.counted
  const units = remaining / MILLIONTHS
  return {
    code: 'METER_STOPPED',
    message: `These units were not counted, because credits can’t be frozen for them. ${why} Units that are paid for and not counted yet: ${units}.`,
    stoppedBy,
    stopAt: meter.paid,
    remaining,
  }
}

function outOfSequence(expected: number): MeterSequence {
  return {
    code: 'METER_SEQUENCE',
    message: `Number ${expected} was not counted yet, and at most ${AHEAD_MAX} may overtake it. Send ${expected} first.`,
    expected,
  }
}
