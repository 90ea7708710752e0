import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files of tests that take longest, in seconds on two cores. They begin first, so that the workers end at about the same time. */
const SECONDS: Readonly<Record<string, number>> = {
  'faults/start': 100,
  'faults/providers': 50,
  'faults/metering': 40,
  'faults/live': 35,
  'faults/silent': 30,
  'faults/frozen': 30,
  'faults/history': 25,
  'faults/database': 25,
  'faults/kill': 25,
  'faults/client': 25,
  'faults/packed': 40,
  'faults/slowFollower': 20,
  'faults/goingBack': 15,
  'faults/instant': 15,
  'faults/restart': 15,
  'faults/import': 15,
  'security/mistakes': 120,
  'scenarios/lots': 85,
  'security/memory': 65,
  'properties/engine': 60,
  'security/walk': 60,
  'scenarios/roundTrip': 50,
  'scenarios/facades/documented': 40,
  'scenarios/pages': 40,
  'scenarios/commandLine': 40,
  'scenarios/providers': 40,
  'scenarios/facades/own': 35,
  'scenarios/permission': 35,
  'scenarios/apps': 45,
  'scenarios/python': 45,
  'scenarios/moving': 25,
  'scenarios/clientPackage': 25,
  'scenarios/signIn': 20,
  'security/bodies': 20,
  'database/dump': 20,
  'scenarios/journal': 15,
  'engine/verify': 15,
  'security/guards': 15,
  'properties/cycles': 15,
  'scenarios/mails': 15,
  'browser/signIn': 15,
  'browser/parts': 30,
  'browser/console/members': 70,
  'browser/console/tasks': 70,
  'browser/console/operator': 70,
  'browser/console/settings': 55,
  'browser/console/usage': 30,
  'browser/console/credits': 30,
  'browser/console/overview': 20,
  'security/exports': 25,
  'faults/exports': 20,
  'scenarios/exports': 15,
  'scenarios/catalogue': 15,
}

/** Tests of a Citus cluster, whose coordinator CITUS_URL names. */
const CLUSTER = process.env.CITUS_URL ? [] : ['test/cluster/**']

/** Tests in which a time limit counts, of Holdfast or of another program: they fail on a machine that is too busy. */
const PUNCTUAL = [
  'test/faults/slowFollower.test.ts',
  'test/scenarios/deliveries.test.ts',
  'test/scenarios/proxies.test.ts',
]

/** A worker of the project `tests` keeps what it has loaded if its next file is of that project, too: so these come together, last. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const secondsOf = ({ moduleId }: TestSpecification) =>
      SECONDS[/test\/(.*)\.test\.ts$/.exec(moduleId)?.[1] ?? ''] ?? 0
    const isShared = ({ project }: TestSpecification) => Number(project.name === 'tests')
    return (await super.sort(files)).toSorted((a, b) => isShared(a) - isShared(b) || secondsOf(b) - secondsOf(a))
  }
}

export default defineConfig({
  // Vite would take graphql's .mjs build and Node, for our packages, its .js build: two modules that don't know each
  // other's errors and types. Both take the one that Node takes.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    globalSetup: ['test/support/globalSetup.ts'],
    setupFiles: ['test/support/compiled.ts', 'test/support/seed.ts'],
    execArgv: ['--min-semi-space-size=32', '--max-semi-space-size=64'],
    // They end what hangs. What takes seconds alone takes minutes beside all other tests on a slow machine, and that is no fault.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    sequence: { sequencer: LongestFirst },
    projects: [
      // Two cores serve four workers, because the tests wait for much of the time. A worker loads Holdfast once, for all its files.
      {
        extends: true,
        test: {
          ...{ name: 'tests', include: ['test/**/*.test.ts'], exclude: ['test/faults/**', ...CLUSTER, ...PUNCTUAL] },
          ...{ maxWorkers: 4, isolate: false },
        },
      },
      // What is broken on purpose has a process of its own.
      {
        extends: true,
        test: { name: 'faults', include: ['test/faults/*.test.ts'], exclude: PUNCTUAL, maxWorkers: 4 },
      },
      // They come after the others.
      { extends: true, test: { name: 'punctual', include: PUNCTUAL, maxWorkers: 2, sequence: { groupOrder: 1 } } },
    ],
  },
})
