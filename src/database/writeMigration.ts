// Writes the migration from what the migrations folder makes to what the schema says: `npm run migration NAME`.
// With --check it writes nothing and fails if there is a difference.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from './embedded.ts'
import { diffMigrations, MIGRATIONS } from './migrate.ts'

const [name] = process.argv.slice(2)
if (!name) throw new Error('usage: npm run migration NAME, or --check')
const directory = await mkdtemp(join(tmpdir(), 'holdfast-shadow-'))
const postgres = await startEmbeddedPostgres(directory)
try {
  const sql = await diffMigrations(postgres.url)
  if (sql === null) {
    process.stdout.write('The migrations and the schema agree.\n')
  } else if (name === '--check') {
    process.stdout.write(`The migrations don't lead to the schema. Missing:\n${sql}`)
    process.exitCode = 1
  } else {
    const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
    const folder = join(MIGRATIONS, `${stamp}_${name}`)
    await mkdir(folder)
    await writeFile(join(folder, 'migration.sql'), sql)
    process.stdout.write(`${folder}/migration.sql\n`)
  }
} finally {
  await postgres.stop()
  await rm(directory, { recursive: true, force: true })
}
