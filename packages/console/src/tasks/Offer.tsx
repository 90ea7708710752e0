// What the new task costs and what would be left, while one types; and the button that submits it for that price.

import { QuoteButton, type Submission, useQuote } from '@holdfast/react'
import { Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useNavigate } from 'react-router'
import { formatNumber } from '../parts/format.ts'
import { Stat } from '../parts/Stat.tsx'
import { texts } from '../texts/index.ts'
import type { Draft } from './types.ts'
import { priceText } from './words.ts'

/** The price is asked for when one pauses. */
const PAUSE_MS = 250

export function Offer({ draft }: { readonly draft: Draft }) {
  const t = texts.tasks.new
  const navigate = useNavigate()
  const { model, operation, input, tags, maxCredits } = draft
  const typed: Submission = {
    ...{ model: model ?? '', operation: operation ?? '', input: { ...input } },
    ...(tags.length > 0 ? { tags: [...tags] } : {}),
    ...(maxCredits === null ? {} : { maxCredits }),
  }
  const [submission] = useDebouncedValue(JSON.stringify(typed), PAUSE_MS)
  const { data } = useQuote(JSON.parse(submission))
  const quote = data?.__typename === 'Quote' ? data : null
  return (
    <Stack gap="md">
      {quote ? (
        <Stat label={quote.isMaximum ? t.priceMost : t.priceNow} note={t.available(formatNumber(quote.available))}>
          {priceText(quote.costs, quote.credits)}
        </Stat>
      ) : null}
      <QuoteButton
        submission={typed}
        onSubmitted={({ id }) => {
          notifications.show({ message: t.submitted, color: 'teal' })
          navigate(`../${id}`, { relative: 'path' })
        }}
      >
        {t.submit}
      </QuoteButton>
      <Text size="xs" className="quiet">
        {t.never}
      </Text>
    </Stack>
  )
}
