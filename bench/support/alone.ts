// The latency of one caller alone: freezeCredits over HTTP, and the function that one would write by hand, called through pg.

import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { decodeGlobalId } from '../../src/graphql/ids.ts'
import { BASELINE_OPTIONS, installBaseline } from '../lifecycle/baseline.ts'
import type { Apis } from './api.ts'

const CALLS = 400
const WARM_UP = 200

const FREEZE = `mutation ($input: FreezeCreditsInput!) {
  freezeCredits(input: $input) { ... on FreezeCreditsSuccess { hold { id } } ... on Error { code message } } }`

export interface Alone {
  /** The median of a call over HTTP, in milliseconds. */
  readonly httpMs: number
  /** The median of a call of the function, in milliseconds. */
  readonly functionMs: number
}

/** Calls each in turn, under new idempotency keys. */
export async function measureAlone({ url, databaseUrl, operatorKey, organizationIds }: Apis): Promise<Alone> {
  const client = new pg.Client({ connectionString: databaseUrl, options: BASELINE_OPTIONS })
  await client.connect()
  await installBaseline(client)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  // The function changes rows that the lane remembers, so each has an organization of its own.
  const [organizationId, other] = organizationIds as [string, string]
  const uuid = decodeGlobalId(other).id
  const http: number[] = []
  const called: number[] = []
  for (let i = 0; i < WARM_UP + CALLS; i++) {
    const httpMs = await timeOf(() => freeze(url, agent, operatorKey, organizationId))
    const functionMs = await timeOf(() =>
      client.query({
        name: 'freeze',
        text: `SELECT baseline_freeze($1, 'music', 1, $2)`,
        values: [uuid, crypto.randomUUID()],
      }),
    )
    if (i < WARM_UP) continue
    http.push(httpMs)
    called.push(functionMs)
  }
  agent.destroy()
  await client.end()
  return { httpMs: medianOf(http), functionMs: medianOf(called) }
}

async function freeze(url: string, agent: Agent, key: string, organizationId: string): Promise<void> {
  const input = { organizationId, creditType: 'music', credits: 1, idempotencyKey: crypto.randomUUID() }
  const body = JSON.stringify({ query: FREEZE, variables: { input } })
  const headers = { 'content-type': 'application/json', 'x-api-key': key, 'content-length': Buffer.byteLength(body) }
  const answer = await new Promise<string>((resolve, reject) => {
    const sent = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      text(response).then(resolve, reject)
    })
    sent.on('error', reject).end(body)
  })
  if (!answer.includes('"hold":{')) throw new Error(answer)
}

async function timeOf(call: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await call()
  return performance.now() - began
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number
}
