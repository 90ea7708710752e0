// The statement of a month: the credits that an organization had, that came, went and were left, and what was paid. It adds up: opening +
// in − out = closing, to the credit, because all of it follows from the journal.
//
// Of a million entries of a month it reads a few: the last entry before the month and the last one in it say what each wallet had, by
// the balances that every entry records. The entries of lots have an index of their own, and the hours of usage have the sums of all others.

import type { App } from '../app.ts'
import type { Checkpoint, LotKind, Receipt } from '../database/generated/client/client.ts'
import { inSnapshot } from '../database/snapshot.ts'
import type { JournalEntryType } from '../ledger/journal.ts'
import type { InvalidInput, NotFound } from '../refusals.ts'
import { notFound } from '../refusals.ts'
import { lastBefore } from '../usage/lastBefore.ts'
import type { Range } from '../usage/periods.ts'
import { checkpointOver } from './checkpointOver.ts'
import { type Life, rangeOf, refuseMonth } from './months.ts'
import { readUsed, type Used } from './used.ts'

/** The most lots, models and members that a statement lists of each credit type. */
export const LINES_MAX = 1_000

/** Credits that came in as a lot. */
export interface LotIn {
  readonly organizationId: string
  readonly lotId: string
  readonly kind: LotKind
  readonly credits: bigint
  readonly source: string | null
  readonly paymentId: string | null
  readonly at: Date
}

/** The credits of one type. */
export interface CreditStatement {
  readonly organizationId: string
  readonly creditType: string
  readonly opening: bigint
  readonly granted: bigint
  readonly refunded: bigint
  readonly spent: bigint
  readonly repaid: bigint
  readonly expired: bigint
  readonly revoked: bigint
  readonly closing: bigint
  /** The part of `closing` that holds have. */
  readonly frozen: bigint
  /** The credits that went from one wallet of the organization to another. */
  readonly moved: bigint
  readonly owed: bigint
  readonly writtenOff: bigint
  readonly lots: readonly LotIn[]
  readonly models: readonly Used[]
  readonly members: readonly Used[]
  readonly isComplete: boolean
}

export interface Statement {
  readonly organizationId: string
  /** The name at the end of the month, or now if that is earlier. */
  readonly organizationName: string
  readonly month: string
  readonly timeZone: string
  readonly range: Range
  /** True if the month has ended. */
  readonly isFinal: boolean
  readonly credits: readonly CreditStatement[]
  /** The receipts and credit notes of the month. */
  readonly payments: readonly Receipt[]
  /** The first checkpoint that covers every entry of the month; null: some entry is not published yet. */
  readonly checkpoint: Checkpoint | null
}

/** A wallet, and the numbers of its last entries before the month and in it; 0: no such entry. */
interface Cut {
  readonly walletId: string
  readonly creditType: string
  readonly before: bigint
  readonly last: bigint
  readonly opening: bigint
  readonly closing: bigint
  readonly frozen: bigint
}

const CUTS = `
  SELECT w.id AS "walletId", w.credit_type AS "creditType", a.sequence AS before, z.sequence AS last,
    coalesce(o.available + o.locked + o.frozen, 0) AS opening, coalesce(c.available + c.locked + c.frozen, 0) AS closing,
    coalesce(c.frozen, 0) AS frozen
  FROM wallet w
  CROSS JOIN LATERAL (${lastBefore('$2', '$1::uuid')}) AS a
  CROSS JOIN LATERAL (${lastBefore('$3', '$1::uuid')}) AS z
  LEFT JOIN journal_entry o ON o.organization_id = w.organization_id AND o.wallet_id = w.id AND o.sequence = a.sequence
  LEFT JOIN journal_entry c ON c.organization_id = w.organization_id AND c.wallet_id = w.id AND c.sequence = z.sequence
  WHERE w.organization_id = $1::uuid AND w.sequence > 0
  ORDER BY w.credit_type, w.id`

/** The wallets that were sent, with the entries of their lots in the month. Served by journal_entry_of_lots. */
const LOT_ENTRIES = `
  FROM unnest($2::uuid[], $3::bigint[], $4::bigint[]) AS cut (wallet_id, before, last)
  JOIN wallet w ON w.organization_id = $1::uuid AND w.id = cut.wallet_id
  CROSS JOIN LATERAL (
    SELECT type, credits, lot_id, hold_id, created_at FROM journal_entry
    WHERE organization_id = $1::uuid AND wallet_id = cut.wallet_id AND sequence > cut.before AND sequence <= cut.last
      AND lot_id IS NOT NULL
  ) AS j`

interface Sum {
  readonly creditType: string
  readonly type: JournalEntryType
  readonly isOfHold: boolean
  readonly credits: bigint
}

const SUMS = `
  SELECT w.credit_type AS "creditType", j.type, j.hold_id IS NOT NULL AS "isOfHold", sum(j.credits)::bigint AS credits
  ${LOT_ENTRIES} GROUP BY 1, 2, 3`

const LOTS = `
  SELECT "creditType", $1::text AS "organizationId", granted.lot_id AS "lotId", l.kind, granted.credits, l.source, p.payment_id AS "paymentId", at
  FROM (
    SELECT w.credit_type AS "creditType", j.lot_id, sum(j.credits)::bigint AS credits, min(j.created_at) AS at,
      row_number() OVER (PARTITION BY w.credit_type ORDER BY min(j.created_at), j.lot_id) AS place
    ${LOT_ENTRIES} WHERE j.type = 'GRANT' AND j.hold_id IS NULL
    GROUP BY w.credit_type, j.lot_id
  ) AS granted
  JOIN credit_lot l ON l.organization_id = $1::uuid AND l.id = granted.lot_id
  LEFT JOIN payment_lot p ON p.organization_id = $1::uuid AND p.lot_id = granted.lot_id
  WHERE place <= ${LINES_MAX + 1}
  ORDER BY at, granted.lot_id`

const ZERO = { GRANT: 0n, REFUND: 0n, MOVE_OUT: 0n, REPAY: 0n, EXPIRE: 0n, REVOKE: 0n, OWE: 0n, WRITE_OFF: 0n }

/** Reads the statement of a month. Throws nothing: what is wrong with the month is a refusal. */
export async function readStatement(
  app: App,
  organizationId: string,
  month: string,
): Promise<Statement | NotFound | InvalidInput> {
  const organization = await app.prisma.organization.findUnique({ where: { id: organizationId } })
  if (!organization) return notFound('organization')
  const life = lifeOf(app, organization)
  const refused = refuseMonth(month, life)
  if (refused) return refused
  const { timeZone, now } = life
  const range = rangeOf(month, timeZone)
  const organizationName = await nameAt(app, organization, range.to)
  const about = { organizationId, organizationName, month, timeZone, range }
  return inSnapshot({ prisma: app.prisma }, async (snapshot) => {
    const cuts = await snapshot.prisma.$queryRawUnsafe<Cut[]>(CUTS, organizationId, range.from, range.to)
    return {
      ...about,
      isFinal: now >= range.to,
      credits: await readCredits(snapshot, organizationId, range, cuts),
      payments: await snapshot.prisma.receipt.findMany({
        where: { organizationId, createdAt: { gte: range.from, lt: range.to } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: LINES_MAX,
      }),
      checkpoint: await checkpointOver(snapshot, organizationId, cuts),
    }
  })
}

/** The first change of the name after a time, which names the one before. Served by audit_entry_subject. */
const RENAMED = `
  SELECT before ->> 'name' AS name FROM audit_entry
  WHERE organization_id = $1::uuid AND subject_id = $1::text AND action IN ('updateOrganization', 'createOrganization')
    AND created_at >= $2 AND before ->> 'name' <> after ->> 'name'
  ORDER BY created_at, id LIMIT 1`

/** The name that an organization had at a time: the audit log has each change. A test clock says nothing about when it was renamed. */
async function nameAt(
  { prisma }: Pick<App, 'prisma'>,
  { id, name, clockAt }: { readonly id: string; readonly name: string; readonly clockAt: Date | null },
  at: Date,
): Promise<string> {
  if (clockAt) return name
  const [renamed] = await prisma.$queryRawUnsafe<{ name: string }[]>(RENAMED, id, at)
  return renamed?.name ?? name
}

/** The months of an organization, by the time that it lives in. */
export function lifeOf(
  { clock }: Pick<App, 'clock'>,
  { timeZone, createdAt, clockAt }: { timeZone: string; createdAt: Date; clockAt: Date | null },
): Life {
  return { timeZone, createdAt, now: clockAt ?? clock() }
}

async function readCredits(
  snapshot: Pick<App, 'prisma'>,
  organizationId: string,
  range: Range,
  cuts: readonly Cut[],
): Promise<CreditStatement[]> {
  const changed = cuts.filter(({ before, last }) => before < last)
  const sent = [
    organizationId,
    changed.map(({ walletId }) => walletId),
    changed.map(({ before }) => before),
    changed.map(({ last }) => last),
  ]
  const sums = await snapshot.prisma.$queryRawUnsafe<Sum[]>(SUMS, ...sent)
  const lots = await snapshot.prisma.$queryRawUnsafe<(LotIn & { creditType: string })[]>(LOTS, ...sent)
  const used = await readUsed(snapshot, organizationId, range, LINES_MAX)
  const types = Map.groupBy(cuts, ({ creditType }) => creditType)
  return [...types].map(([creditType, wallets]) => {
    const own = <Row extends { readonly creditType: string | null }>(rows: readonly Row[]) =>
      rows.filter((row) => row.creditType === creditType)
    const [ownLots, models, members] = [own(lots), own(used.models), own(used.members)]
    const by = { ...ZERO }
    let refunded = 0n
    for (const { type, isOfHold, credits } of own(sums)) {
      if (type === 'REFUND' || (type === 'GRANT' && isOfHold)) refunded += credits
      else if (type in by) by[type as keyof typeof by] += credits
    }
    const total = own(used.totals)[0]
    const sum = (of: 'opening' | 'closing' | 'frozen') => wallets.reduce((all, wallet) => all + wallet[of], 0n)
    return {
      ...{ organizationId, creditType, opening: sum('opening'), closing: sum('closing'), frozen: sum('frozen') },
      ...{ granted: by.GRANT, refunded, spent: total?.spent ?? 0n, repaid: by.REPAY, expired: by.EXPIRE },
      ...{ revoked: by.REVOKE, moved: by.MOVE_OUT },
      ...{ owed: total?.owed ?? 0n, writtenOff: total?.writtenOff ?? 0n },
      lots: ownLots.slice(0, LINES_MAX),
      models: models.slice(0, LINES_MAX),
      members: members.slice(0, LINES_MAX),
      isComplete: [ownLots, models, members].every(({ length }) => length <= LINES_MAX),
    }
  })
}
