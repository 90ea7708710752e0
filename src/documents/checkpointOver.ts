// The checkpoint that covers given entries of an organization's journals.

import type { App } from '../app.ts'
import type { Checkpoint } from '../database/generated/client/client.ts'

/** A wallet, and the last of its entries that is to be covered; 0: it has none. */
interface LastOf {
  readonly walletId: string
  readonly last: bigint
}

// For each wallet the first published head that covers its last entry, and of all these the newest checkpoint.
const CHECKPOINT = `
  SELECT max(p.number) AS number, count(p.number) = count(*) AS "isWhole"
  FROM unnest($2::uuid[], $3::bigint[]) AS cut (wallet_id, last)
  LEFT JOIN LATERAL (
    SELECT number FROM checkpoint_head
    WHERE organization_id = $1::uuid AND wallet_id = cut.wallet_id AND sequence >= cut.last
    ORDER BY sequence LIMIT 1
  ) AS p ON true`

/** The checkpoint with which the last of these entries was published; null: some are not published yet, or no entry was named. */
export async function checkpointOver(
  { prisma }: Pick<App, 'prisma'>,
  organizationId: string,
  cuts: readonly LastOf[],
): Promise<Checkpoint | null> {
  const wallets = cuts.filter(({ last }) => last > 0n)
  const [covered] = await prisma.$queryRawUnsafe<{ number: bigint | null; isWhole: boolean }[]>(
    CHECKPOINT,
    organizationId,
    wallets.map(({ walletId }) => walletId),
    wallets.map(({ last }) => last),
  )
  if (!covered?.isWhole || covered.number === null) return null
  return prisma.checkpoint.findUnique({ where: { number: covered.number } })
}
