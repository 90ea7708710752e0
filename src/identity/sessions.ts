// People's sign-in: email and password, and one OpenID Connect issuer if the settings name one; by better-auth, under
// /auth, on the same database. It knows people and their sessions and nothing else: organizations, roles and keys are
// our own (src/organizations).
//
// Why better-auth: it is kept up week by week, hashes with scrypt, keeps sessions that can be revoked in the database,
// and does OpenID Connect with PKCE and checked id tokens, with no service beside it.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { toNodeHandler } from 'better-auth/node'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import type { Logger } from 'pino'
import type { PrismaClient } from '../database/generated/client/client.ts'
import { countAccess } from '../organizations/access.ts'
import type { Person } from '../organizations/roles.ts'
import { outageOf } from '../outage.ts'

export const SIGN_IN_PATH = '/auth'
const SESSION_SECONDS = 7 * 24 * 60 * 60
const PASSWORD_LENGTH_MIN = 12
/** What ends sessions, and so the live streams that were opened with them. */
const ENDS_SESSIONS = /^\/auth\/(sign-out|revoke-|change-password|reset-password|delete-user)/
/** The header in which better-auth reads where a request comes from; what a client sends there is overwritten. */
const ADDRESS_HEADER = 'x-holdfast-address'

export interface SessionSettings {
  /** Signs cookies; 32 characters or more, the same on every process. */
  readonly secret: string
  /** Where browsers find Holdfast: https://billing.example.com. */
  readonly publicUrl: string
  /** Other pages that may use sessions: the platform's own frontends. */
  readonly allowedOrigins: readonly string[]
  /** Whether whoever comes may make an account. */
  readonly signUp: boolean
  /** An OpenID Connect issuer to sign in with. */
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null
}

export interface Sessions {
  /** Null if the cookies are no session's. */
  personOf(headers: Headers): Promise<Person | null>
  /** Answers a request under SIGN_IN_PATH. */
  serve(request: IncomingMessage, response: ServerResponse, address: string | null): Promise<void>
  /** Makes an account, or finds it: for the demo. Answers the subject of its user. */
  ensureAccount(account: { name: string; email: string; password: string }): Promise<string>
}

export function openSessions(prisma: PrismaClient, settings: SessionSettings, log: Logger): Sessions {
  const { secret, publicUrl, allowedOrigins, signUp, oidc } = settings
  const auth = betterAuth({
    appName: 'Holdfast',
    secret,
    baseURL: publicUrl,
    basePath: SIGN_IN_PATH,
    trustedOrigins: [...allowedOrigins],
    database: prismaAdapter(prisma, { provider: 'postgresql', transaction: true }),
    emailAndPassword: { enabled: true, disableSignUp: !signUp, minPasswordLength: PASSWORD_LENGTH_MIN },
    session: { expiresIn: SESSION_SECONDS },
    rateLimit: { enabled: true, storage: 'database' },
    // Said outright: some of its checks are off where NODE_ENV says that it is a test.
    advanced: {
      disableCSRFCheck: false,
      disableOriginCheck: false,
      cookiePrefix: 'holdfast',
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) => {
        if (level === 'error' && !outageOf(log).isOn) log.error(message)
        else log.debug(message)
      },
    },
    plugins: oidc
      ? [
          genericOAuth({
            config: [
              {
                providerId: 'oidc',
                discoveryUrl: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
                clientId: oidc.clientId,
                clientSecret: oidc.clientSecret,
                scopes: ['openid', 'email', 'profile'],
                requireIdTokenVerification: true,
              },
            ],
          }),
        ]
      : [],
  })
  const handler = toNodeHandler(auth)

  return {
    async personOf(headers) {
      if (!headers.get('cookie')?.includes('holdfast.')) return null
      const found = await auth.api.getSession({ headers })
      if (!found) return null
      const { user, session } = found
      const { email } = user
      return { kind: 'person', subject: subjectOfUser(user.id), name: user.name, email, expiresAt: session.expiresAt }
    },
    async serve(request, response, address) {
      if (address === null) delete request.headers[ADDRESS_HEADER]
      else request.headers[ADDRESS_HEADER] = address
      await handler(request, response)
      if (ENDS_SESSIONS.test(request.url ?? '')) await prisma.$transaction(countAccess)
    },
    async ensureAccount({ name, email, password }) {
      const context = await auth.$context
      const find = () => prisma.user.findUnique({ where: { email }, select: { id: true } })
      let user = await find()
      try {
        user ??= await context.internalAdapter.createUser({ name, email, emailVerified: true }, { method: 'admin' })
      } catch (error) {
        // Processes that start together each try; one makes it.
        user = await find()
        if (!user) throw error
      }
      // Its password may be missing: whoever made it may do this next, or was killed before. Once, by the row's id.
      const { id: userId } = user
      const credential = { userId, providerId: 'credential' }
      if ((await prisma.account.count({ where: credential })) === 0) {
        const hash = await context.password.hash(password)
        const times = { createdAt: new Date(), updatedAt: new Date() }
        await prisma.account.createMany({
          data: { ...credential, id: userId, accountId: userId, password: hash, ...times },
          skipDuplicates: true,
        })
      }
      return subjectOfUser(userId)
    },
  }
}

/** How one of our own users is named in `member.subject`. */
function subjectOfUser(id: string): string {
  return `user:${id}`
}
