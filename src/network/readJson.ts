// Reads a small JSON document at an address that an organization or a provider has set.

import { type RequestBounds, requestWithin } from './request.ts'

/** The document; null if it can't be had: no connection, another status than 200, too long, too late, or not JSON. */
export async function readJson(url: URL, bounds: RequestBounds): Promise<unknown> {
  try {
    const { status, body } = await requestWithin(url, bounds, { headers: { accept: 'application/json' } })
    return status === 200 ? JSON.parse(body.toString()) : null
  } catch {
    return null
  }
}
