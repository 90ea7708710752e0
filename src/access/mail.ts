// Mail to people: links that verify an address, or let somebody choose another password.
//
// Sent by SMTP_URL. Without it a mail is written to the log in place of being sent, links and all: for a machine of one's own.

import { createTransport } from 'nodemailer'
import type { Logger } from 'pino'

/** So long a mail server may take to answer, in all that it has to. */
const TIMEOUT_MS = 10_000

export interface MailSettings {
  /** `smtp://user:password@host:587`, or `smtps://…`. */
  readonly url: string
  /** Who it is from: `Holdfast <billing@example.com>`. */
  readonly from: string
}

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface Mailer {
  /** Sends it by and by: whoever asked doesn't wait, and can't tell by the time whether there was anybody to write to. */
  send(mail: Mail): void
  /** Waits for what is being sent. */
  stop(): Promise<void>
}

export function openMailer(settings: MailSettings | null, log: Logger): Mailer {
  const underWay = new Set<Promise<unknown>>()
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS }
  const transport = settings && createTransport({ url: settings.url, ...timeouts }, { from: settings.from })
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
