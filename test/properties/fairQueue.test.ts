// The queue and the turns that organizations share are as fair as round robin.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FairQueue } from '../../src/fairness/fairQueue.ts'
import { NoTurn, Turns } from '../../src/fairness/turns.ts'

const BOUNDS = { max: 2_000, lineMax: 1_000 }

interface Item {
  readonly organizationId: string
  readonly number: number
}

const organizationId = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const steps = fc.array(
  fc.oneof(
    fc.record({ push: organizationId, count: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ take: fc.integer({ min: 1, max: 50 }) }),
  ),
  { maxLength: 60 },
)

test('the queue loses nothing, repeats nothing, and keeps the order of each organization', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const queue = new FairQueue<Item>({ max: 1e6, lineMax: 1e6 })
      const waiting = new Map<string, Item[]>()
      let number = 0
      for (const step of all) {
        if ('push' in step) {
          for (let i = 0; i < step.count; i++) {
            const item = { organizationId: step.push, number: number++ }
            expect(queue.push(step.push, item)).toBe(true)
            waiting.set(step.push, [...(waiting.get(step.push) ?? []), item])
          }
        } else {
          const total = [...waiting.values()].flat().length
          const taken = queue.take(step.take)
          expect(taken.length).toBe(Math.min(step.take, total))
          for (const item of taken) expect(waiting.get(item.organizationId)?.shift()).toBe(item)
        }
        expect(queue.size).toBe([...waiting.values()].flat().length)
      }
    }),
  )
})

test('a batch takes from each organization that waits before it takes twice from any', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 50 }), (all, max) => {
      const queue = new FairQueue<Item>({ max: 1e6, lineMax: 1e6 })
      const waiting = new Map<string, number>()
      for (const step of all) {
        if (!('push' in step)) continue
        for (let number = 0; number < step.count; number++) {
          queue.push(step.push, { organizationId: step.push, number })
        }
        waiting.set(step.push, (waiting.get(step.push) ?? 0) + step.count)
      }
      const taken = queue.take(max)
      const counts = new Map([...waiting.keys()].map((id) => [id, 0]))
      for (const { organizationId: id } of taken) counts.set(id, (counts.get(id) ?? 0) + 1)
      for (const [id, count] of counts) {
        // Whoever has commands left has had as many as anybody, but for the last round, which may be cut short.
        if (count < (waiting.get(id) ?? 0)) expect(count).toBeGreaterThanOrEqual(Math.max(...counts.values()) - 1)
      }
    }),
  )
})

test('an organization that fills its line is refused, and others are not', () => {
  const queue = new FairQueue<number>(BOUNDS)
  for (let i = 0; i < BOUNDS.lineMax; i++) expect(queue.push('flood', i)).toBe(true)
  expect(queue.push('flood', 0)).toBe(false)
  expect(queue.push('other', 0)).toBe(true)
  expect(queue.take(2)).toContain(0)
})

test('a full queue still accepts an organization that has used less than an equal share', () => {
  const queue = new FairQueue<number>(BOUNDS)
  for (let i = 0; i < BOUNDS.max / 2; i++) {
    queue.push('one', i)
    queue.push('two', i)
  }
  expect(queue.push('one', 0)).toBe(false)
  let accepted = 0
  while (queue.push('three', 0)) accepted++
  expect(accepted).toBeGreaterThanOrEqual(BOUNDS.max / 3)
  expect(queue.size).toBeLessThanOrEqual(BOUNDS.max * 2)
})

test('one organization gets a whole batch while it is alone, and a part of it while others wait', () => {
  const queue = new FairQueue<string>({ max: 20_000, lineMax: 10_000 })
  for (let i = 0; i < 5_000; i++) queue.push('busy', 'busy')
  expect(queue.take(1_000)).toHaveLength(1_000)
  queue.push('rare', 'rare')
  const shared = queue.take(1_000)
  expect(shared).toContain('rare')
  expect(shared.length).toBeLessThan(1_000)
  expect(queue.take(1_000)).toHaveLength(shared.length - 1)
})

test('turns never exceed their bounds, and everybody who waits gets one', async () => {
  const ids = fc.array(organizationId, { minLength: 1, maxLength: 200 })
  await fc.assert(
    fc.asyncProperty(ids, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 3 }), async (all, inAll, each) => {
      const turns = new Turns({ inAll, perOrganization: each, waitingMax: 1_000 })
      const active = new Map<string, number>()
      let total = 0
      await Promise.all(
        all.map(async (id) => {
          const release = await turns.take(id)
          active.set(id, (active.get(id) ?? 0) + 1)
          total++
          expect(total).toBeLessThanOrEqual(inAll)
          expect(active.get(id)).toBeLessThanOrEqual(each)
          await new Promise(setImmediate)
          total--
          active.set(id, (active.get(id) ?? 0) - 1)
          release()
          release()
        }),
      )
      expect(total).toBe(0)
    }),
    { numRuns: 30 },
  )
})

test('an organization that takes every turn it can leaves turns for the next one', async () => {
  const turns = new Turns({ inAll: 4, perOrganization: 2, waitingMax: 10 })
  const taken = [turns.take('flood'), turns.take('flood')]
  const waiting = Array.from({ length: 10 }, () => turns.take('flood'))
  expect(() => turns.take('flood')).toThrow(NoTurn)
  expect(turns.take('other')).toBeTypeOf('function')
  for (const release of taken) (release as () => void)()
  for (const next of waiting) (await next)()
})

test('an organization may add exactly as many commands as the queue has announced room for', () => {
  fc.assert(
    fc.property(steps, organizationId, (all, asking) => {
      const queue = new FairQueue<number>({ max: 60, lineMax: 50 })
      for (const step of all) {
        if ('push' in step) for (let i = 0; i < step.count; i++) queue.push(step.push, i)
        else queue.take(step.take)
      }
      // One that waits already, so that how many share doesn't change with its first.
      queue.push(asking, 0)
      const room = queue.roomFor(asking)
      for (let i = 0; i < room; i++) expect(queue.push(asking, i)).toBe(true)
      expect(queue.push(asking, room)).toBe(false)
    }),
  )
})
