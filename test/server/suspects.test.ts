// Places for webhook endpoints that are not known to answer.

import { expect, test } from 'vitest'
import { Suspects } from '../../src/webhooks/suspects.ts'

/** Work that ends when it is told to. */
function works() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const suspect = (endpoint: string, organizationId: string) => ({
    endpoint,
    organizationId,
    work: () => {
      begun.push(endpoint)
      return new Promise<void>((resolve) => ends.set(endpoint, resolve))
    },
  })
  const end = async (endpoint: string) => {
    ends.get(endpoint)?.()
    await new Promise(setImmediate)
  }
  return { begun, suspect, end }
}

test('each endpoint has one place and each organization two, and those that wait come next', async () => {
  const { begun, suspect, end } = works()
  const suspects = new Suspects()
  for (const endpoint of ['a1', 'a2', 'a3', 'a1']) suspects.add(suspect(endpoint, 'a'))
  suspects.add(suspect('b1', 'b'))
  expect(begun).toEqual(['a1', 'a2', 'b1'])
  await end('a2')
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3'])
  // Asked for while it was at work: once more.
  await end('a1')
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'a1'])
})

test('many organizations share 32 places in the order in which they arrived', async () => {
  const { begun, suspect, end } = works()
  const suspects = new Suspects()
  for (let i = 0; i < 40; i++) suspects.add(suspect(`${i}`, `tenant ${i}`))
  expect(begun).toHaveLength(32)
  await end('5')
  expect(begun.slice(32)).toEqual(['32'])
})

test('slow work keeps its organization from getting more places until it ends', async () => {
  const { begun, suspect, end } = works()
  const suspects = new Suspects()
  const slow = Promise.withResolvers<void>()
  const slower = Promise.withResolvers<void>()
  suspects.adopt('a1', 'a', slow.promise)
  suspects.adopt('a1', 'a', slower.promise)
  suspects.adopt('a2', 'a', slow.promise)
  for (const endpoint of ['a1', 'a3']) suspects.add(suspect(endpoint, 'a'))
  slow.resolve()
  await new Promise(setImmediate)
  expect(begun).toEqual(['a3'])
  slower.resolve()
  await new Promise(setImmediate)
  expect(begun).toEqual(['a3', 'a1'])
  const stopped = suspects.stop()
  await end('a3')
  await end('a1')
  await stopped
  suspects.add(suspect('a4', 'a'))
  expect(begun).toHaveLength(2)
})
