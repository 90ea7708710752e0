// Rows of a time range, found by their ids: those of tasks and holds begin with the time at which they were made.

/** The most that the time in an id differs from that of the decision that made the row. */
const TOLERANCE_MS = 60 * 60 * 1_000

/** Ids have the real time: neither that of an organization’s own clock, nor that of another clock which this process is given. */
export function isRealTime({ clock }: { readonly clock: () => Date }): boolean {
  return Math.abs(clock().getTime() - Date.now()) < TOLERANCE_MS
}

/** The ids that rows of a time range can have: their first 48 bits are milliseconds. */
export function idsMadeIn({ gte, lt }: { readonly gte?: Date | undefined; readonly lt?: Date | undefined }) {
  return {
    gte: gte && firstIdAt(gte.getTime() - TOLERANCE_MS),
    lt: lt && firstIdAt(lt.getTime() + TOLERANCE_MS),
  }
}

/** The first id that can be made at a time, in milliseconds since 1970. */
export function firstIdAt(ms: number): string {
  const hex = Math.min(Math.max(0, ms), 2 ** 48 - 1)
    .toString(16)
    .padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/** The time at which an id was made, in milliseconds since 1970. */
export const timeOfId = (id: string): number => Number.parseInt(id.slice(0, 13).replace('-', ''), 16)
