// What a request shows of who sends it: an API key or token, a session's cookie, where it comes from, and which
// organization it means.

import type { IncomingMessage } from 'node:http'
import proxyAddress from 'proxy-addr'
import { NIL } from 'uuid'
import type { Credentials } from '../access/access.ts'
import { decodeGlobalId } from '../graphql/ids.ts'

/** `org_…`: which organization a person means who is in several. */
const ORGANIZATION_HEADER = 'x-organization'

export interface RequestSettings {
  /** Addresses and networks of proxies whose X-Forwarded-For is believed: `loopback`, `10.0.0.0/8`. */
  readonly trustedProxies: readonly string[]
  /** Where browsers find Holdfast. Null: wherever a request says that it is. */
  readonly publicUrl: string | null
  /** Other pages that may use sessions. */
  readonly allowedOrigins: readonly string[]
}

export interface RequestReader {
  credentialsOf(request: IncomingMessage): Credentials
  /**
   * Of a WebSocket: `connection_init` may bring them as `apiKey` or `x-api-key`, `authorization`, and `organization` or
   * `x-organization`, in whatever case, at the top or within `headers`. What is missing is looked for in the upgrade's headers.
   */
  credentialsOfSocket(request: IncomingMessage, params: Readonly<Record<string, unknown>>): Credentials
  addressOf(request: IncomingMessage): string | null
  /** Whether an address is of a trusted proxy, behind which many clients stand. */
  isProxy(address: string): boolean
  /** Whether a page of this request's origin may use sessions; so may what is no page. */
  isOwnOrigin(request: IncomingMessage): boolean
  /** Whether the settings name this origin: PUBLIC_URL or one of ALLOWED_ORIGINS. */
  isNamedOrigin(origin: string): boolean
}

export function openRequestReader({ trustedProxies, publicUrl, allowedOrigins }: RequestSettings): RequestReader {
  const isTrusted = proxyAddress.compile([...trustedProxies])
  const own = new Set([...allowedOrigins, ...(publicUrl ? [new URL(publicUrl).origin] : [])])

  function addressOf(request: IncomingMessage): string | null {
    return request.socket.remoteAddress === undefined ? null : proxyAddress(request, isTrusted)
  }

  function isOwnOrigin(request: IncomingMessage): boolean {
    const { origin, host } = request.headers
    if (origin === undefined) return (request.headers['sec-fetch-site'] ?? 'same-origin') !== 'cross-site'
    return own.has(origin) || (URL.canParse(origin) && new URL(origin).host === host)
  }

  function read(request: IncomingMessage, headers: Pick<Headers, 'get'>): Credentials {
    return {
      secret: keyIn(headers),
      cookies: request.headers.cookie && isOwnOrigin(request) ? new Headers({ cookie: request.headers.cookie }) : null,
      organizationId: organizationIn(headers.get(ORGANIZATION_HEADER)),
      address: addressOf(request),
    }
  }

  return {
    credentialsOf: (request) => read(request, headersOf(request)),
    credentialsOfSocket: (request, params) => {
      const [headers, told] = [headersOf(request), textsIn(params)]
      return read(request, { get: (name) => told.get(name) ?? headers.get(name) })
    },
    addressOf,
    isProxy: (address) => isTrusted(address, 0),
    isOwnOrigin,
    isNamedOrigin: (origin) => own.has(origin),
  }
}

/** How parameters of `connection_init` are called beside the names of the headers. */
const PARAMETER_NAMES: Readonly<Record<string, string>> = { apikey: 'x-api-key', organization: ORGANIZATION_HEADER }

/** The texts among parameters, and within their `headers`, by the lower-case names of headers. The top ones count first. */
function textsIn(params: Readonly<Record<string, unknown>>): Map<string, string> {
  const texts = new Map<string, string>()
  const { headers } = Object.fromEntries(Object.entries(params).map(([name, value]) => [name.toLowerCase(), value]))
  for (const each of [headers, params]) {
    if (typeof each !== 'object' || each === null) continue
    for (const [key, value] of Object.entries(each)) {
      const name = key.toLowerCase()
      if (typeof value === 'string') texts.set(PARAMETER_NAMES[name] ?? name, value)
    }
  }
  return texts
}

/** The API key of a request: `Authorization: Bearer KEY` or `x-api-key: KEY`. */
function keyIn(headers: Pick<Headers, 'get'>): string {
  return bearerIn(headers) || (headers.get('x-api-key') ?? '')
}

/** What stands after `Authorization: Bearer`; nothing if nothing does. */
export function bearerIn(headers: Pick<Headers, 'get'>): string {
  return /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? ''
}

/** A header of a Node request, as `Headers` would give it. */
export function headersOf(request: IncomingMessage): Pick<Headers, 'get'> {
  return {
    get: (name) => {
      const value = request.headers[name]
      return Array.isArray(value) ? value.join(', ') : (value ?? null)
    },
  }
}

/** Of what is no organization's id, one that nobody has. */
function organizationIn(globalId: string | null): string | null {
  if (!globalId) return null
  try {
    const { typename, id } = decodeGlobalId(globalId)
    return typename === 'Organization' ? id : NIL
  } catch {
    return NIL
  }
}
