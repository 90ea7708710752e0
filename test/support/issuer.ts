// A real OpenID Connect issuer. It signs every visitor in as the person that the test sets.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import Provider from 'oidc-provider'
import { listen } from './listen.ts'

const CLIENT_ID = 'holdfast'
const CLIENT_SECRET = 'a secret of the client, long enough'

export interface IssuedPerson {
  readonly sub: string
  readonly email?: string
  /** The claim exactly as the issuer sends it, of any type. */
  readonly email_verified?: unknown
  readonly name: string
}

export interface Issuer {
  readonly settings: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string }
  /** The person that the next visitors are signed in as. */
  person: IssuedPerson
  /** True if it leaves the id token out, as a plain OAuth server does. */
  leavesIdTokenOut: boolean
  /** The path at which its answer does not end; null: none. */
  endless: string | null
  /** The bytes that it has sent of such answers. */
  readonly sentEndlessly: () => number
  /** Every token that it has issued. */
  readonly issued: string[]
  stop(): void
}

export async function startIssuer(first: IssuedPerson): Promise<Issuer> {
  const people = new Map<string, IssuedPerson>()
  let provider: Provider
  let sentEndlessly = 0
  function* forever() {
    yield '"'
    for (; ; sentEndlessly += 10_000) yield 'a'.repeat(10_000)
  }
  const server = createServer((request, response) => {
    if (request.url === issuer.endless) pipeline(forever(), response).catch(() => {})
    else if (request.url === '/token') answerToken(request, response)
    else provider.callback()(request, response)
  })
  const url = await listen(server)
  provider = new Provider(url, {
    clients: [{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uris: ['http://localhost/placeholder'] }],
    features: { devInteractions: { enabled: false } },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ ...people.get(id), sub: id }) as never }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    // Every visitor counts as signed in, and as having given consent.
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client?.clientId as string,
        accountId: context.oidc.session?.accountId as string,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  // The redirect address is known only when Holdfast listens, on a free port.
  provider.Client.prototype.redirectUriAllowed = () => true
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next()
    people.set(issuer.person.sub, issuer.person)
    await provider.interactionFinished(context.req, context.res, { login: { accountId: issuer.person.sub } })
    context.respond = false
  })

  /** Answers as the provider does, without the id token if the test says so. */
  function answerToken(request: IncomingMessage, response: ServerResponse): void {
    const end = response.end.bind(response)
    response.end = ((body: string) => {
      const { id_token, ...others } = JSON.parse(body)
      issuer.issued.push(...[id_token, others.access_token, others.refresh_token].filter(Boolean))
      const answer = JSON.stringify(issuer.leavesIdTokenOut ? others : { id_token, ...others })
      response.setHeader('content-length', Buffer.byteLength(answer))
      return end(answer)
    }) as never
    provider.callback()(request, response)
  }

  const issuer: Issuer = {
    settings: { issuer: url, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
    person: first,
    leavesIdTokenOut: false,
    endless: null,
    sentEndlessly: () => sentEndlessly,
    issued: [],
    stop: () => server.close(),
  }
  return issuer
}
