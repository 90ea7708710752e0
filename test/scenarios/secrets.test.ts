// Secrets that sign webhooks, and links of mails that wait: sealed in the database with AUTH_SECRET, through its replacement.

import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHoldfast } from '../../src/holdfast.ts'
import { putMails } from '../../src/mail/outbox.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { CreateWebhookEndpoint, RotateTaskWebhookSecret, RotateWebhookSecret } from '../support/operations.ts'

const FIRST = 'the first secret of these tests, long enough'
const SECOND = 'the second secret of these tests, long enough'
const THIRD = 'the third secret of these tests, long enough'

let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ secret: FIRST })
})
afterAll(() => holdfast.stop())

/** Another process on the same database, with other secrets. */
function another(secret: string, secretBefore: string | null = null) {
  const log = pino({ level: 'silent' })
  return startHoldfast({ databaseUrl: holdfast.database.url, log, host: '127.0.0.1', port: 0, secret, secretBefore })
}

/** Everything that is kept, and what it is once it is opened by a process. */
async function kept({ app }: TestHoldfast['holdfast']) {
  const rows = [...(await app.prisma.webhookEndpoint.findMany()), ...(await app.prisma.taskWebhookSecret.findMany())]
  const sealed = rows.flatMap(({ organizationId, secret, oldSecret }) =>
    [secret, oldSecret].flatMap((each) => (each ? [{ organizationId, each }] : [])),
  )
  return {
    text: JSON.stringify(rows),
    opened: sealed.map(({ organizationId, each }) => app.vault.open(each, organizationId)).sort(),
  }
}

test('secrets of webhooks are sealed in the database, through a new AUTH_SECRET, and for no other organization', async () => {
  const { admin, uuid } = await holdfast.organization()
  const input = { url: 'https://example.com/hook', events: ['TASK_ENDED' as const] }
  const { createWebhookEndpoint: made } = await admin.run(CreateWebhookEndpoint, { input })
  if (made?.__typename !== 'CreateWebhookEndpointSuccess') throw new Error(JSON.stringify(made))
  const { rotateWebhookSecret: rotated } = await admin.run(RotateWebhookSecret, {
    input: { webhookEndpointId: made.webhookEndpoint.id },
  })
  if (rotated?.__typename !== 'RotateWebhookSecretSuccess') throw new Error(JSON.stringify(rotated))
  const { rotateTaskWebhookSecret: ofTasks } = await admin.run(RotateTaskWebhookSecret, { input: {} })
  if (ofTasks?.__typename !== 'RotateTaskWebhookSecretSuccess') throw new Error(JSON.stringify(ofTasks))
  const secrets = [made.secret, rotated.secret, ofTasks.secret].sort()

  const before = await kept(holdfast.holdfast)
  expect(before.opened).toEqual(secrets)
  expect(before.text).not.toContain('whsec_')
  const { vault, prisma } = holdfast.holdfast.app
  const { secret } = await prisma.taskWebhookSecret.findUniqueOrThrow({ where: { organizationId: uuid } })
  expect(() => vault.open(secret, '00000000-0000-0000-0000-000000000000')).toThrow()

  // One that was kept in plain, as by a version before.
  const where = { organizationId: uuid }
  await prisma.taskWebhookSecret.update({ where, data: { secret: ofTasks.secret } })
  await (await another(FIRST)).stop()
  expect((await kept(holdfast.holdfast)).text).not.toContain('whsec_')

  // Without the one before nothing can be opened, and nothing is changed.
  await expect(another(SECOND)).rejects.toThrow('Set AUTH_SECRET_BEFORE')
  expect((await kept(holdfast.holdfast)).opened).toEqual(secrets)
  const next = await another(SECOND, FIRST)
  expect((await kept(next)).opened).toEqual(secrets)
  await next.stop()
  const after = await another(SECOND)
  expect((await kept(after)).opened).toEqual(secrets)
  await after.stop()
})

test('the link of a mail that waits is sealed again with a new AUTH_SECRET', async () => {
  const { uuid: organizationId } = await holdfast.organization()
  const { app } = holdfast.holdfast
  const link = 'https://app.example.com/invitations/a-secret-token'
  const invitation = {
    ...{ organizationId, kind: 'INVITATION' as const, cause: 'test', recipient: 'x', memberId: null, name: null },
    ...{ address: 'x@example.com', link, usefulUntil: null },
    facts: {
      organization: { name: 'Test', timeZone: 'UTC', isSandbox: false },
      ...{ role: 'MEMBER' as const, inviter: null, expiresAt: '2040-01-01T00:00:00.000Z' },
    },
  }
  await app.prisma.$transaction((transaction) =>
    putMails(app, transaction, [invitation], { now: app.clock(), dueAt: new Date('2040-01-01') }),
  )
  const sealedNow = async () => {
    const mail = await app.prisma.mail.findFirstOrThrow({ where: { organizationId } })
    expect(JSON.stringify(mail)).not.toContain('a-secret-token')
    return mail.secret ?? ''
  }
  // All that is sealed, with one secret.
  await (await another(FIRST, SECOND)).stop()
  const first = await sealedNow()
  await expect(another(THIRD)).rejects.toThrow('the links of mails are sealed with')
  expect(await sealedNow()).toBe(first)
  await (await another(THIRD, FIRST)).stop()
  const after = await another(THIRD)
  const sealed = await sealedNow()
  expect(sealed).not.toBe(first)
  expect(after.app.vault.open(sealed, organizationId)).toBe(link)
  await after.stop()
})
