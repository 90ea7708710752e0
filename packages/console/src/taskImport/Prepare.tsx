// The steps before the submission of many tasks: the rows, what their columns mean, and what each will cost.

import { Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Card } from '../parts/Card.tsx'
import type { Rule } from '../tasks/fields.ts'
import { texts } from '../texts/index.ts'
import { Columns } from './Columns.tsx'
import { type Sheet, sheetOf } from './csv.ts'
import { Preview } from './Preview.tsx'
import { type Asked, askedOf, planOf } from './plan.ts'

interface PrepareProps {
  readonly rules: readonly Rule[]
  /** Begins the submission. Returns false if the browser has no room to remember it. */
  readonly onSubmit: (rows: readonly Asked[]) => boolean
}

export function Prepare({ rules, onSubmit }: PrepareProps) {
  const [text, setText] = useState('')
  const offered = useMemo(() => rules.filter(({ state }) => state !== 'UNAVAILABLE'), [rules])
  const sheet = useMemo(() => (text.trim() === '' ? null : sheetOf(text)), [text])
  return (
    <Stack gap="lg">
      <Source text={text} problem={typeof sheet === 'string' ? sheet : null} onChange={setText} />
      {sheet && typeof sheet !== 'string' ? (
        <Mapped key={sheet.columns.join('\n')} sheet={sheet} rules={offered} onSubmit={onSubmit} />
      ) : null}
    </Stack>
  )
}

interface SourceProps {
  readonly text: string
  readonly problem: string | null
  readonly onChange: (text: string) => void
}

function Source({ text, problem, onChange }: SourceProps) {
  const t = texts.tasks.import
  return (
    <Card title={t.rows}>
      <Stack gap="md">
        <Group gap="sm">
          <FileButton onChange={async (file) => file && onChange(await file.text())} accept=".csv,.tsv,.txt,text/csv">
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconFileSpreadsheet size={16} aria-hidden />}>
                {t.choose}
              </Button>
            )}
          </FileButton>
          <Text size="sm" className="quiet">
            {t.heading}
          </Text>
        </Group>
        <Textarea
          label={t.paste}
          placeholder={t.example}
          value={text}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
          error={problem}
          rows={6}
        />
      </Stack>
    </Card>
  )
}

interface MappedProps extends PrepareProps {
  readonly sheet: Sheet
}

function Mapped({ sheet, rules, onSubmit }: MappedProps) {
  const [plan, setPlan] = useState(() => planOf(sheet, rules))
  const asked = useMemo(() => askedOf(sheet, plan, rules), [sheet, plan, rules])
  return (
    <>
      <Columns sheet={sheet} rules={rules} plan={plan} onChange={setPlan} />
      <Preview asked={asked} onSubmit={onSubmit} />
    </>
  )
}
