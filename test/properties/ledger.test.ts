// The money rules against the naive model, over thousands of random histories, with every invariant after each step.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bringDebt, handOverDebt, settleDebt } from '../../src/ledger/debt.ts'
import type { Decision } from '../../src/ledger/decision.ts'
import { dispute } from '../../src/ledger/dispute.ts'
import { expire } from '../../src/ledger/expire.ts'
import { extend, freeze, grow } from '../../src/ledger/freeze.ts'
import { grant } from '../../src/ledger/grant.ts'
import { BEGINNING, type Before, flawOf, type JournalEntry, MOVES } from '../../src/ledger/journal.ts'
import { lock, mature, unlock } from '../../src/ledger/lock.ts'
import { bringPortion } from '../../src/ledger/portion.ts'
import { refund } from '../../src/ledger/refund.ts'
import { isRefusal, type Refusal } from '../../src/ledger/refusals.ts'
import { revoke } from '../../src/ledger/revoke.ts'
import { frozenOf, release, settleLate, spend } from '../../src/ledger/settle.ts'
import { carryOver, endCycles, resume, resumeAll, suspend } from '../../src/ledger/subscription.ts'
import { takeBack } from '../../src/ledger/takeBack.ts'
import { transfer, transferable } from '../../src/ledger/transfer.ts'
import {
  AMOUNTS,
  type Bucket,
  burnDownOrder,
  type Carry,
  type Hold,
  hasExpired,
  isLocked,
  isOfCycle,
  isOpen,
  isUnlimited,
  type Lot,
  newWallet,
  type Wallet,
  type WalletState,
} from '../../src/ledger/wallet.ts'
import {
  type Cycling,
  type EngineOnly,
  grantOf,
  history,
  type Step,
  type Subscribing,
  type Timed,
  WALLETS,
} from './commands.ts'
import { Model, PLACES } from './model.ts'
import { RARE } from './rare.ts'
import { replayed, reportFor } from './replay.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 3_000)
const RUN_MS_MAX = 50
const BEGIN = Date.UTC(2026, 0, 1)

/** What the rules of the ledger know; allocating and subscribing is put together of them by the engine's commands. */
type RuleStep = Exclude<Step, EngineOnly | Subscribing>

/** An organization's wallets as the engine keeps them: the last state of all that the rules decided. */
class Ledger {
  readonly wallets = WALLETS.map((i) =>
    newWallet({
      organizationId: 'organization',
      id: `wallet ${i}`,
      holderId: `holder ${i}`,
      creditType: 'music',
      createdAt: new Date(BEGIN),
    }),
  )
  /** In the order of their making. */
  readonly lots = new Map<string, Lot>()
  readonly holds: Hold[] = []
  readonly journals: JournalEntry[][] = WALLETS.map(() => [])
  /** What the last carrying over lets come back from holds; undefined: all. */
  carry: (Carry & { readonly max: bigint }) | undefined
  #isInForce = true

  /** Takes a step; true if it did something. */
  take(step: RuleStep, now: Date): boolean {
    if (step.do === 'policy') {
      const { burnDown, overspend, latePolicy } = step
      this.wallets[step.wallet] = { ...this.#wallet(step.wallet), burnDown, overspend, latePolicy }
      return true
    }
    if (step.do === 'carry over' || step.do === 'end' || step.do === 'begin') return this.#cycle(step, now)
    if (step.do === 'settle up') return this.#settleUp(step, now)
    if (step.do === 'transfer') {
      return step.wallet !== step.to && this.#transfer(step.wallet, step.to, BigInt(step.credits), now)
    }
    if (step.do === 'bring portion') return this.#bringPortion(step, now)
    const decided = this.#decide(step, now)
    if (decided === null || isRefusal(decided)) return false
    for (const decision of Array.isArray(decided) ? decided : [decided]) this.#apply(decision)
    return true
  }

  #cycle(step: Cycling, now: Date): true {
    const states = WALLETS.map((number) => this.#state(number))
    if (step.do === 'carry over') {
      const max = step.max === null ? null : BigInt(step.max)
      const expiresAt = new Date(now.getTime() + step.lastsMs)
      const { decisions, carried } = carryOver(states, { expiresAt, max, endedAt: null }, now)
      for (const decision of decisions) this.#apply(decision)
      this.carry = max === null ? undefined : { at: now, max, left: max - (carried.get('music') ?? 0n) }
      return true
    }
    this.#isInForce = step.do === 'begin'
    if (step.do === 'end') this.carry = undefined
    for (const decision of step.do === 'begin' ? resumeAll(states, now) : endCycles(states, { suspends: true }, now)) {
      this.#apply(decision)
    }
    return true
  }

  /** As src/wallets/debts.ts does it. */
  #settleUp({ wallet, givesBack }: RuleStep & { do: 'settle up' }, now: Date): boolean {
    const credits = givesBack ? transferable(this.#state(wallet), now) : 0n
    if (credits + this.#wallet(wallet).owed === 0n) return false
    if (credits > 0n) this.#transfer(wallet, 0, credits, now)
    const debt = handOverDebt(this.#state(wallet), this.#state(0), 'a reason', now)
    for (const decision of debt ? [debt.from, debt.to] : []) this.#apply(decision)
    return true
  }

  /** As the model can check it: of a lot without a price. */
  #bringPortion({ lot, to, credits }: RuleStep & { do: 'bring portion' }, now: Date): boolean {
    const origin = this.lots.get(lotId(lot))
    if (!origin || origin.originLotId !== null || (origin.costAmount ?? 0n) !== 0n) return false
    if (origin.walletId === this.#wallet(to).id || (origin.kind === 'SUBSCRIPTION' && origin.requiresSubscription))
      return false
    const suspended = origin.requiresSubscription && !this.#isInForce
    const own = {
      lotId: lotId(this.lots.size),
      expiresAt: null,
      suspended,
      since: now,
      reason: 'moved in',
      fallingBack: null,
    }
    const brought = bringPortion(
      origin,
      this.#stateOf(origin),
      this.#state(to),
      { ...own, credits: BigInt(credits) },
      now,
    )
    if (isRefusal(brought)) return false
    for (const decision of [brought.from, brought.to]) this.#apply(decision)
    return true
  }

  #transfer(from: number, to: number, credits: bigint, now: Date): boolean {
    let lots = this.lots.size
    const command = { credits, reason: null, newLotId: () => lotId(lots++) }
    const moved = transfer(this.#state(from), this.#state(to), command, (id) => this.lots.get(id), now)
    if (isRefusal(moved)) return false
    for (const decision of [moved.from, moved.to]) this.#apply(decision)
    return true
  }

  #apply({ wallet, lots, hold, timedOut, carryLeft, entries }: Decision): void {
    if (carryLeft !== undefined && this.carry) this.carry = { ...this.carry, left: carryLeft }
    const number = this.wallets.findIndex(({ id }) => id === wallet.id)
    this.wallets[number] = wallet
    for (const lot of lots) this.lots.set(lot.id, lot)
    for (const each of [timedOut, hold]) {
      if (!each) continue
      const known = this.holds.findIndex(({ id }) => id === each.id)
      this.holds[known === -1 ? this.holds.length : known] = each
    }
    this.journals[number]?.push(...entries)
  }

  #wallet(number: number): Wallet {
    return this.wallets[number] as Wallet
  }

  #lineageOf(lot: Lot): [Lot, ...Lot[]] {
    const origin = this.lots.get(lot.originLotId ?? lot.id) as Lot
    return [origin, ...[...this.lots.values()].filter(({ originLotId }) => originLotId === origin.id)]
  }

  readonly #stateOf = ({ walletId }: Lot) => this.#state(this.wallets.findIndex(({ id }) => id === walletId))

  /** As the engine loads it: only open lots, in burn-down order. */
  #state(number: number): WalletState {
    const wallet = this.#wallet(number)
    const order = burnDownOrder(wallet)
    const open = [...this.lots].filter(([, lot]) => lot.walletId === wallet.id && isOpen(lot))
    const lots = new Map(open.sort(([, a], [, b]) => order(a, b)))
    return { wallet, lots, ...(this.carry ? { carry: this.carry } : {}) }
  }

  #decide(
    step: Exclude<RuleStep, Cycling | { do: 'policy' | 'settle up' | 'transfer' | 'bring portion' }>,
    now: Date,
  ): Decision | Decision[] | Refusal | null {
    const later = (ms: number | null) => (ms === null ? null : new Date(now.getTime() + ms))
    const purpose = 'model' in step && step.model !== null ? { model: step.model, operation: 'music' } : null
    if (step.do === 'grant') {
      return grant(this.#state(0), grantOf(step, lotId(this.lots.size), this.#isInForce, now), now)
    }
    if (step.do === 'freeze') {
      const expiresAt = new Date(now.getTime() + 1_000)
      const what = {
        holdId: holdId(this.holds.length),
        taskId: null,
        credits: BigInt(step.credits),
        description: null,
        usages: [],
        spending: { memberId: null, apiKeyId: null, model: step.model, operation: null, tags: [], countsAt: null },
      }
      return freeze(this.#state(step.wallet), { ...what, purpose, expiresAt }, now)
    }
    if (step.do === 'bring debt') {
      return bringDebt(this.#state(step.wallet), BigInt(step.credits), 'moved in', now)
    }
    if (step.do === 'settle debt') return settleDebt(this.#state(step.wallet), now)
    if (step.do === 'revoke') return revoke(this.#state(step.wallet), BigInt(step.credits), 'a correction', now)
    if ('lot' in step) {
      const lot = this.lots.get(lotId(step.lot))
      if (!lot) return null
      if (step.do === 'dispute') {
        const disputed = dispute(this.#lineageOf(lot), this.#stateOf, { to: step.to, reason: 'a chargeback' }, now)
        return isRefusal(disputed) ? disputed : [...disputed.decisions]
      }
      if (step.do === 'refund lot') {
        const refunded = takeBack(
          this.#lineageOf(lot),
          this.#stateOf,
          { credits: BigInt(step.credits), reason: 'a refund' },
          now,
        )
        return isRefusal(refunded) ? refunded : [...refunded.decisions]
      }
      if (!isOpen(lot)) return null
      const state = this.#state(this.wallets.findIndex(({ id }) => id === lot.walletId))
      if (step.do === 'expire') return expire(state, lot, now)
      if ((step.do === 'unlock' || step.do === 'resume') && lot.requiresSubscription && !this.#isInForce) return null
      if (step.do === 'mature') return mature(state, lot, now)
      if (step.do === 'suspend') return suspend(state, lot, now)
      if (step.do === 'resume') return resume(state, lot, now)
      return (step.do === 'lock' ? lock : unlock)(state, lot, 'a reason', now)
    }
    const hold = this.holds[step.hold]
    if (!hold) return null
    const state = this.#state(this.wallets.findIndex(({ id }) => id === hold.walletId))
    if (step.do === 'grow') return grow(state, hold, BigInt(step.credits), purpose, now)
    if (step.do === 'extend') return extend(state, hold, later(step.byMs) as Date, now)
    if (step.do === 'release') return release(state, hold, 'RELEASED', now)
    if (step.do === 'time out') return release(state, hold, 'TIMED_OUT', now)
    if (step.do === 'refund') {
      const credits = step.credits === null ? null : BigInt(step.credits)
      const command = { credits, reason: 'a refund', lotId: lotId(this.lots.size) }
      return refund(state, hold, (id) => this.lots.get(id), command, now)
    }
    if (step.do === 'settle late') {
      const credits = step.credits === null ? hold.released : BigInt(step.credits)
      return settleLate(state, hold, { credits, holdId: holdId(this.holds.length), usages: [], purpose }, now)
    }
    const credits = step.credits === null ? frozenOf(hold) : BigInt(step.credits)
    return spend(state, hold, { credits, keepOpen: step.keepOpen, purpose }, now)
  }
}

/** Ids in the order of making, so that a tie between two lots is settled by age. */
const lotId = (n: number) => `lot ${String(n).padStart(3, '0')}`
const holdId = (n: number) => `hold ${n}`

const sum = <T>(of: Iterable<T>, value: (one: T) => bigint) => [...of].reduce((total, one) => total + value(one), 0n)

/** `expect(…).toBe(…)`, which is slow, only where it will fail. */
function same<T>(actual: T, expected: T): void {
  if (actual !== expected) expect(actual).toBe(expected)
}

/** Every invariant that an organization's wallets can break, and agreement with the model. */
function check({ wallets, lots, holds, journals, carry }: Ledger, model: Model, now: Date): void {
  for (const balance of [...wallets, ...lots.values()]) {
    same(
      balance.granted,
      sum(PLACES, (place) => balance[place]),
    )
    for (const place of PLACES) same(balance[place] >= 0n, true)
  }
  for (const [i, lot] of [...lots.values()].entries()) {
    same(isLocked(lot) ? lot.available : lot.locked, 0n)
    for (const place of PLACES) same(lot[place], model.countOfLot(place, i))
    const splitOff = [...lots.values()].filter(({ originLotId }) => originLotId === lot.id)
    if (lot.originLotId === null)
      same(
        lot.moved,
        sum(splitOff, ({ granted, moved }) => granted - moved),
      )
  }
  for (const [i, wallet] of wallets.entries()) {
    const ofWallet = [...lots.values()].filter(({ walletId }) => walletId === wallet.id)
    const journal = journals[i] as JournalEntry[]
    for (const amount of AMOUNTS)
      same(
        wallet[amount],
        sum(ofWallet, (lot) => lot[amount]),
      )
    for (const place of PLACES) {
      same(
        wallet[place],
        sum(journal, (entry) => changeOf(entry, place)),
      )
      same(wallet[place], model.count(place, i))
    }
    for (const debt of ['owed', 'writtenOff'] as const) {
      const booked = sum(journal, ({ type, credits }) => {
        const { debt: change } = MOVES[type]
        return change?.of === debt ? change.sign * credits : 0n
      })
      same(wallet[debt], booked)
      same(wallet[debt], BigInt(model.wallets[i]?.[debt] ?? -1))
    }
    // Set-off: no debt stands beside credits that could pay it.
    const paying = ofWallet.filter((lot) => isUnlimited(lot) && !hasExpired(lot, now))
    if (wallet.owed > 0n)
      same(
        sum(paying, ({ available }) => available),
        0n,
      )
    const frozen = holds.filter(({ walletId }) => walletId === wallet.id)
    same(sum(frozen, frozenOf), wallet.frozen)
  }
  if (carry) {
    // The cap: of earlier cycles there is no more than what was carried over and what came back from holds.
    const createdAt = (lot: Lot) => (lots.get(lot.originLotId ?? lot.id) as Lot).createdAt
    const earlier = [...lots.values()].filter((lot) => isOfCycle(lot) && createdAt(lot) < carry.at)
    same(
      sum(earlier, ({ available, locked }) => available + locked) <= carry.max - carry.left && carry.left >= 0n,
      true,
    )
  }
  for (const { graceFrom, graceSeconds, expiresAt } of lots.values()) {
    if (graceFrom && expiresAt) same(expiresAt.getTime() <= graceFrom.getTime() + Number(graceSeconds) * 1_000, true)
  }
  for (const [i, hold] of holds.entries()) {
    same(
      sum(hold.lines, (line) => line.credits),
      hold.credits,
    )
    if (hold.status !== 'OPEN') same(hold.spent + hold.released, hold.credits)
    same(frozenOf(hold), BigInt(model.frozenOf(i)))
  }
}

function changeOf({ type, credits }: JournalEntry, place: Bucket): bigint {
  const { from, to } = MOVES[type]
  return (to === place ? credits : 0n) - (from === place ? credits : 0n)
}

function checkChains({ wallets, journals }: Ledger): void {
  for (const [i, wallet] of wallets.entries()) {
    let before: Before = BEGINNING
    for (const entry of journals[i] as JournalEntry[]) {
      same(entry.credits > 0n, true)
      same(flawOf(entry, before), null)
      before = entry
    }
    same(wallet.sequence, before.sequence)
    same(Buffer.compare(wallet.head, before.hash), 0)
  }
}

/** Plays a history on the ledger and on the model, which must agree after each step; answers the ledger. */
function play(steps: readonly Timed<RuleStep>[], seen = new Set<string>()): Ledger {
  const ledger = new Ledger()
  const model = new Model(true)
  let now = BEGIN
  for (const { afterMs, step } of steps) {
    // A cycle is renewed after all that was frozen in it: nothing can be frozen at that instant before.
    now += step.do === 'carry over' ? Math.max(afterMs, 1) : afterMs
    const { carry } = ledger
    const taken = ledger.take(step, new Date(now))
    expect(taken).toBe(model.take(step, now))
    check(ledger, model, new Date(now))
    if (carry?.at === ledger.carry?.at && carry?.left !== ledger.carry?.left) seen.add('a cap that let credits back')
    seen.add(`${step.do === 'dispute' ? `dispute ${step.to}` : step.do} ${taken ? 'taken' : 'refused'}`)
  }
  checkChains(ledger)
  return ledger
}

for (const steps of replayed as Timed<RuleStep>[][]) {
  test('the history of HISTORY', () => {
    const lines = play(steps)
      .journals.flat()
      .map(({ walletId, sequence, type, credits, lotId, holdId }) =>
        [walletId, sequence, type, credits, lotId ?? holdId].join(' '),
      )
    process.stdout.write(`${lines.join('\n')}\n`)
  })
}

test(
  `the ledger agrees with the model over ${RUNS} random histories, and every invariant holds`,
  () => {
    fc.assert(
      fc.property(history, (steps) => {
        play(steps)
      }),
      { numRuns: RUNS, reporter: reportFor('test/properties/ledger.test.ts') },
    )
  },
  RUNS * RUN_MS_MAX,
)

test('a failing history is reported as a line that runs it again', () => {
  const failing = fc.property(history, (steps) => {
    if (steps.some(({ step }) => step.do === 'revoke')) throw new Error('as it was told to')
  })
  let message = ''
  try {
    fc.assert(failing, { seed: 1, reporter: reportFor('FILE') })
  } catch (error) {
    message = (error as Error).message
  }
  const line = /HISTORY='(.+)' npx vitest run FILE/.exec(message)?.[1] ?? ''
  expect(JSON.parse(line)).toMatchObject([{ step: { do: 'revoke' } }])
})

test('the histories reach every type of entry and every refusal', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(history, (steps) => {
      const { journals, lots, holds } = play(steps, seen)
      for (const { type, lotId: lot, holdId: hold, createdAt } of journals.flat()) {
        const expiresAt = (lot && lots.get(lot)?.expiresAt) || createdAt
        if (type === 'EXPIRE' && hold && expiresAt > createdAt) seen.add('a cap that held credits back')
        const isOfRefund = type === 'REFUND' || type === 'GRANT'
        if (type === 'GRANT' && hold) seen.add('a refund of credits without a lot')
        seen.add(hold !== null && lot !== null && !isOfRefund ? `${type} of what came back` : type)
      }
      for (const { originLotId, walletId } of lots.values()) {
        if (originLotId !== null) seen.add(walletId === 'wallet 0' ? 'split off into the pool' : 'split off')
      }
      for (const { late } of holds) if (late !== null) seen.add(late)
    }),
    { numRuns: 3_000, seed: 2, examples: Object.values(RARE).map((steps): [Timed<RuleStep>[]] => [steps]) },
  )
  const steps = [
    ...[
      'grant',
      'freeze',
      'grow',
      'extend',
      'spend',
      'release',
      'time out',
      'settle late',
      'refund',
      'refund lot',
      'settle debt',
      'expire',
      'mature',
      'lock',
    ],
    ...[
      'suspend',
      'resume',
      'settle up',
      'unlock',
      'dispute OPEN',
      'dispute WON',
      'dispute LOST',
      'transfer',
      'revoke',
      'bring portion',
    ],
  ]
  expect([...seen].sort()).toEqual(
    [
      ...Object.keys(MOVES),
      ...['EXPIRE', 'LOCK', 'OWE', 'CHARGE_BACK', 'REVOKE'].map((type) => `${type} of what came back`),
      ...['policy taken', 'split off', 'PAID', 'OWED', 'WRITTEN_OFF', 'bring debt taken'],
      ...[
        'carry over taken',
        'end taken',
        'begin taken',
        'a cap that held credits back',
        'a refund of credits without a lot',
        'a cap that let credits back',
      ],
      ...steps.flatMap((step) => [`${step} taken`, `${step} refused`]),
    ].sort(),
  )
})
