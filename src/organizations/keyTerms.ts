// The terms of keys of members, of organizations and of the platform, and the rules of their end and replacement.

import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import type { Refusal } from '../ledger/refusals.ts'
import { ended, field, type InvalidInput, invalidInput, type NotFound, notFound } from '../refusals.ts'

const ADDRESSES_MAX = 50
export const OVERLAP_SECONDS_MAX = 7 * 24 * 60 * 60

/** An IP address or network, as a network. */
const address = z
  .string()
  .max(50)
  .transform((text, context) => {
    try {
      const [network, bits] = text.includes('/')
        ? ipaddr.parseCIDR(text)
        : [ipaddr.process(text), ipaddr.process(text).kind() === 'ipv4' ? 32 : 128]
      return `${network}/${bits}`
    } catch {
      context.addIssue('must be an IP address or network, such as 203.0.113.7, 10.0.0.0/8 or 2001:db8::/32')
      return z.NEVER
    }
  })

/** The terms of a new key, with scopes of its kind. */
export function keyTerms<Of extends Readonly<Record<string, string>>>(scope: z.ZodEnum<Of>) {
  return {
    name: field.name,
    scopes: z
      .array(scope)
      .min(1)
      .transform((scopes) => [...new Set(scopes)]),
    expiresAt: z.date().nullish(),
    allowedAddresses: z.array(address).max(ADDRESSES_MAX).default([]),
  }
}

/** The parameters of a rotation. */
export const rotation = { keyId: z.uuid(), overlapSeconds: z.int().min(0).max(OVERLAP_SECONDS_MAX) }

interface Lifetime {
  readonly revokedAt: Date | null
  readonly expiresAt: Date | null
}

/** Refuses an expiry that has passed; null for one to come, or none. */
export function refusePast(expiresAt: Date | null, now: Date): InvalidInput | null {
  return expiresAt && expiresAt <= now ? invalidInput({ path: 'expiresAt', message: 'must be in the future' }) : null
}

/** The filter of keys that are valid at a time. */
export function inForceAt(now: Date) {
  return { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] }
}

/** Refuses a key that does not exist, was revoked or has expired; null for one in force. */
export function refuseOver(key: Lifetime | null, now: Date, what = 'API key'): NotFound | null {
  return (
    refuseRevoked(key, what) ?? (key?.expiresAt && key.expiresAt <= now ? ended(what, key.expiresAt, 'expired') : null)
  )
}

/** Refuses a key that does not exist or was revoked; null for another, which may have expired. */
export function refuseRevoked(key: Lifetime | null, what: string): NotFound | null {
  if (!key) return notFound(what)
  return key.revokedAt ? ended(what, key.revokedAt, 'was revoked') : null
}

/** The end of a key that is replaced: at once, or at the end of the overlap, or of the key itself if that comes first. */
export function endReplaced({ expiresAt }: Lifetime, overlapSeconds: number, now: Date): Partial<Lifetime> {
  if (overlapSeconds === 0) return { revokedAt: now }
  const until = new Date(now.getTime() + overlapSeconds * 1_000)
  return { expiresAt: expiresAt && expiresAt < until ? expiresAt : until }
}

/** The key was rotated before: rotate its successor instead. */
export interface KeyReplaced extends Refusal {
  readonly code: 'KEY_REPLACED'
}

export function keyReplaced(successor: { readonly prefix: string } | undefined): KeyReplaced {
  const message = `This key was rotated before. Rotate its successor, which begins with ${successor?.prefix}, or revoke this one.`
  return { code: 'KEY_REPLACED', message }
}
