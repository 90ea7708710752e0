// The console names each thing that it reads, so that it can say which one could not be read.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reads } from '../../packages/console/src/texts/reads.ts'

const SOURCE = join(import.meta.dirname, '../../packages/console/src')

test('each query of the console has a name in texts/reads.ts, and each name there is of a query', async () => {
  const files = (await readdir(SOURCE, { recursive: true })).filter((path) => path.endsWith('.graphql'))
  const documents = await Promise.all(files.map((path) => readFile(join(SOURCE, path), 'utf8')))
  const queries = documents.flatMap((text) => [...text.matchAll(/^query (\w+)/gm)].map(([, name]) => name ?? ''))
  expect(queries.length).toBeGreaterThan(50)
  expect(Object.keys(reads.names)).toEqual([...queries].sort())
})
