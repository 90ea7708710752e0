// kill -9 of Holdfast while holds are opened, metered, closed, and silent: no unit that was answered is lost, and none is counted twice,
// however often its event is sent again.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../src/engine/verify.ts'
import { Client } from '../support/client.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { mutate } from '../support/mutate.ts'
import { type HoldfastProcess, readDemo, spawnHoldfast } from '../support/process.ts'

const HOLDS = 3
const CLIENTS = 12
const KILLS = 4
const ANSWERS_PER_LIFE = 250
/** Credits for each unit. */
const PRICE = 3
const SPEAK = { model: 'voice', operation: 'speak' }
const HELD = 'status credits spent meter { units credits sequence }'

interface Held {
  readonly status: string
  readonly credits: number
  readonly spent: number
  readonly meter: { readonly units: number; readonly credits: number; readonly sequence: number }
}

let dataDir: string
let database: TestDatabase
let holdfast: HoldfastProcess
let revived = Promise.resolve()
let isOver = false

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-kill-meter-'))
  database = await createTestDatabase()
  await start()
  const { operator, organizationId } = await connect()
  const price = { provider: 'x', ...SPEAK, creditType: 'music', credits: PRICE, unit: 'SECOND', step: 0 }
  await mutate(operator, 'createPriceRule', price)
  await mutate(operator, 'grantCredits', { organizationId, credits: 1_000_000, kind: 'TOP_UP' })
})
afterAll(async () => {
  await holdfast.end('SIGTERM')
  expect((await verify(database.url)).violations).toEqual([])
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  holdfast = spawnHoldfast({ DATA_DIR: dataDir, DATABASE_URL: database.url })
  await holdfast.ready()
}

async function connect() {
  const { url, operatorKey, organizationId } = await readDemo(dataDir)
  return { operator: new Client(url, operatorKey), organizationId }
}

/** Kills the process, and starts another one. */
async function kill(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  revived = promise
  expect(await holdfast.end('SIGKILL')).toBe('SIGKILL')
  await start()
  resolve()
}

let retried = 0

/** Sends a mutation again until it is answered, by whichever process lives. */
async function untilAnswered<Answer>(name: string, input: Record<string, unknown>, selection: string): Promise<Answer> {
  for (;;) {
    try {
      const { operator } = await connect()
      const answer = await mutate<Answer>(operator, name, input, selection)
      expect(answer.__typename, JSON.stringify(answer)).toMatch(/Success$/)
      return answer
    } catch (error) {
      if (!/fetch failed|terminated|UNAVAILABLE|shutting down/.test(`${error}`)) throw error
      retried++
      await revived
    }
  }
}

async function open(key: string, more: object = {}): Promise<string> {
  const { organizationId } = await readDemo(dataDir)
  const wanted = { organizationId, ...SPEAK, maxCredits: 100_000, silenceSeconds: 3_600, idempotencyKey: key, ...more }
  return (await untilAnswered<{ hold: { id: string } }>('openHold', wanted, 'hold { id }')).hold.id
}

async function read(id: string): Promise<Held> {
  const { operator } = await connect()
  const { data, errors } = await operator.send<{ node: Held }, unknown>(
    `{ node(id: "${id}") { ... on Hold { ${HELD} } } }`,
  )
  if (!data) throw new Error(JSON.stringify(errors))
  return data.node
}

/** The units of an event, in tenths, so that sums are exact. */
const tenthsOf = (sequence: number) => 1 + (sequence % 7)

/** A hold, and the tenths that were answered of it. */
class Metering {
  readonly id: string
  sent = 0
  answered = 0

  constructor(id: string) {
    this.id = id
  }

  async next(): Promise<void> {
    const sequence = ++this.sent
    const event = { holdId: this.id, units: tenthsOf(sequence) / 10, sequence }
    await untilAnswered('meter', event, 'meter { units }')
    this.answered += tenthsOf(sequence)
  }
}

test('whatever is killed, a hold counts each answered unit once, and ends with exactly what they cost', async () => {
  // Two requests to open one hold, of which the first may not be answered.
  const opening = Array.from({ length: HOLDS }, (_, i) => open(`hold ${i}`))
  await kill()
  const ids = await Promise.all(opening)
  expect(await Promise.all(ids.map((_, i) => open(`hold ${i}`)))).toEqual(ids)

  const meterings = ids.map((id) => new Metering(id))
  let answers = 0
  let life = Promise.withResolvers<void>()
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    while (!isOver) {
      await (meterings[client % HOLDS] as Metering).next()
      if (++answers % ANSWERS_PER_LIFE === 0) life.resolve()
    }
  })
  for (let i = 0; i < KILLS; i++) {
    await life.promise
    life = Promise.withResolvers()
    await kill()
    for (const metering of meterings) {
      const { answered } = metering
      expect((await read(metering.id)).meter.units * 10).toBeGreaterThanOrEqual(answered - 0.001)
    }
  }
  isOver = true
  await Promise.all(clients)
  expect(retried).toBeGreaterThan(KILLS)
  for (const { id, sent, answered } of meterings) {
    const { meter } = await read(id)
    expect(meter).toEqual({ units: answered / 10, credits: Math.ceil((answered * PRICE) / 10), sequence: sent })
    // An event that is sent once more is answered, and not counted.
    await untilAnswered('meter', { holdId: id, units: 5, sequence: sent }, 'replayed')
  }

  const closing = ids.map((holdId) =>
    untilAnswered<{ hold: Held }>('closeHold', { holdId, idempotencyKey: `close ${holdId}` }, `hold { ${HELD} }`),
  )
  await kill()
  for (const [i, { hold }] of (await Promise.all(closing)).entries()) {
    const cost = Math.ceil(((meterings[i]?.answered ?? 0) * PRICE) / 10)
    expect(hold).toMatchObject({ status: 'SPENT', spent: cost })
  }
})

test('a hold whose server and whose Holdfast both die ends by its deadline, with what was metered spent', async () => {
  const id = await open('silent', { silenceSeconds: 2 })
  await untilAnswered('meter', { holdId: id, units: 1.5, sequence: 1 }, 'replayed')
  await kill()
  await expect.poll(() => read(id)).toMatchObject({ status: 'SPENT', spent: 5 })
})
