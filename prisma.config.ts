// Where Prisma finds the schema. No engine binary is used: the client talks through @prisma/adapter-pg, and
// migrations run through the WebAssembly engine (src/database/migrate.ts). `prisma generate` would still look for
// a schema engine and try to download it; naming any executable stops that.
import { defineConfig } from 'prisma/config'

process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  experimental: { externalTables: true },
  // Partitioned by a column that is in no key: its migrations are written by hand.
  tables: { external: ['public.journal_entry', 'public.usage_cost', 'public.usage_detail', 'public.usage_total'] },
})
