// kill -9 between the sending of a mail and the record of it: the mail comes once more, under the same Message-ID, and not again.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { type Mailbox, startMailbox } from '../support/mailbox.ts'
import { type HoldfastProcess, readDemo, spawnHoldfast } from '../support/process.ts'

let dataDir: string
let database: TestDatabase
let mailbox: Mailbox
let holdfast: HoldfastProcess

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-mails-'))
  database = await createTestDatabase()
  mailbox = await startMailbox()
  await start()
})
afterAll(async () => {
  await holdfast.end('SIGTERM')
  await mailbox.stop()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  const { to, from } = mailbox.settings
  const smtp = 'url' in to ? to.url : ''
  holdfast = spawnHoldfast({ DATA_DIR: dataDir, DATABASE_URL: database.url, SMTP_URL: smtp, MAIL_FROM: from })
  await holdfast.ready()
}

test('a mail of a process that was killed while it sent comes at most once more, as the same', async () => {
  const email = 'kim@example.com'
  const received = Promise.withResolvers<void>()
  // The mail is there, and its sender is never answered.
  mailbox.onReceived = async () => {
    received.resolve()
    mailbox.onReceived = () => {}
    await holdfast.ended
  }
  const { url } = await readDemo(dataDir)
  const signedUp = await fetch(`${url}/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, name: 'Kim', password: 'correct horse battery' }),
  })
  expect(signedUp.status).toBe(200)
  await received.promise
  await holdfast.end('SIGKILL')
  await start()
  await expect.poll(() => mailbox.count(email)).toBe(2)
  const status = `SELECT status::text, attempts FROM mail WHERE address = '${email}'`
  await expect
    .poll(() => run(database.url, async (client) => (await client.query(status)).rows))
    .toEqual([{ status: 'SENT', attempts: 2 }])
  const [first, second] = mailbox.all(email)
  expect(second?.messageId).toBe(first?.messageId)
  expect(second?.text).toBe(first?.text)
})
