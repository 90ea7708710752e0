// What a catalogue would change, by a dry run; then it is tried on the past, or loaded.

import type { AnswerOf } from '@holdfast/client'
import { Button, Group, Skeleton, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { LoadCatalogue } from '../generated/prices.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { Refused } from '../operator/Refused.tsx'
import { Card } from '../parts/Card.tsx'
import { formatNumber } from '../parts/format.ts'
import { issuesOf } from '../parts/issuesOf.ts'
import { operator } from '../texts/operator.ts'
import { Changes } from './Changes.tsx'
import type { Draft } from './DraftCard.tsx'
import { WhatIfDialog } from './WhatIfDialog.tsx'

type Loaded = Extract<AnswerOf<typeof LoadCatalogue>, { __typename: 'LoadCatalogueSuccess' }>

interface ReviewCardProps {
  readonly draft: Draft
  readonly onLoaded: () => void
}

export function ReviewCard({ draft, onLoaded }: ReviewCardProps) {
  const t = operator.load
  const { source, takeOver, maxChangePercent } = draft
  const look = useAct(LoadCatalogue)
  const [found, setFound] = useState<Loaded | null>(null)
  const [doing, setDoing] = useState<'load' | 'whatIf' | null>(null)
  const input = { source, takeOver, ...(maxChangePercent === null ? {} : { maxChangePercent }) }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft is looked at once; another one is another card.
  useEffect(() => {
    void look.run({ ...input, dryRun: true }).then((answer) => setFound(answer as Loaded | null))
  }, [])
  const close = () => setDoing(null)
  if (look.problem) return <Refused title={t.refused} problem={look.problem} issues={issuesOf(look.refusal)} />
  if (!found) return <Skeleton h={240} radius="lg" role="status" aria-label={t.looking} />
  const { changes } = found
  return (
    <Card
      title={changes.length === 0 ? t.nothingChanges : t.changes(formatNumber(changes.length))}
      padded={false}
      actions={
        <Group gap="xs">
          <Button variant="default" size="xs" onClick={() => setDoing('whatIf')}>
            {t.whatIf}
          </Button>
          {changes.length > 0 ? (
            <Button size="xs" onClick={() => setDoing('load')}>
              {t.load}
            </Button>
          ) : null}
        </Group>
      }
    >
      {changes.length === 0 ? (
        <Text size="sm" className="quiet" px="lg" pb="lg">
          {t.nothingChangesText}
        </Text>
      ) : (
        <Changes changes={changes} />
      )}
      {found.assumed.length > 0 ? (
        <Text size="xs" className="quiet" p="lg">
          {t.assumed(found.assumed.map(({ subject, fields }) => `${subject}: ${fields.join(', ')}`))}
        </Text>
      ) : null}
      {doing === 'whatIf' ? <WhatIfDialog source={source} onClose={close} /> : null}
      {doing === 'load' ? (
        <ConfirmDialog
          operation={LoadCatalogue}
          inputOf={() => input}
          title={t.loadTitle(found.name)}
          action={t.loadAction}
          text={t.loadText(formatNumber(changes.length))}
          done={t.loaded}
          onClose={close}
          onDone={onLoaded}
        />
      ) : null}
    </Card>
  )
}
