// A line of a journal, proved to its holder by a hash that was published.

import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { Checkpoint, Proofs, PublishCheckpoint, Submit } from '../support/operations.ts'

let holdfast: TestHoldfast
let folder: string

beforeAll(async () => {
  holdfast = await startTestHoldfast()
  folder = await mkdtemp(join(tmpdir(), 'holdfast-proof-'))
})
afterAll(async () => {
  await holdfast.stop()
  await rm(folder, { recursive: true })
})

const CLI = join(import.meta.dirname, '../../bin/holdfast.js')

/** `npx holdfast verify-proof` as a process of its own. */
async function verifyProof(proof: unknown): Promise<{ code: number; output: string }> {
  const file = join(folder, `${crypto.randomUUID()}.json`)
  await writeFile(file, JSON.stringify(proof))
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, 'verify-proof', file], (error, stdout) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout })
    })
  })
}

async function proofs({ admin }: TestOrganization) {
  const { organization } = await admin.run(Proofs)
  return (organization?.wallet?.journal.edges ?? []).map(({ node }) => node).reverse()
}

/** Publishes a checkpoint; null if there was nothing to publish. */
async function publish(after?: number) {
  const { publishCheckpoint } = await holdfast.operator.run(PublishCheckpoint, { after })
  if (!('checkpoint' in publishCheckpoint)) throw new Error(publishCheckpoint.message)
  return publishCheckpoint.checkpoint
}

const submit = ({ member }: TestOrganization) => member.run(Submit, { input: { model: 'suno', operation: 'music' } })

test('an entry can be proved from the next checkpoint on, and the proof names the hash to compare', async () => {
  const organizations = await Promise.all(Array.from({ length: 5 }, () => holdfast.organization({ credits: 100n })))
  const [organization] = organizations as [TestOrganization]
  await submit(organization)
  expect((await proofs(organization)).map(({ proof }) => proof)).toEqual([null, null])

  const first = await publish()
  expect(first).toMatchObject({ number: 1, heads: 5, previous: '0'.repeat(64) })
  expect(await publish()).toBe(null)
  expect([await publish(0), await publish(1)]).toEqual([first, null])
  const { publishCheckpoint: unknown } = await holdfast.operator.run(PublishCheckpoint, { after: 2 })
  expect(unknown).toMatchObject({ code: 'INVALID_INPUT', message: 'after must be the number of a checkpoint' })
  await submit(organization)
  await submit(organization)
  const second = await publish()
  expect(await publish(1)).toEqual(second)
  expect(second).toMatchObject({ number: 2, heads: 1, previous: first?.hash })
  await submit(organization)

  const lines = await proofs(organization)
  expect(lines.map(({ proof }) => (proof as { checkpoint: { number: number } } | null)?.checkpoint.number)).toEqual([
    1,
    1,
    2,
    2,
    undefined,
  ])
  for (const { proof, sequence } of lines.slice(0, 4)) {
    const { code, output } = await verifyProof(proof)
    expect(output).toContain(`Entry ${sequence} of wallet`)
    expect(output).toContain(sequence <= 2 ? first?.hash : second?.hash)
    expect(code).toBe(0)
  }
  // Each wallet of a checkpoint has a path of its own.
  for (const other of organizations) expect((await verifyProof((await proofs(other))[0]?.proof)).code).toBe(0)
})

test('a changed proof proves nothing', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  await holdfast.organization({ credits: 1n })
  await submit(organization)
  await holdfast.operator.run(PublishCheckpoint)
  type Proof = {
    entries: { credits: number; hash: string }[]
    position: number
    path: string[]
    checkpoint: { heads: number; publishedAt: string; root: string }
  }
  const proof = (await proofs(organization))[0]?.proof as Proof | undefined
  expect((await verifyProof(proof)).code).toBe(0)
  const changes: [string, (proof: Proof) => void][] = [
    ['entry 1: the hash is not that', ({ entries: [entry] }) => Object.assign(entry ?? {}, { credits: 99 })],
    ['entry 2: its hash does not follow', ({ entries: [, entry] }) => Object.assign(entry ?? {}, { credits: 99 })],
    ['the path doesn’t lead', (p) => p.path.reverse().push('0'.repeat(64))],
    ['the path doesn’t lead', (p) => Object.assign(p, { position: p.checkpoint.heads + 1 })],
    ['the path doesn’t lead', (p) => p.entries.pop()],
    ['hash is not that of its values', (p) => Object.assign(p.checkpoint, { publishedAt: '2020-01-01T00:00:00.000Z' })],
  ]
  for (const [why, change] of changes) {
    const changed = structuredClone(proof) as Proof
    change(changed)
    const { code, output } = await verifyProof(changed)
    expect(output).toContain(why)
    expect(code).toBe(1)
  }
  expect((await verifyProof('nothing')).code).toBe(1)
})

test('checkpoints are public; a proof needs the right to see its entry', async () => {
  const organization = await holdfast.organization({ credits: 100n })
  const checkpoint = await publish()
  const get = async (path: string) => {
    const response = await fetch(`${holdfast.holdfast.url}${path}`)
    return { status: response.status, body: await response.json() }
  }
  expect(await get('/checkpoints/latest')).toEqual({ status: 200, body: checkpoint })
  expect(await get(`/checkpoints/${checkpoint?.number}`)).toEqual({ status: 200, body: checkpoint })
  expect((await get('/checkpoints/999')).status).toBe(404)
  const anybody = holdfast.client(null)
  expect((await anybody.run(Checkpoint)).checkpoint?.hash).toBe(checkpoint?.hash)
  const { errors } = await organization.owner.send(PublishCheckpoint)
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN')
})
