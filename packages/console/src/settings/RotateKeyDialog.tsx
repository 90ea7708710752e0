// Replaces an API key.

import { RotateApiKey } from '@holdfast/client/operations'
import { useAct } from '../data/useAct.ts'
import { RotateOneKey } from './RotateOneKey.tsx'

interface RotateKeyDialogProps {
  readonly apiKey: { readonly id: string; readonly name: string }
  readonly onClose: () => void
}

export function RotateKeyDialog({ apiKey: { id: apiKeyId, name }, onClose }: RotateKeyDialogProps) {
  const { run, isRunning, problem } = useAct(RotateApiKey)
  const rotate = (overlapSeconds: number) => run({ apiKeyId, overlapSeconds })
  return <RotateOneKey {...{ name, rotate, isRunning, problem, onClose }} />
}
