// The result of a simulation as plain data: all organizations together, and then each of them.

import { isRefusal } from '../ledger/refusals.ts'
import type { InvalidInput } from '../refusals.ts'
import type { OrganizationRow } from './reads.ts'
import type { Simulated } from './simulate.ts'
import { partsOf, type Sums, Tally, type Unknown } from './tally.ts'

/** Sums of one subject in one credit type. JSON carries these numbers exactly, because no wallet holds more. */
export interface ShownSums {
  readonly creditType: string
  readonly tasks: number
  readonly refused: number
  readonly creditsBefore: number
  readonly creditsAfter: number
  readonly refundedBefore: number
  readonly refundedAfter: number
}

interface WithExpired extends ShownSums {
  readonly expiredBefore: number
  readonly expiredAfter: number
}

/** The number of refused tasks by the code of their refusal. */
export type Refusals = Readonly<Record<string, number>>

/** The results of one organization in one credit type. */
export interface OrganizationResult extends WithExpired {
  readonly organizationId: string
  readonly name: string
  readonly refusals: Refusals
  /** The first task that its credits would not have sufficed for; null: they always would have. */
  readonly ranOut: { readonly at: Date; readonly required: number; readonly available: number } | null
}

export interface Totals {
  readonly total: readonly WithExpired[]
  readonly models: readonly (ShownSums & { readonly model: string; readonly operation: string })[]
  /** `plan` null: without a subscription. */
  readonly plans: readonly (ShownSums & { readonly plan: string | null })[]
  readonly refusals: Refusals
  readonly unknown: Unknown
}

/** Hands each organization's results on, and returns the totals. */
export async function totalsOf(
  results: AsyncIterable<Simulated | InvalidInput>,
  onOrganization: (result: OrganizationResult) => void | Promise<void>,
): Promise<Totals | InvalidInput> {
  const all = new Tally()
  for await (const result of results) {
    if (isRefusal(result)) return result
    all.addAll(result.tally)
    for (const each of ofOrganization(result.organization, result.tally)) await onOrganization(each)
  }
  const rows = (grouping: 'model' | 'plan') => [...all.sums[grouping]].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    total: [...all.sums.organization].map(([key, sums]) => withExpired(key, sums)),
    models: rows('model').map(([key, sums]) => {
      const [model = '', operation = ''] = partsOf(key).subject.split('\n')
      return { model, operation, ...shown(key, sums) }
    }),
    plans: rows('plan').map(([key, sums]) => ({ plan: partsOf(key).subject || null, ...shown(key, sums) })),
    refusals: refusalsOf(all),
    unknown: all.unknown,
  }
}

function ofOrganization({ organizationId, name }: OrganizationRow, tally: Tally): OrganizationResult[] {
  return [...tally.sums.organization].map(([key, sums]) => {
    const ranOut = tally.ranOut.get(partsOf(key).creditType)
    return {
      ...{ organizationId, name },
      ...withExpired(key, sums),
      refusals: refusalsOf(tally, partsOf(key).creditType),
      ranOut: ranOut ? { at: ranOut.at, required: Number(ranOut.required), available: Number(ranOut.available) } : null,
    }
  })
}

/** The refusals of one credit type, or of all. */
function refusalsOf(tally: Tally, creditType?: string): Refusals {
  const tasks = new Map<string, number>()
  for (const [key, count] of tally.refusals) {
    const { subject: code, creditType: of } = partsOf(key)
    if (creditType === undefined || of === creditType) tasks.set(code, (tasks.get(code) ?? 0) + count)
  }
  return Object.fromEntries([...tasks].sort())
}

function shown(key: string, { tasks, refused, ...credits }: Sums): ShownSums {
  return {
    creditType: partsOf(key).creditType,
    ...{ tasks, refused },
    ...{ creditsBefore: Number(credits.creditsBefore), creditsAfter: Number(credits.creditsAfter) },
    ...{ refundedBefore: Number(credits.refundedBefore), refundedAfter: Number(credits.refundedAfter) },
  }
}

function withExpired(key: string, sums: Sums): WithExpired {
  const { expiredBefore, expiredAfter } = sums
  return { ...shown(key, sums), expiredBefore: Number(expiredBefore), expiredAfter: Number(expiredAfter) }
}
