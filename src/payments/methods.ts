// The saved means of payment of organizations: kept when a payment says so, shown, and removed. An organization has at most one at a
// provider: the newest. It is not the lane's, for no credits follow from it.

import { z } from 'zod'
import type { App } from '../app.ts'
import { record } from '../audit/record.ts'
import { type PaymentMethod, PaymentProvider } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import type { PaymentRow } from '../engine/records.ts'
import type { Chargeable, SavedMethod } from '../gateways/gateway.ts'
import { uuidOf } from '../ids.ts'
import { type InvalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { asking, type ProviderFailed } from './asking.ts'
import { stopTopUps } from './topUpCommands.ts'

const NO_CARD = { brand: null, last4: null, expiresMonth: null, expiresYear: null } as const
const NOTHING = { method: null, label: null, ...NO_CARD, renewsPlan: false } as const

type Place = Pick<PaymentRow, 'organizationId' | 'provider'>

const at = ({ organizationId, provider }: Place) => ({ organizationId_provider: { organizationId, provider } })

/**
 * Keeps what may be charged again. A customer without a method stays what it was. The provider forgets what was
 * saved there before.
 */
export async function keepMethod(
  app: App,
  { organizationId, provider, planId }: Pick<PaymentRow, 'organizationId' | 'provider' | 'planId'>,
  { customer, method, label, card }: SavedMethod,
): Promise<void> {
  const where = at({ organizationId, provider })
  const known = await app.prisma.paymentMethod.findUnique({ where })
  if (known && (method === null || (known.method === method && (known.renewsPlan || planId === null)))) return
  if (known?.method && known.method !== method) await forgetAtProvider(app, provider, known)
  const renewsPlan = method !== null && (planId !== null || (known?.renewsPlan ?? false))
  const saved = { customer, method, label, ...(card ?? NO_CARD), renewsPlan, updatedAt: app.clock() }
  await app.prisma.paymentMethod.upsert({ where, create: { organizationId, provider, ...saved }, update: saved })
}

async function forgetAtProvider(app: App, provider: PaymentProvider, { customer, method }: PaymentMethod) {
  if (method !== null) await app.gateways[provider]?.saved?.forget({ customer, method })
}

/** The provider's id of an organization as a customer; null: it has none yet. */
export async function customerOf({ prisma }: App, place: Place): Promise<string | null> {
  return (await prisma.paymentMethod.findUnique({ where: at(place), select: { customer: true } }))?.customer ?? null
}

/** The ids of what can be charged for an organization; null: nothing was saved. */
export async function chargeableOf(app: App, place: Place): Promise<Chargeable | null> {
  const known = await app.prisma.paymentMethod.findUnique({ where: at(place) })
  return known?.method ? { customer: known.customer, method: known.method } : null
}

/** The provider does not have it any more. The customer stays, for the next payment. */
export async function loseMethod(app: App, { organizationId, provider }: Place, { method }: Chargeable): Promise<void> {
  await app.prisma.paymentMethod.updateMany({
    where: { organizationId, provider, method },
    data: { ...NOTHING, updatedAt: app.clock() },
  })
}

/** Forgets all that an organization has saved, at the providers first. Returns whether it did: a provider may not answer. */
export async function forgetMethods(app: App, organizationId: string): Promise<boolean> {
  const known = await app.prisma.paymentMethod.findMany({ where: { organizationId } })
  for (const method of known) {
    const { provider } = method
    if (await asking(() => forgetAtProvider(app, provider, method))) return false
    await app.prisma.paymentMethod.deleteMany({ where: { organizationId, provider } })
    await app.lane.run(stopTopUps(organizationId, { provider, creditType: null }, 'the organization is closed.'))
  }
  return true
}

/** Those that an organization has saved. */
export function listMethods(app: App, organizationId: string): Promise<PaymentMethod[]> {
  return app.prisma.paymentMethod.findMany({
    where: { organizationId, method: { not: null } },
    orderBy: { provider: 'asc' },
  })
}

const Removal = z.object({ organizationId: uuidOf.organization, provider: z.enum(PaymentProvider) })

export interface RemovedMethod {
  readonly provider: PaymentProvider
}

/** Removes what was saved, at the provider first. Nothing is charged from then on. */
export async function removePaymentMethod(
  app: App,
  input: z.input<typeof Removal>,
): Promise<RemovedMethod | InvalidInput | NotFound | ProviderFailed> {
  const parsed = parseInput(Removal, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, provider } = parsed.value
  const known = await app.prisma.paymentMethod.findUnique({ where: at(parsed.value) })
  if (!known?.method) return notFound('saved means of payment')
  const failed = await asking(() => forgetAtProvider(app, provider, known))
  if (failed) return failed
  const { label, method } = known
  const now = app.clock()
  await transact(app.prisma, async (transaction) => {
    const where = { organizationId, provider, method }
    const { count } = await transaction.paymentMethod.updateMany({ where, data: { ...NOTHING, updatedAt: now } })
    if (count === 0) return {}
    const subject = { subjectType: 'Organization', subjectId: organizationId }
    const act = { action: 'removePaymentMethod', ...subject, before: { provider, label } }
    await record(app, transaction, organizationId, act, now)
    return {}
  })
  await app.lane.run(
    stopTopUps(organizationId, { provider, creditType: null }, 'the saved means of payment was removed.'),
  )
  return { provider }
}
