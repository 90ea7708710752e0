// Pages of the documentation that list what the code has: none is missing, and none is there that the code does not have.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { schema } from '../../src/server/schema.ts'

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** The part of a page from a text on, up to the next one. */
function between(page: string, from: string, until: string): string {
  const start = page.indexOf(from)
  const end = page.indexOf(until, start + from.length)
  if (start === -1 || end === -1) throw new Error(`There is no part from ${from} to ${until}.`)
  return page.slice(start, end)
}

/** The names in the first cells of a table. */
function firstCells(part: string): string[] {
  const cells = part.split('\n').flatMap((line) => (line.startsWith('| `') ? [line.split('|')[1] ?? ''] : []))
  return cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ''))
}

test('docs/live.md has every subscription of the schema', () => {
  const table = between(read('docs/live.md'), '| Subscription |', '## Coming back')
  const subscriptions = Object.keys(schema.getSubscriptionType()?.getFields() ?? {})
  expect(firstCells(table).sort()).toEqual(subscriptions.sort())
})

test('docs/api.md has every code of an error that is not a refusal', () => {
  const sources = execFileSync('git', ['ls-files', 'src/server', 'src/graphql', 'src/access', 'src/feed'], {
    cwd: ROOT,
  })
  const codes = new Set<string>()
  for (const path of sources.toString().trim().split('\n')) {
    for (const [, code] of read(path).matchAll(/extensions: \{ code: '([A-Z_]+)'/g)) codes.add(code ?? '')
    for (const [, code] of read(path).matchAll(/badRequest\(\s*'[^']+',\s*'([A-Z_]+)'/g)) codes.add(code ?? '')
  }
  expect(codes.size).toBeGreaterThan(15)
  const page = between(read('docs/api.md'), '| `extensions.code` |', '## Other paths')
  expect([...codes].filter((code) => !page.includes(`\`${code}\``))).toEqual([])
})
