// A demo sends no mails: it keeps them in a folder and shows them to whoever has the link that its start prints.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEPT_MAILS_PATH } from '../../src/server/keptMails.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { signUp } from '../support/people.ts'

let holdfast: TestHoldfast
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-kept-'))
  holdfast = await startTestHoldfast({
    sessions: { signUp: true, oidc: null },
    mail: { to: { folder }, from: 'Holdfast <holdfast@localhost>', appUrl: null },
    showMails: true,
  })
})
afterAll(async () => {
  await holdfast.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a mail is a file, and is shown with the link that it carries, in a frame that runs nothing', async () => {
  await signUp(holdfast, 'ada@example.com', '<script>alert(1)</script>')
  await expect.poll(async () => (await readdir(folder)).filter((file) => file.endsWith('.eml'))).toHaveLength(1)
  const [file = ''] = await readdir(folder)
  expect(await readFile(join(folder, file), 'utf8')).toContain('To: ada@example.com')
  const url = (await holdfast.holdfast.app.links?.sign(KEPT_MAILS_PATH, {}, null)) ?? ''
  const list = await fetch(url)
  expect(list.headers.get('content-security-policy')).toContain("default-src 'none'")
  const [, query] = /href="(\?mail=[^"]+)"/.exec(await list.text()) ?? []
  const shown = await (await fetch(`${url}${query}`)).text()
  expect(shown).toContain('<h1>Verify your address</h1>')
  expect(shown).toContain('/auth/verify#')
  expect(shown).not.toContain('<script')
  const frame = await fetch(`${url}${query}&part=html`)
  expect(frame.headers.get('content-security-policy')).toMatch(/^sandbox .*default-src 'none'/)
  expect(frame.headers.get('content-security-policy')).not.toContain('allow-scripts')
  expect(await frame.text()).not.toContain('<script')
})

test.each(['x', 'eyJhbGciOiJIUzI1NiJ9.e30.AAAA'])('without the link nothing is shown: %s', async (token) => {
  const response = await fetch(`${holdfast.holdfast.url}${KEPT_MAILS_PATH}${token}`)
  expect(response.status).toBe(404)
  expect(await response.text()).toContain('This link does not work')
})

test('a file outside the folder is not read', async () => {
  const url = await holdfast.holdfast.app.links?.sign(KEPT_MAILS_PATH, {}, null)
  const response = await fetch(`${url}?mail=${encodeURIComponent('../../etc/passwd')}`)
  expect(await response.text()).toContain('Mails of the demo')
})
