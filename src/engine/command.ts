// A command: one thing that the lane decides, together with whatever else is in its batch.
//
// A command says beforehand which rows it needs (`reads`), so that a whole batch is loaded with a few statements.
// `decide` then runs against the loaded batch, after every command before it: it calls the pure rules, puts what
// they decided into the batch, and answers; or it returns a refusal and puts nothing.

import type { Refusal } from '../ledger/refusals.ts'
import type { Batch } from './batch.ts'

export interface Command<Value, Refused extends Refusal = Refusal> {
  readonly organizationId: string
  /** The caller's key and the SHA-256 of what was asked, or null when the caller gave none. */
  readonly idempotency: Idempotency | null
  readonly reads: Reads
  /** Whether it is done for an organization that was closed, too, or is being. Others are refused there before they decide. */
  readonly evenClosed?: boolean
  decide(batch: Batch): Decided<Value> | Refused
}

export interface Idempotency {
  /** 1 to 255 characters, the caller's own, unique within the organization. */
  readonly key: string
  readonly fingerprint: Uint8Array
}

/** What of an organization can be counted: its members, its pools of credits, and its tasks that wait for an admin. */
export type CountName = 'members' | 'pools' | 'waitingTasks'

/** Rows that a command needs, all of its organization. How that stands is always there. */
interface Reads {
  /** Whose wallets are meant by `creditType` and `price`: the organization's own id for its pool, members' ids for theirs. */
  readonly holders?: readonly string[]
  /** The holders' wallets of this credit type, with their open lots. */
  readonly creditType?: string
  /** The holders' wallets of all credit types that have ever paid for this operation. */
  readonly price?: { readonly model: string; readonly operation: string }
  /** This task, its hold if it has one, and the wallet that pays. */
  readonly taskId?: string
  /** This hold and its wallet. */
  readonly holdId?: string
  /** This wallet, with its open lots. */
  readonly walletId?: string
  /** All wallets of the organization, its members' too. */
  readonly everyWallet?: boolean
  /** This quote, with its items. */
  readonly quoteId?: string
  /** How many of these the organization has. */
  readonly counts?: readonly CountName[]
  /** Of the holders' wallets of this credit type, also the lots that their open lots were split off from. */
  readonly originsOf?: string
  /** What the period of a budget that this command makes has used so far. */
  readonly usedSoFar?: UsedSoFar
  /** This lot, the one it was split off from, all that was split off that one, and the wallets they are in. */
  readonly familyOf?: string
}

/** A new budget, and what of its period the lane is to read: src/engine/usedSoFar.ts. */
export interface UsedSoFar {
  readonly budgetId: string
  readonly creditType: string
  readonly memberId: string | null
  readonly apiKeyId: string | null
  readonly model: string | null
  readonly operation: string | null
  readonly periodStart: Date
  /** What holds spent that ended earlier is known. */
  readonly since: Date
  /** How many open holds it counts at most. */
  readonly openMax: number
}

/** A yes: the value for the caller, and the id of what was made or ended, for whoever repeats the key. */
export interface Decided<Value> {
  readonly value: Value
  readonly resultId: string
  /** What the audit log says of it, if it is an administrative act. */
  readonly act?: Act
}

/** An administrative act, for the audit log. Who did it is known by itself: acting.ts. */
export interface Act {
  /** What was done, by the mutation's name. */
  readonly action: string
  readonly subjectType: string
  readonly subjectId: string
  /** As it was, and as it is: what changed of it, as JSON holds it. */
  readonly before?: Facts
  readonly after?: Facts
}

/** Credits stand as text, for JSON's numbers end at 2^53. */
export type Facts = { readonly [name: string]: string | number | boolean | null | readonly string[] }

/** The result of a command, after its commit. */
export type Outcome<Value, Refused extends Refusal = Refusal> = Accepted<Value> | Replayed | Rejected<Refused>

interface Accepted<Value> extends Decided<Value> {
  readonly kind: 'decided'
}

/** The idempotency key was used before, and `resultId` is what the first command made or changed. */
interface Replayed {
  readonly kind: 'replayed'
  readonly resultId: string
}

interface Rejected<Refused extends Refusal> {
  readonly kind: 'refused'
  readonly refusal: Refused
}

/** The refusals of the lane itself, which every command can get. */
export type LaneRefusal = OrganizationClosed | IdempotencyConflict

interface OrganizationClosed extends Refusal {
  readonly code: 'NOT_FOUND'
}

/** An organization that was closed is refused as if it did not exist. */
export const ORGANIZATION_CLOSED: OrganizationClosed = {
  code: 'NOT_FOUND',
  message: 'There is no such organization: it was closed.',
}

/** Nothing is due. Only commands of sweeps are refused with it, so no caller of the API sees it. */
export interface Skipped extends Refusal {
  readonly code: 'SKIPPED'
}

export function skip(): Skipped {
  return { code: 'SKIPPED', message: 'Nothing is due.' }
}

export interface IdempotencyConflict extends Refusal {
  readonly code: 'IDEMPOTENCY_CONFLICT'
}

export function idempotencyConflict(key: string): IdempotencyConflict {
  return {
    code: 'IDEMPOTENCY_CONFLICT',
    message: `The idempotency key ${JSON.stringify(key)} was used before with other parameters. Use a new key.`,
  }
}
