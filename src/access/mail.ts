// Mail to people: links that verify an address or reset a password.
//
// SMTP_URL sets the mail server. Without it, mails are written to the log with their links, for development.

import type { Logger } from 'pino'

/** The time limit of each step of a connection to the mail server. */
const TIMEOUT_MS = 10_000

export interface MailSettings {
  /** `smtp://user:password@host:587`, or `smtps://…`. */
  readonly url: string
  /** The sender: `Holdfast <billing@example.com>`. */
  readonly from: string
}

interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface Mailer {
  /** Sends a mail in the background, so that the time of the response does not reveal whether the account exists. */
  send(mail: Mail): void
  /** Waits for mails that are being sent. */
  stop(): Promise<void>
}

export async function openMailer(settings: MailSettings | null, log: Logger): Promise<Mailer> {
  const underWay = new Set<Promise<unknown>>()
  const transport = settings && (await openTransport(settings))
  return {
    send(mail) {
      if (!transport) {
        log.warn({ mail }, 'SMTP_URL is not set: this mail was not sent')
        return
      }
      const sending = transport
        .sendMail(mail)
        .catch((error) => log.error({ err: error, to: mail.to }, 'a mail could not be sent'))
        .finally(() => underWay.delete(sending))
      underWay.add(sending)
    },
    async stop() {
      await Promise.all(underWay)
      transport?.close()
    },
  }
}

async function openTransport({ url, from }: MailSettings) {
  // Imported only if it is used: a start takes less time without it.
  const { createTransport } = await import('nodemailer')
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS }
  return createTransport({ url, ...timeouts }, { from })
}
