// The changes that a catalogue makes: what is added, changed and withdrawn, with the values before and after.

import type { AnswerOf } from '@holdfast/client'
import { Button, Center, Text } from '@mantine/core'
import { useState } from 'react'
import type { LoadCatalogue } from '../generated/prices.ts'
import { Status } from '../parts/Status.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'

type Loaded = Extract<AnswerOf<typeof LoadCatalogue>, { __typename: 'LoadCatalogueSuccess' }>
type Change = Loaded['changes'][number]

const STEP = 50
const TONES: Readonly<Record<Change['kind'], string>> = { ADDED: 'ENABLED', CHANGED: 'OPEN', WITHDRAWN: 'DISABLED' }

export function Changes({ changes }: { changes: readonly Change[] }) {
  const [shown, setShown] = useState(STEP)
  return (
    <>
      <ul className="rows">
        {changes.slice(0, shown).map((change) => (
          <ChangeRow key={`${change.kind} ${change.subject}`} change={change} />
        ))}
      </ul>
      {changes.length > shown ? (
        <Center p="md">
          <Button variant="default" onClick={() => setShown((last) => last + STEP)}>
            {texts.common.more}
          </Button>
        </Center>
      ) : null}
    </>
  )
}

function ChangeRow({ change: { kind, subject, differences } }: { change: Change }) {
  const t = operator.load
  return (
    <li>
      <div>
        <Text size="sm" fw={500}>
          {subject}
        </Text>
        <ul className="differences small">
          {differences.map(({ field, from, to }) => (
            <li key={field}>
              <span className="quiet">{field}</span>{' '}
              {from === null || from === undefined ? null : (
                <>
                  <del>{from}</del>{' '}
                </>
              )}
              {to === null || to === undefined ? null : <ins>{to}</ins>}
            </li>
          ))}
        </ul>
      </div>
      <Status status={TONES[kind]} text={t.kinds[kind]} />
    </li>
  )
}
