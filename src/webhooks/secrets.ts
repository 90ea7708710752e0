// The secrets that sign messages (Standard Webhooks). A new secret signs at once; the one before signs, too, until its overlap ends.

import { randomBytes } from 'node:crypto'
import type { App } from '../app.ts'

export const OVERLAP_SECONDS_MAX = 7 * 24 * 60 * 60

/** The sealed secrets of one endpoint, as the database has them. */
export interface Secrets {
  readonly organizationId: string
  readonly secret: string
  readonly oldSecret: string | null
  readonly oldSecretUntil: Date | null
}

export function newSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`
}

export function signingNow(
  { vault }: Pick<App, 'vault'>,
  { organizationId, secret, oldSecret, oldSecretUntil }: Secrets,
  now: Date,
): string[] {
  const sealed = oldSecret && oldSecretUntil && oldSecretUntil > now ? [secret, oldSecret] : [secret]
  return sealed.map((each) => vault.open(each, organizationId))
}
