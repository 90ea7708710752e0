// Mails to members about decisions: the jobs for a batch, and from each job the mails to the members who want them.
//
// The job is put into the queue in the batch's own transaction, so nothing is told that was not decided, and nothing that was decided
// is forgotten. The job writes the mails into the outbox (src/mail/outbox.ts): who the members are, and what they want, is read only
// if there is something to tell.

import { z } from 'zod'
import type { App } from '../app.ts'
import { MailKind } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import type { Batch } from '../engine/batch.ts'
import type { QueuedJob } from '../engine/lane.ts'
import { numberOf } from '../engine/receipts.ts'
import type { AlertRow } from '../engine/records.ts'
import { decimalOf } from '../formats/money.ts'
import type { Money } from '../ledger/money.ts'
import { KINDS } from '../mail/kinds.ts'
import { type NewMail, putMails } from '../mail/outbox.ts'
import { FACTS, organizationFacts } from '../mail/templates.ts'
import { allowancesOf } from '../plans/plan.ts'

export const MAIL_EVENT_TASK = 'mail_event'

const HOUR_MS = 60 * 60 * 1_000

const Event = z.object({
  organizationId: z.uuid(),
  kind: z.enum(MailKind),
  /** Tells it apart from others of its kind: each member gets one mail about it. */
  cause: z.string().min(1),
  /** The alert, the task or the subscription that it is about; null: `facts` say all. */
  subjectId: z.uuid().nullable(),
  /** The facts of its kind, apart from the organization; null: they are read. */
  facts: z.record(z.string(), z.unknown()).nullable(),
})

type MailEvent = z.output<typeof Event>

const KIND_OF_ALERT: Readonly<Record<AlertRow['kind'], MailKind>> = {
  BALANCE_LOW: 'BALANCE_LOW',
  LOT_EXPIRING: 'CREDITS_EXPIRING',
  BUDGET_THRESHOLD: 'BUDGET',
  WEBHOOK_DISABLED: 'ENDPOINT_DISABLED',
  CREDITS_REQUESTED: 'CREDITS_REQUESTED',
  PAYMENT_FAILED: 'PAYMENT_FAILED',
  TOP_UP_STOPPED: 'TOP_UP_STOPPED',
}

/** The jobs for the mails about a batch. */
export function mailJobsOf(batch: Batch): QueuedJob[] {
  const jobs: QueuedJob[] = []
  const tell = (organizationId: string, kind: MailKind, cause: string, subjectId: string) => {
    // The platform has no members.
    if (batch.organization(organizationId)) jobs.push(mailOf({ organizationId, kind, cause, subjectId, facts: null }))
  }
  for (const { organizationId, id, kind } of batch.alerts) tell(organizationId, KIND_OF_ALERT[kind], id, id)
  for (const { organizationId, id, sequence, approval } of batch.taskStates) {
    if (sequence === 1 && approval === 'PENDING') tell(organizationId, 'APPROVAL_NEEDED', id, id)
  }
  for (const { organizationId, id, moved } of batch.payments.newReceipts) {
    if (moved === null) tell(organizationId, 'RECEIPT', id, id)
  }
  for (const { organizationId, event, subjectId } of batch.domainEvents) {
    const subscription = batch.organization(organizationId)?.subscription
    if (subscription?.id !== subjectId) continue
    const { status, paymentDueAt, anchorAt, cycle } = subscription
    if (status === 'PAST_DUE') {
      // However often it changes meanwhile, it is one payment.
      tell(organizationId, 'PAYMENT_FAILED', `${subjectId} ${paymentDueAt?.toISOString() ?? cycle}`, subjectId)
    } else if (event === 'subscription.renewed') {
      tell(organizationId, 'RENEWAL', `${subjectId} ${anchorAt.toISOString()} ${cycle}`, subjectId)
    }
  }
  return jobs
}

/** The job that tells members something, for the transaction of what caused it. */
function mailOf(event: MailEvent): QueuedJob {
  return { task: MAIL_EVENT_TASK, payload: event }
}

/** The facts, apart from the organization; and a member who gets the mail in any role, because it is about their own credits. */
interface Told {
  readonly facts: Readonly<Record<string, unknown>>
  readonly memberId: string | null
  /** The billing address, which gets it, too; absent: it does not. */
  readonly billing?: { readonly name: string; readonly address: string } | null
}

/** Writes the mails of an event into the outbox. However often it runs, each member gets one. */
export async function tellByMail(app: App, payload: unknown): Promise<void> {
  const { organizationId, kind, cause, subjectId, facts } = Event.parse(payload)
  const organization = await app.prisma.organization.findUnique({ where: { id: organizationId } })
  if (!organization || organization.status === 'CLOSED') return
  const told =
    subjectId === null ? facts && { facts, memberId: null } : await READ[kind]?.(app, organizationId, subjectId)
  if (!told) return
  const recipients = await recipientsOf(app, organizationId, kind, told.memberId)
  const parsed = FACTS[kind].parse({ ...told.facts, organization: organizationFacts(organization) })
  const { billing = null } = told
  const isOwn = billing && recipients.every(({ address }) => address.toLowerCase() !== billing.address.toLowerCase())
  const all: readonly (Omit<Recipient, 'memberId'> & { memberId: string | null })[] = [
    ...recipients,
    ...(isOwn ? [{ ...billing, memberId: null }] : []),
  ]
  const mails = all.map(
    ({ memberId, name, address }): NewMail => ({
      ...{ organizationId, kind, cause, recipient: memberId ?? 'billing', memberId, name, address },
      ...{ facts: parsed, link: null, usefulUntil: null },
    }),
  )
  if (kind === 'APPROVAL_NEEDED') return putHourly(app, mails)
  await put(app, mails, null)
}

function put(app: App, mails: readonly NewMail[], dueAt: Date | null): Promise<ReadonlySet<string>> {
  return transact(app.prisma, (transaction) => putMails(app, transaction, mails, { now: app.clock(), dueAt }))
}

/** At most one mail in an hour: another one is sent at the beginning of the next, if it is of use then. */
async function putHourly(app: App, mails: readonly NewMail[]): Promise<void> {
  const hour = Math.floor(app.clock().getTime() / HOUR_MS)
  const inHour = (of: readonly NewMail[], hour: number) => of.map((mail) => ({ ...mail, cause: `hour ${hour}` }))
  const told = await put(app, inHour(mails, hour), null)
  const others = mails.filter(({ recipient }) => !told.has(recipient))
  await put(app, inHour(others, hour + 1), new Date((hour + 1) * HOUR_MS))
}

/** Served by member_joined or member_of_role for members, and by primary keys for the others. */
const RECIPIENTS = `
  SELECT m.id AS "memberId", m.name, u.email AS address
  FROM member m
  JOIN auth_user u ON u.id = substr(m.subject, 6) AND u.email_verified
  LEFT JOIN mail_preference p
    ON p.organization_id = m.organization_id AND p.member_id = m.id AND p.kind = $2::mail_kind
  WHERE m.organization_id = $1::uuid AND m.removed_at IS NULL AND m.subject LIKE 'user:%'
    AND (m.role = ANY ($3::role[]) OR m.id = $4::uuid) AND coalesce(p.wanted, $5)`

interface Recipient {
  readonly memberId: string
  readonly name: string
  readonly address: string
}

/** The members who get a kind: those who sign in here with an address that is verified. */
function recipientsOf(
  { prisma }: App,
  organizationId: string,
  kind: MailKind,
  memberId: string | null,
): PromiseLike<Recipient[]> {
  const { roles, byDefault } = KINDS[kind]
  return prisma.$queryRawUnsafe<Recipient[]>(RECIPIENTS, organizationId, kind, roles, memberId, byDefault)
}

type Read = (app: App, organizationId: string, subjectId: string) => Promise<Told | null>

/** Per kind: reads what is told. Null: it does not exist any more. */
const READ: Readonly<Partial<Record<MailKind, Read>>> = {
  BALANCE_LOW: async (app, organizationId, id) => {
    const alert = await alertOf(app, organizationId, id)
    if (!alert?.wallet || alert.credits === null) return null
    const { credits, threshold: percent, wallet } = alert
    const memberId = holderOf(wallet)
    const holder = await nameOf(app, organizationId, memberId)
    return { facts: { credits: String(credits), creditType: wallet.creditType, holder, percent }, memberId }
  },
  CREDITS_EXPIRING: async (app, organizationId, id) => {
    const alert = await alertOf(app, organizationId, id)
    const { wallet, lot, credits, lostAt } = alert ?? {}
    if (!wallet || !lot || !lostAt || credits == null) return null
    const memberId = holderOf(wallet)
    const holder = await nameOf(app, organizationId, memberId)
    const { creditType } = wallet
    const facts = {
      credits: String(credits),
      creditType,
      holder,
      source: lot.source,
      lostAt: lostAt.toISOString(),
    }
    return { facts, memberId }
  },
  BUDGET: async (app, organizationId, id) => {
    const alert = await alertOf(app, organizationId, id)
    if (!alert?.budget || alert.threshold === null) return null
    const { credits, creditType, period, hard: isHard, tag, memberId } = alert.budget
    const member = await nameOf(app, organizationId, memberId)
    const facts = { percent: alert.threshold, credits: String(credits), creditType, period, isHard, tag, member }
    return { facts, memberId }
  },
  CREDITS_REQUESTED: messageOfAlert,
  ENDPOINT_DISABLED: messageOfAlert,
  TOP_UP_STOPPED: messageOfAlert,
  RECEIPT: async ({ prisma }, organizationId, id) => {
    const receipt = await prisma.receipt.findUnique({ where: { organizationId_id: { organizationId, id } } })
    if (!receipt) return null
    const { kind, title: what, amount, currency, buyerVersion: version } = receipt
    const key = { organizationId_version: { organizationId, version: version ?? 0 } }
    const { name, email } = (version === null ? null : await prisma.billingDetails.findUnique({ where: key })) ?? {}
    const facts = { kind, number: numberOf(receipt), what, amount: inWords({ amount, currency }), attached: id }
    return { facts, memberId: null, billing: name && email ? { name, address: email } : null }
  },
  APPROVAL_NEEDED: async (app, organizationId, id) => {
    const where = { organizationId_id: { organizationId, id } }
    const task = await app.prisma.task.findUnique({ where, include: { priceRule: true, member: true } })
    if (task?.approval !== 'PENDING') return null
    const { model, operation, credits, priceRule, member } = task
    const { creditType } = priceRule
    const shown = { model, operation, credits: String(credits), creditType, member: member?.name ?? null }
    return { facts: { waiting: 1, task: shown }, memberId: null }
  },
  RENEWAL: async (app, organizationId, id) => {
    const subscription = await subscriptionOf(app, organizationId, id)
    if (!subscription) return null
    const { plan, cycleEnd } = subscription
    const grants = allowancesOf(subscription).map(({ credits, creditType }) => ({
      credits: String(credits),
      creditType,
    }))
    return { facts: { plan: plan.title, cycleEnd: cycleEnd.toISOString(), grants }, memberId: null }
  },
  PAYMENT_FAILED: async (app, organizationId, id) =>
    (await pastDue(app, organizationId, id)) ?? (await failedPayment(app, organizationId, id)),
}

/** A period of a plan that was not paid. One that is charged to what was saved has failed only if that says so. */
async function pastDue(app: App, organizationId: string, id: string): Promise<Told | null> {
  const subscription = await subscriptionOf(app, organizationId, id)
  if (subscription?.status !== 'PAST_DUE') return null
  const { plan, paymentDueAt } = subscription
  const where = { organizationId, renewsPlan: true, method: { not: null } }
  const saved = paymentDueAt ? await app.prisma.paymentMethod.findMany({ where }) : []
  if (saved.some(({ provider }) => app.gateways[provider]?.saved)) return null
  const price = plan.amount === null || plan.currency === null ? null : { amount: plan.amount, currency: plan.currency }
  const amount = price && inWords(price)
  const facts = { what: plan.title, amount, dueAt: paymentDueAt?.toISOString() ?? null, payUrl: null }
  return { facts: { ...facts, message: null }, memberId: null }
}

async function failedPayment({ prisma }: App, organizationId: string, id: string): Promise<Told | null> {
  const where = { organizationId_id: { organizationId, id } }
  const alert = await prisma.alert.findUnique({ where, include: { payment: true } })
  if (!alert?.payment) return null
  const { title: what, amount, tax, currency, chargeUntil, status, checkoutUrl: url } = alert.payment
  const due = inWords({ amount: amount + tax, currency })
  const isOpen = status === 'OPEN'
  const dueAt = isOpen && chargeUntil ? chargeUntil.toISOString() : null
  return { facts: { what, amount: due, dueAt, payUrl: isOpen ? url : null, message: alert.message }, memberId: null }
}

async function messageOfAlert(app: App, organizationId: string, id: string): Promise<Told | null> {
  const alert = await alertOf(app, organizationId, id)
  return alert && { facts: { message: alert.message }, memberId: null }
}

function alertOf({ prisma }: App, organizationId: string, id: string) {
  const where = { organizationId_id: { organizationId, id } }
  return prisma.alert.findUnique({ where, include: { budget: true, wallet: true, lot: true } })
}

function subscriptionOf({ prisma }: App, organizationId: string, id: string) {
  const where = { organizationId_id: { organizationId, id } }
  return prisma.subscription.findUnique({ where, include: { plan: true } })
}

/** The member who has a wallet; null: it is the pool. */
function holderOf({ organizationId, holderId }: { readonly organizationId: string; readonly holderId: string }) {
  return holderId === organizationId ? null : holderId
}

async function nameOf({ prisma }: App, organizationId: string, memberId: string | null): Promise<string | null> {
  if (memberId === null) return null
  const member = await prisma.member.findUnique({ where: { organizationId_id: { organizationId, id: memberId } } })
  return member?.name ?? null
}

/** An amount in its currency, exactly: 1900 is 19.00 of a currency with hundredths. */
function inWords({ amount, currency }: Money): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(decimalOf(amount, currency))
}
