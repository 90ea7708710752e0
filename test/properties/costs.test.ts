// Tasks of several credit types against a naive model: whatever is submitted, completed, failed, canceled and refunded in whatever
// order, each type's wallet has what the model has, and what is refused has changed no type.

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 8)
const TYPES = ['music', 'images', 'compute'] as const
/** The most that may be frozen and spent of `images`. */
const IMAGES_BUDGET = 14

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast()
  const part = (creditType: string) => ({ credits: 1, unit: 'FIELD', unitField: creditType, creditType })
  const terms = { provider: 'acme', model: 'director', operation: 'film', ...part('music') }
  const parts = TYPES.slice(1).map(part)
  await mutate(holdfast.operator, 'createPriceRule', { ...terms, parts }, 'priceRule { id }')
})
afterAll(() => holdfast.stop())

const credits = fc.integer({ min: 0, max: 6 })
const amounts = fc.tuple(credits, credits, credits)
const task = fc.nat({ max: 5 })
const type = fc.constantFrom(...TYPES)

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('submit' as const), amounts }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('complete' as const),
      task,
      stated: fc.array(fc.record({ creditType: type, credits }), { maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('fail' as const, 'cancel' as const), task }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      task,
      creditType: fc.option(type, { nil: null }),
      credits: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('grant' as const),
      creditType: type,
      credits: fc.integer({ min: 1, max: 9 }),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

type Amounts = Record<(typeof TYPES)[number], number>

interface ModelTask {
  id: string
  readonly price: Amounts
  readonly spent: Amounts
  state: 'open' | 'succeeded' | 'ended'
}

const none = (): Amounts => ({ music: 0, images: 0, compute: 0 })

class Model {
  readonly available = none()
  readonly tasks: ModelTask[] = []

  frozen(creditType: keyof Amounts): number {
    return this.tasks.reduce((sum, { state, price }) => sum + (state === 'open' ? price[creditType] : 0), 0)
  }

  spent(creditType: keyof Amounts): number {
    return this.tasks.reduce((sum, each) => sum + each.spent[creditType], 0)
  }

  /** Takes a step, and returns whether it is accepted. */
  take(step: Step): boolean {
    if (step.do === 'grant') {
      this.available[step.creditType] += step.credits
      return true
    }
    if (step.do === 'submit') return this.#submit(step.amounts)
    const task = this.tasks[step.task]
    if (!task) return false
    if (step.do === 'refund') return this.#refund(task, step.creditType, step.credits)
    if (task.state !== 'open') return false
    if (step.do === 'complete') return this.#complete(task, step.stated)
    for (const each of TYPES) this.available[each] += task.price[each]
    task.state = 'ended'
    return true
  }

  #submit(asked: readonly number[]): boolean {
    const price = Object.fromEntries(TYPES.map((each, i) => [each, asked[i]])) as Amounts
    if (TYPES.some((each) => price[each] > this.available[each])) return false
    if (price.images > 0 && this.frozen('images') + this.spent('images') + price.images > IMAGES_BUDGET) return false
    for (const each of TYPES) this.available[each] -= price[each]
    this.tasks.push({ id: '', price, spent: none(), state: 'open' })
    return true
  }

  #complete(task: ModelTask, stated: readonly { creditType: keyof Amounts; credits: number }[]): boolean {
    const charge = { ...task.price, ...Object.fromEntries(stated.map((each) => [each.creditType, each.credits])) }
    if (new Set(stated.map(({ creditType }) => creditType)).size < stated.length) return false
    if (TYPES.some((each) => charge[each] > task.price[each])) return false
    for (const each of TYPES) {
      task.spent[each] = charge[each]
      this.available[each] += task.price[each] - charge[each]
    }
    task.state = 'succeeded'
    return true
  }

  #refund(task: ModelTask, creditType: keyof Amounts | null, amount: number | null): boolean {
    if (task.state === 'open') return false
    const types = creditType ? [creditType] : amount === null ? TYPES : (['music'] as const)
    const back = types.map((each) => [each, amount ?? task.spent[each]] as const)
    if (back.every(([, credits]) => credits === 0) || back.some(([each, n]) => n > task.spent[each])) return false
    for (const [each, n] of back) {
      task.spent[each] -= n
      this.available[each] += n
    }
    return true
  }
}

const MUTATIONS = { complete: 'completeTask', fail: 'failTask', cancel: 'cancelTask', refund: 'refundTask' } as const

/** Sends a step; returns the answer's type. */
async function send(
  step: Step,
  model: Model,
  organizationId: string,
  member: Client,
): Promise<{ made: string; id: string }> {
  const { operator } = holdfast
  if (step.do === 'grant') {
    const { creditType, credits } = step
    const input = { organizationId, creditType, credits, kind: 'TOP_UP' }
    return { made: (await mutate(operator, 'grantCredits', input)).__typename, id: '' }
  }
  if (step.do === 'submit') {
    const input = Object.fromEntries(TYPES.map((each, i) => [each, step.amounts[i]]))
    const wanted = { model: 'director', operation: 'film', input }
    const { __typename: made, task } = await mutate<{ task?: { id: string } }>(
      member,
      'submitTask',
      wanted,
      'task { id }',
    )
    return { made, id: task?.id ?? '' }
  }
  const taskId = model.tasks[step.task]?.id
  if (!taskId) return { made: 'none', id: '' }
  const more = {
    complete: () => ({ costs: step.do === 'complete' ? step.stated : [] }),
    fail: () => ({ reason: 'no luck' }),
    cancel: () => ({}),
    refund: () =>
      step.do === 'refund' ? { creditType: step.creditType, credits: step.credits, reason: 'blurred' } : {},
  }[step.do]()
  return { made: (await mutate(operator, MUTATIONS[step.do], { taskId, ...more })).__typename, id: '' }
}

test('the wallets of all types are those of the naive model after every step', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      const { id: organizationId, member, owner } = await holdfast.organization({ credits: 0n })
      await mutate(owner, 'createBudget', { creditType: 'images', period: 'TOTAL', limit: IMAGES_BUDGET })
      const model = new Model()
      const grants = TYPES.map((creditType): Step => ({ do: 'grant', creditType, credits: 9 }))
      for (const step of [...grants, ...steps]) {
        const sent = await send(step, model, organizationId, member)
        expect(sent.made.endsWith('Success'), `${JSON.stringify(step)}: ${sent.made}`).toBe(model.take(step))
        const newest = model.tasks.at(-1)
        if (newest && sent.id) newest.id = sent.id
        const { data } = await owner.send<{ organization: { wallets: object[] } }, unknown>(
          '{ organization { wallets { creditType available frozen spent } } }',
        )
        const expected = TYPES.map((creditType) => ({
          creditType,
          available: model.available[creditType],
          frozen: model.frozen(creditType),
          spent: model.spent(creditType),
        }))
        const found = data?.organization.wallets ?? []
        expect(expected, JSON.stringify(step)).toEqual(expect.arrayContaining(found))
      }
    }),
    { numRuns: RUNS },
  )
})
