// Places for requests to providers.

import { expect, test } from 'vitest'
import { leaveRequests } from '../../src/upstream/jobs.ts'

/** How many places each of these providers gets, if all have more to be asked than there is room for. */
function shares(providers: readonly string[], silent: readonly string[] = []): number[] {
  const underWay = new Map<string, number>()
  for (const provider of providers) {
    while (true) {
      const left = leaveRequests(underWay, new Set(silent))
      if (left.includes('upstream') || left.includes(provider)) break
      underWay.set(provider, (underWay.get(provider) ?? 0) + 1)
      underWay.set('upstream', (underWay.get('upstream') ?? 0) + 1)
    }
  }
  return providers.map((provider) => underWay.get(provider) ?? 0)
}

test('a provider gets at most half of the slots, and one slot is left for later providers', () => {
  expect(shares(['a'])).toEqual([11])
  const many = shares(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'])
  expect(many.every((places) => places >= 1)).toBe(true)
  expect(many.reduce((all, places) => all + places)).toBeLessThanOrEqual(28)
})

test('a provider that has not answered gets one slot until it answers', () => {
  expect(shares(['a', 'b'], ['a'])).toEqual([1, 11])
})
