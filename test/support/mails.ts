// Mails in the outbox, past what causes them.

import { v7 as uuidv7 } from 'uuid'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import type { TestHoldfast } from './holdfast.ts'

/** Adds a mail that was sent. Returns its id in the API. */
export async function addMail({ holdfast }: TestHoldfast, organizationId: string): Promise<string> {
  const id = uuidv7()
  const times = { createdAt: new Date(), endedAt: new Date() }
  const to = { recipient: id, address: 'ada@example.com', subject: 'The statement' }
  await holdfast.app.prisma.mail.create({
    data: { organizationId, id, kind: 'STATEMENT', cause: id, ...to, facts: {}, status: 'SENT', ...times },
  })
  return encodeGlobalId('Mail', `${organizationId}/${id}`)
}
