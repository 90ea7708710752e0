// The money rules against the naive model, over thousands of random histories, with every invariant after each step.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expire } from '../../src/ledger/expire.ts'
import { extend, freeze, grow } from '../../src/ledger/freeze.ts'
import { grant, PLAIN_GRANT } from '../../src/ledger/grant.ts'
import { GENESIS, hashEntry, type JournalEntry, MOVES } from '../../src/ledger/journal.ts'
import { lock, ripen, unlock } from '../../src/ledger/lock.ts'
import { isRefusal, type Refusal } from '../../src/ledger/refusals.ts'
import { revoke } from '../../src/ledger/revoke.ts'
import { frozenOf, release, spend } from '../../src/ledger/settle.ts'
import {
  type Balance,
  type Bucket,
  burnDownOrder,
  DEFAULT_POLICY,
  type Decision,
  type Hold,
  isOpen,
  type Lot,
  NOTHING,
  type Wallet,
} from '../../src/ledger/wallet.ts'
import { history, type Step, type Timed } from './commands.ts'
import { Model, PLACES } from './model.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 3_000)
const RUN_MS_MAX = 50
const BEGIN = Date.UTC(2026, 0, 1)

/** A wallet as the engine keeps it: the last state of all that the rules decided. */
class Ledger {
  wallet: Wallet = {
    ...NOTHING,
    ...DEFAULT_POLICY,
    organizationId: 'organization',
    id: 'wallet',
    creditType: 'music',
    sequence: 0n,
    head: GENESIS,
    createdAt: new Date(BEGIN),
  }
  lots = new Map<string, Lot>()
  readonly holds: Hold[] = []
  readonly journal: JournalEntry[] = []

  /** Takes a step; true if it did something. */
  take(step: Step, now: Date): boolean {
    if (step.do === 'policy') {
      const { burnDown, overspend } = step
      this.wallet = { ...this.wallet, burnDown, overspend }
      this.#sort()
      return true
    }
    const decision = this.#decide(step, now)
    if (decision === null || isRefusal(decision)) return false
    this.wallet = decision.wallet
    for (const lot of decision.lots) this.lots.set(lot.id, lot)
    this.#sort()
    const { hold } = decision
    if (hold) {
      const known = this.holds.findIndex(({ id }) => id === hold.id)
      this.holds[known === -1 ? this.holds.length : known] = hold
    }
    this.journal.push(...decision.entries)
    return true
  }

  #decide(step: Exclude<Step, { do: 'policy' }>, now: Date): Decision | Refusal | null {
    const state = { wallet: this.wallet, lots: new Map([...this.lots].filter(([, lot]) => isOpen(lot))) }
    const later = (ms: number | null) => (ms === null ? null : new Date(now.getTime() + ms))
    const purpose = 'model' in step && step.model !== null ? { model: step.model, operation: 'music' } : null
    if (step.do === 'grant') {
      const { kind, priority, model } = step
      const id = lotId(this.lots.size)
      const times = { expiresAt: later(step.lastsMs), usableFrom: later(step.startsInMs) }
      const limits = { models: model === null ? [] : [model] }
      const lot = { ...PLAIN_GRANT, ...times, ...limits, lotId: id, kind, priority, credits: BigInt(step.credits) }
      return grant(state, lot, now)
    }
    if (step.do === 'freeze') {
      const id = `hold ${this.holds.length}`
      const expiresAt = new Date(now.getTime() + 1_000)
      const command = { holdId: id, taskId: null, credits: BigInt(step.credits), purpose, description: null, expiresAt }
      return freeze(state, command, now)
    }
    if (step.do === 'revoke') return revoke(state, BigInt(step.credits), 'a correction', now)
    if ('lot' in step) {
      const lot = state.lots.get(lotId(step.lot))
      if (!lot) return null
      if (step.do === 'expire') return expire(state, lot, now)
      if (step.do === 'ripen') return ripen(state, lot, now)
      return (step.do === 'lock' ? lock : unlock)(state, lot, 'a reason', now)
    }
    const hold = this.holds[step.hold]
    if (!hold) return null
    if (step.do === 'grow') return grow(state, hold, BigInt(step.credits), purpose, now)
    if (step.do === 'extend') return extend(state, hold, new Date(now.getTime() + step.byMs), now)
    if (step.do === 'release') return release(state, hold, 'RELEASED', now)
    const credits = step.credits === null ? frozenOf(hold) : BigInt(step.credits)
    return spend(state, hold, { credits, keepOpen: step.keepOpen, purpose }, now)
  }

  #sort(): void {
    const order = burnDownOrder(this.wallet)
    this.lots = new Map([...this.lots].sort(([, a], [, b]) => order(a, b)))
  }
}

/** Ids in the order of making, so that a tie between two lots is settled by age. */
const lotId = (n: number) => `lot ${String(n).padStart(3, '0')}`

const sum = (of: Iterable<Balance>, bucket: Bucket | 'granted') =>
  [...of].reduce((total, balance) => total + balance[bucket], 0n)

/** Every invariant that one wallet can break, and agreement with the model. */
function check({ wallet, lots, holds, journal }: Ledger, model: Model): void {
  for (const balance of [wallet, ...lots.values()]) {
    expect(balance.granted).toBe(PLACES.reduce((total, place) => total + balance[place], 0n))
    for (const place of PLACES) expect(balance[place] >= 0n).toBe(true)
  }
  for (const lot of lots.values()) expect(lot.lock === null ? lot.locked : lot.available).toBe(0n)
  for (const amount of ['granted', ...PLACES] as const) expect(wallet[amount]).toBe(sum(lots.values(), amount))
  for (const place of PLACES) {
    const fromJournal = journal.reduce((total, { type, credits }) => {
      const { from, to } = MOVES[type]
      return total + (to === place ? credits : 0n) - (from === place ? credits : 0n)
    }, 0n)
    expect(wallet[place]).toBe(fromJournal)
    expect(wallet[place]).toBe(model.count(place))
    for (const [i] of model.lots.entries()) expect(lots.get(lotId(i))?.[place]).toBe(model.count(place, i))
  }
  for (const [i, hold] of holds.entries()) {
    expect(hold.lines.reduce((total, line) => total + line.credits, 0n)).toBe(hold.credits)
    if (hold.status !== 'OPEN') expect(hold.spent + hold.released).toBe(hold.credits)
    expect(frozenOf(hold)).toBe(BigInt(model.frozenOf(i)))
  }
  expect(holds.reduce((total, hold) => total + frozenOf(hold), 0n)).toBe(wallet.frozen)
}

function checkChain({ wallet, journal }: Ledger): void {
  let previous: Uint8Array = GENESIS
  for (const [i, entry] of journal.entries()) {
    expect(entry.sequence).toBe(BigInt(i + 1))
    expect(entry.credits > 0n).toBe(true)
    const { hash, ...line } = entry
    expect(Buffer.compare(hash, hashEntry(line, previous))).toBe(0)
    previous = hash
  }
  expect(wallet.sequence).toBe(BigInt(journal.length))
  expect(Buffer.compare(wallet.head, previous)).toBe(0)
}

/** Plays a history on the ledger and on the model, which must agree after each step; answers the ledger. */
function play(steps: readonly Timed[], seen = new Set<string>()): Ledger {
  const ledger = new Ledger()
  const model = new Model()
  let now = BEGIN
  for (const { afterMs, step } of steps) {
    now += afterMs
    const taken = ledger.take(step, new Date(now))
    expect(taken).toBe(model.take(step, now))
    check(ledger, model)
    seen.add(`${step.do} ${taken ? 'taken' : 'refused'}`)
  }
  checkChain(ledger)
  return ledger
}

test(
  `over ${RUNS} random histories the ledger does what the model does, and every invariant holds`,
  () => {
    fc.assert(
      fc.property(history, (steps) => {
        play(steps)
      }),
      { numRuns: RUNS },
    )
  },
  RUNS * RUN_MS_MAX,
)

test('the histories reach every kind of entry, and every refusal', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(history, (steps) => {
      for (const { type, lotId: lot, holdId: hold } of play(steps, seen).journal) {
        seen.add(hold !== null && lot !== null ? `${type} of what came back` : type)
      }
    }),
    { numRuns: 800, seed: 1 },
  )
  const steps = ['grant', 'freeze', 'grow', 'extend', 'spend', 'release', 'expire', 'ripen', 'lock', 'unlock', 'revoke']
  expect([...seen].sort()).toEqual(
    [
      ...Object.keys(MOVES),
      ...['EXPIRE of what came back', 'LOCK of what came back', 'policy taken'],
      ...steps.flatMap((step) => [`${step} taken`, `${step} refused`]),
    ].sort(),
  )
})
