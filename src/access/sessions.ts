// People's sign-in under /auth: email and password, and one OpenID Connect issuer if the settings name one. Better-auth does it
// (src/access/auth.ts), on the same database. It stores people and their sessions only: organizations, roles and keys are
// Holdfast's own (src/organizations).

import { decodeJwt } from 'jose'
import type { Logger } from 'pino'
import type { PrismaClient } from '../database/generated/client/client.ts'
import { outageOf } from '../database/outage.ts'
import { networkOf } from '../network/addresses.ts'
import { isProved } from './address.ts'
import type { Attempts } from './attempts.ts'
import { ADDRESS_HEADER, type Auth, type AuthParts, type AuthSettings, answering, type Done, openAuth } from './auth.ts'
import { noteDevice } from './devices.ts'
import { type Endpoint, ISSUER_CALLBACK_PATH, SIGN_IN_PATH } from './endpoints.ts'
import { type IssuerSettings, OrganizationIssuers } from './issuers.ts'
import type { AccountMails } from './mail.ts'
import { organizationOfProvider, PROVIDER_ID, providerIdOf } from './oidc.ts'
import type { Person } from './roles.ts'
import { subjectOfUser } from './subject.ts'

/** The endpoints that send people to the issuer, and to which they return. */
const PATHS_OF_ISSUER = new Set(['sign-in/social', 'callback/oidc'])
/** The endpoints at which somebody who has signed in enters the password of their account. */
const PATHS_OF_PASSWORD = new Set([
  'change-password',
  'two-factor/enable',
  'two-factor/generate-backup-codes',
  'two-factor/disable',
])
/** The shortest time between two attempts to reach an issuer that did not answer. */
const ISSUER_MS = 5_000

/** A request to an endpoint under SIGN_IN_PATH. */
interface SignInRequest {
  readonly endpoint: Endpoint
  /** The path after SIGN_IN_PATH and a slash. */
  readonly path: string
  /** The query with its question mark, or empty. */
  readonly query: string
  readonly headers: Headers
  /** Null for a GET. */
  readonly body: Readonly<Record<string, unknown>> | null
  /** The client's address; null if it is not known. */
  readonly address: string | null
}

export interface Sessions {
  /** The person of a session's cookies; null if they belong to no session. */
  personOf(headers: Headers): Promise<Person | null>
  answer(request: SignInRequest): Promise<Response>
  /** Creates an account, or finds it: for the demo. Returns the subject of its user. */
  ensureAccount(account: NewAccount): Promise<string>
  /** Removes expired sessions and verifications. Returns the number of sessions. */
  sweep(now: Date): Promise<number>
  /** Waits for mails that are being put into the outbox. */
  stop(): Promise<void>
}

/** A person whom the issuer of an organization has just signed in. */
interface SignedInByIssuer {
  readonly organizationId: string
  readonly subject: string
  readonly name: string
  readonly email: string
  readonly address: string | null
}

export interface SessionOptions extends AuthSettings, IssuerSettings {
  /** Called before the answer to a sign-in by the issuer of an organization. */
  readonly onIssuer: (signedIn: SignedInByIssuer) => Promise<void>
  readonly attempts: Attempts
  readonly mails: AccountMails
  readonly log: Logger
}

interface NewAccount {
  readonly name: string
  readonly email: string
  readonly password: string
}

export function openSessions(
  prisma: PrismaClient,
  { attempts, log, mails, onIssuer, ...settings }: SessionOptions,
): Sessions {
  const parts = { prisma, attempts, mails, log }
  const opened = new OpenedAuth(parts, settings)
  const issuers = new OrganizationIssuers(parts, settings)
  return {
    personOf: (headers) => personOf(opened.auth, headers),
    answer: (request) =>
      answer({ opened, issuers, prisma, attempts, mails, log, onIssuer, publicUrl: settings.publicUrl }, request),
    ensureAccount: (account) => ensureAccount(prisma, opened.auth, account),
    async sweep(now) {
      const expired = { where: { expiresAt: { lt: now } } }
      await prisma.verification.deleteMany(expired)
      return (await prisma.session.deleteMany(expired)).count
    },
    stop: () => mails.stop(),
  }
}

/** Better-auth looks for the issuer when it is opened, and leaves out one that does not answer: then it is opened again. */
class OpenedAuth {
  auth: Auth
  readonly #parts: AuthParts
  readonly #settings: AuthSettings
  #openedAtMs = performance.now()

  constructor(parts: AuthParts, settings: AuthSettings) {
    this.#parts = parts
    this.#settings = settings
    this.auth = openAuth(parts, settings)
  }

  /** Looks for the issuer again if it was not found. Returns false if the settings name one that can't be reached. */
  async findIssuer(): Promise<boolean> {
    if (!this.#settings.oidc) return true
    if (performance.now() - this.#openedAtMs >= ISSUER_MS && !(await this.#hasIssuer())) {
      this.#openedAtMs = performance.now()
      this.auth = openAuth(this.#parts, this.#settings)
    }
    return this.#hasIssuer()
  }

  async #hasIssuer(): Promise<boolean> {
    return (await this.auth.$context).socialProviders.some(({ id }) => id === PROVIDER_ID)
  }
}

async function personOf(auth: Auth, headers: Headers): Promise<Person | null> {
  if (!headers.get('cookie')?.includes('holdfast.')) return null
  const found = await auth.api.getSession({ headers })
  if (!found) return null
  const { user, session } = found
  const email = isProved(user.emailVerified) ? user.email : null
  const isPasswordAlone = session.method !== 'TWO_FACTOR' && session.method !== 'ISSUER'
  const { name } = user
  const { expiresAt, organizationId = null } = session
  const showing = { isPasswordAlone, onlyIn: organizationId ?? null, lacks: null }
  return { kind: 'person', subject: subjectOfUser(user.id), name, email, ...showing, expiresAt }
}

async function userOf(auth: Auth, headers: Headers) {
  return (await auth.api.getSession({ headers }))?.user ?? null
}

interface Answering extends Pick<AuthParts, 'prisma' | 'attempts' | 'mails' | 'log'>, Pick<SessionOptions, 'onIssuer'> {
  readonly opened: OpenedAuth
  readonly issuers: OrganizationIssuers
  readonly publicUrl: string
}

/** Answers a request by better-auth, after checks that better-auth does not make: attempts by account, and whose session it is. */
async function answer(parts: Answering, request: SignInRequest): Promise<Response> {
  const { opened, issuers, attempts, publicUrl } = parts
  const { path, query, headers, body, address, endpoint } = request
  const tooMany = await attempts.take(endpoint.from, address === null ? 'unknown' : networkOf(address))
  if (tooMany) return tooManyAttempts(tooMany)
  if (PATHS_OF_ISSUER.has(path) && !(await opened.findIssuer())) {
    return unreachable()
  }
  if (path === 'sign-in/issuer') return signInByIssuer(parts, request)
  const of = path.startsWith(ISSUER_CALLBACK_PATH)
    ? organizationOfProvider(path.slice(ISSUER_CALLBACK_PATH.length))
    : null
  const issuer = of === null ? null : await issuers.of(of)
  if (of !== null && !issuer) return noIssuer()
  const auth = issuer ?? opened.auth
  if (path === 'verify-email') {
    const refused = verificationRefused(query, await userOf(auth, headers))
    if (refused) return refused
  }
  if (endpoint.from === 'mailsFrom') {
    const tooManyMails = await attempts.take('mailsTo', textIn(body?.email) ?? '')
    if (tooManyMails) return tooManyAttempts(tooManyMails)
  }
  const account = await accountOf(auth, request)
  const tooManyPasswords = account && (await attempts.take('passwordsOf', account))
  if (tooManyPasswords) return tooManyAttempts(tooManyPasswords)
  const done: Done = { begun: null, secondFactor: null }
  const response = await answering.run(done, () => auth.handler(requestFor(publicUrl, request)))
  if (account && response.ok) await attempts.forget('passwordsOf', account)
  if (response.ok) await tellOfSecondFactor(parts, request, done)
  const { begun } = done
  if (of !== null && begun) await tellOfIssuer(parts, of, begun.userId, address)
  const isSignIn = begun !== null && !PATHS_OF_PASSWORD.has(path) && done.secondFactor === null
  return isSignIn ? withDevice(parts, request, response, begun.userId) : response
}

/** Tells who was signed in by the issuer of an organization. They have a session, even if this fails. */
async function tellOfIssuer(
  { prisma, onIssuer, log }: Answering,
  organizationId: string,
  userId: string,
  address: string | null,
): Promise<void> {
  try {
    const user = await prisma.user.findUnique({ where: { id: userId } })
    if (!user?.emailVerified) return
    const { name, email } = user
    await onIssuer({ organizationId, subject: subjectOfUser(userId), name, email, address })
  } catch (error) {
    outageOf(log).mention(error, 'a person could not become a member at their sign-in', 'error')
  }
}

/** Sends a person to the issuer of the organization that has verified the domain of their address, or this domain. */
async function signInByIssuer({ issuers, publicUrl }: Answering, request: SignInRequest): Promise<Response> {
  const email = (textIn(request.body?.email) ?? '').trim()
  const organizationId = await issuers.organizationOf(email)
  if (organizationId === null) return noOrganization(email)
  const auth = await issuers.of(organizationId)
  if (!auth) return unreachable()
  const callbackURL = textIn(request.body?.callbackURL) ?? SIGN_IN_PATH
  const known = { provider: providerIdOf(organizationId), callbackURL, disableRedirect: true }
  const body = email.includes('@') ? { ...known, loginHint: email } : known
  return auth.handler(requestFor(publicUrl, { ...request, path: 'sign-in/social', body }))
}

function noOrganization(email: string): Response {
  const domain = email.slice(email.lastIndexOf('@') + 1)
  const message = `No organization here signs in people of ${domain}. Check how it is written, or sign in with your password.`
  return problem(404, 'NO_ISSUER', message)
}

function noIssuer(): Response {
  return problem(
    404,
    'NO_ISSUER',
    'This organization signs nobody in by an issuer of its own. Sign in with your password.',
  )
}

function unreachable(): Response {
  return problem(503, 'ISSUER_UNAVAILABLE', 'The issuer can’t be reached just now. Try again in a moment.')
}

/** Tells the person by mail what a request has done to their second factor, for somebody else may have done it. */
async function tellOfSecondFactor(
  { opened, prisma, mails, publicUrl }: Answering,
  { path, headers }: SignInRequest,
  { begun, secondFactor }: Done,
): Promise<void> {
  const change = secondFactor
    ? secondFactor.isOn
      ? 'SET_UP'
      : 'ENDED'
    : path === 'two-factor/verify-backup-code' && begun
      ? 'BACKUP_CODE_USED'
      : path === 'two-factor/generate-backup-codes'
        ? 'BACKUP_CODES_REPLACED'
        : null
  if (change === null) return
  const id = secondFactor?.userId ?? begun?.userId ?? (await userOf(opened.auth, headers))?.id
  const user = id === undefined ? null : await prisma.user.findUnique({ where: { id } })
  if (!user) return
  const facts = { change, at: new Date().toISOString() }
  const link = `${publicUrl}${SIGN_IN_PATH}`
  const { name, email } = user
  mails.send({ kind: 'SECOND_FACTOR', userId: user.id, name, email, facts, link, usefulSeconds: null })
}

/** The answer to a sign-in, with the cookie by which its device is known the next time. Without mail, devices are not known. */
async function withDevice(
  { prisma, mails, log, publicUrl }: Answering,
  { headers, address }: SignInRequest,
  response: Response,
  userId: string,
): Promise<Response> {
  if (!mails.isOn) return response
  // A person with the right password signs in, even if this fails.
  const cookie = await noteDevice({ prisma, mails, publicUrl }, { userId, headers, address }).catch((error) => {
    outageOf(log).mention(error, 'the device of a sign-in could not be noted', 'error')
    return null
  })
  if (cookie === null) return response
  const answer = new Response(response.body, response)
  answer.headers.append('set-cookie', cookie)
  return answer
}

/** The email of the account whose password a request tries; null if it tries none. */
async function accountOf(auth: Auth, { path, headers, body }: SignInRequest): Promise<string | null> {
  if (path === 'sign-in/email') return textIn(body?.email)
  if (PATHS_OF_PASSWORD.has(path)) return (await userOf(auth, headers))?.email ?? null
  return null
}

/** The request as better-auth gets it. */
function requestFor(publicUrl: string, { path, query, headers, body, address, endpoint }: SignInRequest): Request {
  const sent = new Headers(headers)
  sent.delete(ADDRESS_HEADER)
  if (address !== null) sent.set(ADDRESS_HEADER, address)
  // The body's length may change.
  sent.delete('content-length')
  // Somebody who knows the old password may have a session: a new password ends all others.
  const given = path === 'change-password' ? { ...body, revokeOtherSessions: true } : (body ?? {})
  return new Request(`${publicUrl}${SIGN_IN_PATH}/${path}${query}`, {
    method: endpoint.method,
    headers: sent,
    body: endpoint.method === 'POST' ? JSON.stringify(given) : null,
  })
}

async function ensureAccount(prisma: PrismaClient, auth: Auth, { name, email, password }: NewAccount): Promise<string> {
  const context = await auth.$context
  const find = () => prisma.user.findUnique({ where: { email }, select: { id: true } })
  let user = await find()
  try {
    user ??= await context.internalAdapter.createUser({ name, email, emailVerified: true }, { method: 'admin' })
  } catch (error) {
    // Of several processes that start together, one creates it.
    user = await find()
    if (!user) throw error
  }
  // The password may be missing: the process that created the user adds it next, or was killed before. The row's id makes it
  // unique.
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
}

/** Refuses a link that verifies an address outside a session of its account: somebody else may have created the account. */
function verificationRefused(query: string, user: { id: string } | null): Response | null {
  if (!user)
    return problem(401, 'SIGN_IN_FIRST', 'Sign in to the account whose address this is, and open the link again.')
  let userId: unknown
  try {
    userId = decodeJwt(new URLSearchParams(query).get('token') ?? '').userId
  } catch {
    // Better-auth answers what is wrong with the token.
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

/** An error in the format of better-auth. */
function problem(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, { status })
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
