// Fills a database with history: wallets with years of use, created by the ledger's own rules and copied in.

import { once } from 'node:events'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { v7 as uuidv7 } from 'uuid'
import type { Decision } from '../../src/ledger/decision.ts'
import { freeze, type Held } from '../../src/ledger/freeze.ts'
import { grant, PLAIN_GRANT } from '../../src/ledger/grant.ts'
import type { JournalEntry } from '../../src/ledger/journal.ts'
import { isRefusal } from '../../src/ledger/refusals.ts'
import { spend } from '../../src/ledger/settle.ts'
import { type HoldLine, isOpen, type Lot, newWallet, type WalletState } from '../../src/ledger/wallet.ts'

/** Each wallet has a grant, tasks of two entries each, and holds that are spent in several parts and released. */
export const TASKS_PER_WALLET = 10
const HOLDS_PER_WALLET = 10
const PARTS_PER_HOLD = 7
export const ENTRIES_PER_WALLET = 1 + TASKS_PER_WALLET * 2 + HOLDS_PER_WALLET * (1 + PARTS_PER_HOLD + 1)

interface PerWallet {
  readonly tasks: number
  readonly holds: number
}

const CREDITS = 1_000_000n
const MODEL = 'suno'
const OPERATION = 'music'
const BEGIN = Date.UTC(2026, 0, 1)
const STEP_MS = 60_000
const SPENDING = { memberId: null, apiKeyId: null, model: null, operation: null, tags: [], countsAt: null }
const WALLETS_PER_SAY = 10_000

type Value = string | bigint | number | boolean | Date | Uint8Array | readonly string[] | null

/** A stream of rows into one table. */
class Copy {
  readonly #stream: ReturnType<typeof from> & NodeJS.WritableStream
  #rows = ''

  constructor(client: pg.Client, table: string, columns: string) {
    this.#stream = client.query(from(`COPY ${table} (${columns}) FROM STDIN`)) as never
  }

  add(...values: Value[]): void {
    this.#rows += `${values.map(written).join('\t')}\n`
  }

  /** Sends the collected rows, and waits while PostgreSQL is behind. */
  async flush(): Promise<void> {
    const rows = this.#rows
    this.#rows = ''
    if (rows && !this.#stream.write(rows)) await once(this.#stream, 'drain')
  }

  async end(): Promise<void> {
    this.#stream.end()
    await once(this.#stream, 'finish')
  }
}

/** Encodes a value in the text format of COPY. No value here contains a tab, a line feed or a backslash. */
function written(value: Value): string {
  if (value === null) return '\\N'
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`
  if (Array.isArray(value)) return `{${value.join()}}`
  return String(value)
}

const TABLES = {
  organization: 'id, name, mode, time_zone, members_use_pool, created_at',
  wallet: `organization_id, id, holder_id, credit_type, granted, available, locked, frozen, spent, expired, moved,
    revoked, owed, written_off, burn_down, overspend, late_policy, sequence, head, created_at`,
  credit_lot: `organization_id, id, wallet_id, kind, granted, available, locked, frozen, spent, expired, moved, revoked,
    priority, models, operations, grace_seconds, requires_subscription, open, created_at`,
  hold: `organization_id, id, wallet_id, task_id, status, credits, spent, released, first_lot_id, first_credits, usages,
    description, expires_at, created_at, ended_at`,
  hold_line: 'organization_id, hold_id, position, lot_id, credits',
  task: `organization_id, id, price_rule_id, hold_id, provider, model, operation, input, credits, status, progress,
    result, sequence, deadline_at, created_at, started_at, ended_at`,
  journal_entry: `organization_id, wallet_id, sequence, type, credits, available, locked, frozen, lot_id, hold_id,
    task_id, reason, hash, created_at, recorded_at`,
  kept: 'organization_id, tasks',
  idempotency_key: 'organization_id, key, fingerprint, result_id, created_at',
}

type Copies = Record<keyof typeof TABLES, Copy>

const PRICE_RULE_ID = uuidv7()
const FINGERPRINT = new Uint8Array(32)

/**
 * Copies the given number of organizations, with a wallet each, into an empty database. All their holds and tasks have
 * ended. Returns the ids of the organizations.
 */
export async function fillHistory(
  url: string,
  wallets: number,
  say: (line: string) => void,
  perWallet: PerWallet = { tasks: TASKS_PER_WALLET, holds: HOLDS_PER_WALLET },
): Promise<string[]> {
  const clients: pg.Client[] = []
  const copies: Record<string, Copy> = {}
  for (const [table, columns] of Object.entries(TABLES)) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    clients.push(client)
    copies[table] = new Copy(client, table, columns)
  }
  const organizationIds: string[] = []
  for (let i = 0; i < wallets; i++) {
    organizationIds.push(new WalletHistory(copies as Copies).add(`Organization ${i}`, perWallet))
    if (i % 100 === 99) for (const copy of Object.values(copies)) await copy.flush()
    if ((i + 1) % WALLETS_PER_SAY === 0) say(`${i + 1} wallets, ${(i + 1) * ENTRIES_PER_WALLET} entries`)
  }
  for (const copy of Object.values(copies)) {
    await copy.flush()
    await copy.end()
  }
  const [first] = clients as [pg.Client]
  await addPriceRule(first)
  say('vacuum and checkpoint')
  await first.query(`VACUUM (ANALYZE)`)
  await first.query(`CHECKPOINT`)
  await Promise.all(clients.map((client) => client.end()))
  return organizationIds
}

async function addPriceRule(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO price_rule (id, version, organization_id, provider, model, operation, variant, credit_type, credits, unit,
       conditions, input_limits, outputs, state, effective_from, created_at)
     SELECT $1, 1, '00000000-0000-0000-0000-000000000000', $2, $2, $3, 'standard', 'music', 10, 'CALL', '[]', '[]', 1,
       'ACTIVE', at, at
     FROM (VALUES ('2026-01-01T00:00:00Z'::timestamptz)) AS t (at)`,
    [PRICE_RULE_ID, MODEL, OPERATION],
  )
  await client.query(`UPDATE price_book SET version = 1`)
}

/** The history of one organization and its wallet, decided by the ledger's rules. */
class WalletHistory {
  readonly #to: Copies
  readonly #organizationId = uuidv7()
  readonly #walletId = uuidv7()
  #now = new Date(BEGIN)
  #state: WalletState

  constructor(to: Copies) {
    this.#to = to
    const organizationId = this.#organizationId
    const identity = { id: this.#walletId, holderId: organizationId, creditType: 'music', createdAt: this.#now }
    this.#state = { wallet: newWallet({ organizationId, ...identity }), lots: new Map<string, Lot>() }
  }

  /** Adds all rows. Returns the id of the organization. */
  add(name: string, { tasks, holds }: PerWallet): string {
    const organizationId = this.#organizationId
    this.#to.organization.add(organizationId, name, 'LIVE', 'UTC', true, this.#now)
    const lot = { ...PLAIN_GRANT, lotId: uuidv7(), kind: 'TOP_UP' as const, credits: CREDITS }
    this.#apply(grant(this.#state, lot, this.#tick()))
    for (let i = 0; i < Math.max(tasks, holds); i++) {
      if (i < tasks) this.#addHold(true)
      if (i < holds) this.#addHold(false)
    }
    this.#to.kept.add(organizationId, tasks)
    this.#addWallet()
    return organizationId
  }

  #tick(): Date {
    this.#now = new Date(this.#now.getTime() + STEP_MS)
    return this.#now
  }

  #apply<D extends Decision>(decision: D | { code: string }): D {
    if (isRefusal(decision as Decision)) throw new Error(`refused: ${JSON.stringify(decision)}`)
    const { wallet, lots, entries } = decision as D
    this.#state = { wallet, lots: new Map([...this.#state.lots, ...lots.map((lot): [string, Lot] => [lot.id, lot])]) }
    for (const each of entries) this.#addEntry(each)
    return decision as D
  }

  #addEntry(e: JournalEntry): void {
    const balance = [e.credits, e.available, e.locked, e.frozen]
    const links = [e.lotId, e.holdId, e.taskId, e.reason]
    const times = [e.createdAt, e.createdAt]
    this.#to.journal_entry.add(e.organizationId, e.walletId, e.sequence, e.type, ...balance, ...links, e.hash, ...times)
  }

  #addKey(resultId: string): void {
    this.#to.idempotency_key.add(this.#organizationId, crypto.randomUUID(), FINGERPRINT, resultId, this.#now)
  }

  /** A hold that is spent, of a task or without one. */
  #addHold(isTask: boolean): void {
    const organizationId = this.#organizationId
    const createdAt = this.#tick()
    const idOfThen = () => uuidv7({ msecs: createdAt.getTime() })
    const taskId = isTask ? idOfThen() : null
    const parts = isTask ? 1 : PARTS_PER_HOLD
    const expiresAt = new Date(createdAt.getTime() + 10 * STEP_MS)
    const what = { holdId: idOfThen(), taskId, credits: 10n, purpose: null, description: null, usages: [], expiresAt }
    let { hold } = this.#apply<Held>(freeze(this.#state, { ...what, spending: SPENDING }, createdAt))
    this.#addKey(taskId ?? hold.id)
    for (let part = 1; part <= parts; part++) {
      const command = { credits: isTask ? 10n : 1n, keepOpen: part < parts, purpose: null }
      hold = this.#apply<Held>(spend(this.#state, hold, command, this.#tick())).hold
      this.#addKey(taskId ?? hold.id)
    }
    const { id, status, credits, spent, released, endedAt } = hold
    const amounts = [credits, spent, released]
    const times = [expiresAt, createdAt, endedAt]
    const [first, ...further] = hold.lines as [HoldLine, ...HoldLine[]]
    const line = [first.lotId, first.credits]
    this.#to.hold.add(organizationId, id, this.#walletId, taskId, status, ...amounts, ...line, [], null, ...times)
    for (const [i, { lotId, credits: part }] of further.entries()) {
      this.#to.hold_line.add(organizationId, id, i + 1, lotId, part)
    }
    if (taskId === null) return
    const made = [PRICE_RULE_ID, id, MODEL, MODEL, OPERATION, '{"prompt": "rain on a tin roof"}', 10, 'SUCCEEDED', 100]
    this.#to.task.add(organizationId, taskId, ...made, '{"seconds": 120}', 3, expiresAt, createdAt, createdAt, endedAt)
  }

  #addWallet(): void {
    const { wallet, lots } = this.#state
    const buckets = (b: typeof wallet | Lot) =>
      [b.granted, b.available, b.locked, b.frozen, b.spent, b.expired, b.moved, b.revoked] as const
    const debts = [wallet.owed, wallet.writtenOff, wallet.burnDown, wallet.overspend, wallet.latePolicy]
    const ids = [this.#organizationId, this.#walletId] as const
    const chain = [wallet.sequence, wallet.head, wallet.createdAt]
    this.#to.wallet.add(...ids, this.#organizationId, 'music', ...buckets(wallet), ...debts, ...chain)
    for (const lot of lots.values()) {
      const what = [lot.priority, lot.models, lot.operations, lot.graceSeconds]
      const state = [lot.requiresSubscription, isOpen(lot), lot.createdAt]
      this.#to.credit_lot.add(
        this.#organizationId,
        lot.id,
        this.#walletId,
        lot.kind,
        ...buckets(lot),
        ...what,
        ...state,
      )
    }
  }
}
