// OpenID Connect: the person that an issuer identifies, and the owner of an email address.
//
// A person is identified by the issuer's `sub` in the verified id token, which is required. Their address is used only if the
// issuer says that it is verified. A second `sub` with the address of an account that has another one is a different person:
// the database refuses to link it (auth_account: one `sub` of an issuer for each account).

import { hash } from 'node:crypto'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { decodeJwt } from 'jose'
import type { PrismaClient, User } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { isProved } from './address.ts'

export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** The issuer of the settings, as better-auth knows it. */
export const PROVIDER_ID = 'oidc'
/** The beginning of the name of an organization's issuer, before the id of the organization. */
const ORGANIZATION_PREFIX = 'organization-'

/** The name of an organization's issuer, as better-auth knows it. */
export function providerIdOf(organizationId: string): string {
  return ORGANIZATION_PREFIX + organizationId
}

/** The organization that an issuer belongs to; null: it belongs to none. */
export function organizationOfProvider(providerId: string): string | null {
  return providerId.startsWith(ORGANIZATION_PREFIX) ? providerId.slice(ORGANIZATION_PREFIX.length) : null
}

/** An issuer that people sign in with. */
export interface Provider extends OidcSettings {
  readonly id: string
  /** Returns whether it may say whose this address is. It signs in nobody else, unless it is the issuer of the settings. */
  readonly mayVouchFor: ((email: string) => Promise<boolean>) | null
}
/** A reserved domain (RFC 2606), which never receives mail. */
const NO_ADDRESS = 'unproved.invalid'

export function openIdConnect(prisma: PrismaClient, { id, issuer, clientId, clientSecret, mayVouchFor }: Provider) {
  return genericOAuth({
    config: [
      {
        providerId: id,
        discoveryUrl: discoveryUrlOf(issuer),
        // With a header of its own, better-auth follows redirects of the same origin only.
        ...(mayVouchFor && { discoveryHeaders: { accept: 'application/json' } }),
        clientId,
        clientSecret,
        scopes: ['openid', 'email', 'profile'],
        requireIdTokenVerification: true,
        disableProviderLogout: true,
        mapProfileToUser: ({ sub, email, email_verified }) =>
          isProved(email_verified)
            ? { email, emailVerified: true }
            : { email: `${hash('sha256', String(sub), 'hex')}@${NO_ADDRESS}`, emailVerified: false },
        // Better-auth calls this once the id token is verified, before it looks for the account.
        accountSubject: async ({ tokens, profile }) => {
          const sub = tokens.idToken ? decodeJwt(tokens.idToken).sub : undefined
          // Better-auth refuses a sign-in with an empty subject.
          if (!sub) return ''
          const email = isProved(profile.email_verified) && profile.email ? profile.email.toLowerCase() : null
          if (mayVouchFor && (email === null || !(await mayVouchFor(email)))) return ''
          if (email !== null) await claimAddress(prisma, { providerId: id, accountId: sub }, email)
          return sub
        },
      },
    ],
  })
}

export function discoveryUrlOf(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
}

/** Gives an address to the person who has verified it: an account with the unverified address loses it. */
async function claimAddress(
  prisma: PrismaClient,
  key: { readonly providerId: string; readonly accountId: string },
  email: string,
): Promise<void> {
  await transact(prisma, async (transaction) => {
    const account = await transaction.account.findUnique({
      where: { providerId_accountId: key },
      include: { user: true },
    })
    const holder = await transaction.user.findUnique({ where: { email } })
    if (holder?.emailVerified || (holder && holder.id === account?.userId)) return
    if (holder) await giveUpAddress(transaction, holder)
    if (account && !account.user.emailVerified) {
      await transaction.user.update({ where: { id: account.userId }, data: { email, emailVerified: true } })
    }
  })
}

/** Removes the address, password and sessions of an account. Its memberships stay with it, but nobody can sign in to it. */
async function giveUpAddress(
  transaction: Pick<PrismaClient, 'session' | 'account' | 'user'>,
  { id }: User,
): Promise<void> {
  await transaction.session.deleteMany({ where: { userId: id } })
  await transaction.account.deleteMany({ where: { userId: id, providerId: 'credential' } })
  await transaction.user.update({ where: { id }, data: { email: `${hash('sha256', id, 'hex')}@${NO_ADDRESS}` } })
}
