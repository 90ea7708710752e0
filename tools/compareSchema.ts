// Compares schema.graphql with the released schema: refuses changes that break clients, and lists dangerous ones.
//
//   node tools/compareSchema.ts            a line for each change, and exit code 1 if one is breaking
//   node tools/compareSchema.ts --release  makes the present schema the released one

import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql'

const ROOT = join(import.meta.dirname, '..')
const PRESENT = join(ROOT, 'schema.graphql')
const RELEASED = join(ROOT, 'schema.released.graphql')

if (process.argv.includes('--release')) copyFileSync(PRESENT, RELEASED)
const [released, present] = [RELEASED, PRESENT].map((path) => buildSchema(readFileSync(path, 'utf8'))) as [
  ReturnType<typeof buildSchema>,
  ReturnType<typeof buildSchema>,
]
const breaking = findBreakingChanges(released, present)
for (const { description } of findDangerousChanges(released, present))
  process.stdout.write(`dangerous: ${description}\n`)
for (const { description } of breaking) process.stderr.write(`breaking: ${description}\n`)
if (breaking.length > 0) {
  process.stderr.write('The released API must stay compatible: see docs/api-changes.md.\n')
  process.exitCode = 1
}
