// Members that an organization gets at their first sign-in by its issuer, if its OWNER has chosen a role for them.

import type { App } from '../app.ts'
import { record } from '../audit/record.ts'
import { transact } from '../database/transact.ts'
import { actAs } from '../engine/acting.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { putMember } from './members.ts'

/** A person whom the issuer of an organization has just signed in. */
export interface SignedIn {
  readonly organizationId: string
  readonly subject: string
  readonly name: string
  /** The address that the issuer says is theirs. */
  readonly email: string
  /** The client's address; null if it is not known. */
  readonly address: string | null
}

type Joined = { readonly joined: boolean }

/**
 * Makes a person a member, unless they are one or were removed, or an invitation to their address waits, whose role they get. Without
 * a free seat they stay outside: the log says so, and the next sign-in tries again.
 */
export async function joinByIssuer(app: App, signedIn: SignedIn): Promise<void> {
  const { organizationId, subject, name, address } = signedIn
  // Most organizations let nobody join so, and most sign-ins are of members: both are seen without a transaction.
  const where = { organizationId, joinRole: { not: null } }
  if ((await app.prisma.organizationIssuer.count({ where })) === 0) return
  if ((await app.prisma.member.count({ where: { organizationId, subject } })) > 0) return
  const actor = { kind: 'PERSON' as const, id: subject, name, address, requestId: null }
  const outcome = await actAs(actor, () => join(app, signedIn))
  if (isRefusal(outcome)) {
    app.log.info(
      { organizationId, code: outcome.code },
      'a person who signed in by the issuer could not become a member',
    )
  } else if (outcome.joined) await app.access.look()
}

function join(app: App, { organizationId, subject, name, email }: SignedIn): Promise<Joined | Refusal> {
  return transact<Joined | Refusal>(app.prisma, async (transaction) => {
    const issuer = await transaction.organizationIssuer.findUnique({ where: { organizationId } })
    const role = issuer?.joinRole
    if (!role || (await transaction.member.count({ where: { organizationId, subject } })) > 0) return { joined: false }
    const open = { acceptedAt: null, declinedAt: null, withdrawnAt: null, expiresAt: { gt: app.clock() } }
    const invited = { organizationId, email: { equals: email, mode: 'insensitive' as const }, ...open }
    if ((await transaction.invitation.count({ where: invited })) > 0) return { joined: false }
    const member = await putMember(app, transaction, { organizationId, name, role, subject }, {})
    if (isRefusal(member)) return member
    const act = { action: 'joinByIssuer', subjectType: 'Member', subjectId: member.id, after: { role, name } }
    await record(app, transaction, organizationId, act, app.clock())
    return { joined: true }
  })
}
