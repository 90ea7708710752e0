// What the rows would cost and which have a problem; and the button that submits the others for that price.

import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Card } from '../parts/Card.tsx'
import { formatNumber } from '../parts/format.ts'
import { Stat } from '../parts/Stat.tsx'
import { priceText } from '../tasks/words.ts'
import { texts } from '../texts/index.ts'
import type { Asked } from './plan.ts'
import { RowTable } from './RowTable.tsx'
import { type Price, type Total, usePrices } from './usePrices.ts'

interface PreviewProps {
  readonly asked: readonly Asked[]
  readonly onSubmit: (rows: readonly Asked[]) => boolean
}

export function Preview({ asked, onSubmit }: PreviewProps) {
  const t = texts.tasks.import
  const { prices, error } = usePrices(asked)
  const [isFull, setFull] = useState(false)
  const rows = asked.map((row, i) => {
    const { price = null, problem = 'problem' in row ? row.problem : null } = prices?.rows[i] ?? {}
    return { row, price, problem }
  })
  const wrong = rows.filter(({ problem }) => problem !== null).length
  const count = rows.length - wrong
  const submit = () =>
    setFull(!onSubmit(rows.map(({ row, price, problem }) => (problem === null ? atMost(row, price) : { problem }))))
  return (
    <Card title={t.preview} padded={false}>
      <div className="stats task-counts">
        <Stat label={t.ready}>{formatNumber(count)}</Stat>
        <Stat label={t.wrong}>{formatNumber(wrong)}</Stat>
        <Stat label={t.price} {...(prices ? { note: shortText(prices.totals) } : {})}>
          {prices ? priceText(prices.totals, 0) : '…'}
        </Stat>
      </div>
      <RowTable
        rows={rows.map(({ row, price, problem }) => ({
          ...{ row, problem },
          state: problem ?? (price ? texts.common.credits(priceText(price.costs, price.credits)) : '…'),
        }))}
        stateTitle={t.price}
      />
      <Stack p="lg" gap="xs">
        <Problem text={error?.message ?? (isFull ? t.full : null)} />
        <Group justify="flex-end">
          <Button onClick={submit} disabled={!prices || count === 0}>
            {prices ? t.submit(count, texts.common.credits(priceText(prices.totals, 0))) : t.pricing}
          </Button>
        </Group>
        <Text size="xs" className="quiet">
          {t.never}
        </Text>
      </Stack>
    </Card>
  )
}

export function Problem({ text }: { readonly text: string | null }) {
  return text ? (
    <Text size="sm" c="var(--console-bad)" role="alert">
      {text}
    </Text>
  ) : null
}

/** The row with the price that is shown as the most that it may cost. */
function atMost(row: Asked, price: Price | null): Asked {
  if ('problem' in row || !price || row.task.maxCredits !== undefined) return row
  const maxCosts = price.costs.map(({ creditType, credits }) => ({ creditType, credits }))
  return { task: { ...row.task, ...(maxCosts.length > 0 ? { maxCosts } : {}) } }
}

/** What is available, and what is missing for all. */
function shortText(totals: readonly Total[]): string {
  return totals
    .map(({ creditType, credits, available }) =>
      credits > available
        ? texts.tasks.import.missing(formatNumber(credits - available), creditType)
        : texts.tasks.import.available(formatNumber(available), creditType),
    )
    .join(', ')
}
