// Requests that name no credit type: they mean the only one of the organization.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { makeKnown } from '../support/known.ts'
import { CreateBudget, Freeze, Grant } from '../support/operations.ts'

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast()
  await makeKnown(holdfast.operator, { creditType: 'images' })
})
afterAll(() => holdfast.stop())

async function newOrganization(creditTypes: string[]): Promise<string> {
  const { data, errors } = await holdfast.operator.send<
    { createOrganization: { organization: { id: string } } },
    object
  >(
    `mutation($creditTypes: [String!]!) { createOrganization(input: { name: "New Records", creditTypes: $creditTypes }) {
      ... on CreateOrganizationSuccess { organization { id } } } }`,
    { creditTypes },
  )
  if (!data) throw new Error(JSON.stringify(errors))
  return data.createOrganization.organization.id
}

const grant = async (organizationId: string, creditType?: string) =>
  (await holdfast.operator.run(Grant, { input: { organizationId, credits: 5, creditType } })).grantCredits
const freeze = async (organizationId: string, creditType?: string) =>
  (await holdfast.operator.run(Freeze, { input: { organizationId, credits: 1, creditType } })).freezeCredits

const REQUIRED = { code: 'CREDIT_TYPE_REQUIRED' }

test('an organization without credits must name the type of the first', async () => {
  const id = await newOrganization([])
  const message = 'creditType is required, because the organization has no credits yet.'
  expect(await grant(id)).toMatchObject({ ...REQUIRED, message })
  expect(await grant(id, 'images')).toMatchObject({ lot: { granted: 5 } })
  expect(await grant(id)).toMatchObject({ wallet: { available: 10 } })
  expect(await freeze(id)).toMatchObject({ wallet: { available: 9 } })
})

test('an organization with credits of several types must name one, and is told which it has', async () => {
  const id = await newOrganization(['music', 'images'])
  const message = 'creditType is required, because the organization has credits of the types images, music.'
  expect(await grant(id)).toMatchObject({ ...REQUIRED, message })
  expect(await freeze(id)).toMatchObject(REQUIRED)
  const input = { organizationId: id, period: 'DAY' as const, limit: 5 }
  expect((await holdfast.operator.run(CreateBudget, { input })).createBudget).toMatchObject(REQUIRED)
  const { errors } = await holdfast.operator.send(`{ organization(id: "${id}") { wallet { available } } }`)
  expect(errors).toMatchObject([{ message, extensions: REQUIRED }])
  const { data } = await holdfast.operator.send(
    `{ organization(id: "${id}") { wallet(creditType: "music") { available } wallets { creditType } } }`,
  )
  expect(data).toEqual({
    organization: { wallet: { available: 0 }, wallets: [{ creditType: 'images' }, { creditType: 'music' }] },
  })
})

test('an organization that does not exist is not found', async () => {
  const other = await newOrganization([])
  const nowhere = `${other.slice(0, -6)}AAAAAA`
  expect(await grant(nowhere)).toMatchObject({ code: 'NOT_FOUND' })
})
