// Lifecycles over graphql-ws, 256 callers on their own sockets: freezing and spending by the operator (`ratio`), and submitting by
// a member and completing by the operator. In mutations, against one that does nothing on a bare graphql-ws server (`ratio`) and
// on our own (`ownRatio`).

import { once } from 'node:events'
import WebSocket from 'ws'
import { bestOf, CONNECTIONS, DO_NOTHING, type Rate, reportOf, withApis } from '../support/api.ts'

const MS = 6_000
const ROUNDS = 3

const FREEZE = `mutation ($id: ID!) {
  freezeCredits(input: { organizationId: $id, creditType: "music", credits: 1 }) {
    ... on FreezeCreditsSuccess { hold { id } } ... on Error { code message } } }`
const SPEND = `mutation ($id: ID!) {
  spendCredits(input: { holdId: $id }) { ... on SpendCreditsSuccess { hold { id } } ... on Error { code message } } }`
const SUBMIT = `mutation ($input: JSONObject!) {
  submitTask(input: { model: "suno", operation: "music", input: $input }) {
    ... on SubmitTaskSuccess { task { id } } ... on Error { code message } } }`
const COMPLETE = `mutation ($id: ID!, $result: JSONObject) {
  completeTask(input: { taskId: $id, result: $result }) {
    ... on CompleteTaskSuccess { task { id } } ... on Error { code message } } }`
const PROMPT = { prompt: 'rain on a tin roof' }
const SONG = { url: 'https://example.com/song.mp3' }

type Variables = Readonly<Record<string, unknown>>
type Answer = Readonly<Record<string, Readonly<Record<string, { readonly id: string }>>>> | null

/** One caller on a socket of their own, with one mutation under way at a time. */
class Caller {
  readonly #socket: WebSocket
  #next = 0
  #answered: (data: Answer) => void = () => {}

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data) => {
      const { type, payload } = JSON.parse(String(data)) as { type: string; payload: { data: Answer } }
      if (type === 'next') this.#answered(payload.data)
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

  send(query: string, variables?: Variables): Promise<Answer> {
    return new Promise((resolve) => {
      this.#answered = resolve
      const id = String(this.#next++)
      this.#socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } }))
    })
  }

  /** Sends a mutation that makes or changes one thing; returns its id. Throws if it was refused. */
  async idOf(query: string, variables: Variables): Promise<string> {
    const data = await this.send(query, variables)
    const [result = {}] = Object.values(data ?? {})
    const id = (result.hold ?? result.task)?.id
    if (!id) throw new Error(JSON.stringify(data))
    return id
  }

  close(): void {
    this.#socket.terminate()
  }
}

/** Mutations per second of all callers; `send` answers how many it has sent. */
async function measure(
  callers: readonly Caller[],
  send: (caller: Caller, i: number) => Promise<number>,
): Promise<Rate> {
  const began = performance.now()
  let operations = 0
  await Promise.all(
    callers.map(async (caller, i) => {
      while (performance.now() - began < MS) {
        const sent = await send(caller, i)
        operations += sent
      }
    }),
  )
  return { operations, perSecond: operations / ((performance.now() - began) / 1_000) }
}

async function doNothing(caller: Caller): Promise<number> {
  await caller.send(DO_NOTHING)
  return 1
}

const best = await withApis(async ({ url, bareUrl, keys, organizationIds, operatorKey, cpu }) => {
  const open = (at: string, keyOf: (i: number) => string) =>
    Promise.all(Array.from({ length: CONNECTIONS }, (_, i) => Caller.open(at, keyOf(i))))
  const operators = await open(url, () => operatorKey)
  const members = await open(url, (i) => keys[i] as string)
  const bare = await open(bareUrl, () => '')
  async function freezeAndSpend(operator: Caller, i: number): Promise<number> {
    const id = await operator.idOf(FREEZE, { id: organizationIds[i % organizationIds.length] })
    await operator.idOf(SPEND, { id })
    return 2
  }
  async function submitAndComplete(operator: Caller, i: number): Promise<number> {
    const id = await (members[i] as Caller).idOf(SUBMIT, { input: PROMPT })
    await operator.idOf(COMPLETE, { id, result: SONG })
    return 2
  }
  const measured = await bestOf(cpu, ROUNDS, {
    bare: () => measure(bare, doNothing),
    doNothing: () => measure(members, doNothing),
    commands: () => measure(operators, freezeAndSpend),
    tasks: () => measure(operators, submitAndComplete),
  })
  for (const caller of [...operators, ...members, ...bare]) caller.close()
  return measured
})

process.stdout.write(
  `${JSON.stringify({
    bench: 'ws',
    ...reportOf(best.bare, best.doNothing, best.commands),
    taskCpuMicroseconds: best.tasks.cpu,
    lifecyclesPerSecond: Math.round(best.commands.perSecond / 2),
    taskLifecyclesPerSecond: Math.round(best.tasks.perSecond / 2),
    doNothingPerSecond: Math.round(best.doNothing.perSecond),
    barePerSecond: Math.round(best.bare.perSecond),
    connections: CONNECTIONS,
  })}\n`,
)
