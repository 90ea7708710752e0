// Sends the mails of the outbox, each by a job of the queue. A mail that the server does not take now is tried again for a day and
// a half; one that it refuses for good has failed. A process that is killed between the sending and the record of it sends the
// mail once more, under the same Message-ID, by which the recipient's program knows it.

import type { JobHelpers, TaskList } from 'graphile-worker'
import type { SendMailOptions } from 'nodemailer'
import { z } from 'zod'
import type { MailSettings } from '../access/mail.ts'
import type { App } from '../app.ts'
import type { Mail } from '../database/generated/client/client.ts'
import { KINDS } from './kinds.ts'
import { type Frame, htmlOf, shown, textOf } from './letter.ts'
import { MAIL_TASK } from './outbox.ts'
import { choicesOf, endLink } from './preferences.ts'
import { FACTS, letterOf } from './templates.ts'
import { openTransport, type Transport } from './transport.ts'

/** The time that running sends have to finish when the process stops. */
const STOP_MS = 2_000

const Sending = z.object({ organizationId: z.uuid(), id: z.uuid() })

type Key = z.output<typeof Sending>

export interface MailWork {
  /** The queue's jobs for mails, by name. */
  readonly tasks: TaskList
  /** Waits up to STOP_MS for running sends, then lets go of them: they are sent again. */
  stop(): Promise<void>
}

/** Makes the file that is attached to a mail, by its kind and facts; null: none is. */
export type Attach = (
  app: App,
  mail: Pick<Mail, 'organizationId' | 'kind'> & { readonly facts: unknown },
) => Promise<{ readonly filename: string; readonly content: Buffer } | null>

export function openMails(app: App, settings: MailSettings, attach: Attach): MailWork {
  const transport = openTransport(settings)
  const stopping = Promise.withResolvers<never>()
  stopping.promise.catch(() => {})
  const underWay = new Set<Promise<void>>()
  return {
    tasks: {
      [MAIL_TASK]: async (payload, { job }) => {
        const post = { app, settings, transport, attach, stopping: stopping.promise }
        const sending = send(post, Sending.parse(payload), job)
        underWay.add(sending)
        await sending.finally(() => underWay.delete(sending))
      },
    },
    async stop() {
      const timer = setTimeout(() => stopping.reject(new Error('Holdfast is stopping.')), STOP_MS)
      await Promise.allSettled(underWay)
      clearTimeout(timer)
    },
  }
}

interface Post {
  readonly app: App
  readonly settings: MailSettings
  readonly transport: Transport
  readonly attach: Attach
  /** Rejects when the process can't wait any longer. */
  readonly stopping: Promise<never>
}

async function send(
  { app, settings, transport, attach, stopping }: Post,
  key: Key,
  job: JobHelpers['job'],
): Promise<void> {
  const [mail] = await app.prisma.mail.updateManyAndReturn({
    where: { ...key, status: 'PENDING' },
    data: { attempts: { increment: 1 } },
  })
  if (!mail) return
  const reading = await readingOf(app, mail)
  if ('useless' in reading) return end(app, mail, 'DISCARDED', reading.useless)
  const attached = await attach(app, mail)
  const letter = await messageOf(app, settings, { ...mail, facts: reading.facts }, reading.role)
  const message = attached ? { ...letter, attachments: [{ ...attached, contentType: 'application/pdf' }] } : letter
  try {
    await Promise.race([transport.send(mail.id, message), stopping])
  } catch (error) {
    const { sentence, isForGood } = failureOf(error)
    app.log.warn({ err: error, kind: mail.kind, mailId: mail.id }, 'a mail could not be sent')
    if (isForGood || job.attempts >= job.max_attempts) return end(app, mail, 'FAILED', sentence)
    await app.prisma.mail.updateMany({ where: key, data: { error: sentence } })
    // The queue tries it again later.
    throw error
  }
  await end(app, mail, 'SENT', null, String(message.subject))
}

/** Records the end of a mail, and removes what was secret in it. */
async function end(
  { prisma, clock }: App,
  { organizationId, id }: Mail,
  status: 'SENT' | 'FAILED' | 'DISCARDED',
  error: string | null,
  subject?: string,
): Promise<void> {
  // The facts name people, and nothing needs them any more.
  const over = { status, error, secret: null, facts: {}, endedAt: clock() }
  const data = subject === undefined ? over : { ...over, subject }
  await prisma.mail.updateMany({ where: { organizationId, id, status: 'PENDING' }, data })
}

type Reading =
  | { readonly facts: unknown; readonly role: string | null }
  /** The reason why nobody needs it any more. */
  | { readonly useless: string }

const ENDED = 'Its recipient has ended mails of this kind.'

/** Returns whether the billing address of an organization has ended a kind: it has all, unless it ended them. */
async function hasEnded({ prisma }: App, { organizationId, kind }: Mail): Promise<boolean> {
  if (!KINDS[kind].canEnd) return false
  return (
    (await prisma.mailPreference.count({ where: { organizationId, memberId: organizationId, kind, wanted: false } })) >
    0
  )
}

/** The present facts of a mail, and the role of its recipient. Since it was written, they may have left, or its matter may be settled. */
async function readingOf(app: App, mail: Mail): Promise<Reading> {
  const { organizationId, memberId, kind, facts, usefulUntil } = mail
  if (usefulUntil && usefulUntil <= app.clock()) return { useless: 'It was no longer of use when it could be sent.' }
  if (memberId === null) return (await hasEnded(app, mail)) ? { useless: ENDED } : { facts, role: null }
  const where = { organizationId_id: { organizationId, id: memberId } }
  const member = await app.prisma.member.findUnique({ where, select: { role: true, removedAt: true } })
  if (!member || member.removedAt) return { useless: 'Its recipient is no longer a member.' }
  const choices = await choicesOf(app, { organizationId, memberId })
  if (choices.some((choice) => choice.kind === kind && !choice.wanted)) {
    return { useless: ENDED }
  }
  if (kind !== 'APPROVAL_NEEDED') return { facts, role: member.role }
  const waiting = await app.prisma.task.count({ where: { organizationId, approval: 'PENDING', endedAt: null } })
  if (waiting === 0) return { useless: 'No task waits any more.' }
  return { facts: { ...FACTS.APPROVAL_NEEDED.parse(facts), waiting }, role: member.role }
}

async function messageOf(
  app: App,
  { from, appUrl }: MailSettings,
  mail: Pick<Mail, 'organizationId' | 'id' | 'kind' | 'memberId' | 'name' | 'address' | 'secret'> & { facts: unknown },
  role: string | null,
): Promise<SendMailOptions> {
  const { organizationId, id, kind, memberId, name, address, secret, facts } = mail
  const link = secret === null ? null : app.vault.open(secret, organizationId)
  const letter = letterOf(kind, facts, { link, appUrl })
  // Without a member, a kind that can be ended goes to the billing address.
  const chooser = { organizationId, memberId: memberId ?? organizationId }
  const endUrl = KINDS[kind].canEnd ? await endLink(app, chooser, kind) : null
  const frame: Frame = { sender: senderOf(from), name, reason: reasonOf(kind, facts, role), endUrl }
  return {
    to: { name: '', address },
    subject: letter.subject,
    text: textOf(letter, frame),
    html: htmlOf(letter, frame),
    messageId: `<${id}@${domainOf(from)}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      // https://www.rfc-editor.org/rfc/rfc8058
      ...(endUrl === null
        ? {}
        : { 'List-Unsubscribe': `<${endUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  }
}

const InOrganization = z.object({ organization: z.object({ name: z.string() }) })

function reasonOf(kind: Mail['kind'], facts: unknown, role: string | null): string {
  if (kind === 'SIMULATION_ENDED') return 'You get this mail because a simulation was asked for with this address.'
  const parsed = InOrganization.safeParse(facts)
  if (!parsed.success) return 'You get this mail because it is about your account.'
  const name = shown(parsed.data.organization.name)
  return role === null
    ? `You get this mail because somebody in “${name}” has entered this address.`
    : `You get this mail as ${role} of “${name}”.`
}

/** The name of the sender, as people read it. */
function senderOf(from: string): string {
  const name = from.includes('<') ? from.slice(0, from.indexOf('<')).replaceAll('"', '').trim() : ''
  return name === '' ? 'Holdfast' : name
}

function domainOf(from: string): string {
  return from.slice(from.lastIndexOf('@') + 1).replace('>', '')
}

/** The reason why a mail was not sent, as its organization may read it. The server's own words, which may name addresses, are in the log. */
function failureOf(error: unknown): { readonly sentence: string; readonly isForGood: boolean } {
  const { code, responseCode } = (error ?? {}) as { code?: string; responseCode?: number }
  const isAboutMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  if (responseCode === undefined) return { sentence: 'The mail server did not answer.', isForGood: false }
  if (isAboutMail && responseCode >= 500) {
    return { sentence: `The mail server refused it (${responseCode}).`, isForGood: true }
  }
  return { sentence: `The mail server did not take it (${responseCode}).`, isForGood: false }
}
