// A release in a copy of the project: every file that names the version, the notes, the released schema, and what is refused.

import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }

const ROOT = join(import.meta.dirname, '../..')
const COPIED = [
  ...['package.json', 'package-lock.json', 'CHANGELOG.md', 'schema.graphql', 'schema.released.graphql'],
  ...['packages/client/package.json', 'packages/console/package.json', 'packages/react/package.json'],
  'packages/python/pyproject.toml',
  ...['ops/helm/holdfast/Chart.yaml', 'docs/client.md', 'tools/release.ts', 'tools/compareSchema.ts'],
]

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-release-'))
  for (const file of COPIED) await cp(join(ROOT, file), join(folder, file))
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const text = (file: string) => readFile(join(folder, file), 'utf8')

/** What the tool prints, or the code with which it exits and what it says. */
function release(...flags: string[]): Promise<string> {
  const command = ['--no-warnings', join(folder, 'tools/release.ts'), ...flags]
  return promisify(execFile)(process.execPath, command).then(
    ({ stdout }) => stdout,
    ({ code, stderr }) => `${code}: ${stderr.trim()}`,
  )
}

/** Every version of ours in a file. */
async function versionsIn(file: string): Promise<(string | undefined)[]> {
  const names = '"name": "(?:holdfast|@holdfast/\\w+)",\\s+"version": "|"@holdfast/(?:client|react)": "'
  const place = file.endsWith('lock.json')
    ? new RegExp(`(?:${names})([\\d.]+)`, 'g')
    : /(?:"version": "|"@holdfast\/\w+": "|^version = "|^version: |^appVersion: |holdfast-client-)(\d+\.\d+\.\d+)/gm
  return [...(await text(file)).matchAll(place)].map(([, version]) => version)
}

const FILES = COPIED.filter((file) => /package|pyproject|Chart|client\.md/.test(file))

test('all files name the same version', async () => {
  for (const file of FILES) {
    const versions = await versionsIn(file)
    expect([file, versions.length > 0]).toEqual([file, true])
    expect([file, new Set(versions)]).toEqual([file, new Set([packageJson.version])])
  }
})

test('a release has one version everywhere, notes, and a schema; it is made once, and not of nothing', async () => {
  expect(await release('1.2')).toBe('2: release: “1.2” is no version: three numbers, such as 0.2.0.')
  expect(await release('--notes', '7.8.9')).toBe('2: release: CHANGELOG.md has no release 7.8.9.')
  const [before = '', unreleased = ''] = (await text('CHANGELOG.md')).split('## Unreleased\n')
  await writeFile(join(folder, 'CHANGELOG.md'), `${before}## Unreleased\n\n- A plan.\n${unreleased}`)
  const notes = `- A plan.\n${unreleased.split(/^## /m)[0]}`.trim()
  await writeFile(join(folder, 'schema.released.graphql'), 'type Query { gone: Int }')
  expect(await release('7.8.9')).toContain('git tag -s v7.8.9')
  for (const file of FILES) expect([file, new Set(await versionsIn(file))]).toEqual([file, new Set(['7.8.9'])])
  expect((await release('--notes', '7.8.9')).trim()).toBe(notes)
  expect(await text('schema.released.graphql')).toBe(await text('schema.graphql'))
  expect(await release('7.8.9')).toBe('2: release: 7.8.9 was released already.')
  expect(await release('7.8.10')).toBe('2: release: Nothing is unreleased in CHANGELOG.md.')
})
