// Replaces a key, of a member or of the platform.

import { RotateDialog } from '../parts/RotateDialog.tsx'
import { texts } from '../texts/index.ts'
import { KeyReady } from './KeyReady.tsx'

interface RotateOneKeyProps {
  /** The name of the key. */
  readonly name: string
  /** Replaces it. Returns null if it was refused. */
  readonly rotate: (overlapSeconds: number) => Promise<{ readonly secret: string } | null>
  readonly isRunning: boolean
  readonly problem: string | null
  readonly onClose: () => void
}

export function RotateOneKey({ name, ...others }: RotateOneKeyProps) {
  const t = texts.settings
  return (
    <RotateDialog
      {...others}
      title={t.rotateTitle(name)}
      texts={t}
      overlapAtFirst="3600"
      ready={(secret) => <KeyReady secret={secret} onClose={others.onClose} />}
    />
  )
}
