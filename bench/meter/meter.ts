// Meterings per second of one hold: as commands of the lane, and as mutations over one WebSocket. `ratio` is the latter against
// mutations that do nothing over one WebSocket of the same server. `cpuMicroseconds` is the CPU time of each: of the process with
// the lane, or of the server.

import { once } from 'node:events'
import WebSocket from 'ws'
import { decodeGlobalId, encodeGlobalId, tenantId } from '../../src/graphql/ids.ts'
import { newId } from '../../src/ids.ts'
import { isRefusal } from '../../src/ledger/refusals.ts'
import { meterCommand, openHold } from '../../src/metering/metering.ts'
import { createPriceRule } from '../../src/pricing/priceRules.ts'
import { PLATFORM } from '../../src/wallets/holds.ts'
import { type Apis, DO_NOTHING, withApis } from '../support/api.ts'
import { say } from '../support/database.ts'

const MS = 4_000
const ROUNDS = 3
/** Commands that are under way at a time, and mutations on one socket, of which it takes 200. */
const COMMANDS = 2_000
const MUTATIONS = 150
const MILLIONTHS = 1_000_000
const PRICE = { provider: 'bench', model: 'voice', operation: 'speak', creditType: 'music', credits: 2n, per: 1_000n }

const METER = `mutation ($id: ID!, $sequence: SafeInt!) {
  meter(input: { holdId: $id, units: 1, sequence: $sequence }) {
    ... on MeterSuccess { meter { remainingUnits stopAt } } ... on Error { code message } } }`

/** Opens a hold that has enough for the whole bench. */
async function open({ app, organizationIds }: Apis, i: number): Promise<{ organizationId: string; holdId: string }> {
  const organizationId = decodeGlobalId(organizationIds[i] as string).id
  const wanted = { organizationId, model: 'voice', operation: 'speak', input: {}, maxCredits: 10_000_000n }
  const opened = await openHold(app, { ...wanted, silenceSeconds: 3_600 }, PLATFORM, null)
  if (isRefusal(opened)) throw new Error(opened.message)
  return { organizationId, holdId: opened.hold.id }
}

interface Rate {
  readonly perSecond: number
  readonly cpuMicroseconds: number
}

/** Runs so many at a time until the time is over. */
async function rateOf(atOnce: number, cpu: () => number, run: (i: number) => Promise<void>): Promise<Rate> {
  const began = performance.now()
  const before = cpu()
  let sent = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() - began < MS) await run(++sent)
    }),
  )
  return { perSecond: sent / ((performance.now() - began) / 1_000), cpuMicroseconds: (cpu() - before) / sent }
}

function ownCpu(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

function better(one: Rate, other: Rate): Rate {
  return {
    perSecond: Math.max(one.perSecond, other.perSecond),
    cpuMicroseconds: Math.min(one.cpuMicroseconds, other.cpuMicroseconds),
  }
}

function shown({ perSecond, cpuMicroseconds }: Rate): string {
  return `${perSecond.toFixed(0)}/s (${cpuMicroseconds.toFixed(0)} µs of CPU each)`
}

/** A socket with several mutations under way at a time. */
async function openSocket({ url, operatorKey: apiKey }: Apis) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'connection_init', payload: { apiKey } }))
  await once(socket, 'message')
  const waiting = new Map<string, () => void>()
  socket.on('message', (message) => {
    const text = String(message)
    const { id, type } = JSON.parse(text) as { id: string; type: string }
    if (type === 'error' || text.includes('"errors"') || text.includes('"code"')) throw new Error(text)
    if (type !== 'complete') return
    waiting.get(id)?.()
    waiting.delete(id)
  })
  const send = (query: string, variables: object = {}) => {
    const id = newId()
    socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } }))
    return new Promise<void>((resolve) => waiting.set(id, resolve))
  }
  return { send, close: () => socket.terminate() }
}

const best = await withApis(async (apis) => {
  const { app } = apis
  const serverCpu = () => apis.cpu().server
  const priced = await createPriceRule(app, { ...PRICE, unit: 'TOKEN' })
  if (isRefusal(priced)) throw new Error(priced.message)
  const none: Rate = { perSecond: 0, cpuMicroseconds: Number.POSITIVE_INFINITY }
  const rates = { engine: none, socket: none, nothing: none }
  const socket = await openSocket(apis)
  for (let round = 1; round <= ROUNDS; round++) {
    const [one, other] = [await open(apis, round * 2), await open(apis, round * 2 + 1)]
    const engine = await rateOf(COMMANDS, ownCpu, async (sequence) => {
      const event = { organizationId: one.organizationId, units: MILLIONTHS, sequence, whose: { holdId: one.holdId } }
      const outcome = await app.lane.run(meterCommand(event, null))
      if (outcome.kind !== 'decided') throw new Error(JSON.stringify(outcome))
    })
    const id = encodeGlobalId('Hold', tenantId({ organizationId: other.organizationId, id: other.holdId }))
    const metered = await rateOf(MUTATIONS, serverCpu, (sequence) => socket.send(METER, { id, sequence }))
    const nothing = await rateOf(MUTATIONS, serverCpu, () => socket.send(DO_NOTHING))
    say(`round ${round}: engine ${shown(engine)}, socket ${shown(metered)}, nothing ${shown(nothing)}`)
    rates.engine = better(rates.engine, engine)
    rates.socket = better(rates.socket, metered)
    rates.nothing = better(rates.nothing, nothing)
  }
  socket.close()
  return rates
})

process.stdout.write(
  `${JSON.stringify({
    bench: 'meter',
    enginePerSecond: Math.round(best.engine.perSecond),
    socketPerSecond: Math.round(best.socket.perSecond),
    ratio: Number((best.socket.perSecond / best.nothing.perSecond).toFixed(2)),
    doNothingPerSecond: Math.round(best.nothing.perSecond),
    cpuMicroseconds: {
      engine: Math.round(best.engine.cpuMicroseconds),
      socket: Math.round(best.socket.cpuMicroseconds),
      nothing: Math.round(best.nothing.cpuMicroseconds),
    },
  })}\n`,
)
