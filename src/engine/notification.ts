// Notifications: the messages by which a batch tells other processes which wallets have which new journal entries, and which tasks
// and alerts are new, which runs, payments and requests for credits have changed, and which organizations have other terms or upstream
// costs. A process reads the rows that its clients follow.
//
// PostgreSQL carries them by NOTIFY, or another transport does. Either gets them after the commit, so they may be lost with the
// process or its connection. Every batch sends a notification with its number, so a process that did not receive a number knows
// that something was lost.
//
// PostgreSQL carries up to 7,999 bytes per notification, so a large batch sends several. They are encoded in binary, to be small,
// and then in base64, because notifications are text.

import { NIL } from 'uuid'
import { readUuid, writeUuid } from '../formats/uuids.ts'
import type { Changes, NewCosts, NewTerms } from './records.ts'

export const CHANNEL = 'holdfast'

/** Carries notifications from every process to every process, including itself. It may lose some. */
export interface Transport {
  send(notification: string): void
  listen(hear: (notification: string) => void): void
  close(): void
}

/** The batch of a notification. */
export interface NotificationHead {
  /** The lane of the batch. */
  readonly laneId: string
  /** The number of the batch. */
  readonly number: bigint
  /** The cell of the lane. */
  readonly cell: number
  /** True for the only or last notification of the batch. */
  readonly isLast: boolean
}

/** The names of the rows that a batch has changed. */
export interface NotificationBody {
  readonly wallets: readonly NewEntries[]
  readonly tasks: readonly RowName[]
  readonly alerts: readonly RowName[]
  readonly runs: readonly RowName[]
  readonly payments: readonly RowName[]
  readonly terms: readonly NewTerms[]
  readonly requests: readonly RowName[]
  readonly costs: readonly NewCosts[]
  /** The time of the commit, in milliseconds since 1970 by the clock of its process; null: an older version sent it. */
  readonly committedAt: number | null
}

/** The first and the last of a wallet's new journal entries. */
export interface NewEntries {
  readonly organizationId: string
  readonly walletId: string
  readonly first: bigint
  readonly last: bigint
}

export interface RowName {
  readonly organizationId: string
  readonly id: string
}

/** The size that stays below 7,999 bytes in base64. */
const NOTIFICATION_BYTES_MAX = 5_900
const UUID_BYTES = 16
/** The lane's id, the batch's number; and in one byte whether it is the last, and the number of the cell. */
const HEAD_BYTES = UUID_BYTES + 8 + 1
const TAGS = {
  wallet: 1,
  task: 2,
  alert: 3,
  run: 4,
  terms: 5,
  payment: 6,
  committedAt: 7,
  request: 8,
  cost: 9,
} as const

const NAME_BYTES = 1 + 2 * UUID_BYTES
const WALLET_BYTES = NAME_BYTES + 16

/** The notifications of a batch, each of at most `bytesMax` bytes before base64. */
export function notificationsOf(
  { entries, tasks, alerts, runs, terms, payments, requests, costs }: Changes,
  batch: Omit<NotificationHead, 'isLast'>,
  bytesMax = NOTIFICATION_BYTES_MAX,
): [string, ...string[]] {
  const wallets = new Map<string, { readonly entry: NewEntry; last: bigint }>()
  for (const entry of entries) {
    const known = wallets.get(entry.walletId)
    if (known) known.last = entry.sequence
    else wallets.set(entry.walletId, { entry, last: entry.sequence })
  }
  const writing = new Writing(batch, bytesMax)
  writing.addCommittedAt(Date.now())
  for (const { entry, last } of wallets.values()) writing.addWallet(entry, last)
  for (const [id, organizationId] of namesOf(tasks)) writing.addName(TAGS.task, organizationId, id)
  for (const [id, organizationId] of namesOf(alerts)) writing.addName(TAGS.alert, organizationId, id)
  for (const [id, organizationId] of namesOf(runs)) writing.addName(TAGS.run, organizationId, id)
  for (const [id, organizationId] of namesOf(payments)) writing.addName(TAGS.payment, organizationId, id)
  for (const { organizationId } of terms) writing.addName(TAGS.terms, organizationId, organizationId)
  for (const [id, organizationId] of namesOf(requests)) writing.addName(TAGS.request, organizationId, id)
  for (const { organizationId } of costs) writing.addName(TAGS.cost, organizationId, organizationId)
  return writing.end()
}

type NewEntry = Changes['entries'][number]

/** The organizations of some rows, by their ids: a row that changed several times is there once. */
function namesOf(rows: readonly RowName[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const { id, organizationId } of rows) names.set(id, organizationId)
  return names
}

/** The notifications of one batch, as they are written one after the other. */
class Writing {
  readonly #head = Buffer.alloc(HEAD_BYTES)
  readonly #bytesMax: number
  readonly #cell: number
  readonly #written: string[] = []
  #bytes: Buffer
  #at = HEAD_BYTES

  constructor({ laneId, number, cell }: Omit<NotificationHead, 'isLast'>, bytesMax: number) {
    this.#bytesMax = bytesMax
    this.#cell = cell
    writeUuid(this.#head, laneId, 0)
    this.#head.writeBigInt64BE(number, UUID_BYTES)
    this.#bytes = Buffer.allocUnsafe(NOTIFICATION_BYTES_MAX)
  }

  addWallet({ organizationId, walletId, sequence }: NewEntry, last: bigint): void {
    const at = this.#add(WALLET_BYTES, TAGS.wallet, organizationId, walletId)
    this.#bytes.writeBigInt64BE(sequence, at)
    this.#bytes.writeBigInt64BE(last, at + 8)
  }

  /** A record as long as a name, which readers of an older version skip. */
  addCommittedAt(at: number): void {
    const end = this.#add(NAME_BYTES, TAGS.committedAt, NIL, NIL)
    this.#bytes.writeBigInt64BE(BigInt(at), end - NAME_BYTES + 1)
  }

  addName(tag: number, organizationId: string, id: string): void {
    this.#add(NAME_BYTES, tag, organizationId, id)
  }

  /** Writes the name of a record. Returns the position behind it. */
  #add(length: number, tag: number, organizationId: string, id: string): number {
    if (this.#at + length > this.#bytesMax) this.#finish(false)
    if (this.#at + length > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2)
    const at = this.#at
    this.#bytes[at] = tag
    writeUuid(this.#bytes, organizationId, at + 1)
    writeUuid(this.#bytes, id, at + 1 + UUID_BYTES)
    this.#at += length
    return at + NAME_BYTES
  }

  #finish(isLast: boolean): void {
    this.#head.copy(this.#bytes)
    this.#bytes[HEAD_BYTES - 1] = (this.#cell << 1) | (isLast ? 1 : 0)
    this.#written.push(this.#bytes.toString('base64', 0, this.#at))
    this.#at = HEAD_BYTES
  }

  end(): [string, ...string[]] {
    this.#finish(true)
    return this.#written as [string, ...string[]]
  }
}

/** Reads the batch of a notification; and by `body` the rows, which a process needs only of other processes. */
export function readNotification(text: string): NotificationHead & { readonly body: () => NotificationBody } {
  const bytes = Buffer.from(text, 'base64')
  return {
    laneId: readUuid(bytes, 0),
    number: bytes.readBigInt64BE(UUID_BYTES),
    cell: (bytes[HEAD_BYTES - 1] ?? 0) >> 1,
    isLast: ((bytes[HEAD_BYTES - 1] ?? 0) & 1) === 1,
    body: () => readBody(bytes),
  }
}

function readBody(bytes: Buffer): NotificationBody {
  const wallets: NewEntries[] = []
  const tasks: RowName[] = []
  const alerts: RowName[] = []
  const runs: RowName[] = []
  const terms: RowName[] = []
  const payments: RowName[] = []
  const requests: RowName[] = []
  const costs: RowName[] = []
  const named: Readonly<Record<number, RowName[]>> = {
    ...{ [TAGS.task]: tasks, [TAGS.alert]: alerts, [TAGS.run]: runs },
    ...{ [TAGS.terms]: terms, [TAGS.payment]: payments, [TAGS.request]: requests, [TAGS.cost]: costs },
  }
  let committedAt: number | null = null
  let at = HEAD_BYTES
  while (at < bytes.length) {
    const tag = bytes[at] ?? 0
    const organizationId = readUuid(bytes, at + 1)
    const id = readUuid(bytes, at + 1 + UUID_BYTES)
    at += NAME_BYTES
    if (tag === TAGS.wallet) {
      const [first, last] = [bytes.readBigInt64BE(at), bytes.readBigInt64BE(at + 8)]
      wallets.push({ organizationId, walletId: id, first, last })
      at += 16
    } else if (tag === TAGS.committedAt) committedAt = Number(bytes.readBigInt64BE(at - NAME_BYTES + 1))
    else named[tag]?.push({ organizationId, id })
  }
  return { wallets, tasks, alerts, runs, terms, payments, requests, costs, committedAt }
}
