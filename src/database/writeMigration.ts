// Writes the migration from what the migrations folder makes to what the schema says: `npm run migration NAME`. Its first line says
// that the programs before run with it: whether that is true, a person decides (CONTRIBUTING.md).
// With --check it writes nothing and fails if there is a difference.
//
// Prisma's migration engine runs here as WebAssembly, so nothing has to be downloaded.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { SchemaEngine as SchemaEngineInstance } from '@prisma/schema-engine-wasm'
import type pg from 'pg'
import { startEmbeddedPostgres } from './embedded.ts'
import { MIGRATIONS, readMigrations } from './migrate.ts'

const SCHEMA = join(import.meta.dirname, '../../prisma/schema')
/** As prisma.config.ts says. */
const FILTERS = {
  externalTables: ['public.journal_entry', 'public.usage_cost', 'public.usage_detail', 'public.usage_total'],
  externalEnums: [],
}

/** The SQL that leads from the migrations folder to the schema; null when they agree. Needs an empty database. */
async function diffMigrations(shadowUrl: string): Promise<string | null> {
  return withSchemaEngine(shadowUrl, async (engine) => {
    const { stdout, exitCode } = await engine.diff({
      from: { tag: 'migrations', ...(await migrationsList()) },
      to: { tag: 'schemaDatamodel', files: await schemaFiles() },
      script: true,
      exitCode: true,
      filters: FILTERS,
    })
    return exitCode === 2 ? stdout : null
  })
}

async function withSchemaEngine<Result>(
  url: string,
  work: (engine: SchemaEngineInstance) => Promise<Result>,
): Promise<Result> {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')
  const module = await WebAssembly.compile(await readFile(join(wasm, '../schema_engine_bg.wasm')))
  // The engine gives up waiting for its lock by a timer that it never takes back: it must not keep the process alive.
  const imports = Object.entries(bindings).map(([name, value]) =>
    name.startsWith('__wbg_setTimeout_')
      ? [name, (run: () => void, ms: number) => setTimeout(run, ms).unref()]
      : [name, value],
  )
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': Object.fromEntries(imports) })
  ;(bindings as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void }).__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  const factory = new MigrationPg({ connectionString: url })
  const options = { datamodels: (await schemaFiles()).map(({ path, content }) => [path, content]) }
  const engine = await bindings.SchemaEngine.new(
    options as never,
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  )
  try {
    return await work(engine)
  } finally {
    engine.free()
    // The engine leaves its connections open.
    await Promise.all(factory.opened.map((adapter) => adapter.underlyingDriver().end()))
  }
}

const CHAR = 18
const TEXT = 25

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>

/** Prisma's adapter, as migrations need it. */
class MigrationPg extends PrismaPg {
  readonly opened: Adapter[] = []

  override async connect() {
    const adapter = adapted(await super.connect())
    this.opened.push(adapter)
    return adapter
  }

  override async connectToShadowDb() {
    return adapted(await super.connectToShadowDb())
  }
}

function adapted(adapter: Adapter): Adapter {
  const pool = adapter.underlyingDriver()
  // The adapter would cut a migration at every semicolon, those inside a function's body too.
  adapter.executeScript = async (script) => {
    await pool.query(script)
  }
  // To compare schemas the engine reads the catalog, whose one-letter columns have a type ("char") that the adapter
  // refuses as unknown: it is shown text instead, and the engine is told that they are characters.
  let characters: number[] = []
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>
  pool.query = (async (...args: unknown[]) => {
    const result = await query(...args)
    characters = (result.fields ?? []).flatMap((field, i) => (field.dataTypeID === CHAR ? [i] : []))
    for (const i of characters) (result.fields[i] as pg.FieldDef).dataTypeID = TEXT
    return result
  }) as never
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (sql) => {
    const result = await queryRaw(sql)
    for (const i of characters) result.columnTypes[i] = ColumnTypeEnum.Character
    return result
  }
  return adapter
}

async function schemaFiles(): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(SCHEMA)).filter((name) => name.endsWith('.prisma')).sort()
  return Promise.all(
    names.map(async (name) => ({ path: join(SCHEMA, name), content: await readFile(join(SCHEMA, name), 'utf8') })),
  )
}

async function migrationsList() {
  const migrations = await readMigrations()
  const lockfile = {
    path: 'migration_lock.toml',
    content: await readFile(join(MIGRATIONS, 'migration_lock.toml'), 'utf8'),
  }
  return {
    baseDir: MIGRATIONS,
    lockfile,
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, script }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: script } },
    })),
  }
}

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
    const last = (await readMigrations()).at(-1)?.name
    await mkdir(folder)
    await writeFile(join(folder, 'migration.sql'), `-- Programs from ${last} on run with it.\n${sql}`)
    process.stdout.write(`${folder}/migration.sql\n`)
  }
} finally {
  await postgres.stop()
  await rm(directory, { recursive: true, force: true })
}
