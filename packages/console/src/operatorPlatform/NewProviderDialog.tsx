// Adds a provider over HTTP: one that comes with Holdfast, or a definition of the platform's own.

import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useAct } from '../data/useAct.ts'
import { SetHttpProvider } from '../generated/definitions.ts'
import { DocumentField } from '../operator/DocumentField.tsx'
import { documentOf } from '../operator/documentOf.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { issueAt, problemBeside } from '../parts/issuesOf.ts'
import { operator } from '../texts/operator.ts'

/** The definitions that come with Holdfast: docs/providers.md. */
const BUILT_IN = ['musicapi', 'sunoapi', 'sunor']

export function NewProviderDialog({ onClose }: { readonly onClose: () => void }) {
  const t = operator.providers
  const navigate = useNavigate()
  const set = useAct(SetHttpProvider)
  const [from, setFrom] = useState<'builtIn' | 'own'>('builtIn')
  const [name, setName] = useState<string | null>(null)
  const [baseUrl, setBaseUrl] = useState('')
  const [text, setText] = useState('')
  const [mistake, setMistake] = useState<string | null>(null)
  async function run() {
    const document = from === 'own' ? documentOf(text) : null
    if (typeof document === 'string') {
      setMistake(document)
      return false
    }
    const source = document ? { document } : { name: name ?? '' }
    const done = await set.run({ source, ...(baseUrl.trim() ? { baseUrl: baseUrl.trim() } : {}) })
    if (!done) return false
    notifications.show({ message: t.created, color: 'teal' })
    navigate(`/platform/providers/${encodeURIComponent(done.httpProvider.name)}`)
    return true
  }
  return (
    <ActionDialog
      title={t.add}
      action={t.addAction}
      needs={from === 'own' ? { [t.paste]: text.trim() !== '' } : { [t.which]: name !== null }}
      problem={problemBeside(set, 'baseUrl')}
      {...{ run, onClose, isRunning: set.isRunning }}
    >
      <SegmentedControl
        aria-label={t.from}
        data={(['builtIn', 'own'] as const).map((value) => ({ value, label: t.sources[value] }))}
        value={from}
        onChange={setFrom}
        fullWidth
      />
      {from === 'builtIn' ? (
        <Select label={t.which} data={BUILT_IN} value={name} onChange={setName} data-autofocus />
      ) : (
        <DocumentField
          label={t.paste}
          description={t.definitionHint}
          value={text}
          onChange={(typed) => {
            setText(typed)
            setMistake(null)
          }}
          error={mistake}
          maxRows={16}
          data-autofocus
        />
      )}
      <TextInput
        label={t.otherUrl}
        description={t.otherUrlHint}
        value={baseUrl}
        onChange={({ currentTarget }) => setBaseUrl(currentTarget.value)}
        error={issueAt(set.refusal, 'baseUrl')}
        type="url"
      />
    </ActionDialog>
  )
}
