// Removing members: their credits go back to the pool, which also takes over the debts of their wallets, and their open tasks are
// canceled or finished. src/wallets/debts.ts hands over a debt that comes later, of a task that is settled late.
//
// The request or a sweep does this after the removal, and again for credits that come back to the wallet later, for example
// because a task that was to be finished has failed. Locked credits go back once they can be used.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { Caller } from '../access/roles.ts'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { Leaving, type Member } from '../database/generated/client/client.ts'
import { uuidOf } from '../ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { changeMember, type LastOwner, type MemberAnswer, type OwnersOnly } from '../organizations/members.ts'
import { type InvalidInput, type NotFound, parseInput } from '../refusals.ts'
import { settleUp } from '../wallets/debts.ts'
import { endOpenTasks, releaseOpenHolds } from './closing.ts'

const MEMBERS_AT_ONCE_MAX = 50

type Leaver = Pick<Member, 'organizationId' | 'id' | 'leaving'>

// Served by the indexes member_leaving, wallet_organization_id_holder_id_credit_type_key and task_due.
const DUE = `
  SELECT m.organization_id AS "organizationId", m.id, m.leaving
  FROM member m
  WHERE m.leaving IS NOT NULL AND (
    m.leaving = 'CANCEL_TASKS' AND EXISTS (
      SELECT FROM task t WHERE t.organization_id = m.organization_id AND t.member_id = m.id AND t.ended_at IS NULL
    )
    OR EXISTS (
      SELECT FROM wallet w WHERE w.organization_id = m.organization_id AND w.holder_id = m.id
        AND (w.available > 0 OR w.owed > 0)
    )
    OR NOT EXISTS (
      SELECT FROM wallet w WHERE w.organization_id = m.organization_id AND w.holder_id = m.id
        AND w.available + w.locked + w.frozen + w.owed > 0
    ) AND NOT EXISTS (
      SELECT FROM task t WHERE t.organization_id = m.organization_id AND t.member_id = m.id AND t.ended_at IS NULL
    )
  )
  LIMIT ${MEMBERS_AT_ONCE_MAX}`

const Removal = z.object({ organizationId: uuidOf.organization, memberId: uuidOf.member, openTasks: z.enum(Leaving) })

/**
 * Removes a member: their keys and sessions end, the credits of their wallet go back to the pool, and their open tasks
 * are canceled or finished.
 */
export async function removeMember(
  app: App,
  input: z.input<typeof Removal>,
  by: Caller,
): Promise<MemberAnswer | InvalidInput | NotFound | LastOwner | OwnersOnly> {
  const parsed = parseInput(Removal, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, memberId, openTasks } = parsed.value
  const removedAt = app.clock()
  const removed = await changeMember<never>(app, organizationId, memberId, by, 'removeMember', async (before) => ({
    data: {
      removedAt,
      leaving: openTasks,
      apiKeys: { updateMany: { where: { revokedAt: null }, data: { revokedAt: removedAt } } },
    },
    staysOwner: false,
    touchesOwners: before.role === 'OWNER',
    refusal: null,
  }))
  if (!isRefusal(removed)) await finishLeaving(app, removed.member)
  return removed
}

/** Returns credits that have come back since the removal. Returns the number of members that are finished. */
export async function sweepLeaving(app: App): Promise<number> {
  const due = await app.prisma.$queryRawUnsafe<Leaver[]>(DUE)
  let finished = 0
  for (const member of due) if (await finishLeaving(app, member)) finished++
  return finished
}

/** Ends a member's tasks, if that was chosen, and returns the credits. Returns whether nothing is left. */
async function finishLeaving(app: App, { organizationId, id: memberId, leaving }: Leaver): Promise<boolean> {
  if (leaving === 'CANCEL_TASKS') {
    await endOpenTasks(app, { organizationId, memberId })
    await releaseOpenHolds(app, { organizationId, holderId: memberId })
  }
  const ofMember = { organizationId, holderId: memberId }
  for (const { creditType } of await app.prisma.wallet.findMany({
    where: { ...ofMember, OR: [{ available: { gt: 0n } }, { owed: { gt: 0n } }] },
  })) {
    const how = { givesBack: true, reason: 'The member was removed.', newLotId: () => uuidv7() }
    const facts = { creditType, fromMemberId: memberId, reason: how.reason }
    const command = settleUp(organizationId, memberId, creditType, how)
    await app.lane.run(audited(command, 'transferCredits', 'Wallet', facts))
  }
  const rest = {
    OR: [{ available: { gt: 0n } }, { locked: { gt: 0n } }, { frozen: { gt: 0n } }, { owed: { gt: 0n } }],
  }
  const [wallets, tasks] = await Promise.all([
    app.prisma.wallet.count({ where: { ...ofMember, ...rest } }),
    app.prisma.task.count({ where: { organizationId, memberId, endedAt: null } }),
  ])
  if (wallets + tasks > 0) return false
  await app.prisma.member.update({
    where: { organizationId_id: { organizationId, id: memberId } },
    data: { leaving: null },
  })
  return true
}
