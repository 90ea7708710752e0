// The money rules against the naive model, over thousands of random histories, with every invariant after each step.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expire } from '../../src/ledger/expire.ts'
import { freeze } from '../../src/ledger/freeze.ts'
import { grant } from '../../src/ledger/grant.ts'
import { GENESIS, hashEntry, type JournalEntry, MOVES } from '../../src/ledger/journal.ts'
import { isRefusal, type Refusal } from '../../src/ledger/refusals.ts'
import { release, spend } from '../../src/ledger/settle.ts'
import {
  type Balance,
  type Bucket,
  burnDownOrder,
  type Decision,
  type Hold,
  type Lot,
  type Wallet,
} from '../../src/ledger/wallet.ts'
import { history, type Step } from './commands.ts'
import { Model, type Place } from './model.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 3_000)
const BEGIN = Date.UTC(2026, 0, 1)
const BUCKETS: readonly Place[] = ['available', 'frozen', 'spent', 'expired']

/** A wallet as the engine keeps it: the last state of all that the rules decided. */
class Ledger {
  wallet: Wallet = {
    organizationId: 'organization',
    id: 'wallet',
    creditType: 'music',
    granted: 0n,
    available: 0n,
    frozen: 0n,
    spent: 0n,
    expired: 0n,
    sequence: 0n,
    head: GENESIS,
    createdAt: new Date(BEGIN),
  }
  lots = new Map<string, Lot>()
  readonly holds = new Map<string, Hold>()
  readonly journal: JournalEntry[] = []

  /** Takes a decision over; true if it was one. */
  take(decision: Decision | Refusal | null): boolean {
    if (decision === null || isRefusal(decision)) return false
    this.wallet = decision.wallet
    for (const lot of decision.lots) this.lots.set(lot.id, lot)
    this.lots = new Map([...this.lots].sort(([, a], [, b]) => burnDownOrder(a, b)))
    if (decision.hold) this.holds.set(decision.hold.id, decision.hold)
    this.journal.push(...decision.entries)
    return true
  }
}

/** Ids in the order of making, so that a tie between two lots of one instant is settled by age. */
const lotId = (n: number) => `lot ${String(n).padStart(3, '0')}`
const holdId = (n: number) => `hold ${n}`

function run(ledger: Ledger, model: Model, step: Step, now: Date): void {
  const { wallet, lots } = ledger
  const at = now.getTime()
  if (step.do === 'grant') {
    const id = lotId(ledger.lots.size)
    const expiresAt = step.lastsMs === null ? null : new Date(at + step.lastsMs)
    const { priority } = step
    const taken = ledger.take(
      grant(
        { wallet, lots },
        { lotId: id, kind: 'TOP_UP', credits: BigInt(step.credits), priority, expiresAt, source: null },
        now,
      ),
    )
    expect(taken).toBe(true)
    model.grant(id, step.credits, priority, expiresAt?.getTime() ?? null, at)
  } else if (step.do === 'freeze') {
    const id = holdId(ledger.holds.size)
    const command = { holdId: id, taskId: null, credits: BigInt(step.credits), description: null }
    const taken = ledger.take(freeze({ wallet, lots }, { ...command, expiresAt: new Date(at + 1_000) }, now))
    expect(taken).toBe(model.freeze(id, step.credits, at))
  } else if (step.do === 'spend' || step.do === 'release') {
    const hold = ledger.holds.get(holdId(step.hold))
    if (!hold) return
    const spent = step.do === 'release' ? 0 : (step.credits ?? Number(hold.credits))
    const taken = ledger.take(
      step.do === 'release'
        ? release({ wallet, lots }, hold, 'RELEASED', now)
        : spend({ wallet, lots }, hold, BigInt(spent), now),
    )
    expect(taken).toBe(model.settle(hold.id, spent, at))
  } else {
    const lot = lots.get(lotId(step.lot))
    if (!lot) return
    ledger.take(expire({ wallet, lots }, lot, now))
    model.expire(lot.id, at)
  }
}

const sum = (of: Iterable<Balance>, bucket: Bucket | 'granted') =>
  [...of].reduce((total, balance) => total + balance[bucket], 0n)

/** Every invariant that one wallet can break, and agreement with the model. */
function check({ wallet, lots, holds, journal }: Ledger, model: Model): void {
  for (const balance of [wallet, ...lots.values()]) {
    expect(balance.granted).toBe(balance.available + balance.frozen + balance.spent + balance.expired)
    for (const bucket of BUCKETS) expect(balance[bucket] >= 0n).toBe(true)
  }
  for (const bucket of ['granted', ...BUCKETS] as const) expect(wallet[bucket]).toBe(sum(lots.values(), bucket))
  for (const bucket of BUCKETS) {
    const fromJournal = journal.reduce((total, { type, credits }) => {
      const { from, to } = MOVES[type]
      return total + (to === bucket ? credits : 0n) - (from === bucket ? credits : 0n)
    }, 0n)
    expect(wallet[bucket]).toBe(fromJournal)
    expect(wallet[bucket]).toBe(model.count(bucket))
    for (const lot of lots.values()) expect(lot[bucket]).toBe(model.count(bucket, lot.id))
  }
  let frozen = 0n
  for (const hold of holds.values()) {
    expect(hold.lines.reduce((total, line) => total + line.credits, 0n)).toBe(hold.credits)
    expect(hold.status === 'OPEN' ? hold.spent + hold.released : hold.credits).toBe(hold.spent + hold.released)
    if (hold.status === 'OPEN') frozen += hold.credits
  }
  expect(frozen).toBe(wallet.frozen)
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

test(`over ${RUNS} random histories the ledger does what the model does, and every invariant holds`, () => {
  fc.assert(
    fc.property(history, (steps) => {
      const ledger = new Ledger()
      const model = new Model()
      let now = BEGIN
      for (const { afterMs, step } of steps) {
        now += afterMs
        run(ledger, model, step, new Date(now))
        check(ledger, model)
      }
      checkChain(ledger)
    }),
    { numRuns: RUNS },
  )
})

test('the histories reach every kind of entry, and refusals', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(history, (steps) => {
      const ledger = new Ledger()
      const model = new Model()
      let now = BEGIN
      for (const { afterMs, step } of steps) {
        now += afterMs
        const before = ledger.journal.length
        run(ledger, model, step, new Date(now))
        if (step.do === 'freeze' && ledger.journal.length === before) seen.add('refused freeze')
      }
      for (const { type, lotId: lot, holdId: hold } of ledger.journal) {
        seen.add(type === 'EXPIRE' && hold !== null && lot !== null ? 'EXPIRE on release' : type)
      }
    }),
    { numRuns: 500, seed: 1 },
  )
  expect([...seen].sort()).toEqual(
    ['EXPIRE', 'EXPIRE on release', 'FREEZE', 'GRANT', 'RELEASE', 'SPEND', 'refused freeze'].sort(),
  )
})
