// Mails about accounts: addresses to verify, passwords to choose, new devices. Without mail, those with a link are written to the
// log, for development.

import { hash } from 'node:crypto'
import type { Logger } from 'pino'
import type { AccountMail, AccountMails } from '../access/mail.ts'
import type { Vault } from '../access/vault.ts'
import type { Prisma, PrismaClient } from '../database/generated/client/client.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { textOf } from './letter.ts'
import { putMails } from './outbox.ts'
import { FACTS, letterOf } from './templates.ts'

interface Parts {
  readonly prisma: PrismaClient
  readonly vault: Vault
  readonly log: Logger
  readonly isOn: boolean
}

export function openAccountMails({ prisma, vault, log, isOn }: Parts): AccountMails {
  const underWay = new Set<Promise<unknown>>()
  const put = (mail: AccountMail) =>
    transact(prisma, (transaction) => putAccountMail({ vault }, transaction, mail, new Date()))
  return {
    isOn,
    send(mail) {
      if (!isOn) {
        const { kind, email: to, name, facts, link } = mail
        const letter = letterOf(kind, facts, { link, appUrl: null })
        const text = textOf(letter, { sender: '', name, reason: '', endUrl: null })
        log.warn({ mail: { to, subject: letter.subject, text } }, 'SMTP_URL is not set: this mail was not sent')
        return
      }
      const putting = put(mail)
        .catch((error) => log.error({ err: error, kind: mail.kind }, 'a mail could not be put into the outbox'))
        .finally(() => underWay.delete(putting))
      underWay.add(putting)
    },
    async stop() {
      await Promise.all(underWay)
    },
  }
}

/** Puts a mail about an account into the outbox. */
export async function putAccountMail(
  { vault }: Pick<Parts, 'vault'>,
  transaction: Prisma.TransactionClient,
  { kind, userId, name, email, facts, link, usefulSeconds }: AccountMail,
  now: Date,
): Promise<void> {
  const usefulUntil = usefulSeconds === null ? null : new Date(now.getTime() + usefulSeconds * 1_000)
  const mail = {
    ...{ organizationId: PLATFORM_ID, kind, recipient: userId, memberId: null, name, address: email },
    // A link is sent once; one without a secret is the same for all, so its facts tell the mails apart.
    ...{ cause: hash('sha256', `${link} ${JSON.stringify(facts)}`, 'base64url'), usefulUntil },
    ...{ facts: FACTS[kind].parse(facts), link },
  }
  await putMails({ vault }, transaction, [mail], { now, dueAt: null })
}
