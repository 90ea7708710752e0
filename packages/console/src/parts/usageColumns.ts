// Columns of a chart from a usage report by day and one more dimension: every day has its column, and small series are one.

import { texts } from '../texts/index.ts'
import type { Column } from './BarChart.tsx'
import { dayLabel, daysBetween, dayTitle } from './zone.ts'

interface Group {
  readonly from?: string | null
  readonly sums: { readonly used: number }
}

interface Report<Each> {
  readonly from: string
  readonly to: string
  readonly timeZone: string
  readonly groups: readonly Each[]
}

const SERIES_MAX = 7

/** Returns the columns, and the series from the largest to the smallest. */
export function usageColumns<Each extends Group>(
  { from, to, timeZone, groups }: Report<Each>,
  seriesOf: (group: Each) => string,
): { columns: Column[]; series: string[] } {
  const totals = new Map<string, number>()
  for (const group of groups) totals.set(seriesOf(group), (totals.get(seriesOf(group)) ?? 0) + group.sums.used)
  const ranked = [...totals].filter(([, used]) => used > 0).sort(([, a], [, b]) => b - a)
  const shown = ranked.slice(0, ranked.length > SERIES_MAX + 1 ? SERIES_MAX : SERIES_MAX + 1).map(([name]) => name)
  const byDay = new Map(daysBetween(from, to, timeZone).map((day) => [day, {} as Record<string, number>]))
  for (const group of groups) {
    const values = group.from ? byDay.get(new Date(group.from).toISOString()) : undefined
    if (!values) continue
    const name = shown.includes(seriesOf(group)) ? seriesOf(group) : texts.common.others
    values[name] = (values[name] ?? 0) + group.sums.used
  }
  const columns = [...byDay].map(([day, values]) => ({
    ...{ key: day, label: dayLabel(day, timeZone), title: dayTitle(day, timeZone), values },
  }))
  return { columns, series: ranked.length > shown.length ? [...shown, texts.common.others] : shown }
}
