// The engine against the naive model: random histories, cut into random batches, through the lane into a database.

import fc from 'fast-check'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outcome } from '../../src/engine/command.ts'
import { idempotency } from '../../src/engine/idempotency.ts'
import { Lane } from '../../src/engine/lane.ts'
import { verify } from '../../src/engine/verify.ts'
import { release, spend } from '../../src/ledger/settle.ts'
import { expireLot, freezeHold, grantLot, settleHold } from '../../src/wallets/commands.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { history, type Step } from './commands.ts'
import { Model, type Place } from './model.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 3_000) / 30
const PLACES: readonly Place[] = ['available', 'frozen', 'spent', 'expired']

let database: TestDatabase
let lane: Lane
let now = Date.UTC(2026, 0, 1)

beforeAll(async () => {
  database = await createTestDatabase()
  lane = new Lane({ url: database.url, log: pino({ level: 'silent' }), clock: () => new Date(now) })
})
afterAll(async () => {
  await lane.close()
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
  lots = 0
  holds = 0
  commands = 0

  /** Sends a step to the lane and takes it in the model; answers the check that both said the same. */
  send(step: Step): () => Promise<void> {
    const { organizationId, model } = this
    // Each command is sent twice under one key: the second must do nothing.
    const key = idempotency(`command ${this.commands++}`, step.do, { ...step })
    const twice = (send: () => Promise<Outcome<unknown>>, expected: boolean) => {
      const outcomes = Promise.all([send(), send()])
      return async () => {
        const kinds = (await outcomes).map(({ kind }) => kind)
        expect(kinds).toEqual(expected ? ['decided', 'replayed'] : ['refused', 'refused'])
      }
    }
    if (step.do === 'grant') {
      const lotId = idOf('lot', this.lots++)
      const { credits, priority, lastsMs } = step
      const expiresAt = lastsMs === null ? null : new Date(now + lastsMs)
      const lot = { lotId, kind: 'TOP_UP' as const, credits: BigInt(credits), priority, expiresAt, source: null }
      model.grant(lotId, credits, priority, expiresAt?.getTime() ?? null, now)
      return twice(() => lane.run(grantLot(organizationId, 'music', this.walletId, lot, key)), true)
    }
    if (step.do === 'freeze') {
      const holdId = idOf('hold', this.holds)
      const hold = { holdId, credits: BigInt(step.credits), description: null, expiresAt: null }
      const expected = model.freeze(holdId, step.credits, now)
      if (expected) this.holds++
      return twice(() => lane.run(freezeHold(organizationId, 'music', hold, key)), expected)
    }
    if (step.do === 'expire') {
      const lotId = idOf('lot', step.lot)
      const before = model.count('expired', lotId)
      model.expire(lotId, now)
      const expected = model.count('expired', lotId) > before
      const outcome = lane.run(expireLot(organizationId, this.walletId, lotId))
      return async () => expect((await outcome).kind).toBe(expected ? 'decided' : 'refused')
    }
    const holdId = idOf('hold', step.hold)
    const credits = step.do === 'release' ? 0 : (step.credits ?? model.holds.get(holdId)?.credits.length ?? 0)
    const expected = model.settle(holdId, credits, now)
    const command = settleHold(organizationId, holdId, key, (state, hold, at) =>
      step.do === 'release' ? release(state, hold, 'RELEASED', at) : spend(state, hold, BigInt(credits), at),
    )
    return twice(() => lane.run(command), expected)
  }

  async check(): Promise<void> {
    await run(database.url, async (client) => {
      const { rows: wallets } = await client.query(`SELECT * FROM wallet WHERE organization_id = $1`, [
        this.organizationId,
      ])
      for (const place of PLACES) expect(BigInt(wallets[0]?.[place] ?? 0)).toBe(this.model.count(place))
      const { rows: lots } = await client.query(`SELECT * FROM credit_lot WHERE organization_id = $1`, [
        this.organizationId,
      ])
      expect(lots).toHaveLength(this.lots)
      for (const lot of lots) {
        for (const place of PLACES) expect(BigInt(lot[place])).toBe(this.model.count(place, lot.id))
      }
    })
  }
}

test('whatever the batches, the database holds what the model says', async () => {
  const batches = fc.tuple(history, fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 10 }))
  await fc.assert(
    fc.asyncProperty(batches, async ([steps, sizes]) => {
      const pair = new Pair()
      await run(database.url, (client) =>
        client.query(`INSERT INTO organization (id, name, mode, created_at) VALUES ($1, 'Test', 'LIVE', now())`, [
          pair.organizationId,
        ]),
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
})
