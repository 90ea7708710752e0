// Warnings about a price that applies.

import type { PriceRule } from '../database/generated/client/client.ts'

export interface Warning {
  readonly code: 'DEPRECATED'
  readonly message: string
}

export function warningsOf({ state, model, operation, notice }: PriceRule): Warning[] {
  if (state !== 'DEPRECATED') return []
  const message = `${operation} of ${model} is deprecated.${notice ? ` ${notice}` : ''}`
  return [{ code: 'DEPRECATED', message }]
}
