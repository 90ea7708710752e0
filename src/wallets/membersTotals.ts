// The sums of the credits that members of an organization hold, by credit type.

import type { App } from '../app.ts'

export interface MembersTotal {
  readonly creditType: string
  /** The number of members who have a wallet of the type. */
  readonly members: number
  readonly available: bigint
  readonly locked: bigint
  readonly frozen: bigint
  readonly owed: bigint
}

/** The sums over the wallets of members, as the journal has them. */
export async function totalsOfMembers({ prisma }: App, organizationId: string): Promise<MembersTotal[]> {
  const groups = await prisma.wallet.groupBy({
    by: ['creditType'],
    where: { organizationId, holderId: { not: organizationId } },
    _count: true,
    _sum: { available: true, locked: true, frozen: true, owed: true },
    orderBy: { creditType: 'asc' },
  })
  return groups.map(({ creditType, _count: members, _sum: { available, locked, frozen, owed } }) => ({
    ...{ creditType, members },
    ...{ available: available ?? 0n, locked: locked ?? 0n, frozen: frozen ?? 0n, owed: owed ?? 0n },
  }))
}
