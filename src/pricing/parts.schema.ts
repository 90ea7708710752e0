// The parts of a price, its units and its tiers: their part of the API.

import { type PriceRule, PriceUnit } from '../database/generated/client/client.ts'
import { builder, type Types } from '../graphql/builder.ts'
import type { Cost } from '../ledger/cost.ts'
import { decimalOfMillionths } from '../ledger/exactMoney.ts'
import type { Tier } from '../ledger/price.ts'
import { type Part, SETTLE_BY } from './formula.ts'
import type { PricedPart } from './priceOf.ts'
import { type Paying, payingFor, unitsMaxOf } from './settlement.ts'
import type { RuleCost } from './upstreamCost.ts'

export const PriceUnitEnum = builder.enumType('PriceUnit', {
  description: 'The units that a price can be for.',
  values: {
    CALL: { value: PriceUnit.CALL, description: 'A price for the whole task, whatever its input.' },
    SECOND: {
      value: PriceUnit.SECOND,
      description:
        'A price for each second that the input asks for; a started second counts, unless `step` says otherwise.',
    },
    OUTPUT: { value: PriceUnit.OUTPUT, description: 'A price for each output that the input asks for.' },
    MINUTE: {
      value: PriceUnit.MINUTE,
      description: 'A price for each minute; the field contains seconds, so 90 are 1.5 minutes.',
    },
    CHARACTER: {
      value: PriceUnit.CHARACTER,
      description: 'A price for each character of a text, which is counted in Unicode code points.',
    },
    TOKEN: { value: PriceUnit.TOKEN, description: 'A price for each token; the field contains their number.' },
    MEGAPIXEL: {
      value: PriceUnit.MEGAPIXEL,
      description: 'A price for each million pixels; the fields contain pixels: `width*height`.',
    },
    FIELD: {
      value: PriceUnit.FIELD,
      description: 'A price for each unit of the number in `unitField`, whatever it counts: questions, pages, voices.',
    },
  },
})

const PriceTieringEnum = builder.enumType('PriceTiering', {
  description: 'The ways in which tiers price a number of units.',
  values: {
    GRADUATED: { description: 'Each unit has the price of the tier that it is in.' },
    VOLUME: { description: 'All units have the price of the tier that their number is in.' },
  } as const,
})

const PriceSettleByEnum = builder.enumType('PriceSettleBy', {
  description: 'The measures by which the units of a price are counted when the task has succeeded.',
  values: {
    RESULT: { value: SETTLE_BY[0], description: 'The number or the text in the field `settleField` of the result.' },
    SECONDS: {
      value: SETTLE_BY[1],
      description: 'The time from the start of the task, or from its submit if it was not started, to its completion.',
    },
    OUTPUTS: {
      value: SETTLE_BY[2],
      description: 'The length of the list in the field `settleField` of the result; `files` if that is null.',
    },
  },
})

const PriceTierType = builder.objectRef<Tier>('PriceTier').implement({
  description: 'The price of the units up to a number of them, after those of the tier before.',
  fields: (t) => ({
    upTo: t.expose('upTo', { type: 'SafeInt', description: 'The last unit of the tier.' }),
    credits: t.expose('credits', { type: 'Credits', description: 'The price of `per` units in the tier, in credits.' }),
    per: t.expose('per', { type: 'SafeInt', description: 'The number of units that `credits` pay for.' }),
    fixed: t.expose('fixed', { type: 'Credits', description: 'Credits in addition, once, if the tier is reached.' }),
  }),
})

export const PricePartType = builder.objectRef<Part>('PricePart').implement({
  description:
    'A part of a price: `credits` for each `per` units. The parts of one credit type are added exactly, and the sum is rounded up to whole credits.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'The type of the credits that pay for the part.' }),
    credits: t.expose('credits', {
      type: 'Credits',
      description: 'The price of `per` units, in credits; with tiers, of the units after the last tier.',
    }),
    per: t.expose('per', { type: 'SafeInt', description: 'The number of units that `credits` pay for.' }),
    unit: t.field({ type: PriceUnitEnum, description: 'The unit of the part.', resolve: ({ unit }) => unit }),
    unitField: t.exposeString('unitField', {
      nullable: true,
      description:
        'The field of the input with the number of units, or several that are multiplied: `width*height`. Null for a price per call.',
    }),
    step: t.expose('step', {
      type: 'SafeInt',
      description: 'Units are rounded up to a multiple of it; 0: they are exact.',
    }),
    defaultUnits: t.float({
      nullable: true,
      description:
        'The number of units if the input does not have the field; null: the field must be given, or maxCredits if the part settles.',
      resolve: ({ defaultUnits }) => defaultUnits && Number(defaultUnits.over) / Number(defaultUnits.under),
    }),
    tiers: t.expose('tiers', {
      type: [PriceTierType],
      description: 'The tiers, in ascending order; empty: all units have one price.',
    }),
    tiering: t.field({
      type: PriceTieringEnum,
      nullable: true,
      description: 'The way in which the tiers price a number of units; null: there are no tiers.',
      resolve: ({ tiers, tiering }) => (tiers.length > 0 ? tiering : null),
    }),
    settleBy: t.expose('settleBy', {
      type: PriceSettleByEnum,
      nullable: true,
      description:
        'The measure by which its units are counted when the task has succeeded: then the price at submit is the most that it costs. Null: by the input, and the price is final.',
    }),
    settleField: t.exposeString('settleField', {
      nullable: true,
      description: 'The field of the result that settles it, or several that are multiplied; null: none, or `files`.',
    }),
  }),
})

/** A part of the price of one task, and the credits that pay for it. */
export interface ShownPart {
  readonly priced: PricedPart
  readonly paying: Paying
}

/** The parts of a task's price, as the API shows them. `costs`: the frozen credits of each type. */
export function shownParts(
  rule: Pick<PriceRule, 'creditType' | 'fixed'>,
  costs: readonly Cost[],
  all: readonly PricedPart[],
): readonly ShownPart[] {
  return all.map((priced) => ({ priced, paying: payingFor(rule, costs, all, priced.part.creditType) }))
}

export const CreditAmountType = builder.objectRef<Cost>('CreditAmount').implement({
  description: 'Credits of one type.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'The type of the credits.' }),
    credits: t.expose('credits', { type: 'Credits', description: 'The number of credits.' }),
  }),
})

export const CreditAmountInput = builder.inputType('CreditAmountInput', {
  description: 'Credits of one type.',
  fields: (t) => ({
    creditType: t.string({ required: true, description: 'The type of the credits.' }),
    credits: t.field({ type: 'Credits', required: true, description: 'The number of credits.' }),
  }),
})

export const TaskPricePartType = builder.objectRef<ShownPart>('TaskPricePart').implement({
  description: 'A part of the price of one task, and the number of its units.',
  fields: (t) => ({
    part: t.field({
      type: PricePartType,
      description: 'The part of the price rule.',
      resolve: ({ priced }) => priced.part,
    }),
    units: t.float({
      nullable: true,
      description:
        'The number of units that the input asks for; if the part settles, the most that are expected. Null: the input does not say it, and maxCredits limits it.',
      resolve: ({ priced: { units } }) => units && Number(units.over) / Number(units.under),
    }),
    unitsMax: t.float({
      nullable: true,
      description:
        'If the part settles: the most units that the frozen credits of its type pay for, if no other part of that type that settles costs anything. A worker can stop there. Null: the part does not settle, or is free.',
      resolve: ({ priced, paying }) => (priced.part.settleBy === null ? null : unitsMaxOf(paying, priced)),
    }),
  }),
})

const PriceTierInput = builder.inputType('PriceTierInput', {
  description: 'The price of the units up to a number of them, after those of the tier before.',
  fields: (t) => ({
    upTo: t.field({
      type: 'SafeInt',
      required: true,
      description: 'The last unit of the tier, 1 to 1,000,000,000,000.',
    }),
    credits: t.field({ type: 'Credits', required: true, description: 'Credits for `per` units in the tier.' }),
    per: t.field({
      type: 'SafeInt',
      description: 'The number of units that `credits` pay for, 1 to 1,000,000,000. Null: 1.',
    }),
    fixed: t.field({ type: 'Credits', description: 'Credits in addition, once, if the tier is reached. Null: none.' }),
  }),
})

type InputBuilder = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>

/** The fields of a part, for a rule and its further parts. */
export function partInputFields(t: InputBuilder) {
  return {
    credits: t.field({
      type: 'Credits',
      required: true,
      description: 'Credits for `per` units; with tiers, for the units after the last tier. 0 makes it free.',
    }),
    per: t.field({
      type: 'SafeInt',
      description:
        'The number of units that `credits` pay for, 1 to 1,000,000,000: 10 for 1 credit per 10 characters. Null: 1.',
    }),
    unit: t.field({
      type: PriceUnitEnum,
      required: true,
      defaultValue: PriceUnit.CALL,
      description: 'The unit that the price is for.',
    }),
    unitField: t.string({
      description:
        'The field of the input that contains the number of units, or several that are multiplied: `width*height`. Null: `durationSeconds` for SECOND and MINUTE, `outputs`, `text` for CHARACTER, `tokens`, `width*height` for MEGAPIXEL. FIELD needs one.',
    }),
    step: t.field({
      type: 'SafeInt',
      description:
        'Units are rounded up to a multiple of it, 0 to 1,000,000; 0: they are exact. Null: 1 for SECOND and OUTPUT, else 0.',
    }),
    defaultUnits: t.float({
      description: 'The number of units if the input does not have the field, 0 to 1,000,000,000. Null: none.',
    }),
    tiers: t.field({
      type: [PriceTierInput],
      description:
        'Up to 20 tiers, in ascending order. The units after the last have the price `credits` per `per`. Null: none.',
    }),
    tiering: t.field({
      type: PriceTieringEnum,
      description: 'The way in which tiers price a number of units. Null: GRADUATED.',
    }),
    settleBy: t.field({
      type: PriceSettleByEnum,
      description:
        'The measure by which the units are counted when the task has succeeded. Then the price at submit is the most that it costs, and the rest is given back. Null: the input, and the price is final.',
    }),
    settleField: t.string({
      description:
        'The field of the result that settles it, or several that are multiplied: `usage.outputTokens`. Needed for RESULT. Null with OUTPUTS: `files`.',
    }),
  }
}

export const PricePartInput = builder.inputType('PricePartInput', {
  description: 'A further part of a price: `credits` for each `per` units.',
  fields: (t) => ({
    ...partInputFields(t),
    creditType: t.string({
      description:
        'The type of the credits that pay for the part. A task whose parts have several types freezes its credits of all of them, or of none. Null: that of the price rule.',
    }),
  }),
})

const UPSTREAM_AMOUNT =
  'The cost of `per` units in the major unit of the currency, as a decimal with at most six decimals: `0.0125` is 1.25 cents.'
const CURRENCY = 'The currency as an ISO 4217 code: `USD`.'

export const UpstreamPriceType = builder.objectRef<RuleCost>('UpstreamPrice').implement({
  description: 'The upstream cost of a task, which the platform pays: `amount` for each `per` units.',
  fields: (t) => ({
    amount: t.string({ description: UPSTREAM_AMOUNT, resolve: ({ each }) => decimalOfMillionths(each.millionths) }),
    currency: t.string({ description: CURRENCY, resolve: ({ each }) => each.currency }),
    per: t.field({
      type: 'SafeInt',
      description: 'The number of units that `amount` is for.',
      resolve: ({ part }) => part.per,
    }),
    unit: t.field({ type: PriceUnitEnum, description: 'The unit of the cost.', resolve: ({ part }) => part.unit }),
    unitField: t.string({
      nullable: true,
      description:
        'The field of the input with the number of units, or several that are multiplied: `width*height`. Null for a cost per call.',
      resolve: ({ part }) => part.unitField,
    }),
    settleBy: t.field({
      type: PriceSettleByEnum,
      nullable: true,
      description: 'The measure by which the units are counted when the task has succeeded; null: the input.',
      resolve: ({ part }) => part.settleBy,
    }),
    settleField: t.string({
      nullable: true,
      description:
        'The field of the result that has the units, or several that are multiplied; null: none, or `files`.',
      resolve: ({ part }) => part.settleField,
    }),
  }),
})

export const UpstreamPriceInput = builder.inputType('UpstreamPriceInput', {
  description: 'The upstream cost of a task, which the platform pays: `amount` for each `per` units.',
  fields: (t) => {
    const { per, unit, unitField, defaultUnits, settleBy, settleField } = partInputFields(t)
    return {
      amount: t.string({ required: true, description: UPSTREAM_AMOUNT }),
      currency: t.string({ required: true, description: CURRENCY }),
      ...{ per, unit, unitField, defaultUnits, settleBy, settleField },
    }
  },
})
