// Numbers and times as the viewer's language and zone write them.

const number = new Intl.NumberFormat()
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 })
const percent = new Intl.NumberFormat(undefined, {
  style: 'percent',
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
})
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const second = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' })

export const formatNumber = (value: number) => number.format(value)
/** For axes, where there is little room: 12.3K. */
export const formatCompact = (value: number) => compact.format(value)
/** A change as a signed percentage: +12.5 %. */
export const formatChange = (ratio: number) => percent.format(ratio)
/** A reference in groups of four characters, as people read it. */
export const inFours = (reference: string) => reference.replace(/(.{4})(?=.)/g, '$1 ')
export const formatDay = (at: string | Date) => day.format(new Date(at))
export const formatMoment = (at: string | Date) => moment.format(new Date(at))
/** With the seconds, for what happened soon after one another. */
export const formatSecond = (at: string | Date) => second.format(new Date(at))
/** With the zone, for a title. */
export const formatExact = (at: string | Date) => exact.format(new Date(at))

const UNITS = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** "in 3 days", "2 hours ago". */
export function formatRelative(at: string | Date, now: Date): string {
  const seconds = (new Date(at).getTime() - now.getTime()) / 1_000
  for (const [unit, size] of UNITS)
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit)
  return relative.format(Math.round(seconds), 'second')
}

const BYTES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** "48 kB". */
export function formatBytes(bytes: number): string {
  const step = Math.min(BYTES.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3))
  const style = { style: 'unit', unit: BYTES[step] ?? 'byte', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(undefined, style).format(bytes / 1_000 ** step)
}

/** Money in its currency, from minor units. */
export function formatMoney({ amount, currency }: { amount: number; currency: string }): string {
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(amount / 10 ** digits)
}

interface ExactMoney {
  /** A decimal in the major unit. */
  readonly amount: string
  readonly currency: string
}

/** Exact money in its currency, with as many decimals as it has, but two at least. */
export function formatExactMoney({ amount, currency }: ExactMoney): string {
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency, maximumFractionDigits: 6 })
  // A decimal text is formatted as it is, without a float between.
  return format.format(amount as `${number}`)
}

export const isNegative = ({ amount }: ExactMoney): boolean => amount.startsWith('-')

/** The minor units of an amount that a person has typed: 12.5 EUR are 1250. */
export function minorUnits(amount: number, currency: string): number {
  const digits = new Intl.NumberFormat(undefined, { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits
  return Math.round(amount * 10 ** (digits ?? 2))
}
