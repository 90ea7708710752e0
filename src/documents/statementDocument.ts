// The statement of a month as people print it.

import type { App } from '../app.ts'
import { numberOf } from '../engine/receipts.ts'
import { encodeGlobalId, tenantId } from '../graphql/ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { billingDetailsAt } from '../payments/billingDetails.ts'
import {
  creditsShown,
  dateShown,
  moneyShown,
  monthShown,
  type Printed,
  type Section,
  timeShown,
  wordsOf,
} from './printed.ts'
import { type CreditStatement, LINES_MAX, type LotIn, readStatement, type Statement } from './statement.ts'
import type { Used } from './used.ts'

export async function statementDocument(app: App, organizationId: string, month: string): Promise<Printed | null> {
  const statement = await readStatement(app, organizationId, month)
  if (isRefusal(statement)) return null
  const { organizationName, timeZone, range, isFinal, credits, payments } = statement
  const [details, nameOf] = await Promise.all([
    billingDetailsAt(app, organizationId, range.to),
    memberNames(app, statement),
  ])
  const lines = details ? [details.name, ...details.address.split('\n')] : [organizationName]
  const lastDay = new Date(range.to.getTime() - 1)
  return {
    title: `Statement for ${monthShown(range.from, timeZone)}`,
    fileName: `statement-${month}`,
    facts: [
      ['Organization', organizationName],
      ['Month', `${dateShown(range.from, timeZone)} to ${dateShown(lastDay, timeZone)} (${timeZone})`],
      ['State', isFinal ? 'The month has ended.' : 'The month has not ended: this is what has happened until now.'],
      ...checkpointFacts(statement),
    ],
    parties: [{ heading: 'For', lines }],
    sections: [
      ...credits.flatMap((each) => sectionsOf(each, { timeZone, nameOf, sourceOf: sourceIn(payments) })),
      paymentsSection(payments, timeZone),
    ],
    notes: [
      'Opening balance + in − out = closing balance. The balance includes credits that are locked or that tasks have frozen.',
      ...(credits.every(({ isComplete }) => isComplete)
        ? []
        : [`Of each kind the first ${LINES_MAX} lines are listed. The sums have all of them.`]),
    ],
  }
}

function checkpointFacts({ checkpoint }: Statement): [string, string][] {
  if (!checkpoint) return [['Checkpoint', 'No checkpoint covers the whole month yet.']]
  const hash = Buffer.from(checkpoint.hash).toString('hex')
  return [['Checkpoint', `${checkpoint.number}: ${hash}`]]
}

/** The names of the members that a statement names. */
async function memberNames(app: App, { organizationId, credits }: Statement): Promise<(used: Used) => string> {
  const ids = [...new Set(credits.flatMap(({ members }) => members.flatMap(({ memberId }) => memberId ?? [])))]
  const members = await app.prisma.member.findMany({
    where: { organizationId, id: { in: ids } },
    select: { id: true, name: true },
  })
  const names = new Map(members.map(({ id, name }) => [id, name]))
  return ({ memberId }) => (memberId === null ? 'No member' : (names.get(memberId) ?? 'A former member'))
}

const BALANCE = [{ title: 'Credits' }, { title: 'Amount', isNumber: true }]

/** The words in which lines are shown. */
interface Shown {
  readonly timeZone: string
  readonly nameOf: (used: Used) => string
  readonly sourceOf: (lot: LotIn) => string
}

/**
 * The source of a lot: the receipt of its payment, or what the grant says. A payment that came in parts has a receipt for each, from the
 * decision that has brought the part's lots; lots that moved in have those of the whole payment.
 */
function sourceIn(payments: Statement['payments']): Shown['sourceOf'] {
  const receipts = Map.groupBy(payments, ({ paymentId }) => paymentId)
  return ({ organizationId, source, paymentId, at }) => {
    if (paymentId === null) return source ?? ''
    const all = receipts.get(paymentId)?.filter(({ kind }) => kind === 'RECEIPT') ?? []
    const own = all.filter(({ createdAt }) => createdAt.getTime() === at.getTime())
    const numbers = (own.length > 0 ? own : all).map(numberOf)
    return numbers.join(', ') || encodeGlobalId('Payment', tenantId({ organizationId, id: paymentId }))
  }
}

function sectionsOf(of: CreditStatement, { timeZone, nameOf, sourceOf }: Shown): Section[] {
  const { creditType, lots, models, members } = of
  const type = wordsOf(creditType)
  const signed = (credits: bigint) => (credits > 0n ? `−${creditsShown(credits)}` : '0')
  const moves: [string, string, bigint][] = [
    ['Credits added', creditsShown(of.granted), of.granted],
    ['Refunded', creditsShown(of.refunded), of.refunded],
    ['Spent', signed(of.spent), of.spent],
    ['Debts that were paid', signed(of.repaid), of.repaid],
    ['Expired', signed(of.expired), of.expired],
    ['Removed by corrections, refunds and disputes', signed(of.revoked), of.revoked],
  ]
  const told = moves.filter(([, , credits]) => credits > 0n).map(([name, shown]) => [name, shown])
  const usedSection = (by: string, rows: readonly Used[], subject: (used: Used) => string): Section => ({
    heading: `${type}: spent by ${by.toLowerCase()}`,
    columns: [{ title: by }, { title: 'Spent', isNumber: true }, { title: 'Refunded', isNumber: true }],
    rows: rows.map((used) => [subject(used), creditsShown(used.spent), creditsShown(used.refunded)]),
    empty: 'Nothing was spent.',
  })
  return [
    {
      heading: `${type}: balance`,
      columns: BALANCE,
      rows: [['Opening balance', creditsShown(of.opening)], ...told],
      total: ['Closing balance', creditsShown(of.closing)],
      empty: '',
    },
    {
      heading: `${type}: credits added`,
      columns: [
        { title: 'Time', isShort: true },
        { title: 'Kind', isShort: true },
        { title: 'Source' },
        { title: 'Credits', isNumber: true },
      ],
      rows: lots.map((lot) => [
        timeShown(lot.at, timeZone),
        wordsOf(lot.kind),
        sourceOf(lot),
        creditsShown(lot.credits),
      ]),
      empty: 'No credits were added.',
    },
    usedSection('Model', models, ({ model }) => model ?? 'No model'),
    usedSection('Member', members, nameOf),
  ]
}

function paymentsSection(payments: Statement['payments'], timeZone: string): Section {
  return {
    heading: 'Payments',
    columns: [
      { title: 'Time', isShort: true },
      { title: 'Number', isShort: true },
      { title: 'For' },
      { title: 'Amount', isNumber: true },
    ],
    rows: payments.map((line) => [
      timeShown(line.createdAt, timeZone),
      numberOf(line),
      line.title,
      moneyShown(line.kind === 'RECEIPT' ? line.amount : -line.amount, line.currency),
    ]),
    empty: 'Nothing was paid.',
  }
}
