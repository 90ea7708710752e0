// Price rules and quotes: their part of the API.

import { BudgetExceededError } from '../budgets/schema.ts'
import { builder } from '../graphql/builder.ts'
import { callerOf, organizationIdFor } from '../graphql/context.ts'
import {
  IdempotencyConflictError,
  InvalidInputError,
  NotFoundError,
  refusalType,
  resultType,
} from '../graphql/errors.ts'
import { idIn } from '../graphql/ids.ts'
import { MemberNode, OrganizationNode } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { LotNode } from '../wallets/schema.ts'
import {
  type CreatedPriceRule,
  createPriceRule,
  type EffectiveFromPast,
  findPriceRules,
  type NoPrice,
  type PriceRuleExists,
  type Quote,
  quote,
} from './operations.ts'

export const PriceRuleNode = builder.prismaNode('PriceRule', {
  nullable: true,
  description:
    'What one operation of one model costs, from a date on. Never edited: a newer rule takes over from its own date.',
  id: { resolve: (rule) => rule.id },
  findUnique: (id) => ({ id }),
  fields: (t) => ({
    provider: t.exposeString('provider', { description: 'Who makes the model: suno.' }),
    model: t.exposeString('model', { description: 'The model: suno.' }),
    operation: t.exposeString('operation', { description: 'What it does: music.' }),
    creditType: t.exposeString('creditType', { description: 'Which credits pay.' }),
    credits: t.expose('credits', { type: 'Credits', description: 'Credits per call.' }),
    effectiveFrom: t.expose('effectiveFrom', { type: 'DateTime', description: 'From when on it is in force, UTC.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was set, UTC.' }),
  }),
})

export const NoPriceError = refusalType<NoPrice>('NO_PRICE', 'The operation of the model has no price.', (t) => ({
  model: t.exposeString('model', { description: 'The model that was asked for.' }),
  operation: t.exposeString('operation', { description: 'The operation that was asked for.' }),
}))

const QuoteLine = builder.objectRef<Quote['lines'][number]>('QuoteLine').implement({
  description: 'One lot’s part of what a task would cost.',
  fields: (t) => ({
    credits: t.expose('credits', { type: 'Credits', description: 'Credits that this lot would pay.' }),
    lot: t.field({ type: LotNode, description: 'The lot.', resolve: ({ lot }) => lot }),
  }),
})

const QuoteType = builder.objectRef<Quote>('Quote').implement({
  description: 'What a task would cost now and what would pay for it. Nothing is frozen.',
  fields: (t) => ({
    credits: t.expose('credits', { type: 'Credits', description: 'The price.' }),
    priceRule: t.field({ type: PriceRuleNode, description: 'The rule that says so.', resolve: (q) => q.priceRule }),
    available: t.expose('available', {
      type: 'Credits',
      description: 'Credits that can be frozen now for this, in the wallet that would pay.',
    }),
    shortfall: t.expose('shortfall', {
      type: 'Credits',
      description: 'Credits that are missing; 0 when it can be paid.',
    }),
    lines: t.expose('lines', { type: [QuoteLine], description: 'Which lots would pay, in burn-down order.' }),
    blockedBy: t.expose('blockedBy', {
      type: BudgetExceededError,
      nullable: true,
      description: 'The budget with the least room, if one has too little; submitting would be refused with this.',
    }),
  }),
})

builder.queryFields((t) => ({
  priceRules: t.field({
    type: [PriceRuleNode],
    description: 'The prices in force, by model and operation.',
    authScopes: { signedIn: true },
    args: {
      model: t.arg.string({ description: 'Only of this model.' }),
      operation: t.arg.string({ description: 'Only of this operation.' }),
      at: t.arg({ type: 'DateTime', description: 'In force at this moment; now if absent.' }),
    },
    resolve: (_root, { model, operation, at }, { app }) =>
      findPriceRules(app, at ?? app.clock(), { model: model ?? undefined, operation: operation ?? undefined }),
  }),
  quote: t.field({
    type: resultType('QuoteResult', QuoteType, [NoPriceError, NotFoundError]),
    nullable: true,
    description: 'What a task would cost now: the price, the rule, which lots would pay, and the shortfall if any.',
    authScopes: { signedIn: true },
    args: {
      model: t.arg.string({ required: true, description: 'The model: suno.' }),
      operation: t.arg.string({ required: true, description: 'What it should do: music.' }),
      organizationId: t.arg.globalID({ for: OrganizationNode, description: 'Needed by the operator only.' }),
      memberId: t.arg.globalID({ for: MemberNode, description: 'For the operator: if this member submitted it.' }),
    },
    resolve: (_root, { organizationId: named, memberId, ...wanted }, context) => {
      const organizationId = organizationIdFor(context, named)
      if (organizationId === null) return notFound('organization')
      const caller = callerOf(context)
      const behalf = memberId ? idIn(organizationId, memberId) : null
      return quote(context.app, organizationId, caller.kind === 'member' ? caller.memberId : behalf, wanted)
    },
  }),
}))

const PriceRuleExistsError = refusalType<PriceRuleExists>(
  'PRICE_RULE_EXISTS',
  'The operation of the model has a price from that very moment already, and rules are never edited.',
)

const EffectiveFromPastError = refusalType<EffectiveFromPast>(
  'EFFECTIVE_FROM_PAST',
  'A price can’t be set for the past.',
)

const CreatePriceRuleInput = builder.inputType('CreatePriceRuleInput', {
  description: 'A price to set.',
  fields: (t) => ({
    provider: t.string({ required: true, description: 'Who makes the model: suno.' }),
    model: t.string({ required: true, description: 'The model: suno. Letters, digits and . _ - /' }),
    operation: t.string({ required: true, description: 'What it does: music. Letters, digits and . _ - /' }),
    creditType: t.string({
      required: true,
      description: 'Which credits pay: music. Lower-case letters, digits, _ and -',
    }),
    credits: t.field({ type: 'Credits', required: true, description: 'Credits per call; 0 makes it free.' }),
    effectiveFrom: t.field({ type: 'DateTime', description: 'From when on; from now if absent.' }),
    idempotencyKey: t.string({ description: 'Sets it once however often this is sent; 1 to 255 characters.' }),
  }),
})

const CreatePriceRuleSuccess = builder.objectRef<CreatedPriceRule>('CreatePriceRuleSuccess').implement({
  description: 'It is done, or was done earlier under the same idempotency key.',
  fields: (t) => ({
    priceRule: t.field({ type: PriceRuleNode, description: 'The price.', resolve: ({ priceRule }) => priceRule }),
    replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key set it earlier.' }),
  }),
})

builder.mutationField('createPriceRule', (t) =>
  t.field({
    type: resultType('CreatePriceRuleResult', CreatePriceRuleSuccess, [
      InvalidInputError,
      IdempotencyConflictError,
      PriceRuleExistsError,
      EffectiveFromPastError,
    ]),
    nullable: true,
    description: 'Sets what an operation of a model costs from a date on, for all organizations. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: CreatePriceRuleInput, required: true, description: 'What to do.' }) },
    resolve: (_root, { input }, { app }) => createPriceRule(app, input),
  }),
)
