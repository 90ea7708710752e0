// The credit type of a request that names none: the only one that its organization has.

import type { App } from '../app.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { type NotFound, notFound } from '../refusals.ts'

export interface CreditTypeRequired extends Refusal {
  readonly code: 'CREDIT_TYPE_REQUIRED'
  /** The types that the organization has; empty if it has none yet. */
  readonly creditTypes: readonly string[]
}

/** The named credit type, or else the only one of the organization's pools. */
export async function creditTypeFor(
  app: App,
  organizationId: string,
  named: string | null | undefined,
): Promise<string | CreditTypeRequired | NotFound> {
  if (typeof named === 'string') return named
  const creditTypes = await findCreditTypes(app, organizationId)
  if (creditTypes.length === 0 && (await app.prisma.organization.count({ where: { id: organizationId } })) === 0) {
    return notFound('organization')
  }
  return onlyOf(creditTypes)
}

/** The credit types of the organization's pools. */
export async function findCreditTypes({ prisma }: App, organizationId: string): Promise<string[]> {
  const pools = await prisma.wallet.findMany({
    where: { organizationId, holderId: organizationId },
    select: { creditType: true },
    orderBy: { creditType: 'asc' },
  })
  return pools.map(({ creditType }) => creditType)
}

/** The only credit type of these. */
export function onlyOf(creditTypes: readonly string[]): string | CreditTypeRequired {
  const [only, ...others] = creditTypes
  if (only !== undefined && others.length === 0) return only
  const has = only === undefined ? 'no credits yet' : `credits of the types ${creditTypes.join(', ')}`
  const message = `creditType is required, because the organization has ${has}.`
  return { code: 'CREDIT_TYPE_REQUIRED', message, creditTypes }
}

/** Runs an operation with the credit type of its input, or else with the only one of the organization. */
export async function inCreditType<Input extends { readonly creditType?: string | null | undefined }, Result>(
  app: App,
  organizationId: string,
  input: Input,
  run: (input: Omit<Input, 'creditType'> & { creditType: string }) => Result | Promise<Result>,
): Promise<Result | CreditTypeRequired | NotFound> {
  const creditType = await creditTypeFor(app, organizationId, input.creditType)
  return typeof creditType === 'string' ? run({ ...input, creditType }) : creditType
}
