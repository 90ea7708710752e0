// The good tenants: each submits a task, reads its balance and its journal, pauses, and begins again. They record the
// duration of every request, and whether it was refused.

import { Agent, request as httpRequest } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { answer } from '../live/usage.ts'

export interface Measured {
  readonly requests: number
  readonly refused: number
  readonly p50Ms: number
  readonly p99Ms: number
}

const PAUSE_MS = 20

const SUBMIT = `mutation { submitTask(input: { model: "suno", operation: "music", input: { prompt: "rain on a tin roof" } }) {
  ... on SubmitTaskSuccess { task { id status credits } }
  ... on Error { code message } } }`
const READ = `{ organization { name wallet { available frozen journal(first: 10) { edges { node { sequence type credits } } } }
  tasks(first: 10) { edges { node { id status } } } } }`

interface Server {
  readonly url: string
  readonly agent: Agent
}

function post({ url, agent }: Server, key: string, query: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'x-api-key': key }
    const sent = httpRequest(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(JSON.stringify({ query }))
  })
}

async function work(server: Server, key: string, until: number, times: number[]): Promise<number> {
  let refused = 0
  for (let i = 0; performance.now() < until; i++) {
    const began = performance.now()
    const { status, body } = await post(server, key, i % 2 === 0 ? SUBMIT : READ)
    times.push(performance.now() - began)
    if (status !== 200 || body.includes('"errors"') || body.includes('"code"')) refused++
    await delay(PAUSE_MS)
  }
  return refused
}

answer({
  measure: async ({ url, keys, seconds }: { url: string; keys: string[]; seconds: number }): Promise<Measured> => {
    const times: number[] = []
    const until = performance.now() + seconds * 1_000
    // The server closes a connection that was idle between two measurements.
    const agent = new Agent({ keepAlive: true, maxSockets: 64 })
    const refused = await Promise.all(keys.map((key) => work({ url, agent }, key, until, times)))
    agent.destroy()
    times.sort((a, b) => a - b)
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
    return {
      requests: times.length,
      refused: refused.reduce((sum, each) => sum + each, 0),
      p50Ms: at(0.5),
      p99Ms: at(0.99),
    }
  },
  end: async () => {},
})
