import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Vite would take graphql's .mjs build and Node, for our packages, its .js build: two modules that don't know each
  // other's errors and types. Both take the one that Node takes.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/globalSetup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Sweeps come once a second, and later on a busy machine.
    expect: { poll: { timeout: 10_000 } },
    // Two cores, one PostgreSQL.
    maxWorkers: 2,
  },
})
