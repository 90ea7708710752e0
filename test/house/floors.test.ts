// The linter holds the directions of imports, types included: from each floor of src it refuses an import of every floor above it,
// and among all files it refuses circles.

import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { FLOORS } from '../../tools/floors.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Paths of the repository, as comments, docs and settings name them. */
const PATHS = /(?<![\w@./~-])(?:src|test|bench|tools|docs|prisma|packages)\/[\w./-]+\.(?:ts|js|md|json|sql|prisma)\b/g
/** Files with paths that exist elsewhere, earlier or later. */
const NAMES_OTHERS = /^(?:CHANGELOG\.md|package-lock\.json|test\/generated\/)/

/** The files that git knows. */
function tracked(): string[] {
  return execFileSync('git', ['ls-files'], { cwd: ROOT }).toString().trimEnd().split('\n')
}

const isFile = (name: string) => name.endsWith('.ts')

/** Each line that a rule of the linter refuses, as `path:line`, in a folder with our settings and these files. */
async function refused(rule: string, files: Readonly<Record<string, string>>): Promise<Set<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-floors-'))
  await cp(join(ROOT, 'biome.json'), join(folder, 'biome.json'))
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  const flags = [`--only=${rule}`, '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none']
  const child = spawn(join(ROOT, 'node_modules/.bin/biome'), ['lint', ...flags, '.'], { cwd: folder })
  const said = (await Promise.all([text(child.stdout), text(child.stderr)])).join('')
  await rm(folder, { recursive: true })
  return new Set(
    [...said.matchAll(/file=([^,]+),line=(\d+)/g)].map(
      ([, path, line]) => `${path?.replace(`${folder}/`, '')}:${line}`,
    ),
  )
}

test('every folder of src is a floor', async () => {
  const entries = await readdir(join(ROOT, 'src'))
  expect(entries.sort()).toEqual(FLOORS.map(({ name }) => name).sort())
})

test('each floor is refused an import, and a type, of every floor above it, and of none below', async () => {
  const files: Record<string, string> = {}
  const wanted: string[] = []
  for (const [i, { name }] of FLOORS.entries()) {
    const path = isFile(name) ? `src/${name}` : `src/${name}/any.schema.ts`
    const from = isFile(name) ? './' : '../'
    const lines = FLOORS.map((each, n) => {
      // The money rules import nothing of ours, wherever it stands.
      if (n > i || (name === 'ledger' && n !== i)) wanted.push(`${path}:${n + 1}`)
      const target = n === i ? 'node:crypto' : `${from}${each.name}${isFile(each.name) ? '' : '/other.ts'}`
      return `import ${n % 2 ? 'type ' : ''}{ A${n} } from '${target}'`
    })
    files[path] = `${lines.join('\n')}\n`
  }
  expect([...(await refused('style/noRestrictedImports', files))].sort()).toEqual(wanted.sort())
})

test('a package is refused the sources of Holdfast, those of another package, and Node', async () => {
  const lines = ['../../../src/ids.ts', '../../react/src/a.ts', 'node:fs', './b.ts', '@holdfast/client']
  const files = { 'packages/client/src/pause.ts': lines.map((from, i) => `import { A${i} } from '${from}'\n`).join('') }
  const wanted = [1, 2, 3].map((line) => `packages/client/src/pause.ts:${line}`)
  expect([...(await refused('style/noRestrictedImports', files))].sort()).toEqual(wanted)
})

test('a circle of imports is refused: of two files or three, of one folder or two, by types alone', async () => {
  const files = {
    'src/ledger/wallet.ts': "import type { Entry } from './journal.ts'\nexport type Wallet = Entry[]\n",
    'src/ledger/journal.ts': "import type { Wallet } from './wallet.ts'\nexport type Entry = Wallet\n",
    'src/tasks/steps.ts': "export { lease } from './leases.ts'\nexport const step = 1\n",
    'src/tasks/leases.ts': "import { held } from './fencing.ts'\nexport const lease = held\n",
    'src/tasks/fencing.ts': "import { step } from './steps.ts'\nexport const held = step\n",
    'test/support/client.ts': "import { model } from '../properties/model.ts'\nexport const client = model\n",
    'test/properties/model.ts':
      "import type { client } from '../support/client.ts'\nexport const model: typeof client = 1\n",
    'src/tasks/rules.ts': "import type { Wallet } from '../ledger/wallet.ts'\nexport type Rule = Wallet\n",
  }
  const circular = Object.keys(files).filter((path) => path !== 'src/tasks/rules.ts')
  expect([...(await refused('suspicious/noImportCycles', files))].sort()).toEqual(
    circular.map((path) => `${path}:1`).sort(),
  )
})

test('comments and docs name no file that does not exist', async () => {
  const missing: string[] = []
  for (const file of tracked()) {
    if (!/\.(?:ts|js|md|prisma|sql|json|graphql)$|^\.ci\//.test(file) || NAMES_OTHERS.test(file)) continue
    const content = await readFile(join(ROOT, file), 'utf8')
    for (const [path] of content.matchAll(PATHS)) if (!existsSync(join(ROOT, path))) missing.push(`${file}: ${path}`)
  }
  expect(missing).toEqual([])
})
