// The journal in its holder's hands: any past balance, and an export that proves itself.

import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkExport } from '../../src/wallets/journalExport.ts'
import type { Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import {
  Adjust,
  Balance,
  BalanceAt,
  Freeze,
  Grant,
  Release,
  Spend,
  Submit,
  SubmitMany,
  UpdateOrganization,
  VerifyLedger,
} from '../support/operations.ts'

const HOUR_MS = 60 * 60 * 1_000
const BEGIN = Date.UTC(2026, 0, 1)
const ROOT = join(import.meta.dirname, '../..')

let now = BEGIN
let holdfast: TestHoldfast
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-export-'))
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(async () => {
  await holdfast.stop()
  await rm(folder, { recursive: true })
})

async function walletOf({ admin }: TestOrganization) {
  const { organization } = await admin.run(Balance)
  return organization?.wallet ?? null
}

async function exported(client: Client, walletId: string, format: string): Promise<Response> {
  const headers: HeadersInit = client.key ? { 'x-api-key': client.key } : {}
  return fetch(`${holdfast.holdfast.url}/wallets/${walletId}/journal?format=${format}`, { headers })
}

const check = (text: string) => checkExport(new Blob([text]).stream() as unknown as AsyncIterable<Uint8Array>)

/** A wallet whose journal has most kinds of entries, and a reason with everything in it that a format could trip over. */
async function used(): Promise<TestOrganization> {
  const organization = await holdfast.organization({ credits: 100n })
  const { id: organizationId } = organization
  const { operator } = holdfast
  const reason = 'said "no", then:\nyes; naïve — \\n, 火'
  await operator.run(Adjust, { input: { organizationId, remove: 3, reason } })
  await operator.run(Grant, {
    input: { organizationId, credits: 10, usableFrom: new Date(now + HOUR_MS).toISOString() },
  })
  for (const [credits, settle] of [
    [10, (holdId: string) => operator.run(Spend, { input: { holdId, credits: 4 } })],
    [5, (holdId: string) => operator.run(Release, { input: { holdId } })],
  ] as const) {
    const { freezeCredits } = await operator.run(Freeze, { input: { organizationId, credits } })
    if (freezeCredits?.__typename === 'FreezeCreditsSuccess') await settle(freezeCredits.hold.id)
  }
  await organization.member.run(SubmitMany, { inputs: [{ model: 'suno', operation: 'music' }] })
  return organization
}

test('the balance at any past instant can be read', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const before = now
  const moments: [number, number][] = []
  for (let i = 1; i <= 25; i++) {
    now += HOUR_MS
    await holdfast.operator.run(Grant, { input: { organizationId: organization.id, credits: i } })
    moments.push([now, (i * (i + 1)) / 2])
  }
  const at = async (ms: number) => {
    const { organization: shown } = await organization.admin.run(BalanceAt, { at: new Date(ms).toISOString() })
    return shown?.wallet?.balanceAt
  }
  expect(await at(before)).toBeNull()
  for (const [i, [ms, available]] of moments.entries()) {
    expect(await at(ms)).toMatchObject({
      available,
      frozen: 0,
      total: available,
      entry: { sequence: i + 1, type: 'GRANT' },
    })
    expect(await at(ms + HOUR_MS - 1)).toMatchObject({ available })
  }
  expect(await at(now + 1_000 * HOUR_MS)).toMatchObject({ available: 325 })
})

test.each(['ndjson', 'csv'])('an export as %s is checked offline, down to the last byte', async (format) => {
  const organization = await used()
  const wallet = await walletOf(organization)
  const response = await exported(organization.member, wallet?.id ?? '', format)
  expect(response.status).toBe(200)
  const text = await response.text()
  const good = await check(text)
  expect(good).toMatchObject({ entries: wallet?.sequence, wrong: null })

  // Whatever digit or letter of an entry is changed, it shows.
  const lines = text.split('\n')
  const row = lines.findIndex((line) => line.includes('SPEND'))
  const line = lines[row] ?? ''
  for (let i = 0; i < line.length; i++) {
    const letter = line[i] ?? ''
    if (!/[0-9a-f]/.test(letter)) continue
    const changed = `${line.slice(0, i)}${letter === '1' ? '2' : '1'}${line.slice(i + 1)}`
    expect((await check(lines.with(row, changed).join('\n'))).wrong, changed).not.toBeNull()
  }
  expect((await check(lines.toSpliced(row, 1).join('\n'))).wrong).toMatch(/comes after/)
  expect((await check(lines.toSpliced(row, 0, line).join('\n'))).wrong).toMatch(/comes after/)
  // An end that was cut off can only be told where the head stands apart: in NDJSON’s first line.
  const cut = await check(lines.slice(0, -2).join('\n'))
  if (format === 'ndjson') expect(cut.wrong).toMatch(/but the file ends with another entry/)
  else expect(cut.head).not.toBe(good.head)
})

/** Whether a spreadsheet would take a cell for a formula. */
const isFormula = (cell: unknown) => /^[=+\-@\t\n\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(String(cell))

test('no text in a CSV is a formula, numbers stay numbers, and the file can still be verified', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const { id: organizationId, admin, owner } = organization
  const reasons = [
    '=HYPERLINK("http://evil.example","x")',
    '+1',
    '-1',
    '@SUM(1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    "'=1",
    "'",
    'a=1',
  ]
  for (const reason of reasons) await holdfast.operator.run(Adjust, { input: { organizationId, remove: 1, reason } })
  for (const name of ['=1+1', '-2', '@x']) await owner.run(UpdateOrganization, { input: { name } })
  const walletId = (await walletOf(organization))?.id ?? ''
  const text = await (await exported(admin, walletId, 'csv')).text()
  const journal = parse(text, { columns: true }) as Record<string, string>[]
  const said = journal.filter(({ type }) => type === 'REVOKE').map(({ reason }) => reason)
  expect(said.map((each) => each?.replace(/^'/, ''))).toEqual(reasons)
  expect(said.at(-1)).toBe('a=1')
  const log = await (
    await fetch(`${holdfast.holdfast.url}/organizations/${organizationId}/audit?format=csv`, {
      headers: { 'x-api-key': owner.key ?? '' },
    })
  ).text()
  const audit = parse(log, { columns: true }) as Record<string, string>[]
  expect(audit.length).toBeGreaterThanOrEqual(3)
  for (const row of [...journal, ...audit]) expect(Object.values(row).filter(isFormula)).toEqual([])
  expect(journal.at(-1)).toMatchObject({ sequence: String(journal.length), credits: '1', available: '89', locked: '0' })
  expect(await check(text)).toMatchObject({ entries: journal.length, wrong: null })
})

test('a CSV begins with a byte order mark on request, and can be verified with it', async () => {
  const organization = await used()
  const walletId = (await walletOf(organization))?.id ?? ''
  const bytesOf = async (format: string) =>
    new Uint8Array(await (await exported(organization.admin, walletId, format)).arrayBuffer())
  const plain = await bytesOf('csv')
  const marked = await bytesOf('csv&bom=1')
  expect([...marked.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(marked.slice(3)).toEqual(plain)
  expect((await checkExport(new Blob([marked]).stream() as unknown as AsyncIterable<Uint8Array>)).wrong).toBeNull()
  for (const query of ['csv&bom=2', 'csv&bom=', 'ndjson&bom=1', 'xlsx']) {
    const refused = await exported(organization.admin, walletId, query)
    expect(refused.status, query).toBe(400)
    expect(await refused.json()).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(/^(bom|format) must be/),
    })
  }
})

test('a long journal is exported and checked as a stream', async () => {
  const organization = await holdfast.organization({ credits: 100_000n })
  const inputs = Array.from({ length: 1_000 }, () => ({ model: 'suno', operation: 'music' }))
  for (let i = 0; i < 5; i++) await organization.member.run(SubmitMany, { inputs })
  const wallet = await walletOf(organization)
  for (const format of ['ndjson', 'csv']) {
    const response = await exported(organization.admin, wallet?.id ?? '', format)
    const checked = await checkExport(response.body as unknown as AsyncIterable<Uint8Array>)
    expect(checked).toMatchObject({ entries: 5_001, wrong: null })
  }
})

test('an empty journal is an export too', async () => {
  const organization = await holdfast.organization({ credits: 0n })
  const wallet = await walletOf(organization)
  const response = await exported(organization.viewer, wallet?.id ?? '', 'ndjson')
  expect(await check(await response.text())).toMatchObject({ entries: 0, wrong: null })
})

test('npx holdfast verify-export reports the result, and exits with 1 for a changed file', async () => {
  const organization = await used()
  const wallet = await walletOf(organization)
  const text = await (await exported(organization.member, wallet?.id ?? '', 'ndjson')).text()
  const verifyExport = async (name: string, content: string) => {
    const file = join(folder, name)
    await writeFile(file, content)
    const { promise, resolve } = Promise.withResolvers<{ code: number; said: string }>()
    execFile('npx', ['holdfast', 'verify-export', file], { cwd: ROOT }, (error, stdout) => {
      resolve({ code: Number(error?.code ?? 0), said: stdout })
    })
    return promise
  }
  const right = await verifyExport('right.ndjson', text)
  expect(right).toMatchObject({ code: 0, said: expect.stringContaining(`${wallet?.sequence} entries of wallet`) })
  const wrong = await verifyExport('wrong.ndjson', text.replace('"credits":4', '"credits":5'))
  expect(wrong.code).toBe(1)
  expect(wrong.said).toMatch(/not what was exported. Line \d+: the hash is not that of the entry/)
})

test('the program in docs/journal.md checks an export without Holdfast', async () => {
  const organization = await used()
  const wallet = await walletOf(organization)
  const text = await (await exported(organization.member, wallet?.id ?? '', 'ndjson')).text()
  const docs = await readFile(join(ROOT, 'docs/journal.md'), 'utf8')
  const program = join(folder, 'check.mjs')
  await writeFile(program, /```js\n(.+?)```/s.exec(docs)?.[1] ?? '')
  const says = async (content: string) => {
    const file = join(folder, 'journal.ndjson')
    await writeFile(file, content)
    return (await promisify(execFile)(process.execPath, [program, file])).stdout.trim()
  }
  expect(await says(text)).toBe('whole')
  expect(await says(text.trimEnd().split('\n').slice(0, -1).join('\n'))).toBe('cut off')
  await expect(says(text.replace('"credits":4', '"credits":5'))).rejects.toThrow(/entry \d+ was changed/)
})

test('nobody can export a journal that they may not see', async () => {
  const [mine, theirs] = await Promise.all([holdfast.organization(), holdfast.organization()])
  const walletId = (await walletOf(mine))?.id ?? ''
  expect((await exported(holdfast.client(null), walletId, 'csv')).status).toBe(401)
  for (const [client, id] of [
    [theirs.owner, walletId],
    [mine.owner, mine.id],
    [holdfast.operator, 'wallet_nonsense'],
  ] as const) {
    expect((await exported(client, id, 'csv')).status).toBe(404)
  }
  expect((await exported(mine.owner, walletId, 'xml')).status).toBe(400)
  expect((await exported(holdfast.operator, walletId, 'csv')).status).toBe(200)
})

test('an organization can verify its ledger over the API, and learns nothing about others', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const other = await holdfast.organization({ credits: 7n })
  await organization.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  const integrity = async () => (await organization.owner.run(VerifyLedger)).organization?.integrity
  expect(await integrity()).toEqual({ entries: 2, lots: 1, holds: 1, drift: 0, violations: [] })

  const { url } = holdfast.database
  await run(url, (client) =>
    client.query(`UPDATE wallet SET available = available - 3, spent = spent + 3 WHERE organization_id IN ($1, $2)`, [
      organization.uuid,
      other.uuid,
    ]),
  )
  const broken = await integrity()
  expect(broken).toMatchObject({ entries: 2, drift: 12 })
  expect(broken?.violations.map(({ invariant }) => invariant)).toEqual([
    'a wallet’s buckets are the sums of its lots’',
    'a wallet’s buckets are the sums of its journal',
  ])
  await run(url, (client) =>
    client.query(`UPDATE wallet SET available = available + 3, spent = spent - 3 WHERE organization_id IN ($1, $2)`, [
      organization.uuid,
      other.uuid,
    ]),
  )
  expect((await integrity())?.violations).toEqual([])
  const { data, errors } = await organization.member.send(VerifyLedger)
  expect(data?.organization?.integrity).toBe(null)
  expect(errors).toBeUndefined()
})
