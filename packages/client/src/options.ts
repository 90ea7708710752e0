// What a client is made of.

export interface HoldfastOptions {
  /** The address of Holdfast: https://billing.example.com; in a page also a path of its own origin. With or without /graphql at its end. */
  readonly url: string
  /** An API key or a platform key. Never put one into a page: give a token there, or nothing, for the cookie of a session. */
  readonly apiKey?: string
  /** Returns the token of the caller; it is asked again for each request and each connection. */
  readonly token?: () => string | Promise<string>
  /** The organization, for a person with several; or that the operator opens, to read what an admin of it reads. */
  readonly organizationId?: string
  /**
   * True: in a page of the platform, as the operator, by the cookie of the session that `POST /auth/operator` has begun with a
   * platform key. Without it the cookie of a person counts.
   */
  readonly operator?: boolean
  /** How live streams come: through one WebSocket, or each by server-sent events. Absent: a WebSocket, and events where none opens. */
  readonly live?: 'socket' | 'events'
  /** The class of WebSockets, where the runtime has none: Node below version 22 has the package `ws`. */
  readonly webSocket?: unknown
  /** How long a request is sent again after errors that pass, in milliseconds; 30,000 if absent. */
  readonly retryForMs?: number
  /** How long an attempt waits for its answer, in milliseconds; 15,000 if absent. */
  readonly timeoutMs?: number
}

/** The headers that say who calls. */
export async function credentialsOf({
  apiKey,
  token,
  organizationId,
  operator,
}: HoldfastOptions): Promise<Record<string, string>> {
  const bearer = token && (await token())
  return {
    ...(apiKey ? { 'x-api-key': apiKey } : {}),
    ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
    ...(organizationId ? { 'x-organization': organizationId } : {}),
    ...(operator ? { 'x-operator': '1' } : {}),
  }
}

/** A request to the API, whose answer has this media type. */
export async function requestOf(options: HoldfastOptions, body: object, accept: string): Promise<RequestInit> {
  const headers = { 'content-type': 'application/json', accept, ...(await credentialsOf(options)) }
  // A page has no key: there the cookie says who calls.
  const isByCookie = !options.apiKey && !options.token
  return {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    ...(isByCookie ? { credentials: 'include' as const } : {}),
  }
}

/** The address of the API. Throws if `url` is no address. */
export function addressOf({ url }: { readonly url: string }): string {
  const address = parsed(url)
  if (!/^https?:$/.test(address?.protocol ?? ''))
    throw new TypeError(
      `url must be the address of Holdfast, such as https://billing.example.com, not ${JSON.stringify(url)}`,
    )
  const { origin, pathname } = address as URL
  return `${origin}${pathname.replace(/(\/graphql)?\/*$/, '')}/graphql`
}

function parsed(url: unknown): URL | null {
  try {
    return typeof url === 'string' ? new URL(url, globalThis.location?.href) : null
  } catch {
    return null
  }
}
