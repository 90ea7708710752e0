// Notifications: the messages by which a batch tells other processes which wallets have which new journal entries, and which tasks
// and alerts are new, and which runs have changed. A process reads the rows that its clients follow.
//
// PostgreSQL carries them by NOTIFY in the batch's own transaction, so they arrive exactly if it is committed; or another
// transport does, to which they are given after the commit. Every batch sends a notification with its number, so a process that
// did not receive a number knows that something was lost.
//
// PostgreSQL carries up to 7,999 bytes per notification, so a large batch sends several. They are encoded in binary, to be small,
// and then in base64, because notifications are text.

import type { Changes } from './records.ts'

export const CHANNEL = 'holdfast'

/** Carries notifications from every process to every process, including itself. It may lose some. */
export interface Transport {
  send(notification: string): void
  listen(hear: (notification: string) => void): void
  close(): void
}

export interface Notification {
  /** The lane of the batch. */
  readonly laneId: string
  /** The number of the batch. */
  readonly number: bigint
  /** True for the only or last notification of the batch. */
  readonly isLast: boolean
  readonly wallets: readonly NewEntries[]
  readonly tasks: readonly RowName[]
  readonly alerts: readonly RowName[]
  readonly runs: readonly RowName[]
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
/** The lane's id, the batch's number, and whether it is the last. */
const HEAD_BYTES = UUID_BYTES + 8 + 1
const TAGS = { wallet: 1, task: 2, alert: 3, run: 4 } as const

/** The notifications of a batch, each of at most `bytesMax` bytes before base64. */
export function notificationsOf(
  { entries, tasks, alerts, runs }: Changes,
  laneId: string,
  number: bigint,
  bytesMax = NOTIFICATION_BYTES_MAX,
): [string, ...string[]] {
  const wallets = new Map<string, NewEntries>()
  for (const { organizationId, walletId, sequence } of entries) {
    const before = wallets.get(walletId)
    wallets.set(walletId, { organizationId, walletId, first: before?.first ?? sequence, last: sequence })
  }
  const records = [...wallets.values()].map(({ organizationId, walletId, first, last }) => {
    const record = Buffer.alloc(1 + 2 * UUID_BYTES + 16)
    writeName(record, TAGS.wallet, organizationId, walletId)
    record.writeBigInt64BE(first, 1 + 2 * UUID_BYTES)
    record.writeBigInt64BE(last, 1 + 2 * UUID_BYTES + 8)
    return record
  })
  const named = (tag: number, rows: readonly RowName[]) => {
    const names = new Map(rows.map((row) => [row.id, row.organizationId]))
    for (const [id, organizationId] of names) {
      const record = Buffer.alloc(1 + 2 * UUID_BYTES)
      writeName(record, tag, organizationId, id)
      records.push(record)
    }
  }
  named(TAGS.task, tasks)
  named(TAGS.alert, alerts)
  named(TAGS.run, runs)

  const parts: Buffer[][] = [[]]
  let bytes = HEAD_BYTES
  for (const record of records) {
    if (bytes + record.length > bytesMax) {
      parts.push([])
      bytes = HEAD_BYTES
    }
    parts.at(-1)?.push(record)
    bytes += record.length
  }
  const notifications = parts.map((part, i) => {
    const head = Buffer.alloc(HEAD_BYTES)
    head.write(laneId.replaceAll('-', ''), 0, 'hex')
    head.writeBigInt64BE(number, UUID_BYTES)
    head[HEAD_BYTES - 1] = i === parts.length - 1 ? 1 : 0
    return Buffer.concat([head, ...part]).toString('base64')
  })
  return notifications as [string, ...string[]]
}

export function readNotification(text: string): Notification {
  const bytes = Buffer.from(text, 'base64')
  const wallets: NewEntries[] = []
  const tasks: RowName[] = []
  const alerts: RowName[] = []
  const runs: RowName[] = []
  const named: Readonly<Record<number, RowName[]>> = { [TAGS.task]: tasks, [TAGS.alert]: alerts, [TAGS.run]: runs }
  let at = HEAD_BYTES
  while (at < bytes.length) {
    const tag = bytes[at] ?? 0
    const organizationId = uuidAt(bytes, at + 1)
    const id = uuidAt(bytes, at + 1 + UUID_BYTES)
    at += 1 + 2 * UUID_BYTES
    if (tag === TAGS.wallet) {
      const [first, last] = [bytes.readBigInt64BE(at), bytes.readBigInt64BE(at + 8)]
      wallets.push({ organizationId, walletId: id, first, last })
      at += 16
    } else named[tag]?.push({ organizationId, id })
  }
  const number = bytes.readBigInt64BE(UUID_BYTES)
  return { laneId: uuidAt(bytes, 0), number, isLast: bytes[HEAD_BYTES - 1] === 1, wallets, tasks, alerts, runs }
}

function writeName(record: Buffer, tag: number, organizationId: string, id: string): void {
  record[0] = tag
  record.write(organizationId.replaceAll('-', ''), 1, 'hex')
  record.write(id.replaceAll('-', ''), 1 + UUID_BYTES, 'hex')
}

function uuidAt(bytes: Buffer, at: number): string {
  const hex = bytes.toString('hex', at, at + UUID_BYTES)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
