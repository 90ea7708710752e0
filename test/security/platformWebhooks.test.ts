// The platform's own webhook endpoints and their deliveries: no customer sees, changes or ends one, by any door. What a customer
// gets for their ids is what ids of nothing get.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  CreateApiKey,
  CreatePlatformKey,
  CreatePlatformWebhookEndpoint,
  PlatformWebhookEndpoints,
  TestWebhookEndpoint,
} from '../support/operations.ts'
import { EXPECTED, everyId, type Ids, randomParts } from './doors.ts'

let holdfast: TestHoldfast
let organization: TestOrganization
let callers: Record<string, Client>
/** Of the platform. */
let ids: Ids
/** Of nothing. */
let nothing: Ids

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  organization = await holdfast.organization()
  const { owner, admin, member, viewer } = organization
  const { createApiKey } = await owner.run(CreateApiKey, {
    input: { name: 'key', scopes: ['READ', 'SUBMIT', 'ADMIN'], ofOrganization: true },
  })
  if (createApiKey?.__typename !== 'CreateApiKeySuccess') throw new Error(JSON.stringify(createApiKey))
  callers = { owner, admin, member, viewer, key: holdfast.client(createApiKey.secret) }
  const input = { url: 'https://hooks.example/platform', organizationId: organization.id }
  const { createPlatformWebhookEndpoint: made } = await holdfast.operator.run(CreatePlatformWebhookEndpoint, { input })
  if (made?.__typename !== 'CreatePlatformWebhookEndpointSuccess') throw new Error(JSON.stringify(made))
  const { id } = made.webhookEndpoint
  const { testWebhookEndpoint: tested } = await holdfast.operator.run(TestWebhookEndpoint, { id })
  if (tested?.__typename !== 'TestWebhookEndpointSuccess') throw new Error(JSON.stringify(tested))
  const every = await everyId(holdfast, organization)
  ids = { ...every, WebhookEndpoint: id, WebhookDelivery: tested.delivery.id }
  nothing = {
    ...every,
    WebhookEndpoint: encodeGlobalId('WebhookEndpoint', randomParts('WebhookEndpoint')),
    WebhookDelivery: encodeGlobalId('WebhookDelivery', randomParts('WebhookDelivery')),
  }
})
afterAll(() => holdfast.stop())

async function stateOfAll() {
  const { platformWebhookEndpoints } = await holdfast.operator.run(PlatformWebhookEndpoints)
  return platformWebhookEndpoints.map(({ id, url, state, events, deliveries }) => ({
    ...{ id, url, state, events },
    deliveries: deliveries.edges.length,
  }))
}

async function answer(client: Client, field: string, of: Ids): Promise<string> {
  const [type = '', name = ''] = field.split('.')
  const selection = type === 'Mutation' ? '{ __typename ... on Error { code message } }' : '{ __typename }'
  const { data, errors } = await client.send(
    `${type.toLowerCase()} { ${name}${EXPECTED[field]?.[2](of) ?? ''} ${selection} }`,
  )
  return JSON.stringify({ data, errors: errors?.map(({ message, extensions }) => [message, extensions?.code]) })
}

test('every door that takes an endpoint or a delivery answers as for one that does not exist', async () => {
  const before = await stateOfAll()
  const doors = Object.keys(EXPECTED).filter((field) => EXPECTED[field]?.[2](ids) !== EXPECTED[field]?.[2](nothing))
  expect(doors.length).toBeGreaterThanOrEqual(5)
  const wrong: string[] = []
  for (const field of doors) {
    for (const [who, client] of Object.entries(callers)) {
      const [told, none] = [await answer(client, field, ids), await answer(client, field, nothing)]
      if (told !== none) wrong.push(`${who} ${field}: ${told} | ${none}`)
    }
  }
  expect(wrong).toEqual([])
  expect(await stateOfAll()).toEqual(before)
})

test('no list and no id shows them, and nobody but a platform key with ORGANIZATIONS makes or lists them', async () => {
  for (const [who, client] of Object.entries(callers)) {
    for (const id of [ids.WebhookEndpoint, ids.WebhookDelivery]) {
      const { data } = await client.send<{ node: object | null }, unknown>(`{ node(id: "${id}") { __typename } }`)
      expect(data?.node, who).toBeNull()
    }
    const { data } = await client.send<unknown, unknown>(
      '{ organization { webhookEndpoints { url } audit(first: 100) { edges { node { action } } } } }',
    )
    expect(JSON.stringify(data), who).not.toContain('/platform')
    expect(JSON.stringify(data), who).not.toContain('createPlatformWebhookEndpoint')
  }
  const platformKey = async (scopes: readonly ('READ' | 'KEYS' | 'GRANT' | 'CATALOGUE' | 'SETTLE' | 'SUBMIT')[]) => {
    const { createPlatformKey } = await holdfast.operator.run(CreatePlatformKey, {
      input: { name: 'limited', scopes: [...scopes] },
    })
    if (createPlatformKey?.__typename !== 'CreatePlatformKeySuccess') throw new Error('refused')
    return holdfast.client(createPlatformKey.secret)
  }
  const limited = await platformKey(['READ', 'KEYS', 'GRANT', 'CATALOGUE', 'SETTLE', 'SUBMIT'])
  for (const client of [...Object.values(callers), limited]) {
    for (const field of ['Query.platformWebhookEndpoints', 'Mutation.createPlatformWebhookEndpoint']) {
      expect(await answer(client, field, ids)).toContain('FORBIDDEN')
    }
  }
  expect(await answer(limited, 'Mutation.endWebhookEndpoint', ids)).toContain('FORBIDDEN')
  const { data } = await limited.send<{ node: object | null }, unknown>(`{ node(id: "${ids.WebhookEndpoint}") { id } }`)
  expect(data?.node).toBeNull()
})

test('an endpoint cannot be made for the platform by the mutation of organizations', async () => {
  const platform = encodeGlobalId('Organization', '00000000-0000-0000-0000-000000000000')
  const made = (client: Client) =>
    client.send<unknown, unknown>(
      `mutation { createWebhookEndpoint(input: { organizationId: "${platform}", url: "https://hooks.example/", events: [TASK_ENDED] }) { __typename ... on Error { code } } }`,
    )
  for (const client of [organization.owner, holdfast.operator]) {
    expect((await made(client)).data).toMatchObject({ createWebhookEndpoint: { code: 'NOT_FOUND' } })
  }
})
