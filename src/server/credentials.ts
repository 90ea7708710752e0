// Reads the credentials of a request: an API key or token, a session's cookie, the address of the client, and the organization that
// the request is for.

import type { IncomingMessage } from 'node:http'
import proxyAddress from 'proxy-addr'
import { NIL } from 'uuid'
import type { Credentials } from '../access/access.ts'
import { decodeGlobalId } from '../graphql/ids.ts'

/** The id (`org_…`) of the organization that a request is for: of a person who is a member of several, or of the operator who opens it. */
const ORGANIZATION_HEADER = 'x-organization'
/** `1`: the request asks for the operator's session, in place of a person's. */
const OPERATOR_HEADER = 'x-operator'
const REQUEST_ID = /^[\w.-]{1,100}$/

export interface RequestSettings {
  /** Addresses and networks of proxies whose X-Forwarded-For is believed: `loopback`, `10.0.0.0/8`. */
  readonly trustedProxies: readonly string[]
  /** The URL by which browsers reach Holdfast. Null: the host that each request names. */
  readonly publicUrl: string | null
  /** The origins of other pages that may use sessions. */
  readonly allowedOrigins: readonly string[]
}

export interface RequestReader {
  credentialsOf(request: IncomingMessage): Credentials
  /**
   * Reads the credentials of a WebSocket. `connection_init` may contain `apiKey` or `x-api-key`, `authorization`, `organization`
   * or `x-organization`, and `operator` or `x-operator`, in upper or lower case, at the top or within `headers`. The headers of the
   * upgrade supply what is absent.
   */
  credentialsOfSocket(request: IncomingMessage, params: Readonly<Record<string, unknown>>): Credentials
  addressOf(request: IncomingMessage): string | null
  /** The `x-request-id` that a trusted proxy has set; null: none, or not 1 to 100 characters of A-Z a-z 0-9 . _ -. */
  requestIdOf(request: IncomingMessage): string | null
  /** True for the address of a trusted proxy, which many clients share. */
  isProxy(address: string): boolean
  /** True if a page of the request's origin may use sessions, and for requests that do not come from a page. */
  isOwnOrigin(request: IncomingMessage): boolean
  /** True if the browser reaches Holdfast by https, as PUBLIC_URL says, or else the request's origin. */
  isSecure(request: IncomingMessage): boolean
  /** True for the origin of PUBLIC_URL and those of ALLOWED_ORIGINS. */
  isNamedOrigin(origin: string): boolean
}

export function openRequestReader({ trustedProxies, publicUrl, allowedOrigins }: RequestSettings): RequestReader {
  const isTrusted = proxyAddress.compile([...trustedProxies])
  const own = new Set([...allowedOrigins, ...(publicUrl ? [new URL(publicUrl).origin] : [])])

  function addressOf(request: IncomingMessage): string | null {
    return request.socket.remoteAddress === undefined ? null : proxyAddress(request, isTrusted)
  }

  function requestIdOf({ socket, headers }: IncomingMessage): string | null {
    const id = headers['x-request-id']
    if (typeof id !== 'string' || !REQUEST_ID.test(id)) return null
    return isTrusted(socket.remoteAddress ?? '', 0) ? id : null
  }

  function isOwnOrigin(request: IncomingMessage): boolean {
    const { origin, host } = request.headers
    if (origin === undefined) return (request.headers['sec-fetch-site'] ?? 'same-origin') !== 'cross-site'
    return own.has(origin) || (URL.canParse(origin) && new URL(origin).host === host)
  }

  function read(request: IncomingMessage, headers: Pick<Headers, 'get'>): Credentials {
    const secret = keyIn(headers)
    return {
      secret,
      isOtherScheme: secret === '' && !!headers.get('authorization'),
      cookies: request.headers.cookie && isOwnOrigin(request) ? new Headers({ cookie: request.headers.cookie }) : null,
      isOperator: headers.get(OPERATOR_HEADER) === '1',
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
    requestIdOf,
    isProxy: (address) => isTrusted(address, 0),
    isOwnOrigin,
    isSecure: ({ headers: { origin } }) => (publicUrl ?? origin ?? '').startsWith('https:'),
    isNamedOrigin: (origin) => own.has(origin),
  }
}

/** Other names of the parameters of `connection_init`, in lower case, with the headers that they stand for. */
const PARAMETER_NAMES: Readonly<Record<string, string>> = {
  apikey: 'x-api-key',
  organization: ORGANIZATION_HEADER,
  operator: OPERATOR_HEADER,
}

/** The texts of parameters and of their `headers`, by the names of headers in lower case. Top-level parameters take precedence. */
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

/** The token of `Authorization: Bearer`; empty if it is absent. */
export function bearerIn(headers: Pick<Headers, 'get'>): string {
  return /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? ''
}

/** The headers of a Node request, with the interface of `Headers`. */
export function headersOf(request: IncomingMessage): Pick<Headers, 'get'> {
  return {
    get: (name) => {
      const value = request.headers[name]
      return Array.isArray(value) ? value.join(', ') : (value ?? null)
    },
  }
}

/** The organization's id; for an invalid one, an id that no organization has. */
function organizationIn(globalId: string | null): string | null {
  if (!globalId) return null
  try {
    const { typename, id } = decodeGlobalId(globalId)
    return typename === 'Organization' ? id : NIL
  } catch {
    return NIL
  }
}
