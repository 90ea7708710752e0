// Transactions that a deadlock has undone run again: all of src opens them by `transact`, apart from snapshots, which only read.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

test('Prisma’s $transaction is called by transact and inSnapshot alone', () => {
  const files = execFileSync('git', ['ls-files', 'src/*.ts'], { cwd: ROOT }).toString().trimEnd().split('\n')
  const calling = files.filter((file) => readFileSync(join(ROOT, file), 'utf8').includes('.$transaction('))
  expect(calling).toEqual(['src/database/snapshot.ts', 'src/database/transact.ts'])
})
