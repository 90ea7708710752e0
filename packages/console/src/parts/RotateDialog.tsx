// Replaces a secret by a new one; the old one still works for a while. Then shows the new one, this one time.

import { Select, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { ActionDialog } from './ActionDialog.tsx'

interface RotateDialogProps {
  readonly title: string
  readonly texts: {
    readonly rotateAction: string
    readonly rotateText: string
    readonly overlap: string
    /** The choices, by their seconds. */
    readonly overlaps: Readonly<Record<string, string>>
  }
  /** The choice at first: seconds. */
  readonly overlapAtFirst: string
  /** Replaces it. Returns null if it was refused. */
  readonly rotate: (overlapSeconds: number) => Promise<{ readonly secret: string } | null>
  readonly isRunning: boolean
  readonly problem: string | null
  /** Shows the new secret. */
  readonly ready: (secret: string) => ReactNode
  readonly onClose: () => void
}

export function RotateDialog(props: RotateDialogProps) {
  const { title, texts: t, overlapAtFirst, rotate, isRunning, problem, ready, onClose } = props
  const [overlap, setOverlap] = useState(overlapAtFirst)
  const [secret, setSecret] = useState<string | null>(null)
  async function run() {
    const done = await rotate(Number(overlap))
    if (done) setSecret(done.secret)
    return false
  }
  if (secret) return ready(secret)
  return (
    <ActionDialog title={title} action={t.rotateAction} {...{ run, onClose, isRunning, problem }}>
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
