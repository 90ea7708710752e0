// Secrets that have to be read again, such as those that sign webhooks, are kept encrypted: AES-256-GCM, with a key derived from
// AUTH_SECRET. Whoever reads the database alone has none of them; nor can one be moved to another organization's row.
//
//   sealed:KEY:BASE64   KEY says which key it is, without showing it; then initialization vector, tag and text

import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16
const SEALED = /^sealed:([0-9a-f]{8}):(.+)$/

export interface Vault {
  /** How all begins that is sealed with the key in force. */
  readonly prefix: string
  seal(text: string, organizationId: string): string
  /** What was kept before there was a vault is answered as it is. Throws if it was sealed with a key that isn't known. */
  open(sealed: string, organizationId: string): string
}

/** `before`: what AUTH_SECRET was, for what is still sealed with it. */
export function openVault(secret: string, before: readonly string[] = []): Vault {
  const keys = new Map([secret, ...before].toReversed().map((each) => [keyIdOf(each), keyOf(each)]))
  const prefix = `sealed:${keyIdOf(secret)}:`
  return {
    prefix,
    seal(text, organizationId) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(CIPHER, keyOf(secret), iv).setAAD(Buffer.from(organizationId))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return prefix + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
    },
    open(sealed, organizationId) {
      const [, keyId = '', base64 = ''] = SEALED.exec(sealed) ?? []
      if (!keyId) return sealed
      const key = keys.get(keyId)
      if (!key) throw new Error('This secret was sealed with another AUTH_SECRET.')
      const bytes = Buffer.from(base64, 'base64')
      const text = bytes.subarray(IV_BYTES + TAG_BYTES)
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(organizationId))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8')
    },
  }
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'holdfast: secrets at rest', 32))
}

function keyIdOf(secret: string): string {
  return hash('sha256', keyOf(secret), 'hex').slice(0, 8)
}
