// Writes README's table of settings from src/config.ts. With --check it writes nothing and fails if the table is out of date.

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { settingsTable } from '../config.ts'

const path = join(import.meta.dirname, '../../README.md')
const before = await readFile(path, 'utf8')
const after = before.replace(
  /(<!-- settings -->\n)[\s\S]*?(\n<!-- end -->)/,
  (_all, begin, end) => `${begin}${settingsTable()}${end}`,
)
if (!process.argv.includes('--check')) await writeFile(path, after)
else if (after !== before) {
  process.stderr.write('README.md’s table of settings does not match src/config.ts. Run: npm run generate\n')
  process.exitCode = 1
}
