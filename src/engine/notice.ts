// Notices: what a batch tells the other processes, in its own transaction, so that they hear of it once it is committed and
// not before. A notice says which wallets have which new journal entries, and which tasks and alerts are new; whoever
// has listeners for them reads the rows.
//
// PostgreSQL carries up to 7,999 bytes a notification, so a large batch sends several. They are written in binary, for
// size, and in base64, for notifications are text.

import type { Changes } from './batch.ts'

export const CHANNEL = 'holdfast'

export interface Notice {
  /** Whose batch it was. */
  readonly laneId: string
  readonly wallets: readonly NewEntries[]
  readonly tasks: readonly RowName[]
  readonly alerts: readonly RowName[]
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

/** What stays below 7,999 in base64. */
const NOTICE_BYTES_MAX = 5_900
const UUID_BYTES = 16
const TAGS = { wallet: 1, task: 2, alert: 3 } as const

/** The notices of a batch; none if it has changed nothing that anybody listens to. */
export function noticesOf({ entries, tasks, alerts }: Changes, laneId: string): string[] {
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

  const lane = Buffer.from(laneId.replaceAll('-', ''), 'hex')
  const notices: string[] = []
  let gathered: Buffer[] = [lane]
  let bytes = UUID_BYTES
  for (const record of records) {
    if (bytes + record.length > NOTICE_BYTES_MAX) {
      notices.push(Buffer.concat(gathered).toString('base64'))
      gathered = [lane]
      bytes = UUID_BYTES
    }
    gathered.push(record)
    bytes += record.length
  }
  if (gathered.length > 1) notices.push(Buffer.concat(gathered).toString('base64'))
  return notices
}

export function readNotice(text: string): Notice {
  const bytes = Buffer.from(text, 'base64')
  const wallets: NewEntries[] = []
  const tasks: RowName[] = []
  const alerts: RowName[] = []
  let at = UUID_BYTES
  while (at < bytes.length) {
    const tag = bytes[at]
    const organizationId = uuidAt(bytes, at + 1)
    const id = uuidAt(bytes, at + 1 + UUID_BYTES)
    at += 1 + 2 * UUID_BYTES
    if (tag === TAGS.wallet) {
      const [first, last] = [bytes.readBigInt64BE(at), bytes.readBigInt64BE(at + 8)]
      wallets.push({ organizationId, walletId: id, first, last })
      at += 16
    } else (tag === TAGS.task ? tasks : alerts).push({ organizationId, id })
  }
  return { laneId: uuidAt(bytes, 0), wallets, tasks, alerts }
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
