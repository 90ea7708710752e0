// Guards and doors as one table. A guard is a rule that stops something wherever it could be done: seats, entitlement,
// suspension, maintenance, budgets, purchases beside a plan, a closed organization; and what limits a key: its scopes, its end
// and its networks. A door is a mutation or a live stream, or a vendor's balance API. For each guard the table says at which
// doors it refuses, which are tried here, and why it does not concern the others. A door that is new has no line and fails.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { makeKnown } from '../support/known.ts'
import { signUp } from '../support/people.ts'
import { EXPECTED, everyId, type Ids } from './doors.ts'

/** What the doors are about. */
const KINDS = {
  submits: 'submitTask submitTasks POST/api/v1/generate',
  quotes: 'createBindingQuote',
  steps:
    'approveTask cancelTask claimTasks completeTask completeTasks createTaskUpload declineTask extendLease failTask failTasks recordUpstreamCost reportTaskProgress returnTask startTask',
  holds:
    'closeHold extendHold freezeCredits freezeHolds growHold meter meterHolds openHold releaseCredits releaseHolds spendCredits spendHolds',
  runs: 'closeRun openRun updateRun',
  credits:
    'adjustCredits closeDispute grantCredits lockLot openDispute refundHold refundLot refundTask settleDebt setWalletPolicy unlockLot',
  requests: 'decideCreditRequest requestCredits withdrawCreditRequest',
  transfers: 'allocateCredits allocateEqually endAllocationRule reclaimCredits setAllocationRule transferCredits',
  subscriptions:
    'cancelSubscription downgradeSubscription markSubscriptionPaid markSubscriptionPastDue pauseSubscription reactivateSubscription resumeSubscription startSubscription undoSubscriptionChange upgradeSubscription',
  purchases: 'startPurchase',
  payments: 'cancelPayment confirmManualPayment refundPayment removePaymentMethod settlePayment',
  newMembers: 'acceptInvitation addMember createInvitation',
  members: 'updateMemberRole declineInvitation linkMember setMailPreference removeMember eraseMember revokeInvitation',
  keys: 'createApiKey revokeApiKey rotateApiKey',
  labels: 'updateLabels',
  webhooks:
    'updateWebhookEndpoint createWebhookEndpoint endWebhookEndpoint redeliverWebhook rotateTaskWebhookSecret rotateWebhookSecret testWebhookEndpoint',
  settings:
    'updateBudget createBalanceThreshold createBudget endAutoTopUp endBalanceThreshold endBudget removeOrganizationIssuer setOrganizationIssuer verifyIssuerDomain updateOrganization setAutoTopUp setBillingDetails setConcurrencyLimit setExpiryAlert setQuotas setRefundAllowance setSignInRequirement setSpendingPolicy',
  states: 'advanceClock closeOrganization resumeOrganization setMaintenance suspendOrganization',
  exports: 'cancelExport startExport',
  platform:
    'cancelSimulation createCreditPack createOrganization createPlatformKey createPlatformWebhookEndpoint createPriceRule endContractPrice endCreditPack loadCatalogue publishCheckpoint removeFacade removeSecondFactor revokePlatformKey rotatePlatformKey setFacade setHttpProvider setSellerDetails simulateCatalogue updateCreditPack',
  streams:
    'alertRaised balanceChanged canSubmit creditRequestUpdated events exportUpdated paymentUpdated runUpdated simulationUpdated taskUpdated tasksUpdated usageChanged walletsChanged',
} as const

type Kind = keyof typeof KINDS

interface Scene {
  readonly organization: TestOrganization
  readonly ids: Ids
  readonly plans: Readonly<Record<'now' | 'few' | 'most', string>>
}

interface Tried {
  /** Who tries it; the operator if absent. */
  readonly by?: (scene: Scene) => Client | Promise<Client>
  readonly field: (scene: Scene) => string | Promise<string>
}

interface Guard {
  /** The code of its refusal. */
  readonly code: string
  /** What has to be so for it to refuse. */
  readonly begin: (scene: Scene) => Promise<unknown>
  /** The doors where it refuses. */
  readonly refuses: Readonly<Record<string, Tried>>
  /** Why it does not concern the other doors, by their kind; a door of its own comes before its kind. */
  readonly others: Readonly<Partial<Record<Kind, string>> & Record<string, string>>
}

const SUBMIT = 'model: "suno", operation: "music", input: { prompt: "x" }'

const byAdmin = ({ organization }: Scene) => organization.admin
const byMember = ({ organization }: Scene) => organization.member
const asOperator = (name: string): Tried => ({ field: ({ ids }) => `${name}${EXPECTED[`Mutation.${name}`]?.[2](ids)}` })
const GENERATE = 'POST/api/v1/generate'

/** The three ways to submit, with the same refusal. */
const SUBMITS: Guard['refuses'] = {
  submitTask: { by: byMember, field: () => `submitTask(input: { ${SUBMIT} })` },
  submitTasks: { by: byMember, field: () => `submitTasks(input: { tasks: [{ ${SUBMIT} }] })` },
  [GENERATE]: { by: byMember, field: () => GENERATE },
}

/** The way to begin work that is metered. */
const HOLDS: Guard['refuses'] = {
  openHold: { by: byAdmin, field: () => `openHold(input: { ${SUBMIT}, maxCredits: 50 })` },
}

const NO_TASK = 'it submits no task'
const UNDER_WAY = 'what is under way goes on'
const NO_MEMBER = 'it makes nobody a member'

const BEGINS_NO_TASK: Guard['others'] = {
  quotes: 'a quote freezes nothing; submitting by it is refused',
  steps: UNDER_WAY,
  holds: 'it uses what is frozen, or is the platform’s own act, outside of tasks',
  runs: NO_TASK,
  credits: NO_TASK,
  requests: 'it is about credits; the task that it lets go is refused in the answer (test/scenarios/requests)',
  transfers: NO_TASK,
  subscriptions: NO_TASK,
  purchases: NO_TASK,
  payments: NO_TASK,
  newMembers: NO_TASK,
  members: NO_TASK,
  keys: NO_TASK,
  labels: NO_TASK,
  exports: NO_TASK,
  webhooks: NO_TASK,
  settings: NO_TASK,
  states: NO_TASK,
  platform: NO_TASK,
  streams: 'it reads',
}

const budgetOf = (limit: number) => `createBudget(input: { period: TOTAL, limit: ${limit} })`

const GUARDS: Readonly<Record<string, Guard>> = {
  seats: {
    code: 'SEATS_EXCEEDED',
    begin: () => Promise.resolve(),
    refuses: {
      addMember: asOperator('addMember'),
      createInvitation: asOperator('createInvitation'),
      acceptInvitation: {
        by: async () => (await signUp(holdfast, `seats${Math.random()}@example.com`)).client(),
        field: () => `acceptInvitation(input: { invitationSecret: "${invitation}" })`,
      },
      startSubscription: {
        field: async ({ plans }) => {
          const other = await holdfast.organization()
          return `startSubscription(input: { organizationId: "${other.id}", plan: "${plans.few}" })`
        },
      },
      startPurchase: {
        field: async ({ plans }) => {
          const other = await holdfast.organization()
          return `startPurchase(input: { organizationId: "${other.id}", plan: "${plans.few}", provider: MANUAL })`
        },
      },
      upgradeSubscription: {
        field: ({ organization: { id }, plans }) =>
          `upgradeSubscription(input: { organizationId: "${id}", plan: "${plans.most}" })`,
      },
      downgradeSubscription: {
        field: ({ organization: { id }, plans }) =>
          `downgradeSubscription(input: { organizationId: "${id}", plan: "${plans.few}" })`,
      },
    },
    others: {
      submits: 'it makes nobody a member',
      quotes: NO_MEMBER,
      steps: NO_MEMBER,
      holds: NO_MEMBER,
      runs: NO_MEMBER,
      credits: NO_MEMBER,
      requests: NO_MEMBER,
      payments: NO_MEMBER,
      transfers: NO_MEMBER,
      subscriptions: 'the plan stays, or was asked for its seats when it was chosen',
      members: NO_MEMBER,
      keys: NO_MEMBER,
      labels: NO_MEMBER,
      exports: NO_MEMBER,
      webhooks: NO_MEMBER,
      settings: NO_MEMBER,
      states: NO_MEMBER,
      platform: 'a new organization has no plan; plans don’t change under subscriptions',
      streams: 'it reads',
    },
  },
  entitlement: {
    code: 'NOT_ENTITLED',
    begin: () => Promise.resolve(),
    refuses: {
      submitTask: { by: byMember, field: () => 'submitTask(input: { model: "other", operation: "music" })' },
      submitTasks: {
        by: byMember,
        field: () => 'submitTasks(input: { tasks: [{ model: "other", operation: "music" }] })',
      },
      openHold: { by: byAdmin, field: () => 'openHold(input: { model: "other", operation: "music", maxCredits: 5 })' },
    },
    others: { ...BEGINS_NO_TASK, [GENERATE]: 'it submits one model, which the plan of this scene includes' },
  },
  suspension: {
    code: 'ORGANIZATION_SUSPENDED',
    begin: async ({ organization: { id, admin, member } }) => {
      await run('setSpendingPolicy(input: { approvalAbove: 0 })', admin)
      const { data } = await member.send<{ submitTask: { task: { id: string } } }, unknown>(
        `mutation { submitTask(input: { model: "own", operation: "music" }) { ... on SubmitTaskSuccess { task { id } } } }`,
      )
      waitingTask = data?.submitTask.task.id ?? ''
      await run(`suspendOrganization(input: { organizationId: "${id}", reason: "unpaid." })`)
    },
    refuses: {
      ...SUBMITS,
      approveTask: {
        by: ({ organization }) => organization.admin,
        field: () => `approveTask(input: { taskId: "${waitingTask}" })`,
      },
      ...HOLDS,
      freezeCredits: {
        by: byAdmin,
        field: ({ organization: { id } }) => `freezeCredits(input: { organizationId: "${id}", credits: 2 })`,
      },
      freezeHolds: {
        by: byAdmin,
        field: ({ organization: { id } }) => `freezeHolds(input: { holds: [{ organizationId: "${id}", credits: 2 }] })`,
      },
    },
    others: BEGINS_NO_TASK,
  },
  maintenance: {
    code: 'MAINTENANCE',
    begin: ({ organization: { id } }) => run(`setMaintenance(input: { organizationId: "${id}", reason: "moving." })`),
    refuses: { ...SUBMITS, ...HOLDS },
    others: BEGINS_NO_TASK,
  },
  budget: {
    code: 'BUDGET_EXCEEDED',
    begin: async ({ organization }) => {
      // What is frozen before counts in no budget; with a limit of one nothing more fits.
      const { data } = await holdfast.operator.send<{ freezeCredits: { hold: { id: string } } }, unknown>(
        `mutation { freezeCredits(input: { organizationId: "${organization.id}", credits: 1 }) { ... on FreezeCreditsSuccess { hold { id } } } }`,
      )
      expect(data?.freezeCredits.hold.id).toBeDefined()
      await run(budgetOf(1), organization.admin)
    },
    refuses: {
      ...SUBMITS,
      ...HOLDS,
      freezeCredits: {
        field: ({ organization: { id } }) => `freezeCredits(input: { organizationId: "${id}", credits: 2 })`,
      },
      freezeHolds: {
        field: ({ organization: { id } }) => `freezeHolds(input: { holds: [{ organizationId: "${id}", credits: 2 }] })`,
      },
    },
    others: {
      ...BEGINS_NO_TASK,
      quotes: 'a quote freezes nothing; it says by which budget submitting would be refused',
      steps: 'what is frozen counts already; more is asked of the budgets that it counts in (test/scenarios/budgets)',
      holds: 'what is frozen counts already; more is asked of the budgets that it counts in (test/scenarios/budgets)',
    },
  },
  purchases: {
    code: 'PURCHASE_NOT_ALLOWED',
    begin: () => Promise.resolve(),
    refuses: {
      grantCredits: {
        field: ({ organization: { id } }) =>
          `grantCredits(input: { organizationId: "${id}", credits: 1, kind: TOP_UP })`,
      },
      startPurchase: asOperator('startPurchase'),
    },
    others: {
      ...Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, 'it sells no credits'])),
      payments: 'who has paid gets what was allowed when it was bought',
    },
  },
  closed: {
    code: 'ENDED',
    begin: ({ organization: { id } }) => run(`closeOrganization(input: { organizationId: "${id}", reason: "over" })`),
    refuses: Object.fromEntries(
      [
        ...'submitTask submitTasks openHold openRun updateRun closeRun freezeCredits freezeHolds adjustCredits grantCredits setWalletPolicy startPurchase'.split(
          ' ',
        ),
        ...'allocateCredits allocateEqually reclaimCredits setAllocationRule transferCredits'.split(' '),
        ...KINDS.subscriptions.split(' '),
        ...KINDS.requests.split(' '),
        ...'addMember createInvitation updateMemberRole linkMember createApiKey rotateApiKey'.split(' '),
        ...'createWebhookEndpoint rotateTaskWebhookSecret'.split(' '),
        ...KINDS.settings.split(' '),
        ...KINDS.states.split(' '),
      ].map((name) => [name, asOperator(name)]),
    ),
    others: {
      [GENERATE]: 'nobody gets in: its keys are refused (ends.test.ts)',
      quotes: 'a quote freezes nothing; submitting by it is refused',
      steps: 'they wind up what was under way',
      holds: 'they wind up what was under way',
      credits: 'banks take back what was paid for after the end, too; locked credits stay as they are',
      transfers: 'ending a rule gives out nothing',
      payments: 'money that comes after the end is booked, and waits to be given back',
      newMembers: 'an invitation is over with its organization (test/scenarios/identity)',
      members: 'it lets nobody in',
      keys: 'a key that ends lets nobody in',
      exports: 'the platform may export what was',
      labels: 'it moves nothing, and an external id may have to be freed',
      webhooks: 'what happened before is still told, and may have to be repaired',
      platform: 'it is about no organization, or about prices that nobody can use any more',
      streams: 'nobody gets in: their keys are refused, and what is open ends (ends.test.ts)',
    },
  },
}

/** What sunoapi.org says of a refusal. */
const VENDOR_CODES: Readonly<Record<string, string>> = {
  ORGANIZATION_SUSPENDED: '400',
  MAINTENANCE: '455',
  BUDGET_EXCEEDED: '429',
}

let holdfast: TestHoldfast
let invitation: string
/** Of the scene in which tasks wait to be approved. */
let waitingTask: string
let scenes = 0

beforeAll(async () => {
  holdfast = await startTestHoldfast({
    catalogue: 'sunoapi',
    sessions: { signUp: true, oidc: null },
    trustedProxies: ['loopback'],
  })
})
afterAll(() => holdfast.stop())

/** Sends a mutation; its code, or null where it did what it does. */
async function run(field: string, by: Client = holdfast.operator): Promise<string | null> {
  const [, bulk] = /^((?:submit|complete|fail|freeze|meter|spend|release)(?:Task|Hold)s)\(/.exec(field) ?? []
  const type = bulk && `${bulk[0]?.toUpperCase()}${bulk.slice(1)}Success`
  const results = type ? `... on ${type} { results { ... on Error { code } } }` : ''
  const { data, errors } = await by.send<Record<string, { code?: string; results?: { code?: string }[] }>, unknown>(
    `mutation { ${field} { __typename ... on Error { code } ${results} } }`,
  )
  if (errors) throw new Error(`${field}: ${JSON.stringify(errors)}`)
  const [answer] = Object.values(data ?? {})
  return answer?.code ?? answer?.results?.[0]?.code ?? null
}

/** An organization with a subscription of five seats, all taken, to a plan of one model without purchases; and one of each node. */
async function newScene(): Promise<Scene> {
  const organization = await holdfast.organization()
  await makeKnown(holdfast.operator, { model: 'own' })
  const names = { now: `now-${++scenes}`, few: `few-${scenes}`, most: `most-${scenes}` }
  const plan = (name: string, seats: number, credits: number) =>
    `{ name: "${name}", title: "x", price: { amount: 100, currency: "USD" }, interval: "MONTH", credits: [{ creditType: "music", credits: ${credits} }], seats: ${seats}, models: ["suno", "own"], extraPurchases: false }`
  const made = await holdfast.operator.send<{ createInvitation: { secret: string } }, unknown>(
    `mutation { createInvitation(input: { organizationId: "${organization.id}", role: MEMBER }) { ... on CreateInvitationSuccess { secret } } }`,
  )
  invitation = made.data?.createInvitation.secret ?? ''
  const document = `{ name: "guards-${scenes}", description: "x", priceRules: [], plans: [${plan(names.now, 5, 100)}, ${plan(names.few, 2, 10)}, ${plan(names.most, 2, 1_000)}] }`
  await run(`loadCatalogue(input: { source: { document: ${document} } })`)
  await run(
    `createPriceRule(input: { provider: "x", model: "other", operation: "music", creditType: "music", credits: 1 })`,
  )
  const ids = await everyId(holdfast, organization)
  await run(`cancelSubscription(input: { organizationId: "${organization.id}", atPeriodEnd: false })`)
  expect(
    await run(`startSubscription(input: { organizationId: "${organization.id}", plan: "${names.now}" })`),
  ).toBeNull()
  return { organization, ids, plans: names }
}

async function tryDoor(scene: Scene, { by, field }: Tried): Promise<string | null> {
  const text = await field(scene)
  const client = (await by?.(scene)) ?? holdfast.operator
  if (text !== GENERATE) return run(text, client)
  const response = await fetch(`${holdfast.holdfast.url}/api/v1/generate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${client.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'x' }),
  })
  const { code } = (await response.json()) as { code: number }
  return code === 200 ? null : String(code)
}

/** What the operator is answered at a door. */
function sent({ ids }: Scene, door: string): Promise<unknown> {
  const args = EXPECTED[`Mutation.${door}`]?.[2](ids)
  return holdfast.operator.send(`mutation { ${door}${args} { __typename ... on Error { code } } }`)
}

/** These end what the others are tried on. */
const OF_THE_WHOLE = [
  'advanceClock',
  'resumeOrganization',
  'setMaintenance',
  'suspendOrganization',
  'closeOrganization',
]
const OTHER_MUTATIONS = Object.keys(EXPECTED)
  .filter((field) => field.startsWith('Mutation.'))
  .map((field) => field.replace('Mutation.', ''))
  .filter((door) => !OF_THE_WHOLE.includes(door))

test('every mutation and live stream has a line in the table of doors', () => {
  const doors = Object.values(KINDS).flatMap((names) => names.split(' '))
  const fields = Object.keys(EXPECTED).filter((field) => !field.startsWith('Query.'))
  expect(doors.sort()).toEqual([...fields.map((field) => field.replace(/^.*\./, '')), GENERATE].sort())
})

describe.each(Object.entries(GUARDS))('%s', (_name, { code, begin, refuses, others }) => {
  test('refuses at its doors, and says why it does not concern the others', async () => {
    for (const [kind, names] of Object.entries(KINDS)) {
      for (const door of names.split(' ')) {
        expect(door in refuses || (others[door] ?? others[kind]), `${door} has no line`).toBeTruthy()
      }
    }
    const scene = await newScene()
    await begin(scene)
    const wrong: string[] = []
    for (const [door, tried] of Object.entries(refuses)) {
      const answered = await tryDoor(scene, tried)
      const expected = door === GENERATE ? VENDOR_CODES[code] : code
      if (answered !== expected) wrong.push(`${door}: ${answered}`)
    }
    // The others are tried, too: whatever becomes of them, it is not this refusal. ENDED is said of much else.
    if (code !== 'ENDED') {
      for (const door of [...OTHER_MUTATIONS, ...OF_THE_WHOLE].filter((each) => !(each in refuses))) {
        if (JSON.stringify(await sent(scene, door)).includes(`"code":"${code}"`)) wrong.push(`${door} refuses, too`)
      }
    }
    expect(wrong).toEqual([])
  })
})

/** A key’s own limits are asked before any door: scopes at each field, an end and networks before the first. */
test('scopes, an end and networks of a key are asked at every door that is not for everybody', async () => {
  const { organization, ids } = await newScene()
  const key = async (input: string) => {
    const { data } = await organization.owner.send<
      { createApiKey: { secret: string; apiKey: { id: string } } },
      unknown
    >(
      `mutation { createApiKey(input: { name: "k", ${input} }) { ... on CreateApiKeySuccess { secret apiKey { id } } } }`,
    )
    return holdfast.client(data?.createApiKey.secret ?? '')
  }
  const soon = new Date(Date.now() + 1_000).toISOString()
  const refused: [Client, string][] = [
    [await key('scopes: [READ, SUBMIT, ADMIN], allowedAddresses: ["203.0.113.1"]'), 'KEY_ADDRESS'],
    [await key(`scopes: [READ, SUBMIT, ADMIN], expiresAt: "${soon}"`), 'KEY_EXPIRED'],
  ]
  await expect.poll(async () => (await refused[1]?.[0].send('{ viewer { isOperator } }'))?.errors?.length).toBe(1)
  const wrong: string[] = []
  for (const [field, [, , args]] of Object.entries(EXPECTED)) {
    const [type = '', name = ''] = field.split('.')
    if (type !== 'Mutation') continue
    const document = `mutation { ${name}${args(ids)} { __typename } }`
    for (const [client, reason] of refused) {
      const { errors } = await client.send(document)
      if (errors?.[0]?.extensions?.reason !== reason) wrong.push(`${name} ${reason}: ${JSON.stringify(errors)}`)
    }
  }
  expect(wrong).toEqual([])
})
