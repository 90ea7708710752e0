// The name that somebody meant who has misspelled it, and what to tell them.

import { distance } from 'fastest-levenshtein'

const SHORT_NAME_LENGTH = 5

/** The nearest of the names, and whether it differs so little that it was probably meant; null without names. */
export function nearestOf(name: string, names: Iterable<string>): { nearest: string; isNear: boolean } | null {
  let nearest: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const each of names) {
    const far = distance(each, name)
    if (far < least) [nearest, least] = [each, far]
  }
  return nearest === null ? null : { nearest, isNear: least <= (nearest.length <= SHORT_NAME_LENGTH ? 1 : 2) }
}

/** The most names that a message lists. */
const LISTED_MAX = 10
/** The most names that are compared: a refusal must not take longer than what it refuses, and there can be thousands. */
const COMPARED_MAX = 1_000

/** Says which names there are, and which one was probably meant. A message goes on after the name of its field. */
export function mustBeName(what: string, name: string, known: ReadonlySet<string>): string {
  const given = `not ${JSON.stringify(name)}`
  if (known.size === 0) return `must be ${what} (none exists), ${given}`
  const listed = [...known.values().take(LISTED_MAX)].join(', ')
  const more = known.size > LISTED_MAX ? ` and ${known.size - LISTED_MAX} more` : ''
  const found = nearestOf(name, known.values().take(COMPARED_MAX))
  const meant = found?.isNear ? `. Did you mean ${found.nearest}?` : ''
  return `must be ${what} (${listed}${more}), ${given}${meant}`
}
