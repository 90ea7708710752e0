// Refusals: each has a type and a reason, and changes nothing.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Balance, CreateOrganization, Freeze, Grant, Submit, SubmitMany } from '../support/operations.ts'

let holdfast: TestHoldfast

beforeAll(async () => {
  holdfast = await startTestHoldfast()
})
afterAll(() => holdfast.stop())

const SONG = { model: 'suno', operation: 'music' }

test('a refusal for too few credits shows required, available and shortfall', async () => {
  const { member, admin } = await holdfast.organization({ credits: 7n })
  const { submitTask } = await member.run(Submit, { input: SONG })
  expect(submitTask).toEqual({
    __typename: 'InsufficientCreditsError',
    code: 'INSUFFICIENT_CREDITS',
    message: 'This needs 10 music credits and 7 are available: 3 short.',
    required: 10,
    available: 7,
    shortfall: 3,
    sources: [{ isPool: true, available: 7 }],
  })
  const { organization } = await admin.run(Balance)
  expect(organization?.wallet).toMatchObject({ available: 7, frozen: 0, sequence: 1 })
})

test('an operation without a price and input out of bounds are refused', async () => {
  const { member, admin } = await holdfast.organization()
  const unpriced = await member.run(Submit, { input: { model: 'suno', operation: 'video' } })
  expect(unpriced.submitTask).toMatchObject({ __typename: 'NoPriceError', code: 'NO_PRICE' })

  const wrong = await member.run(Submit, {
    input: { ...SONG, model: 'sun o', timeoutSeconds: 0, idempotencyKey: 'x'.repeat(256) },
  })
  expect(wrong.submitTask).toMatchObject({ __typename: 'InvalidInputError', code: 'INVALID_INPUT' })
  const issues = wrong.submitTask?.__typename === 'InvalidInputError' ? wrong.submitTask.issues : []
  expect(issues.map(({ path }) => path).sort()).toEqual(['idempotencyKey', 'model', 'timeoutSeconds'])

  const nul = await member.send(Submit, { input: { ...SONG, input: { prompt: 'a\u0000b' } } })
  expect(nul.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.input' })
  const { organization } = await admin.run(Balance)
  expect(organization?.wallet?.sequence).toBe(1)
})

test('a message names the field of the input, and what would be right', async () => {
  const { id, admin } = await holdfast.organization()
  const ask = async (mutation: string, client = admin) => {
    const { data, errors } = await client.send<{ it: { message: string } }, unknown>(
      `mutation { it: ${mutation} { ... on Error { message } } }`,
      {},
    )
    return errors?.[0]?.message ?? data?.it.message
  }
  const { operator } = holdfast
  expect(await ask('createBudget(input: { period: DAY, limit: 1, model: "a b", thresholds: [101] })')).toBe(
    'model must be 1 to 100 letters, digits and . _ - /, and begin with a letter or a digit; thresholds.0 must be 1 to 100',
  )
  expect(await ask('createBalanceThreshold(input: {})')).toBe('The input must have either credits or percent')
  expect(await ask('transferCredits(input: { credits: 1 })')).toBe(
    'toMemberId must be given, unless fromMemberId is: credits can’t be moved from the pool to the pool',
  )
  expect(await ask('updateOrganization(input: { name: " " })')).toBe('name must not be empty')
  const grant = `grantCredits(input: { organizationId: "${id}", credits: 1, kind: PROMO, creditType: "music", heldPastExpiry: GRACE })`
  expect(await ask(grant, operator)).toBe('graceSeconds must be given if heldPastExpiry is GRACE, and only then')
  expect(await ask(`setHttpProvider(input: { source: { document: { name: "p", baseUrl: "x" } } })`, operator)).toMatch(
    /(^|; )(document\.)?baseUrl must be an http:\/\/ or https:\/\/ URL/,
  )
})

test.for([0, -1, 1.5, 1e-10, Number.MAX_SAFE_INTEGER + 1, '10', '٣', null])(
  'credits of %s are refused before anything happens',
  async (credits) => {
    const { id, admin } = await holdfast.organization({ credits: 5n })
    const { data, errors } = await holdfast.operator.send<unknown, unknown>(Grant.toString(), {
      input: { organizationId: id, credits },
    })
    const answer = (data as { grantCredits?: { __typename: string } } | null)?.grantCredits
    expect(errors?.length === 1 || answer?.__typename === 'InvalidInputError').toBe(true)
    expect((await admin.run(Balance)).organization?.wallet?.granted).toBe(5)
  },
)

test('a wallet cannot be granted more than 2^53-1 credits in total', async () => {
  const { id } = await holdfast.organization({ credits: 5n })
  const most = { organizationId: id, credits: Number.MAX_SAFE_INTEGER }
  const { grantCredits } = await holdfast.operator.run(Grant, { input: most })
  expect(grantCredits).toMatchObject({ __typename: 'CreditsOutOfBoundsError' })
})

test('an expiry in the past is refused', async () => {
  const { id } = await holdfast.organization()
  const past = '2020-01-01T00:00:00Z'
  const granted = await holdfast.operator.run(Grant, { input: { organizationId: id, credits: 5, expiresAt: past } })
  expect(granted.grantCredits).toMatchObject({ __typename: 'ExpiryPassedError' })
  const frozen = await holdfast.operator.run(Freeze, { input: { organizationId: id, credits: 5, expiresAt: past } })
  expect(frozen.freezeCredits).toMatchObject({ __typename: 'ExpiryPassedError' })
})

test('an organization without an owner is refused', async () => {
  const { createOrganization } = await holdfast.operator.run(CreateOrganization, {
    input: { name: 'Ownerless', members: [{ name: 'Max', role: 'MEMBER' }] },
  })
  expect(createOrganization).toMatchObject({ __typename: 'InvalidInputError', issues: [{ path: 'members' }] })
})

test('more than 1,000 submissions in one request are refused as a whole', async () => {
  const { member, admin } = await holdfast.organization({ credits: 100_000n })
  const { submitTasks } = await member.run(SubmitMany, { inputs: Array.from({ length: 1_001 }, () => SONG) })
  const message = 'tasks must have 1 to 1000 items, not 1001'
  expect(submitTasks).toMatchObject({ __typename: 'InvalidInputError', code: 'INVALID_INPUT', message })
  expect((await admin.run(Balance)).organization?.wallet?.frozen).toBe(0)
})
