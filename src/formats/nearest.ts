// The name that somebody meant who has misspelled it.

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
