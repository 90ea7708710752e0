// Tokens of the platform's own issuer: JWTs that its frontends already have, verified with the issuer's keys.
//
// Jose verifies signature, issuer, audience and times. Only asymmetric algorithms are accepted, regardless of the token's
// header: not `none`, and no shared secrets (RFC 8725). Unknown key ids are looked up at the issuer at a limited rate, so a flood
// of tokens with invented key ids does not become a flood of requests to the issuer.

import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { isProved } from './address.ts'
import type { Person } from './roles.ts'

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
/** The tolerated difference of the issuer's clock. */
const CLOCK_SKEW_SECONDS = 30
/** The shortest time between two requests for unknown key ids. */
const COOLDOWN_MS = 30_000
const TOKEN_LENGTH_MAX = 8_192

export interface TokenSettings {
  /** The required claim `iss`. */
  readonly issuer: string
  /** The required claim `aud`. */
  readonly audience: string
  /** The URL of the issuer's keys. */
  readonly jwksUrl: string
}

export interface Tokens {
  /** The person of a token; null if it is not valid, EXPIRED if it has expired. Throws if the issuer can't be reached. */
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
          isPasswordAlone: false,
          onlyIn: null,
          lacks: null,
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

/** The subject of an issuer's user, as `member.subject` has it. */
function subjectOf(issuer: string, sub: string): string {
  return `${issuer}#${sub}`
}
