// A client that was written for a vendor: it knows the vendor's paths and where the key goes, and has only its base URL changed.

interface VendorAnswer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: each vendor has its own shapes, which the tests compare.
  readonly body: any
}

export type Ask = (
  path: string,
  options?: { method?: string; body?: unknown; key?: string | null },
) => Promise<VendorAnswer>

/** `place`: the header of the key, as the vendor documents it. */
export function vendorClient(url: string, key: string | undefined | null, place: 'x-api-key' | 'bearer'): Ask {
  return async (path, { method = 'GET', body, key: other = key } = {}) => {
    const headers = new Headers(body === undefined ? {} : { 'content-type': 'application/json' })
    if (other && place === 'bearer') headers.set('authorization', `Bearer ${other}`)
    if (other && place === 'x-api-key') headers.set('x-api-key', other)
    const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(`${url}${path}`, { method, headers, body: sent })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
}
