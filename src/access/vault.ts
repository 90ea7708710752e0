// Encrypts secrets that have to be read again, such as those that sign webhooks: AES-256-GCM, with a key derived from AUTH_SECRET.
// A reader of the database alone can't decrypt them, and a sealed secret can't be moved to another organization's row.
//
//   sealed:KEY:BASE64   KEY identifies the key without revealing it; BASE64 is the initialization vector, tag and text

import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16
const SEALED = /^sealed:([0-9a-f]{8}):(.+)$/

export interface Vault {
  /** The beginning of everything that is sealed with the present key. */
  readonly prefix: string
  seal(text: string, organizationId: string): string
  /** Decrypts a secret. A text that is not sealed is returned unchanged. Throws if the key is not known. */
  open(sealed: string, organizationId: string): string
}

/** `before`: earlier values of AUTH_SECRET, for secrets that are still sealed with them. */
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
