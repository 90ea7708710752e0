import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files of tests that take longest, in seconds. They begin first, so that the workers end at about the same time. */
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

/** Tests in which a time limit counts, of Holdfast or of another program: they fail on a machine that is too busy. */
const PUNCTUAL = ['test/faults/live.test.ts', 'test/scenarios/deliveries.test.ts', 'test/scenarios/proxies.test.ts']

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
    globalSetup: ['test/support/globalSetup.ts'],
    setupFiles: ['test/support/compiled.ts'],
    execArgv: ['--min-semi-space-size=32', '--max-semi-space-size=64'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Sweeps come once a second, and later on a busy machine.
    expect: { poll: { timeout: 10_000 } },
    sequence: { sequencer: LongestFirst },
    projects: [
      // Two cores serve three workers, because the tests wait for much of the time. A worker loads Holdfast once, for all its files.
      {
        extends: true,
        test: {
          ...{ name: 'tests', include: ['test/**/*.test.ts'], exclude: ['test/faults/**', ...PUNCTUAL] },
          ...{ maxWorkers: 3, isolate: false },
        },
      },
      // What is broken on purpose has a process of its own.
      {
        extends: true,
        test: { name: 'faults', include: ['test/faults/*.test.ts'], exclude: PUNCTUAL, maxWorkers: 3 },
      },
      // They come after the others.
      { extends: true, test: { name: 'punctual', include: PUNCTUAL, maxWorkers: 2, sequence: { groupOrder: 1 } } },
    ],
  },
})
