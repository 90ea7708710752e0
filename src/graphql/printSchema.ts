// Writes schema.graphql: the API as it is reviewed and as clients generate from it. With --check it writes nothing
// and fails if the file is not in step.

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { schema } from './schema.ts'

const path = join(import.meta.dirname, '../../schema.graphql')
const printed = `${printSchema(lexicographicSortSchema(schema))}\n`
if (process.argv.includes('--check')) {
  if ((await readFile(path, 'utf8')) !== printed) {
    process.stderr.write('schema.graphql is not in step with the code. Run: npm run generate\n')
    process.exitCode = 1
  }
} else await writeFile(path, printed)
