// The OpenID Connect issuers of organizations: one for each, which signs in people whose addresses are of its verified domains.
//
// Better-auth is opened once for each issuer, when somebody signs in by it, and again after it was changed. A session that an
// issuer begins acts in its organization alone (src/access/access.ts), so no organization reaches another's data by saying who
// somebody is. An issuer's URLs are checked when it is opened, and again by each connection, better-auth's own ones included.

import { lookup } from 'node:dns/promises'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { guarded } from '../network/guardedFetch.ts'
import { isPublicAddress, mayBePublic } from '../network/publicAddress.ts'
import { readJson } from '../network/readJson.ts'
import { type Auth, type AuthParts, type AuthSettings, openAuth } from './auth.ts'
import { discoveryUrlOf, providerIdOf } from './oidc.ts'
import type { Vault } from './vault.ts'

const OPENED_MAX = 500
/** Of each request to an issuer. Discovery documents of well-known issuers have 1 to 4 KB, and sets of keys up to 20 KB. */
const BOUNDS = { timeoutMs: 10_000, bytesMax: 100_000 }

export interface IssuerSettings {
  readonly vault: Vault
  /** True: an issuer may be on a private network, and speak HTTP. */
  readonly allowPrivate: boolean
}

/** The URLs of an issuer that Holdfast calls. */
const Discovered = z.object({
  issuer: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
})

interface Opened {
  readonly auth: Auth
  /** The time of the last change of its settings, in milliseconds. */
  readonly updatedAt: number
}

export class OrganizationIssuers {
  readonly #parts: AuthParts
  readonly #settings: AuthSettings & IssuerSettings
  readonly #opened = new LRUCache<string, Opened>({ max: OPENED_MAX })

  constructor(parts: AuthParts, settings: AuthSettings & IssuerSettings) {
    this.#parts = parts
    this.#settings = settings
  }

  /** The organization that has verified the domain of an address, and has not ended; null: none. */
  async organizationOf(email: string): Promise<string | null> {
    const { prisma } = this.#parts
    const found = await prisma.issuerDomain.findFirst({ where: { domain: domainOf(email), verifiedAt: { not: null } } })
    if (!found) return null
    const where = { id: found.organizationId, status: { in: ['ACTIVE' as const, 'SUSPENDED' as const] } }
    return (await prisma.organization.count({ where })) > 0 ? found.organizationId : null
  }

  /** Better-auth with the issuer of an organization; null: it has none, or it can't be reached. */
  async of(organizationId: string): Promise<Auth | null> {
    if (!z.uuid().safeParse(organizationId).success) return null
    const { prisma, log } = this.#parts
    const row = await prisma.organizationIssuer.findUnique({ where: { organizationId } })
    if (!row) return null
    const updatedAt = row.updatedAt.getTime()
    const opened = this.#opened.get(organizationId)
    if (opened?.updatedAt === updatedAt) return opened.auth
    const { issuer, clientId, secret } = row
    const problem = await problemOf(issuer, this.#settings.allowPrivate)
    if (problem !== null) {
      log.info({ organizationId, issuer, problem }, 'the issuer of an organization can’t be used')
      return null
    }
    const id = providerIdOf(organizationId)
    const clientSecret = this.#settings.vault.open(secret, organizationId)
    const mayVouchFor = async (email: string) => (await this.organizationOf(email)) === organizationId
    const guard = {
      ...{ ...BOUNDS, allowPrivate: this.#settings.allowPrivate },
      failed: (err: unknown) =>
        log.info({ organizationId, issuer, err }, 'a request to the issuer of an organization failed'),
    }
    const provider = { id, issuer, clientId, clientSecret, mayVouchFor }
    const auth = await guarded(guard, async () => {
      const opening = openAuth(this.#parts, this.#settings, provider)
      const { socialProviders } = await opening.$context
      return socialProviders.some((each) => each.id === id) ? opening : null
    })
    if (!auth) return null
    const bounded: Auth = { ...auth, handler: (request) => guarded(guard, () => auth.handler(request)) }
    this.#opened.set(organizationId, { auth: bounded, updatedAt })
    return bounded
  }
}

/** The domain of an address, as it is stored. */
function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase()
}

/**
 * The reason why an issuer can't be used, as a predicate about it; null: it can. Its discovery document and all URLs in it have to be
 * public, so that it can't make Holdfast call servers of its own network.
 */
export async function problemOf(issuer: string, allowPrivate: boolean): Promise<string | null> {
  const url = discoveryUrlOf(issuer)
  const refused = await refuseUrl(url, allowPrivate)
  if (refused) return refused
  const document = await readJson(new URL(url), { ...BOUNDS, allowPrivate })
  if (document === null) return `did not answer with JSON at ${url}`
  const found = Discovered.safeParse(document)
  if (!found.success) return `answers at ${url} without issuer, token_endpoint or jwks_uri`
  const { issuer: named, token_endpoint, jwks_uri, userinfo_endpoint } = found.data
  if (named.replace(/\/$/, '') !== issuer.replace(/\/$/, '')) return `calls itself ${named}`
  for (const each of [token_endpoint, jwks_uri, userinfo_endpoint]) {
    const problem = each === undefined ? null : await refuseUrl(each, allowPrivate)
    if (problem) return `names ${each}, which ${problem}`
  }
  return null
}

async function refuseUrl(text: string, allowPrivate: boolean): Promise<string | null> {
  const url = new URL(text)
  if (allowPrivate) return url.protocol === 'http:' || url.protocol === 'https:' ? null : 'must begin with https://'
  if (url.protocol !== 'https:') return 'must begin with https://'
  const isPublic =
    mayBePublic(url) &&
    (await lookup(url.hostname.replace(/^\[|\]$/g, ''), { all: true }).then(
      (addresses) => addresses.every(({ address }) => isPublicAddress(address)),
      () => false,
    ))
  return isPublic ? null : 'must be on the public internet'
}
