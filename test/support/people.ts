// People who sign in with cookies, as a browser does.

import type { Client } from './client.ts'
import type { TestHoldfast } from './holdfast.ts'

export const PASSWORD = 'correct horse battery'

let browsers = 0

/** Has an IP address of its own, set through X-Forwarded-For, because too many attempts from one address are refused. */
export class Browser {
  readonly #address = `198.51.100.${++browsers}`
  readonly #holdfast: TestHoldfast
  readonly #cookies = new Map<string, string>()

  constructor(holdfast: TestHoldfast) {
    this.#holdfast = holdfast
  }

  /** Sends a request with this browser's cookies, and stores the cookies of the answer. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(new URL(url, this.#holdfast.holdfast.url), {
      redirect: 'manual',
      ...init,
      headers: { cookie: this.cookie, 'x-forwarded-for': this.#address, ...init.headers },
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(line)) this.#cookies.delete(pair.slice(0, at))
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }

  post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    const { url } = this.#holdfast.holdfast
    return this.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, ...headers },
      body: JSON.stringify(body),
    })
  }

  /** Returns a client that calls the API as the operator, by the session of this browser. With an organization, it opens that. */
  operator(organizationId: string | null = null): Client {
    const { url } = this.#holdfast.holdfast
    const opens: Record<string, string> = organizationId ? { 'x-organization': organizationId } : {}
    return this.#holdfast.client(null, { cookie: this.cookie, origin: url, 'x-operator': '1', ...opens })
  }

  get cookie(): string {
    return [...this.#cookies].map((pair) => pair.join('=')).join('; ')
  }

  /** Returns a client that calls the API as one of Holdfast's own pages does. */
  client(organizationId: string | null = null, origin = this.#holdfast.holdfast.url): Client {
    const chosen: Record<string, string> = organizationId ? { 'x-organization': organizationId } : {}
    return this.#holdfast.client(null, { cookie: this.cookie, origin, ...chosen })
  }
}

/** Creates an account and returns its signed-in browser. */
export async function signUp(holdfast: TestHoldfast, email: string, name = 'Nina New'): Promise<Browser> {
  const browser = new Browser(holdfast)
  const response = await browser.post('/auth/sign-up/email', { email, name, password: PASSWORD })
  if (!response.ok) throw new Error(await response.text())
  return browser
}

export async function signIn(holdfast: TestHoldfast, email: string, password = PASSWORD): Promise<Browser> {
  const browser = new Browser(holdfast)
  const response = await browser.post('/auth/sign-in/email', { email, password })
  if (!response.ok) throw new Error(await response.text())
  return browser
}

/** Begins a session of the operator with a platform key. */
export async function signInOperator(holdfast: TestHoldfast, key: string | null): Promise<Browser> {
  const browser = new Browser(holdfast)
  const response = await browser.post('/auth/operator', { key })
  if (!response.ok) throw new Error(await response.text())
  return browser
}

/** Signs a person in at the issuer of the settings. Returns their browser, and the URL of Holdfast's page that the issuer sent them to. */
export function signInByIssuer(holdfast: TestHoldfast): Promise<SignedIn> {
  return throughIssuer(holdfast, 'social', { provider: 'oidc', callbackURL: '/graphql' })
}

/** Signs a person in at the issuer of the organization that has verified the domain of their address. */
export function signInByOrganization(holdfast: TestHoldfast, email: string): Promise<SignedIn> {
  return throughIssuer(holdfast, 'issuer', { email, callbackURL: '/graphql' })
}

interface SignedIn {
  readonly browser: Browser
  readonly url: URL
}

async function throughIssuer(holdfast: TestHoldfast, path: 'social' | 'issuer', body: object): Promise<SignedIn> {
  const browser = new Browser(holdfast)
  const begun = await browser.post(`/auth/sign-in/${path}`, body)
  if (!begun.ok) throw new Error(await begun.text())
  let { url } = (await begun.json()) as { url: string }
  // Follows redirects as a browser does, with separate cookies for each site.
  const atIssuer = new Browser(holdfast)
  for (let hops = 0; hops < 10; hops++) {
    const isOurs = url.startsWith(holdfast.holdfast.url)
    const response = await (isOurs ? browser : atIssuer).fetch(url)
    const next = response.headers.get('location')
    if (!next) throw new Error(`${url}: ${response.status} ${await response.text()}`)
    url = new URL(next, url).href
    if (isOurs) break
  }
  return { browser, url: new URL(url) }
}
