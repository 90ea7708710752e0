// A real mail server on a free port. It keeps all mails that it receives.

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { expect } from 'vitest'

export interface Mailbox {
  readonly settings: { readonly url: string; readonly from: string }
  /** Waits for a mail to this address that has not been taken yet, and returns the text of the newest. */
  next(to: string): Promise<string>
  /** The number of mails that this address has received. */
  count(to: string): number
  stop(): Promise<void>
}

export async function startMailbox(): Promise<Mailbox> {
  const mails: { to: string; text: string; isTaken: boolean }[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, { envelope }, done) {
      text(stream).then((raw) => {
        for (const { address } of envelope.rcptTo) mails.push({ to: address, text: decoded(raw), isTaken: false })
        done()
      }, done)
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  const open = (to: string) => mails.findLast((mail) => mail.to === to && !mail.isTaken)
  return {
    settings: { url: `smtp://127.0.0.1:${port}`, from: 'Holdfast <billing@holdfast.example>' },
    async next(to) {
      await expect.poll(() => open(to), { timeout: 10_000 }).toBeDefined()
      const mail = open(to)!
      mail.isTaken = true
      return mail.text
    },
    count: (to) => mails.filter((mail) => mail.to === to).length,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** Returns the link in a mail, and the part after its `#`. */
export function linkIn(mail: string): { url: string; token: string } {
  const url = /https?:\S+/.exec(mail)?.[0] ?? ''
  return { url, token: url.slice(url.indexOf('#') + 1) }
}

function decoded(mail: string): string {
  if (!/^content-transfer-encoding: quoted-printable/im.test(mail)) return mail
  const bytes = mail
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
