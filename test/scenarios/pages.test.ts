// Every connection of the schema, read page by page, both ways, while rows leave it or are added: each row that stays is read
// exactly once, and hasNextPage and hasPreviousPage are true exactly where there is such a page. A connection that has no
// line here fails the first test.

import { getNamedType, isObjectType } from 'graphql'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeGlobalId, splitTenantId } from '../../src/graphql/ids.ts'
import { loadBuiltIn } from '../../src/pricing/catalogue.ts'
import { schema } from '../../src/server/schema.ts'
import type { Client } from '../support/client.ts'
import { askForExport } from '../support/exports.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { addMail } from '../support/mails.ts'
import { Grant, PlatformKeys, SetSpendingPolicy, Submit, SubmitMany } from '../support/operations.ts'
import { ask, CancelSimulation, simulationIds } from '../support/simulations.ts'

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ privateWebhooks: true })
  // Plans.
  await loadBuiltIn(holdfast.holdfast.app, 'artlist')
})
afterAll(() => holdfast.stop())

const ROWS = 14
const SIZE = 3
const FIELDS = 'edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }'

interface Connection {
  readonly edges: { readonly cursor: string; readonly node: { readonly id: string } }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

/** A list to read. */
interface List {
  readonly client: Client
  /** A query of a page with these arguments. */
  readonly query: (page: string) => string
  /** Takes these out of the list. Absent where nothing ever leaves it. */
  readonly leave?: (id: string) => Promise<unknown>
  /** Adds a row. */
  readonly add: () => Promise<unknown>
}

/** Per connection: an organization with such a list of ROWS rows or more. */
async function openRun(member: Client): Promise<string> {
  const { data } = await member.send<{ openRun: { run: { id: string } } }, unknown>(
    'mutation { openRun(input: { name: "pages", limit: 10000 }) { ... on OpenRunSuccess { run { id } } } }',
  )
  return data?.openRun.run.id ?? ''
}

/** Starts and confirms a payment by hand. */
async function addPayment(owner: Client, reference: string): Promise<unknown> {
  const input = `packId: "${await packOfPages()}", provider: MANUAL`
  const { data } = await owner.send<{ startPurchase: { payment: { id: string } } }, unknown>(
    `mutation { startPurchase(input: { ${input} }) { ... on StartPurchaseSuccess { payment { id } } } }`,
  )
  const paid = `received: { amount: 100, currency: "USD" }, reference: "${reference}"`
  const paymentId = data?.startPurchase.payment.id
  return done(holdfast.operator, 'confirmManualPayment', `input: { paymentId: "${paymentId}", ${paid} }`)
}

let pack: Promise<string> | null = null
function packOfPages(): Promise<string> {
  const input = `name: "pages", title: "x", price: { amount: 100, currency: "USD" }, credits: [{ creditType: "music", credits: 1 }]`
  pack ??= holdfast.operator
    .send<{ createCreditPack: { creditPack: { id: string } } }, unknown>(
      `mutation { createCreditPack(input: { ${input} }) { ... on CreateCreditPackSuccess { creditPack { id } } } }`,
    )
    .then(({ data }) => data?.createCreditPack.creditPack.id ?? '')
  return pack
}

const LISTS: Readonly<Record<string, (organization: TestOrganization) => Promise<List>>> = {
  'Query.platformKeys': async () => {
    const add = () => done(holdfast.operator, 'createPlatformKey', 'input: { name: "Pages", scopes: [READ] }')
    // The operator's own key stays.
    const { platformKeys } = await holdfast.operator.run(PlatformKeys, {})
    const own = new Set(platformKeys?.edges.map(({ node }) => node.id))
    await times(ROWS, add)
    return {
      client: holdfast.operator,
      query: (page) => `{ platformKeys(${page}) { ${FIELDS} } }`,
      leave: async (id) => {
        if (!own.has(id)) await done(holdfast.operator, 'revokePlatformKey', `input: { platformKeyId: "${id}" }`)
      },
      add,
    }
  },
  'Query.platformAudit': async () => {
    // Other tests create platform keys, too.
    const from = new Date().toISOString()
    const add = () => done(holdfast.operator, 'createPlatformKey', 'input: { name: "Audit", scopes: [READ] }')
    await times(ROWS, add)
    const query = (page: string) =>
      `{ platformAudit(filter: { action: "createPlatformKey", from: "${from}" }, ${page}) { ${FIELDS} } }`
    return { client: holdfast.operator, query, add }
  },
  'Query.exports': async ({ admin }) => {
    const add = async () => {
      const id = await askForExport(admin, { kind: 'TASKS', format: 'CSV' })
      await done(admin, 'cancelExport', `input: { exportId: "${id}" }`).catch(() => {})
    }
    await times(ROWS, add)
    return { client: admin, query: (page) => `{ exports(${page}) { ${FIELDS} } }`, add }
  },
  'Query.simulations': async () => {
    // Those of other tests.
    await holdfast.holdfast.app.prisma.simulation.deleteMany()
    const range = { from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' }
    const add = async () => {
      const id = await ask(holdfast.operator, { source: { name: 'sunor' }, ...range })
      await holdfast.operator.run(CancelSimulation, { id })
    }
    await times(ROWS, add)
    return { client: holdfast.operator, query: (page) => `{ simulations(${page}) { ${FIELDS} } }`, add }
  },
  'Simulation.organizations': async () => {
    await times(ROWS, async () => (await holdfast.organization()).member.run(Submit, { input: song }))
    const { Simulation: id } = await simulationIds(holdfast)
    const query = (page: string) => `{ simulation(id: "${id}") { organizations(${page}) { ${FIELDS} } } }`
    // A result never changes.
    return { client: holdfast.operator, query, add: async () => {} }
  },
  'Query.organizations': async () => {
    const name = `Pages ${uuidv7()}`
    const add = () => done(holdfast.operator, 'createOrganization', `input: { name: ${JSON.stringify(name)} }`)
    await times(ROWS, add)
    return {
      client: holdfast.operator,
      query: (page) =>
        `{ organizations(filter: { name: ${JSON.stringify(name)}, status: ACTIVE }, ${page}) { ${FIELDS} } }`,
      leave: (id) => done(holdfast.operator, 'suspendOrganization', `input: { organizationId: "${id}", reason: "x" }`),
      add,
    }
  },
  'Query.payments': async () => {
    const { owner } = await holdfast.organization()
    const reference = uuidv7()
    const add = () => addPayment(owner, reference)
    await times(ROWS, add)
    const query = (page: string) => `{ payments(filter: { reference: "${reference}" }, ${page}) { ${FIELDS} } }`
    return { client: holdfast.operator, query, add }
  },
  'Query.receipts': async () => {
    const { id, owner } = await holdfast.organization()
    const add = () => addPayment(owner, 'receipts')
    await times(ROWS, add)
    const query = (page: string) =>
      `{ receipts(filter: { organizationId: "${id}", kind: RECEIPT }, ${page}) { ${FIELDS} } }`
    return { client: holdfast.operator, query, add }
  },
  'Organization.payments': async ({ owner }) => {
    const add = () => addPayment(owner, 'pages')
    await times(ROWS, add)
    return {
      client: owner,
      query: (page) => `{ organization { payments(filter: { status: PAID }, ${page}) { ${FIELDS} } } }`,
      leave: (id) => done(holdfast.operator, 'refundPayment', `input: { paymentId: "${id}", reason: "x" }`),
      add,
    }
  },
  'Organization.members': async ({ id: organizationId, admin }) => {
    const add = () =>
      done(holdfast.operator, 'addMember', `input: { organizationId: "${organizationId}", name: "X", role: MEMBER }`)
    await times(ROWS, add)
    return {
      client: admin,
      query: (page) => `{ organization { members(${page}) { ${FIELDS} } } }`,
      // The admin who reads stays.
      leave: (id) => admin.send(`mutation { removeMember(input: { memberId: "${id}" }) { __typename } }`),
      add,
    }
  },
  'Organization.apiKeys': async ({ admin, owner }) => {
    const add = () => done(owner, 'createApiKey', 'input: { name: "X", scopes: [READ] }')
    await times(ROWS, add)
    return {
      client: admin,
      query: (page) => `{ organization { apiKeys(${page}) { ${FIELDS} } } }`,
      leave: async (id) => {
        const { data } = await admin.send<{ node: { name: string } }, unknown>(
          `{ node(id: "${id}") { ... on ApiKey { name } } }`,
        )
        // Not those with which this test works.
        if (data?.node.name === 'X') await done(owner, 'revokeApiKey', `input: { apiKeyId: "${id}" }`)
      },
      add,
    }
  },
  'Organization.invitations': async ({ admin }) => {
    const add = () => done(admin, 'createInvitation', 'input: { role: MEMBER }')
    await times(ROWS, add)
    return {
      client: admin,
      query: (page) => `{ organization { invitations(${page}) { ${FIELDS} } } }`,
      leave: (id) => done(admin, 'revokeInvitation', `input: { invitationId: "${id}" }`),
      add,
    }
  },
  'Organization.mails': async ({ admin, uuid }) => {
    const add = () => addMail(holdfast, uuid)
    await times(ROWS, add)
    return {
      client: admin,
      query: (page) => `{ organization { mails(filter: { kind: STATEMENT }, ${page}) { ${FIELDS} } } }`,
      add,
    }
  },
  'Organization.audit': async ({ admin }) => {
    const add = () => done(admin, 'updateOrganization', `input: { name: "${uuidv7()}" }`)
    await times(ROWS, add)
    return {
      client: admin,
      query: (page) => `{ organization { audit(filter: { action: "updateOrganization" }, ${page}) { ${FIELDS} } } }`,
      add,
    }
  },
  'Organization.tasks': async ({ admin, member }) => {
    await admin.run(SetSpendingPolicy, { input: { approvalAbove: 9 } })
    await member.run(SubmitMany, { inputs: Array.from({ length: ROWS }, () => song) })
    return {
      client: admin,
      query: (page) => `{ organization { tasks(filter: { waitingForApproval: true }, ${page}) { ${FIELDS} } } }`,
      leave: (id) => done(admin, 'approveTask', `input: { taskId: "${id}" }`),
      add: () => member.run(Submit, { input: song }),
    }
  },
  'Query.tasks': async ({ id, admin, member }) => {
    await admin.run(SetSpendingPolicy, { input: { approvalAbove: 9 } })
    await member.run(SubmitMany, { inputs: Array.from({ length: ROWS }, () => song) })
    return {
      client: holdfast.operator,
      query: (page) =>
        `{ tasks(organizationId: "${id}", filter: { waitingForApproval: true }, ${page}) { ${FIELDS} } }`,
      leave: (task) => done(admin, 'approveTask', `input: { taskId: "${task}" }`),
      add: () => member.run(Submit, { input: song }),
    }
  },
  'Organization.creditRequests': async ({ id, owner, admin, member, otherMember }) => {
    // A member has ten open requests at most.
    const askers = [owner, admin, member, otherMember]
    let asked = 0
    const ask = (client: Client) =>
      done(client, 'requestCredits', 'input: { creditType: "music", credits: 1, reason: "x" }')
    const add = () => ask(askers[asked++ % askers.length] as Client)
    await times(ROWS, add)
    return {
      client: holdfast.operator,
      query: (page) =>
        `{ organization(id: "${id}") { creditRequests(filter: { status: OPEN }, ${page}) { ${FIELDS} } } }`,
      leave: (creditRequestId) =>
        done(admin, 'decideCreditRequest', `input: { creditRequestId: "${creditRequestId}", decision: DECLINE }`),
      add,
    }
  },
  'Organization.budgets': async ({ admin }) => {
    let limit = 5
    const add = () => done(admin, 'createBudget', `input: { period: DAY, limit: ${limit++} }`)
    await times(ROWS, add)
    return {
      client: admin,
      query: (page) => `{ organization { budgets(${page}) { ${FIELDS} } } }`,
      leave: (id) => done(admin, 'endBudget', `input: { budgetId: "${id}" }`),
      add,
    }
  },
  'Organization.alerts': async ({ admin, uuid: organizationId }) => {
    const { alert } = holdfast.holdfast.app.prisma
    const common = { organizationId, kind: 'BALANCE_LOW', message: 'x', createdAt: new Date() } as const
    const add = () => alert.create({ data: { ...common, id: uuidv7() } })
    await times(ROWS, add)
    return {
      client: admin,
      query: (page) => `{ organization { alerts(${page}) { ${FIELDS} } } }`,
      leave: (id) => alert.deleteMany({ where: rowOf(id) }),
      add,
    }
  },
  'Organization.balanceThresholds': async ({ admin }) => {
    let credits = 0
    const add = () => done(admin, 'createBalanceThreshold', `input: { credits: ${++credits} }`)
    await times(ROWS, add)
    return {
      client: admin,
      query: (page) => `{ organization { balanceThresholds(${page}) { ${FIELDS} } } }`,
      leave: (id) => done(admin, 'endBalanceThreshold', `input: { balanceThresholdId: "${id}" }`),
      add,
    }
  },
  'Organization.subscriptions': async ({ admin, id: organizationId }) => {
    const { data } = await admin.send<{ plans: { name: string }[] }, unknown>('{ plans { name } }')
    const plan = data?.plans[0]?.name
    const add = async () => {
      const of = `organizationId: "${organizationId}"`
      await done(holdfast.operator, 'startSubscription', `input: { ${of}, plan: "${plan}" }`)
      await done(holdfast.operator, 'cancelSubscription', `input: { ${of}, atPeriodEnd: false }`)
    }
    await times(ROWS, add)
    return { client: admin, query: (page) => `{ organization { subscriptions(${page}) { ${FIELDS} } } }`, add }
  },
  'Wallet.lots': async ({ admin, id: organizationId }) => {
    const add = () => holdfast.operator.run(Grant, { input: { organizationId, credits: 5 } })
    await times(ROWS, add)
    return {
      client: admin,
      query: (page) => `{ organization { wallet { lots(open: true, ${page}) { ${FIELDS} } } } }`,
      leave: async (id) => {
        await done(holdfast.operator, 'openDispute', `input: { lotId: "${id}", reason: "x" }`)
        await done(holdfast.operator, 'closeDispute', `input: { lotId: "${id}", outcome: LOST, reason: "x" }`)
      },
      add,
    }
  },
  'Wallet.openHolds': async ({ admin, member }) => {
    await member.run(SubmitMany, { inputs: Array.from({ length: ROWS }, () => song) })
    return {
      client: admin,
      query: (page) => `{ organization { wallet { openHolds(${page}) { ${FIELDS} } } } }`,
      leave: async (id) => {
        const { data } = await admin.send<{ node: { task: { id: string } } }, unknown>(
          `{ node(id: "${id}") { ... on Hold { task { id } } } }`,
        )
        await done(admin, 'cancelTask', `input: { taskId: "${data?.node.task.id}" }`)
      },
      add: () => member.run(Submit, { input: song }),
    }
  },
  'Organization.holds': async ({ admin, id: organizationId }) => {
    const add = () =>
      done(holdfast.operator, 'freezeCredits', `input: { organizationId: "${organizationId}", credits: 1 }`)
    await times(ROWS, add)
    return {
      client: admin,
      query: (page) => `{ organization { holds(filter: { statuses: [OPEN] }, ${page}) { ${FIELDS} } } }`,
      leave: (id) => done(holdfast.operator, 'releaseCredits', `input: { holdId: "${id}" }`),
      add,
    }
  },
  'Organization.runs': async ({ member }) => {
    const add = () => done(member, 'openRun', 'input: { name: "x", limit: 5 }')
    await times(ROWS, add)
    return { client: member, query: (page) => `{ organization { runs(${page}) { ${FIELDS} } } }`, add }
  },
  'Run.parts': async ({ member }) => {
    const id = await openRun(member)
    const add = () => done(member, 'openRun', `input: { name: "x", limit: 5, parentId: "${id}" }`)
    await times(ROWS, add)
    return {
      client: member,
      query: (page) => `{ node(id: "${id}") { ... on Run { parts(${page}) { ${FIELDS} } } } }`,
      add,
    }
  },
  'Run.holds': async ({ member }) => {
    const runId = await openRun(member)
    const add = () => member.run(Submit, { input: { ...song, runId } })
    await times(ROWS, add)
    return {
      client: member,
      query: (page) => `{ node(id: "${runId}") { ... on Run { holds(${page}) { ${FIELDS} } } } }`,
      add,
    }
  },
  'Wallet.journal': async ({ admin, id: organizationId }) => {
    const add = () => holdfast.operator.run(Grant, { input: { organizationId, credits: 1 } })
    await times(ROWS, add)
    return { client: admin, query: (page) => `{ organization { wallet { journal(${page}) { ${FIELDS} } } } }`, add }
  },
  'WebhookEndpoint.deliveries': async (organization) => {
    const { admin } = organization
    const input = '{ url: "http://127.0.0.1:9/", events: [LOT_EXPIRING] }'
    const { data } = await admin.send<{ createWebhookEndpoint: { webhookEndpoint: { id: string } } }, unknown>(
      `mutation { createWebhookEndpoint(input: ${input}) { ... on CreateWebhookEndpointSuccess { webhookEndpoint { id } } } }`,
    )
    const endpointId = data?.createWebhookEndpoint.webhookEndpoint.id ?? ''
    return {
      client: admin,
      query: (page) => `{ node(id: "${endpointId}") { ... on WebhookEndpoint { deliveries(${page}) { ${FIELDS} } } } }`,
      ...(await deliveries({ endpointId: rowOf(endpointId).id, ...ofOrganization(organization) })),
    }
  },
  'Task.webhookDeliveries': async (organization) => {
    const { submitTask } = await organization.member.run(Submit, { input: song })
    const taskId = submitTask?.__typename === 'SubmitTaskSuccess' ? submitTask.task.id : ''
    return {
      client: organization.admin,
      query: (page) => `{ node(id: "${taskId}") { ... on Task { webhookDeliveries(${page}) { ${FIELDS} } } } }`,
      ...(await deliveries({ taskId: rowOf(taskId).id, url: 'http://127.0.0.1:9/', ...ofOrganization(organization) })),
    }
  },
}

const song = { model: 'suno', operation: 'music' }

const ofOrganization = ({ uuid: organizationId }: TestOrganization) => ({ organizationId })
const rowOf = (id: string) => splitTenantId(decodeGlobalId(id).id)

/** Deliveries that have ended, several of them at the same millisecond. */
async function deliveries(of: { organizationId: string; endpointId?: string; taskId?: string; url?: string }) {
  const { webhookDelivery } = holdfast.holdfast.app.prisma
  const from = Date.now()
  let made = 0
  const add = () => {
    const id = uuidv7()
    const at = new Date(from + Math.floor(made++ / 4))
    const sent = { messageId: id, event: 'task.ended', body: '{}', status: 'SUCCEEDED', attempts: 1 } as const
    return webhookDelivery.create({ data: { ...of, ...sent, id, createdAt: at, endedAt: new Date() } })
  }
  await times(ROWS, add)
  return { add, leave: (id: string) => webhookDelivery.deleteMany({ where: rowOf(id) }) }
}

async function times(count: number, work: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < count; i++) await work()
}

/** Does what must succeed. */
async function done(client: Client, mutation: string, args: string): Promise<void> {
  const { data, errors } = await client.send<Record<string, { code?: string }>, unknown>(
    `mutation { ${mutation}(${args}) { __typename ... on Error { code message } } }`,
  )
  if (errors || data?.[mutation]?.code) throw new Error(JSON.stringify(errors ?? data))
}

/** The connection in an answer, however deep. */
async function read({ client, query }: List, page: string): Promise<Connection> {
  const { data, errors } = await client.send<object, unknown>(query(page))
  if (errors) throw new Error(JSON.stringify(errors))
  let found: object | null = data
  while (found && !('edges' in found)) found = Object.values(found)[0] as object
  return found as Connection
}

async function readAll(list: List): Promise<string[]> {
  const { edges, pageInfo } = await read(list, 'first: 100')
  expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false })
  return edges.map(({ node }) => node.id)
}

/** Reads page by page. After each page the cursor's row leaves, one that was read, and one that wasn't; and one is added. */
async function walk(list: List, way: 'forward' | 'backward'): Promise<void> {
  const begun = await readAll(list)
  expect(begun.length).toBeGreaterThanOrEqual(ROWS)
  /** In the order of reading. */
  const order = way === 'forward' ? begun : begun.toReversed()
  const seen: string[] = []
  let cursor: string | null = null
  for (let isMore = true; isMore; ) {
    const [size, from] = way === 'forward' ? ['first', 'after'] : ['last', 'before']
    const present = await readAll(list)
    const { edges, pageInfo }: Connection = await read(
      list,
      `${size}: ${SIZE}${cursor ? `, ${from}: "${cursor}"` : ''}`,
    )
    const ids = edges.map(({ node }) => node.id)
    const page = way === 'forward' ? ids : ids.toReversed()
    const lastRead = cursor === null ? -1 : order.indexOf(seen.at(-1) ?? '')
    // Rows that were added meanwhile come at the end of the list or at its beginning.
    const ahead = way === 'forward' ? present : present.toReversed()
    const rest = ahead.filter((id) =>
      order.includes(id) ? order.indexOf(id) > lastRead : ahead.indexOf(id) > ahead.findLastIndex(isOld),
    )
    function isOld(id: string): boolean {
      return order.includes(id)
    }
    expect(page).toEqual(rest.slice(0, SIZE))
    isMore = way === 'forward' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage
    expect(isMore).toBe(rest.length > SIZE)
    const isBehind = way === 'forward' ? pageInfo.hasPreviousPage : pageInfo.hasNextPage
    expect(isBehind).toBe(cursor !== null && present.length > rest.length)
    expect(pageInfo.startCursor).toBe(edges.at(0)?.cursor ?? null)
    expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null)
    seen.push(...page)
    cursor = (way === 'forward' ? pageInfo.endCursor : pageInfo.startCursor) ?? cursor
    if (seen.length > ROWS * 2) throw new Error('the walk does not end')
    const unread = rest.slice(SIZE)
    for (const id of new Set([page.at(-1), page[0], unread[1]])) if (id && list.leave) await list.leave(id)
    if (seen.length === SIZE) await list.add()
  }
  expect(new Set(seen).size).toBe(seen.length)
  const stayed = (await readAll(list)).filter((id) => begun.includes(id))
  expect(stayed.filter((id) => !seen.includes(id))).toEqual([])
}

test('the list of connections in this test has every connection of the schema', () => {
  const connections = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'))
    .map(({ type, field }) => `${type.name}.${field.name}`)
  expect(connections.length).toBeGreaterThan(10)
  expect(Object.keys(LISTS).sort()).toEqual(connections.sort())
})

describe.each(Object.keys(LISTS))('%s', (name) => {
  test.each(['forward', 'backward'] as const)('a walk %s finds every row that stays exactly once', async (way) => {
    const list = await LISTS[name]?.(await holdfast.organization())
    await walk(list as List, way)
  })
})

test('approving all waiting tasks, page by page, approves 25 of 25', async () => {
  const { admin, member } = await holdfast.organization()
  await admin.run(SetSpendingPolicy, { input: { approvalAbove: 9 } })
  await member.run(SubmitMany, { inputs: Array.from({ length: 25 }, () => song) })
  let approved = 0
  let after = ''
  for (let isMore = true; isMore; ) {
    const page = `{ organization { tasks(filter: { waitingForApproval: true }, first: 10 ${after}) { ${FIELDS} } } }`
    const { data } = await admin.send<{ organization: { tasks: Connection } }, unknown>(page)
    const { edges, pageInfo } = (data as NonNullable<typeof data>).organization.tasks
    for (const { node } of edges) await done(admin, 'approveTask', `input: { taskId: "${node.id}" }`)
    approved += edges.length
    isMore = pageInfo.hasNextPage
    after = `after: "${pageInfo.endCursor}"`
  }
  expect(approved).toBe(25)
})

test('after and before together bound a page from both sides', async () => {
  const { admin } = await holdfast.organization()
  let limit = 5
  await times(9, () => done(admin, 'createBudget', `input: { period: DAY, limit: ${limit++} }`))
  const list: List = {
    client: admin,
    query: (page) => `{ organization { budgets(${page}) { ${FIELDS} } } }`,
    add: async () => {},
  }
  const { edges } = await read(list, 'first: 100')
  const bounds = `after: "${edges[1]?.cursor}", before: "${edges[6]?.cursor}"`
  const idsOf = ({ edges }: Connection) => edges.map(({ node }) => node.id)
  const all = edges.map(({ node }) => node.id)
  const first = await read(list, `first: 3, ${bounds}`)
  expect(idsOf(first)).toEqual(all.slice(2, 5))
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
  const last = await read(list, `last: 3, ${bounds}`)
  expect(idsOf(last)).toEqual(all.slice(3, 6))
  expect(last.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
  expect(idsOf(await read(list, `first: 100, ${bounds}`))).toEqual(all.slice(2, 6))
})

/** The lists with a maximum say how long they are. */
test.each(['members', 'invitations', 'budgets', 'balanceThresholds'])('%s has a total count', async (name) => {
  const organization = await holdfast.organization()
  const list = await LISTS[`Organization.${name}`]?.(organization)
  if (!list) throw new Error(`no list ${name}`)
  const all = await readAll(list)
  const query = `{ organization { ${name}(first: 1) { totalCount edges { node { id } } } } }`
  const { data, errors } = await organization.admin.send(query)
  expect(errors).toBe(undefined)
  expect(data).toEqual({
    organization: { [name]: { totalCount: all.length, edges: [{ node: { id: expect.any(String) } }] } },
  })
})

test('a cursor of another list, of another version or made up is refused with the name of the argument', async () => {
  const { admin } = await holdfast.organization()
  await done(admin, 'createBudget', 'input: { period: DAY, limit: 5 }')
  const list: List = {
    client: admin,
    query: (page) => `{ organization { budgets(${page}) { ${FIELDS} } } }`,
    add: async () => {},
  }
  const cursor = (await read(list, 'first: 1')).edges[0]?.cursor ?? ''
  const text = Buffer.from(cursor, 'base64url').toString()
  const forged = [
    ...['', 'x', '!', 'null', `${cursor}=`, ` ${cursor}`, cursor.slice(1), 'x'.repeat(300), 'R1BDOjE='],
    ...[text.replace(/^1/, '2'), text.replace('budgets', 'tasks'), `${text}|1`, text.replace(/[^|]*$/, "' OR 1=1")].map(
      (each) => Buffer.from(each).toString('base64url'),
    ),
  ]
  for (const each of forged) {
    for (const argument of ['after', 'before']) {
      const { errors } = await admin.send(list.query(`${argument}: ${JSON.stringify(each)}`))
      expect(errors?.[0], each).toMatchObject({
        message: expect.stringMatching(new RegExp(`^${argument} must be a cursor of Organization.budgets`)),
        extensions: { code: 'BAD_USER_INPUT', field: argument },
      })
    }
  }
  const elsewhere = await admin.send(`{ organization { tasks(after: "${cursor}") { edges { cursor } } } }`)
  expect(elsewhere.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' })
})
