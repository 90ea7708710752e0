// The header that names what an operation uses and is deprecated.

import { buildSchema } from 'graphql'
import { createYoga } from 'graphql-yoga'
import { expect, test } from 'vitest'
import { deprecations } from '../../src/server/deprecations.ts'

const REASON = '@deprecated(reason: "Use now. Removed after 2027-12-01.")'

async function headerOf(schemaText: string, query: string): Promise<string | null> {
  const schema = buildSchema(schemaText)
  const yoga = createYoga({ schema, plugins: [deprecations(schema)], logging: false })
  const response = await yoga.fetch('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  expect(await response.json()).not.toHaveProperty('errors')
  return response.headers.get('x-holdfast-deprecated')
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
  expect(await headerOf(SCHEMA, query)).toBe(header)
})

test('a schema without deprecations sets no header', async () => {
  expect(await headerOf('type Query { now: Int }', '{ now }')).toBe(null)
})
