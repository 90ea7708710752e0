// Requirements of organizations for the sessions of their members, and second factors that people have lost.
//
// A requirement holds for people who sign in. API keys stay as they are: nobody signs in with them.

import { z } from 'zod'
import { countAccess } from '../access/access.ts'
import type { Caller } from '../access/roles.ts'
import { removeSecondFactorOf } from '../access/secondFactor.ts'
import type { App } from '../app.ts'
import { recordAll } from '../audit/record.ts'
import type { SignInRequirement } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import type { OrganizationId } from '../ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { putAccountMail } from '../mail/accounts.ts'
import { field, type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { hasIssuer } from './issuers.ts'
import { lockOrganization } from './lock.ts'
import { refuseSession, type SignInRequired, signInRequired } from './sessions.ts'

interface Requirement {
  readonly organizationId: OrganizationId
  readonly requirement: SignInRequirement
}

export type SetRequirement = { readonly organization: { readonly id: OrganizationId } }

/** Sets the requirement of an organization. The same again changes nothing. Streams of sessions that do not meet it end. */
export async function setSignInRequirement(
  app: App,
  { organizationId, requirement }: Requirement,
  by: Caller,
): Promise<SetRequirement | NotFound | SignInRequired> {
  const refused = by.kind === 'tenant' && by.person ? refuseSession(by.person, organizationId, requirement) : null
  // An OWNER does not lock themself out.
  if (refused) return refused
  const set = await transact<SetRequirement | NotFound | SignInRequired>(app.prisma, async (transaction) => {
    const closed = await lockOrganization(transaction, organizationId)
    if (closed) return closed
    if (requirement === 'ISSUER' && !(await hasIssuer(transaction, organizationId))) {
      return signInRequired('The organization has no issuer with a verified domain: nobody could sign in.')
    }
    const where = { id: organizationId }
    const before = (await transaction.organization.findUniqueOrThrow({ where })).signIn
    if (before !== requirement) {
      await transaction.organization.update({ where, data: { signIn: requirement } })
      await countAccess(transaction)
      const subject = { action: 'setSignInRequirement', subjectType: 'Organization', subjectId: organizationId }
      const act = { ...subject, before: { requirement: before }, after: { requirement } }
      await recordAll(app, transaction, [{ organizationId, act }], app.clock())
    }
    return { organization: { id: organizationId } }
  })
  if (!isRefusal(set)) await app.access.look()
  return set
}

const Removal = z.object({ subject: field.text(500).min(3), reason: field.text(500).min(1) })

export interface RemovedSecondFactor {
  readonly subject: string
}

/** Removes the second factor of a person who has lost it. Their sessions end, and a mail tells them. */
export async function removeSecondFactor(
  app: App,
  input: z.input<typeof Removal>,
): Promise<RemovedSecondFactor | InvalidInput | NotFound> {
  const parsed = parseInput(Removal, input)
  if (!parsed.ok) return parsed.refusal
  const { subject, reason } = parsed.value
  const removed = await transact<RemovedSecondFactor | NotFound>(app.prisma, async (transaction) => {
    const user = await removeSecondFactorOf(transaction, subject)
    if (!user) return notFound('second factor')
    const now = app.clock()
    // Each organization that the person is a member of sees it, and the platform itself.
    const members = await transaction.member.findMany({ where: { subject, removedAt: null } })
    const act = { action: 'removeSecondFactor', after: { reason } }
    const acts = members.map(({ organizationId, id }) => ({
      organizationId,
      act: { ...act, subjectType: 'Member', subjectId: id },
    }))
    const ofPlatform = { ...act, subjectType: 'Platform', subjectId: PLATFORM_ID, after: { reason, subject } }
    await recordAll(app, transaction, [...acts, { organizationId: PLATFORM_ID, act: ofPlatform }], now)
    if (app.mail) {
      const { id: userId, name, email } = user
      const facts = { change: 'REMOVED_BY_PLATFORM', at: now.toISOString() }
      const mail = { kind: 'SECOND_FACTOR' as const, userId, name, email, facts, link: app.signInUrl ?? '' }
      await putAccountMail(app, transaction, { ...mail, usefulSeconds: null }, now)
    }
    return { subject }
  })
  if (!isRefusal(removed)) await app.access.look()
  return removed
}
