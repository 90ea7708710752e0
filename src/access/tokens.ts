// Tokens of the platform's own issuer: JWTs that its frontends have already, checked against the issuer's keys.
//
// Signature, issuer, audience and times are checked by jose. Only asymmetric algorithms are taken: `none` and shared
// secrets are not, whatever a token says of itself (RFC 8725). Keys that aren't known are asked for once in a while, so
// a flood of tokens with made-up key ids doesn't become a flood of requests to the issuer.

import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { isProved } from './address.ts'
import type { Person } from './roles.ts'

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
/** How far the issuer's clock may be off. */
const CLOCK_SKEW_SECONDS = 30
/** Unknown key ids make us ask the issuer this often at most. */
const COOLDOWN_MS = 30_000
const TOKEN_LENGTH_MAX = 8_192

export interface TokenSettings {
  /** As in the claim `iss`. */
  readonly issuer: string
  /** As in the claim `aud`. */
  readonly audience: string
  /** Where the issuer publishes its keys. */
  readonly jwksUrl: string
}

export interface Tokens {
  /** Null if the token isn't valid; EXPIRED if it was. Throws if the issuer can't be asked. */
  personOf(token: string): Promise<Person | 'EXPIRED' | null>
}

export function openTokens({ issuer, audience, jwksUrl }: TokenSettings, clock: () => Date): Tokens {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { cooldownDuration: COOLDOWN_MS })
  return {
    async personOf(token) {
      if (token.length > TOKEN_LENGTH_MAX || token.split('.').length !== 3) return null
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience,
          algorithms: ALGORITHMS,
          clockTolerance: CLOCK_SKEW_SECONDS,
          requiredClaims: ['sub', 'exp'],
          currentDate: clock(),
        })
        const { sub, name, email, exp } = payload
        if (typeof sub !== 'string' || sub === '') return null
        return {
          kind: 'person',
          subject: subjectOf(issuer, sub),
          name: typeof name === 'string' ? name : sub,
          email: typeof email === 'string' && isProved(payload.email_verified) ? email : null,
          expiresAt: new Date(((exp as number) + CLOCK_SKEW_SECONDS) * 1_000),
        }
      } catch (error) {
        if (error instanceof errors.JWTExpired) return 'EXPIRED'
        if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return null
        throw error
      }
    },
  }
}

/** How an issuer's user is named in `member.subject`. */
export function subjectOf(issuer: string, sub: string): string {
  return `${issuer}#${sub}`
}
