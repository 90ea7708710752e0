// Exports: rows as files of one moment, read back by libraries of others, and added up against the wallet and the usage.

import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PLATFORM_ID } from '../../src/engine/idempotency.ts'
import { sweepExports } from '../../src/exports/keeping.ts'
import { openExports } from '../../src/exports/work.ts'
import { textOf } from '../../src/formats/csv.ts'
import { decodeGlobalId, splitTenantId } from '../../src/graphql/ids.ts'
import { ATTEMPTS_MAX } from '../../src/queue/background.ts'
import type { StartExportInput } from '../generated/graphql.ts'
import type { Client } from '../support/client.ts'
import { run } from '../support/database.ts'
import { askForExport, CancelExport, ExportOf, exported, exportUntil, StartExport } from '../support/exports.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import { Complete, Grant, Submit } from '../support/operations.ts'

type Row = Readonly<Record<string, unknown>>

let holdfast: TestHoldfast
let organization: TestOrganization

beforeAll(async () => {
  holdfast = await startTestHoldfast({ payments: { manual: true } })
  organization = await holdfast.organization({ credits: 1_000n })
  for (let i = 0; i < 5; i++) await make(organization, i < 3)
  const purchase = await bought()
  if (purchase.code) throw new Error(JSON.stringify(purchase))
})
afterAll(() => holdfast.stop())

/** Submits a task, and completes it. */
async function make({ member }: TestOrganization, completes: boolean): Promise<void> {
  const input = { model: 'suno', operation: 'music', tags: ['album', 'a,"b"'] }
  const { submitTask } = await member.run(Submit, { input })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  if (completes) await holdfast.operator.run(Complete, { input: { taskId: submitTask.task.id } })
}

function bought() {
  const credits = [{ creditType: 'music', credits: 100 }]
  const purchase = { price: { amount: 990, currency: 'USD' }, credits, title: '=100 credits' }
  return mutate(holdfast.operator, 'startPurchase', {
    ...{ organizationId: organization.id, provider: 'MANUAL', custom: purchase },
  })
}

async function rowsOf(client: Client, input: StartExportInput): Promise<Row[]> {
  const { bytes, made, response } = await exported(client, input)
  expect(made).toMatchObject({ status: 'SUCCEEDED', failure: null, bytes: bytes.length })
  expect(made.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(response.headers.get('content-disposition')).toMatch(
    new RegExp(`^attachment; filename="${input.kind}-\\d{4}-\\d\\d-\\d\\d\\.${input.format}"$`, 'i'),
  )
  const rows = await parsed(bytes, input.format)
  expect(rows).toHaveLength(made.rows)
  expect(made.rowsTotal).toBe(made.rows)
  return rows
}

async function parsed(bytes: Uint8Array, format: string): Promise<Row[]> {
  const text = Buffer.from(bytes).toString()
  if (format === 'CSV') return parse(text, { columns: true, cast: textOf })
  if (format === 'NDJSON') return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  return parquetReadObjects({ file })
}

const sum = (rows: readonly Row[], name: string) => rows.reduce((all, row) => all + BigInt(String(row[name])), 0n)

const FORMATS = ['CSV', 'NDJSON', 'PARQUET'] as const

test.each(FORMATS)('the journal, tasks, payments and usage as %s add up to the wallet and to usage', async (format) => {
  const { admin } = organization
  const journal = await rowsOf(admin, { kind: 'JOURNAL', format })
  const { data } = await admin.send<
    { organization: { wallet: Record<string, number>; usage: { total: Record<string, number> } } },
    object
  >(
    `{ organization { wallet { granted available frozen spent journal(first: 1) { edges { node { sequence hash } } } }
      usage(from: "2020-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z", creditType: "music") { total { spent tasks } } } }`,
    {},
  )
  const { wallet, usage } = data?.organization ?? { wallet: {}, usage: { total: {} } }
  const of = (type: string) =>
    sum(
      journal.filter((row) => row['type'] === type),
      'credits',
    )
  expect(of('GRANT')).toBe(BigInt(wallet['granted'] ?? 0))
  expect(of('SPEND')).toBe(BigInt(wallet['spent'] ?? 0))
  const last = journal.at(-1)
  expect(BigInt(String(last?.['available']))).toBe(BigInt(wallet['available'] ?? 0))
  const newest = (wallet['journal'] as never as { edges: { node: { hash: string } }[] }).edges[0]?.node.hash
  expect(last?.['hash']).toBe(newest)

  const tasks = await rowsOf(admin, { kind: 'TASKS', format })
  expect(tasks.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'QUEUED', 'QUEUED'])
  expect(sum(tasks, 'spent')).toBe(30n)
  const tags = tasks[0]?.['tags']
  expect(format === 'NDJSON' ? tags : JSON.parse(String(tags))).toEqual(['album', 'a,"b"'])

  const used = await rowsOf(admin, { kind: 'USAGE', format })
  expect(sum(used, 'spent')).toBe(BigInt(usage.total['spent'] ?? 0))
  expect(sum(used, 'succeeded')).toBe(BigInt(usage.total['tasks'] ?? 0))

  const [payment, ...others] = await rowsOf(admin, { kind: 'PAYMENTS', format })
  expect(others).toEqual([])
  expect(payment).toMatchObject({ provider: 'MANUAL', status: 'OPEN', title: '=100 credits' })
  expect(BigInt(String(payment?.['amount']))).toBe(990n)
})

test('Parquet has whole numbers of 64 bits, and times as timestamps in UTC', async () => {
  const { bytes, made } = await exported(organization.admin, { kind: 'JOURNAL', format: 'PARQUET' })
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  const { schema, num_rows } = await parquetMetadataAsync(file)
  expect(num_rows).toBe(BigInt(made.rows))
  const of = (name: string) => schema.find((each) => each.name === name)
  expect(of('credits')).toMatchObject({ type: 'INT64' })
  expect(of('createdAt')).toMatchObject({
    type: 'INT64',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  })
  const [first] = await parquetReadObjects({ file })
  expect(first).toMatchObject({ credits: 1_000n, createdAt: expect.any(Date) })
})

test('a range has the rows from its beginning until before its end', async () => {
  const own = await holdfast.organization({ credits: 5n })
  const { data } = await own.admin.send<
    { organization: { wallet: { journal: { edges: { node: { createdAt: string } }[] } } } },
    object
  >('{ organization { wallet { journal(first: 1) { edges { node { createdAt } } } } } }', {})
  const at = data?.organization.wallet.journal.edges[0]?.node.createdAt ?? ''
  const later = new Date(Date.parse(at) + 1).toISOString()
  const journal = { kind: 'JOURNAL', format: 'NDJSON' } as const
  expect(await rowsOf(own.admin, { ...journal, from: at, until: later })).toHaveLength(1)
  expect(await rowsOf(own.admin, { ...journal, until: at })).toEqual([])
  expect(await rowsOf(own.admin, { ...journal, from: later })).toEqual([])
  const { startExport } = await own.admin.run(StartExport, { input: { ...journal, from: at, until: at } })
  expect(startExport).toMatchObject({ code: 'INVALID_INPUT', message: 'until must be after from' })
})

test('the operator exports all organizations; others have their own, and only an OWNER or ADMIN', async () => {
  const one = await holdfast.organization({ credits: 7n })
  const journal = { kind: 'JOURNAL', format: 'NDJSON' } as const
  const all = await rowsOf(holdfast.operator, journal)
  const owners = new Set(all.map(({ organizationId }) => organizationId))
  expect(owners.has(one.id) && owners.has(organization.id)).toBe(true)
  const theirs = await rowsOf(one.admin, journal)
  expect(new Set(theirs.map(({ organizationId }) => organizationId))).toEqual(new Set([one.id]))
  const ofOne = await rowsOf(holdfast.operator, { ...journal, organizationId: one.id })
  expect(ofOne).toEqual(theirs)

  const id = await askForExport(one.admin, journal)
  expect((await organization.admin.run(ExportOf, { id })).export).toBeNull()
  const canceled = await organization.admin.run(CancelExport, { id })
  expect(canceled.cancelExport).toMatchObject({ code: 'NOT_FOUND' })
  await expect(exportUntil(organization.admin, id, ['SUCCEEDED'])).rejects.toThrow('NOT_FOUND')
  for (const client of [one.member, one.viewer]) {
    const { errors } = await client.send(StartExport, { input: journal })
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  }
  const audit = await holdfast.holdfast.app.prisma.auditEntry.findMany({ where: { action: 'startExport' } })
  expect(audit.some(({ organizationId }) => organizationId === PLATFORM_ID)).toBe(true)
  expect(audit.filter(({ organizationId }) => organizationId === one.uuid)).toHaveLength(3)
})

test('players and programs may ask for a range of the file; the link ends with its key', async () => {
  const { key, client } = await newKey(organization)
  const { made, bytes } = await exported(client, { kind: 'JOURNAL', format: 'CSV' })
  const url = made.link?.url ?? ''
  const part = await fetch(url, { headers: { range: 'bytes=3-9' } })
  expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, Buffer.from(bytes.slice(3, 10))])
  await mutate(organization.admin, 'revokeApiKey', { apiKeyId: key })
  expect((await fetch(url)).status).toBe(404)
})

test('what everything has cost upstream is exported by platform keys with READ alone; their links end with them, too', async () => {
  const keyWith = (scopes: readonly string[]) =>
    mutate<{ platformKey: { id: string }; secret: string }>(
      holdfast.operator,
      'createPlatformKey',
      { name: 'Exports', scopes },
      'platformKey { id } secret',
    )
  const tasks = { kind: 'TASKS', format: 'CSV' } as const
  const [customers, all] = [await keyWith(['ORGANIZATIONS']), await keyWith(['ORGANIZATIONS', 'READ'])]
  const [without, withRead] = [holdfast.client(customers.secret), holdfast.client(all.secret)]
  const { made } = await exported(withRead, tasks)
  for (const kind of ['TASKS', 'REVENUE'] as const) {
    const { errors } = await without.send(StartExport, { input: { kind, format: 'CSV' } })
    expect(errors?.[0]).toMatchObject({
      ...{ message: 'This needs a platform key with the scope READ, and yours has ORGANIZATIONS.' },
      extensions: { code: 'FORBIDDEN' },
    })
  }
  expect((await without.run(ExportOf, { id: made.id })).export).toBeNull()
  expect((await without.send(`{ node(id: "${made.id}") { id } }`, {})).data).toEqual({ node: null })
  expect((await without.run(CancelExport, { id: made.id })).cancelExport).toMatchObject({ code: 'NOT_FOUND' })
  await expect(exportUntil(without, made.id, ['SUCCEEDED'])).rejects.toThrow('NOT_FOUND')
  const { errors } = await without.send('{ exports { edges { cursor } } }', {})
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
  expect(await rowsOf(without, { ...tasks, organizationId: organization.id })).toHaveLength(5)

  const url = made.link?.url ?? ''
  expect((await fetch(url)).status).toBe(200)
  await mutate(holdfast.operator, 'revokePlatformKey', { platformKeyId: all.platformKey.id })
  expect((await fetch(url)).status).toBe(404)
})

async function newKey({ admin }: TestOrganization): Promise<{ key: string; client: Client }> {
  const { apiKey, secret } = await mutate<{ apiKey: { id: string }; secret: string }>(
    admin,
    'createApiKey',
    { name: 'Exports', scopes: ['READ', 'ADMIN'] },
    'apiKey { id } secret',
  )
  return { key: apiKey.id, client: holdfast.client(secret) }
}

test('an export that is canceled ends, and nobody is offered a file', async () => {
  const { admin } = organization
  const { prisma, storage } = holdfast.holdfast.app
  // The first one waits for this lock, and the second for the first.
  const ids = await holdingTasks(async () => {
    const asked = [await askForExport(admin, TASKS), await askForExport(admin, TASKS)]
    await exportUntil(admin, asked[0] ?? '', ['RUNNING'])
    for (const id of asked) {
      const { cancelExport } = await admin.run(CancelExport, { id })
      expect(cancelExport).toMatchObject({ export: { status: 'CANCELED' } })
    }
    return asked
  })
  for (const id of ids) {
    const { export: made } = await admin.run(ExportOf, { id })
    expect(made).toMatchObject({ status: 'CANCELED', link: null, bytes: null, sha256: null })
    expect((await admin.run(CancelExport, { id })).cancelExport).toMatchObject({ code: 'ENDED' })
  }
  // The next one is not held up.
  expect(await rowsOf(admin, TASKS)).toHaveLength(5)
  expect(storage).not.toBeNull()
  expect(await prisma.export.count({ where: { endedAt: null } })).toBe(0)
})

const TASKS = { kind: 'TASKS', format: 'NDJSON' } as const

/** Nobody reads tasks meanwhile. */
async function holdingTasks<Result>(work: () => Promise<Result>): Promise<Result> {
  return run(holdfast.database.url, async (client) => {
    await client.query('BEGIN; LOCK TABLE task IN ACCESS EXCLUSIVE MODE')
    return work()
  })
}

test('an export that was begun too often fails, with the reason', async () => {
  const { app } = holdfast.holdfast
  const { uuid: organizationId, admin } = organization
  const made = { organizationId, kind: 'TASKS' as const, format: 'CSV' as const, sequence: 1, createdAt: new Date() }
  const { id } = await app.prisma.export.create({
    data: { ...made, id: crypto.randomUUID(), attempts: ATTEMPTS_MAX, status: 'RUNNING' },
  })
  const work = openExports(app, '')
  await work.tasks['export']?.({ organizationId, id }, {} as never)
  await work.stop()
  const all = await admin.send<
    { exports: { edges: { node: { id: string; status: string; failure: string } }[] } },
    object
  >('{ exports(first: 1) { edges { node { id status failure } } } }', {})
  expect(all.data).toBeDefined()
  const row = await app.prisma.export.findFirstOrThrow({ where: { id } })
  expect(row).toMatchObject({ status: 'FAILED', failure: expect.stringContaining('5 times'), bytes: null })
})

test('an export is removed seven days after its end, with its file', async () => {
  const { made, bytes } = await exported(organization.admin, { kind: 'PAYMENTS', format: 'CSV' })
  expect(bytes.length).toBeGreaterThan(0)
  expect(Date.parse(made.expiresAt ?? '') - Date.parse(made.endedAt ?? '')).toBe(7 * 86_400_000)
  const { app } = holdfast.holdfast
  const { organizationId, id } = splitTenantId(decodeGlobalId(made.id).id)
  await app.prisma.export.update({
    where: { organizationId_id: { organizationId, id } },
    data: { expiresAt: new Date() },
  })
  expect(await sweepExports(app)).toBe(1)
  expect((await fetch(made.link?.url ?? '')).status).toBe(404)
  expect((await organization.admin.run(ExportOf, { id: made.id })).export).toBeNull()
})

test('sums are those of one moment, whatever is decided while the file is written', async () => {
  const own = await holdfast.organization({ credits: 10n })
  const deciding = (async () => {
    for (let i = 0; i < 40; i++) {
      await holdfast.operator.run(Grant, { input: { organizationId: own.id, credits: 1 } })
    }
  })()
  for (let i = 0; i < 3; i++) {
    const journal = await rowsOf(own.admin, { kind: 'JOURNAL', format: 'PARQUET' })
    // The last entry's balance is the sum of all of them.
    expect(journal.at(-1)?.['available']).toBe(sum(journal, 'credits'))
    expect(journal.at(-1)?.['sequence']).toBe(BigInt(journal.length))
  }
  await deciding
})
