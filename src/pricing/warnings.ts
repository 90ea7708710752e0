// Warnings about a price that applies.

import type { PriceRule } from '../database/generated/client/client.ts'
import { sentence } from '../formats/sentence.ts'

export interface Warning {
  readonly code: 'DEPRECATED'
  readonly message: string
}

export function warningsOf({ state, model, operation, notice }: PriceRule): Warning[] {
  if (state !== 'DEPRECATED') return []
  const message = `${operation} of ${model} is deprecated.${notice ? ` ${sentence(notice)}` : ''}`
  return [{ code: 'DEPRECATED', message }]
}
