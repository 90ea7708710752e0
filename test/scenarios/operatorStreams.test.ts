// Live streams over all organizations: the operator names none, and follows tasks, balances and alerts of all, on any process.

import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Holdfast, startHoldfast } from '../../src/holdfast.ts'
import { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Complete, Grant, Submit } from '../support/operations.ts'

let holdfast: TestHoldfast
let second: Holdfast
/** The operator, on each of two processes. */
let here: Client
let elsewhere: Client

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  second = await startHoldfast({
    databaseUrl: holdfast.database.url,
    log: pino({ level: 'silent' }),
    host: '127.0.0.1',
    port: 0,
  })
  here = holdfast.operator
  elsewhere = new Client(second.url, here.key)
})
afterAll(async () => {
  await elsewhere.close()
  await second.stop()
  await holdfast.stop()
})

type Stream<Told> = ReturnType<typeof here.watch<Told, Record<string, unknown>>>
function watch<Told>(client: Client, subscription: string, variables: Record<string, unknown> = {}): Stream<Told> {
  return client.watch(subscription as never, variables as never) as never
}

async function submitted({ member }: TestOrganization): Promise<string> {
  const { submitTask } = await member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  return submitTask.task.id
}

const grant = (organizationId: string, credits: number) => here.run(Grant, { input: { organizationId, credits } })

interface Tasks {
  readonly tasksUpdated: { readonly id: string; readonly status: string; readonly sequence: number }
}
const TASKS =
  'subscription ($after: [TaskSequence!]) { tasksUpdated(after: $after) { id status sequence organization { id } } }'

test('tasks: first the open ones of all organizations, then each change; a client that reconnects gets what it missed', async () => {
  const [one, other] = [await holdfast.organization(), await holdfast.organization()]
  const open = [await submitted(one), await submitted(other)]
  const streams = [watch<Tasks>(here, TASKS), watch<Tasks>(elsewhere, TASKS)]
  for (const stream of streams) {
    const told = [(await stream.next()).tasksUpdated, (await stream.next()).tasksUpdated]
    expect(told.map(({ id }) => id)).toEqual(open)
  }
  const third = await submitted(one)
  await here.run(Complete, { input: { taskId: open[1] as string } })
  for (const stream of streams) {
    await stream.until(({ tasksUpdated: { id, status } }) => id === open[1] && status === 'SUCCEEDED')
    await stream.end()
  }
  // While the client is away, one of the known ends, and one is submitted and ends at once.
  await here.run(Complete, { input: { taskId: open[0] as string } })
  const missed = await submitted(other)
  await here.run(Complete, { input: { taskId: missed } })
  const after = [open[0], third].map((taskId) => ({ taskId, sequence: 1 }))
  const again = watch<Tasks>(here, TASKS, { after })
  const told = [(await again.next()).tasksUpdated, (await again.next()).tasksUpdated]
  expect(told.map(({ id, status }) => [id, status])).toEqual([
    [open[0], 'SUCCEEDED'],
    [missed, 'SUCCEEDED'],
  ])
  await again.end()
  await here.run(Complete, { input: { taskId: third } })
})

interface Balances {
  readonly walletsChanged: {
    readonly sequence: number
    readonly available: number
    readonly wallet: { readonly id: string; readonly organization: { readonly id: string } }
    readonly entry: { readonly credits: number } | null
  }
}
const BALANCES =
  'subscription ($after: [WalletSequence!]) { walletsChanged(after: $after) { sequence available wallet { id } entry { credits } } }'

test('balances: those of all organizations, then each entry, also of an organization that comes later', async () => {
  const one = await holdfast.organization({ credits: 500n })
  const streams = [watch<Balances>(here, BALANCES), watch<Balances>(elsewhere, BALANCES)]
  for (const stream of streams) await stream.until(({ walletsChanged }) => walletsChanged.available === 500)
  const later = await holdfast.organization({ credits: 0n })
  await grant(later.id, 7_001)
  await grant(one.id, 7_002)
  await grant(later.id, 7_003)
  const credits = ({ walletsChanged }: Balances) => walletsChanged.entry?.credits
  let walletId = ''
  for (const stream of streams) {
    const walletsChanged = (await stream.until((told) => credits(told) === 7_001)).at(-1)?.walletsChanged
    walletId = walletsChanged?.wallet.id ?? ''
    await stream.until((told) => credits(told) === 7_003)
    await stream.end()
  }
  // Of the wallet that is named, what was missed; of the others, their present state.
  const again = watch<Balances>(here, BALANCES, { after: [{ walletId, sequence: 1 }] })
  const walletsChanged = (await again.until((told) => credits(told) !== undefined)).at(-1)?.walletsChanged
  expect([walletsChanged?.wallet.id, walletsChanged?.entry?.credits]).toEqual([walletId, 7_003])
  await again.end()
})

interface Alerts {
  readonly alertRaised: { readonly id: string; readonly kind: string; readonly credits: number | null }
}
const ALERTS = 'subscription ($after: ID) { alertRaised(after: $after) { id kind credits } }'

test('alerts: of all organizations, in the order in which they were raised; from the last that the client has seen', async () => {
  const organizations = [await holdfast.organization({ credits: 100n }), await holdfast.organization({ credits: 100n })]
  for (const { admin } of organizations)
    await admin.send('mutation { createBalanceThreshold(input: { credits: 95 }) { __typename } }')
  const streams = [watch<Alerts>(here, ALERTS), watch<Alerts>(elsewhere, ALERTS)]
  const firsts = streams.map((stream) => stream.next())
  const following = (app: Holdfast) => app.app.bus.listenerCount('alert', '')
  await expect.poll(() => [following(holdfast.holdfast), following(second)]).toEqual([1, 1])
  for (const organization of organizations) await submitted(organization)
  const raised = await Promise.all(
    organizations.map(async ({ admin }) => {
      const { data } = await admin.send<{ organization: { alerts: { edges: { node: { id: string } }[] } } }, unknown>(
        '{ organization { alerts(first: 1) { edges { node { id } } } } }',
      )
      return data?.organization.alerts.edges[0]?.node.id
    }),
  )
  for (const [i, stream] of streams.entries()) {
    const told = [await firsts[i], await stream.next()].map((each) => each?.alertRaised.id)
    expect(told).toEqual(raised)
    await stream.end()
  }
  const again = watch<Alerts>(here, ALERTS, { after: raised[0] })
  expect((await again.next()).alertRaised.id).toBe(raised[1])
  await again.end()
  // Others follow their own organization alone.
  const own = watch<Alerts>(organizations[1]?.owner as Client, ALERTS, { after: raised[1] })
  const next = own.next()
  await expect.poll(() => holdfast.holdfast.app.bus.listenerCount('alert', organizations[1]?.uuid ?? '')).toBe(1)
  await own.end()
  await next.catch(() => {})
})
