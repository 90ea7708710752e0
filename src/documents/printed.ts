// A document that people print: its parts, which a page (page.ts) and a PDF (pdf.ts) show in the same order.

import { decimalOf } from '../formats/money.ts'

interface Column {
  readonly title: string
  /** True: its cells are aligned to the right. */
  readonly isNumber?: boolean
  /** True: its cells are a few characters, and are not broken. */
  readonly isShort?: boolean
}

export interface Section {
  readonly heading: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
  /** The last row, which stands out; absent: no row does. */
  readonly total?: readonly string[]
  /** The text in place of the table if it has no rows. */
  readonly empty: string
}

export interface Printed {
  readonly title: string
  /** The name of its file, without an ending. */
  readonly fileName: string
  /** Names and values about the whole. */
  readonly facts: readonly (readonly [name: string, value: string])[]
  /** The sender and the receiver: a heading, and lines. */
  readonly parties: readonly { readonly heading: string; readonly lines: readonly string[] }[]
  readonly sections: readonly Section[]
  readonly notes: readonly string[]
}

const NUMBERS = new Intl.NumberFormat('en')

/** 1,234,567. */
export function creditsShown(credits: bigint): string {
  return NUMBERS.format(credits)
}

/** 19.99 USD. */
export function moneyShown(amount: bigint, currency: string): string {
  return amount < 0n ? `-${moneyShown(-amount, currency)}` : `${decimalOf(amount, currency)} ${currency}`
}

/** 26 Nov 2026, 20:15 by the clocks of a time zone. */
export function timeShown(at: Date, timeZone: string): string {
  const parts = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const
  return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone }).format(at)
}

/** 26 Nov 2026. */
export function dateShown(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(at)
}

/** November 2026. */
export function monthShown(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone }).format(at)
}

/** lowered_words as people read them: `Lowered words`. */
export function wordsOf(name: string): string {
  const words = name.toLowerCase().replaceAll('_', ' ')
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}
