// The secrets that messages are signed with (Standard Webhooks): a new one signs at once, the one before, too, while it counts.

import { randomBytes } from 'node:crypto'

export const OVERLAP_SECONDS_MAX = 7 * 24 * 60 * 60

export interface Secrets {
  readonly secret: string
  readonly oldSecret: string | null
  readonly oldSecretUntil: Date | null
}

export function newSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`
}

export function signingNow({ secret, oldSecret, oldSecretUntil }: Secrets, now: Date): string[] {
  return oldSecret && oldSecretUntil && oldSecretUntil > now ? [secret, oldSecret] : [secret]
}
