// Refund allowances: the credits of one type that the admins of an organization may give back by themselves in a calendar month. Pure.

import { isSameMonth, type Period } from './period.ts'
import type { Refusal } from './refusals.ts'
import type { Credits } from './wallet.ts'

/** The allowance of one credit type, and its state. As it is stored: amounts are numbers up to 2^53, times are texts. */
export interface RefundAllowance {
  readonly creditType: string
  /** The most credits of a calendar month, in the organization's time zone. */
  readonly monthlyMax: number
  /** The begin of the month that `refunded` is of. */
  readonly month: string
  readonly refunded: number
}

/** More was to be given back than the allowance has left. */
export interface RefundAllowanceRefusal extends Refusal {
  readonly code: 'REFUND_ALLOWANCE'
  readonly creditType: string
  readonly left: Credits
}

/** The credits that admins have given back in a month. */
export function refundedIn(allowance: RefundAllowance, month: Period): number {
  return isSameMonth(allowance.month, month.start) ? allowance.refunded : 0
}

/** The credits that are left of an allowance in a month. Lowering an allowance may leave it exceeded: then 0 are left. */
export function leftOf(allowance: RefundAllowance, month: Period): Credits {
  return BigInt(Math.max(0, allowance.monthlyMax - refundedIn(allowance, month)))
}

/** The allowances once credits of a type were given back; or the refusal, if they have fewer left. */
export function afterRefund(
  allowances: readonly RefundAllowance[],
  { creditType, credits }: { readonly creditType: string; readonly credits: Credits },
  month: Period,
): readonly RefundAllowance[] | RefundAllowanceRefusal {
  const allowance = allowances.find((each) => each.creditType === creditType)
  const left = allowance ? leftOf(allowance, month) : 0n
  if (!allowance || credits > left) return refuse(creditType, { requested: credits, left, isSet: Boolean(allowance) })
  const refunded = refundedIn(allowance, month) + Number(credits)
  return allowances.map((each) => (each === allowance ? withRefunded(each, refunded, month) : each))
}

/** The allowances with another maximum for a credit type; null ends its allowance. Refunds of this month still count. */
export function withMaximum(
  allowances: readonly RefundAllowance[],
  { creditType, monthlyMax }: { readonly creditType: string; readonly monthlyMax: Credits | null },
  month: Period,
): readonly RefundAllowance[] {
  const before = allowances.find((each) => each.creditType === creditType)
  const others = allowances.filter((each) => each !== before)
  if (monthlyMax === null) return others
  const fresh = { creditType, monthlyMax: Number(monthlyMax), month: month.start.toISOString(), refunded: 0 }
  return [
    ...others,
    before ? withRefunded({ ...before, monthlyMax: fresh.monthlyMax }, refundedIn(before, month), month) : fresh,
  ]
}

function withRefunded(allowance: RefundAllowance, refunded: number, { start }: Period): RefundAllowance {
  const month = isSameMonth(allowance.month, start) ? allowance.month : start.toISOString()
  return { ...allowance, month, refunded }
}

function refuse(
  creditType: string,
  { requested, left, isSet }: { readonly requested: Credits; readonly left: Credits; readonly isSet: boolean },
): RefundAllowanceRefusal {
  const message = isSet
    ? `Your organization can give back ${left} more ${creditType} credits this month, and this is ${requested}. Give back fewer, or ask the platform.`
    : `The platform has not allowed your organization to give back ${creditType} credits by itself. Ask the platform to give them back.`
  return { code: 'REFUND_ALLOWANCE', message, creditType, left }
}
