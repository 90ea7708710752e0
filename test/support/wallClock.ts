// The instants at which a wall clock shows a time, found minute by minute with the clock of Intl: an oracle for the calendar that
// shares no code with it.

const MINUTE_MS = 60_000
/** Farther than any time zone is from UTC. */
const WINDOW_MINUTES = 16 * 60

/** The fields of a wall clock, as milliseconds of a time zone that is UTC: comparable, and easy to calculate with. */
export type Wall = number

const formats = new Map<string, Intl.DateTimeFormat>()

/** What the wall clock shows at an instant. */
export function wallAt(instant: number, timeZone: string): Wall {
  const known = formats.get(timeZone)
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  const format =
    known ??
    new Intl.DateTimeFormat('en-US', { ...fields, second: 'numeric', hourCycle: 'h23', timeZone, era: 'short' })
  formats.set(timeZone, format)
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [
    ...['year', 'month', 'day', 'hour', 'minute', 'second'].map((name) => parts.get(name as 'year')),
  ]
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1_000) + 1_000) % 1_000)
}

/** So many months later on the calendar: the last day of a month without that day. */
export function monthsLater(wall: Wall, months: number): Wall {
  const date = new Date(wall)
  const month = date.getUTCMonth() + months
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate()
  const timeOfDay = wall - Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
  return Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), lastDay)) + timeOfDay
}

/**
 * The first instant at which the wall clock shows a time. If the clocks are put forward past it: the instant at which it would have
 * shown it, had they not been.
 */
export function instantOf(wall: Wall, timeZone: string): number {
  let before = wall - WINDOW_MINUTES * MINUTE_MS
  for (let step = 0; step <= 2 * WINDOW_MINUTES; step++) {
    const instant = wall + (step - WINDOW_MINUTES) * MINUTE_MS
    const shown = wallAt(instant, timeZone)
    if (shown === wall) return instant
    if (shown > wall) return before + (wall - wallAt(before, timeZone))
    before = instant
  }
  throw new RangeError(`no clock of ${timeZone} shows ${new Date(wall).toISOString()}`)
}
