// Allocations: admins give members credits from the pool, many at once or all alike, and take them back. All of one request
// is done, or nothing.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { RULES } from '../access/roles.ts'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command, Idempotency, IdempotencyConflict } from '../engine/command.ts'
import { idempotency } from '../engine/idempotency.ts'
import {
  type CreditsOutOfBounds,
  creditsOutOfBounds,
  type InsufficientCredits,
  insufficientCredits,
  isRefusal,
} from '../ledger/refusals.ts'
import { type Transfer, transfer, transferable } from '../ledger/transfer.ts'
import { CREDITS_MAX, type Credits, newWallet, type WalletState } from '../ledger/wallet.ts'
import { field, type InvalidInput, invalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'

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
    .refine((all) => new Set(all.map(({ memberId }) => memberId)).size === all.length, 'names a member twice'),
})

const EqualAllocation = Common.extend({
  credits: field.credits,
  /** All who may submit tasks if absent. */
  memberIds: z.array(z.uuid()).min(1).max(MEMBERS_MAX).nullish(),
})

const Reclaim = Common.extend({
  /** All if absent. */
  memberIds: z.array(z.uuid()).min(1).max(MEMBERS_MAX).nullish(),
})

/** What one member got, or gave back. */
export interface Allocated {
  readonly organizationId: string
  readonly memberId: string
  readonly credits: Credits
}

export interface AllocationAnswer {
  readonly allocated: readonly Allocated[]
  readonly replayed: boolean
}

type Common = InvalidInput | NotFound | IdempotencyConflict
export type AllocationRefusal = Common | InsufficientCredits | CreditsOutOfBounds | LimitReached

/** Gives members credits from the pool. */
export async function allocateCredits(
  app: App,
  input: z.input<typeof Allocation>,
): Promise<AllocationAnswer | AllocationRefusal> {
  const parsed = parseInput(Allocation, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, allocations } = parameters
  const present = await presentMembers(
    app,
    organizationId,
    allocations.map(({ memberId }) => memberId),
  )
  if (present.length < allocations.length) return notFound('member')
  const key = idempotency(idempotencyKey, 'allocateCredits', parameters)
  return allocate(app, 'allocateCredits', parameters, allocations, key)
}

/** Gives members equal shares of so many credits from the pool; what can’t be shared stays there. */
export async function allocateEqually(
  app: App,
  input: z.input<typeof EqualAllocation>,
): Promise<AllocationAnswer | AllocationRefusal> {
  const parsed = parseInput(EqualAllocation, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, credits, memberIds } = parameters
  const present = await presentMembers(app, organizationId, memberIds ?? null)
  if (present.length === 0 || (memberIds && present.length < new Set(memberIds).size)) return notFound('member')
  const share = credits / BigInt(present.length)
  if (share === 0n) return invalidInput({ path: 'credits', message: `are fewer than the ${present.length} members` })
  const allocations = present.map((memberId) => ({ memberId, credits: share }))
  const key = idempotency(idempotencyKey, 'allocateEqually', parameters)
  return allocate(app, 'allocateEqually', parameters, allocations, key)
}

/** Takes back what members have left, to the lots that it came from. What is frozen or locked stays. */
export async function reclaimCredits(
  app: App,
  input: z.input<typeof Reclaim>,
): Promise<AllocationAnswer | AllocationRefusal> {
  const parsed = parseInput(Reclaim, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { organizationId, creditType, memberIds, reason } = parameters
  const holders = await holdersOf(app, organizationId, creditType, memberIds ?? null)
  const key = idempotency(idempotencyKey, 'reclaimCredits', parameters)
  const command = takeBack(organizationId, creditType, holders, moving(reason ?? null), key)
  return run(app, audited(command, 'reclaimCredits', 'Wallet', { creditType, reason, members: holders }))
}

function allocate(
  app: App,
  action: 'allocateCredits' | 'allocateEqually',
  parameters: Pick<z.output<typeof Allocation>, 'organizationId' | 'creditType' | 'reason'>,
  allocations: readonly { readonly memberId: string; readonly credits: Credits }[],
  key: Idempotency | null,
): Promise<AllocationAnswer | AllocationRefusal> {
  const { organizationId, creditType, reason } = parameters
  const command = give(organizationId, creditType, allocations, moving(reason ?? null), key)
  return run(app, audited(command, action, 'Wallet', { creditType, reason, allocations: inWords(allocations) }))
}

async function run(
  app: App,
  command: Command<{ allocated: Allocated[] }>,
): Promise<AllocationAnswer | AllocationRefusal> {
  const outcome = await app.lane.run(command)
  if (outcome.kind === 'refused') return outcome.refusal as AllocationRefusal
  // Whoever repeats it sees the wallets as they are; what was moved then is in the journals.
  if (outcome.kind === 'replayed') return { allocated: [], replayed: true }
  return { allocated: outcome.value.allocated, replayed: false }
}

/** Those of these members who are there, or all who may submit tasks; in the order they joined. */
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

/** Whose wallets have something to take back. */
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

/** Why credits are moved, and an id for each lot that is new where they go. */
export type Moving = Omit<Transfer, 'credits'>

export function moving(reason: string | null): Moving {
  return { reason, newLotId: () => uuidv7() }
}

/** Gives each member what is named, from the pool, if that has it all. */
export function give(
  organizationId: string,
  creditType: string,
  allocations: readonly { readonly memberId: string; readonly credits: Credits }[],
  how: Moving,
  key: Idempotency | null,
): Command<{ allocated: Allocated[] }> {
  const holders = [organizationId, ...allocations.map(({ memberId }) => memberId)]
  return {
    organizationId,
    idempotency: key,
    reads: { holders, creditType, originsOf: creditType },
    decide(batch) {
      const total = allocations.reduce((sum, { credits }) => sum + credits, 0n)
      const available = availableIn(batch, organizationId, organizationId, creditType)
      if (available < total) return insufficientCredits(creditType, total, available)
      for (const { memberId, credits } of allocations) {
        const known = batch.walletOf(organizationId, memberId, creditType)
        if ((known?.wallet.granted ?? 0n) + credits > CREDITS_MAX) return creditsOutOfBounds()
        const tooMany = refuseOneMore('lotsOfWallet', known?.lots.size ?? 0)
        if (tooMany) return tooMany
      }
      const allocated = allocations.map(({ memberId, credits }) => {
        moveBetween(batch, organizationId, creditType, organizationId, memberId, credits, how)
        return { organizationId, memberId, credits }
      })
      return { value: { allocated }, resultId: poolIdOf(batch, organizationId, creditType) }
    },
  }
}

/** Takes back from each holder all that is available, and then gives members what `next` says, if a rule wants that. */
export function takeBack(
  organizationId: string,
  creditType: string,
  holders: readonly string[],
  how: Moving,
  key: Idempotency | null,
  next: {
    readonly memberIds: readonly string[]
    readonly credits: Credits
    readonly how: Moving
    readonly ruleId: string
  } | null = null,
): Command<{ allocated: Allocated[] }> {
  return {
    organizationId,
    idempotency: key,
    reads: { holders: [organizationId, ...holders, ...(next?.memberIds ?? [])], creditType, originsOf: creditType },
    decide(batch) {
      const allocated: Allocated[] = []
      for (const memberId of holders) {
        const credits = availableIn(batch, organizationId, memberId, creditType)
        if (credits === 0n) continue
        moveBetween(batch, organizationId, creditType, memberId, organizationId, credits, how)
        allocated.push({ organizationId, memberId, credits })
      }
      const pool = batch.walletOf(organizationId, organizationId, creditType)
      if (!pool) return notFound('wallet')
      if (next && next.memberIds.length > 0) {
        const share = availableIn(batch, organizationId, organizationId, creditType) / BigInt(next.memberIds.length)
        const credits = share < next.credits ? share : next.credits
        for (const memberId of credits > 0n ? next.memberIds : []) {
          moveBetween(batch, organizationId, creditType, organizationId, memberId, credits, next.how)
          allocated.push({ organizationId, memberId, credits })
        }
      }
      return { value: { allocated }, resultId: next?.ruleId ?? pool.wallet.id }
    },
  }
}

function availableIn(batch: Batch, organizationId: string, holderId: string, creditType: string): Credits {
  const state = batch.walletOf(organizationId, holderId, creditType)
  return state ? transferable(state, batch.timeOf(organizationId)) : 0n
}

/** Both have been looked at: there is nothing left that could refuse it. */
function moveBetween(
  batch: Batch,
  organizationId: string,
  creditType: string,
  fromHolderId: string,
  toHolderId: string,
  credits: Credits,
  how: Moving,
): void {
  const now = batch.timeOf(organizationId)
  const from = batch.walletOf(organizationId, fromHolderId, creditType) as WalletState
  const known = batch.walletOf(organizationId, toHolderId, creditType)
  const identity = { organizationId, id: uuidv7(), holderId: toHolderId, creditType, createdAt: now }
  const to: WalletState = known ?? { wallet: newWallet(identity), lots: new Map() }
  const lotOf = (id: string) => to.lots.get(id) ?? batch.closedLot(organizationId, id)
  const decision = transfer(from, to, { credits, ...how }, lotOf, now)
  if (isRefusal(decision)) throw new RangeError(`an allocation that was looked at was refused: ${decision.message}`)
  if (!known) batch.openWallet(to.wallet)
  batch.apply(decision.from)
  batch.apply(decision.to)
}

function poolIdOf(batch: Batch, organizationId: string, creditType: string): string {
  return (batch.walletOf(organizationId, organizationId, creditType) as WalletState).wallet.id
}

function inWords(allocations: readonly { readonly memberId: string; readonly credits: Credits }[]): string[] {
  return allocations.map(({ memberId, credits }) => `${memberId}: ${credits}`)
}
