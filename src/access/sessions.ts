// People's sign-in: email and password, and one OpenID Connect issuer if the settings name one; by better-auth, under
// /auth, on the same database. It knows people and their sessions and nothing else: organizations, roles and keys are
// our own (src/organizations).
//
// Why better-auth: it is kept up week by week, hashes with scrypt, keeps sessions that can be revoked in the database,
// and does OpenID Connect with PKCE and checked id tokens, with no service beside it.

import { AsyncLocalStorage } from 'node:async_hooks'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { isAPIError } from 'better-auth/api'
import { decodeJwt } from 'jose'
import type { Logger } from 'pino'
import type { PrismaClient } from '../database/generated/client/client.ts'
import { outageOf } from '../database/outage.ts'
import { networkOf } from '../network/addresses.ts'
import { isProved } from './address.ts'
import { type Attempts, openAttempts } from './attempts.ts'
import type { Endpoint } from './endpoints.ts'
import { type Mailer, type MailSettings, openMailer } from './mail.ts'
import { type OidcSettings, openIdConnect, PROVIDER_ID } from './oidc.ts'
import { passwords } from './passwords.ts'
import type { Person } from './roles.ts'
import { withHashedTokens } from './sessionTokens.ts'

export const SIGN_IN_PATH = '/auth'
/** Where people are sent to the issuer, and come back from it. */
const PATHS_OF_ISSUER = new Set(['sign-in/social', 'callback/oidc'])
const SESSION_SECONDS = 7 * 24 * 60 * 60
const VERIFICATION_SECONDS = 24 * 60 * 60
const RESET_SECONDS = 60 * 60
export const PASSWORD_LENGTH_MIN = 12
/** The header in which better-auth reads where a request comes from; what a client sends there is overwritten. */
const ADDRESS_HEADER = 'x-holdfast-address'
/** An issuer that could not be found is looked for no more often than this. */
const ISSUER_MS = 5_000
/** An issuer's tokens are used for nothing after the sign-in. */
const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null }

export interface SessionSettings {
  /** Signs cookies; 32 characters or more, the same on every process. */
  readonly secret: string
  /** Where browsers find Holdfast: https://billing.example.com. */
  readonly publicUrl: string
  /** Other pages that may use sessions: the platform's own frontends. */
  readonly allowedOrigins: readonly string[]
  /** Whether whoever comes may make an account. */
  readonly signUp: boolean
  /** What sends mail; they are written to the log, if absent. */
  readonly mail?: MailSettings | null
  /** An OpenID Connect issuer to sign in with. */
  readonly oidc: OidcSettings | null
}

/** What a request to an endpoint under SIGN_IN_PATH brings. */
export interface SignInRequest {
  readonly endpoint: Endpoint
  /** What stands after SIGN_IN_PATH and a slash. */
  readonly path: string
  /** With the question mark, or empty. */
  readonly query: string
  readonly headers: Headers
  /** Null for a GET. */
  readonly body: Readonly<Record<string, unknown>> | null
  /** Where it comes from; null if that isn't known. */
  readonly address: string | null
}

export interface Sessions {
  /** Null if the cookies are no session's. */
  personOf(headers: Headers): Promise<Person | null>
  answer(request: SignInRequest): Promise<Response>
  /** Makes an account, or finds it: for the demo. Answers the subject of its user. */
  ensureAccount(account: { name: string; email: string; password: string }): Promise<string>
  /** Removes what is over; answers how many sessions. */
  sweep(now: Date): Promise<number>
  /** Waits for mails that are being sent. */
  stop(): Promise<void>
}

export interface SessionOptions extends SessionSettings {
  readonly databaseUrl: string
  readonly log: Logger
}

/** Whether better-auth is answering a request. */
const answering = new AsyncLocalStorage<true>()

interface Parts {
  readonly prisma: PrismaClient
  readonly attempts: Attempts
  readonly mailer: Mailer
  readonly log: Logger
}

export function openSessions(prisma: PrismaClient, { databaseUrl, log, ...settings }: SessionOptions): Sessions {
  const attempts = openAttempts(databaseUrl)
  const mailer = openMailer(settings.mail ?? null, log)
  const open = () => openAuth({ prisma, attempts, mailer, log }, settings)
  let auth = open()
  let openedAt = performance.now()

  /** Better-auth looks for an issuer when it is opened, and leaves out one that doesn't answer then. */
  async function findIssuer(): Promise<boolean> {
    const hasIssuer = async () => (await auth.$context).socialProviders.some(({ id }) => id === PROVIDER_ID)
    if (settings.oidc && performance.now() - openedAt >= ISSUER_MS && !(await hasIssuer())) {
      openedAt = performance.now()
      auth = open()
    }
    return !settings.oidc || hasIssuer()
  }

  async function userOf(headers: Headers) {
    return (await auth.api.getSession({ headers }))?.user ?? null
  }

  /** Whose password it is that is tried, whose session it must be: what better-auth doesn't ask. */
  async function answer({ path, query, headers, body, address, endpoint }: SignInRequest): Promise<Response> {
    const tooMany = await attempts.take(endpoint.from, address === null ? 'unknown' : networkOf(address))
    if (tooMany) return tooManyAttempts(tooMany)
    if (PATHS_OF_ISSUER.has(path) && !(await findIssuer())) {
      return problem(503, 'ISSUER_UNAVAILABLE', 'The issuer can’t be reached just now. Try again in a moment.')
    }
    let account: string | null = null
    let given = body
    if (path === 'verify-email') {
      const refused = verificationRefused(query, await userOf(headers))
      if (refused) return refused
    } else if (path === 'sign-in/email') account = textIn(body?.email)
    else if (path === 'change-password') {
      account = (await userOf(headers))?.email ?? null
      // Whoever knows the old password may be in by it.
      given = { ...body, revokeOtherSessions: true }
    } else if (endpoint.from === 'mailsFrom') {
      const tooMuch = await attempts.take('mailsTo', textIn(body?.email) ?? '')
      if (tooMuch) return tooManyAttempts(tooMuch)
    }
    const tooOften = account && (await attempts.take('passwordsOf', account))
    if (tooOften) return tooManyAttempts(tooOften)
    const sent = new Headers(headers)
    sent.delete(ADDRESS_HEADER)
    if (address !== null) sent.set(ADDRESS_HEADER, address)
    // Its length may be another now.
    sent.delete('content-length')
    const request = new Request(`${settings.publicUrl}${SIGN_IN_PATH}/${path}${query}`, {
      method: endpoint.method,
      headers: sent,
      body: endpoint.method === 'POST' ? JSON.stringify(given ?? {}) : null,
    })
    const response = await answering.run(true, () => auth.handler(request))
    if (account && response.ok) await attempts.forget('passwordsOf', account)
    return response
  }

  return {
    async personOf(headers) {
      if (!headers.get('cookie')?.includes('holdfast.')) return null
      const found = await auth.api.getSession({ headers })
      if (!found) return null
      const { user, session } = found
      const email = isProved(user.emailVerified) ? user.email : null
      return { kind: 'person', subject: subjectOfUser(user.id), name: user.name, email, expiresAt: session.expiresAt }
    },
    answer,
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
    async sweep(now) {
      const over = { where: { expiresAt: { lt: now } } }
      await prisma.verification.deleteMany(over)
      return (await prisma.session.deleteMany(over)).count
    },
    async stop() {
      await mailer.stop()
      await attempts.stop()
    },
  }
}

function openAuth({ prisma, attempts, mailer, log }: Parts, settings: SessionSettings) {
  const { secret, publicUrl, allowedOrigins, signUp, oidc } = settings
  const page = `${publicUrl}${SIGN_IN_PATH}`
  return betterAuth({
    appName: 'Holdfast',
    secret,
    baseURL: publicUrl,
    basePath: SIGN_IN_PATH,
    trustedOrigins: [...allowedOrigins],
    database: prismaAdapter(withHashedTokens(prisma), { provider: 'postgresql', transaction: true }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: !signUp,
      minPasswordLength: PASSWORD_LENGTH_MIN,
      password: passwords,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      async sendResetPassword({ user: { id, email, name }, token }) {
        // Whoever signs in by an issuer alone has no password that could be another.
        const where = { userId: id, providerId: 'credential' }
        if ((await prisma.account.count({ where })) > 0)
          mailer.send(resetMail({ email, name }, `${page}/reset#${token}`))
      },
      async onPasswordReset({ user: { id, email } }) {
        // The link came by mail to that address.
        await prisma.user.update({ where: { id }, data: { emailVerified: true } })
        await attempts.forget('passwordsOf', email)
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: VERIFICATION_SECONDS,
      async sendVerificationEmail({ user: { email, name }, token }) {
        mailer.send(verificationMail({ email, name }, `${page}/verify#${token}`))
      },
    },
    session: { expiresIn: SESSION_SECONDS },
    verification: { storeIdentifier: 'hashed' },
    account: { storeStateStrategy: 'cookie' },
    databaseHooks: {
      account: {
        create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
        update: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
      },
    },
    // src/access/attempts.ts counts, by account as well.
    rateLimit: { enabled: false },
    // Said outright: some of its checks are off where NODE_ENV says that it is a test.
    advanced: {
      disableCSRFCheck: false,
      disableOriginCheck: false,
      cookiePrefix: 'holdfast',
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    onAPIError: {
      errorURL: page,
      // Otherwise better-auth writes callers' mistakes to the console.
      onError(error) {
        if (!isAPIError(error) || error.statusCode >= 500) outageOf(log).mention(error, 'a sign-in failed', 'error')
      },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) => {
        // Of a request it calls callers' mistakes errors; what is one is told by onError.
        if (level === 'error' && !answering.getStore() && !outageOf(log).isOn) log.error(message)
        else log.debug(message)
      },
    },
    plugins: oidc ? [openIdConnect(prisma, oidc)] : [],
  })
}

interface Recipient {
  readonly email: string
  readonly name: string
}

function verificationMail({ email, name }: Recipient, link: string) {
  const text = `Hello ${name},

somebody has made an account with this address. If it was you, sign in and open this link within 24 hours:

${link}

If it wasn't you, do nothing: without your password, nobody else can use the link either.
`
  return { to: email, subject: 'Verify your address', text }
}

function resetMail({ email, name }: Recipient, link: string) {
  const text = `Hello ${name},

open this link within an hour to choose another password. All sessions of your account end then.

${link}

If you didn't ask for it, do nothing: your password stays as it is.
`
  return { to: email, subject: 'Choose another password', text }
}

/** A link that verifies an address works in a session of its own account only: somebody else may have made the account. */
function verificationRefused(query: string, user: { id: string } | null): Response | null {
  if (!user)
    return problem(401, 'SIGN_IN_FIRST', 'Sign in to the account whose address this is, and open the link again.')
  let userId: unknown
  try {
    userId = decodeJwt(new URLSearchParams(query).get('token') ?? '').userId
  } catch {
    // Better-auth says what is wrong with it.
    return null
  }
  return userId === user.id
    ? null
    : problem(403, 'ANOTHER_ACCOUNT', 'This link is for another account: sign in to that one, and open the link again.')
}

function tooManyAttempts({ retryAfterSeconds }: { readonly retryAfterSeconds: number }): Response {
  const message = `Too many attempts. Try again in ${retryAfterSeconds} seconds.`
  const response = problem(429, 'RATE_LIMITED', message)
  response.headers.set('retry-after', String(retryAfterSeconds))
  return response
}

/** As better-auth says what is wrong. */
function problem(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, { status })
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** How one of our own users is named in `member.subject`. */
function subjectOfUser(id: string): string {
  return `user:${id}`
}
