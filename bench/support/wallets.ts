// Creates organizations with a full wallet each, for benches of the engine.

import { v7 as uuidv7 } from 'uuid'
import type { App } from '../../src/app.ts'
import { PLAIN_GRANT } from '../../src/ledger/grant.ts'
import { grantLot } from '../../src/wallets/grants.ts'

const CREDITS = 1_000_000_000n

/** Returns the ids of new organizations, each with a wallet of a thousand million music credits. */
export async function fillWallets(app: App, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => uuidv7())
  const createdAt = new Date()
  await app.prisma.organization.createMany({
    data: ids.map((id) => ({ id, name: id, mode: 'LIVE' as const, timeZone: 'UTC', membersUsePool: true, createdAt })),
  })
  await Promise.all(
    ids.map((id) => {
      const lot = { ...PLAIN_GRANT, lotId: uuidv7(), kind: 'TOP_UP' as const, credits: CREDITS }
      return app.lane.run(grantLot({ organizationId: id, creditType: 'music', walletId: uuidv7() }, () => lot, null))
    }),
  )
  return ids
}
