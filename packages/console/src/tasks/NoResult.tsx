// Why a task has no result, and that its credits came back by themselves.

import { Text } from '@mantine/core'
import { texts } from '../texts/index.ts'
import type { Details } from './types.ts'
import { priceText } from './words.ts'

export function NoResult({ task: { status, failureReason, receipt } }: { readonly task: Details }) {
  const t = texts.tasks.page
  const back = (receipt?.costs ?? []).map(({ creditType, price, charged }) => ({
    creditType,
    credits: price - charged,
  }))
  const isBack = status !== 'SUCCEEDED' && back.some(({ credits }) => credits > 0)
  if (!failureReason && !isBack) return null
  return (
    <section className="card task-failure" aria-label={t.whyFailed}>
      {failureReason ? (
        <>
          <Text fw={600} size="sm">
            {t.whyFailed}
          </Text>
          <Text size="sm">{failureReason}</Text>
        </>
      ) : null}
      {isBack ? (
        <Text size="sm" fw={500} className="good">
          {t.givenBack(priceText(back, 0))}
        </Text>
      ) : null}
    </section>
  )
}
