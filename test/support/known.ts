// Names that a test needs and that no catalogue has.

import type { Client } from './client.ts'

interface Names {
  readonly creditType?: string
  readonly model?: string
  readonly operation?: string
}

/** Makes names known, by a price that nothing can be submitted for. */
export async function makeKnown(operator: Client, names: Names): Promise<void> {
  const others = { provider: 'test', model: 'test', operation: 'test', creditType: 'music', credits: 1 }
  const { data, errors } = await operator.send<{ createPriceRule: { message?: string } }, object>(
    'mutation ($input: CreatePriceRuleInput!) { createPriceRule(input: $input) { ... on Error { message } } }',
    { input: { ...others, variant: Object.values(names).join('-'), ...names, state: 'UNAVAILABLE' } },
  )
  if (errors || data?.createPriceRule.message) throw new Error(JSON.stringify(errors ?? data))
}
