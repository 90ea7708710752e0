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
  return hasOnlyText(value) ? null : TEXT_FLAW
}

/** Checks the texts of a value that is not nested too deep. */
function hasOnlyText(value: unknown): boolean {
  if (typeof value === 'string') return isText(value)
  if (!isContainer(value)) return true
  if (Array.isArray(value)) return value.every(hasOnlyText)
  for (const [name, item] of Object.entries(value)) if (!isText(name) || !hasOnlyText(item)) return false
  return true
}

/** The recursion ends with the levels that are allowed. */
export function isTooDeep(value: unknown, levels = NESTING_MAX): boolean {
  if (!isContainer(value)) return false
  if (levels === 0) return true
  const items = Array.isArray(value) ? value : Object.values(value)
  for (const item of items) if (isTooDeep(item, levels - 1)) return true
  return false
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
