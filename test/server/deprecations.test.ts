// The header that names what an operation uses and is deprecated.

import { createServer } from 'node:http'
import { buildSchema, GraphQLError } from 'graphql'
import { createYoga } from 'graphql-yoga'
import { expect, test } from 'vitest'
import type { Context } from '../../src/graphql/context.ts'
import { deprecations } from '../../src/server/deprecations.ts'
import { openGraphqlPost } from '../../src/server/graphqlPost.ts'
import type { RequestContext } from '../../src/server/requestContext.ts'
import { listen } from '../support/listen.ts'

const REASON = '@deprecated(reason: "Use now. Removed after 2027-12-01.")'

/** The header of an answer by yoga's adapter and of one on the direct path. */
async function headersOf(schemaText: string, query: string): Promise<(string | null)[]> {
  const schema = buildSchema(schemaText)
  const yoga = createYoga<RequestContext, Context>({ schema, plugins: [deprecations(schema)], logging: false })
  const servePost = openGraphqlPost(yoga, null, (error) => new GraphQLError(String(error)))
  const server = createServer((request, response) => {
    expect(servePost(request, response, {})).toBe(true)
  })
  const url = await listen(server)
  const headers = { 'content-type': 'application/json' }
  const post = { method: 'POST', headers, body: JSON.stringify({ query }) }
  const answers = [await yoga.fetch('http://localhost/graphql', post), await fetch(`${url}/graphql`, post)]
  server.close()
  const [answer, ...others] = await Promise.all(answers.map((response) => response.json()))
  expect(Object.keys(answer as object)).toEqual(['data'])
  expect(others).toEqual([answer])
  return answers.map((response) => response.headers.get('x-holdfast-deprecated'))
}

const SCHEMA = `
  type Query { old: Int ${REASON} now(a: Int ${REASON}, unit: Unit, input: NowInput): Int }
  enum Unit { CALL SECOND ${REASON} }
  input NowInput { b: Int ${REASON} c: Int }`

test.each([
  ['{ now }', null],
  ['{ now(unit: CALL, input: { c: 1 }) }', null],
  ['{ old now }', 'Query.old'],
  ['{ now(a: 1) }', 'Query.now(a:)'],
  ['{ now(unit: SECOND, input: { b: 1 }) }', 'Unit.SECOND, NowInput.b'],
])('%s', async (query, header) => {
  expect(await headersOf(SCHEMA, query)).toEqual([header, header])
})

test('a schema without deprecations sets no header', async () => {
  expect(await headersOf('type Query { now: Int }', '{ now }')).toEqual([null, null])
})
