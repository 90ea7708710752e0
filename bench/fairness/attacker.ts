// The hostile tenant, in a process of its own: it repeats one attack as often as it can, until it is told to stop.

import { Agent, request as httpRequest } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import WebSocket from 'ws'
import { answer } from '../live/usage.ts'

export interface Target {
  readonly url: string
  /** A key with every right of the organization. */
  readonly key: string
  readonly walletId: string
}

const CONNECTIONS = 30
const TASKS_PER_REQUEST = 1_000
const STREAMS = 1_000
const STREAMS_PER_SOCKET = 50
const EXPORTS = 200
/** An error is within this many characters of an answer. */
const ERROR_CHARACTERS = 2_000

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
let isOver = false
const sockets: (Socket | WebSocket)[] = []
/** The number of answers and, by code, of refusals. */
const answers: Record<string, number> = {}

/** Sends requests on all connections without a pause, even after a refusal. */
function loop({ url, key }: Target, body: () => string): void {
  const once = () =>
    new Promise<void>((resolve) => {
      const headers = { 'content-type': 'application/json', 'x-api-key': key }
      const sent = httpRequest(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
        let begin = ''
        response.on('data', (data) => {
          if (begin.length < ERROR_CHARACTERS) begin += data
        })
        response.on('close', () => {
          const code = /^{"errors":.*?"code":"(\w+)"/.exec(begin)?.[1] ?? 'answered'
          answers[code] = (answers[code] ?? 0) + 1
          resolve()
        })
      })
      sent.on('error', () => delay(10).then(resolve))
      sent.end(body())
    })
  const run = async () => {
    while (!isOver) await once()
  }
  for (let i = 0; i < CONNECTIONS; i++) void run()
}

const REFUSED = JSON.stringify({
  query: `mutation($inputs: [SubmitTaskInput!]!) { submitTasks(input: { tasks: $inputs }) {
    ... on SubmitTasksSuccess { results { ... on SubmitTaskSuccess { task { id } } ... on Error { code message } } } } }`,
  // The organization has no credits of this type: each task is refused.
  variables: {
    inputs: Array.from({ length: TASKS_PER_REQUEST }, () => ({
      model: 'suno',
      operation: 'music',
      input: { prompt: 'rain' },
    })),
  },
})

const TASK = `{ id status progress createdAt model operation credits input result
  member { name wallet { available frozen } } priceRule { id model credits }
  hold { id credits status lines { credits lot { id kind available source wallet { available } } } } }`

/** The most expensive query that is allowed: its cost is 48,000 of 50,000. Pages of tasks with all nested fields, and expensive fields. */
const MOST_EXPENSIVE = JSON.stringify({
  query: `{ organization {
    ${[0, 1, 2, 3].map((i) => `tasks${i}: tasks(first: 100) { edges { node ${TASK} } }`).join(' ')}
    wallet { forecast { spent runsOutAt } journal(first: 4) { edges { node { sequence hash proof } } } }
    integrity { entries } } }`,
})

const ATTACKS: Readonly<Record<string, (target: Target) => Promise<void>>> = {
  async refused(target) {
    loop(target, () => REFUSED)
  },
  async query(target) {
    loop(target, () => MOST_EXPENSIVE)
  },
  async streams(target) {
    for (let i = 0; i < STREAMS / STREAMS_PER_SOCKET; i++) {
      const socket = new WebSocket(`${target.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
      sockets.push(socket)
      socket.on('error', () => {})
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { apiKey: target.key } })))
      socket.on('message', (data) => {
        if (!String(data).includes('connection_ack')) return
        for (let j = 0; j < STREAMS_PER_SOCKET; j++) {
          // Each stream has a different name, so that no two share their answers.
          const payload = { query: `subscription S${i}x${j} { tasksUpdated ${TASK} }` }
          socket.send(JSON.stringify({ id: `${j}`, type: 'subscribe', payload }))
        }
      })
    }
    await delay(2_000)
    const submit = JSON.stringify({
      query: `mutation { submitTask(input: { model: "suno", operation: "music", input: { prompt: "rain" } }) { __typename } }`,
    })
    loop(target, () => submit)
  },
  async exports({ url, key, walletId }) {
    const { hostname, port } = new URL(url)
    const open = () => {
      const socket = connect(Number(port), hostname)
      sockets.push(socket)
      socket.on('error', () => {})
      // The answer is never read.
      socket.pause()
      socket.write(`GET /wallets/${walletId}/journal HTTP/1.1\r\nhost: x\r\nx-api-key: ${key}\r\n\r\n`)
      socket.on('close', () => {
        if (!isOver) setTimeout(open, 100)
      })
    }
    for (let i = 0; i < EXPORTS; i++) open()
  },
  async budgets(target) {
    const submit = JSON.stringify({
      query: `mutation { submitTask(input: { model: "suno", operation: "music", input: { prompt: "rain" } }) { __typename } }`,
    })
    loop(target, () => submit)
  },
}

answer({
  attack: async ({ name, target }: { name: string; target: Target }) => {
    await ATTACKS[name]?.(target)
    return {}
  },
  stop: async () => {
    isOver = true
    for (const socket of sockets) socket instanceof WebSocket ? socket.terminate() : socket.destroy()
    return answers
  },
  end: async () => {},
})
