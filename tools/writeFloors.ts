// Writes the linter's rules into biome.json and the drawing into CONTRIBUTING.md, from tools/floors.ts. With --check it
// writes nothing and fails if they are not in step.

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drawing, linterOverrides } from './floors.ts'

interface Biome {
  overrides: { includes: string[]; linter?: { rules: { style?: { noRestrictedImports?: unknown } } } }[]
}

const root = join(import.meta.dirname, '..')
const isCheck = process.argv.includes('--check')

async function write(name: string, change: (before: string) => string): Promise<void> {
  const path = join(root, name)
  const before = await readFile(path, 'utf8')
  const after = change(before)
  if (!isCheck) return writeFile(path, after)
  if (after === before) return
  process.stderr.write(`${name} is not in step with tools/floors.ts. Run: npm run generate\n`)
  process.exitCode = 1
}

await write('biome.json', (before) => {
  const biome: Biome = JSON.parse(before)
  const others = biome.overrides.filter(({ linter }) => !linter?.rules.style?.noRestrictedImports)
  return `${JSON.stringify({ ...biome, overrides: [...linterOverrides(), ...others] }, null, 2)}\n`
})
await write('CONTRIBUTING.md', (before) =>
  before.replace(/(<!-- floors -->\n)[\s\S]*?(\n<!-- end -->)/, (_all, begin, end) => `${begin}${drawing()}${end}`),
)
