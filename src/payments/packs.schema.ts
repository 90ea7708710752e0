// Credit packs: their part of the API.

import { type CreditPack, LotKind } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { InvalidInputError, LimitReachedError, NotFoundError, resultType } from '../graphql/errors.ts'
import { MoneyInput, MoneyType } from '../graphql/money.ts'
import { LotKindEnum } from '../wallets/lots.schema.ts'
import { type Line, readLines } from './lines.ts'
import { createCreditPack, endCreditPack, listCreditPacks, type PriceStep, stepsOf, updateCreditPack } from './packs.ts'

export const LineType = builder.objectRef<Line>('PurchasedCredits').implement({
  description: 'Credits of one type that a purchase brings.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'The credit type, for example `music`.' }),
    credits: t.expose('credits', { type: 'Credits', description: 'The credits that are paid for.' }),
    bonus: t.expose('bonus', {
      type: 'Credits',
      description: 'The credits that come in addition as a present, in a PROMO lot; 0: none.',
    }),
  }),
})

export const LineInput = builder.inputType('PurchasedCreditsInput', {
  description: 'Credits of one type that a purchase brings.',
  fields: (t) => ({
    creditType: t.string({ required: true, description: 'The credit type, for example `music`.' }),
    credits: t.field({ type: 'Credits', required: true, description: 'The credits that are paid for, 1 or more.' }),
    bonus: t.field({
      type: 'Credits',
      required: true,
      defaultValue: 0n,
      description: 'The credits that come in addition as a present, in a PROMO lot.',
    }),
  }),
})

const StepType = builder.objectRef<PriceStep & { readonly currency: string }>('VolumeStep').implement({
  description: 'The price of one pack from a quantity on.',
  fields: (t) => ({
    quantity: t.exposeInt('quantity', { description: 'The quantity from which on the price applies to each pack.' }),
    price: t.field({ type: MoneyType, description: 'The price of one pack.', resolve: (step) => step }),
  }),
})

const StepInput = builder.inputType('VolumeStepInput', {
  description: 'The price of one pack from a quantity on.',
  fields: (t) => ({
    quantity: t.int({ required: true, description: 'The quantity from which on the price applies, 2 to 10,000.' }),
    amount: t.field({
      type: 'SafeInt',
      required: true,
      description:
        'The price of one pack, in the smallest unit of the pack’s currency: less than the price before this quantity.',
    }),
  }),
})

export const PackNode = builder.prismaNode('CreditPack', {
  nullable: true,
  description:
    'Credits that the platform sells at a price. A pack is never changed: a change makes its next version, with another id, and payments keep the version that was bought.',
  id: { field: 'id' },
  authScopes: { may: 'read' },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name, for programs: `music-1000`.' }),
    title: t.exposeString('title', { description: 'The name, for people to read. The payer sees it.' }),
    version: t.exposeInt('version', { description: 'The number of the version: 1 for the first of its name.' }),
    externalId: t.exposeString('externalId', {
      nullable: true,
      description: 'The platform’s own id of it; null: it has none.',
    }),
    kind: t.field({
      type: LotKindEnum,
      description: 'The kind of the lots that it brings: TOP_UP or EXTRA. The catalogue’s policy of that kind applies.',
      resolve: ({ kind }) => kind,
    }),
    price: t.field({
      type: MoneyType,
      description: 'The price of one pack.',
      resolve: ({ amount, currency }) => ({ amount, currency }),
    }),
    credits: t.field({
      type: [LineType],
      description: 'The credits that one pack brings. The lot of the first type has the price as its cost.',
      resolve: ({ credits }) => readLines(credits),
    }),
    volumeSteps: t.field({
      type: [StepType],
      description: 'The lower prices of larger quantities, by quantity; empty: each pack costs the same.',
      resolve: (pack) => stepsOf(pack).map((step) => ({ ...step, currency: pack.currency })),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'The time from which it was sold, in UTC.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time at which it was ended or replaced by its next version, in UTC; null: it is sold.',
    }),
  }),
})

builder.queryField('creditPacks', (t) =>
  t.field({
    type: [PackNode],
    nullable: true,
    description: 'The credit packs that are sold, the cheapest first in each currency. Null only with an error.',
    authScopes: { may: 'read' },
    resolve: (_root, _args, { app }) => listCreditPacks(app),
  }),
)

const KINDS = { TOP_UP: LotKind.TOP_UP, EXTRA: LotKind.EXTRA } as const

const PackKindEnum = builder.enumType('CreditPackKind', {
  description: 'The kinds of lots that a pack can bring.',
  values: {
    TOP_UP: { value: KINDS.TOP_UP, description: 'Credits that are bought without a plan.' },
    EXTRA: { value: KINDS.EXTRA, description: 'Credits that are bought in addition to a plan.' },
  },
})

const CreateCreditPackInput = builder.inputType('CreateCreditPackInput', {
  description: 'A credit pack to sell.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name, for programs: no other pack that is sold has it.' }),
    title: t.string({ required: true, description: 'The name, for people to read: 1 to 200 characters.' }),
    externalId: t.string({
      description:
        'The platform’s own id of it, 1 to 255 characters, which no other pack that is sold has. Null: none.',
    }),
    price: t.field({ type: MoneyInput, required: true, description: 'The price of one pack: 1 to 1,000,000,000.' }),
    credits: t.field({
      type: [LineInput],
      required: true,
      description:
        'The credits that one pack brings, each type once: 1 to 10. The lot of the first type has the price as its cost.',
    }),
    volumeSteps: t.field({
      type: [StepInput],
      description: 'Lower prices of larger quantities, by quantity, at most 20. Null: each pack costs the same.',
    }),
    kind: t.field({
      type: PackKindEnum,
      required: true,
      defaultValue: KINDS.TOP_UP,
      description: 'The kind of the lots that it brings.',
    }),
  }),
})

const UpdateCreditPackInput = builder.inputType('UpdateCreditPackInput', {
  description: 'A credit pack, and its changes. Absent fields stay as they are.',
  fields: (t) => ({
    packId: t.globalID({ for: PackNode, required: true, description: 'The version that is sold now.' }),
    title: t.string({ description: 'The new name, for people to read: 1 to 200 characters.' }),
    externalId: t.string({
      description: 'The platform’s new id of it, 1 to 255 characters. Null: it has none any more.',
    }),
    price: t.field({ type: MoneyInput, description: 'The new price of one pack.' }),
    credits: t.field({ type: [LineInput], description: 'The credits that one pack brings from now on.' }),
    volumeSteps: t.field({ type: [StepInput], description: 'The new prices of larger quantities; empty: none.' }),
    kind: t.field({ type: PackKindEnum, description: 'The new kind of its lots.' }),
  }),
})

const EndCreditPackInput = builder.inputType('EndCreditPackInput', {
  description: 'A credit pack that is not sold any more.',
  fields: (t) => ({
    packId: t.globalID({ for: PackNode, required: true, description: 'The version that is sold now.' }),
  }),
})

function packSuccess(name: string, description: string) {
  return builder.objectRef<{ pack: CreditPack }>(name).implement({
    description: 'The change was made.',
    fields: (t) => ({ creditPack: t.field({ type: PackNode, description, resolve: ({ pack }) => pack }) }),
  })
}

builder.mutationFields((t) => ({
  createCreditPack: t.field({
    type: resultType('CreateCreditPackResult', packSuccess('CreateCreditPackSuccess', 'The new pack.'), [
      InvalidInputError,
      LimitReachedError,
    ]),
    description: 'Creates a credit pack, which is sold at once. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { input: t.arg({ type: CreateCreditPackInput, required: true }) },
    resolve: (_root, { input: { volumeSteps, ...input } }, { app }) =>
      createCreditPack(app, { ...input, volumeSteps: volumeSteps ?? [] }),
  }),
  updateCreditPack: t.field({
    type: resultType('UpdateCreditPackResult', packSuccess('UpdateCreditPackSuccess', 'The next version.'), [
      InvalidInputError,
      NotFoundError,
    ]),
    description:
      'Changes a credit pack: its next version, with another id, is sold from now on. Payments keep the version that was bought. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { input: t.arg({ type: UpdateCreditPackInput, required: true }) },
    resolve: (_root, { input: { packId, ...input } }, { app }) =>
      updateCreditPack(app, { ...input, packId: packId.id }),
  }),
  endCreditPack: t.field({
    type: resultType('EndCreditPackResult', packSuccess('EndCreditPackSuccess', 'The pack that has ended.'), [
      NotFoundError,
    ]),
    description: 'Ends the sale of a credit pack. Payments for it that are open can still be made. For the operator.',
    authScopes: { platform: 'CATALOGUE' },
    args: { input: t.arg({ type: EndCreditPackInput, required: true }) },
    resolve: (_root, { input: { packId } }, { app }) => endCreditPack(app, { packId: packId.id }),
  }),
}))
