// A command: one requested change, which the lane decides together with the other commands of its batch.
//
// A command names in advance the rows that it needs (`reads`), so that a whole batch is loaded with a few statements. `decide`
// then runs against the loaded batch, after every command before it: it calls the pure rules, puts their decisions into the
// batch and returns a result; or it returns a refusal and puts nothing.

import type { LabelKind } from '../database/generated/client/client.ts'
import type { Refusal } from '../ledger/refusals.ts'
import type { Batch, CountName } from './batch.ts'
import type { Act } from './records.ts'

export interface Command<Value, Refused extends Refusal = Refusal> {
  readonly organizationId: string
  /** The caller's key and the SHA-256 of the request; null if the caller gave no key. */
  readonly idempotency: Idempotency | null
  readonly reads: Reads
  /** True if it is decided even for an organization that is CLOSING or CLOSED. Others are refused there before they decide. */
  readonly evenClosed?: boolean
  /** True if it is decided even while a cycle has ended and what follows it was not decided yet. Before others, that is decided first. */
  readonly evenDue?: boolean
  decide(batch: Batch): Decided<Value> | Refused
}

export interface Idempotency {
  /** As it is stored, unique within the organization: src/engine/idempotency.ts. */
  readonly key: string
  /** As the caller gave it: 1 to 255 characters. */
  readonly given: string
  readonly fingerprint: Uint8Array
}

/** The rows that a command needs, all of its organization. The organization snapshot is always available. */
interface Reads {
  /** The holders of the wallets in `creditType` and `price`: the organization's own id for its pool, members' ids for theirs. */
  readonly holders?: readonly string[]
  /** The holders' wallets of this credit type, with their open lots. */
  readonly creditType?: string
  /** The holders' wallets of all credit types that have ever paid for this operation. */
  readonly price?: { readonly model: string; readonly operation: string }
  /** This task, its hold if it has one, and the wallet that pays. */
  readonly taskId?: string
  /** This hold and its wallet. */
  readonly holdId?: string
  /** This run, and those that it is a part of. */
  readonly runId?: string | undefined
  /** True: also the lots of the lines of this hold, or of the task's hold, with credits left or without. */
  readonly lotsOfHold?: boolean
  /** This wallet, with its open lots. */
  readonly walletId?: string
  /** All wallets of the organization, its members' too. */
  readonly everyWallet?: boolean
  /** This request for credits. */
  readonly requestId?: string
  /** The open requests of this member. */
  readonly requestsOf?: string
  /** This quote, with its items. */
  readonly quoteId?: string
  /** The counts to read. */
  readonly counts?: readonly CountName[]
  /** Of the holders' wallets of this credit type, also the lots that their open lots were split off from. */
  readonly originsOf?: string
  /** The new budget for which the usage of the present period is read. */
  readonly usedSoFar?: UsedSoFar
  /** The lineage of this lot, and its wallets: the lot’s origin, and all lots that were split off that one. */
  readonly lineageOf?: string
  /** This payment, with the lineages of all lots that it has brought. */
  readonly paymentId?: string
  /** True: the payments of periods of plans that are under way. */
  readonly planPayments?: boolean
  /** True: the acts that wait in the feed's outbox. */
  readonly outbox?: boolean
  /** The label of a thing, and the label that has an external id. */
  readonly label?: LabelKey
}

/** A label by its subject or its external id, or by both; null: not by that. */
export interface LabelKey {
  readonly kind: LabelKind
  readonly subjectId: string | null
  readonly externalId: string | null
}

/** A new budget, and the part of its period that the lane reads: src/engine/usedSoFar.ts. */
export interface UsedSoFar {
  readonly budgetId: string
  readonly creditType: string
  readonly memberId: string | null
  readonly apiKeyId: string | null
  readonly model: string | null
  readonly operation: string | null
  readonly tag: string | null
  readonly periodStart: Date
  /** Spending of holds that ended earlier is known. */
  readonly since: Date
  /** The most open holds that it counts. */
  readonly openMax: number
}

/** An accepted command: the value for the caller, and the id of what it created or changed, for a repetition of the key. */
export interface Decided<Value> {
  readonly value: Value
  readonly resultId: string
  /** The entry in the audit log, if the command is an administrative act. */
  readonly act?: Act
}

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
  readonly code: 'ENDED'
  readonly endedAt: null
}

/** Only the platform sees a closed organization, so the refusal may say what it is. */
export const ORGANIZATION_CLOSED: OrganizationClosed = {
  code: 'ENDED',
  message: 'This organization was closed: it can be read, and nothing in it can be changed.',
  endedAt: null,
}

/** The mark of a command that has to wait: the organization's cycle has ended, and the lane decides first what follows it. */
export const CYCLE_DUE: Refusal = { code: 'CYCLE_DUE', message: 'The cycle has ended.' }

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
