// Starting a purchase: a quantity of a pack, a period of a plan, or credits at a price that was agreed.

import { z } from 'zod'
import type { App } from '../app.ts'
import { audited } from '../audit/record.ts'
import { type CreditPack, LotKind, PaymentProvider, type Plan } from '../database/generated/client/client.ts'
import { newId, uuidOf } from '../ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { type Answer, type CommonRefusal, operate, type Parameters } from '../operation.ts'
import type { ChangedBy } from '../plans/commands.ts'
import { mustBePlan } from '../plans/plan.ts'
import { ended, field, type InvalidInput, invalidInput, type NotFound, noSuchName, notFound } from '../refusals.ts'
import { beginCheckout } from './ask.ts'
import { BY_PAYER, type NewPayment, type OpenRefusal, openPayment, type PaymentValue } from './commands.ts'
import { paymentOf } from './find.ts'
import { readLines, refuseLines, writeLines } from './lines.ts'
import { AMOUNT_MAX, lines, price, priceOf, QUANTITY_MAX } from './packs.ts'
import { newTransferReference } from './transferReference.ts'

export type PaymentAnswer = Answer<PaymentValue>

const URL_CHARACTERS_MAX = 2_000

const Custom = z.object({
  title: field.name,
  credits: lines,
  price: z.object({ amount: price, currency: field.currency }),
})

const Purchase = z
  .object({
    organizationId: uuidOf.organization,
    /** The member who starts it; null: a key of the organization, or the platform. */
    memberId: uuidOf.member.nullable(),
    packId: z.uuid().nullish(),
    plan: field.token.nullish(),
    custom: Custom.nullish(),
    quantity: z.int().min(1).max(QUANTITY_MAX).default(1),
    provider: z.enum(PaymentProvider),
    expiresAt: z.date().nullish(),
    returnUrl: z
      .url({ protocol: /^https?$/ })
      .max(URL_CHARACTERS_MAX)
      .nullish(),
    saveMethod: z.boolean().default(false),
    idempotencyKey: field.idempotencyKey,
  })
  .refine(({ packId, plan, custom }) => [packId, plan, custom].filter((each) => each != null).length === 1, {
    message: 'must have exactly one of packId, plan and custom',
  })
  .refine(({ packId, quantity }) => quantity === 1 || packId != null, {
    path: ['quantity'],
    message: 'must be 1, unless a pack is bought',
  })

/** Starts a purchase. The provider's page comes with the answer, unless the provider did not answer in time. */
export async function startPurchase(
  app: App,
  input: z.input<typeof Purchase>,
  by: ChangedBy,
): Promise<PaymentAnswer | CommonRefusal | OpenRefusal> {
  const started = await operate<typeof Purchase, PaymentValue, CommonRefusal | OpenRefusal>({
    name: 'startPurchase',
    schema: Purchase,
    input,
    run: async (parameters, key) => {
      const gateway = app.gateways[parameters.provider]
      if (!gateway) return noProvider(app)
      const wanted = await wantedOf(app, parameters, by)
      if (isRefusal(wanted)) return wanted
      if (wanted.amount > AMOUNT_MAX) {
        return invalidInput({
          path: 'quantity',
          message: `must cost at most ${AMOUNT_MAX} in total, not ${wanted.amount}`,
        })
      }
      const command = openPayment(wanted, { gateway, by }, key)
      const { amount, currency, provider } = wanted
      const { packId, plan, quantity, returnUrl, expiresAt } = parameters
      const asked = { packId, plan, quantity, provider, amount: String(amount), currency, returnUrl, expiresAt }
      return app.lane.run(audited(command, 'startPurchase', 'Payment', asked))
    },
    find: (id, { organizationId }) => paymentOf(app, organizationId, id),
  })
  return isRefusal(started) ? started : { ...started, payment: await beginCheckout(app, started.payment) }
}

function noProvider(app: App): InvalidInput {
  const known = Object.keys(app.gateways)
  const message =
    known.length === 0 ? 'can’t be any: no payment provider is set up' : `must be one of ${known.join(', ')}`
  return invalidInput({ path: 'provider', message })
}

type Wanted = Parameters<typeof Purchase>

async function wantedOf(app: App, asked: Wanted, by: ChangedBy): Promise<NewPayment | NotFound | InvalidInput> {
  const { organizationId, memberId, provider, quantity, returnUrl = null, saveMethod, expiresAt = null } = asked
  if (expiresAt !== null && by === 'CUSTOMER') return onlyPlatform('expiresAt')
  if (expiresAt !== null && provider !== 'MANUAL') {
    return invalidInput({
      path: 'expiresAt',
      message: 'can only be given for the provider MANUAL: others say so themselves',
    })
  }
  if (saveMethod && !app.gateways[provider]?.saved) {
    return invalidInput({
      path: 'saveMethod',
      message: `must be false for the provider ${provider}, which saves nothing`,
    })
  }
  const id = newId()
  const transferReference = provider === 'MANUAL' ? await newTransferReference(app) : null
  const common = {
    ...{ organizationId, id, memberId, provider, quantity, returnUrl, saveMethod },
    ...{ ...BY_PAYER, expiresAt, transferReference },
  }
  const { packId, plan: planName, custom } = asked
  if (packId != null) return packPayment(app, common, packId)
  if (planName != null) return planPayment(app, common, planName)
  if (by === 'CUSTOMER') return onlyPlatform('custom')
  if (custom == null) throw new RangeError('the schema asks for a pack, a plan or credits')
  const { title, credits, price: money } = custom
  const unknown = await refuseLines(app, organizationId, credits, 'custom.credits')
  if (unknown) return unknown
  return { ...common, ...money, packId: null, planId: null, title, lines: writeLines(credits), kind: LotKind.TOP_UP }
}

function onlyPlatform(path: string): InvalidInput {
  return invalidInput({ path, message: 'can only be given by the platform' })
}

/** The part of a payment that does not follow from what is bought. */
type Common = Omit<NewPayment, 'packId' | 'planId' | 'title' | 'lines' | 'kind' | 'amount' | 'currency'>

async function packPayment(app: App, common: Common, packId: string): Promise<NewPayment | NotFound> {
  const pack = await app.prisma.creditPack.findUnique({ where: { id: packId } })
  if (!pack) return notFound('credit pack')
  if (pack.endedAt) return ended('credit pack', pack.endedAt, 'was replaced or is not sold any more')
  return { ...common, ...packTerms(pack, common.quantity) }
}

/** The terms of a payment for a quantity of a pack. */
export function packTerms(
  pack: CreditPack,
  quantity: number,
): Pick<NewPayment, 'packId' | 'planId' | 'kind' | 'currency' | 'amount' | 'title' | 'lines'> {
  const bought = readLines(pack.credits).map(({ creditType, credits, bonus }) => {
    return { creditType, credits: credits * BigInt(quantity), bonus: bonus * BigInt(quantity) }
  })
  return {
    ...{ packId: pack.id, planId: null, kind: pack.kind, currency: pack.currency, amount: priceOf(pack, quantity) },
    title: quantity === 1 ? pack.title : `${quantity} × ${pack.title}`,
    lines: writeLines(bought),
  }
}

function planPayment({ priceBook }: App, common: Common, name: string): NewPayment | NotFound | InvalidInput {
  const plan: Plan | undefined = priceBook.version.planNamed(name)
  if (!plan) return noSuchName('plan', mustBePlan(priceBook.version, name))
  const { id: planId, title, amount, currency } = plan
  if (amount === null || currency === null || amount < 1n) {
    return invalidInput({ path: 'plan', message: 'must be one with a price: that of this plan is agreed elsewhere' })
  }
  return { ...common, packId: null, planId, title, lines: [], kind: LotKind.SUBSCRIPTION, amount, currency }
}
