// No N+1: the number of SQL statements of a query does not grow with what it finds. A page of a list is one statement, also
// where it is nested in another list: each reads its own rows and no more.
//
// Counted on an app of its own beside the one that fills the database: no job runs there, so each statement is the
// query's.

import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '../../src/openApp.ts'
import { openRequestReader } from '../../src/server/credentials.ts'
import { createGraphQL } from '../../src/server/graphql.ts'
import { grantCredits } from '../../src/wallets/grants.ts'
import type { Answer, Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Grant, resultsOf, SubmitMany } from '../support/operations.ts'

const DEEP = `{
  organization {
    name
    members(first: 50) { edges { node { name organization { name } } } }
    tasks(first: 50) {
      edges {
        node {
          status
          member { name role organization { name } }
          priceRule { model credits }
          hold { credits task { id } lines { credits lot { id source wallet { creditType } } } wallet { available } }
          organization { name wallet { available } }
        }
      }
    }
    holds(first: 50) { edges { node { status model task { status } lines { lot { source } } wallet { creditType } } } }
    wallets {
      creditType
      lots(first: 50) { edges { node { available wallet { creditType } } } }
      openHolds(first: 50) { edges { node { credits task { status member { name } } lines { lot { source } } } } }
      journal(first: 50) { edges { node { type credits task { status } lot { source } hold { status lines { credits } } } } }
    }
  }
}`

const SONG = { model: 'suno', operation: 'music' }

let holdfast: TestHoldfast
let app: ReturnType<typeof openApp>
let yoga: ReturnType<typeof createGraphQL>
const statements: string[] = []

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  app = openApp({
    databaseUrl: holdfast.database.url,
    log: pino({ level: 'silent' }),
    onStatement: (sql) => statements.push(sql),
  })
  yoga = createGraphQL(app, openRequestReader({ trustedProxies: [], publicUrl: null, allowedOrigins: [] }))
})
afterAll(async () => {
  await yoga.dispose()
  await app.close()
  await holdfast.stop()
})

async function statementsOf(
  client: Client,
  query: string,
  variables?: object,
): Promise<{ sent: string[]; nodes: number }> {
  // Who calls is found out once a second; that is not the query's doing.
  const caller = await app.access.authenticate({
    secret: client.key ?? '',
    cookies: null,
    organizationId: null,
    address: null,
  })
  statements.length = 0
  const response = await yoga.fetch(
    'http://localhost/graphql',
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) },
    { caller },
  )
  const { data, errors } = (await response.json()) as Answer<unknown>
  expect(errors).toBeUndefined()
  return { sent: [...statements], nodes: JSON.stringify(data).split('"node"').length }
}

async function fill(organization: TestOrganization, lots: number, tasks: number): Promise<void> {
  for (let i = 0; i < lots; i++) {
    await holdfast.operator.run(Grant, { input: { organizationId: organization.id, credits: 15, source: `lot ${i}` } })
  }
  const inputs = Array.from({ length: tasks }, () => SONG)
  await organization.member.run(SubmitMany, { inputs })
}

test('a deep query of forty tasks takes as many statements as one of two', async () => {
  const [small, large] = await Promise.all([
    holdfast.organization({ credits: 0n }),
    holdfast.organization({ credits: 0n }),
  ])
  await fill(small, 2, 2)
  await fill(large, 40, 40)
  const few = await statementsOf(small.admin, DEEP)
  const many = await statementsOf(large.admin, DEEP)
  expect(many.nodes).toBeGreaterThan(few.nodes * 5)
  expect(many.sent).toHaveLength(few.sent.length)
  expect(many.sent.length).toBeLessThan(60)
})

test('a page of each of several organizations reads those pages, not all of their tasks', async () => {
  const all = await Promise.all([holdfast.organization(), holdfast.organization()])
  for (const { member } of all) await member.run(SubmitMany, { inputs: Array.from({ length: 5 }, () => SONG) })
  const { sent } = await statementsOf(
    holdfast.operator,
    '{ organizations(first: 2) { edges { node { tasks(first: 1) { edges { node { id } } } } } } }',
  )
  const reads = sent.filter((sql) => sql.includes('FROM "public"."task"'))
  expect(reads).toHaveLength(2)
  for (const sql of reads) expect(sql).toContain('LIMIT')
})

test('a balance query takes two statements: the organization, and its wallet with what time has done to its lots', async () => {
  const { admin } = await holdfast.organization()
  const { sent } = await statementsOf(admin, '{ organization { wallet { available frozen total } } }')
  expect(sent).toHaveLength(2)
})

test('a change takes as many statements for twenty who follow it as for one', async () => {
  const { uuid: organizationId, owner, admin, viewer } = await holdfast.organization()
  const query = 'subscription { balanceChanged { sequence entry { lot { source } wallet { creditType } } } }'
  /** Answers how to wait until a balance was told. */
  const follow = async ({ key }: Client) => {
    const shown = { secret: key ?? '', cookies: null, organizationId: null, address: null }
    const caller = await app.access.authenticate(shown)
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' }
    const request = { method: 'POST', headers, body: JSON.stringify({ query }) }
    const response = await yoga.fetch('http://localhost/graphql', request, { caller })
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    return async (sequence: number) => {
      while (!text.includes(`"sequence":${sequence},`)) text += (await reader.read()).value
    }
  }
  const grant = { organizationId, creditType: 'music', kind: 'TOP_UP' as const, credits: 1n, priority: 0 }
  const told = [await follow(owner)]
  await told[0]?.(1)
  const statementsOfChange = async (sequence: number) => {
    statements.length = 0
    await grantCredits(app, grant)
    await Promise.all(told.map((until) => until(sequence)))
    return statements.length
  }
  // The first command of a process reads the cells before.
  await app.lanes.known()
  const forOne = await statementsOfChange(2)
  for (let i = 1; i < 20; i++) told.push(await follow([owner, admin, viewer][i % 3] as Client))
  await Promise.all(told.slice(1).map((until) => until(2)))
  expect(forOne).toBeGreaterThan(0)
  expect(await statementsOfChange(3)).toBe(forOne)
})

test('things that are asked for by their ids are read together', async () => {
  const { member } = await holdfast.organization()
  const { submitTasks } = await member.run(SubmitMany, { inputs: Array.from({ length: 20 }, () => SONG) })
  const ids = resultsOf(submitTasks).map((result) => (result.__typename === 'SubmitTaskSuccess' ? result.task.id : ''))
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Task { status member { name } } } }'
  const few = await statementsOf(member, query, { ids: ids.slice(0, 2) })
  const many = await statementsOf(member, query, { ids })
  expect(many.sent).toHaveLength(few.sent.length)
})

test('a bulk mutation that is repeated reads what it has made together', async () => {
  const { id: organizationId, member } = await holdfast.organization()
  const keyed = <Entry extends object>(entry: Entry, length: number) =>
    Array.from({ length }, () => ({ ...entry, idempotencyKey: randomUUID() }))
  const freeze = `mutation ($entries: [FreezeCreditsInput!]!) { freezeHolds(input: { holds: $entries }) {
    ... on FreezeHoldsSuccess { results { ... on FreezeCreditsSuccess { replayed hold { credits } } } } } }`
  const submit = `mutation ($entries: [SubmitTaskInput!]!) { submitTasks(input: { tasks: $entries }) {
    ... on SubmitTasksSuccess { results { ... on SubmitTaskSuccess { replayed task { credits } } } } } }`
  for (const [client, mutation, entry] of [
    [holdfast.operator, freeze, { organizationId, creditType: 'music', credits: 1 }],
    [member, submit, SONG],
  ] as const) {
    const [two, twenty] = [keyed(entry, 2), keyed(entry, 20)]
    for (const entries of [two, twenty]) await statementsOf(client, mutation, { entries })
    const few = await statementsOf(client, mutation, { entries: two })
    const many = await statementsOf(client, mutation, { entries: twenty })
    expect(few.sent.length).toBeGreaterThan(0)
    expect(many.sent).toHaveLength(few.sent.length)
  }
})
