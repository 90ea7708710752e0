// Grants a request for credits, and says what came of it.

import { DecideCreditRequest } from '@holdfast/client/operations'
import { notifications } from '@mantine/notifications'
import { useAct } from '../data/useAct.ts'
import { formatNumber } from '../parts/format.ts'
import { texts } from '../texts/index.ts'
import type { CreditRequest } from './types.ts'

interface Grant {
  readonly credits: number
  readonly as: NonNullable<CreditRequest['form']>
  readonly until?: string | null
  readonly note?: string | null
}

export function useGrant({ id, member }: CreditRequest) {
  const { run, isRunning, problem } = useAct(DecideCreditRequest)
  async function grant({ credits, as, until = null, note = null }: Grant): Promise<boolean> {
    const done = await run({ creditRequestId: id, decision: 'APPROVE', credits, as, until, note })
    if (!done) return false
    const message = done.refusal
      ? texts.members.grantedButRefused(done.refusal.message)
      : texts.members.granted(formatNumber(credits), member?.name ?? '')
    notifications.show({ message, color: done.refusal ? 'yellow' : 'teal' })
    return true
  }
  return { grant, isRunning, problem }
}
