// Loading a catalogue: choose it, look at what would change, try it on the past, and load it.

import { Stack } from '@mantine/core'
import { useState } from 'react'
import { NeedsScope } from '../operator/NeedsScope.tsx'
import { type Draft, DraftCard } from './DraftCard.tsx'
import { ReviewCard } from './ReviewCard.tsx'

export function LoadPage() {
  const [draft, setDraft] = useState<Draft | null>(null)
  return (
    <NeedsScope scopes={['CATALOGUE']}>
      <Stack gap="lg">
        <DraftCard onReview={setDraft} onChange={() => setDraft(null)} />
        {draft ? <ReviewCard key={draft.number} draft={draft} onLoaded={() => setDraft(null)} /> : null}
      </Stack>
    </NeedsScope>
  )
}
