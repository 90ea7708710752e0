// The packed folder, which the image is made of, runs as the image runs it: as a user who may write nothing but /data, without the
// packages of the tests, with the image's own settings, and with Node and PostgreSQL from elsewhere.

import { execFile } from 'node:child_process'
import { chown, copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { spawnPacked } from '../support/process.ts'

const ROOT = join(import.meta.dirname, '../..')
/** The user `nonroot` of the image. */
const NOBODY = 65532
/** The size in MiB that leaves room for Node and a small system in an image of 250 MB. */
const MEBIBYTES_MAX = 60

/** The folder of a package. */
const PACKAGE = /node_modules\/(@[^/]+\/)?[^/]+$/

let folder: string
let database: TestDatabase
let packed: { readonly files: number; readonly packages: number; readonly mebibytes: number }

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'holdfast-packed-'))
  const pack = [join(ROOT, 'tools/pack.ts'), join(folder, 'holdfast')]
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', ...pack])
  packed = JSON.parse(stdout)
  await copyFile(process.execPath, join(folder, 'node'))
  const data = await mkdtemp(join(folder, 'data-'))
  if (process.getuid?.() === 0) for (const path of [folder, data]) await chown(path, NOBODY, NOBODY)
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

test('a bill of materials names each package, and their licences are in their folders', async () => {
  const bom = JSON.parse(await readFile(join(folder, 'holdfast/bom.json'), 'utf8'))
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'holdfast' } } })
  const refs = new Set(bom.components.map((each: { 'bom-ref': string }) => each['bom-ref']))
  const entries = await readdir(join(folder, 'holdfast/node_modules'), { recursive: true, withFileTypes: true })
  const named = entries.filter(({ name, parentPath }) => name === 'package.json' && PACKAGE.test(parentPath))
  const packages = await Promise.all(
    named.map(async ({ parentPath }) => JSON.parse(await readFile(join(parentPath, 'package.json'), 'utf8'))),
  )
  expect(new Set(packages.map(({ name, version }) => `${name}@${version}`))).toEqual(refs)
  expect(refs.size).toBe(packed.packages)
  expect([...refs].filter((ref) => /^(typescript|vitest|prisma|@holdfast\/)/.test(String(ref)))).toEqual([])
  for (const name of ['graphql', 'pg', 'ws'])
    expect(await readdir(join(folder, 'holdfast/node_modules', name))).toContain('LICENSE')
})

/** The settings of the image: `ENV NAME=value …`. */
async function settingsOfImage(): Promise<Record<string, string>> {
  const dockerfile = await readFile(join(ROOT, 'ops/docker/Dockerfile'), 'utf8')
  const [, line = ''] = /^ENV ((?:.*\\\n)*.*)$/m.exec(dockerfile) ?? []
  return Object.fromEntries([...line.matchAll(/([A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name, value]))
}

test('the packed folder is small, starts, decides and stops', async () => {
  expect(packed.mebibytes).toBeLessThan(MEBIBYTES_MAX)
  const settings = await settingsOfImage()
  expect(readConfig(settings)).toMatchObject({ demo: false, server: { explorer: false }, signIn: { signUp: false } })
  const [data = ''] = (await readdir(folder)).filter((name) => name.startsWith('data-'))
  const environment = {
    ...settings,
    ...{ PORT: '0', METRICS_PORT: '0', DATA_DIR: join(folder, data) },
    ...{ DATABASE_URL: database.url, AUTH_SECRET: 'x'.repeat(32) },
  }
  const user = process.getuid?.() === 0 ? NOBODY : undefined
  const holdfast = spawnPacked(join(folder, 'node'), join(folder, 'holdfast'), environment, user)
  try {
    await holdfast.ready()
    const url = /http:\/\/[\w.]+:\d+/.exec(holdfast.output())?.[0]?.replace('0.0.0.0', '127.0.0.1')
    const health = await fetch(`${url}/health/ready`)
    expect([health.status, await health.json()]).toMatchObject([200, { ready: true }])
    const asked = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ organization { name } }' }),
    })
    expect(await asked.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
    const page = await fetch(`${url}/auth/`)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<form')])
    const shown = await (await fetch(`${url}/console`)).text()
    const [script = ''] = /\/console\/assets\/[\w-]+\.js/.exec(shown) ?? []
    expect(
      (await fetch(`${url}${script}`, { headers: { 'accept-encoding': 'br' } })).headers.get('content-encoding'),
    ).toBe('br')
  } finally {
    expect(await holdfast.end('SIGTERM')).toBe(0)
  }
})
