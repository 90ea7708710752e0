// What lists count while they are answered.

import { buildSchema, execute, type GraphQLObjectType, getIntrospectionQuery, parse } from 'graphql'
import { expect, test } from 'vitest'
import { Meter, metered } from '../../src/database/meter.ts'
import { COST_MAX, meterLists } from '../../src/graphql/meterLists.ts'
import { schema as api } from '../../src/server/schema.ts'

const schema = meterLists(
  buildSchema(`
    type Query { things(count: Int!): [Thing!]! }
    type Thing { id: ID! name: String! owner: Owner! parts(count: Int!): [Thing!]! }
    type Owner { name: String! }
  `),
)
const thing = { id: '1', name: 'a', owner: { name: 'b' } }
const things = ({ count }: { count: number }) => Array.from({ length: count }, () => ({ ...thing, parts: things }))
let resolved = 0
;(schema.getType('Thing') as GraphQLObjectType).getFields().id!.resolve = () => {
  resolved++
  return '1'
}

async function run(query: string) {
  const meter = new Meter('somebody')
  resolved = 0
  const result = await metered(meter, () => execute({ schema, document: parse(query), rootValue: { things } }))
  return { result, cost: meter.cost }
}

async function introspect(query: string) {
  const meter = new Meter('somebody')
  const result = await metered(meter, () => execute({ schema: api, document: parse(query) }))
  return { result, cost: meter.cost }
}

test('a list costs its items times the fields of each', async () => {
  expect((await run('{ things(count: 7) { id name } }')).cost).toBe(14)
  expect((await run('{ things(count: 7) { id owner { name } } }')).cost).toBe(21)
  expect((await run('{ things(count: 7) { ...f } } fragment f on Thing { ... on Thing { id name } }')).cost).toBe(14)
})

test('a list in a list is counted separately, for each item of the outer list', async () => {
  expect((await run('{ things(count: 3) { id parts(count: 5) { id } } }')).cost).toBe(3 * 2 + 3 * 5)
})

test('an operation that turns out more expensive than the limit stops where it is', async () => {
  const { result, cost } = await run('{ things(count: 400) { parts(count: 400) { id } } }')
  expect(result.errors?.[0]?.extensions).toMatchObject({ code: 'COST_LIMIT', costMax: COST_MAX })
  expect(cost).toBeGreaterThan(COST_MAX)
  expect(resolved).toBeLessThanOrEqual(COST_MAX)
})

test('a long answer gives other requests their turn on the event loop', async () => {
  let turns = 0
  let isOver = false
  const other = () => {
    turns++
    if (!isOver) setImmediate(other)
  }
  setImmediate(other)
  await run('{ things(count: 200) { parts(count: 200) { id } } }')
  isOver = true
  expect(turns).toBeGreaterThan(1)
})

test('an introspection costs what it answers, and asking for all of the schema many times over is refused', async () => {
  const all = getIntrospectionQuery()
  const once = await introspect(all)
  expect(once.result.errors).toBeUndefined()
  expect(once.cost).toBeGreaterThan(1_000)
  const type = 'type { name kind ofType { name kind ofType { name kind } } }'
  const part = `types { name description fields { name description isDeprecated args { name description ${type} } ${type} } }`
  const often = Array.from({ length: 28 }, (_, i) => `a${i}: __schema { ${part} }`).join(' ')
  const { result } = await introspect(`{ ${often} }`)
  expect(result.errors?.[0]?.extensions.code).toBe('COST_LIMIT')
})
