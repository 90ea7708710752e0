// A real mail server on a free port. It keeps all mails that it receives.

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { expect } from 'vitest'
import type { MailSettings } from '../../src/access/mail.ts'

export interface Mailbox {
  readonly settings: MailSettings
  /**
   * Waits for a mail to this address that has not been taken yet, and returns the text of the newest. Where mails of
   * several kinds are on their way at a time, only its subject tells which one it is.
   */
  next(to: string, subject?: string): Promise<string>
  /** As next, with subject, headers and HTML. */
  nextWhole(to: string, subject?: string): Promise<Email>
  /** All mails that this address has received, the oldest first. */
  all(to: string): readonly Email[]
  /** The number of mails that this address has received. */
  count(to: string): number
  /** From now on each mail is refused with this SMTP code; null: none is. */
  refuseAll(code: number | null): void
  /** The number of mails that were refused. */
  readonly refused: number
  /** Called with each mail once it is received, before the sender is answered. */
  onReceived: (mail: Email) => void | Promise<void>
  stop(): Promise<void>
}

export async function startMailbox(): Promise<Mailbox> {
  const mails: { to: string; mail: Email; isTaken: boolean }[] = []
  let refusing: number | null = null
  let refused = 0
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo(_address, _session, done) {
      if (refusing === null) return done()
      refused++
      done(Object.assign(new Error('Not now'), { responseCode: refusing }))
    },
    onData(stream, { envelope }, done) {
      const receive = async () => {
        const mail = await PostalMime.parse(await buffer(stream))
        for (const { address } of envelope.rcptTo) mails.push({ to: address, mail, isTaken: false })
        await mailbox.onReceived(mail)
      }
      receive().then(() => done(), done)
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  const open = (to: string, subject?: string) =>
    mails.findLast(
      ({ to: each, isTaken, mail }) => each === to && !isTaken && mail.subject === (subject ?? mail.subject),
    )
  const nextWhole = async (to: string, subject?: string) => {
    await expect.poll(() => open(to, subject)).toBeDefined()
    const found = open(to, subject)!
    found.isTaken = true
    return found.mail
  }
  const all = (to: string) => mails.filter((mail) => mail.to === to).map(({ mail }) => mail)
  const mailbox: Mailbox = {
    settings: {
      to: { url: `smtp://127.0.0.1:${port}` },
      from: 'Holdfast <billing@holdfast.example>',
      appUrl: 'https://app.example.com/billing',
    },
    next: async (to, subject) => (await nextWhole(to, subject)).text ?? '',
    nextWhole,
    all,
    count: (to) => all(to).length,
    refuseAll: (code) => {
      refusing = code
    },
    get refused() {
      return refused
    },
    onReceived: () => {},
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
  return mailbox
}

/** Returns the link in a mail, and the part after its `#`. */
export function linkIn(mail: string): { url: string; token: string } {
  const url = /https?:\S+/.exec(mail)?.[0] ?? ''
  return { url, token: url.slice(url.indexOf('#') + 1) }
}
