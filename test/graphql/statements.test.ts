// No N+1: the number of SQL statements of a query does not grow with what it finds.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Grant, SubmitMany } from '../support/operations.ts'

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
    wallets {
      creditType
      lots(first: 50) { edges { node { available wallet { creditType } } } }
      openHolds(first: 50) { edges { node { credits task { status member { name } } lines { lot { source } } } } }
      journal(first: 50) { edges { node { type credits task { status } lot { source } hold { status lines { credits } } } } }
    }
  }
}`

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

async function statementsOf(organization: TestOrganization): Promise<{ statements: number; nodes: number }> {
  // The key is looked up once a second; that is not this query's doing.
  await organization.admin.send('{ viewer { isOperator } }')
  const before = holdfast.statements.length
  const { data, errors } = await organization.admin.send(DEEP)
  expect(errors).toBeUndefined()
  const sent = holdfast.statements
    .slice(before)
    .filter(
      (sql) =>
        !/SELECT 1$|"ended_at" IS NULL|"expires_at" <=|"usable_from" <=|"api_key"|mode|price_book|"subscription"."status"/.test(
          sql,
        ),
    )
  return { statements: sent.length, nodes: JSON.stringify(data).split('"node"').length }
}

async function fill(organization: TestOrganization, lots: number, tasks: number): Promise<void> {
  for (let i = 0; i < lots; i++) {
    await holdfast.operator.run(Grant, { input: { organizationId: organization.id, credits: 15, source: `lot ${i}` } })
  }
  const inputs = Array.from({ length: tasks }, () => ({ model: 'suno', operation: 'music' }))
  await organization.member.run(SubmitMany, { inputs })
}

test('a deep query of forty tasks takes as many statements as one of two', async () => {
  const [small, large] = await Promise.all([
    holdfast.organization({ credits: 0n }),
    holdfast.organization({ credits: 0n }),
  ])
  await fill(small, 2, 2)
  await fill(large, 40, 40)
  const few = await statementsOf(small)
  const many = await statementsOf(large)
  expect(many.nodes).toBeGreaterThan(few.nodes * 5)
  expect(many.statements).toBe(few.statements)
  expect(many.statements).toBeLessThan(60)
})

test('a balance query takes two statements', async () => {
  const { admin } = await holdfast.organization()
  await admin.send('{ viewer { isOperator } }')
  const before = holdfast.statements.length
  await admin.send('{ organization { wallet { available frozen total } } }')
  const sent = holdfast.statements.slice(before).filter((sql) => /FROM "public"."(organization|wallet)"/.test(sql))
  expect(sent).toHaveLength(2)
})
