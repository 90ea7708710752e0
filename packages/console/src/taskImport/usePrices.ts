// The prices of many tasks now, asked for in parts, and what they cost together.

import type { AnswerOf, Holdfast } from '@holdfast/client'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useConnection } from '../data/connection.tsx'
import { QuoteMany } from '../generated/tasks.ts'
import type { Asked } from './plan.ts'

const PART = 100
const PAUSE_MS = 300

type Answer = NonNullable<AnswerOf<typeof QuoteMany>>
type Item = Extract<Answer, { __typename: 'TasksQuote' }>['items'][number]
export type Price = NonNullable<Item['price']>

export interface Total {
  readonly creditType: string
  readonly credits: number
  readonly available: number
}

interface Prices {
  /** Of each row: its price, and why it would be refused. */
  readonly rows: readonly { readonly price: Price | null; readonly problem: string | null }[]
  /** One for each credit type. */
  readonly totals: readonly Total[]
}

interface Read {
  readonly key: string
  readonly prices?: Prices
  readonly error?: Error
}

/** Returns the prices; null while they are not known. */
export function usePrices(asked: readonly Asked[]): { prices: Prices | null; error: Error | null } {
  const { holdfast } = useConnection()
  const now = JSON.stringify(asked)
  const [key] = useDebouncedValue(now, PAUSE_MS)
  const [read, setRead] = useState<Read>({ key: '' })
  useEffect(() => {
    const leaving = new AbortController()
    pricesOf(holdfast, JSON.parse(key), leaving.signal)
      .then((prices) => setRead({ key, prices }))
      .catch((error) => leaving.signal.aborted || setRead({ key, error }))
    return () => leaving.abort()
  }, [holdfast, key])
  const isCurrent = read.key === now
  return { prices: (isCurrent && read.prices) || null, error: (isCurrent && read.error) || null }
}

async function pricesOf(client: Holdfast, asked: readonly Asked[], signal: AbortSignal): Promise<Prices> {
  const rows: Prices['rows'][number][] = asked.map((row) => ({
    price: null,
    problem: 'problem' in row ? row.problem : null,
  }))
  const totals = new Map<string, Total>()
  const places = [...asked.keys()].filter((place) => rows[place]?.problem === null)
  for (let i = 0; i < places.length; i += PART) {
    const part = places.slice(i, i + PART)
    const answer = await client.query(
      QuoteMany,
      { items: part.map((place) => itemOf(asked[place] as Asked)) },
      { signal },
    )
    if (answer?.__typename !== 'TasksQuote') throw new Error(answer?.message)
    for (const [j, { price, refusal }] of answer.items.entries()) {
      const isPaid = refusal === null || refusal.__typename === 'InsufficientCreditsError'
      rows[part[j] as number] = { price, problem: isPaid ? null : refusal.message }
    }
    for (const { creditType, credits, available } of answer.totals)
      totals.set(creditType, { creditType, available, credits: credits + (totals.get(creditType)?.credits ?? 0) })
  }
  return { rows, totals: [...totals.values()] }
}

function itemOf(row: Asked) {
  if ('problem' in row) throw new Error('A row with a problem has no price.')
  const { model, operation, input, tags, maxCredits } = row.task
  return {
    ...{ model, operation, input: { ...input }, count: 1 },
    ...(tags ? { tags: [...tags] } : {}),
    ...(maxCredits === undefined ? {} : { maxCredits }),
  }
}
