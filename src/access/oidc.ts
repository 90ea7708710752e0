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

export const PROVIDER_ID = 'oidc'
/** A reserved domain (RFC 2606), which never receives mail. */
const NO_ADDRESS = 'unproved.invalid'

export function openIdConnect(prisma: PrismaClient, { issuer, clientId, clientSecret }: OidcSettings) {
  return genericOAuth({
    config: [
      {
        providerId: PROVIDER_ID,
        discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
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
          if (isProved(profile.email_verified) && profile.email) await claimAddress(prisma, sub, profile.email)
          return sub
        },
      },
    ],
  })
}

/** Gives an address to the person who has verified it: an account with the unverified address loses it. */
async function claimAddress(prisma: PrismaClient, sub: string, claimed: string): Promise<void> {
  const email = claimed.toLowerCase()
  await transact(prisma, async (transaction) => {
    const key = { providerId: PROVIDER_ID, accountId: sub }
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
