// Bounds of JSON and text from outside. Both are looked at before anything else is done with them: much of what works on JSON
// calls itself once for each level, and PostgreSQL's text holds no U+0000.

/** Objects and lists within each other. */
export const NESTING_MAX = 100

/** Text that PostgreSQL and JSON carry unchanged: no NUL, no lone surrogate. */
export function isText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/** What is wrong with a JSON value, as a message goes on after its name; null: nothing. Calls itself for no level. */
export function jsonFlaw(value: unknown): string | null {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    const below: unknown[] = []
    for (const each of level) {
      if (typeof each === 'string' && !isText(each)) return TEXT_FLAW
      if (typeof each !== 'object' || each === null) continue
      if (depth >= NESTING_MAX) return `must be nested at most ${NESTING_MAX} deep`
      if (Array.isArray(each)) for (const item of each) below.push(item)
      else
        for (const [name, item] of Object.entries(each)) {
          if (!isText(name)) return TEXT_FLAW
          below.push(item)
        }
    }
    level = below
  }
  return null
}

export const TEXT_FLAW = 'must not contain U+0000 or half of a surrogate pair'
