// Limits of JSON and text from clients. They are checked first, because many functions on JSON recurse for each level, and
// PostgreSQL's text can't contain U+0000.

/** The most levels of objects and lists. */
export const NESTING_MAX = 100

/** True for text that PostgreSQL and JSON keep unchanged: without NUL and unpaired surrogates. */
export function isText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

export const TEXT_FLAW = 'must not contain U+0000 or half of a surrogate pair'

/** The flaw of a JSON value, as a message that continues after its name; null if it has none. */
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

/** Works level by level, without recursion. */
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
