// What a price is for: the operation and model, and the variant with its conditions.

import { Text } from '@mantine/core'
import { conditionsText, type Rule } from './priceText.ts'

export function RuleName({ rule }: { readonly rule: Rule }) {
  const { operation, model, variant } = rule
  return (
    <>
      <Text size="sm" fw={500}>
        {operation} · {model}
      </Text>
      <Text size="xs" className="quiet">
        {[variant === 'standard' ? null : variant, conditionsText(rule)].filter(Boolean).join(': ')}
      </Text>
    </>
  )
}
