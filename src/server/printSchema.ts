// Writes schema.graphql: the API as it is reviewed and as clients generate from it; and docs/possibleTypes.json, which Apollo's
// cache needs to know which types a union or an interface has. With --check it writes nothing and fails if a file is not
// in step.

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isAbstractType, lexicographicSortSchema, printSchema } from 'graphql'
import { schema } from './schema.ts'

const ROOT = join(import.meta.dirname, '../..')
const sorted = lexicographicSortSchema(schema)
const possibleTypes = Object.fromEntries(
  Object.values(sorted.getTypeMap())
    .filter(isAbstractType)
    .map((type) => [type.name, sorted.getPossibleTypes(type).map(({ name }) => name)]),
)
const files = {
  'schema.graphql': `${printSchema(sorted)}\n`,
  'docs/possibleTypes.json': `${JSON.stringify(possibleTypes, null, 1)}\n`,
}
for (const [name, text] of Object.entries(files)) {
  const path = join(ROOT, name)
  if (!process.argv.includes('--check')) await writeFile(path, text)
  else if ((await readFile(path, 'utf8').catch(() => null)) !== text) {
    process.stderr.write(`${name} is not in step with the code. Run: npm run generate\n`)
    process.exitCode = 1
  }
}
