// The hostile tenant, in a process of its own: it does one thing as often as it is let, until it is told to stop.

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
/** An error is told within the first of an answer. */
const ERROR_CHARACTERS = 2_000

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
let isOver = false
const sockets: (Socket | WebSocket)[] = []
/** How often what it sends again and again was answered, or refused, with which code. */
const answers: Record<string, number> = {}

/** Sends again and again on so many connections; a refusal is no reason to wait. */
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
  // Without a credit of this type, each is refused.
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

/** As much as one request may ask for: reckoned at 48,000 of 50,000. Pages of tasks with all below them, and dear fields. */
const DEAREST = JSON.stringify({
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
    loop(target, () => DEAREST)
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
          // A name of its own, so that no stream shares its answers with another.
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
      // What comes is never read.
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
