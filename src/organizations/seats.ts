// Seats: the number of members that a plan has room for.

import type { Prisma } from '../database/generated/client/client.ts'
import type { OrganizationId } from '../ids.ts'
import type { Refusal } from '../ledger/refusals.ts'

export interface SeatsExceeded extends Refusal {
  readonly code: 'SEATS_EXCEEDED'
  readonly seats: number
  readonly members: number
}

/** Refuses a plan with fewer seats than members; null if they fit. */
export function refuseSeats(plan: { name: string; seats: number | null }, members: number): SeatsExceeded | null {
  if (plan.seats === null || members <= plan.seats) return null
  const message = `The plan ${plan.name} is for at most ${plan.seats} members, and the organization would have ${members}. Remove members, or choose a plan with more seats.`
  return { code: 'SEATS_EXCEEDED', message, seats: plan.seats, members }
}

/**
 * Refuses another member if the plan has no seat left; null if it has. A plan that the organization changes to at the end of the
 * period must have the seat, too.
 */
export async function refuseMoreSeats(
  transaction: Prisma.TransactionClient,
  organizationId: OrganizationId,
): Promise<SeatsExceeded | null> {
  const subscription = await transaction.subscription.findFirst({
    where: { organizationId, endedAt: null },
    include: { plan: true },
  })
  if (!subscription) return null
  const { plan, nextPlanId } = subscription
  const planned = nextPlanId && (await transaction.plan.findUnique({ where: { id: nextPlanId } }))
  const members = await transaction.member.count({ where: { organizationId, removedAt: null } })
  return refuseSeats(plan, members + 1) ?? (planned ? refuseSeats(planned, members + 1) : null)
}
