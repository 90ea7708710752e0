// What lists count while they are answered.

import { buildSchema, execute, type GraphQLObjectType, parse } from 'graphql'
import { expect, test } from 'vitest'
import { Meter, metered } from '../../src/database/meter.ts'
import { COST_MAX, meterLists } from '../../src/graphql/meterLists.ts'

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

test('a list costs its items times the fields of each', async () => {
  expect((await run('{ things(count: 7) { id name } }')).cost).toBe(14)
  expect((await run('{ things(count: 7) { id owner { name } } }')).cost).toBe(21)
  expect((await run('{ things(count: 7) { ...f } } fragment f on Thing { ... on Thing { id name } }')).cost).toBe(14)
})

test('a list in a list counts by itself, for each that is there', async () => {
  expect((await run('{ things(count: 3) { id parts(count: 5) { id } } }')).cost).toBe(3 * 2 + 3 * 5)
})

test('an operation that turns out dearer than any may be stops where it is', async () => {
  const { result, cost } = await run('{ things(count: 400) { parts(count: 400) { id } } }')
  expect(result.errors?.[0]?.extensions).toMatchObject({ code: 'COST_LIMIT', costMax: COST_MAX })
  expect(cost).toBeGreaterThan(COST_MAX)
  expect(resolved).toBeLessThanOrEqual(COST_MAX)
})

test('a long answer lets others have their turn on the event loop', async () => {
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
