// Replaces a key by a new one; the old one still works for a while.

import { RotateApiKey } from '@holdfast/client/operations'
import { Select, Text } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { texts } from '../texts/index.ts'
import { KeyReady } from './KeyReady.tsx'

interface RotateKeyDialogProps {
  readonly apiKey: { readonly id: string; readonly name: string }
  readonly onClose: () => void
}

export function RotateKeyDialog({ apiKey: { id, name }, onClose }: RotateKeyDialogProps) {
  const rotate = useAct(RotateApiKey)
  const [overlap, setOverlap] = useState('3600')
  const [secret, setSecret] = useState<string | null>(null)
  async function run() {
    const done = await rotate.run({ apiKeyId: id, overlapSeconds: Number(overlap) })
    if (done) setSecret(done.secret)
    return false
  }
  if (secret) return <KeyReady secret={secret} onClose={onClose} />
  return (
    <ActionDialog
      title={texts.settings.rotateTitle(name)}
      action={texts.settings.rotateAction}
      {...{ run, onClose, isRunning: rotate.isRunning, problem: rotate.problem }}
    >
      <Text size="sm">{texts.settings.rotateText}</Text>
      <Select
        label={texts.settings.overlap}
        data={Object.entries(texts.settings.overlaps).map(([value, label]) => ({ value, label }))}
        value={overlap}
        onChange={(value) => value && setOverlap(value)}
        allowDeselect={false}
      />
    </ActionDialog>
  )
}
