// The answers to many clients of several processes, some of them killed, must agree with one serial order.
//
// Every operation is logged with when it was first sent and when it was answered. The journal is the serial order that
// the ledger claims. So: each answered change must be in it exactly once, in an order that agrees with the clock (what
// was answered before another was sent comes first), and each refusal must have been true at some moment between its
// own sending and answering.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../src/engine/verify.ts'
import { decodeGlobalId, encodeGlobalId } from '../../src/graphql/ids.ts'
import { Client } from '../support/client.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { CreateOrganization, Freeze, Grant, Release, Spend } from '../support/operations.ts'
import { type HoldfastProcess, readDemo, spawnHoldfast } from '../support/process.ts'

const PROCESSES = 3
const CLIENTS = 24
const WALLETS = 2
const OPERATIONS_PER_CLIENT = 60
const KILLS = 3

/** Enough for some, too few for all: refusals are wanted. */
const CREDITS = 300

interface Operation {
  readonly wallet: number
  readonly sentAt: number
  answeredAt: number
  /** The journal entries that it says it made: their type and hold. Empty for a refusal. */
  made: { type: string; holdId: string; credits: number }[]
  /** What a refusal said: needed, and then available. */
  refused: { required: number; available: number } | null
}

let database: TestDatabase
let folder: string
let processes: HoldfastProcess[]

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'holdfast-history-'))
  processes = Array.from({ length: PROCESSES }, (_, i) => spawn(i))
  for (const process of processes) await process.ready()
})
afterAll(async () => {
  await Promise.all(processes.map((process) => process.end('SIGTERM')))
  expect((await verify(database.url)).violations).toEqual([])
  await database.drop()
  await rm(folder, { recursive: true })
})

const folderOf = (i: number) => join(folder, `${i}`)
const spawn = (i: number) => spawnHoldfast({ DATA_DIR: folderOf(i), DATABASE_URL: database.url })

async function clientOf(i: number): Promise<Client> {
  const { url, operatorKey } = await readDemo(folderOf(i))
  return new Client(url, operatorKey)
}

test('the answers to many clients of several processes agree with the order of the journal, also after kills', async () => {
  const operator = await clientOf(0)
  const organizations = await Promise.all(
    Array.from({ length: WALLETS }, async () => {
      const input = { name: 'History', creditTypes: ['music'], members: [{ name: 'Owner', role: 'OWNER' as const }] }
      const { createOrganization } = await operator.run(CreateOrganization, { input })
      if (createOrganization?.__typename !== 'CreateOrganizationSuccess') throw new Error('refused')
      const organizationId = createOrganization.organization.id
      await operator.run(Grant, { input: { organizationId, credits: CREDITS } })
      return organizationId
    }),
  )

  const log: Operation[] = []
  let done = 0
  let waiting: { at: number; resolve: () => void } | null = null
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    const open: { wallet: number; holdId: string; credits: number }[] = []
    for (let i = 0; i < OPERATIONS_PER_CLIENT; i++) {
      const key = `client ${client} operation ${i}`
      // Any mix does; this one is the same in every run.
      const dice = (client * 7 + i * 13) % 10
      const wallet = (client + i) % WALLETS
      const operation: Operation = { wallet, sentAt: performance.now(), answeredAt: 0, made: [], refused: null }
      const held = dice < 5 ? undefined : open.shift()
      if (!held) {
        const credits = 1 + ((client + i * 3) % 20)
        const input = { organizationId: organizations[wallet] ?? '', credits, idempotencyKey: key }
        const { freezeCredits } = await untilAnswered((each) => each.run(Freeze, { input }), client + i)
        if (freezeCredits?.__typename === 'FreezeCreditsSuccess') {
          const holdId = freezeCredits.hold.id
          operation.made = [{ type: 'FREEZE', holdId, credits }]
          open.push({ wallet, holdId, credits })
        } else if (freezeCredits?.__typename === 'InsufficientCreditsError') {
          operation.refused = { required: freezeCredits.required, available: freezeCredits.available }
        } else throw new Error(JSON.stringify(freezeCredits))
      } else {
        const { holdId, credits } = held
        const spent = dice % 2 === 0 ? Math.ceil(credits / 2) : 0
        const input = { holdId, idempotencyKey: key }
        const answer =
          spent > 0
            ? (await untilAnswered((each) => each.run(Spend, { input: { ...input, credits: spent } }), client + i))
                .spendCredits?.__typename
            : (await untilAnswered((each) => each.run(Release, { input }), client + i)).releaseCredits?.__typename
        expect(answer).toMatch(/Success$/)
        if (spent > 0) operation.made.push({ type: 'SPEND', holdId, credits: spent })
        if (credits > spent) operation.made.push({ type: 'RELEASE', holdId, credits: credits - spent })
        Object.assign(operation, { wallet: held.wallet })
      }
      operation.answeredAt = performance.now()
      log.push(operation)
      done++
      if (waiting && done >= waiting.at) waiting.resolve()
    }
  })
  const killing = (async () => {
    for (let kill = 1; kill <= KILLS; kill++) {
      await new Promise<void>((resolve) => {
        const at = (kill * CLIENTS * OPERATIONS_PER_CLIENT) / (KILLS + 2)
        waiting = { at, resolve }
        // The clients don't wait for a process to come back.
        if (done >= at) resolve()
      })
      const victim = kill % PROCESSES
      await processes[victim]?.end('SIGKILL')
      processes[victim] = spawn(victim)
      await processes[victim]?.ready()
    }
  })()
  await Promise.all([...clients, killing])

  expect(log).toHaveLength(CLIENTS * OPERATIONS_PER_CLIENT)
  expect(log.filter(({ refused }) => refused).length).toBeGreaterThan(20)
  for (const [wallet, organizationId] of organizations.entries()) {
    checkOrder(
      log.filter((operation) => operation.wallet === wallet),
      await journalOf(organizationId),
    )
  }
})

interface Entry {
  readonly sequence: number
  readonly type: string
  readonly holdId: string | null
  readonly credits: number
  readonly available: number
}

function checkOrder(operations: Operation[], journal: Entry[]): void {
  const positions = new Map(journal.map((entry) => [`${entry.type} ${entry.holdId}`, entry]))
  expect(positions.size).toBe(journal.length)
  const changes = operations.filter(({ made }) => made.length > 0)
  const placed = changes.map((operation) => {
    const entries = operation.made.map(({ type, holdId, credits }) => {
      const entry = positions.get(`${type} ${holdId}`)
      expect(entry).toMatchObject({ credits })
      return entry as Entry
    })
    return { ...operation, first: entries[0]?.sequence ?? 0, last: entries.at(-1)?.sequence ?? 0 }
  })
  // Nothing is in the journal but the grant and what was answered, and each of that once.
  expect(placed.reduce((total, { made }) => total + made.length, 1)).toBe(journal.length)

  // What was answered before another was sent comes before it.
  const byAnswer = placed.toSorted((a, b) => a.answeredAt - b.answeredAt)
  const bySending = placed.toSorted((a, b) => a.sentAt - b.sentAt)
  let answered = 0
  let lastBefore = 0
  for (const operation of bySending) {
    for (; (byAnswer[answered]?.answeredAt ?? Number.POSITIVE_INFINITY) < operation.sentAt; answered++) {
      lastBefore = Math.max(lastBefore, byAnswer[answered]?.last ?? 0)
    }
    expect(operation.first).toBeGreaterThan(lastBefore)
  }

  // A refusal was true at some moment between its sending and its answer.
  for (const { refused, sentAt, answeredAt } of operations) {
    if (!refused) continue
    const from = Math.max(1, ...placed.filter((o) => o.answeredAt < sentAt).map((o) => o.last))
    const to = Math.min(journal.length + 1, ...placed.filter((o) => o.sentAt > answeredAt).map((o) => o.first))
    const moments = journal.slice(from - 1, to - 1)
    expect(refused.available).toBeLessThan(refused.required)
    expect(moments.map((entry) => entry.available)).toContain(refused.available)
  }
}

async function journalOf(organizationId: string): Promise<Entry[]> {
  const { id } = decodeGlobalId(organizationId)
  const { rows } = await run(database.url, (client) =>
    client.query(
      `SELECT sequence, type, hold_id, credits, available FROM journal_entry
      WHERE organization_id = $1 ORDER BY sequence`,
      [id],
    ),
  )
  return rows.map(({ sequence, type, hold_id, credits, available }) => ({
    sequence: Number(sequence),
    type,
    holdId: hold_id && encodeGlobalId('Hold', `${id}/${hold_id}`),
    credits: Number(credits),
    available: Number(available),
  }))
}

/** Asks one process after the other until one answers, always under the same key. */
async function untilAnswered<Data>(send: (client: Client) => Promise<Data>, first: number): Promise<Data> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await send(await clientOf((first + attempt) % PROCESSES))
    } catch (error) {
      if (!/fetch failed|terminated|UNAVAILABLE|shutting down/.test(`${error}`)) throw error
    }
  }
}
