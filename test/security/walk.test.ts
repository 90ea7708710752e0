// Authorization: every field that a request can begin with, every kind of node and every field of an organization is tried by
// every caller who may not use it, over every transport. The fields come from introspection, so a new field without an
// expectation here fails this test.

import {
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  isCompositeType,
  isUnionType,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeGlobalId, type NodeType } from '../../src/graphql/ids.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { type Browser, signInOperator, signUp } from '../support/people.ts'
import { ADMINS, ALL, EXPECTED, everyId, type Ids, randomParts } from './doors.ts'

/** Fields of an organization that not every member sees, and who does. What they hide is null or empty, not an error. */
const HIDDEN: Readonly<Record<string, string>> = {
  audit: 'OWNER ADMIN BILLING',
  autoTopUps: 'OWNER ADMIN BILLING',
  billingDetails: 'OWNER ADMIN BILLING',
  invitations: ADMINS,
  issuer: 'OWNER',
  integrity: 'OWNER ADMIN BILLING',
  mails: ADMINS,
  payments: 'OWNER ADMIN BILLING',
  revenue: 'OWNER ADMIN BILLING',
  savedPaymentMethods: 'OWNER ADMIN BILLING',
  seller: 'OWNER ADMIN BILLING',
  statement: 'OWNER ADMIN BILLING',
  statements: 'OWNER ADMIN BILLING',
  webhookEndpoints: ADMINS,
}

/** What every member sees of their organization. */
const SEEN =
  'alerts allocationRules apiKeys approvalAbove approvalSeconds balanceThresholds budgets createdAt creditRequests expiryAlertDays externalId forecast heldByMembers holds id maintenance members membersUsePool metadata mode name now ownMaintenance paymentProviders quotas refundAllowances runs signInRequirement status statusReason subscription subscriptions tasks tasksAtOnce timeZone usage wallet wallets'

/** Nodes that not every member sees by their id, and who does. */
const HIDDEN_NODES: Readonly<Partial<Record<NodeType, string>>> = {
  AuditEntry: 'OWNER ADMIN BILLING',
  Payment: 'OWNER ADMIN BILLING',
  Export: ADMINS,
  PaymentReceipt: 'OWNER ADMIN BILLING',
  Invitation: ADMINS,
  Mail: ADMINS,
  // Of the platform alone.
  PlatformKey: '',
  Simulation: '',
  SimulatedOrganization: '',
  WebhookEndpoint: ADMINS,
  WebhookDelivery: ADMINS,
  // It is the viewer's own, and for who manages all.
  ApiKey: 'OWNER ADMIN VIEWER',
  // Of the owner, and for who sees all tasks.
  Task: 'OWNER ADMIN BILLING VIEWER',
  CreditRequest: 'OWNER ADMIN BILLING VIEWER',
}

const DENIED = /"code":"(UNAUTHENTICATED|FORBIDDEN|ORGANIZATION_NEEDED)"/

let holdfast: TestHoldfast
let mine: TestOrganization
let theirs: TestOrganization
let schema: GraphQLSchema
let theirIds: Ids
let nowhere: Ids
let fields: string[]

/** Each role's key in `mine`, and everybody else who calls. */
let callers: Record<string, Client>
/** Whose credentials are worth nothing. */
let nobodies: Record<string, Client>
/** The browser of the operator. */
let looking: Browser

beforeAll(async () => {
  holdfast = await startTestHoldfast({ sessions: { signUp: true, oidc: null } })
  ;[mine, theirs] = await Promise.all([holdfast.organization(), holdfast.organization()])
  const { data } = await mine.owner.send<never, unknown>(getIntrospectionQuery())
  schema = buildClientSchema(data as never)
  fields = ['Query', 'Mutation', 'Subscription'].flatMap((type) =>
    Object.keys((schema.getType(type) as never as { getFields(): object }).getFields()).map(
      (name) => `${type}.${name}`,
    ),
  )
  theirIds = await everyId(holdfast, theirs)
  nowhere = Object.fromEntries(
    Object.keys(theirIds).map((type) => [type, encodeGlobalId(type, randomParts(type as NodeType))]),
  ) as Ids
  const key = async (scopes: string, more = '') => {
    const { data: made } = await mine.owner.send<{ createApiKey: { secret: string; apiKey: { id: string } } }, unknown>(
      `mutation { createApiKey(input: { name: "k", scopes: ${scopes} ${more} }) { ... on CreateApiKeySuccess { secret apiKey { id } } } }`,
    )
    return made?.createApiKey as { secret: string; apiKey: { id: string } }
  }
  const person = await signUp(holdfast, 'nobody@example.com')
  looking = await signInOperator(holdfast, holdfast.operator.key)
  callers = {
    OWNER: mine.owner,
    ADMIN: mine.admin,
    MEMBER: mine.member,
    VIEWER: mine.viewer,
    operator: holdfast.operator,
    // The operator who has opened `mine`.
    opened: looking.operator(mine.id),
    person: person.client(),
    READ: holdfast.client((await key('[READ]')).secret),
    SUBMIT: holdfast.client((await key('[SUBMIT]')).secret),
    'scope ADMIN': holdfast.client((await key('[ADMIN]')).secret),
  }
  const revoked = await key('[READ, SUBMIT, ADMIN]')
  await mine.owner.send(`mutation { revokeApiKey(input: { apiKeyId: "${revoked.apiKey.id}" }) { __typename } }`)
  const rotated = await key('[READ, SUBMIT, ADMIN]')
  await mine.owner.send(
    `mutation { rotateApiKey(input: { apiKeyId: "${rotated.apiKey.id}", overlapSeconds: 0 }) { __typename } }`,
  )
  const elsewhere = await key('[READ, SUBMIT, ADMIN]', 'allowedAddresses: ["203.0.113.1"]')
  nobodies = {
    'no credentials': holdfast.client(null),
    'a revoked key': holdfast.client(revoked.secret),
    'an expired key': holdfast.client(rotated.secret),
    'a key from elsewhere': holdfast.client(elsewhere.secret),
    'a key that is none': holdfast.client('hf_member_0000000000000000000000000000000000000000deadbeef'),
    'a token that is none': holdfast.client(null, { authorization: 'Bearer a.b.c' }),
    'a cookie that is none': holdfast.client(null, { cookie: 'holdfast.session_token=nonsense' }),
    'the operator’s cookie, without the header': holdfast.client(null, { cookie: looking.cookie }),
  }
})
afterAll(() => holdfast.stop())

/** A request for one field, and as little as can be of what it answers. */
function documentOf(field: string, ids: Ids): string {
  const [type = '', name = ''] = field.split('.')
  const answered = getNamedType(
    (schema.getType(type) as never as { getFields(): Record<string, { type: never }> }).getFields()[name]
      ?.type as never,
  )
  const selection = isUnionType(answered)
    ? '{ __typename ... on Error { code message } }'
    : isCompositeType(answered)
      ? '{ __typename }'
      : ''
  return `${type.toLowerCase()} { ${name}${EXPECTED[field]?.[2](ids) ?? ''} ${selection} }`
}

/** What a request is answered, without what it cost: over HTTP, or as a stream over SSE. */
async function overHttp(client: Client, field: string, ids: Ids): Promise<string> {
  const document = documentOf(field, ids)
  if (field.startsWith('Subscription')) return firstOf(client.watchBySse(document as never))
  const { data, errors } = await client.send(document)
  return JSON.stringify({
    data,
    errors: errors?.map(({ message, extensions }) => ({ message, code: extensions?.code })),
  }).replace(/"errorId":"[^"]*"/g, '')
}

function overSocket(client: Client, field: string, ids: Ids): Promise<string> {
  return firstOf(client.watch(documentOf(field, ids) as never))
}

async function firstOf(stream: { next(): Promise<unknown>; end(): Promise<void> }): Promise<string> {
  try {
    return JSON.stringify(await stream.next())
  } catch (error) {
    const { message, code } = error as { message?: string; code?: number }
    if (code === 4403) return '"code":"UNAUTHENTICATED"'
    if (message === undefined) throw error
    return message.replace(/"locations":\[[^\]]*\],?|"path":\[[^\]]*\],?/g, '')
  } finally {
    await stream.end()
  }
}

test('every field that a request can begin with has an expectation', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(fields.sort())
})

test('every kind of node and every field of an organization has an expectation', () => {
  const nodes = schema.getPossibleTypes(schema.getType('Node') as never).map(({ name }) => name)
  expect(Object.keys(theirIds).sort()).toEqual([...nodes].sort())
  for (const [type, id] of Object.entries(theirIds)) expect(id, type).not.toBe('')
  const organization = schema.getType('Organization') as never as { getFields(): object }
  expect([...SEEN.split(' '), ...Object.keys(HIDDEN)].sort()).toEqual(Object.keys(organization.getFields()).sort())
})

/** Whether a caller may begin with a field, as the table says. */
function mayBegin(caller: string, field: string): boolean {
  const [who, scope] = EXPECTED[field] as readonly [string, string, unknown]
  if (caller === 'opened') {
    if (field.startsWith('Mutation')) return false
    return who === 'anybody' || (who.split(' ').includes('ADMIN') && scope !== 'SETTLE')
  }
  if (who === 'anybody') return true
  if (who === 'person') return caller === 'person'
  if (caller === 'operator') return true
  if (who === 'operator' || caller === 'person') return false
  if (caller === 'READ' || caller === 'SUBMIT') return scope === caller
  if (caller === 'scope ADMIN') return scope === 'ADMIN'
  return who.split(' ').includes(caller) && scope !== 'SETTLE'
}

describe.each(['HTTP and SSE', 'WebSocket'])('over %s', (transport) => {
  const ask = transport === 'WebSocket' ? overSocket : overHttp

  test('each field is open to those who may use it, and to nobody else', async () => {
    const wrong: string[] = []
    for (const field of fields) {
      for (const [caller, client] of Object.entries(callers)) {
        const answer = await ask(client, field, nowhere)
        const isIn = !DENIED.test(answer)
        if (isIn !== mayBegin(caller, field)) wrong.push(`${caller} ${field}: ${answer}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('invalid credentials open nothing', async () => {
    const wrong: string[] = []
    for (const field of fields) {
      if (EXPECTED[field]?.[0] === 'anybody' && transport !== 'WebSocket') continue
      for (const [who, client] of Object.entries(nobodies)) {
        const answer = await ask(client, field, theirIds)
        if (!answer.includes('"code":"UNAUTHENTICATED"')) wrong.push(`${who} ${field}: ${answer}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('objects of another organization are answered like objects that do not exist', async () => {
    const wrong: string[] = []
    for (const field of fields) {
      for (const caller of ['OWNER', 'ADMIN', 'MEMBER', 'READ', 'opened']) {
        const client = callers[caller] as Client
        const [other, none] = [await ask(client, field, theirIds), await ask(client, field, nowhere)]
        if (other !== none) wrong.push(`${caller} ${field}: ${other} | ${none}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

test('no node of another organization can be read, nor any node without credentials', async () => {
  for (const [type, id] of Object.entries(theirIds)) {
    for (const [who, client] of Object.entries({ ...callers, ...nobodies })) {
      const { data } = await client.send<{ node: { __typename: string } | null }, unknown>(
        `{ node(id: "${id}") { __typename } }`,
      )
      const isOfAll = type === 'CreditPack' && !(who in nobodies) && mayBegin(who, 'Query.creditPacks')
      const isSeen = who === 'operator' || isOfAll
      expect(data?.node ?? null, `${who} ${type}`).toEqual(isSeen ? { __typename: type } : null)
    }
  }
})

test('a node that only some members may see is visible to them', async () => {
  const roles = {
    ...{ OWNER: theirs.owner, ADMIN: theirs.admin, MEMBER: theirs.otherMember, VIEWER: theirs.viewer },
    'ADMIN opened by the operator': looking.operator(theirs.id),
  }
  for (const [type, id] of Object.entries(theirIds)) {
    for (const [name, client] of Object.entries(roles)) {
      const [role = ''] = name.split(' ')
      const { data, errors } = await client.send<{ node: object | null }, unknown>(
        `{ node(id: "${id}") { __typename } }`,
      )
      expect(errors, `${role} ${type}`).toBeUndefined()
      const isSeen = (HIDDEN_NODES[type as NodeType] ?? ALL).split(' ').includes(role)
      expect(data?.node !== null, `${role} ${type}`).toBe(isSeen)
    }
  }
})

test('a field that a role may not see is null, without an error', async () => {
  await theirs.owner.send(`mutation { setBillingDetails(input: { name: "x", address: "x" }) { __typename } }`)
  await holdfast.operator.send(`mutation { setSellerDetails(input: { name: "x", address: "x" }) { __typename } }`)
  const at = new Date()
  await holdfast.holdfast.app.prisma.organizationIssuer.create({
    data: { organizationId: theirs.uuid, issuer: 'x', clientId: 'x', secret: 'x', createdAt: at, updatedAt: at },
  })
  const month = at.toISOString().slice(0, 7)
  const roles = { OWNER: theirs.owner, ADMIN: theirs.admin, MEMBER: theirs.member, VIEWER: theirs.viewer }
  for (const [field, who] of Object.entries(HIDDEN)) {
    const args = field === 'statement' ? `(month: "${month}")` : ''
    for (const [role, client] of Object.entries(roles)) {
      const { data, errors } = await client.send<{ organization: Record<string, unknown> }, unknown>(
        `{ organization { ${field}${args} { __typename } } }`,
      )
      expect(errors, `${role} ${field}`).toBeUndefined()
      expect(data?.organization[field] !== null, `${role} ${field}`).toBe(who.split(' ').includes(role))
    }
  }
})

test('payments and revenue are visible only with the right to see revenue, by organization and by lot', async () => {
  await holdfast.operator.send(
    `mutation { grantCredits(input: { organizationId: "${theirs.id}", credits: 1, paid: { amount: 100, currency: "EUR" } }) { __typename } }`,
  )
  const roles = { OWNER: theirs.owner, ADMIN: theirs.admin, MEMBER: theirs.member, VIEWER: theirs.viewer }
  for (const [role, client] of Object.entries(roles)) {
    const { data, errors } = await client.send<never, unknown>(
      '{ organization { revenue { deferred { amount } breakage { amount } } wallet { lots(first: 50) { edges { node { paid { amount } recognized { amount } } } } } } }',
    )
    expect(errors, role).toBeUndefined()
    const mayNot = role === 'MEMBER' || role === 'VIEWER'
    expect(/"amount":100/.test(JSON.stringify(data)), role).toBe(!mayNot)
    expect(/"(deferred|breakage|amount)"/.test(JSON.stringify(data)), role).toBe(!mayNot)
  }
})

test('a member can’t see another member’s tasks in any way', async () => {
  const { data } = await theirs.otherMember.send<never, unknown>(`{
    organization {
      tasks(first: 50) { edges { node { id } } }
      holds(first: 50) { edges { node { id task { id input } } } }
      wallet {
        openHolds(first: 50) { edges { node { id task { id input } } } }
        journal(first: 50) { edges { node { id task { id input } } } }
        lots(first: 50) { edges { node { id } } }
      }
    }
  }`)
  expect(JSON.stringify(data)).not.toContain(theirIds.Task)
  expect(data).toMatchObject({ organization: { holds: { edges: [] } } })
  const { data: hold } = await theirs.otherMember.send<never, unknown>(
    `{ node(id: "${theirIds.Hold}") { ... on Hold { id task { id } } } }`,
  )
  expect(JSON.stringify(hold)).not.toContain(theirIds.Task)
})

test('an operator who has opened an organization gets through no other door', async () => {
  const { url } = holdfast.holdfast
  const headers = { cookie: looking.cookie, origin: url, 'x-operator': '1', 'x-organization': mine.id }
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, { ...init, headers: { ...headers, ...init.headers } })
    return { status: response.status, text: await response.text() }
  }
  const { data } = await mine.owner.send<{ organization: { wallet: { id: string } } }, unknown>(
    '{ organization { wallet { id } } }',
  )
  for (const path of [`/wallets/${data?.organization.wallet.id}/journal`, `/organizations/${mine.id}/audit`]) {
    expect(await ask(path), path).toMatchObject({ status: 200 })
  }
  for (const path of [`/wallets/${theirIds.Wallet}/journal`, `/organizations/${theirs.id}/audit`]) {
    expect(await ask(path), path).toMatchObject({ status: 404 })
  }
  for (const path of [
    `/organizations/${mine.id}/export`,
    '/platform/audit',
    `/simulations/${theirIds.Simulation}/organizations`,
  ]) {
    expect(await ask(path), path).toMatchObject({ status: 403 })
  }
  const before = await holdfast.holdfast.app.prisma.task.count()
  const json = { 'content-type': 'application/json' }
  for (const [method, path] of [
    ['POST', '/api/v1/generate'],
    ['PUT', '/uploads/x'],
    ['POST', '/callbacks/x'],
  ]) {
    const { status } = await ask(path as string, { method, headers: json, body: '{}' })
    expect([401, 404], path).toContain(status)
  }
  expect(await holdfast.holdfast.app.prisma.task.count()).toBe(before)
})
