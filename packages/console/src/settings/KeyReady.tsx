// Shows the secret of a new key, this one time.

import { SecretReady } from '../parts/SecretReady.tsx'
import { texts } from '../texts/index.ts'

export function KeyReady({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { keyReady: title, secret: label, secretOnce: text } = texts.settings
  return <SecretReady {...{ title, label, text, secret, onClose }} />
}
