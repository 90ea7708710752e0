// Credits and money as text, by Intl. Amounts are whole numbers of the smallest unit; they are never divided as floats.

/** Credits with the separators of the language. */
export function formatCredits(credits: number, locale?: string): string {
  return new Intl.NumberFormat(locale).format(credits)
}

/** An amount of money that is given in the smallest unit of its currency. */
export function formatMoney({ amount, currency }: { amount: number; currency: string }, locale?: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0
  const text = String(amount).padStart(digits + 1, '0')
  const exact = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  // Intl reads a decimal text exactly.
  return format.format(exact as `${number}`)
}
