// Quotes: their part of the API.

import { canSee } from '../access/roles.ts'
import { BudgetExceededError } from '../budgets/schema.ts'
import type { PriceRule, QuoteItem } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { type Context, callerOf, organizationIdFor } from '../graphql/context.ts'
import { ErrorInterface, InvalidInputError, LimitReachedError, NotFoundError, resultType } from '../graphql/errors.ts'
import { type GlobalId, idIn, tenantId } from '../graphql/ids.ts'
import type { MemberId } from '../ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { QuotaExceededError } from '../organizations/quotas.schema.ts'
import { MemberNode, OrganizationNode, organizationThere, whereVisible } from '../organizations/schema.ts'
import { NotEntitledError } from '../plans/plan.schema.ts'
import { type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { LotNode } from '../wallets/lots.schema.ts'
import { SourceType } from '../wallets/refusals.schema.ts'
import { type CreatedQuote, createBindingQuote, QUOTE_SECONDS, QuoteItems, quotedCosts } from './bindingQuotes.ts'
import { CreditAmountInput, CreditAmountType, shownParts, TaskPricePartType } from './parts.schema.ts'
import { costsOf, type Price, type PriceRefusal } from './priceOf.ts'
import { type Asker, askerFor, comparePrices, type Quote, type QuotedItem, type QuoteTotal, quote } from './quotes.ts'
import {
  InputLimitError,
  MaxCreditsExceededError,
  NoPriceError,
  OperationUnavailableError,
  PriceRuleNode,
} from './schema.ts'
import { settles } from './settlement.ts'
import { type Warning, warningsOf } from './warnings.ts'

const WarningCode = builder.enumType('TaskWarningCode', {
  description: 'The codes of warnings. A later version may add codes.',
  values: {
    DEPRECATED: { description: 'The price rule is DEPRECATED: use another operation or model soon.' },
  } as const,
})

export const WarningType = builder.objectRef<Warning>('TaskWarning').implement({
  description: 'A warning about a task that is accepted.',
  fields: (t) => ({
    code: t.expose('code', { type: WarningCode, description: 'The code of the warning, for programs.' }),
    message: t.exposeString('message', { description: 'The message, for people to read.' }),
  }),
})

const QuoteLine = builder.objectRef<QuoteTotal['lines'][number]>('QuoteLine').implement({
  description: 'One lot’s part of what tasks would cost.',
  fields: (t) => ({
    credits: t.expose('credits', { type: 'Credits', description: 'Credits that this lot would pay.' }),
    lot: t.field({
      type: LotNode,
      description: 'The lot that would pay.',
      resolve: ({ lot }) => lot,
    }),
  }),
})

const PriceType = builder.objectRef<Price>('TaskPrice').implement({
  description: 'The price of one task by one price rule.',
  fields: (t) => ({
    credits: t.expose('credits', {
      type: 'Credits',
      description: 'The price of the task in credits; the most that it can cost if `isMaximum`.',
    }),
    costs: t.field({
      type: [CreditAmountType],
      description:
        'The price of the task in each credit type that it costs: `credits` of the price rule’s own, then the others.',
      resolve: costsOf,
    }),
    isMaximum: t.boolean({
      description:
        'True if `credits` are the most that the task can cost: it is charged by its result, as the parts with `settleBy` say. False: the price is final.',
      resolve: ({ rule }) => settles(rule),
    }),
    parts: t.field({
      type: [TaskPricePartType],
      description: 'The parts of the price, with their units.',
      resolve: (price) => shownParts(price.rule, costsOf(price), price.parts),
    }),
    units: t.field({
      type: 'SafeInt',
      description: 'The number of units of the rule’s own part, rounded up; 0 if the input does not say it.',
      resolve: ({ units }) => units,
    }),
    priceRule: t.field({
      type: PriceRuleNode,
      description: 'The price rule that applies.',
      resolve: ({ rule }) => rule,
    }),
    warnings: t.field({
      type: [WarningType],
      description: 'The warnings to read before submitting, for example that the operation is DEPRECATED.',
      resolve: ({ rule }) => warningsOf(rule),
    }),
  }),
})

/** A quote of one task. */
interface SingleQuote {
  readonly item: QuotedItem & { readonly price: Price }
  readonly total: QuoteTotal
  readonly totals: readonly QuoteTotal[]
}

const QuoteType = builder.objectRef<SingleQuote>('Quote').implement({
  description: 'The cost of a task now, and the lots that would pay. Nothing is frozen.',
  fields: (t) => ({
    credits: t.field({
      type: 'Credits',
      description: 'The price of the task in credits; the most that it can cost if `isMaximum`.',
      resolve: ({ item }) => item.price.credits,
    }),
    costs: t.field({
      type: [CreditAmountType],
      description:
        'The price of the task in each credit type that it costs: `credits` of the price rule’s own, then the others.',
      resolve: ({ item }) => costsOf(item.price),
    }),
    totals: t.expose('totals', {
      type: [QuoteTotalType],
      description:
        'The credits that are available and missing, of each credit type that the task costs; that of `credits` first. All of them must be paid.',
    }),
    isMaximum: t.boolean({
      description:
        'True if `credits` are the most that the task can cost: it is charged by its result, as the parts with `settleBy` say. False: the price is final.',
      resolve: ({ item }) => settles(item.price.rule),
    }),
    parts: t.field({
      type: [TaskPricePartType],
      description: 'The parts of the price, with their units.',
      resolve: ({ item: { price } }) => shownParts(price.rule, costsOf(price), price.parts),
    }),
    units: t.field({
      type: 'SafeInt',
      description: 'The number of units of the rule’s own part, rounded up; 0 if the input does not say it.',
      resolve: ({ item }) => item.price.units,
    }),
    priceRule: t.field({
      type: PriceRuleNode,
      description: 'The price rule that applies.',
      resolve: ({ item }) => item.price.rule,
    }),
    warnings: t.field({
      type: [WarningType],
      description: 'The warnings to read before submitting, for example that the operation is DEPRECATED.',
      resolve: ({ item }) => warningsOf(item.price.rule),
    }),
    available: t.field({
      type: 'Credits',
      description:
        'Credits of the price rule’s own type that can be frozen now for this, in the wallet that would pay.',
      resolve: ({ item }) => item.available,
    }),
    sources: t.field({
      type: [SourceType],
      description: 'The wallets that may pay: the member’s own, then the pool. One must pay the whole.',
      resolve: ({ item }) => item.sources,
    }),
    shortfall: t.field({
      type: 'Credits',
      description: 'Credits of the price rule’s own type that are missing; 0: none. `totals` has those of other types.',
      resolve: ({ total }) => total.shortfall,
    }),
    lines: t.field({
      type: [QuoteLine],
      description:
        'The lots that would pay the credits of the price rule’s own type, in burn-down order, as far as they suffice.',
      resolve: ({ total }) => total.lines,
    }),
    blockedBy: t.field({
      type: BudgetExceededError,
      nullable: true,
      description:
        'The refusal that submitting would get from the budget with the least room; null if no budget refuses it.',
      resolve: ({ item }) => (item.refusal?.code === 'BUDGET_EXCEEDED' ? item.refusal : null),
    }),
    notEntitled: t.field({
      type: NotEntitledError,
      nullable: true,
      description:
        'The refusal that submitting would get because the plan of the organization does not include it; null if it does.',
      resolve: ({ item }) => (item.refusal?.code === 'NOT_ENTITLED' ? item.refusal : null),
    }),
    alternatives: t.field({
      type: [PriceType],
      description: 'The cheapest other ACTIVE model for the same operation, for each quality; the best first.',
      resolve: ({ item }) => item.alternatives,
    }),
  }),
})

const QuotedItemType = builder.objectRef<QuotedItem>('QuotedTasks').implement({
  description: 'The quote of a number of tasks of one kind.',
  fields: (t) => ({
    model: t.string({ description: 'The name of the model.', resolve: ({ item }) => item.model }),
    operation: t.string({ description: 'The operation.', resolve: ({ item }) => item.operation }),
    count: t.int({ description: 'The number of tasks.', resolve: ({ item }) => item.count }),
    price: t.field({
      type: PriceType,
      nullable: true,
      description: 'The price of one of them; null if `refusal` says why there is no price.',
      resolve: ({ price }) => price,
    }),
    payable: t.exposeInt('payable', {
      description: 'The number of them that could be submitted now, after all items before. A batch stops here.',
    }),
    refusal: t.field({
      type: ErrorInterface,
      nullable: true,
      description: 'The refusal of the first of them that can’t be submitted; null if all can.',
      resolve: ({ refusal }) => refusal,
    }),
    alternatives: t.field({
      type: [PriceType],
      description: 'The cheapest other ACTIVE model for the same operation, for each quality; the best first.',
      resolve: ({ alternatives }) => alternatives,
    }),
  }),
})

const QuoteTotalType = builder.objectRef<QuoteTotal>('QuoteTotal').implement({
  description: 'The cost of all tasks that one credit type pays for.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'The type of the credits.' }),
    credits: t.expose('credits', { type: 'Credits', description: 'The credits that all these tasks cost.' }),
    available: t.expose('available', {
      type: 'Credits',
      description: 'Credits that can be frozen now for them, in all wallets that may pay; each task is paid by one.',
    }),
    shortfall: t.expose('shortfall', {
      type: 'Credits',
      description: 'Credits that are missing; 0 when all can be paid.',
    }),
    lines: t.expose('lines', {
      type: [QuoteLine],
      description: 'The lots that would pay, in burn-down order, as far as they suffice.',
    }),
  }),
})

const TasksQuoteType = builder.objectRef<Quote>('TasksQuote').implement({
  description: 'The cost of a list of tasks now, submitted one after the other. Nothing is frozen.',
  fields: (t) => ({
    items: t.expose('items', { type: [QuotedItemType], description: 'Each item, in the order they were given.' }),
    totals: t.expose('totals', {
      type: [QuoteTotalType],
      description: 'The totals of all items, one for each credit type.',
    }),
  }),
})

const maxCreditsDescription =
  'The most that each task may cost, as for submitTask. Null: whatever its price is; it is required if the price follows the result and the input does not limit it.'

const maxCostsDescription =
  'The most that each task may cost of each credit type, as for submitTask; a type that it does not name is not limited. Null: none is.'

const QuoteItemInput = builder.inputType('QuoteItemInput', {
  description: 'A number of tasks of one kind.',
  fields: (t) => ({
    model: t.string({ required: true, description: 'The name of the model: `suno`.' }),
    operation: t.string({ required: true, description: 'The operation: `music`.' }),
    input: t.field({
      type: 'JSONObject',
      description: 'The input of the task, as for submitTask. Null: an empty object.',
    }),
    count: t.int({
      required: true,
      defaultValue: 1,
      description: 'The number of tasks; up to 1,000 for all items together.',
    }),
    tags: t.stringList({
      description: 'The tags that the tasks would have, for the budgets that limit a tag. Null: none.',
    }),
    maxCredits: t.field({ type: 'Credits', description: maxCreditsDescription }),
    maxCosts: t.field({ type: [CreditAmountInput], description: maxCostsDescription }),
  }),
})

/** An item whose input is absent asks for nothing in particular. */
function withInput({ input, ...item }: typeof QuoteItemInput.$inferInput) {
  return { ...item, input: input ?? {} }
}

/** The organization and member that a request asks for. */
async function askedFor(
  context: Context,
  named: GlobalId | null | undefined,
  behalf: GlobalId | null | undefined,
): Promise<Asker | NotFound> {
  const organizationId = organizationIdFor(context, named)
  if (organizationId === null) return notFound('organization')
  return askerFor(
    context.app,
    callerOf(context),
    organizationId,
    behalf ? idIn<MemberId>(organizationId, behalf) : null,
  )
}

const who = {
  organizationId: 'The organization. Required for the operator; others may leave it out.',
  memberId:
    'The member on whose behalf the tasks are quoted. For the operator and the organization’s own key. Null: no member.',
}

builder.queryFields((t) => ({
  quote: t.field({
    type: resultType('QuoteResult', QuoteType, [
      InvalidInputError,
      NotFoundError,
      NoPriceError,
      OperationUnavailableError,
      InputLimitError,
      MaxCreditsExceededError,
    ]),
    nullable: true,
    description:
      'The cost of a task now: the price, the rule, the lots that would pay, and the shortfall if there is one. Null only with an error.',
    authScopes: { may: 'read' },
    args: {
      model: t.arg.string({ required: true, description: 'The name of the model: `suno`.' }),
      operation: t.arg.string({ required: true, description: 'The operation: `music`.' }),
      input: t.arg({
        type: 'JSONObject',
        description: 'The input of the task, as for submitTask. Null: an empty object.',
      }),
      tags: t.arg.stringList({
        description: 'The tags that the task would have, for the budgets that limit a tag. Null: none.',
      }),
      maxCredits: t.arg({ type: 'Credits', description: maxCreditsDescription }),
      maxCosts: t.arg({ type: [CreditAmountInput], description: maxCostsDescription }),
      organizationId: t.arg.globalID({ for: OrganizationNode, description: who.organizationId }),
      memberId: t.arg.globalID({ for: MemberNode, description: who.memberId }),
    },
    resolve: async (
      _root,
      { organizationId: named, memberId: behalf, ...wanted },
      context,
    ): Promise<SingleQuote | InvalidInput | NotFound | PriceRefusal> => {
      const asked = await askedFor(context, named, behalf)
      if (isRefusal(asked)) return asked
      const parsed = parseInput(QuoteItems, [{ ...wanted, input: wanted.input ?? {}, count: 1 }])
      if (!parsed.ok) return parsed.refusal
      const quoted = await quote(context.app, asked, parsed.value)
      if (isRefusal(quoted)) return quoted
      const [item] = quoted.items as [QuotedItem]
      const [total] = quoted.totals
      if (!item.price || !total) return item.refusal as PriceRefusal
      return { item: { ...item, price: item.price }, total, totals: quoted.totals }
    },
  }),
  quoteTasks: t.field({
    type: resultType('QuoteTasksResult', TasksQuoteType, [InvalidInputError, NotFoundError]),
    nullable: true,
    description:
      'The cost of a list of tasks now, the number of them that could be paid, and the shortfall if there is one. Null only with an error.',
    authScopes: { may: 'read' },
    args: {
      items: t.arg({
        type: [QuoteItemInput],
        required: true,
        description: 'The tasks, in the order they would be submitted.',
      }),
      organizationId: t.arg.globalID({ for: OrganizationNode, description: who.organizationId }),
      memberId: t.arg.globalID({ for: MemberNode, description: who.memberId }),
    },
    resolve: async (_root, { items, organizationId: named, memberId: behalf }, context) => {
      const asked = await askedFor(context, named, behalf)
      if (isRefusal(asked)) return asked
      const parsed = parseInput(QuoteItems, items.map(withInput))
      if (!parsed.ok) return parsed.refusal
      return quote(context.app, asked, parsed.value)
    },
  }),
}))

builder.queryField('comparePrices', (t) =>
  t.field({
    type: [PriceType],
    description:
      'The prices of all ACTIVE models that do an operation, or operations that can be compared with it, with this input, and that the plan of the organization includes. The cheapest first, and of these the best first; at most 100.',
    authScopes: { may: 'read' },
    args: {
      operation: t.arg.string({
        required: true,
        description:
          'The operation, or the name under which operations can be compared: `comparableAs` of price rules.',
      }),
      input: t.arg({
        type: 'JSONObject',
        description: 'The input of the task, as for submitTask. Null: an empty object.',
      }),
      minQuality: t.arg.int({ description: 'Lists only models of at least this quality. Null: of any.' }),
      creditType: t.arg.string({ description: 'Lists only prices in credits of this type. Null: of any.' }),
      maxCredits: t.arg({ type: 'Credits', description: maxCreditsDescription }),
      organizationId: t.arg.globalID({ for: OrganizationNode, description: who.organizationId }),
    },
    resolve: async (
      _root,
      { operation, input, minQuality, creditType, maxCredits, organizationId: named },
      context,
    ) => {
      const organizationId = await organizationThere(context, named)
      const wanted = { minQuality: minQuality ?? null, creditType: creditType ?? null, maxCredits: maxCredits ?? null }
      return comparePrices(context.app, organizationId, { operation, input: input ?? {}, ...wanted })
    },
  }),
)

// Promises.

const BindingQuoteItemType = builder.objectRef<QuoteItem>('BindingQuoteItem').implement({
  description: 'One price of a binding quote, and the number of tasks that it holds for.',
  fields: (t) => ({
    priceRule: t.field({
      type: PriceRuleNode,
      description: 'The price rule whose price holds.',
      resolve: ({ priceRuleId }, _args, { app }) => app.priceBook.version.rule(priceRuleId) as PriceRule,
    }),
    units: t.expose('units', {
      type: 'SafeInt',
      description: 'The quoted number of units of the rule’s own part, rounded up.',
    }),
    credits: t.expose('credits', { type: 'Credits', description: 'The largest price of each task, in credits.' }),
    costs: t.field({
      type: [CreditAmountType],
      description:
        'The largest price of each task in each credit type: `credits` of the price rule’s own, then the others.',
      resolve: ({ priceRuleId, credits, furtherCosts }, _args, { app }) => {
        const { creditType } = app.priceBook.version.rule(priceRuleId) as PriceRule
        return [{ creditType, credits }, ...quotedCosts(furtherCosts)]
      },
    }),
    count: t.exposeInt('count', { description: 'The number of tasks for which the price holds.' }),
    taken: t.exposeInt('taken', { description: 'The number of tasks that were submitted with it.' }),
  }),
})

export const BindingQuoteNode = builder.prismaNode('Quote', {
  name: 'BindingQuote',
  nullable: true,
  description:
    'Prices that hold for some minutes: submitTask with `bindingQuoteId` uses them, for as many tasks as were quoted.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    items: t.field({
      type: [BindingQuoteItemType],
      description: 'The quoted prices, one item for each item of the request.',
      select: { items: { orderBy: { position: 'asc' } } },
      resolve: ({ items }) => items,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time at which it was created, in UTC.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'The time at which the quote expires, in UTC.' }),
  }),
})

const CreateBindingQuoteInput = builder.inputType('CreateBindingQuoteInput', {
  description: 'The tasks to quote, and the time for which the prices hold.',
  fields: (t) => ({
    items: t.field({
      type: [QuoteItemInput],
      required: true,
      description: 'The tasks to quote; up to 1,000 in total.',
    }),
    validForSeconds: t.int({
      required: true,
      defaultValue: QUOTE_SECONDS,
      description: 'The time for which the prices hold, 1 to 86400 seconds.',
    }),
    organizationId: t.globalID({ for: OrganizationNode, description: who.organizationId }),
    memberId: t.globalID({ for: MemberNode, description: who.memberId }),
  }),
})

const CreateBindingQuoteSuccess = builder.objectRef<CreatedQuote>('CreateBindingQuoteSuccess').implement({
  description: 'The binding quote was created.',
  fields: (t) => ({
    bindingQuote: t.field({
      type: BindingQuoteNode,
      description: 'The binding quote.',
      resolve: ({ binding }) => binding,
    }),
    quote: t.field({
      type: TasksQuoteType,
      description: 'The quote that its prices come from.',
      resolve: (made) => made.quote,
    }),
  }),
})

builder.mutationField('createBindingQuote', (t) =>
  t.field({
    type: resultType('CreateBindingQuoteResult', CreateBindingQuoteSuccess, [
      LimitReachedError,
      QuotaExceededError,
      InvalidInputError,
      NotFoundError,
      NoPriceError,
      OperationUnavailableError,
      InputLimitError,
      MaxCreditsExceededError,
    ]),
    description:
      'Creates a binding quote: until it expires, submitTask with `bindingQuoteId` uses the current prices, even if others are set, once for each quoted task, for inputs of the same or a lower price. Nothing is frozen. For an OWNER, ADMIN or MEMBER, keys with SUBMIT, and the operator.',
    authScopes: { may: 'submitTasks' },
    args: { input: t.arg({ type: CreateBindingQuoteInput, required: true }) },
    resolve: async (_root, { input: { organizationId: named, memberId: behalf, ...input } }, context) => {
      const asked = await askedFor(context, named, behalf)
      return isRefusal(asked)
        ? asked
        : createBindingQuote(context.app, { ...input, ...asked, items: input.items.map(withInput) })
    },
  }),
)
