// Bounds of JSON and text from outside. Both are looked at before anything else is done with them: much of what works on JSON
// calls itself once for each level, and PostgreSQL's text holds no U+0000.

/** Objects and lists within each other. */
export const NESTING_MAX = 100

/** Text that PostgreSQL and JSON carry unchanged: no NUL, no lone surrogate. */
export function isText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

export const TEXT_FLAW = 'must not contain U+0000 or half of a surrogate pair'

/** What is wrong with a JSON value, as a message goes on after its name; null: nothing. */
export function jsonFlaw(value: unknown): string | null {
  if (isTooDeep(value)) return `must be nested at most ${NESTING_MAX} deep`
  const rest = [value]
  while (rest.length > 0) {
    const each = rest.pop()
    if (typeof each === 'string' && !isText(each)) return TEXT_FLAW
    if (!isContainer(each)) continue
    if (!Array.isArray(each) && !Object.keys(each).every(isText)) return TEXT_FLAW
    for (const item of Object.values(each)) rest.push(item)
  }
  return null
}

/** Goes level by level, so that it calls itself for none. */
export function isTooDeep(value: unknown): boolean {
  let level = [value].filter(isContainer)
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= NESTING_MAX) return true
    level = level.flatMap((each) => Object.values(each).filter(isContainer))
  }
  return false
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
