// Adds a façade of the platform's own: a copy of another one under its own name, or a definition that is pasted.

import { Select, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { FacadeDefinition, SetFacade } from '../generated/definitions.ts'
import { DocumentField } from '../operator/DocumentField.tsx'
import { documentOf } from '../operator/documentOf.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { issueAt, problemBeside } from '../parts/issuesOf.ts'
import { operator } from '../texts/operator.ts'

interface NewFacadeDialogProps {
  /** The names of those that there are. */
  readonly names: readonly string[]
  readonly onClose: () => void
}

export function NewFacadeDialog({ names, onClose }: NewFacadeDialogProps) {
  const t = operator.facades
  const navigate = useNavigate()
  const set = useAct(SetFacade)
  const [copied, setCopied] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [text, setText] = useState('')
  const [mistake, setMistake] = useState<string | null>(null)
  const { data: original } = useData(FacadeDefinition, copied ? { name: copied } : null)
  const definition = copied ? original?.definition : null
  async function run() {
    const document = definition ?? documentOf(text)
    if (typeof document === 'string') {
      setMistake(document)
      return false
    }
    const named = name.trim() === '' ? document : { ...document, name: name.trim() }
    const done = await set.run({ source: { document: named }, isOn: false })
    if (!done) return false
    notifications.show({ message: t.created, color: 'teal' })
    if (done.facade) navigate(`/platform/providers/facades/${encodeURIComponent(done.facade.name)}`)
    return true
  }
  return (
    <ActionDialog
      title={t.add}
      action={t.addAction}
      needs={
        copied
          ? { [t.copyOf]: Boolean(definition), [t.newName]: name.trim() !== '' }
          : { [t.paste]: text.trim() !== '' }
      }
      problem={problemBeside(set, 'name')}
      {...{ run, onClose, isRunning: set.isRunning }}
    >
      <Text size="sm">{t.addText}</Text>
      <Select label={t.copyOf} data={[...names]} value={copied} onChange={setCopied} clearable searchable />
      <TextInput
        label={t.newName}
        description={t.newNameHint}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={issueAt(set.refusal, 'name')}
        maxLength={100}
        autoComplete="off"
        data-autofocus
      />
      {copied ? null : (
        <DocumentField
          label={t.paste}
          value={text}
          onChange={(typed) => {
            setText(typed)
            setMistake(null)
          }}
          error={mistake}
          maxRows={16}
        />
      )}
    </ActionDialog>
  )
}
