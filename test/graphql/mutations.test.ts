// Several mutations in one request: they run one after the other, and an error ends the request.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

const NAMES = '{ ... on UpdateOrganizationSuccess { organization { name } } ... on Error { code } }'
const rename = (alias: string, name: string) => `${alias}: updateOrganization(input: { name: "${name}" }) ${NAMES}`
const suspend = (id: string) =>
  `suspendOrganization(input: { organizationId: "${id}", reason: "x" }) { ... on Error { code } }`

test('a refusal of one mutation leaves the others', async () => {
  const { admin } = await holdfast.organization()
  const { data, errors } = await admin.send(`mutation { ${rename('a', '')} ${rename('b', 'After')} }`)
  expect(errors).toBe(undefined)
  expect(data).toEqual({ a: { code: 'INVALID_INPUT' }, b: { organization: { name: 'After' } } })
})

test('an error of one mutation is answered with its path, and none after it runs', async () => {
  const { id, admin } = await holdfast.organization()
  const { data, errors } = await admin.send(
    `mutation { ${rename('a', 'Before')} ${suspend(id)} ${rename('c', 'After')} }`,
  )
  expect(data).toBe(null)
  expect(errors).toMatchObject([{ path: ['suspendOrganization'], extensions: { code: 'FORBIDDEN' } }])
  expect((await admin.send('{ organization { name } }')).data).toEqual({ organization: { name: 'Before' } })
})
