import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files of tests that take longest, in seconds. They begin first, so that the two workers end at about the same time. */
const SECONDS: Readonly<Record<string, number>> = {
  'faults/start': 121,
  'faults/silent': 105,
  'faults/providers': 71,
  'faults/frozen': 69,
  'faults/live': 63,
  'security/memory': 63,
  'scenarios/providers': 45,
  'faults/restart': 37,
  'engine/lane': 29,
  'faults/database': 29,
  'faults/postgres': 26,
  'scenarios/proxies': 26,
  'faults/disk': 22,
  'security/bodies': 21,
  'faults/webhooks': 19,
  'faults/orphans': 15,
  'faults/redis': 15,
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const secondsOf = ({ moduleId }: TestSpecification) =>
      SECONDS[/test\/(.*)\.test\.ts$/.exec(moduleId)?.[1] ?? ''] ?? 0
    return (await super.sort(files)).toSorted((a, b) => secondsOf(b) - secondsOf(a))
  }
}

export default defineConfig({
  // Vite would take graphql's .mjs build and Node, for our packages, its .js build: two modules that don't know each
  // other's errors and types. Both take the one that Node takes.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/globalSetup.ts'],
    setupFiles: ['test/support/compiled.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Sweeps come once a second, and later on a busy machine.
    expect: { poll: { timeout: 10_000 } },
    // Two cores, one PostgreSQL.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
})
