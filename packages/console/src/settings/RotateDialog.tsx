// Replaces a key by a new one; the old one still works for a while.

import { Select, Text } from '@mantine/core'
import { useState } from 'react'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { texts } from '../texts/index.ts'
import { KeyReady } from './KeyReady.tsx'

interface RotateDialogProps {
  /** The name of the key. */
  readonly name: string
  /** Replaces it. Returns null if it was refused. */
  readonly rotate: (overlapSeconds: number) => Promise<{ readonly secret: string } | null>
  readonly isRunning: boolean
  readonly problem: string | null
  readonly onClose: () => void
}

export function RotateDialog({ name, rotate, isRunning, problem, onClose }: RotateDialogProps) {
  const t = texts.settings
  const [overlap, setOverlap] = useState('3600')
  const [secret, setSecret] = useState<string | null>(null)
  async function run() {
    const done = await rotate(Number(overlap))
    if (done) setSecret(done.secret)
    return false
  }
  if (secret) return <KeyReady secret={secret} onClose={onClose} />
  return (
    <ActionDialog title={t.rotateTitle(name)} action={t.rotateAction} {...{ run, onClose, isRunning, problem }}>
      <Text size="sm">{t.rotateText}</Text>
      <Select
        label={t.overlap}
        data={Object.entries(t.overlaps).map(([value, label]) => ({ value, label }))}
        value={overlap}
        onChange={(value) => value && setOverlap(value)}
        allowDeselect={false}
      />
    </ActionDialog>
  )
}
