// Closing an organization: its tasks, its subscription and its credits.
//
// One decision sets it to CLOSING: nothing new can begin, and its members and keys have no access. Then the request or a sweep
// winds it up: the subscription is canceled, open tasks are canceled and open holds released, so all credits are back in their
// lots; members' credits and debts go to the pool, which pays its debts; and the remaining credits are revoked, with the reason
// in the journal. Locked credits stay locked; if they become available later, the organization is CLOSING
// again and they are revoked. Open payments are canceled; its issuer is removed, and saved means of payment at their providers. A remaining debt
// stays on record, as the platform's claim. In the end the organization is CLOSED. Its data stays, and the platform can read it.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { countAccess } from '../access/access.ts'
import type { App } from '../app.ts'
import { transact } from '../database/transact.ts'
import type { Idempotency } from '../engine/command.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import { type MemberId, type OrganizationId, uuidOf } from '../ids.ts'
import { must } from '../ledger/must.ts'
import { type CommonRefusal, operate } from '../operation.ts'
import { type ChangedOrganization, changeOrganization } from '../organizations/change.ts'
import { forgetIssuer } from '../organizations/issuers.ts'
import { cancelOpenPayments } from '../payments/closing.ts'
import { forgetMethods } from '../payments/methods.ts'
import { cancel } from '../plans/operations.ts'
import { field } from '../refusals.ts'
import { cancelTask } from '../tasks/steps.ts'
import { revokeCredits } from '../wallets/adjustments.ts'
import { settleUp } from '../wallets/debts.ts'
import { closeHold } from '../wallets/holds.ts'

/** The most tasks or holds that are ended at a time. */
const ENDED_AT_ONCE_MAX = 200

const Closing = z.object({
  organizationId: uuidOf.organization,
  reason: field.text(500).min(1),
  idempotencyKey: field.idempotencyKey,
})

/** Closes an organization for good. */
export function closeOrganization(
  app: App,
  input: z.input<typeof Closing>,
): Promise<ChangedOrganization | CommonRefusal> {
  return operate({
    name: 'closeOrganization',
    schema: Closing,
    input,
    run: async ({ organizationId, reason }, key) => {
      const outcome = await app.lane.run(closeCommand(organizationId, reason, key))
      if (outcome.kind === 'decided') {
        await transact(app.prisma, countAccess)
        await app.access.look()
        await windUp(app, organizationId)
      }
      return outcome
    },
    find: async (id) => ({ organization: { id } }),
  })
}

/** Sets an organization to CLOSING: from now on nothing new can begin. */
function closeCommand(organizationId: OrganizationId, reason: string, key: Idempotency | null) {
  const closing = { status: 'CLOSING', statusReason: reason } as const
  const facts = ({ status, statusReason }: OrganizationSnapshot) => ({ status, reason: statusReason })
  return changeOrganization(organizationId, 'closeOrganization', { change: () => closing, facts }, key)
}

/** Winds up organizations whose closing was interrupted. Returns the number that were closed. */
export async function sweepClosing(app: App): Promise<number> {
  const closing = await app.prisma.organization.findMany({
    where: { status: 'CLOSING' },
    select: { id: true },
    take: 10,
  })
  let closed = 0
  for (const { id } of closing) if (await windUp(app, id)) closed++
  return closed
}

/** Winds an organization up. Returns whether it is CLOSED; if credits came back meanwhile, the next sweep continues. */
async function windUp(app: App, organizationId: OrganizationId): Promise<boolean> {
  await cancel(app, { organizationId, atPeriodEnd: false }, 'PLATFORM')
  await endOpenTasks(app, { organizationId })
  await releaseOpenHolds(app, { organizationId })
  const reason = 'The organization was closed.'
  const members = await app.prisma.wallet.findMany({
    where: {
      organizationId,
      holderId: { not: organizationId },
      OR: [{ available: { gt: 0n } }, { owed: { gt: 0n } }],
    },
  })
  for (const { holderId, creditType } of members) {
    const how = { givesBack: true, reason, newLotId: () => uuidv7() }
    await app.lane.run(settleUp(organizationId, holderId, creditType, how))
  }
  const wallets = await app.prisma.wallet.findMany({ where: { organizationId, available: { gt: 0n } } })
  for (const { holderId, creditType, available } of wallets) {
    await app.lane.run(revokeCredits(organizationId, holderId, creditType, available, reason, null))
  }
  await cancelOpenPayments(app, organizationId)
  await forgetIssuer(app, organizationId)
  // A provider that does not answer is asked again by the next sweep.
  if (!(await forgetMethods(app, organizationId))) return false
  const outcome = await app.lane.run({
    organizationId,
    idempotency: null,
    reads: { everyWallet: true },
    evenClosed: true,
    decide(batch) {
      const isEmpty = batch.walletsOf(organizationId).every(({ wallet }) => wallet.available + wallet.frozen === 0n)
      if (isEmpty)
        batch.putOrganization({
          ...must(batch.organization(organizationId), 'commands always read it'),
          status: 'CLOSED',
        })
      return { value: { isEmpty }, resultId: organizationId }
    },
  })
  const isClosed = outcome.kind === 'decided' && outcome.value.isEmpty
  // Counted again: the process that closed it may have been killed before it did so.
  if (isClosed) await transact(app.prisma, countAccess)
  return isClosed
}

/** Cancels all open tasks of an organization, or of one member. */
export async function endOpenTasks(
  app: App,
  { organizationId, memberId }: { organizationId: OrganizationId; memberId?: MemberId },
): Promise<void> {
  while (true) {
    const open = await app.prisma.task.findMany({
      where: { organizationId, memberId, endedAt: null },
      select: { id: true },
      take: ENDED_AT_ONCE_MAX,
    })
    if (open.length === 0) return
    await Promise.all(open.map(({ id }) => cancelTask(app, { organizationId, taskId: id, memberId: null }, null)))
  }
}

/** Ends all open holds of an organization, or of one holder, that no task ends. They spend what was metered. */
export async function releaseOpenHolds(
  app: App,
  { organizationId, holderId }: { organizationId: OrganizationId; holderId?: string },
): Promise<void> {
  while (true) {
    const open = await app.prisma.hold.findMany({
      where: { organizationId, status: 'OPEN', taskId: null, wallet: { holderId } },
      select: { id: true },
      take: ENDED_AT_ONCE_MAX,
    })
    if (open.length === 0) return
    await Promise.all(open.map(({ id }) => closeHold(app, { organizationId, holdId: id })))
  }
}
