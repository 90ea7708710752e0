// Freezing and spending over graphql-ws, 256 callers on their own sockets, against a mutation that does nothing on a bare
// graphql-ws server (`ratio`, in mutations), and on our own (`ownRatio`).

import { once } from 'node:events'
import WebSocket from 'ws'
import { bestOf, CONNECTIONS, DO_NOTHING, withApis } from '../support/api.ts'

const MS = 6_000
const ROUNDS = 3

interface Answer {
  readonly data: Readonly<Record<string, { readonly hold?: { readonly id: string } }>> | null
}

/** One caller on a socket of their own, with one mutation under way at a time. */
class Caller {
  readonly #socket: WebSocket
  #next = 0
  #answered: (answer: Answer) => void = () => {}

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data) => {
      const { type, payload } = JSON.parse(String(data)) as { type: string; payload: Answer }
      if (type === 'next') this.#answered(payload)
      if (type === 'error') throw new Error(String(data))
    })
  }

  static async open(url: string, apiKey: string): Promise<Caller> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'connection_init', payload: { apiKey } }))
    await once(socket, 'message')
    return new Caller(socket)
  }

  send(query: string): Promise<Answer> {
    return new Promise((resolve) => {
      this.#answered = resolve
      this.#socket.send(JSON.stringify({ id: String(this.#next++), type: 'subscribe', payload: { query } }))
    })
  }

  close(): void {
    this.#socket.terminate()
  }
}

/** Mutations per second of all callers; `lifecycle` answers how many it has sent. */
async function measure(callers: readonly Caller[], lifecycle: (caller: Caller, i: number) => Promise<number>) {
  const began = performance.now()
  let mutations = 0
  await Promise.all(
    callers.map(async (caller, i) => {
      while (performance.now() - began < MS) mutations += await lifecycle(caller, i)
    }),
  )
  return mutations / ((performance.now() - began) / 1_000)
}

async function doNothing(caller: Caller): Promise<number> {
  await caller.send(DO_NOTHING)
  return 1
}

const best = await withApis(async ({ url, bareUrl, keys, organizationIds, operatorKey }) => {
  const open = (at: string, keyOf: (i: number) => string) =>
    Promise.all(Array.from({ length: CONNECTIONS }, (_, i) => Caller.open(at, keyOf(i))))
  const operators = await open(url, () => operatorKey)
  const members = await open(url, (i) => keys[i] as string)
  const bare = await open(bareUrl, () => '')
  async function freezeAndSpend(caller: Caller, i: number): Promise<number> {
    const id = organizationIds[i % organizationIds.length]
    const frozen = await caller.send(
      `mutation { freezeCredits(input: { organizationId: "${id}", creditType: "music", credits: 1 }) {
        ... on FreezeCreditsSuccess { hold { id } } ... on Error { code message } } }`,
    )
    const holdId = frozen.data?.freezeCredits?.hold?.id
    if (!holdId) throw new Error(JSON.stringify(frozen))
    const spent = await caller.send(
      `mutation { spendCredits(input: { holdId: "${holdId}" }) {
        ... on SpendCreditsSuccess { hold { id } } ... on Error { code message } } }`,
    )
    if (!spent.data?.spendCredits?.hold) throw new Error(JSON.stringify(spent))
    return 2
  }
  const measured = await bestOf(ROUNDS, {
    bare: () => measure(bare, doNothing),
    doNothing: () => measure(members, doNothing),
    commands: () => measure(operators, freezeAndSpend),
  })
  for (const caller of [...operators, ...members, ...bare]) caller.close()
  return measured
})

process.stdout.write(
  `${JSON.stringify({
    bench: 'ws',
    ratio: Number((best.commands / best.bare).toFixed(2)),
    ownRatio: Number((best.commands / best.doNothing).toFixed(2)),
    lifecyclesPerSecond: Math.round(best.commands / 2),
    doNothingPerSecond: Math.round(best.doNothing),
    barePerSecond: Math.round(best.bare),
    connections: CONNECTIONS,
  })}\n`,
)
