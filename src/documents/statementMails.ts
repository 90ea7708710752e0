// The statement of a month by mail, with its PDF, to the members who have chosen that. Once a month has ended by the organization's clock,
// each of them gets one mail: the outbox knows those that were told. The mails of a month are written in its first days after it, and mails
// that have ended are kept longer than that (src/mail/sweep.ts), so none is written again.

import type { App } from '../app.ts'
import { transact } from '../database/transact.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { KINDS } from '../mail/kinds.ts'
import { putMails } from '../mail/outbox.ts'
import { organizationFacts } from '../mail/templates.ts'
import { creditsShown, moneyShown, monthShown, wordsOf } from './printed.ts'
import { readStatement, type Statement } from './statement.ts'

/** The most mails of one run. */
const MAILS_AT_ONCE = 100
/** The days after its month in which a statement is sent. */
const DAYS = 20
/** The most credit types that a mail names. The document has all. */
const TYPES_MAX = 10

interface Due {
  readonly organizationId: string
  readonly memberId: string
  readonly name: string
  readonly address: string
  /** 2026-11. */
  readonly month: string
}

/** Those who chose statements, by mail_preference_statement, and have no mail about the last month that has ended. */
const DUE = `
  SELECT o.id AS "organizationId", m.id AS "memberId", m.name, u.email AS address, at.month
  FROM mail_preference p
  JOIN organization o ON o.id = p.organization_id AND o.status IN ('ACTIVE', 'SUSPENDED')
  CROSS JOIN LATERAL (SELECT coalesce(o.clock_at, $1::timestamptz) AT TIME ZONE o.time_zone AS here) AS now
  CROSS JOIN LATERAL (
    SELECT date_trunc('month', now.here) AS until, to_char(date_trunc('month', now.here) - interval '1 day', 'YYYY-MM') AS month
  ) AS at
  JOIN member m ON m.organization_id = p.organization_id AND m.id = p.member_id AND m.removed_at IS NULL
    AND m.role = ANY ($2::role[]) AND m.subject LIKE 'user:%'
  JOIN auth_user u ON u.id = substr(m.subject, 6) AND u.email_verified
  WHERE p.kind = 'STATEMENT' AND p.wanted
    AND now.here < at.until + interval '${DAYS} days' AND o.created_at AT TIME ZONE o.time_zone < at.until
    AND NOT EXISTS (SELECT FROM mail x WHERE x.organization_id = o.id AND x.kind = 'STATEMENT' AND x.cause = at.month
      AND x.recipient = m.id::text)
  ORDER BY o.id
  LIMIT ${MAILS_AT_ONCE}`

/** Puts the statements that are due into the outbox. Returns the number of mails. */
export async function mailStatements(app: App): Promise<number> {
  const due = await app.cells.inEach<Due>(DUE, app.clock(), KINDS.STATEMENT.roles)
  for (const [organizationId, members] of Map.groupBy(due, (each) => each.organizationId)) {
    const [first] = members
    if (first) await mailStatement(app, organizationId, first.month, members)
  }
  return due.length
}

async function mailStatement(app: App, organizationId: string, month: string, members: readonly Due[]): Promise<void> {
  const organization = await app.prisma.organization.findUniqueOrThrow({ where: { id: organizationId } })
  const statement = await readStatement(app, organizationId, month)
  if (isRefusal(statement)) throw new RangeError(`a statement was refused that is due: ${statement.message}`)
  const facts = {
    organization: organizationFacts(organization),
    month: monthShown(statement.range.from, statement.timeZone),
    rows: rowsOf(statement),
    attached: month,
  }
  const mails = members.map(({ memberId, name, address }) => ({
    ...{ organizationId, kind: 'STATEMENT' as const, cause: month, recipient: memberId, memberId, name, address },
    ...{ facts, link: null, usefulUntil: null },
  }))
  await transact(app.prisma, (transaction) => putMails(app, transaction, mails, { now: app.clock(), dueAt: null }))
}

function rowsOf({ credits, payments }: Statement): [string, string][] {
  const ofTypes = credits.slice(0, TYPES_MAX).flatMap(({ creditType, spent, closing }): [string, string][] => [
    [`${wordsOf(creditType)} credits spent`, creditsShown(spent)],
    [`${wordsOf(creditType)} credits left`, creditsShown(closing)],
  ])
  const paid = Map.groupBy(payments, ({ currency }) => currency)
  const sums = [...paid].map(([currency, receipts]): [string, string] => {
    const sum = receipts.reduce((all, { kind, amount }) => (kind === 'RECEIPT' ? all + amount : all - amount), 0n)
    return ['Paid', moneyShown(sum, currency)]
  })
  return [...ofTypes, ...sums.slice(0, TYPES_MAX)]
}
