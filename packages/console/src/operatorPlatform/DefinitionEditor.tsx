// A definition as JSON: to change it, to look at what would change, and to save it. What is wrong with it is named by its path.

import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { DocumentField } from '../operator/DocumentField.tsx'
import { documentOf } from '../operator/documentOf.ts'
import { Refused } from '../operator/Refused.tsx'
import { Card } from '../parts/Card.tsx'
import type { Issue } from '../parts/issuesOf.ts'
import { operator } from '../texts/operator.ts'
import { type Difference, Differences } from './Differences.tsx'

type Definition = Readonly<Record<string, unknown>>

interface DefinitionEditorProps {
  readonly definition: Definition
  /** Where the format is described. */
  readonly hint: string
  /** What a definition would change; null: it is refused. */
  readonly look: (definition: Definition) => Promise<readonly Difference[] | null>
  /** Saves it. Returns whether it did. */
  readonly save: (definition: Definition) => Promise<boolean>
  readonly isRunning: boolean
  readonly problem: string | null
  readonly issues: readonly Issue[]
  readonly isReadOnly: boolean
}

const written = (definition: Definition) => JSON.stringify(definition, null, 2)

export function DefinitionEditor(props: DefinitionEditorProps) {
  const { definition, hint, look, save, isRunning, problem, issues, isReadOnly } = props
  const t = operator.definition
  const [text, setText] = useState<string | null>(null)
  const [mistake, setMistake] = useState<string | null>(null)
  const [found, setFound] = useState<{ definition: Definition; differences: readonly Difference[] } | null>(null)
  const change = (to: string | null) => {
    setText(to)
    setMistake(null)
    setFound(null)
  }
  async function review() {
    const document = documentOf(text ?? '')
    if (typeof document === 'string') return setMistake(document)
    const differences = await look(document)
    if (differences) setFound({ definition: document, differences })
  }
  async function keep() {
    if (found && (await save(found.definition))) change(null)
  }
  return (
    <Card title={t.title}>
      <Stack gap="md">
        <DocumentField
          aria-label={t.title}
          description={hint}
          value={text ?? written(definition)}
          onChange={change}
          error={mistake}
          readOnly={isReadOnly}
          maxRows={28}
        />
        {problem ? <Refused title={t.refused} problem={problem} issues={issues} /> : null}
        {found ? <Differences differences={found.differences} /> : null}
        {isReadOnly ? null : (
          <Group gap="xs">
            {found && found.differences.length > 0 ? (
              <Button onClick={keep} loading={isRunning}>
                {t.save}
              </Button>
            ) : (
              <Button onClick={review} loading={isRunning} disabled={text === null} variant="default">
                {operator.load.look}
              </Button>
            )}
            {text === null ? null : (
              <Button variant="subtle" onClick={() => change(null)}>
                {t.discard}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Card>
  )
}
