// Receipts of tasks: their part of the API.

import { CheckpointType } from '../checkpoints/schema.ts'
import { builder } from '../graphql/builder.ts'
import { askerOf } from '../graphql/context.ts'
import { encodeGlobalId, tenantId } from '../graphql/ids.ts'
import { CreditAmountType } from '../pricing/parts.schema.ts'
import { PriceRuleNode } from '../pricing/schema.ts'
import { TaskNode } from '../tasks/schema.ts'
import { LateOutcomeEnum } from '../wallets/holds.schema.ts'
import { JournalEntryNode } from '../wallets/journal.schema.ts'
import { LotNode } from '../wallets/lots.schema.ts'
import { DocumentLinksType } from './links.schema.ts'
import { linksTo } from './links.ts'
import {
  chargedOf,
  type PaidBy,
  type ReceiptCost,
  type ReceiptQuote,
  readTaskReceipt,
  type TaskReceipt,
} from './taskReceipt.ts'
import { printedOf } from './taskReceiptDocument.ts'
import { textOf } from './text.ts'

const TaskReceiptLotType = builder.objectRef<PaidBy>('TaskReceiptLot').implement({
  description: 'A lot that has paid for a task.',
  fields: (t) => ({
    lot: t.field({ type: LotNode, description: 'The lot, as it is now.', resolve: ({ lot }) => lot }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The time at which the lot expires, in UTC; null: never.',
      resolve: ({ lot }) => lot.expiresAt,
    }),
    spent: t.expose('spent', { type: 'Credits', description: 'The credits of the lot that were spent.' }),
    refunded: t.expose('refunded', { type: 'Credits', description: 'The part of `spent` that came back to the lot.' }),
  }),
})

const TaskReceiptCostType = builder.objectRef<ReceiptCost>('TaskReceiptCost').implement({
  description: 'The cost of a task in one credit type, as the sums of its journal entries.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'The type of the credits.' }),
    price: t.expose('price', { type: 'Credits', description: 'The price, frozen on submit.' }),
    frozen: t.expose('frozen', {
      type: 'Credits',
      description: 'The credits that were frozen; those of a late settlement were frozen twice.',
    }),
    released: t.expose('released', {
      type: 'Credits',
      description: 'The frozen credits that were given back when the task ended or timed out.',
    }),
    spent: t.expose('spent', { type: 'Credits', description: 'The credits that were spent.' }),
    owed: t.expose('owed', {
      type: 'Credits',
      description: 'The credits that the task has used and that the wallet did not have: it owes them.',
    }),
    writtenOff: t.expose('writtenOff', {
      type: 'Credits',
      description: 'The credits that the task has used and that need not be paid.',
    }),
    refunded: t.expose('refunded', {
      type: 'Credits',
      description: 'The credits that came back after they had been used.',
    }),
    charged: t.field({
      type: 'Credits',
      description: 'The credits that the task has cost: spent + owed − refunded.',
      resolve: chargedOf,
    }),
    late: t.field({
      type: LateOutcomeEnum,
      nullable: true,
      description: 'The settlement, if the task succeeded after it had timed out; null: it was settled in time.',
      resolve: ({ late }) => late,
    }),
    lots: t.field({
      type: [TaskReceiptLotType],
      description: 'The lots that have paid, in the order in which they were spent. They add up to `spent`.',
      resolve: ({ lots }) => lots,
    }),
  }),
})

const TaskReceiptQuoteType = builder.objectRef<ReceiptQuote>('TaskReceiptQuote').implement({
  description: 'The binding quote that a task was submitted by, as it was then.',
  fields: (t) => ({
    bindingQuoteId: t.id({
      description: 'The id of the quote, which may have been removed since it expired.',
      resolve: (quote) => encodeGlobalId('BindingQuote', tenantId(quote)),
    }),
    priceBookVersion: t.field({
      type: 'SafeInt',
      description: 'The version of the price book that the quote was made with.',
      resolve: ({ version }) => BigInt(version),
    }),
    costs: t.field({
      type: [CreditAmountType],
      description: 'The largest price that was quoted, by credit type.',
      resolve: ({ costs }) => costs,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which it was created, in UTC.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'The time until which it was valid, in UTC.' }),
  }),
})

const TaskReceiptType = builder.objectRef<TaskReceipt>('TaskReceipt').implement({
  description:
    'The receipt of a task that has ended: what it was submitted with, what it cost, which lots paid, and the journal entries that prove it. A refund or a late settlement shows as soon as it is decided.',
  fields: (t) => ({
    priceRule: t.field({
      type: PriceRuleNode,
      description: 'The price rule that the task was submitted with.',
      resolve: ({ task }) => task.priceRule,
    }),
    priceRuleVersion: t.field({
      type: 'SafeInt',
      description: 'The version of the price book that brought the price rule.',
      resolve: ({ task }) => task.priceRule.version,
    }),
    quote: t.field({
      type: TaskReceiptQuoteType,
      nullable: true,
      description: 'The binding quote that the task was submitted by; null: none.',
      resolve: ({ quote }) => quote,
    }),
    maxCosts: t.field({
      type: [CreditAmountType],
      nullable: true,
      description:
        'The most that the submitter accepted to pay, by credit type: `maxCredits` and `maxCosts` of the submission; null: they set none.',
      resolve: ({ maxCosts }) => maxCosts,
    }),
    attempts: t.exposeInt('attempts', {
      description:
        'The number of times that work on the task was begun, by a worker or by a submission to its provider. 0: never. More than 1: it was retried.',
    }),
    costs: t.field({
      type: [TaskReceiptCostType],
      description: 'The cost in each credit type: that of the price rule first.',
      resolve: ({ costs }) => costs,
    }),
    journal: t.field({
      type: [JournalEntryNode],
      description: 'The journal entries of the task, the oldest first. `proof` proves each of them.',
      resolve: ({ entries }) => [...entries],
    }),
    checkpoint: t.field({
      type: CheckpointType,
      nullable: true,
      description:
        'The checkpoint with which the last of these entries was published; null: some are not published yet, or the task has moved no credits.',
      resolve: ({ checkpoint }) => checkpoint,
    }),
    text: t.string({
      description: 'The receipt as plain text, for a person.',
      resolve: (receipt) => textOf(printedOf(receipt)),
    }),
    links: t.field({
      type: DocumentLinksType,
      nullable: true,
      description: 'Links to a page and a PDF of it; null in a process that makes no links.',
      resolve: ({ task: { organizationId, id } }, _args, context) =>
        linksTo(context.app, { kind: 'task', organizationId, id }, askerOf(context)),
    }),
  }),
})

builder.prismaObjectField(TaskNode, 'receipt', (t) =>
  t.field({
    type: TaskReceiptType,
    nullable: true,
    description: 'The receipt of the task; null until it has ended.',
    complexity: { field: 100 },
    select: { organizationId: true, id: true },
    resolve: ({ organizationId, id }, _args, { app }) => readTaskReceipt(app, organizationId, id),
  }),
)
