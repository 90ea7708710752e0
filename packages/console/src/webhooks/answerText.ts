// What a server has answered to a message, in words.

import { texts } from '../texts/index.ts'
import type { Delivery } from './types.ts'

export function answerText({ responseStatus, error }: Pick<Delivery, 'responseStatus' | 'error'>): string {
  const answer = responseStatus ? texts.webhooks.answer(responseStatus) : null
  return [answer, error].filter(Boolean).join(' · ') || texts.webhooks.noAnswer
}
