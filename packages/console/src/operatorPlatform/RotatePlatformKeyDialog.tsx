// Replaces a platform key by a new one; the old one still works for a while.

import { Select, Text } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { RotatePlatformKey } from '../generated/platform.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { KeyReady } from '../settings/KeyReady.tsx'
import { texts } from '../texts/index.ts'

interface RotatePlatformKeyDialogProps {
  readonly platformKey: { readonly id: string; readonly name: string }
  readonly onClose: () => void
}

export function RotatePlatformKeyDialog({ platformKey: { id, name }, onClose }: RotatePlatformKeyDialogProps) {
  const rotate = useAct(RotatePlatformKey)
  const [overlap, setOverlap] = useState('3600')
  const [secret, setSecret] = useState<string | null>(null)
  async function run() {
    const done = await rotate.run({ platformKeyId: id, overlapSeconds: Number(overlap) })
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
