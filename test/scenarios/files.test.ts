// What tasks make can be heard: the sandbox makes music and lyrics of a prompt; links to files are signed, and end.

import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFolder } from '../../src/storage/folder.ts'
import { Links } from '../../src/storage/links.ts'
import { openStudio } from '../../src/tasks/studio.ts'
import { music } from '../../src/tasks/synthesizer.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Balance, Complete, Submit, TaskFiles, WatchTask } from '../support/operations.ts'

const SECRET = 'a secret of thirty-two characters, or more'

let folder: string
let holdfast: TestHoldfast
let organization: TestOrganization

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-files-'))
  holdfast = await startTestHoldfast({ filesDir: folder, secret: SECRET })
  organization = await holdfast.organization({ mode: 'SANDBOX' })
})
afterAll(async () => {
  await holdfast.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Made {
  readonly result: unknown
  readonly files: readonly { readonly url: string; readonly bytes: number }[]
}

async function made(operation: string, input: object): Promise<Made> {
  const { submitTask } = await organization.member.run(Submit, {
    input: { model: 'suno', operation, input: { ...input, sandbox: { durationMs: 0 } } },
  })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  const { id } = submitTask.task
  const watching = organization.member.watch(WatchTask, { id })
  await watching.until(({ taskUpdated }) => taskUpdated.status === 'SUCCEEDED')
  const { node } = await organization.member.run(TaskFiles, { id })
  return node as Made
}

test('a prompt becomes music of the requested seconds; another prompt sounds different, the same prompt sounds the same', async () => {
  const sounds = []
  for (const prompt of ['rain on a tin roof', 'rain on a tin roof', 'a train at night']) {
    const { files } = await made('music', { prompt, seconds: 2 })
    const [file] = files
    const response = await fetch(file?.url ?? '')
    expect(response.headers.get('content-type')).toBe('audio/wav')
    const wav = Buffer.from(await response.arrayBuffer())
    expect(wav.length).toBe(file?.bytes)
    expect(wav.toString('ascii', 0, 4) + wav.toString('ascii', 8, 12)).toBe('RIFFWAVE')
    // Bytes of sound, by bytes per second.
    expect(wav.readUInt32LE(40) / wav.readUInt32LE(28)).toBe(2)
    sounds.push(wav.toString('base64'))
  }
  expect(sounds[0]).toBe(sounds[1])
  expect(sounds[2]).not.toBe(sounds[0])
})

test('only the user of the process can read the files of tasks and their folders', async () => {
  await made('music', { prompt: 'for nobody else', seconds: 1 })
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  expect(entries.some((entry) => entry.isFile())).toBe(true)
  for (const entry of entries) {
    const { mode } = await stat(join(entry.parentPath, entry.name))
    expect(mode & 0o777, entry.name).toBe(entry.isFile() ? 0o600 : 0o700)
  }
})

test('the main thread keeps answering while music is made', async () => {
  const studio = openStudio()
  let isMade = false
  const making = studio.music('a long night', 30).then((wav) => {
    isMade = true
    return wav
  })
  let turns = 0
  while (!isMade) {
    await setImmediate()
    turns++
  }
  expect(turns).toBeGreaterThan(1)
  expect(Buffer.compare(await making, music('a long night', 30))).toBe(0)
  const late = studio.music('another', 30)
  await Promise.all([expect(late).rejects.toThrow(), studio.close()])
})

test('a player may request a range of a file, or only its length; a download has the name of the file', async () => {
  const { files } = await made('music', { prompt: 'rain', seconds: 1 })
  const url = files[0]?.url ?? ''
  const ask = (headers: Record<string, string>, method = 'GET') => fetch(url, { method, headers })
  const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())
  const whole = await ask({})
  expect(whole.headers.get('accept-ranges')).toBe('bytes')
  expect(whole.headers.get('content-disposition')).toBe('inline; filename="music.wav"')
  const wav = await bytesOf(whole)
  const { length } = wav

  for (const [range, from, to] of [
    // The first that Safari asks for.
    ['bytes=0-1', 0, 2],
    ['bytes=1000-', 1_000, length],
    ['bytes=-44', length - 44, length],
    [`bytes=10-${length + 5}`, 10, length],
  ] as const) {
    const part = await ask({ range })
    expect(part.status, range).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/${length}`)
    expect(part.headers.get('content-type')).toBe('audio/wav')
    expect(Buffer.compare(await bytesOf(part), wav.subarray(from, to)), range).toBe(0)
  }
  const beyond = await ask({ range: `bytes=${length}-` })
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${length}`])

  const head = await ask({}, 'HEAD')
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, String(length), ''])
  expect((await fetch(`${url}x`, { method: 'HEAD' })).status).toBe(404)
  // Of a file that has changed there is no rest.
  expect((await ask({ range: 'bytes=0-1', 'if-range': '"another"' })).status).toBe(200)
})

test('lyrics are four lines about the prompt', async () => {
  const { result, files } = await made('lyrics', { prompt: 'the sea' })
  expect(String((result as { text: string }).text).split('\n')).toHaveLength(4)
  expect(JSON.stringify(result)).toContain('the sea')
  expect(files).toEqual([])
})

test('every task fails if failurePercent is 100', async () => {
  const { submitTask } = await organization.member.run(Submit, {
    input: { model: 'suno', operation: 'music', input: { sandbox: { durationMs: 0, failurePercent: 100 } } },
  })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const watching = organization.member.watch(WatchTask, { id: submitTask.task.id })
  await watching.until(({ taskUpdated }) => taskUpdated.status === 'FAILED')
  expect((await organization.admin.run(Balance)).organization?.wallet?.frozen).toBe(0)
})

test('a link that was changed, forged or has expired returns nothing', async () => {
  const { files } = await made('music', { prompt: 'x' })
  const url = files[0]?.url ?? ''
  const { key } = JSON.parse(Buffer.from(url.split('.')[1] ?? '', 'base64url').toString())
  const sign = (secret: string, expiresAt: number, audience = 'holdfast files', which = key) =>
    new SignJWT({ key: which, contentType: 'audio/wav', asker: { organizationId: null, memberId: null, keyId: null } })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(audience)
      .setExpirationTime(expiresAt)
      .sign(new TextEncoder().encode(secret))
  const now = Math.floor(Date.now() / 1_000)
  const base = `${holdfast.holdfast.url}/files/`
  expect((await fetch(base + (await sign(SECRET, now + 60)))).status).toBe(200)
  for (const token of [
    await sign(SECRET, now - 1),
    await sign('another secret that is as long as that', now + 60),
    await sign(SECRET, now + 60, 'something else'),
    await sign(SECRET, now + 60, 'holdfast files', `${key}.not-there`),
    `${url.split('/files/')[1]?.slice(0, -2)}xx`,
    'nonsense',
    '..%2f..%2fetc%2fpasswd',
    '',
  ]) {
    expect((await fetch(base + token)).status, token).toBe(404)
  }
})

test('a worker’s result can link to files of its own task only', async () => {
  const live = await holdfast.organization()
  const { submitTask } = await live.member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
  const { id } = submitTask.task
  const names = ['../../other/task/music.wav', '/etc/passwd', 'a/b.wav']
  const files = names.map((name) => ({ name, contentType: 'audio/wav', bytes: 1 }))
  await holdfast.operator.run(Complete, { input: { taskId: id, result: { files } } })
  const { node } = await live.member.run(TaskFiles, { id })
  expect(node).toMatchObject({ status: 'SUCCEEDED', files: [] })
})

test('a file exists completely or not at all, even if many write it at once and some are cut off', async () => {
  const place = await mkdtemp(join(tmpdir(), 'holdfast-folder-'))
  const leftover = join(place, 'unfinished', 'of a process that was killed')
  await mkdir(join(place, 'unfinished'))
  await writeFile(leftover, 'half a song')
  await utimes(leftover, 0, 0)
  const storage = openFolder({ location: place, links: new Links({ secret: SECRET, publicUrl: 'http://localhost' }) })
  const file = { key: 'organization/task/song.mp3', contentType: 'audio/mpeg' }
  const { signal } = new AbortController()
  const kept = () => readFile(join(place, file.key), 'utf8').catch(() => null)

  const cut = (): [Readable, Promise<void>] => {
    const stream = new PassThrough()
    stream.write('half a ')
    return [stream, storage.putStream(file, stream, signal)]
  }
  const [first, whenFirst] = cut()
  const [second, whenSecond] = cut()
  first.destroy(new Error('cut'))
  await expect(whenFirst).rejects.toThrow()
  expect(await kept()).toBe(null)
  await storage.putStream(file, Readable.from(['a whole song']), signal)
  expect(await kept()).toBe('a whole song')
  second.destroy(new Error('cut'))
  await expect(whenSecond).rejects.toThrow()
  expect(await kept()).toBe('a whole song')
  await storage.put(file, Buffer.from('another song'))
  expect(await kept()).toBe('another song')
  expect(await readdir(join(place, 'unfinished'))).toHaveLength(1)
  expect(await storage.removeUnfinished(new Date(0))).toBe(0)
  expect(await storage.removeUnfinished(new Date(1))).toBe(1)
  expect(await readdir(join(place, 'unfinished'))).toEqual([])
  await rm(place, { recursive: true })
})
