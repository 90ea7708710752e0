// The journal: a wallet's history as numbered, immutable entries, each chained to the one before by its hash.
//
// Every entry moves credits from one bucket to another. MOVES lists all movements, so the sums of a journal are the wallet's
// buckets. The hash covers a canonical form that anyone can reproduce (`canonicalForm`), so a changed, omitted or inserted entry
// is detected.

import { sha256 } from './sha256.ts'
import { type Bucket, type Credits, type Debts, GENESIS, move, type Wallet } from './wallet.ts'

export type JournalEntryType =
  | 'GRANT'
  | 'LOCK'
  | 'UNLOCK'
  | 'FREEZE'
  | 'SPEND'
  | 'RELEASE'
  | 'EXPIRE'
  | 'REVOKE'
  | 'MOVE_OUT'
  | 'MOVE_IN'
  | 'MOVE_BACK'
  | 'OWE'
  | 'REPAY'
  | 'WRITE_OFF'
  | 'CHARGE_BACK'
  | 'REFUND'
  | 'DEBT_OUT'
  | 'DEBT_IN'

/** The movement of an entry's credits. */
export interface Movement {
  /** The source; null for new credits. */
  readonly from: Bucket | null
  /** The destination; null if the credits were used without being available. */
  readonly to: Bucket | null
  /** The debt that they change, and the sign of the change. */
  readonly debt?: { readonly of: keyof Debts; readonly sign: 1n | -1n }
}

export const MOVES: Readonly<Record<JournalEntryType, Movement>> = {
  GRANT: { from: null, to: 'available' },
  LOCK: { from: 'available', to: 'locked' },
  UNLOCK: { from: 'locked', to: 'available' },
  FREEZE: { from: 'available', to: 'frozen' },
  SPEND: { from: 'frozen', to: 'spent' },
  RELEASE: { from: 'frozen', to: 'available' },
  EXPIRE: { from: 'available', to: 'expired' },
  REVOKE: { from: 'available', to: 'revoked' },
  MOVE_OUT: { from: 'available', to: 'moved' },
  MOVE_IN: { from: null, to: 'available' },
  MOVE_BACK: { from: 'moved', to: 'available' },
  OWE: { from: null, to: null, debt: { of: 'owed', sign: 1n } },
  REPAY: { from: 'available', to: 'spent', debt: { of: 'owed', sign: -1n } },
  WRITE_OFF: { from: null, to: null, debt: { of: 'writtenOff', sign: 1n } },
  CHARGE_BACK: { from: 'spent', to: 'revoked' },
  REFUND: { from: 'spent', to: 'available' },
  DEBT_OUT: { from: null, to: null, debt: { of: 'owed', sign: -1n } },
  DEBT_IN: { from: null, to: null, debt: { of: 'owed', sign: 1n } },
}

/**
 * The references of an entry: its lot, or the hold whose lots it moved and that hold's task; the reason, in a person's words; and
 * the other wallet of a transfer.
 */
export interface EntryLinks {
  readonly lotId?: string | null
  readonly holdId?: string | null
  readonly taskId?: string | null
  readonly reason?: string | null
  readonly otherWalletId?: string
}

export interface JournalEntry {
  readonly organizationId: string
  readonly walletId: string
  /** 1 for a wallet's first entry, then without gaps. */
  readonly sequence: bigint
  readonly type: JournalEntryType
  readonly credits: Credits
  /** The wallet's buckets after this entry. */
  readonly available: Credits
  readonly locked: Credits
  readonly frozen: Credits
  readonly lotId: string | null
  readonly holdId: string | null
  readonly taskId: string | null
  readonly reason: string | null
  readonly hash: Uint8Array<ArrayBuffer>
  /** The administrative act that caused it, in the audit log. Null: none did. The engine sets it; the hash does not cover it. */
  readonly auditEntryId: string | null
  /** The wallet that the credits or the debt went to or came from. Null: none. The hash does not cover it. */
  readonly otherWalletId: string | null
  readonly createdAt: Date
}

/** The values of an entry that anybody can check by its hash. */
export type HashedEntry = Omit<JournalEntry, 'auditEntryId' | 'otherWalletId'>

/** Moves the wallet's credits by the type of the entry, and writes the entry. */
function record(
  wallet: Wallet,
  type: JournalEntryType,
  credits: Credits,
  links: EntryLinks,
  now: Date,
): { wallet: Wallet; entry: JournalEntry } {
  const { from, to, debt } = MOVES[type]
  const moved: { -readonly [Name in keyof Wallet]: Wallet[Name] } =
    to === null ? { ...wallet } : move(wallet, from, to, credits)
  if (debt) moved[debt.of] += debt.sign * credits
  const entry: { -readonly [Name in keyof JournalEntry]: JournalEntry[Name] } = {
    organizationId: wallet.organizationId,
    walletId: wallet.id,
    sequence: wallet.sequence + 1n,
    type,
    credits,
    available: moved.available,
    locked: moved.locked,
    frozen: moved.frozen,
    lotId: links.lotId ?? null,
    holdId: links.holdId ?? null,
    taskId: links.taskId ?? null,
    reason: links.reason ?? null,
    hash: wallet.head,
    auditEntryId: null,
    otherWalletId: links.otherWalletId ?? null,
    createdAt: now,
  }
  entry.hash = hashEntry(entry, wallet.head)
  moved.sequence = entry.sequence
  moved.head = entry.hash
  return { wallet: moved, entry }
}

/** Writes the entries of one decision, each on the wallet as the one before left it. */
export class Journaling {
  readonly entries: JournalEntry[] = []
  readonly now: Date
  wallet: Wallet

  constructor(wallet: Wallet, now: Date) {
    this.wallet = wallet
    this.now = now
  }

  write(type: JournalEntryType, credits: Credits, links: EntryLinks): void {
    const { wallet, entry } = record(this.wallet, type, credits, links, this.now)
    this.wallet = wallet
    this.entries.push(entry)
  }
}

/** The buckets that every entry records, as they are after it. */
const SAID = ['available', 'locked', 'frozen'] as const satisfies Bucket[]

/** The previous entry, which an entry is checked against. */
export type Before = Pick<JournalEntry, 'sequence' | 'hash' | (typeof SAID)[number]>

/** The start of a journal. */
export const BEGINNING: Before = { sequence: 0n, available: 0n, locked: 0n, frozen: 0n, hash: GENESIS }

/** The first value of an entry that does not follow from the entry before; null if all do. */
export function flawOf(entry: HashedEntry, before: Before): 'sequence' | 'hash' | (typeof SAID)[number] | null {
  if (entry.sequence !== before.sequence + 1n) return 'sequence'
  if (Buffer.compare(hashEntry(entry, before.hash), entry.hash) !== 0) return 'hash'
  const { from, to } = MOVES[entry.type]
  const wrong = SAID.find((bucket) => {
    const change = (to === bucket ? entry.credits : 0n) - (from === bucket ? entry.credits : 0n)
    return entry[bucket] !== before[bucket] + change
  })
  return wrong ?? null
}

/** SHA-256 of an entry's canonical form. */
export function hashEntry(entry: Omit<HashedEntry, 'hash'>, previous: Uint8Array): Uint8Array<ArrayBuffer> {
  return sha256(canonicalForm(entry, previous))
}

/**
 * The text that is hashed: the entry's values in this order, UTF-8, each followed by a line feed. Ids in lower case,
 * numbers in decimal, what is absent as an empty line, the time in UTC with milliseconds
 * (2026-11-21T09:30:00.000Z), the reason as a JSON string, and last the hash of the entry before in hexadecimal. So no
 * value holds a line feed.
 */
function canonicalForm(entry: Omit<HashedEntry, 'hash'>, previous: Uint8Array): string {
  return (
    `${entry.organizationId}\n${entry.walletId}\n${entry.sequence}\n${entry.type}\n${entry.credits}\n` +
    `${entry.available}\n${entry.locked}\n${entry.frozen}\n` +
    `${entry.lotId ?? ''}\n${entry.holdId ?? ''}\n${entry.taskId ?? ''}\n${iso(entry.createdAt)}\n` +
    `${entry.reason === null ? '' : JSON.stringify(entry.reason)}\n${bytesOf(previous).toString('hex')}\n`
  )
}

/** The time of the last entry, as text: all entries of a decision have the same one. */
let last = { ms: Number.NaN, text: '' }

function iso(time: Date): string {
  const ms = time.getTime()
  if (ms !== last.ms) last = { ms, text: time.toISOString() }
  return last.text
}

/** The same memory as a Buffer. */
function bytesOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}
