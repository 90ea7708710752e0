// The outbox: a row for each mail, written in the transaction of what it tells, with a job that sends it. A cause makes one mail for
// each recipient, however often it is told. A link that is a secret is sealed, and removed when the mail has ended.

import { v7 as uuidv7 } from 'uuid'
import type { App } from '../app.ts'
import type { MailKind, Prisma } from '../database/generated/client/client.ts'
import { type Facts, letterOf } from './templates.ts'

export const MAIL_TASK = 'mail'
/** e + e² + … + e¹⁰ seconds are nine and a half hours; five more of e¹⁰ make it a day and a half. */
const ATTEMPTS_MAX = 15
/** The kinds that somebody waits for come before others. */
const PRIORITY: Partial<Record<MailKind, number>> = {
  PASSWORD_RESET: 0,
  EMAIL_VERIFICATION: 0,
  NEW_DEVICE: 0,
  SECOND_FACTOR: 0,
  INVITATION: 0,
}
const PRIORITY_OF_OTHERS = 5

/** As a flag of an endpoint, it is of at most four jobs that a process runs at a time: src/webhooks/sending.ts. */
const ADD_JOBS = `
  SELECT graphile_worker.add_job(
    '${MAIL_TASK}', json_build_object('organizationId', $1::text, 'id', id), job_key := '${MAIL_TASK}:' || id,
    max_attempts := ${ATTEMPTS_MAX}, priority := $3, run_at := $4::timestamptz, flags := '{endpoint:mail}'
  )
  FROM unnest($2::text[]) AS new (id)`

export interface NewMail<Kind extends MailKind = MailKind> {
  /** The nil UUID for a mail about an account. */
  readonly organizationId: string
  readonly kind: Kind
  readonly cause: string
  /** The member's id, the user's, or that of the invitation. */
  readonly recipient: string
  readonly memberId: string | null
  readonly name: string | null
  readonly address: string
  readonly facts: Facts<Kind>
  /** Its own link, which nobody else may know; null: it has none. */
  readonly link: string | null
  readonly usefulUntil: Date | null
}

interface Times {
  readonly now: Date
  /** The time of the first attempt; null: now. */
  readonly dueAt: Date | null
}

/** Puts mails of one kind and organization into the outbox. Returns the recipients who had none of this cause yet. */
export async function putMails<Kind extends MailKind>(
  { vault }: Pick<App, 'vault'>,
  transaction: Prisma.TransactionClient,
  mails: readonly NewMail<Kind>[],
  { now, dueAt }: Times,
): Promise<ReadonlySet<string>> {
  const [first] = mails
  if (!first) return new Set()
  const { organizationId, kind } = first
  const made = await transaction.mail.createManyAndReturn({
    data: mails.map(({ link, facts, ...mail }) => ({
      ...mail,
      id: uuidv7(),
      facts,
      subject: letterOf(kind, facts, { link: null, appUrl: null }).subject,
      secret: link === null ? null : vault.seal(link, organizationId),
      createdAt: now,
    })),
    skipDuplicates: true,
    select: { id: true, recipient: true },
  })
  const ids = made.map(({ id }) => id)
  const priority = PRIORITY[kind] ?? PRIORITY_OF_OTHERS
  if (ids.length > 0) await transaction.$executeRawUnsafe(ADD_JOBS, organizationId, ids, priority, dueAt ?? now)
  return new Set(made.map(({ recipient }) => recipient))
}
