// The result of a simulation as plain data: all organizations together, and then each of them.

import { isRefusal } from '../ledger/refusals.ts'
import type { InvalidInput } from '../refusals.ts'
import type { OrganizationRow } from './reads.ts'
import type { Simulated } from './simulate.ts'
import { partsOf, type Sums, Tally, type Unknown } from './tally.ts'

/** Sums of one subject. JSON carries these numbers exactly, because no wallet holds more. */
interface ShownSums {
  readonly creditType: string
  readonly tasks: number
  readonly refused: number
  readonly creditsBefore: number
  readonly creditsAfter: number
}

interface WithExpired extends ShownSums {
  readonly expiredBefore: number
  readonly expiredAfter: number
}

/** The results of one organization in one credit type. */
export interface OrganizationResult extends WithExpired {
  readonly organizationId: string
  readonly name: string
  /** The first task that its credits would not have sufficed for; null: they always would have. */
  readonly ranOut: { readonly at: Date; readonly required: number; readonly available: number } | null
}

export interface Totals {
  readonly total: readonly WithExpired[]
  readonly models: readonly (ShownSums & { readonly model: string; readonly operation: string })[]
  /** `plan` null: without a subscription. */
  readonly plans: readonly (ShownSums & { readonly plan: string | null })[]
  /** The number of refused tasks by the code of their refusal. */
  readonly refusals: Readonly<Record<string, number>>
  readonly unknown: Unknown
}

/** Hands each organization's results on, and returns the totals. */
export async function totalsOf(
  results: AsyncIterable<Simulated | InvalidInput>,
  onOrganization: (result: OrganizationResult) => void,
): Promise<Totals | InvalidInput> {
  const all = new Tally()
  for await (const result of results) {
    if (isRefusal(result)) return result
    all.addAll(result.tally)
    for (const each of ofOrganization(result.organization, result.tally)) onOrganization(each)
  }
  const rows = (grouping: 'model' | 'plan') => [...all.sums[grouping]].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    total: [...all.sums.organization].map(([key, sums]) => withExpired(key, sums)),
    models: rows('model').map(([key, sums]) => {
      const [model = '', operation = ''] = partsOf(key).subject.split('\n')
      return { model, operation, ...shown(key, sums) }
    }),
    plans: rows('plan').map(([key, sums]) => ({ plan: partsOf(key).subject || null, ...shown(key, sums) })),
    refusals: Object.fromEntries([...all.refusals].sort()),
    unknown: all.unknown,
  }
}

function ofOrganization({ organizationId, name }: OrganizationRow, tally: Tally): OrganizationResult[] {
  return [...tally.sums.organization].map(([key, sums]) => {
    const ranOut = tally.ranOut.get(partsOf(key).creditType)
    return {
      ...{ organizationId, name },
      ...withExpired(key, sums),
      ranOut: ranOut ? { at: ranOut.at, required: Number(ranOut.required), available: Number(ranOut.available) } : null,
    }
  })
}

function shown(key: string, { tasks, refused, creditsBefore, creditsAfter }: Sums): ShownSums {
  const { creditType } = partsOf(key)
  return { creditType, tasks, refused, creditsBefore: Number(creditsBefore), creditsAfter: Number(creditsAfter) }
}

function withExpired(key: string, sums: Sums): WithExpired {
  const { expiredBefore, expiredAfter } = sums
  return { ...shown(key, sums), expiredBefore: Number(expiredBefore), expiredAfter: Number(expiredAfter) }
}
