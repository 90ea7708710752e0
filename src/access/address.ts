// The one rule for verified email addresses, for sign-up, OpenID Connect and tokens of the platform's issuer.

/**
 * An address is verified if the claim is exactly `true`. Issuers also send `"false"`, `0`, null, or no claim (Azure AD omits it,
 * and a tenant's admin can set any `email`).
 */
export function isProved(emailVerified: unknown): boolean {
  return emailVerified === true
}
