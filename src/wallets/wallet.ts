// Wallets and their holders, as operations find them.

import type { App } from '../app.ts'
import { rowOf } from '../database/row.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command } from '../engine/command.ts'
import type { Refusal } from '../ledger/refusals.ts'
import type { Wallet } from '../ledger/wallet.ts'
import type { Answer } from '../operation.ts'
import { refuseRemoved } from '../organizations/members.ts'
import { type NotFound, notFound } from '../refusals.ts'

export interface WalletValue {
  readonly wallet: Wallet
}

export type WalletAnswer = Answer<WalletValue>

/**
 * Ends credits that become available in a closed organization, such as those of a dispute that is won: the organization is
 * CLOSING again, and the sweep of closing revokes them.
 */
export function endIfClosed(batch: Batch, wallet: Wallet): void {
  const snapshot = batch.organization(wallet.organizationId)
  if (snapshot?.status === 'CLOSED' && wallet.available > 0n) batch.putOrganization({ ...snapshot, status: 'CLOSING' })
}

/**
 * The holder of a wallet: the organization itself for its pool, or a member. The lane refuses an organization that does not exist:
 * `inOrganization`.
 */
export function findHolder(
  app: App,
  organizationId: string,
  memberId: string | null | undefined,
  { evenRemoved } = { evenRemoved: false },
): string | Promise<string | NotFound> {
  if (!memberId) return organizationId
  // Look-ups of the same moment share one statement.
  const where = { organizationId_id: { organizationId, id: memberId } }
  return app.prisma.member.findUnique({ where, select: { removedAt: true } }).then((member) => {
    const gone = member && evenRemoved ? null : refuseRemoved(member)
    return gone ?? memberId
  })
}

/** The same command, refused if its organization does not exist. The lane knows that without a read of its own. */
export function inOrganization<Value, Refused extends Refusal>(
  command: Command<Value, Refused>,
): Command<Value, Refused | NotFound> {
  return {
    ...command,
    decide: (batch) => (batch.organization(command.organizationId) ? command.decide(batch) : notFound('organization')),
  }
}

export async function findWallet(app: App, organizationId: string, id: string): Promise<WalletValue> {
  return { wallet: await rowOf(app.prisma.wallet, organizationId, id) }
}
