// The package for workers' programs: `npm pack ./client`, installed where there is nothing else.

import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import about from '../../package.json' with { type: 'json' }
import { startTestHoldfast, type TestHoldfast } from '../support/holdfast.ts'
import { Submit, TaskById } from '../support/operations.ts'

const ROOT = join(import.meta.dirname, '../..')
const run = promisify(execFile)

const PROGRAM = `
import { startWorker } from 'holdfast/worker'

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

test('a program with nothing but the package does a task', async () => {
  const { stdout } = await run('npm', ['pack', './client', '--silent', '--json', '--pack-destination', folder], {
    cwd: ROOT,
  })
  const [packed] = Object.values(JSON.parse(stdout)) as {
    filename: string
    version: string
    files: { path: string }[]
  }[]
  expect(packed?.version).toBe(about.version)
  expect(packed?.files.map(({ path }) => path).sort()).toEqual(['LICENSE', 'package.json', 'worker.d.ts', 'worker.js'])
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${packed?.filename}`], { cwd: folder })
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
