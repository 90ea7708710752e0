// Mails go to a mail server, or into a folder that keeps them as files, which the demo shows.

import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SendMailOptions } from 'nodemailer'
import type { MailSettings } from '../access/mail.ts'

/** The time limit of each step of a connection to the mail server. */
const TIMEOUT_MS = 10_000

export interface Transport {
  /** Resolves once the mail is accepted. `id` names it. */
  send(id: string, message: SendMailOptions): Promise<void>
}

/** nodemailer is imported only if a mail is sent: a start takes less time without it. */
export function openTransport({ to, from }: MailSettings): Transport {
  return 'url' in to ? toServer(to.url, from) : toFolder(to.folder, from)
}

function toServer(url: string, from: string): Transport {
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS }
  const opening = import('nodemailer').then(({ createTransport }) => createTransport({ url, ...timeouts }, { from }))
  return {
    async send(_id, message) {
      await (await opening).sendMail(message)
    },
  }
}

function toFolder(folder: string, from: string): Transport {
  const options = { streamTransport: true, buffer: true } as const
  const opening = import('nodemailer').then(({ createTransport }) => createTransport(options, { from }))
  return {
    async send(id, message) {
      const { message: bytes } = await (await opening).sendMail(message)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // A reader finds the whole file or none.
      const path = join(folder, `${id}.eml`)
      await writeFile(`${path}.part`, bytes as Buffer, { mode: 0o600 })
      await rename(`${path}.part`, path)
    },
  }
}
