// Sessions that do not meet the requirement of an organization, and how a person begins one that does.

import { lackedBy } from '../access/access.ts'
import type { Person } from '../access/roles.ts'
import type { SignInRequirement } from '../database/generated/client/client.ts'
import type { OrganizationId } from '../ids.ts'
import type { Refusal } from '../ledger/refusals.ts'

/** The session of the caller does not meet the requirement of an organization, or no session would. */
export interface SignInRequired extends Refusal {
  readonly code: 'SIGN_IN_REQUIREMENT'
}

const REMEDIES: Readonly<Record<SignInRequirement, string>> = {
  NONE: '',
  TWO_FACTOR: 'Set up a second factor on the page /auth, or sign in with it.',
  ISSUER: 'Sign in by the organization’s issuer, on the page /auth/organization.',
}

export function signInRequired(message: string): SignInRequired {
  return { code: 'SIGN_IN_REQUIREMENT', message }
}

/** Refuses a session with which a person could not act in an organization; null if it will do. */
export function refuseSession(
  person: Person,
  organizationId: OrganizationId,
  requirement: SignInRequirement,
): SignInRequired | null {
  if (person.onlyIn !== null && person.onlyIn !== organizationId) {
    const message =
      'This session acts only in the organization whose issuer began it. Sign in with a password for others.'
    return signInRequired(message)
  }
  const lacks = lackedBy(person, organizationId, requirement)
  return lacks && signInRequired(`This session does not meet the organization’s requirement. ${REMEDIES[lacks]}`)
}
