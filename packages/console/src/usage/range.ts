// The range of days that the usage is of: in the address, by a name or by its days, in the organization's zone.

import { dateAfter, dateOf, monthOf, startOfDate, startOfDay } from '../parts/zone.ts'

export const PRESETS = ['today', '7', '28', '90', 'month', 'last-month'] as const
type Preset = (typeof PRESETS)[number]

export interface Range {
  /** Null: it is any range of days. */
  readonly preset: Preset | null
  /** Both days belong to it. */
  readonly firstDate: string
  readonly lastDate: string
  readonly from: string
  readonly to: string
}

const isPreset = (text: string | null): text is Preset => (PRESETS as readonly (string | null)[]).includes(text)
const isDate = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

/** Returns the range that the address has: 28 days, unless it says another. */
export function rangeOf(search: URLSearchParams, zone: string): Range {
  const [from, to] = [search.get('from'), search.get('to')]
  if (isDate(from) && isDate(to) && from <= to) return ofDates(null, from, to, zone)
  const asked = search.get('range')
  const preset = isPreset(asked) ? asked : '28'
  return ofPreset(preset, zone)
}

function ofPreset(preset: Preset, zone: string): Range {
  const today = dateOf(startOfDay(zone), zone)
  if (preset === 'today') return ofDates(preset, today, today, zone)
  if (preset === 'month' || preset === 'last-month') {
    const { first, last } = monthOf(today, preset === 'month' ? 0 : -1)
    return ofDates(preset, first, last, zone)
  }
  return ofDates(preset, dateOf(startOfDay(zone, Number(preset) - 1), zone), today, zone)
}

function ofDates(preset: Preset | null, firstDate: string, lastDate: string, zone: string): Range {
  const [from, to] = [startOfDate(firstDate, zone), startOfDate(dateAfter(lastDate), zone)]
  return { preset, firstDate, lastDate, from, to }
}
