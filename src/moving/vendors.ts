// The objects that other billing systems export, as rows of ours. Each customer becomes an organization, unless one was imported
// with that key before, and each grant a lot. docs/moving.md names the versions of their APIs.

import type { LotKind } from '../ledger/wallet.ts'

/** The facts that a file of another system doesn't have. */
export interface VendorOptions {
  readonly creditType: string
  /** The credits for one unit of the file: a credit, or the smallest unit of a currency. */
  readonly multiply: Decimal
}

type Fields = Readonly<Record<string, unknown>>

/** The rows of an object; an empty list if no credits of it are left to move; or its flaw. */
type Converted = readonly Fields[] | { readonly field: string; readonly message: string }

export type Vendor = (object: Fields, options: VendorOptions) => Converted

/** Stripe: `billing.credit_grant`, with `remaining`, which its object doesn't have. */
const stripe: Vendor = (grant, options) => {
  const amount = (grant.amount as { monetary?: { value?: unknown; currency?: unknown } } | undefined)?.monetary
  if (!amount)
    return { field: 'amount.monetary', message: 'must be given: only monetary credit grants can be imported' }
  if (grant.voided_at || isPast(secondsOf(grant.expires_at))) return []
  return lotOf(options, {
    customer: typeof grant.customer === 'object' ? (grant.customer as Fields | null)?.id : grant.customer,
    key: grant.id,
    kind: grant.category === 'promotional' ? 'PROMO' : 'TOP_UP',
    granted: amount.value,
    remaining: grant.remaining,
    priority: grant.priority ?? 50,
    createdAt: secondsOf(grant.created),
    usableFrom: secondsOf(grant.effective_at),
    expiresAt: secondsOf(grant.expires_at),
    source: grant.name,
    ...(grant.category === 'paid' && { paidAmount: amount.value, currency: String(amount.currency).toUpperCase() }),
  })
}

/** Lago: a wallet. Its credits are one lot. */
const lago: Vendor = (wallet, options) => {
  if (wallet.status === 'terminated' || isPast(wallet.expiration_at)) return []
  return lotOf(options, {
    customer: wallet.external_customer_id,
    key: wallet.lago_id,
    kind: 'TOP_UP',
    granted: sum(wallet.credits_balance, wallet.consumed_credits),
    remaining: wallet.credits_balance,
    priority: wallet.priority ?? 50,
    createdAt: wallet.created_at,
    expiresAt: wallet.expiration_at,
    source: wallet.name,
  })
}

/** OpenMeter: a grant of an entitlement, with `customer` and `remaining`, which its object doesn't have. */
const openmeter: Vendor = (grant, options) => {
  if (grant.voidedAt || grant.deletedAt || isPast(grant.expiresAt)) return []
  return lotOf(options, {
    customer: grant.customer,
    key: grant.id,
    kind: 'TOP_UP',
    granted: grant.amount,
    remaining: grant.remaining,
    priority: grant.priority ?? 1,
    createdAt: grant.createdAt,
    usableFrom: grant.effectiveAt,
    expiresAt: grant.expiresAt,
  })
}

export const VENDORS: Readonly<Record<'stripe' | 'lago' | 'openmeter', Vendor>> = { stripe, lago, openmeter }

interface Grant extends Fields {
  readonly customer: unknown
  readonly kind: LotKind
  readonly granted: unknown
  readonly remaining: unknown
}

function lotOf({ creditType, multiply }: VendorOptions, { customer, granted, remaining, ...rest }: Grant): Converted {
  if (remaining === undefined || remaining === null) {
    const message = 'must be given: add the units of this grant that are left, as docs/moving.md shows'
    return { field: 'remaining', message }
  }
  if (typeof customer !== 'string' || customer === '') return { field: 'customer', message: 'must be given' }
  const credits = { granted: times(granted, multiply), remaining: times(remaining, multiply) }
  for (const [field, value] of Object.entries(credits)) {
    if (value === null) return { field, message: 'must be a whole number of credits once multiplied: see --multiply' }
  }
  const lot = { type: 'lot', organization: customer, creditType, ...rest, ...credits }
  const organization = { type: 'organization', key: customer, name: customer }
  return [
    organization,
    Object.fromEntries(Object.entries(lot).filter(([, value]) => value !== undefined && value !== null)),
  ]
}

/** An exact decimal: digits · 10^-scale. */
interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

/** The decimal in a number or a text; null if it is not one. */
export function decimalOf(value: unknown): Decimal | null {
  const [, whole, fraction = ''] = /^(\d{1,16})(?:\.(\d{1,16}))?$/.exec(String(value)) ?? []
  return whole === undefined ? null : { digits: BigInt(whole + fraction), scale: fraction.length }
}

function sum(a: unknown, b: unknown): string | null {
  const [one, other] = [decimalOf(a), decimalOf(b)]
  if (!one || !other) return null
  const scale = Math.max(one.scale, other.scale)
  const digits = [one, other].map((each) => each.digits * 10n ** BigInt(scale - each.scale))
  const all = String(digits.reduce((before, each) => before + each, 0n)).padStart(scale + 1, '0')
  return scale === 0 ? all : `${all.slice(0, -scale)}.${all.slice(-scale)}`
}

/** The product of a decimal and a factor, if it is a whole number; otherwise null. */
function times(value: unknown, factor: Decimal): string | null {
  const decimal = decimalOf(value)
  if (!decimal) return null
  const unit = 10n ** BigInt(decimal.scale + factor.scale)
  const product = decimal.digits * factor.digits
  return product % unit === 0n ? String(product / unit) : null
}

/** The time of a Unix timestamp in seconds. */
function secondsOf(value: unknown): string | undefined {
  return typeof value === 'number' ? new Date(value * 1000).toISOString() : undefined
}

function isPast(time: unknown): boolean {
  return typeof time === 'string' && new Date(time) <= new Date()
}
