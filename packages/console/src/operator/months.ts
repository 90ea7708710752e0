// Months as "2026-11".

import dayjs from 'dayjs'
import { dateOf, startOfMonth } from '../parts/zone.ts'

/** The last months up to the present one there, the earliest first. */
export function lastMonths(count: number, zone: string): string[] {
  const present = dayjs.utc(dateOf(startOfMonth(zone), zone))
  return Array.from({ length: count }, (_, i) => present.subtract(count - 1 - i, 'month').format('YYYY-MM'))
}

export const monthAfter = (month: string): string => dayjs.utc(`${month}-01`).add(1, 'month').format('YYYY-MM')
