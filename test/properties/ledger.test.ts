// The money rules against the naive model, over thousands of random histories, with every invariant after each step.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dispute } from '../../src/ledger/dispute.ts'
import { expire } from '../../src/ledger/expire.ts'
import { extend, freeze, grow } from '../../src/ledger/freeze.ts'
import { grant } from '../../src/ledger/grant.ts'
import { BEGINNING, type Before, flawOf, type JournalEntry, MOVES } from '../../src/ledger/journal.ts'
import { lock, ripen, unlock } from '../../src/ledger/lock.ts'
import { isRefusal, type Refusal } from '../../src/ledger/refusals.ts'
import { revoke } from '../../src/ledger/revoke.ts'
import { frozenOf, release, settleLate, spend } from '../../src/ledger/settle.ts'
import { carryOver, resume, suspend } from '../../src/ledger/subscription.ts'
import { transfer } from '../../src/ledger/transfer.ts'
import {
  AMOUNTS,
  type Bucket,
  burnDownOrder,
  type Decision,
  type Hold,
  isLocked,
  isOpen,
  type Lot,
  newWallet,
  type Wallet,
  type WalletState,
} from '../../src/ledger/wallet.ts'
import { type Allocating, carried, grantOf, history, type Step, type Timed, WALLETS } from './commands.ts'
import { Model, PLACES } from './model.ts'
import { replayed, reportFor } from './replay.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 3_000)
const RUN_MS_MAX = 50
const BEGIN = Date.UTC(2026, 0, 1)

/** What the rules of the ledger know; allocating is several transfers, put together by the engine's commands. */
type RuleStep = Exclude<Step, Allocating>

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

  /** Takes a step; true if it did something. */
  take(step: RuleStep, now: Date): boolean {
    if (step.do === 'policy') {
      const { burnDown, overspend, latePolicy } = step
      this.wallets[step.wallet] = { ...this.#wallet(step.wallet), burnDown, overspend, latePolicy }
      return true
    }
    const decided = this.#decide(step, now)
    if (decided === null || isRefusal(decided)) return false
    for (const decision of Array.isArray(decided) ? decided : [decided]) this.#apply(decision)
    return true
  }

  #apply({ wallet, lots, hold, timedOut, entries }: Decision): void {
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

  /** As the engine loads it: only open lots, in burn-down order. */
  #state(number: number): WalletState {
    const wallet = this.#wallet(number)
    const order = burnDownOrder(wallet)
    const open = [...this.lots].filter(([, lot]) => lot.walletId === wallet.id && isOpen(lot))
    return { wallet, lots: new Map(open.sort(([, a], [, b]) => order(a, b))) }
  }

  #decide(step: Exclude<RuleStep, { do: 'policy' }>, now: Date): Decision | Decision[] | Refusal | null {
    const later = (ms: number | null) => (ms === null ? null : new Date(now.getTime() + ms))
    const purpose = 'model' in step && step.model !== null ? { model: step.model, operation: 'music' } : null
    if (step.do === 'grant') return grant(this.#state(0), grantOf(step, lotId(this.lots.size), now), now)
    if (step.do === 'freeze') {
      const expiresAt = new Date(now.getTime() + 1_000)
      const what = {
        holdId: holdId(this.holds.length),
        taskId: null,
        credits: BigInt(step.credits),
        description: null,
        usages: [],
      }
      return freeze(this.#state(step.wallet), { ...what, purpose, expiresAt }, now)
    }
    if (step.do === 'revoke') return revoke(this.#state(step.wallet), BigInt(step.credits), 'a correction', now)
    if (step.do === 'transfer') {
      if (step.wallet === step.to) return null
      let lots = this.lots.size
      const command = { credits: BigInt(step.credits), reason: null, newLotId: () => lotId(lots++) }
      const moved = transfer(this.#state(step.wallet), this.#state(step.to), command, (id) => this.lots.get(id), now)
      return isRefusal(moved) ? moved : [moved.from, moved.to]
    }
    if ('lot' in step) {
      const lot = this.lots.get(lotId(step.lot))
      if (!lot) return null
      if (step.do === 'dispute') {
        const origin = this.lots.get(lot.originLotId ?? lot.id) as Lot
        const family = [...this.lots.values()].filter(({ originLotId }) => originLotId === origin.id)
        const walletOf = ({ walletId }: Lot) => this.wallets.find(({ id }) => id === walletId) as Wallet
        const disputed = dispute([origin, ...family], walletOf, { to: step.to, reason: 'a chargeback' }, now)
        return isRefusal(disputed) ? disputed : [...disputed.decisions]
      }
      if (!isOpen(lot)) return null
      const state = this.#state(this.wallets.findIndex(({ id }) => id === lot.walletId))
      if (step.do === 'expire') return expire(state, lot, now)
      if (step.do === 'ripen') return ripen(state, lot, now)
      if (step.do === 'suspend') return suspend(state, lot, now)
      if (step.do === 'resume') return resume(state, lot, now)
      if (step.do === 'carry over') return carryOver(state, lot, carried(step, now), now)
      return (step.do === 'lock' ? lock : unlock)(state, lot, 'a reason', now)
    }
    const hold = this.holds[step.hold]
    if (!hold) return null
    const state = this.#state(this.wallets.findIndex(({ id }) => id === hold.walletId))
    if (step.do === 'grow') return grow(state, hold, BigInt(step.credits), purpose, now)
    if (step.do === 'extend') return extend(state, hold, later(step.byMs) as Date, now)
    if (step.do === 'release') return release(state, hold, 'RELEASED', now)
    if (step.do === 'time out') return release(state, hold, 'TIMED_OUT', now)
    if (step.do === 'settle late') {
      const credits = step.credits === null ? hold.released : BigInt(step.credits)
      return settleLate(state, hold, { credits, holdId: holdId(this.holds.length), purpose }, now)
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
function check({ wallets, lots, holds, journals }: Ledger, model: Model): void {
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
    const frozen = holds.filter(({ walletId }) => walletId === wallet.id)
    same(sum(frozen, frozenOf), wallet.frozen)
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
  const model = new Model()
  let now = BEGIN
  for (const { afterMs, step } of steps) {
    now += afterMs
    const taken = ledger.take(step, new Date(now))
    expect(taken).toBe(model.take(step, now))
    check(ledger, model)
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
  `over ${RUNS} random histories the ledger does what the model does, and every invariant holds`,
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

test('a history that fails is reported as a line that runs it again', () => {
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

test('the histories reach every kind of entry, and every refusal', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(history, (steps) => {
      const { journals, lots, holds } = play(steps, seen)
      for (const { type, lotId: lot, holdId: hold } of journals.flat()) {
        seen.add(hold !== null && lot !== null ? `${type} of what came back` : type)
      }
      for (const { originLotId, walletId } of lots.values()) {
        if (originLotId !== null) seen.add(walletId === 'wallet 0' ? 'split off into the pool' : 'split off')
      }
      for (const { late } of holds) if (late !== null) seen.add(late)
    }),
    { numRuns: 3_000, seed: 1 },
  )
  const steps = [
    ...['grant', 'freeze', 'grow', 'extend', 'spend', 'release', 'time out', 'settle late', 'expire', 'ripen', 'lock'],
    ...[
      'suspend',
      'resume',
      'carry over',
      'unlock',
      'dispute OPEN',
      'dispute WON',
      'dispute LOST',
      'transfer',
      'revoke',
    ],
  ]
  expect([...seen].sort()).toEqual(
    [
      ...Object.keys(MOVES),
      ...['EXPIRE', 'LOCK', 'OWE', 'CHARGE_BACK', 'REVOKE'].map((type) => `${type} of what came back`),
      ...['policy taken', 'split off', 'PAID', 'OWED', 'WRITTEN_OFF'],
      ...steps.flatMap((step) => [`${step} taken`, `${step} refused`]),
    ].sort(),
  )
})
