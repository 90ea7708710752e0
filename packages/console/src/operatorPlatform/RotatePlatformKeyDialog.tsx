// Replaces a platform key.

import { useAct } from '../data/useAct.ts'
import { RotatePlatformKey } from '../generated/platform.ts'
import { RotateOneKey } from '../settings/RotateOneKey.tsx'

interface RotatePlatformKeyDialogProps {
  readonly platformKey: { readonly id: string; readonly name: string }
  readonly onClose: () => void
}

export function RotatePlatformKeyDialog({
  platformKey: { id: platformKeyId, name },
  onClose,
}: RotatePlatformKeyDialogProps) {
  const { run, isRunning, problem } = useAct(RotatePlatformKey)
  const rotate = (overlapSeconds: number) => run({ platformKeyId, overlapSeconds })
  return <RotateOneKey {...{ name, rotate, isRunning, problem, onClose }} />
}
