// The browsers that a person has signed in with, known by a cookie of their own. A sign-in with another one is told by mail, so that
// people notice that somebody else knows their password.

import { hash, randomBytes } from 'node:crypto'
import type { PrismaClient } from '../database/generated/client/client.ts'
import { SIGN_IN_PATH } from './endpoints.ts'
import type { AccountMails } from './mail.ts'

/** The most devices that are known of a person. The one that was not used for longest is forgotten. */
const DEVICES_MAX = 20
const COOKIE = 'holdfast.device'
const COOKIE_VALUE = /(?:^|;\s*)holdfast\.device=([\w-]{22})(?:;|$)/
/** 400 days, the longest that browsers keep a cookie. */
const COOKIE_SECONDS = 400 * 24 * 60 * 60

interface SignIn {
  readonly userId: string
  readonly headers: Headers
  /** The client's address; null if it is not known. */
  readonly address: string | null
}

interface Parts {
  readonly prisma: PrismaClient
  readonly mails: AccountMails
  readonly publicUrl: string
}

/** Notes the device of a sign-in. Each one after the first of a person is told by mail. Returns the cookie to set, or null. */
export async function noteDevice(
  { prisma, mails, publicUrl }: Parts,
  { userId, headers, address }: SignIn,
): Promise<string | null> {
  const given = COOKIE_VALUE.exec(headers.get('cookie') ?? '')?.[1]
  const value = given ?? randomBytes(16).toString('base64url')
  const device = new Uint8Array(hash('sha256', value, 'buffer'))
  const known = await prisma.knownDevice.findMany({ where: { userId }, orderBy: { seenAt: 'desc' } })
  const isKnown = known.some((each) => Buffer.compare(each.hash, device) === 0)
  const seenAt = new Date()
  await prisma.knownDevice.upsert({
    where: { userId_hash: { userId, hash: device } },
    create: { userId, hash: device, seenAt },
    update: { seenAt },
  })
  if (!isKnown && known.length > 0) {
    const hashes = known.slice(DEVICES_MAX - 1).map((each) => each.hash)
    if (hashes.length > 0) await prisma.knownDevice.deleteMany({ where: { userId, hash: { in: hashes } } })
    const { name, email } = await prisma.user.findUniqueOrThrow({ where: { id: userId } })
    const browser = await browserOf(headers.get('user-agent'))
    const facts = { at: seenAt.toISOString(), address, browser }
    const link = `${publicUrl}${SIGN_IN_PATH}/forgot`
    mails.send({ kind: 'NEW_DEVICE', userId, name, email, facts, link, usefulSeconds: null })
  }
  if (given) return null
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${COOKIE}=${value}; Path=${SIGN_IN_PATH}; Max-Age=${COOKIE_SECONDS}; HttpOnly; SameSite=Lax${secure}`
}

/** The browser and its system, as people know them. The header itself may say anything. */
async function browserOf(userAgent: string | null): Promise<string> {
  const { default: Bowser } = await import('bowser')
  const { browser, os } = userAgent ? Bowser.parse(userAgent.slice(0, 500)) : {}
  const known = [browser?.name, os?.name].filter((name) => name !== undefined && name !== '')
  return known.length > 0 ? known.join(' on ') : 'one that is not known'
}
