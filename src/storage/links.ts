// Signed links: URLs of this Holdfast whose last part is a signed token with the data of the link. A client needs nothing else.
// Each kind of link has its own path, and a token is valid only under the path that it was signed for.

import { AsyncLocalStorage } from 'node:async_hooks'
import { jwtVerify, SignJWT } from 'jose'

export interface LinkSettings {
  /** Signs links. Every process must have the same secret. */
  readonly secret: string
  /** The URL that links begin with: https://billing.example.com. */
  readonly publicUrl: string
}

const ofOther = new AsyncLocalStorage<string>()

/** Runs an operation that came to another process: the links that it signs begin with the URL of that one. */
export function linkingFrom<Result>(publicUrl: string, work: () => Result): Result {
  return ofOther.run(publicUrl, work)
}

export class Links {
  /** As in LinkSettings. */
  readonly publicUrl: string
  readonly #key: Uint8Array

  constructor({ secret, publicUrl }: LinkSettings) {
    this.publicUrl = publicUrl
    this.#key = new TextEncoder().encode(secret)
  }

  /** A URL under a path (`/files/`) that carries this data. `expiresAt` null: it doesn't expire. */
  async sign(path: string, carried: object, expiresAt: Date | null): Promise<string> {
    const token = new SignJWT({ ...carried }).setProtectedHeader({ alg: 'HS256' }).setAudience(audienceOf(path))
    if (expiresAt) token.setExpirationTime(expiresAt)
    const publicUrl = ofOther.getStore() ?? this.publicUrl
    return `${publicUrl}${path}${await token.sign(this.#key)}`
  }

  /** The data that a token carries; null if it was not signed for this path, or has expired. */
  async read(path: string, token: string): Promise<Record<string, unknown> | null> {
    const checks = { audience: audienceOf(path), algorithms: ['HS256'] }
    const verified = await jwtVerify(token, this.#key, checks).catch(() => null)
    return verified?.payload ?? null
  }
}

function audienceOf(path: string): string {
  return `holdfast ${path.replaceAll('/', '')}`
}
