// Everything of one organization that can move to another Holdfast, as rows that an import reads: the organization, its members, its
// subscription, the open lots of all wallets, and debts. It is one snapshot.
//
// Credits that are frozen count as left: tasks and holds do not move. Credits that are used up or have expired are history, which the exports
// of journals have.

import type { App } from '../app.ts'
import type {
  CreditLot,
  Member,
  Organization,
  Plan,
  Subscription,
  Wallet,
} from '../database/generated/client/client.ts'
import { inSnapshot } from '../database/snapshot.ts'
import { type Cell, csvRow } from '../formats/csv.ts'
import { encodeGlobalId } from '../graphql/ids.ts'
import type { ExportFormat } from '../organizations/auditExport.ts'
import { allowancesOf } from '../plans/plan.ts'
import { COLUMNS } from './rows.ts'

type Fields = Readonly<Partial<Record<(typeof COLUMNS)[number], Cell | boolean | Date | readonly string[]>>>

/** The lines of an export. */
export async function* exportOrganization(
  app: App,
  organizationId: string,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvRow(COLUMNS)
  const rows = await inSnapshot(app, (parts) => readRows(parts, organizationId))
  for (const row of rows) yield format === 'csv' ? csvRow(COLUMNS.map((column) => cellOf(row[column]))) : jsonOf(row)
}

function cellOf(value: Fields[keyof Fields]): Cell {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'object') return value.join(' ')
  return typeof value === 'boolean' ? String(value) : value
}

function jsonOf(row: Fields): string {
  const said = Object.entries(row).filter(([, value]) => value !== null && value !== undefined)
  return `${JSON.stringify(Object.fromEntries(said), (_name, value) => (typeof value === 'bigint' ? Number(value) : value))}\n`
}

async function readRows({ prisma }: App, organizationId: string): Promise<Fields[]> {
  const organization = await prisma.organization.findUniqueOrThrow({ where: { id: organizationId } })
  const members = await prisma.member.findMany({ where: { organizationId, removedAt: null }, orderBy: { id: 'asc' } })
  const subscription = await prisma.subscription.findFirst({
    where: { organizationId, endedAt: null },
    include: { plan: true },
  })
  const nextPlan = subscription?.nextPlanId
    ? await prisma.plan.findUnique({ where: { id: subscription.nextPlanId } })
    : null
  const wallets = await prisma.wallet.findMany({
    where: { organizationId },
    include: { lots: { where: { open: true }, orderBy: { id: 'asc' } } },
    orderBy: { id: 'asc' },
  })
  return [
    organizationRow(organization),
    ...members.map(memberRow),
    ...(subscription ? [subscriptionRow(subscription, nextPlan)] : []),
    ...creditRows(wallets, new Set(members.map(({ id }) => id))),
  ]
}

const idOf = (type: 'Organization' | 'Member' | 'CreditLot' | 'PlanSubscription' | 'Wallet', ...ids: string[]) =>
  encodeGlobalId(type, ids.join('/'))

function organizationRow({ id, name, mode, timeZone, membersUsePool, createdAt }: Organization): Fields {
  return { type: 'organization', key: idOf('Organization', id), name, mode, timeZone, membersUsePool, createdAt }
}

function memberRow({ organizationId, id, name, role, subject, createdAt }: Member): Fields {
  const organization = idOf('Organization', organizationId)
  return { type: 'member', key: idOf('Member', organizationId, id), organization, name, role, subject, createdAt }
}

function subscriptionRow(subscription: Subscription & { readonly plan: Plan }, nextPlan: Plan | null): Fields {
  const { organizationId, id, plan, status, anchorAt, cycleEnd, periodEnd, timeZone, cancelAtPeriodEnd, createdAt } =
    subscription
  return {
    type: 'subscription',
    key: idOf('PlanSubscription', organizationId, id),
    organization: idOf('Organization', organizationId),
    plan: plan.name,
    status,
    renewsAt: cycleEnd,
    anchorAt,
    paidUntil: periodEnd,
    timeZone,
    cancelAtPeriodEnd,
    nextPlan: nextPlan?.name ?? null,
    allowances:
      allowancesOf(subscription)
        .map(({ creditType, credits }) => `${creditType}:${credits}`)
        .join(' ') || null,
    createdAt,
  }
}

/** The lots and debts of all wallets, and what the lots of each add up to. The credits of removed members belong to the pool. */
function creditRows(
  wallets: readonly (Wallet & { readonly lots: readonly CreditLot[] })[],
  members: ReadonlySet<string>,
): Fields[] {
  const rows: Fields[] = []
  const balances = new Map<string, { ofWallet: Fields; credits: bigint }>()
  for (const { organizationId, id, holderId, creditType, owed, lots } of wallets) {
    const member = members.has(holderId) ? idOf('Member', organizationId, holderId) : null
    const ofWallet = { organization: idOf('Organization', organizationId), member, creditType }
    const balance = balances.get(`${member} ${creditType}`) ?? { ofWallet, credits: 0n }
    for (const lot of lots) {
      const fields = lotFields(lot)
      rows.push({ type: 'lot', ...fields, ...ofWallet })
      balance.credits += fields.remaining
    }
    if (balance.credits > 0n) balances.set(`${member} ${creditType}`, balance)
    if (owed > 0n) rows.push({ type: 'debt', key: idOf('Wallet', organizationId, id), ...ofWallet, owed })
  }
  return [
    ...rows,
    ...[...balances.values()].map(({ ofWallet, credits }) => ({ type: 'balance', ...ofWallet, credits })),
  ]
}

function lotFields(lot: CreditLot) {
  const { organizationId, id, kind, granted, available, locked, frozen, costAmount, costCredits, currency } = lot
  const { graceSeconds, graceFrom, priority, createdAt, expiresAt, usableFrom, models, operations, source } = lot
  // A lot in its grace gets no second one.
  const grace = graceFrom === null ? graceSeconds : 0
  return {
    key: idOf('CreditLot', organizationId, id),
    kind,
    granted: costCredits !== null && costCredits > granted ? costCredits : granted,
    remaining: available + locked + frozen,
    priority,
    createdAt,
    expiresAt,
    usableFrom,
    heldPastExpiry: grace === null ? 'HONOUR' : grace === 0 ? 'FORFEIT' : 'GRACE',
    graceSeconds: grace === 0 ? null : grace,
    requiresSubscription: lot.requiresSubscription,
    locked: lot.lock === 'MANUAL' || lot.dispute === 'OPEN',
    models,
    operations,
    source,
    paidAmount: costAmount,
    currency,
  } as const
}
