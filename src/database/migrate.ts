// Migrations: brings a database to the shape that this version needs, in plain Prisma migrations.
//
// Prisma's migration engine runs here as WebAssembly, so nothing has to be downloaded. It keeps the same
// `_prisma_migrations` table as `prisma migrate deploy`, which therefore stays usable beside it.

import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { SchemaEngine as SchemaEngineInstance } from '@prisma/schema-engine-wasm'
import pg from 'pg'

const ROOT = join(import.meta.dirname, '../..')
export const MIGRATIONS = join(ROOT, 'prisma/migrations')
const SCHEMA = join(ROOT, 'prisma/schema')
const POSTGRES_VERSION_MIN = 15
/** Held while a process migrates, so that two that start together don't both try. */
const MIGRATION_LOCK = 4_701_346_712_901n
const NO_FILTER = { externalTables: [], externalEnums: [] }

/** Applies what is missing. Answers which migrations that were. */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'holdfast migrate' })
  await client.connect()
  try {
    await checkVersion(client)
    await client.query(`SELECT pg_advisory_lock($1)`, [MIGRATION_LOCK])
    const known = await migrationNames()
    const applied = await appliedMigrations(client)
    const unknown = applied.filter((name) => !known.includes(name))
    if (unknown.length > 0) {
      throw new Error(
        `The database was migrated by a newer Holdfast (${unknown.join(', ')} is not known here). Start that version.`,
      )
    }
    // The usual start: nothing to do, and no engine to load.
    if (applied.length === known.length) return []
    return await withSchemaEngine(url, async (engine) => {
      const input = { migrationsList: await migrationsList(), filters: NO_FILTER }
      return (await engine.applyMigrations(input)).appliedMigrationNames
    })
  } finally {
    await client.end()
  }
}

/** The SQL that leads from the migrations folder to the schema; null when they agree. Needs an empty database. */
export async function diffMigrations(shadowUrl: string): Promise<string | null> {
  return withSchemaEngine(shadowUrl, async (engine) => {
    const { stdout, exitCode } = await engine.diff({
      from: { tag: 'migrations', ...(await migrationsList()) },
      to: { tag: 'schemaDatamodel', files: await schemaFiles() },
      script: true,
      exitCode: true,
      filters: NO_FILTER,
    })
    return exitCode === 2 ? stdout : null
  })
}

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`SHOW server_version_num`)
  const major = Math.floor(Number(rows[0].server_version_num) / 10_000)
  if (major < POSTGRES_VERSION_MIN) {
    throw new Error(`Holdfast needs PostgreSQL ${POSTGRES_VERSION_MIN} or newer; DATABASE_URL leads to ${major}.`)
  }
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
}

async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS made`)
  if (!tables[0].made) return []
  const { rows } = await client.query<{ name: string; finished: boolean }>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  )
  const broken = rows.find((row) => !row.finished)
  if (broken) {
    throw new Error(
      `The migration ${broken.name} was begun and not finished. Look what it left, then mark it with ` +
        '"prisma migrate resolve --rolled-back" or "--applied".',
    )
  }
  return rows.map((row) => row.name)
}

// The engine and what it is fed.

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
  // The adapter would cut a migration at every semicolon and send the pieces one by one. Sent whole, PostgreSQL runs
  // it as one transaction: a process killed in the middle leaves nothing half done.
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
  const migrationDirectories = await Promise.all(
    (await migrationNames()).map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: await readFile(join(MIGRATIONS, name, 'migration.sql'), 'utf8') },
      },
    })),
  )
  const content = await readFile(join(MIGRATIONS, 'migration_lock.toml'), 'utf8').catch(() => null)
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: 'migration_lock.toml', content },
    shadowDbInitScript: '',
    migrationDirectories,
  }
}
