// What there is under /auth: each endpoint with its method, and how often it may be asked. Anything else is not found,
// and leaves no trace.

import { z } from 'zod'
import type { Limit } from './attempts.ts'

export interface Endpoint {
  readonly method: 'GET' | 'POST'
  /** Counted for the address that a request comes from. */
  readonly from: Limit
  /** What is checked of the body before better-auth has it. */
  readonly body?: z.ZodType
}

/** As a member's name, which it becomes. */
const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !text.includes('\0'))

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  'sign-up/email': { method: 'POST', from: 'passwordsFrom', body: z.looseObject({ name }) },
  'sign-in/email': { method: 'POST', from: 'passwordsFrom' },
  'sign-in/social': { method: 'POST', from: 'requestsFrom' },
  'callback/oidc': { method: 'GET', from: 'requestsFrom' },
  'sign-out': { method: 'POST', from: 'requestsFrom' },
  'get-session': { method: 'GET', from: 'requestsFrom' },
  'update-user': { method: 'POST', from: 'requestsFrom', body: z.object({ name }) },
  'change-password': { method: 'POST', from: 'passwordsFrom' },
  'request-password-reset': { method: 'POST', from: 'mailsFrom' },
  'reset-password': { method: 'POST', from: 'passwordsFrom' },
  'send-verification-email': { method: 'POST', from: 'mailsFrom' },
  'verify-email': { method: 'GET', from: 'requestsFrom' },
  'revoke-sessions': { method: 'POST', from: 'requestsFrom' },
  'revoke-other-sessions': { method: 'POST', from: 'requestsFrom' },
}

/** By what stands after `/auth/`. */
export function endpointOf(path: string): Endpoint | null {
  return Object.hasOwn(ENDPOINTS, path) ? (ENDPOINTS[path] ?? null) : null
}

export const ENDPOINT_PATHS = Object.keys(ENDPOINTS)
