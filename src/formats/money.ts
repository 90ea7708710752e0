// Amounts of money as decimals. Everywhere else they are whole numbers of the smallest unit: 1999 is 19.99 USD, and 1999 JPY.

/** The currencies that are accepted: those of ISO 4217 whose smallest unit Node knows. Of any other, an amount would mean nothing. */
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Returns whether a code is a currency of ISO 4217: EUR. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code)
}

/** The decimals of a currency: 2 for USD, 0 for JPY, 3 for KWD. */
export function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 0
}

/** 1999 USD is 19.99. */
export function decimalOf(amount: bigint, currency: string): `${number}` {
  const digits = digitsOf(currency)
  const text = String(amount).padStart(digits + 1, '0')
  const at = text.length - digits
  return (digits === 0 ? text : `${text.slice(0, at)}.${text.slice(at)}`) as `${number}`
}

/** The amount of a decimal in the smallest unit of its currency, rounded down; null: it is no such decimal. */
export function minorOf(decimal: string, currency: string): bigint | null {
  const [, whole, fraction = ''] = /^(\d{1,18})(?:\.(\d+))?$/.exec(decimal) ?? []
  if (whole === undefined || !/^[A-Z]{3}$/.test(currency)) return null
  const digits = digitsOf(currency)
  return BigInt(`${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`)
}
