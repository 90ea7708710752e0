// Finding a wallet and its holder.

import type { App } from '../app.ts'
import type { Organization } from '../database/generated/client/client.ts'
import type { Wallet } from '../ledger/wallet.ts'
import { type NotFound, notFound } from '../refusals.ts'

/** Whose wallet is meant: the organization's pool, or one of its members'. */
export async function findHolder(
  app: App,
  organizationId: string,
  memberId: string | null | undefined,
  { evenRemoved } = { evenRemoved: false },
): Promise<string | NotFound> {
  if (!memberId) return (await findOrganization(app, organizationId)) ? organizationId : notFound('organization')
  const removed = evenRemoved ? {} : { removedAt: null }
  const isMember = (await app.prisma.member.count({ where: { organizationId, id: memberId, ...removed } })) === 1
  return isMember ? memberId : notFound('member')
}

export function findOrganization(app: App, id: string): Promise<Organization | null> {
  return app.prisma.organization.findUnique({ where: { id } })
}

export async function findWallet(app: App, organizationId: string, id: string): Promise<{ wallet: Wallet }> {
  return { wallet: await app.prisma.wallet.findUniqueOrThrow({ where: { organizationId_id: { organizationId, id } } }) }
}
