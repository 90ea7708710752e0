// Files in an S3 bucket: put there, and found by links that the bucket's own server has signed for and ends.

import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { type BucketSettings, openBucket } from '../../src/storage/bucket.ts'
import type { Client } from '../support/client.ts'
import { exported } from '../support/exports.ts'
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Submit, TaskFiles, WatchTask } from '../support/operations.ts'

interface S3Server {
  run(): Promise<AddressInfo>
  close(): Promise<void>
}

// Checks signatures as S3 does. It has no types, and one key pair.
const S3rver: new (options: object) => S3Server = createRequire(import.meta.url)('@20minutes/s3rver')
const CREDENTIALS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }
const BUCKET = 'songs'
const ENDLESS = new AbortController().signal

let folder: string
let server: S3Server
let endpoint: string
let holdfast: TestHoldfast
let member: Client

const settings = (secretAccessKey: string) =>
  readConfig({
    S3_BUCKET: BUCKET,
    S3_ENDPOINT: endpoint,
    S3_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
    S3_PATH_STYLE: 'on',
  }).bucket

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-bucket-'))
  server = new S3rver({
    ...{ address: '127.0.0.1', port: 0, silent: true, directory: folder },
    configureBuckets: [{ name: BUCKET }],
  })
  endpoint = `http://127.0.0.1:${(await server.run()).port}`
  holdfast = await startTestHoldfast({ bucket: settings(CREDENTIALS.secretAccessKey) })
  member = (await holdfast.organization({ mode: 'SANDBOX' })).member
})
afterAll(async () => {
  await holdfast.stop()
  await server.close()
  await rm(folder, { recursive: true, force: true })
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
  expect(url.startsWith(`${endpoint}/${BUCKET}/`)).toBe(true)
  const response = await fetch(url)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('audio/wav')
  expect(response.headers.get('content-disposition')).toBe('inline; filename="music.wav"')
  const wav = Buffer.from(await response.arrayBuffer())
  expect(wav.length).toBe(bytes)
  expect(wav.toString('ascii', 0, 4)).toBe('RIFF')
})

test('a file of a provider is stored in the bucket unchanged, even if its length is not known beforehand', async () => {
  const bucket = openBucket(settings(CREDENTIALS.secretAccessKey) as BucketSettings)
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
  expect(made.link?.url.startsWith(`${endpoint}/${BUCKET}/`)).toBe(true)
  expect(response.headers.get('content-disposition')).toContain('attachment; filename="journal-')
  expect(made).toMatchObject({ status: 'SUCCEEDED', rows: 1, bytes: bytes.length })
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(made.sha256)
})

test('a file that is given up half way leaves nothing in the bucket', async () => {
  const bucket = openBucket(settings(CREDENTIALS.secretAccessKey) as BucketSettings)
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
  const left = async () => {
    const names = await readdir(folder, { recursive: true, withFileTypes: true })
    return names.filter((each) => each.isFile() && join(each.parentPath, each.name).includes('given-up')).length
  }
  await expect.poll(left).toBe(0)
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
  const there = { ...settings(CREDENTIALS.secretAccessKey), endpoint: `http://127.0.0.1:${port}` } as BucketSettings
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
  const key = decodeURIComponent(asked.pathname.slice(`/${BUCKET}/`.length))
  const signed = (credentials: typeof CREDENTIALS, signingDate: Date) =>
    getSignedUrl(
      new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true }),
      new GetObjectCommand({ Bucket: BUCKET, Key: key }),
      { expiresIn: 3_600, signingDate },
    )
  const now = new Date()
  expect((await fetch(await signed(CREDENTIALS, now))).status).toBe(200)
  const signature = asked.searchParams.get('X-Amz-Signature') ?? ''
  for (const refused of [
    changed(
      'X-Amz-Signature',
      signature.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    ),
    changed('X-Amz-Expires', '86400'),
    url.replace('music.wav', 'other.wav'),
    await signed({ ...CREDENTIALS, secretAccessKey: 'another' }, now),
    await signed(CREDENTIALS, new Date(now.getTime() - 3_601_000)),
  ]) {
    expect((await fetch(refused)).status, refused).toBe(403)
  }
})

test('half a key pair is reported at the start, without printing the half', () => {
  const half = () => readConfig({ S3_BUCKET: BUCKET, S3_SECRET_ACCESS_KEY: 'do not say' })
  expect(half).toThrow('S3_ACCESS_KEY_ID must be set as well: S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY belong together')
})
