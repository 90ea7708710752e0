// Price rules: their part of the API.

import { canSee } from '../access/roles.ts'
import { PriceState, Runner } from '../database/generated/client/client.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { comparableName } from '../engine/priceBook.ts'
import { builder } from '../graphql/builder.ts'
import { callerOf } from '../graphql/context.ts'
import {
  IdempotencyConflictError,
  InvalidInputError,
  LimitReachedError,
  NotFoundError,
  refusalType,
  resultType,
} from '../graphql/errors.ts'
import { OrganizationNode, organizationThere } from '../organizations/schema.ts'
import { assumedOf, CatalogueType, ofCatalogue } from '../plans/catalogue.schema.ts'
import { invalidInput } from '../refusals.ts'
import { priceSubject } from './catalogue.ts'
import { type Constraint, constraintsIn, type Scalar } from './constraints.ts'
import { formulaOf } from './formula.ts'
import {
  PricePartInput,
  PricePartType,
  PriceUnitEnum,
  partInputFields,
  UpstreamPriceInput,
  UpstreamPriceType,
} from './parts.schema.ts'
import type { InputLimit, MaxCreditsExceeded, NoPrice, OperationUnavailable } from './priceOf.ts'
import {
  type CreatedPriceRule,
  createPriceRule,
  type EffectiveFromPast,
  type PriceRuleExists,
  STANDARD,
} from './priceRules.ts'
import { findPriceRules } from './quotes.ts'
import { costOfRule } from './upstreamCost.ts'

const PriceStateEnum = builder.enumType('PriceState', {
  description: 'The availability of an operation.',
  values: {
    ACTIVE: { value: PriceState.ACTIVE, description: 'The operation is available.' },
    DEPRECATED: {
      value: PriceState.DEPRECATED,
      description: 'The operation is available, with a warning, and will become UNAVAILABLE.',
    },
    UNAVAILABLE: {
      value: PriceState.UNAVAILABLE,
      description: 'The operation is not available: submitting is refused.',
    },
  },
})

const RunnerEnum = builder.enumType('PriceRunner', {
  description: 'The runners of tasks, whatever the mode of the organization.',
  values: {
    SANDBOX: {
      value: Runner.SANDBOX,
      description: 'The sandbox does the tasks: for demos, and models that aren’t connected yet.',
    },
    WORKERS: {
      value: Runner.WORKERS,
      description: 'The platform’s workers do the tasks, also those of SANDBOX organizations, to try workers out.',
    },
  },
})

/** The values of one type among those that a field may have; null if none is of it. */
function valuesIn<Value extends Scalar>(
  oneOf: readonly Scalar[] | undefined,
  isOne: (value: Scalar) => value is Value,
): Value[] | null {
  const values = (oneOf ?? []).filter(isOne)
  return values.length > 0 ? values : null
}

const InputConstraintType = builder.objectRef<Constraint>('InputConstraint').implement({
  description: 'The constraints on one field of the input of a task. A null constraint does not apply.',
  fields: (t) => ({
    field: t.exposeString('field', {
      description: 'The path of the field, with dots between nested names: `voice.language`.',
    }),
    min: t.exposeFloat('min', { nullable: true, description: 'The field must be a number of at least this.' }),
    max: t.exposeFloat('max', { nullable: true, description: 'The field must be a number of at most this.' }),
    below: t.exposeFloat('below', { nullable: true, description: 'The field must be a number less than this.' }),
    maxLength: t.exposeInt('maxLength', {
      nullable: true,
      description: 'The largest length of a text, in characters; null: no limit.',
    }),
    oneOf: t.field({
      type: ['String'],
      nullable: true,
      description: 'The field must be one of these texts, or one of `oneOfNumbers` or `oneOfBooleans`.',
      resolve: ({ oneOf }) => valuesIn(oneOf, (value) => typeof value === 'string'),
    }),
    oneOfNumbers: t.field({
      type: ['Float'],
      nullable: true,
      description: 'The field must be one of these numbers, or one of `oneOf` or `oneOfBooleans`.',
      resolve: ({ oneOf }) => valuesIn(oneOf, (value) => typeof value === 'number'),
    }),
    oneOfBooleans: t.field({
      type: ['Boolean'],
      nullable: true,
      description: 'The field must be one of these, or one of `oneOf` or `oneOfNumbers`.',
      resolve: ({ oneOf }) => valuesIn(oneOf, (value) => typeof value === 'boolean'),
    }),
    required: t.boolean({
      description: 'True if the field must be present.',
      resolve: ({ required }) => required === true,
    }),
  }),
})

export const PriceRuleNode = builder.prismaNode('PriceRule', {
  nullable: true,
  description:
    'The price of one operation of one model, from a time on. Price rules are never changed: a newer rule replaces it from its own time on.',
  id: { resolve: (rule) => rule.id },
  findUnique: (id, { caller }) => ({
    id,
    ...(caller?.kind === 'operator'
      ? {}
      : { organizationId: { in: caller?.kind === 'tenant' ? [PLATFORM_ID, caller.organizationId] : [PLATFORM_ID] } }),
  }),
  authScopes: ({ organizationId }, { caller }) => organizationId === PLATFORM_ID || canSee(caller, organizationId),
  fields: (t) => ({
    provider: t.exposeString('provider', { description: 'The maker of the model: `suno`.' }),
    model: t.exposeString('model', { description: 'The name of the model: `suno`.' }),
    operation: t.exposeString('operation', { description: 'The operation: `music`.' }),
    variant: t.exposeString('variant', {
      description:
        'The name of the variant, which distinguishes prices of one operation for different inputs: `standard`.',
    }),
    creditType: t.exposeString('creditType', { description: 'The type of the credits that pay.' }),
    credits: t.expose('credits', { type: 'Credits', description: 'The price of `per` units, in credits.' }),
    per: t.expose('per', { type: 'SafeInt', description: 'The number of units that `credits` pay for.' }),
    unit: t.field({
      type: PriceUnitEnum,
      description: 'The unit that the price is for.',
      resolve: ({ unit }) => unit,
    }),
    unitField: t.exposeString('unitField', {
      nullable: true,
      description:
        'The field of the input that contains the number of units, or several that are multiplied: `width*height`. Null for a price per call.',
    }),
    conditions: t.field({
      type: [InputConstraintType],
      description: 'The conditions that the input must meet for this price to apply.',
      resolve: ({ conditions }) => constraintsIn(conditions),
    }),
    inputLimits: t.field({
      type: [InputConstraintType],
      description: 'The limits of the input. A task outside of them is refused, with the limit named.',
      resolve: ({ inputLimits }) => constraintsIn(inputLimits),
    }),
    outputs: t.exposeInt('outputs', { description: 'The number of outputs of one call: 2 for two songs.' }),
    quality: t.exposeInt('quality', {
      nullable: true,
      description: 'The quality of the result as the platform rates it; higher is better. Null: not known.',
    }),
    assetKind: t.exposeString('assetKind', {
      nullable: true,
      description: 'The kind of asset that the operation makes: music, voiceover, image; null: none.',
    }),
    state: t.field({
      type: PriceStateEnum,
      description: 'The availability of the operation.',
      resolve: ({ state }) => state,
    }),
    notice: t.exposeString('notice', {
      nullable: true,
      description: 'The reason why it is not ACTIVE, and the operation to use instead; null: none.',
    }),
    runner: t.field({
      type: RunnerEnum,
      nullable: true,
      description:
        'The runner of the tasks of all organizations; null: the sandbox for SANDBOX organizations, and `httpProvider` or the platform’s workers for LIVE ones. Only the operator sees it.',
      resolve: ({ runner }, _args, { caller }) => (caller?.kind === 'operator' ? runner : null),
    }),
    httpProvider: t.string({
      nullable: true,
      description:
        'The provider over HTTP that does the tasks of LIVE organizations; null: none. Only the operator sees it.',
      resolve: ({ httpProvider }, _args, { caller }) => (caller?.kind === 'operator' ? httpProvider : null),
    }),
    isContract: t.boolean({
      description:
        'True for a contract: a price for one organization, which takes precedence over the price for everybody.',
      resolve: ({ organizationId }) => organizationId !== PLATFORM_ID,
    }),
    effectiveFrom: t.expose('effectiveFrom', {
      type: 'DateTime',
      description: 'The time from which it is in force, in UTC.',
    }),
    effectiveUntil: t.expose('effectiveUntil', {
      type: 'DateTime',
      nullable: true,
      description:
        'The time until which it is in force, in UTC; then the previous rule is in force again. Null: until a newer rule replaces it.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The time at which the price rule was created, in UTC.',
    }),
  }),
})

builder.prismaObjectFields(PriceRuleNode, (t) => ({
  catalogue: t.field({
    type: CatalogueType,
    nullable: true,
    description: ofCatalogue.catalogue,
    resolve: ({ catalogue }, _args, { app, caller }) =>
      caller?.kind === 'operator' ? (app.priceBook.version.catalogue(catalogue) ?? null) : null,
  }),
  assumed: t.stringList({
    nullable: true,
    description: ofCatalogue.assumed,
    resolve: (rule, _args, { app, caller }) =>
      caller?.kind === 'operator'
        ? assumedOf(app.priceBook.version.catalogue(rule.catalogue), priceSubject(rule))
        : null,
  }),
  upstreamCost: t.field({
    type: UpstreamPriceType,
    nullable: true,
    description:
      'The upstream cost of a task that succeeds, if its worker or its provider does not say it; null: it is not known. Only the operator sees it.',
    resolve: (rule, _args, { caller }) => (caller?.kind === 'operator' ? costOfRule(rule) : null),
  }),
  fixed: t.expose('fixed', {
    type: 'Credits',
    description: 'Credits for each task in addition to its units; 0: none.',
  }),
  parts: t.field({
    type: [PricePartType],
    description: 'All parts of the price: the rule’s own, then those of other units of the same task.',
    resolve: (rule) => formulaOf(rule).parts,
  }),
  comparableAs: t.string({
    description:
      'The name under which the operation is compared with those of other models: the operation’s own unless another was set.',
    resolve: comparableName,
  }),
}))

export const NoPriceError = refusalType<NoPrice>('NO_PRICE', (t) => ({
  model: t.exposeString('model', { description: 'The model that was asked for.' }),
  operation: t.exposeString('operation', { description: 'The operation that was asked for.' }),
}))

export const OperationUnavailableError = refusalType<OperationUnavailable>('OPERATION_UNAVAILABLE', (t) => ({
  priceRule: t.field({
    type: PriceRuleNode,
    description: 'The price rule that is UNAVAILABLE.',
    resolve: ({ rule }) => rule,
  }),
}))

export const InputLimitError = refusalType<InputLimit>('INPUT_LIMIT', (t) => ({
  field: t.exposeString('field', { description: 'The path of the field of the input.' }),
  limit: t.exposeString('limit', { description: 'The constraint that the field must meet.' }),
}))

export const MaxCreditsExceededError = refusalType<MaxCreditsExceeded>('MAX_CREDITS_EXCEEDED', (t) => ({
  credits: t.expose('credits', { type: 'Credits', description: 'The credits that the input asks for.' }),
  maxCredits: t.expose('maxCredits', { type: 'Credits', description: 'The maximum that was given.' }),
  creditType: t.exposeString('creditType', { description: 'The type of these credits.' }),
}))

builder.queryField('priceRules', (t) =>
  t.field({
    type: [PriceRuleNode],
    description:
      'The price rules in force, ordered by model, operation and variant. A contract replaces the price for everybody.',
    authScopes: { may: 'read' },
    args: {
      model: t.arg.string({ description: 'Lists only price rules of this model. Null: of all.' }),
      operation: t.arg.string({ description: 'Lists only price rules of this operation. Null: of all.' }),
      at: t.arg({ type: 'DateTime', description: 'The time at which the price rules are in force. Null: now.' }),
      organizationId: t.arg.globalID({
        for: OrganizationNode,
        description:
          'The organization whose contract prices are included; NOT_FOUND if it does not exist or the caller may not see it. Null: the caller’s own; for the operator general prices only.',
      }),
    },
    resolve: async (_root, { model, operation, at, organizationId: named }, context) => {
      const isGeneral = !named && callerOf(context).kind === 'operator'
      const organizationId = isGeneral ? null : await organizationThere(context, named)
      const { app } = context
      return findPriceRules(app, organizationId, at ?? app.clock(), {
        model: model ?? undefined,
        operation: operation ?? undefined,
      })
    },
  }),
)

const PriceRuleExistsError = refusalType<PriceRuleExists>('PRICE_RULE_EXISTS')

const EffectiveFromPastError = refusalType<EffectiveFromPast>('EFFECTIVE_FROM_PAST')

const InputConstraintInput = builder.inputType('InputConstraintInput', {
  description: 'The constraints on one field of the input of a task. An absent constraint does not apply.',
  fields: (t) => ({
    field: t.string({
      required: true,
      description: 'The path of the field, with dots between nested names: `voice.language`.',
    }),
    min: t.float({ description: 'The field must be a number of at least this.' }),
    max: t.float({ description: 'The field must be a number of at most this.' }),
    below: t.float({ description: 'The field must be a number less than this.' }),
    maxLength: t.int({ description: 'The largest length of a text, 0 to 100,000 characters. Null: no limit.' }),
    oneOf: t.stringList({
      description: 'The field must be one of these texts; at most 100 values, with those of the two fields below.',
    }),
    oneOfNumbers: t.floatList({ description: 'The field must be one of these numbers.' }),
    oneOfBooleans: t.booleanList({ description: 'The field must be one of these: [true].' }),
    required: t.boolean({ description: 'True: the field must be present. A field of a condition always must.' }),
  }),
})

/** A constraint of the API, whose lists of values have one type each. */
function constraintOf({ oneOf, oneOfNumbers, oneOfBooleans, ...constraint }: typeof InputConstraintInput.$inferInput) {
  const lists = [oneOf, oneOfNumbers, oneOfBooleans].filter((list) => list !== null && list !== undefined)
  return { ...constraint, oneOf: lists.length > 0 ? lists.flat() : null }
}

const CreatePriceRuleInput = builder.inputType('CreatePriceRuleInput', {
  description: 'A price to set.',
  fields: (t) => ({
    provider: t.string({ required: true, description: 'The maker of the model: `suno`.' }),
    model: t.string({ required: true, description: 'The model: suno. Letters, digits and . _ - /' }),
    operation: t.string({ required: true, description: 'The operation: `music`. Letters, digits and `. _ - /`.' }),
    variant: t.string({
      required: true,
      defaultValue: STANDARD,
      description:
        'The name of the variant, which distinguishes prices of one operation for different inputs. A rule replaces the previous rule of the same model, operation and variant.',
    }),
    creditType: t.string({
      required: true,
      description: 'The type of the credits that pay: `music`. Lower-case letters, digits, `_` and `-`.',
    }),
    ...partInputFields(t),
    fixed: t.field({ type: 'Credits', description: 'Credits for each task in addition to its units. Null: none.' }),
    parts: t.field({
      type: [PricePartInput],
      description: 'Prices of other units of the same task, in addition: up to 10. Null: none.',
    }),
    conditions: t.field({
      type: [InputConstraintInput],
      required: true,
      defaultValue: [],
      description:
        'The conditions that the input must meet for this price to apply. Of several prices that apply, the one with the most conditions is used. A contract without any has those of the general price of its variant.',
    }),
    inputLimits: t.field({
      type: [InputConstraintInput],
      required: true,
      defaultValue: [],
      description:
        'The limits of the input. A task outside of them is refused. A contract has the limits of the general price of its variant, too, on fields that it does not limit itself.',
    }),
    outputs: t.int({ required: true, defaultValue: 1, description: 'The number of outputs of one call, 1 to 1,000.' }),
    comparableAs: t.string({
      description:
        'The name under which the operation is compared with operations of other models. Letters, digits and `. _ - /`. Null: the operation.',
    }),
    quality: t.int({
      description:
        'The quality of the result, 0 to 1,000; higher is better. Quotes name the cheapest alternative of each quality. Null: not known.',
    }),
    assetKind: t.string({
      description:
        'The kind of asset that the operation makes, for the entitlements of plans: music, voiceover, image. Null: none.',
    }),
    state: t.field({
      type: PriceStateEnum,
      required: true,
      defaultValue: PriceState.ACTIVE,
      description: 'The availability of the operation.',
    }),
    notice: t.string({
      description:
        'The reason why it is not ACTIVE, and the operation to use instead; up to 500 characters. Null: none.',
    }),
    runner: t.field({
      type: RunnerEnum,
      description:
        'The runner of the tasks of all organizations. Null: the sandbox for SANDBOX organizations, and `httpProvider` or the platform’s workers for LIVE ones. If both fields are absent, the runner of the current price for everybody stays.',
    }),
    httpProvider: t.string({
      description:
        'The provider over HTTP that does the tasks of LIVE organizations, unless `runner` is set. Null: none.',
    }),
    upstreamCost: t.field({
      type: UpstreamPriceInput,
      description:
        'The upstream cost of a task that succeeds, if its worker or its provider does not say it. Null: it is not known. Absent: as the current price for everybody.',
    }),
    organizationId: t.globalID({
      for: OrganizationNode,
      description: 'The organization whose contract it is. Null: the price applies to all organizations.',
    }),
    effectiveFrom: t.field({ type: 'DateTime', description: 'The time from which the price applies. Null: now.' }),
    effectiveUntil: t.field({
      type: 'DateTime',
      description:
        'The time until which the price applies; then the previous price applies again. Null: until a newer price replaces it.',
    }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key create one price rule. Null: each request creates one.',
    }),
  }),
})

const CreatePriceRuleSuccess = builder.objectRef<CreatedPriceRule>('CreatePriceRuleSuccess').implement({
  description: 'The request was carried out, now or earlier under the same idempotency key.',
  fields: (t) => ({
    priceRule: t.field({ type: PriceRuleNode, description: 'The price rule.', resolve: ({ priceRule }) => priceRule }),
    replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key set it earlier.' }),
  }),
})

const RUNS = { SANDBOX: 'sandbox', WORKERS: 'workers' } as const

builder.mutationField('createPriceRule', (t) =>
  t.field({
    type: resultType('CreatePriceRuleResult', CreatePriceRuleSuccess, [
      InvalidInputError,
      NotFoundError,
      IdempotencyConflictError,
      PriceRuleExistsError,
      EffectiveFromPastError,
      LimitReachedError,
    ]),
    description:
      'Sets a price, which takes over from the one before it at its own date. Tasks keep the price they were submitted at. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { input: t.arg({ type: CreatePriceRuleInput, required: true }) },
    resolve: (_root, { input: { organizationId, runner, httpProvider, ...input } }, { app }) => {
      if (runner && httpProvider) {
        return invalidInput({
          path: 'httpProvider',
          message: 'must be absent, or runner must be: only one of them can run the operation',
        })
      }
      // Null means that the mode decides; an absent value leaves it unchanged.
      const http = typeof httpProvider === 'string' ? { http: httpProvider } : httpProvider
      const runs = runner ? RUNS[runner] : runner === null ? (http ?? null) : http
      const conditions = input.conditions.map(constraintOf)
      const inputLimits = input.inputLimits.map(constraintOf)
      return createPriceRule(app, { ...input, conditions, inputLimits, runs, organizationId: organizationId?.id })
    },
  }),
)
