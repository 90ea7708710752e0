// The months of a report: calendar months of UTC, written 2026-11.

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/
/** The most months of one report. */
export const MONTHS_MAX = 120

interface WrongMonth {
  readonly field: 'from' | 'to'
  readonly message: string
}

/** The reason why there is no report of these months; null if there is one. */
export function refuseMonths(from: string, to: string): WrongMonth | null {
  for (const [field, month] of [['from', from] as const, ['to', to] as const]) {
    if (!MONTH.test(month)) return { field, message: 'must be a year and a month, such as 2026-11' }
  }
  if (to < from) return { field: 'to', message: `must be ${from} or later` }
  const count = numberOf(to) - numberOf(from) + 1
  return count > MONTHS_MAX ? { field: 'to', message: `must be at most ${MONTHS_MAX} months after from` } : null
}

/** The month after a month. */
export function nextMonth(month: string): string {
  return monthOfNumber(numberOf(month) + 1)
}

/** Months since the year 0. */
function numberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
}

function monthOfNumber(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`
}
