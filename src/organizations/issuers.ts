// The OpenID Connect issuer of an organization: its OWNER sets it, with the domains whose addresses it may vouch for. A domain is
// verified by a record in the DNS, or because the platform has stated it. src/access/issuers.ts signs people in by it.

import { randomBytes } from 'node:crypto'
import { promises as dns } from 'node:dns'
import { z } from 'zod'
import { problemOf } from '../access/issuers.ts'
import { providerIdOf } from '../access/oidc.ts'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { type IssuerDomain, type OrganizationIssuer, type Prisma, Role } from '../database/generated/client/client.ts'
import { LOCKS } from '../database/locks.ts'
import { transact } from '../database/transact.ts'
import { type OrganizationId, uuidOf } from '../ids.ts'
import type { Refusal } from '../ledger/refusals.ts'
import { field, type InvalidInput, invalidInput, type NotFound, notFound, parseInput } from '../refusals.ts'
import { lockOrganization, refuseClosed } from './lock.ts'
import { type SignInRequired, signInRequired } from './sessions.ts'

const DOMAINS_MAX = 20
const RECORD_PREFIX = 'holdfast-domain='

const domain = z
  .string()
  .max(253)
  .toLowerCase()
  .regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
    'must be a domain, such as example.com',
  )

/** The roles that people can get by their first sign-in: whoever runs the issuer gives them. */
const JOIN_ROLES: readonly Role[] = ['ADMIN', 'BILLING', 'MEMBER', 'VIEWER']

const NewIssuer = z.object({
  organizationId: uuidOf.organization,
  issuer: z
    .url({ protocol: /^https?$/, error: 'must be the URL of an issuer, such as https://login.example.com' })
    .max(500),
  clientId: field.text(500).min(1),
  clientSecret: field.text(2_000).min(1).nullish(),
  domains: z
    .array(domain)
    .min(1)
    .max(DOMAINS_MAX)
    .refine((domains) => new Set(domains).size === domains.length, 'must be different'),
  joinRole: z
    .enum(Role)
    .refine((role) => JOIN_ROLES.includes(role), `must be one of ${JOIN_ROLES.join(', ')}`)
    .nullish(),
})

export type IssuerWithDomains = OrganizationIssuer & { readonly domains: readonly IssuerDomain[] }

export interface SetIssuer {
  readonly organizationIssuer: IssuerWithDomains
}

/** The DNS does not have the record of a domain. */
export interface DomainNotVerified extends Refusal {
  readonly code: 'DOMAIN_NOT_VERIFIED'
}

const withDomains = { include: { domains: { orderBy: { domain: 'asc' } } } } as const

/** The name of the record that verifies a domain. */
export function recordNameOf(domainName: string): string {
  return `_holdfast.${domainName}`
}

/**
 * Sets the issuer of an organization. Domains that were verified stay so; `isPlatform`: new ones are verified at once. With another
 * issuer or client, the sessions and links to accounts of the one before end.
 */
export async function setOrganizationIssuer(
  app: App,
  input: z.input<typeof NewIssuer>,
  isPlatform: boolean,
): Promise<SetIssuer | InvalidInput | NotFound> {
  const parsed = parseInput(NewIssuer, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, clientSecret = null, domains, joinRole = null, ...client } = parsed.value
  const ended = await refuseEnded(app, organizationId)
  if (ended) return ended
  const problem = await problemOf(client.issuer, app.privateWebhooks)
  if (problem !== null) return invalidInput({ path: 'issuer', message: problem })
  const now = app.clock()
  return transact<SetIssuer | InvalidInput | NotFound>(app.prisma, async (transaction) => {
    const closed = await lockOrganization(transaction, organizationId)
    if (closed) return closed
    const where = { organizationId }
    const before = await transaction.organizationIssuer.findUnique({ where, ...withDomains })
    const secret = clientSecret === null ? before?.secret : app.vault.seal(clientSecret, organizationId)
    if (secret === undefined)
      return invalidInput({ path: 'clientSecret', message: 'must be given: the organization has none yet' })
    const verified = isPlatform ? domains : []
    const taken = await takenOf(transaction, organizationId, verified)
    if (taken)
      return invalidInput({ path: 'domains', message: `must not have ${taken}: it is of another organization` })
    if (before && (before.issuer !== client.issuer || before.clientId !== client.clientId)) {
      await endSessions(transaction, organizationId)
    }
    const values = { ...client, secret, joinRole, updatedAt: now }
    await transaction.organizationIssuer.upsert({
      where,
      create: { ...where, ...values, createdAt: now },
      update: values,
    })
    await transaction.issuerDomain.deleteMany({ where: { organizationId, domain: { notIn: domains } } })
    await transaction.issuerDomain.createMany({
      data: domains.map((name) => ({ organizationId, domain: name, record: newRecord(), createdAt: now })),
      skipDuplicates: true,
    })
    const unverified = { organizationId, domain: { in: verified }, verifiedAt: null }
    await transaction.issuerDomain.updateMany({ where: unverified, data: { verifiedAt: now } })
    const subject = { action: 'setOrganizationIssuer', subjectType: 'Organization', subjectId: organizationId }
    const shownBefore = before && factsOf({ ...shownOf(before), domains: namesOf(before.domains) })
    await record(
      app,
      transaction,
      organizationId,
      { ...subject, ...(shownBefore ? { before: shownBefore } : {}), after: factsOf({ ...client, joinRole, domains }) },
      now,
    )
    return { organizationIssuer: await transaction.organizationIssuer.findUniqueOrThrow({ where, ...withDomains }) }
  })
}

interface Named {
  readonly organizationId: OrganizationId
  readonly domain: string
}

/** Verifies a domain by its record in the DNS. One that is verified stays so. */
export async function verifyIssuerDomain(
  app: App,
  { organizationId, domain: asked }: Named,
): Promise<SetIssuer | NotFound | DomainNotVerified> {
  const ended = await refuseEnded(app, organizationId)
  if (ended) return ended
  const name = asked.toLowerCase()
  const key = { organizationId_domain: { organizationId, domain: name } }
  const known = await app.prisma.issuerDomain.findUnique({ where: key })
  if (!known) return notFound('domain')
  if (known.verifiedAt === null && !(await hasRecord(known))) {
    const message = `${recordNameOf(name)} has no TXT record with the text ${known.record}. A new record may take some time to be seen.`
    return { code: 'DOMAIN_NOT_VERIFIED', message }
  }
  return transact<SetIssuer | NotFound | DomainNotVerified>(app.prisma, async (transaction) => {
    const closed = await lockOrganization(transaction, organizationId)
    if (closed) return closed
    if (await takenOf(transaction, organizationId, [name])) {
      const message = `${name} is a domain of another organization. Ask the platform, if it is yours.`
      return { code: 'DOMAIN_NOT_VERIFIED', message }
    }
    const now = app.clock()
    // The record may have been replaced meanwhile.
    const where = { organizationId, domain: name, record: known.record, verifiedAt: null }
    const { count } = await transaction.issuerDomain.updateMany({ where, data: { verifiedAt: now } })
    if (count > 0) {
      const subject = { action: 'verifyIssuerDomain', subjectType: 'Organization', subjectId: organizationId }
      await record(app, transaction, organizationId, { ...subject, after: { domain: name } }, now)
    }
    const organizationIssuer = await transaction.organizationIssuer.findUnique({
      where: { organizationId },
      ...withDomains,
    })
    return organizationIssuer ? { organizationIssuer } : notFound('domain')
  })
}

/** Refuses an organization that has ended before anybody is asked about it. */
async function refuseEnded({ prisma }: App, id: OrganizationId): Promise<NotFound | null> {
  return refuseClosed(await prisma.organization.findUnique({ where: { id }, select: { status: true } }))
}

/** Removes the issuer of an organization, with its domains. Sessions that it began end. */
export function removeOrganizationIssuer(
  app: App,
  organizationId: OrganizationId,
): Promise<{ readonly organization: { readonly id: OrganizationId } } | NotFound | SignInRequired> {
  return transact<{ readonly organization: { readonly id: OrganizationId } } | NotFound | SignInRequired>(
    app.prisma,
    async (transaction) => {
      const closed = await lockOrganization(transaction, organizationId)
      if (closed) return closed
      const where = { organizationId }
      const before = await transaction.organizationIssuer.findUnique({ where, ...withDomains })
      if (!before) return notFound('issuer')
      const { signIn } = await transaction.organization.findUniqueOrThrow({ where: { id: organizationId } })
      if (signIn === 'ISSUER') {
        return signInRequired('The organization requires its issuer of all members. Set another requirement first.')
      }
      await forget(transaction, organizationId)
      const subject = { action: 'removeOrganizationIssuer', subjectType: 'Organization', subjectId: organizationId }
      const { issuer, clientId } = before
      const act = { ...subject, before: { issuer, clientId, domains: namesOf(before.domains) } }
      await record(app, transaction, organizationId, act, app.clock())
      return { organization: { id: organizationId } }
    },
  )
}

/** The issuer of an organization; null: it has none. */
export function issuerOf({ prisma }: App, organizationId: string): Promise<IssuerWithDomains | null> {
  return prisma.organizationIssuer.findUnique({ where: { organizationId }, ...withDomains })
}

/** Returns whether an organization has an issuer that signs somebody in. */
export async function hasIssuer(transaction: Prisma.TransactionClient, organizationId: string): Promise<boolean> {
  return (await transaction.issuerDomain.count({ where: { organizationId, verifiedAt: { not: null } } })) > 0
}

/** Removes the issuer of an organization that has ended: its domains are free for another. */
export async function forgetIssuer({ prisma }: App, organizationId: OrganizationId): Promise<void> {
  if ((await prisma.organizationIssuer.count({ where: { organizationId } })) === 0) return
  await transact(prisma, (transaction) => forget(transaction, organizationId))
}

async function forget(transaction: Prisma.TransactionClient, organizationId: string): Promise<void> {
  const where = { organizationId }
  await endSessions(transaction, organizationId)
  await transaction.issuerDomain.deleteMany({ where })
  await transaction.organizationIssuer.deleteMany({ where })
}

/** Ends what an issuer has begun: another one may call other people by the same names. */
async function endSessions(transaction: Prisma.TransactionClient, organizationId: string): Promise<void> {
  await transaction.session.deleteMany({ where: { organizationId } })
  await transaction.account.deleteMany({ where: { providerId: providerIdOf(organizationId) } })
}

/**
 * The first of these domains that another organization has verified; null: none has. Organizations that verify the same domain at the
 * same moment take turns, until their transactions end.
 */
async function takenOf(
  transaction: Prisma.TransactionClient,
  organizationId: string,
  domains: readonly string[],
): Promise<string | null> {
  if (domains.length === 0) return null
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${LOCKS.issuerDomains})`
  const where = { domain: { in: [...domains] }, verifiedAt: { not: null }, organizationId: { not: organizationId } }
  return (await transaction.issuerDomain.findFirst({ where }))?.domain ?? null
}

async function hasRecord({ domain: name, record: text }: IssuerDomain): Promise<boolean> {
  // Without an answer of the DNS, the record is as good as missing: the caller tries again.
  const records = await dns.resolveTxt(recordNameOf(name)).catch(() => [])
  return records.some((chunks) => chunks.join('') === text)
}

function newRecord(): string {
  return RECORD_PREFIX + randomBytes(20).toString('hex')
}

function shownOf({ issuer, clientId, joinRole }: OrganizationIssuer) {
  return { issuer, clientId, joinRole }
}

function namesOf(domains: readonly IssuerDomain[]): string[] {
  return domains.map(({ domain: name }) => name)
}
