// Whether an e-mail address is proved: the one rule for every door (sign-up, OpenID Connect, tokens of the platform's issuer).

/**
 * An address is proved when whoever vouches for it says exactly `true`. Issuers also send `"false"`, `0`, null, or nothing at
 * all (Azure AD leaves the claim out, and its `email` is whatever a tenant's admin has typed).
 */
export function isProved(emailVerified: unknown): boolean {
  return emailVerified === true
}
