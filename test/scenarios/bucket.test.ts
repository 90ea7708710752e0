// Files in an S3 bucket: put there, and found by links that the bucket's own server has signed for and ends.

import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { CreateMultipartUploadCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { sweepExports } from '../../src/exports/keeping.ts'
import { openExports } from '../../src/exports/work.ts'
import { decodeGlobalId, splitTenantId } from '../../src/graphql/ids.ts'
import { ATTEMPTS_MAX } from '../../src/queue/background.ts'
import { openBucket } from '../../src/storage/bucket.ts'
import { type BucketServer, startBucket } from '../support/bucket.ts'
import type { Client } from '../support/client.ts'
import { askForExport, ExportOf, exported, exportUntil } from '../support/exports.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Submit, TaskFiles, WatchTask } from '../support/operations.ts'

const ENDLESS = new AbortController().signal

let server: BucketServer
let holdfast: TestHoldfast
let member: Client

beforeAll(async () => {
  server = await startBucket()
  holdfast = await startTestHoldfast({ bucket: server.settings })
  member = (await holdfast.organization({ mode: 'SANDBOX' })).member
})
afterAll(async () => {
  await holdfast.stop()
  await server.stop()
})

/** Has the sandbox make music, and answers its file. */
async function song(): Promise<{ url: string; bytes: number; expiresAt: string }> {
  const input = { prompt: 'rain', seconds: 1, sandbox: { durationMs: 0 } }
  const { submitTask } = await member.run(Submit, { input: { model: 'suno', operation: 'music', input } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  const { id } = submitTask.task
  await member.watch(WatchTask, { id }).until(({ taskUpdated }) => taskUpdated.status === 'SUCCEEDED')
  const { node } = await member.run(TaskFiles, { id })
  return (node as { files: Awaited<ReturnType<typeof song>>[] }).files[0]!
}

test('the files of a task are in the bucket, behind a link that redirects there and plays', async () => {
  const { url, bytes } = await song()
  expect(url.startsWith(`${server.endpoint}/${server.bucket}/`)).toBe(true)
  const response = await fetch(url)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('audio/wav')
  expect(response.headers.get('content-disposition')).toBe('inline; filename="music.wav"')
  const wav = Buffer.from(await response.arrayBuffer())
  expect(wav.length).toBe(bytes)
  expect(wav.toString('ascii', 0, 4)).toBe('RIFF')
})

test('a file of a provider is stored in the bucket unchanged, even if its length is not known beforehand', async () => {
  const bucket = openBucket(server.settings)
  for (const megabytes of [0, 1, 12]) {
    const bytes = randomBytes(megabytes * 2 ** 20)
    const file = { key: `some/song ${megabytes}.wav`, contentType: 'audio/wav' }
    await bucket.putStream(file, Readable.from([bytes.subarray(0, 1_000), bytes.subarray(1_000)]), ENDLESS)
    const response = await fetch((await bucket.linkTo(file, { organizationId: null, memberId: null, keyId: null })).url)
    expect(response.headers.get('content-type')).toBe('audio/wav')
    expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), bytes)).toBe(0)
  }
})

test('an export is in the bucket, whole, behind a link that the bucket signs', async () => {
  const { admin } = await holdfast.organization()
  const { made, response, bytes } = await exported(admin, { kind: 'JOURNAL', format: 'NDJSON' })
  expect(made.link?.url.startsWith(`${server.endpoint}/${server.bucket}/`)).toBe(true)
  expect(response.headers.get('content-disposition')).toContain('attachment; filename="journal-')
  expect(made).toMatchObject({ status: 'SUCCEEDED', rows: 1, bytes: bytes.length })
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(made.sha256)
})

test('a file that is given up half way leaves nothing in the bucket', async () => {
  const bucket = openBucket(server.settings)
  const stopping = new AbortController()
  const part = randomBytes(6 * 2 ** 20)
  async function* half() {
    yield part
    yield part
    // The first part is there, or on its way.
    stopping.abort()
  }
  const file = { key: 'given-up/export.csv', contentType: 'text/csv' }
  await expect(bucket.putStream(file, Readable.from(half()), stopping.signal)).rejects.toThrow('aborted')
  const left = async () => [...(await server.objects()), ...(await server.uploads())].filter((key) => key === file.key)
  await expect.poll(left).toEqual([])
})

test('parts that a killed process has left are removed after a day, and nothing that others keep in the bucket', async () => {
  const bucket = openBucket(server.settings)
  const id = crypto.randomUUID()
  const [own, foreign] = [`${id}/${id}/song.wav`, 'backups/nightly.tar']
  const client = new S3Client({
    ...{ endpoint: server.endpoint, region: 'us-east-1' },
    ...{ credentials: server.credentials, forcePathStyle: true },
  })
  for (const Key of [own, foreign]) {
    await client.send(new CreateMultipartUploadCommand({ Bucket: server.bucket, Key }))
    await client.send(new PutObjectCommand({ Bucket: server.bucket, Key, Body: 'x' }))
  }
  client.destroy()
  expect(await bucket.removeUnfinished(new Date(Date.now() - 60_000))).toBe(0)
  expect(await bucket.removeUnfinished(new Date(Date.now() + 60_000))).toBe(1)
  expect(await server.uploads()).toEqual([foreign])
  const before = await server.objects()
  await bucket.removeBefore(new Date(Date.now() + 60_000))
  expect(before).toEqual(expect.arrayContaining([own, foreign]))
  const after = await server.objects()
  expect([after.includes(own), after.includes(foreign)]).toEqual([false, true])
})

test('an attempt that was believed dead and goes on does not touch the file of the next one', async () => {
  const { admin } = await holdfast.organization()
  const { app } = holdfast.holdfast
  const isFile = ({ method, path }: { method: string; path: string }) => method === 'PUT' && path.endsWith('.csv')
  const holding = server.hold(isFile)
  const id = await askForExport(admin, { kind: 'JOURNAL', format: 'CSV' })
  const goOn = await holding
  const { organizationId, id: own } = splitTenantId(decodeGlobalId(id).id)
  const another = openExports(app, holdfast.database.url)
  await another.tasks.export?.({ organizationId, id: own }, {} as never)
  expect(await exportUntil(admin, id, ['SUCCEEDED', 'FAILED'])).toMatchObject({ status: 'SUCCEEDED' })
  await goOn()
  await another.stop()
  const { export: made } = await admin.run(ExportOf, { id })
  const response = await fetch(made?.link?.url ?? '')
  const sha256 = createHash('sha256')
    .update(new Uint8Array(await response.arrayBuffer()))
    .digest('hex')
  expect([response.status, sha256]).toEqual([200, made?.sha256])
  // What the first one has still stored goes with the export.
  const where = { organizationId_id: { organizationId, id: own } }
  await app.prisma.export.update({ where, data: { expiresAt: new Date() } })
  expect(await sweepExports(app)).toBe(1)
  expect((await server.objects()).filter((key) => key.includes(own))).toEqual([])
})

test('an export whose file the bucket refuses has failed after five attempts, with the reason', async () => {
  const { uuid: organizationId } = await holdfast.organization()
  const { app } = holdfast.holdfast
  const asked = { organizationId, id: crypto.randomUUID() }
  const where = { organizationId_id: asked }
  const made = { kind: 'JOURNAL' as const, format: 'NDJSON' as const, sequence: 1, createdAt: new Date() }
  await app.prisma.export.create({ data: { ...asked, ...made, attempts: ATTEMPTS_MAX - 2, status: 'RUNNING' } })
  const allow = server.refuse(({ method, path }) => method === 'PUT' && path.endsWith('.ndjson'))
  const work = openExports(app, holdfast.database.url)
  const attempt = () => work.tasks.export?.(asked, {} as never)
  await expect(attempt()).rejects.toThrow('Access Denied')
  expect(await app.prisma.export.findUnique({ where })).toMatchObject({ status: 'RUNNING', failure: null })
  await attempt()
  allow()
  await work.stop()
  const failure = expect.stringContaining('could not be stored')
  expect(await app.prisma.export.findUnique({ where })).toMatchObject({
    status: 'FAILED',
    failure,
    attempts: ATTEMPTS_MAX,
  })
})

test('a bucket server that receives everything and never answers does not block anybody forever', async () => {
  const connected = Promise.withResolvers<void>()
  const sockets = new Set<Socket>()
  const silent = createServer((socket) => {
    sockets.add(socket.resume().on('error', () => {}))
    connected.resolve()
  })
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const there = { ...server.settings, endpoint: `http://127.0.0.1:${port}` }
  const file = { key: 'some/song.wav', contentType: 'audio/wav' }
  const song = () => Readable.from([randomBytes(1_000)])

  const stopping = new AbortController()
  const put = openBucket(there).putStream(file, song(), stopping.signal)
  connected.promise.then(() => stopping.abort())
  await expect(put).rejects.toThrow('aborted')
  await expect(openBucket(there).putStream(file, song(), stopping.signal)).rejects.toThrow('aborted')

  const impatient = openBucket(there, { silenceMsMax: 50 })
  await expect(impatient.putStream(file, song(), ENDLESS)).rejects.toThrow('timed out')
  await expect(impatient.put(file, randomBytes(1_000))).rejects.toThrow()
  for (const socket of sockets) socket.destroy()
  silent.close()
})

test('a link that was changed, signed by somebody else, or has expired is refused', async () => {
  const { url, expiresAt } = await song()
  const asked = new URL(url)
  const end = asked.searchParams.get('X-Amz-Expires')
  expect(end).toBe('3600')
  expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now())

  const changed = (name: string, value: string) => {
    const other = new URL(url)
    other.searchParams.set(name, value)
    return other.href
  }
  const key = decodeURIComponent(asked.pathname.slice(`/${server.bucket}/`.length))
  const { endpoint, bucket, credentials: own } = server
  const signed = (credentials: typeof own, signingDate: Date) =>
    getSignedUrl(
      new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true }),
      new GetObjectCommand({ Bucket: bucket, Key: key }),
      { expiresIn: 3_600, signingDate },
    )
  const now = new Date()
  expect((await fetch(await signed(own, now))).status).toBe(200)
  const signature = asked.searchParams.get('X-Amz-Signature') ?? ''
  for (const refused of [
    changed(
      'X-Amz-Signature',
      signature.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    ),
    changed('X-Amz-Expires', '86400'),
    url.replace('music.wav', 'other.wav'),
    await signed({ ...own, secretAccessKey: 'another' }, now),
    await signed(own, new Date(now.getTime() - 3_601_000)),
  ]) {
    expect((await fetch(refused)).status, refused).toBe(403)
  }
})

test('half a key pair is reported at the start, without printing the half', () => {
  const half = () => readConfig({ S3_BUCKET: server.bucket, S3_SECRET_ACCESS_KEY: 'do not say' })
  expect(half).toThrow('S3_ACCESS_KEY_ID must be set as well: S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY belong together')
})
