// The catalogue that is to be loaded: one of those that come with Holdfast, a file, or a text; and how strictly it is loaded.

import { Button, Checkbox, FileButton, Group, NumberInput, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { CatalogueSourceInput } from '../generated/types.ts'
import { DocumentField } from '../operator/DocumentField.tsx'
import { documentOf } from '../operator/documentOf.ts'
import { Card } from '../parts/Card.tsx'
import { operator } from '../texts/operator.ts'

/** The catalogues that come with Holdfast: docs/catalogues.md. */
const BUILT_IN = ['aimusicapi', 'artlist', 'claude', 'elevenlabs', 'musicapi', 'sunoapi', 'sunor']
const FILE_BYTES_MAX = 20_000_000

export interface Draft {
  /** Another one with each look, so that each is looked at anew. */
  readonly number: number
  readonly source: CatalogueSourceInput
  readonly takeOver: boolean
  readonly maxChangePercent: number | null
}

interface DraftCardProps {
  readonly onReview: (draft: Draft) => void
  /** Called when something is changed after the look. */
  readonly onChange: () => void
}

export function DraftCard({ onReview, onChange }: DraftCardProps) {
  const t = operator.load
  const number = useRef(0)
  const [from, setFrom] = useState<'own' | 'builtIn'>('own')
  const [text, setText] = useState('')
  const [name, setName] = useState<string | null>(null)
  const [takeOver, setTakeOver] = useState(false)
  const [maxChange, setMaxChange] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const changing =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value)
      setProblem(null)
      onChange()
    }
  function review() {
    const document = from === 'own' ? documentOf(text) : null
    if (typeof document === 'string') return setProblem(document)
    number.current++
    const source = document ? { document } : { name: name ?? '' }
    onReview({ number: number.current, source: source as CatalogueSourceInput, takeOver, maxChangePercent: maxChange })
  }
  return (
    <Card title={t.choose}>
      <Stack gap="md">
        <SegmentedControl
          aria-label={t.from}
          data={(['own', 'builtIn'] as const).map((value) => ({ value, label: t.sources[value] }))}
          value={from}
          onChange={changing(setFrom)}
          maw={420}
        />
        {from === 'own' ? (
          <OwnDocument text={text} setText={changing(setText)} problem={problem} setProblem={setProblem} />
        ) : (
          <Select label={t.builtIn} data={BUILT_IN} value={name} onChange={changing(setName)} maw={420} searchable />
        )}
        <Group align="flex-end" gap="lg">
          <NumberInput
            label={t.maxChange}
            description={t.maxChangeHint}
            placeholder={operator.customer.noLimit}
            value={maxChange ?? ''}
            onChange={(value) => changing(setMaxChange)(typeof value === 'number' ? value : null)}
            min={0}
            max={10_000}
            suffix=" %"
            allowDecimal={false}
            maw={320}
          />
          <Checkbox
            label={t.takeOver}
            description={t.takeOverHint}
            checked={takeOver}
            onChange={({ currentTarget }) => changing(setTakeOver)(currentTarget.checked)}
          />
        </Group>
        <Group>
          <Button onClick={review} disabled={from === 'own' ? text.trim() === '' : name === null}>
            {t.look}
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}

interface OwnDocumentProps {
  readonly text: string
  readonly setText: (text: string) => void
  readonly problem: string | null
  readonly setProblem: (problem: string | null) => void
}

function OwnDocument({ text, setText, problem, setProblem }: OwnDocumentProps) {
  const t = operator.load
  const reset = useRef<() => void>(null)
  async function read(file: File | null) {
    reset.current?.()
    if (!file) return
    if (file.size > FILE_BYTES_MAX) return setProblem(t.tooLarge)
    setText(await file.text())
  }
  return (
    <>
      <Group gap="sm">
        <FileButton onChange={read} accept=".json,application/json" resetRef={reset}>
          {(props) => (
            <Button variant="default" leftSection={<IconFileUpload size={16} aria-hidden />} {...props}>
              {t.file}
            </Button>
          )}
        </FileButton>
        <Text size="sm" className="quiet">
          {t.fileHint}
        </Text>
      </Group>
      <DocumentField label={t.paste} value={text} onChange={setText} error={problem} />
    </>
  )
}
