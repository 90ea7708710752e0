// The receipt of a task as people print it.

import type { App } from '../app.ts'
import type { JournalEntry, LateOutcome } from '../database/generated/client/client.ts'
import { encodeGlobalId, tenantId } from '../graphql/ids.ts'
import type { Cost } from '../ledger/cost.ts'
import { creditsShown, dateShown, type Printed, type Section, timeShown, wordsOf } from './printed.ts'
import { chargedOf, type ReceiptCost, readTaskReceipt, type TaskReceipt } from './taskReceipt.ts'

const LATE: Readonly<Record<LateOutcome, string>> = {
  PAID: 'It succeeded after it had timed out. Its credits were frozen again, and spent.',
  OWED: 'It succeeded after it had timed out. The wallet had too few credits, and owes them.',
  WRITTEN_OFF: 'It succeeded after it had timed out. Its credits were written off.',
}

const CREDITS = [{ title: 'Credits' }, { title: 'Amount', isNumber: true }]

/** The start of a hash, which a person can compare. */
const HASH_SHOWN = 16

export async function taskReceiptDocument(app: App, organizationId: string, id: string): Promise<Printed | null> {
  const receipt = await readTaskReceipt(app, organizationId, id)
  return receipt && printedOf(receipt)
}

export function printedOf(receipt: TaskReceipt): Printed {
  const { task, organizationName, timeZone, costs, entries } = receipt
  return {
    title: `Receipt for a task: ${task.model} ${task.operation}`,
    fileName: `task-${task.id}`,
    facts: factsOf(receipt),
    parties: [{ heading: 'For', lines: [organizationName] }],
    sections: [
      ...costs.flatMap((cost) => sectionsOf(cost, timeZone)),
      {
        heading: 'Journal',
        columns: [
          { title: 'Time', isShort: true },
          { title: 'Number', isNumber: true },
          { title: 'Entry', isShort: true },
          { title: 'Credits', isNumber: true },
          { title: 'Hash' },
        ],
        rows: entries.map((entry) => journalRow(entry, timeZone)),
        empty: 'The task has moved no credits.',
      },
    ],
    notes: [
      `Times are those of ${timeZone}. Charged = spent + owed − refunded.`,
      `Numbers are those of the entries in the wallet’s journal, and hashes are shown by their first ${HASH_SHOWN} digits. Each entry can be proved by the checkpoint.`,
    ],
  }
}

function factsOf({ task, timeZone, quote, maxCosts, attempts, costs, checkpoint }: TaskReceipt): Printed['facts'] {
  const { organizationId, priceRule } = task
  const facts: [string, string][] = [
    ['Task', encodeGlobalId('Task', tenantId({ organizationId, id: task.id }))],
    ['Submitted', timeShown(task.createdAt, timeZone)],
    ['Ended', task.endedAt ? timeShown(task.endedAt, timeZone) : ''],
    ['State', wordsOf(task.status)],
    ['Attempts', String(attempts)],
    [
      'Price rule',
      `${encodeGlobalId('PriceRule', priceRule.id)}, version ${priceRule.version}${priceRule.variant ? `, ${priceRule.variant}` : ''}, from ${dateShown(priceRule.effectiveFrom, timeZone)}`,
    ],
  ]
  if (quote)
    facts.push([
      'Quote',
      `${encodeGlobalId('BindingQuote', tenantId(quote))}: ${amounts(quote.costs)}, until ${timeShown(quote.expiresAt, timeZone)}`,
    ])
  if (maxCosts) facts.push(['Accepted maximum', amounts(maxCosts)])
  const late = costs.find((cost) => cost.late !== null)?.late
  if (late) facts.push(['Late settlement', LATE[late]])
  const hash = checkpoint && Buffer.from(checkpoint.hash).toString('hex')
  facts.push(['Checkpoint', checkpoint ? `${checkpoint.number}: ${hash}` : 'No checkpoint covers all entries yet.'])
  return facts
}

function amounts(costs: readonly Cost[]): string {
  return costs.map(({ creditType, credits }) => `${creditsShown(credits)} ${creditType}`).join(' and ')
}

function sectionsOf(cost: ReceiptCost, timeZone: string): Section[] {
  const type = wordsOf(cost.creditType)
  const amounted: [string, bigint][] = [
    ['Frozen', cost.frozen],
    ['Given back at its end', cost.released],
    ['Spent', cost.spent],
    ['Owed', cost.owed],
    ['Written off', cost.writtenOff],
    ['Refunded', cost.refunded],
  ]
  const moved = amounted.filter(([, credits]) => credits > 0n).map(([name, credits]) => [name, creditsShown(credits)])
  return [
    {
      heading: `${type}: cost`,
      columns: CREDITS,
      rows: [['Price', creditsShown(cost.price)], ...moved],
      total: ['Charged', creditsShown(chargedOf(cost))],
      empty: '',
    },
    {
      heading: `${type}: lots that paid`,
      columns: [
        { title: 'Kind', isShort: true },
        { title: 'Source' },
        { title: 'Expires', isShort: true },
        { title: 'Spent', isNumber: true },
        { title: 'Refunded', isNumber: true },
      ],
      rows: cost.lots.map(({ lot, spent, refunded }) => [
        wordsOf(lot.kind),
        lot.source ?? '',
        lot.expiresAt ? timeShown(lot.expiresAt, timeZone) : 'Never',
        creditsShown(spent),
        creditsShown(refunded),
      ]),
      empty: 'No lot has paid.',
    },
  ]
}

function journalRow({ createdAt, sequence, type, credits, hash }: JournalEntry, timeZone: string): string[] {
  const shown = Buffer.from(hash).toString('hex').slice(0, HASH_SHOWN)
  return [timeShown(createdAt, timeZone), String(sequence), wordsOf(type), creditsShown(credits), `${shown}…`]
}
