// Allocations: admins give members credits from the pool, individually or in equal shares, and take them back. A request is
// carried out as a whole or refused.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { RULES } from '../access/roles.ts'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency } from '../engine/command.ts'
import {
  type CreditsOutOfBounds,
  creditsOutOfBounds,
  type InsufficientCredits,
  insufficientCredits,
  isRefusal,
} from '../ledger/refusals.ts'
import { type Transfer, transferable } from '../ledger/transfer.ts'
import { CREDITS_MAX, type Credits } from '../ledger/wallet.ts'
import { type Answer, type CommonRefusal, operate, type Parameters } from '../operation.ts'
import { knowing } from '../organizations/knownNames.ts'
import { refuseMembers } from '../organizations/members.ts'
import { field, type InvalidInput, invalidInput, type NotFound, notFound } from '../refusals.ts'
import { applyTransfer, type Between, planTransfer } from './transfers.ts'

const MEMBERS_MAX = 1_000

const Common = z.object({
  organizationId: z.uuid(),
  creditType: field.creditType,
  reason: field.text(500).min(1).nullish(),
  idempotencyKey: field.idempotencyKey,
})

const Allocation = Common.extend({
  allocations: z
    .array(z.object({ memberId: z.uuid(), credits: field.credits }))
    .min(1)
    .max(MEMBERS_MAX)
    .refine((all) => new Set(all.map(({ memberId }) => memberId)).size === all.length, 'must not name a member twice'),
})

const EqualAllocation = Common.extend({
  credits: field.credits,
  /** The members who get a share; absent: all who may submit tasks. */
  memberIds: z.array(z.uuid()).min(1).max(MEMBERS_MAX).nullish(),
})

const Reclaim = Common.extend({
  /** The members who give credits back; absent: all. */
  memberIds: z.array(z.uuid()).min(1).max(MEMBERS_MAX).nullish(),
})

/** The credits that one member got or gave back. */
export interface Allocated {
  readonly organizationId: string
  readonly memberId: string
  readonly credits: Credits
}

interface Allocations {
  readonly allocated: readonly Allocated[]
}

export type AllocationAnswer = Answer<Allocations>
export type AllocationRefusal = CommonRefusal | InsufficientCredits | CreditsOutOfBounds | LimitReached

type MemberCredits = Pick<Allocated, 'memberId' | 'credits'>

/** A repetition lists no moves: the journals have those of the first request. */
const NOTHING_NOW = async (): Promise<Allocations> => ({ allocated: [] })

/** Gives members credits from the pool. */
export function allocateCredits(
  app: App,
  input: z.input<typeof Allocation>,
): Promise<AllocationAnswer | AllocationRefusal> {
  return allocate(app, 'allocateCredits', Allocation, input, async ({ organizationId, allocations }) => {
    const memberIds = allocations.map(({ memberId }) => memberId)
    const present = await presentMembers(app, organizationId, memberIds)
    if (present.length < allocations.length) {
      return (await refuseMembers(app, organizationId, memberIds)) ?? notFound('member')
    }
    return allocations
  })
}

/** Gives members equal shares of credits from the pool. The remainder stays there. */
export function allocateEqually(
  app: App,
  input: z.input<typeof EqualAllocation>,
): Promise<AllocationAnswer | AllocationRefusal> {
  return allocate(app, 'allocateEqually', EqualAllocation, input, async ({ organizationId, credits, memberIds }) => {
    const present = await presentMembers(app, organizationId, memberIds ?? null)
    if (memberIds && present.length < new Set(memberIds).size) {
      return (await refuseMembers(app, organizationId, memberIds)) ?? notFound('member')
    }
    if (present.length === 0) return nobodySubmits()
    const share = credits / BigInt(present.length)
    if (share === 0n) {
      return invalidInput({ path: 'credits', message: `must be at least ${present.length}, one for each member` })
    }
    return present.map((memberId) => ({ memberId, credits: share }))
  })
}

function nobodySubmits(): InvalidInput {
  const message = 'must be given: no member of the organization may submit tasks'
  return invalidInput({ path: 'memberIds', message })
}

function allocate<Schema extends typeof Common>(
  app: App,
  name: string,
  schema: Schema,
  input: z.input<Schema>,
  allocationsOf: (parameters: Parameters<Schema>) => Promise<readonly MemberCredits[] | NotFound | InvalidInput>,
): Promise<AllocationAnswer | AllocationRefusal> {
  return operate<Schema, Allocations, AllocationRefusal>({
    name,
    schema,
    input,
    run: async (parameters, key) => {
      const allocations = await allocationsOf(parameters)
      if (isRefusal(allocations)) return allocations
      const { organizationId, creditType, reason = null } = parameters
      const command = give(organizationId, creditType, allocations, moving(reason), key)
      const texts = allocations.map(({ memberId, credits }) => `${memberId}: ${credits}`)
      const given = audited(command, name, 'Wallet', { creditType, reason, allocations: texts })
      return app.lane.run(knowing(app, given, { creditType }))
    },
    find: NOTHING_NOW,
  })
}

/** Takes available credits of members back, to the lots that they came from. Frozen and locked credits stay. */
export function reclaimCredits(
  app: App,
  input: z.input<typeof Reclaim>,
): Promise<AllocationAnswer | AllocationRefusal> {
  return operate({
    name: 'reclaimCredits',
    schema: Reclaim,
    input,
    run: async ({ organizationId, creditType, memberIds, reason = null }, key) => {
      const holders = await holdersOf(app, organizationId, creditType, memberIds ?? null)
      const command = takeBack(organizationId, creditType, holders, moving(reason), key)
      const taken = audited(command, 'reclaimCredits', 'Wallet', { creditType, reason, members: holders })
      return app.lane.run(knowing(app, taken, { creditType }))
    },
    find: NOTHING_NOW,
  })
}

/** The given members who were not removed, or all members who may submit tasks; in the order in which they joined. */
export async function presentMembers(
  app: App,
  organizationId: string,
  memberIds: readonly string[] | null,
): Promise<string[]> {
  const which = memberIds ? { id: { in: [...memberIds] } } : { role: { in: SUBMITTERS } }
  const members = await app.prisma.member.findMany({
    where: { organizationId, removedAt: null, ...which },
    orderBy: { id: 'asc' },
    select: { id: true },
    take: MEMBERS_MAX,
  })
  return members.map(({ id }) => id)
}

const SUBMITTERS = [...RULES.submitTasks.roles]

/** The members whose wallets have available credits. */
export async function holdersOf(
  app: App,
  organizationId: string,
  creditType: string,
  memberIds: readonly string[] | null,
): Promise<string[]> {
  const wallets = await app.prisma.wallet.findMany({
    where: {
      organizationId,
      creditType,
      available: { gt: 0n },
      holderId: memberIds ? { in: memberIds.filter((id) => id !== organizationId) } : { not: organizationId },
    },
    orderBy: { id: 'asc' },
    select: { holderId: true },
    take: MEMBERS_MAX,
  })
  return wallets.map(({ holderId }) => holderId)
}

/** The reason for the journals, and ids for new lots in the receiving wallets. */
export type Moving = Omit<Transfer, 'credits'>

function moving(reason: string | null): Moving {
  return { reason, newLotId: uuidv7 }
}

/** Gives each member the named credits from the pool, or nobody if the pool has too few. */
export function give(
  organizationId: string,
  creditType: string,
  allocations: readonly MemberCredits[],
  how: Moving,
  key: Idempotency | null,
): Command<Allocations, InsufficientCredits | CreditsOutOfBounds | LimitReached> {
  const holders = [organizationId, ...allocations.map(({ memberId }) => memberId)]
  return {
    organizationId,
    idempotency: key,
    reads: { holders, creditType, originsOf: creditType },
    decide(batch) {
      const total = allocations.reduce((sum, { credits }) => sum + credits, 0n)
      const available = availableIn(batch, organizationId, organizationId, creditType)
      const pool = batch.walletOf(organizationId, organizationId, creditType)
      if (!pool || available < total) return insufficientCredits(creditType, total, available)
      for (const { memberId, credits } of allocations) {
        const refused = refuseRoom(batch, { organizationId, creditType, memberId, credits })
        if (refused) return refused
      }
      const allocated = allocations.map((to) => giveTo(batch, { organizationId, creditType, ...to }, how))
      return { value: { allocated }, resultId: pool.wallet.id }
    },
  }
}

/** Takes all available credits of each holder back to the pool. */
export function takeBack(
  organizationId: string,
  creditType: string,
  holders: readonly string[],
  how: Moving,
  key: Idempotency | null,
): Command<Allocations, NotFound> {
  return {
    organizationId,
    idempotency: key,
    reads: { holders: [organizationId, ...holders], creditType, originsOf: creditType },
    decide(batch) {
      const pool = batch.walletOf(organizationId, organizationId, creditType)
      if (!pool) return notFound('wallet')
      const allocated = takeBackFrom(batch, organizationId, creditType, holders, how)
      return { value: { allocated }, resultId: pool.wallet.id }
    },
  }
}

/** A standing rule that is due: the members who give credits back, and those who then get at most `credits` each. */
interface Cycle {
  readonly organizationId: string
  readonly creditType: string
  readonly ruleId: string
  readonly takeBackFrom: readonly string[]
  readonly giveTo: readonly string[]
  readonly credits: Credits
}

/** Carries a standing rule out. If the pool has too few credits for all, the members get equal shares of them. */
export function carryOutRule(
  { organizationId, creditType, ruleId, takeBackFrom: holders, giveTo: memberIds, credits: most }: Cycle,
  key: Idempotency | null,
): Command<Allocations, NotFound> {
  return {
    organizationId,
    idempotency: key,
    reads: { holders: [organizationId, ...holders, ...memberIds], creditType, originsOf: creditType },
    decide(batch) {
      if (!batch.walletOf(organizationId, organizationId, creditType)) return notFound('wallet')
      const back = takeBackFrom(batch, organizationId, creditType, holders, moving('Left from the cycle before.'))
      const available = availableIn(batch, organizationId, organizationId, creditType)
      const share = memberIds.length > 0 ? available / BigInt(memberIds.length) : 0n
      const credits = share < most ? share : most
      const how = moving('Given with each cycle.')
      // A member whose wallet has no room gets nothing, and keeps nobody else from theirs.
      const given = (credits > 0n ? memberIds : [])
        .map((memberId) => ({ organizationId, creditType, memberId, credits }))
        .filter((to) => refuseRoom(batch, to) === null)
        .map((to) => giveTo(batch, to, how))
      return { value: { allocated: [...back, ...given] }, resultId: ruleId }
    },
  }
}

type Gift = Allocated & { readonly creditType: string }

/** The reason why a member's wallet has no room for credits; null if it has. */
function refuseRoom(
  batch: Batch,
  { organizationId, creditType, memberId, credits }: Gift,
): CreditsOutOfBounds | LimitReached | null {
  const known = batch.walletOf(organizationId, memberId, creditType)
  if ((known?.wallet.granted ?? 0n) + credits > CREDITS_MAX) return creditsOutOfBounds()
  return refuseOneMore('lotsOfWallet', known?.lots.size ?? 0)
}

function availableIn(batch: Batch, organizationId: string, holderId: string, creditType: string): Credits {
  const state = batch.walletOf(organizationId, holderId, creditType)
  return state ? transferable(state, batch.timeOf(organizationId)) : 0n
}

function giveTo(batch: Batch, { organizationId, creditType, memberId, credits }: Gift, how: Moving): Allocated {
  const between = { organizationId, creditType, fromHolderId: organizationId, toHolderId: memberId }
  moveForSure(batch, between, { credits, ...how })
  return { organizationId, memberId, credits }
}

function takeBackFrom(
  batch: Batch,
  organizationId: string,
  creditType: string,
  holders: readonly string[],
  how: Moving,
): Allocated[] {
  return holders.flatMap((memberId) => {
    const credits = availableIn(batch, organizationId, memberId, creditType)
    if (credits === 0n) return []
    const between = { organizationId, creditType, fromHolderId: memberId, toHolderId: organizationId }
    moveForSure(batch, between, { credits, ...how })
    return [{ organizationId, memberId, credits }]
  })
}

/** Moves credits that were checked to be available, to a wallet that was checked to have room. */
function moveForSure(batch: Batch, between: Omit<Between, 'walletId'>, command: Transfer): void {
  const move = planTransfer(batch, { ...between, walletId: uuidv7() }, command)
  if (isRefusal(move)) throw new RangeError(`an allocation that was checked was refused: ${move.message}`)
  applyTransfer(batch, move)
}
