// The engine against the naive model: random histories, cut into random batches, through the lane into a database.

import fc from 'fast-check'
import pg from 'pg'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Command, Idempotency } from '../../src/engine/command.ts'
import { idempotency } from '../../src/engine/idempotency.ts'
import { Lane } from '../../src/engine/lane.ts'
import { verify } from '../../src/engine/verify.ts'
import { expire } from '../../src/ledger/expire.ts'
import { extend, grow } from '../../src/ledger/freeze.ts'
import { PLAIN_GRANT } from '../../src/ledger/grant.ts'
import { GENESIS } from '../../src/ledger/journal.ts'
import { lock, ripen, unlock } from '../../src/ledger/lock.ts'
import { frozenOf, release, spend } from '../../src/ledger/settle.ts'
import { DEFAULT_POLICY } from '../../src/ledger/wallet.ts'
import { changeHold, changeLot, freezeHold, grantLot, revokeCredits, setPolicy } from '../../src/wallets/commands.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { history, type Step } from './commands.ts'
import { Model, PLACES } from './model.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 3_000) / 10
const RUN_MS_MAX = 500

let database: TestDatabase
let lane: Lane
let client: pg.Client
let now = Date.UTC(2026, 0, 1)

beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  lane = new Lane({ url: database.url, log: pino({ level: 'silent' }), clock: () => new Date(now) })
})
afterAll(async () => {
  await Promise.all([lane.close(), client.end()])
  expect((await verify(database.url)).violations).toEqual([])
  await database.drop()
})

const idOf = (kind: 'lot' | 'hold', n: number) =>
  `00000000-0000-7000-8${kind === 'lot' ? 1 : 2}00-${String(n).padStart(12, '0')}`

/** One wallet in the database and its model. */
class Pair {
  readonly organizationId = uuidv7()
  readonly walletId = uuidv7()
  readonly model = new Model()
  #commands = 0

  /** Sends a step to the lane and takes it in the model; answers the check that both said the same. */
  send(step: Step): () => Promise<void> {
    // Each command is sent twice under one key: the second must do nothing.
    const key = idempotency(`command ${this.#commands++}`, step.do, { ...step })
    const command = this.#command(step, key)
    const expected = this.model.take(step, now)
    const outcomes = Promise.all([lane.run(command), lane.run(command)])
    return async () => {
      const kinds = (await outcomes).map(({ kind }) => kind)
      expect(kinds).toEqual(expected ? ['decided', 'replayed'] : ['refused', 'refused'])
    }
  }

  #command(step: Step, key: Idempotency | null): Command<unknown> {
    const { organizationId, walletId, model } = this
    const after = (ms: number | null) => (ms === null ? null : new Date(now + ms))
    const purpose = 'model' in step && step.model !== null ? { model: step.model, operation: 'music' } : null
    const lotId = (n: number) => idOf('lot', n)
    const holdId = (n: number) => idOf('hold', n)
    switch (step.do) {
      case 'grant': {
        const { kind, priority } = step
        const times = { expiresAt: after(step.lastsMs), usableFrom: after(step.startsInMs) }
        const limits = { models: step.model === null ? [] : [step.model] }
        const id = lotId(model.lots.length)
        const lot = { ...PLAIN_GRANT, ...times, ...limits, lotId: id, kind, priority, credits: BigInt(step.credits) }
        return grantLot(organizationId, 'music', walletId, lot, key)
      }
      case 'freeze': {
        const id = holdId(model.holds.length)
        const hold = { holdId: id, credits: BigInt(step.credits), purpose, description: null, expiresAt: null }
        return freezeHold(organizationId, 'music', hold, key)
      }
      case 'revoke':
        return revokeCredits(organizationId, 'music', BigInt(step.credits), 'a correction', key)
      case 'policy': {
        const { burnDown, overspend } = step
        return setPolicy(organizationId, walletId, { burnDown, overspend }, key)
      }
      case 'expire':
        return changeLot(organizationId, walletId, lotId(step.lot), key, expire)
      case 'ripen':
        return changeLot(organizationId, walletId, lotId(step.lot), key, ripen)
      case 'lock':
      case 'unlock': {
        const rule = step.do === 'lock' ? lock : unlock
        return changeLot(organizationId, walletId, lotId(step.lot), key, (state, lot, at) =>
          rule(state, lot, 'why', at),
        )
      }
      default: {
        const rule: Parameters<typeof changeHold>[3] = (state, hold, at) => {
          if (step.do === 'grow') return grow(state, hold, BigInt(step.credits), purpose, at)
          if (step.do === 'extend') return extend(state, hold, new Date(at.getTime() + step.byMs), at)
          if (step.do === 'release') return release(state, hold, 'RELEASED', at)
          const credits = step.credits === null ? frozenOf(hold) : BigInt(step.credits)
          return spend(state, hold, { credits, keepOpen: step.keepOpen, purpose }, at)
        }
        return changeHold(organizationId, holdId(step.hold), key, rule)
      }
    }
  }

  async check(): Promise<void> {
    const { rows: wallets } = await client.query(`SELECT * FROM wallet WHERE organization_id = $1`, [
      this.organizationId,
    ])
    for (const place of PLACES) expect(BigInt(wallets[0][place])).toBe(this.model.count(place))
    const { rows: lots } = await client.query(`SELECT * FROM credit_lot WHERE organization_id = $1`, [
      this.organizationId,
    ])
    expect(lots).toHaveLength(this.model.lots.length)
    for (const lot of lots) {
      for (const place of PLACES) expect(BigInt(lot[place])).toBe(this.model.count(place, Number(lot.id.slice(-12))))
    }
  }
}

test(
  'whatever the batches, the database holds what the model says',
  async () => {
    const batches = fc.tuple(history, fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 10 }))
    await fc.assert(
      fc.asyncProperty(batches, async ([steps, sizes]) => {
        const pair = new Pair()
        const { organizationId, walletId } = pair
        await client.query(`INSERT INTO organization (id, name, mode, created_at) VALUES ($1, 'Test', 'LIVE', now())`, [
          organizationId,
        ])
        await client.query(
          `INSERT INTO wallet VALUES ($1, $2, 'music', 0, 0, 0, 0, 0, 0, 0, $3::burn_down_criterion[], false, 0, $4, now())`,
          [organizationId, walletId, DEFAULT_POLICY.burnDown, GENESIS],
        )
        for (let i = 0, batch = 0; i < steps.length; batch++) {
          const together = steps.slice(i, i + (sizes[batch % sizes.length] ?? 1))
          i += together.length
          now += together.reduce((total, { afterMs }) => total + afterMs, 0)
          const checks = together.map(({ step }) => pair.send(step))
          for (const check of checks) await check()
          await pair.check()
        }
      }),
      { numRuns: RUNS },
    )
  },
  RUNS * RUN_MS_MAX,
)
