// Links: addresses under this Holdfast that carry what they are for as a signed token, so that whoever has one needs
// nothing else. Each kind has a path of its own; a token of one kind is nothing under another.

import { jwtVerify, SignJWT } from 'jose'

export interface LinkSettings {
  /** Signs links; the same on every process. */
  readonly secret: string
  /** Where links lead: https://billing.example.com. */
  readonly publicUrl: string
}

export class Links {
  readonly #publicUrl: string
  readonly #key: Uint8Array

  constructor({ secret, publicUrl }: LinkSettings) {
    this.#publicUrl = publicUrl
    this.#key = new TextEncoder().encode(secret)
  }

  /** An address under a path (`/files/`) that carries this. Null: it has no end. */
  async sign(path: string, carried: object, expiresAt: Date | null): Promise<string> {
    const token = new SignJWT({ ...carried }).setProtectedHeader({ alg: 'HS256' }).setAudience(audienceOf(path))
    if (expiresAt) token.setExpirationTime(expiresAt)
    return `${this.#publicUrl}${path}${await token.sign(this.#key)}`
  }

  /** What a token under a path carries; null if it was not signed for that path, or has ended. */
  async read(path: string, token: string): Promise<Record<string, unknown> | null> {
    const checks = { audience: audienceOf(path), algorithms: ['HS256'] }
    const verified = await jwtVerify(token, this.#key, checks).catch(() => null)
    return verified?.payload ?? null
  }
}

function audienceOf(path: string): string {
  return `holdfast ${path.replaceAll('/', '')}`
}
