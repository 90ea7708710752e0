// The credit packs as cards, of which one is chosen.

import { Radio, SimpleGrid, Text } from '@mantine/core'
import { formatMoney, formatNumber } from '../parts/format.ts'
import { texts } from '../texts/index.ts'
import { type Pack, priceOf } from './packs.ts'

export interface PackChoiceProps {
  readonly packs: readonly Pack[]
  readonly packId: string
  readonly quantity: number
  readonly onChoose: (packId: string) => void
}

export function PackChoice({ packs, packId, quantity, onChoose }: PackChoiceProps) {
  const text = texts.credits.topUp
  return (
    <Radio.Group value={packId} onChange={onChoose} aria-label={text.choose}>
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="sm">
        {packs.map((pack) => (
          <Radio.Card key={pack.id} value={pack.id} className="pack" aria-label={pack.title}>
            <Text fw={600} size="sm">
              {pack.title}
            </Text>
            <Text className="stat-number" component="div">
              {formatMoney(priceOf(pack, quantity))}
            </Text>
            {pack.credits.map(({ creditType, credits, bonus }) => (
              <Text size="xs" className="quiet" key={creditType}>
                {text.brings(formatNumber(credits), creditType)} {bonus > 0 ? text.bonus(formatNumber(bonus)) : ''}
              </Text>
            ))}
            {pack.volumeSteps.map((step) => (
              <Text size="xs" className="quiet" key={step.quantity}>
                {text.fromQuantity(step.quantity, formatMoney(step.price))}
              </Text>
            ))}
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  )
}
