// The settings of better-auth, which signs people in, and the mails that it sends.
//
// Holdfast uses better-auth because it is actively maintained, hashes passwords with scrypt, keeps revocable sessions in the
// database, and does OpenID Connect with PKCE and checked id tokens, without another service.

import { AsyncLocalStorage } from 'node:async_hooks'
import type { BetterAuthOptions } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { isAPIError } from 'better-auth/api'
// Without Kysely, the query builder that the Prisma adapter has no use for: its 262 modules would be loaded at each start.
import { betterAuth } from 'better-auth/minimal'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Logger } from 'pino'
import type { PrismaClient, SignInMethod } from '../database/generated/client/client.ts'
import { outageOf } from '../database/outage.ts'
import type { Attempts } from './attempts.ts'
import { SIGN_IN_PATH } from './endpoints.ts'
import type { AccountMails } from './mail.ts'
import { type OidcSettings, openIdConnect, organizationOfProvider, PROVIDER_ID, type Provider } from './oidc.ts'
import { passwords } from './passwords.ts'
import { keysOf } from './sealing.ts'
import { withHashedTokens } from './sessionTokens.ts'

const PASSWORD_LENGTH_MIN = 12
const SESSION_SECONDS = 7 * 24 * 60 * 60
const VERIFICATION_SECONDS = 24 * 60 * 60
const RESET_SECONDS = 60 * 60
/** The header from which better-auth reads the client's address. A value that a client sends is overwritten. */
export const ADDRESS_HEADER = 'x-holdfast-address'
/** The tokens of an issuer are not used after the sign-in, so they are not stored. */
const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null }

export interface AuthSettings {
  /** Signs cookies; 32 characters or more, the same on every process. */
  readonly secret: string
  /** Earlier secrets, which second factors may still be encrypted with. */
  readonly secretsBefore: readonly string[]
  /** The URL under which browsers reach Holdfast: https://billing.example.com. */
  readonly publicUrl: string
  /** The origins of other pages that may use sessions: the platform's own frontends. */
  readonly allowedOrigins: readonly string[]
  /** True if anyone may create an account. */
  readonly signUp: boolean
  /** An OpenID Connect issuer to sign in with; null: email and password only. */
  readonly oidc: OidcSettings | null
}

export interface AuthParts {
  readonly prisma: PrismaClient
  readonly attempts: Attempts
  readonly mails: AccountMails
  readonly log: Logger
}

/** The effects of a request to better-auth. */
export interface Done {
  /** The session that it began, and has not ended; null: none. */
  begun: { readonly id: string; readonly userId: string } | null
  /** The person whose second factor it set up or ended; null: it did neither. */
  secondFactor: { readonly userId: string; readonly isOn: boolean } | null
}

/** Set while better-auth answers a request. */
export const answering = new AsyncLocalStorage<Done>()

type SessionHook = NonNullable<
  NonNullable<NonNullable<NonNullable<BetterAuthOptions['databaseHooks']>['session']>['create']>['before']
>
type EndpointContext = NonNullable<Parameters<SessionHook>[1]>

export type Auth = ReturnType<typeof openAuth>

/** `of`: the issuer of an organization; null: that of the settings, if they name one. */
export function openAuth(parts: AuthParts, settings: AuthSettings, of: Provider | null = null) {
  const provider = of ?? (settings.oidc && { ...settings.oidc, id: PROVIDER_ID, mayVouchFor: null })
  const { secret, secretsBefore, publicUrl, allowedOrigins } = settings
  return betterAuth({
    appName: 'Holdfast',
    secret,
    secrets: keysOf(secret, secretsBefore),
    baseURL: publicUrl,
    basePath: SIGN_IN_PATH,
    trustedOrigins: [...allowedOrigins],
    database: prismaAdapter(withHashedTokens(parts.prisma), { provider: 'postgresql', transaction: true }),
    ...byPassword(parts, settings),
    session: {
      expiresIn: SESSION_SECONDS,
      additionalFields: {
        method: { type: ['PASSWORD', 'TWO_FACTOR', 'ISSUER'], required: false, input: false },
        organizationId: { type: 'string', required: false, input: false },
      },
    },
    verification: { storeIdentifier: 'hashed' },
    account: { storeStateStrategy: 'cookie' },
    databaseHooks: {
      ...noting(),
      account: {
        create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
        update: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
      },
    },
    // src/access/attempts.ts counts attempts, also by account.
    rateLimit: { enabled: false },
    advanced: {
      // Set explicitly: better-auth turns some of these checks off if NODE_ENV is test.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      cookiePrefix: 'holdfast',
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    ...logging(parts.log, `${publicUrl}${SIGN_IN_PATH}`),
    telemetry: { enabled: false },
    plugins: [
      // Codes by mail are left out: a mail resets the password, so a mailbox would be both factors.
      twoFactor({ issuer: new URL(publicUrl).hostname, totpOptions: { digits: 6, period: 30 } }),
      ...(provider ? [openIdConnect(parts.prisma, provider)] : []),
    ],
  })
}

/** Notes what a request does, and by which method a session has begun. */
function noting() {
  return {
    session: {
      create: {
        before: async (session, context) => ({ data: { ...session, ...beginningOf(context) } }),
        after: async ({ id, userId }) => {
          const done = answering.getStore()
          if (done) done.begun = { id, userId }
        },
      },
      delete: {
        // The session of a right password ends at once if a second factor is required.
        after: async ({ id }) => {
          const done = answering.getStore()
          if (done?.begun?.id === id) done.begun = null
        },
      },
    },
    user: {
      update: {
        after: async (user, context) => {
          const done = answering.getStore()
          if (!done || !context?.path?.startsWith('/two-factor/')) return
          done.secondFactor = { userId: user.id, isOn: user.twoFactorEnabled === true }
        },
      },
    },
  } satisfies BetterAuthOptions['databaseHooks']
}

interface Beginning {
  readonly method: SignInMethod
  readonly organizationId: string | null
}

/** The method by which a request begins a session, and the organization whose issuer does. */
function beginningOf(context: EndpointContext | null): Beginning {
  const path = context?.path ?? ''
  if (path.startsWith('/two-factor/verify-')) return { method: 'TWO_FACTOR', organizationId: null }
  if (path.startsWith('/callback/')) {
    return { method: 'ISSUER', organizationId: organizationOfProvider(String(context?.params?.id)) }
  }
  // The one session that a changed password leaves shows as much as before, and acts where it did.
  const before = path === '/change-password' ? context?.context.session?.session : null
  const { method, organizationId = null } = (before ?? {}) as Partial<Beginning>
  return { method: method ?? 'PASSWORD', organizationId }
}

/** Sign-in by email and password, and the mails for it. */
function byPassword({ prisma, attempts, mails }: AuthParts, { publicUrl, signUp }: AuthSettings) {
  const page = `${publicUrl}${SIGN_IN_PATH}`
  return {
    emailAndPassword: {
      enabled: true,
      disableSignUp: !signUp,
      minPasswordLength: PASSWORD_LENGTH_MIN,
      password: passwords,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      async sendResetPassword({ user: { id: userId, email, name }, token }) {
        // An account that signs in only by the issuer has no password to reset.
        const where = { userId, providerId: 'credential' }
        if ((await prisma.account.count({ where })) === 0) return
        const mail = { kind: 'PASSWORD_RESET' as const, userId, email, name, facts: {} }
        mails.send({ ...mail, link: `${page}/reset#${token}`, usefulSeconds: RESET_SECONDS })
      },
      async onPasswordReset({ user: { id, email } }) {
        // The link was sent by mail to that address, so the address is verified.
        await prisma.user.update({ where: { id }, data: { emailVerified: true } })
        await attempts.forget('passwordsOf', email)
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: VERIFICATION_SECONDS,
      async sendVerificationEmail({ user: { id: userId, email, name }, token }) {
        const mail = { kind: 'EMAIL_VERIFICATION' as const, userId, email, name, facts: {} }
        mails.send({ ...mail, link: `${page}/verify#${token}`, usefulSeconds: VERIFICATION_SECONDS })
      },
    },
  } satisfies BetterAuthOptions
}

/** Logs the errors of better-auth, but not the mistakes of callers, which better-auth logs as errors, too. */
function logging(log: Logger, errorURL: string) {
  return {
    onAPIError: {
      errorURL,
      onError(error) {
        if (!isAPIError(error) || error.statusCode >= 500) outageOf(log).mention(error, 'a sign-in failed', 'error')
      },
    },
    logger: {
      level: 'warn',
      log: (level, message) => {
        // Errors of a request come to onError.
        if (level === 'error' && !answering.getStore() && !outageOf(log).isOn) log.error(message)
        else log.debug(message)
      },
    },
  } satisfies BetterAuthOptions
}
