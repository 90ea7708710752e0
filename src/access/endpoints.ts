// The endpoints under /auth, each with its method and its limit of requests. Other paths are answered with 404, and are not
// counted.

import { z } from 'zod'
import type { Limit } from './attempts.ts'

export const SIGN_IN_PATH = '/auth'
/** The session of the operator, which has nothing to do with people’s accounts. */
export const OPERATOR_PATH = `${SIGN_IN_PATH}/operator`

export interface Endpoint {
  readonly method: 'GET' | 'POST'
  /** The limit that counts requests of an address. */
  readonly from: Limit
  /** Checks the body before better-auth gets it. A message continues after the name of its field. */
  readonly body?: z.ZodType
}

const NAME_RULE = 'must be a text of 1 to 200 characters'

const EMAIL_OR_DOMAIN_RULE = 'must be an email address, such as ada@example.com, or a domain, such as example.com'

/** The name of a person, which becomes the name of a member. */
const name = z
  .string(NAME_RULE)
  .trim()
  .min(1, NAME_RULE)
  .max(200, NAME_RULE)
  .refine((text) => !text.includes('\0'), NAME_RULE)
const email = z.email('must be an email address, such as ada@example.com')
/** The address of a person, or the domain of their organization alone. */
const emailOrDomain = z
  .string(EMAIL_OR_DOMAIN_RULE)
  .trim()
  .max(320, EMAIL_OR_DOMAIN_RULE)
  .regex(/^(?:[^\s@]+@)?[^\s@.]+(?:\.[^\s@.]+)+$/, EMAIL_OR_DOMAIN_RULE)
/** A password. Better-auth checks its length, which depends on whether it is a new one. */
const password = z.string('must be a text')

/** The code of an app, or a backup code. Nothing else can be given: no device is trusted without one. */
const code = z.strictObject({ code: z.string('must be a text').max(50, 'must have at most 50 characters') })
const byPassword = z.strictObject({ password })

/** By the part of the path after `/auth/`. */
export const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  'sign-up/email': { method: 'POST', from: 'passwordsFrom', body: z.looseObject({ name, email, password }) },
  'sign-in/email': { method: 'POST', from: 'passwordsFrom', body: z.looseObject({ email, password }) },
  'sign-in/social': {
    method: 'POST',
    from: 'requestsFrom',
    body: z.looseObject({ provider: z.literal('oidc', 'must be "oidc"') }),
  },
  'callback/oidc': { method: 'GET', from: 'requestsFrom' },
  'sign-in/issuer': {
    method: 'POST',
    from: 'requestsFrom',
    body: z.strictObject({ email: emailOrDomain, callbackURL: z.string('must be a text').max(2_000).optional() }),
  },
  'sign-out': { method: 'POST', from: 'requestsFrom' },
  'get-session': { method: 'GET', from: 'requestsFrom' },
  'update-user': { method: 'POST', from: 'requestsFrom', body: z.object({ name }) },
  'change-password': {
    method: 'POST',
    from: 'passwordsFrom',
    body: z.looseObject({ currentPassword: password, newPassword: password }),
  },
  'request-password-reset': { method: 'POST', from: 'mailsFrom', body: z.looseObject({ email }) },
  'reset-password': { method: 'POST', from: 'passwordsFrom', body: z.looseObject({ newPassword: password }) },
  'send-verification-email': { method: 'POST', from: 'mailsFrom', body: z.looseObject({ email }) },
  'verify-email': { method: 'GET', from: 'requestsFrom' },
  'two-factor/enable': { method: 'POST', from: 'passwordsFrom', body: byPassword },
  'two-factor/verify-totp': { method: 'POST', from: 'passwordsFrom', body: code },
  'two-factor/verify-backup-code': { method: 'POST', from: 'passwordsFrom', body: code },
  'two-factor/generate-backup-codes': { method: 'POST', from: 'passwordsFrom', body: byPassword },
  'two-factor/disable': { method: 'POST', from: 'passwordsFrom', body: byPassword },
  'revoke-sessions': { method: 'POST', from: 'requestsFrom' },
  'revoke-other-sessions': { method: 'POST', from: 'requestsFrom' },
}

/** The endpoint to which an organization's issuer sends people back under its name. */
export const ISSUER_CALLBACK: Endpoint = { method: 'GET', from: 'requestsFrom' }
export const ISSUER_CALLBACK_PATH = 'callback/'
