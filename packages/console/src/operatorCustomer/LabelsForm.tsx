// The platform's own labels of a customer: the external id, and texts by their keys.

import { Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { UpdateLabels } from '../generated/acts.ts'
import { Form } from '../operator/Form.tsx'
import { useHasScope } from '../operator/session.ts'
import { operator } from '../texts/operator.ts'
import type { Settings } from './customer.ts'

const linesOf = (metadata: Readonly<Record<string, string>>) =>
  Object.entries(metadata)
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n')

/** The texts by their keys, one on each line; null if a line is no such pair. */
function metadataOf(lines: string): Record<string, string> | null {
  const pairs = lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim(), line] as const)
  if (pairs.some(([key, value, line]) => !line.includes(':') || key === '' || value === '')) return null
  return Object.fromEntries(pairs.map(([key, value]) => [key, value]))
}

export function LabelsForm({ settings }: { settings: Settings }) {
  const t = operator.labels
  const has = useHasScope()
  const update = useAct(UpdateLabels)
  const [externalId, setExternalId] = useState(settings.externalId ?? '')
  const [lines, setLines] = useState(linesOf(settings.metadata))
  const metadata = metadataOf(lines)
  async function save() {
    const removed = Object.keys(settings.metadata).filter((key) => !(key in (metadata ?? {})))
    const done = await update.run({
      subjectId: settings.id,
      externalId: externalId.trim() || null,
      metadata: { ...metadata, ...Object.fromEntries(removed.map((key) => [key, null])) },
    })
    if (done) notifications.show({ message: t.saved, color: 'teal' })
  }
  const isReadOnly = !has('ORGANIZATIONS')
  return (
    <Form
      title={t.title}
      needs={{ [t.metadata]: metadata !== null }}
      {...{ save, isReadOnly, isRunning: update.isRunning, problem: update.problem }}
    >
      <TextInput
        label={operator.organizations.externalId}
        description={operator.organizations.externalIdHint}
        value={externalId}
        onChange={({ currentTarget }) => setExternalId(currentTarget.value)}
        maxLength={255}
        readOnly={isReadOnly}
      />
      <Textarea
        label={t.metadata}
        description={t.metadataHint}
        value={lines}
        onChange={({ currentTarget }) => setLines(currentTarget.value)}
        error={metadata === null ? t.notPairs : null}
        autosize
        minRows={3}
        readOnly={isReadOnly}
      />
    </Form>
  )
}
