// The floors of src, from the ground up: each imports only what stands before it in this list, types included. Who calls
// stands below; what joins, ends or moves time stands above. `npm run generate` writes the linter's rules and the drawing
// in CONTRIBUTING.md from it.

export interface Floor {
  /** A folder of src, or a file there with its ending. */
  readonly name: string
  readonly about: string
}

/** Those of one row stand on one line of the drawing; within a row, too, each imports only what stands before it. */
export const ROWS: readonly (readonly Floor[])[] = [
  [
    { name: 'formats', about: 'how values are read and written: JSON, exact numbers, CSV' },
    { name: 'network', about: 'which addresses are public' },
    { name: 'fairness', about: 'queues and turns that organizations share' },
    { name: 'ledger', about: 'the money rules, pure' },
    { name: 'ids.ts', about: 'the types of ids' },
    { name: 'bounds.ts', about: 'how many of each thing there may be at a time' },
  ],
  [
    { name: 'failure.ts', about: 'how a process ends that can’t go on' },
    { name: 'config.ts', about: 'the settings' },
    { name: 'telemetry', about: 'what Holdfast tells of its own work, for metrics, traces and the log' },
    { name: 'events', about: 'the bus and live streams' },
  ],
  [
    { name: 'database', about: 'connections, the Prisma client, migrations, the embedded server, dumps' },
    { name: 'queue', about: 'the queue, repeated jobs, and what processes leave behind' },
    { name: 'storage', about: 'files and signed links' },
    { name: 'gateways', about: 'what speaks with payment providers' },
  ],
  [{ name: 'access', about: 'who calls, and what they may: keys, sessions, tokens, roles' }],
  [{ name: 'engine', about: 'the lane: batches of commands, load and save, verify, the relay' }],
  [{ name: 'home', about: 'which process decides for all, and how the others send it their mutations' }],
  [
    { name: 'app.ts', about: 'App: what every operation works with, types only' },
    { name: 'refusals.ts', about: 'refusals that several operations share, and the parsing of input' },
    { name: 'operation.ts', about: 'the steps of every operation that the lane decides' },
  ],
  [
    { name: 'audit', about: 'writing the audit log' },
    { name: 'graphql', about: 'the schema builder, errors, ids, scalars, pages' },
    { name: 'labels', about: 'the platform’s own ids and metadata of things' },
    { name: 'mail', about: 'mails to people: their texts, the outbox, sending' },
  ],
  [
    { name: 'processes', about: 'how each running process is doing, while an operator looks' },
    { name: 'organizations', about: 'organizations, members, invitations, API keys, seats' },
    { name: 'providers', about: 'what an upstream provider is' },
    { name: 'facades', about: 'what a façade is: a vendor’s API that Holdfast answers' },
  ],
  [
    { name: 'plans', about: 'plans and subscriptions' },
    { name: 'budgets', about: 'limits on spending' },
    { name: 'webhooks', about: 'endpoints and deliveries' },
  ],
  [{ name: 'runs', about: 'caps on what belongs together, such as all calls of an agent' }],
  [{ name: 'wallets', about: 'lots, holds, transfers, allocations, disputes, debts' }],
  [
    { name: 'usage', about: 'what was used, by time, model, member and more' },
    { name: 'revenue', about: 'what was earned, by month' },
    { name: 'pricing', about: 'price rules, quotes, catalogues' },
    { name: 'alerts', about: 'what an organization is told by itself' },
    { name: 'checkpoints', about: 'published hashes and proofs' },
    { name: 'feed', about: 'the numbered feed of all changes: read, followed, kept for a time' },
    { name: 'payments', about: 'credit packs, and the money that comes in for them and for plans' },
  ],
  [{ name: 'tasks', about: 'submitting tasks, their steps, workers, the sandbox' }],
  [{ name: 'documents', about: 'statements and receipts, as pages and as PDF' }],
  [{ name: 'requests', about: 'credits that members ask for, and that are granted for a time' }],
  [{ name: 'forecast', about: 'forecasts of credits: which will be lost, and when they run out' }],
  [{ name: 'metering', about: 'holds that grow with the units that a server reports while it works' }],
  [
    { name: 'upstream', about: 'tasks at a provider' },
    { name: 'clock', about: 'test clocks, which move an organization’s time' },
    { name: 'offboarding', about: 'how an organization or a membership ends' },
    { name: 'exports', about: 'rows as files, written in the background' },
    { name: 'simulation', about: 'what would have been different with other prices and plans' },
    { name: 'moving', about: 'customers that move in and out: import and export' },
  ],
  [
    { name: 'openApp.ts', about: 'puts App together' },
    { name: 'server', about: 'HTTP, WebSockets, limits; joins the schema' },
  ],
  [
    { name: 'metrics', about: 'the metrics, and their page for Prometheus' },
    { name: 'opentelemetry', about: 'traces and metrics for a collector of OpenTelemetry' },
    { name: 'jobs.ts', about: 'what runs beside the API: one table of repeated jobs' },
    { name: 'holdfast.ts', about: 'server and jobs together' },
    { name: 'cli', about: 'a file for each command' },
    { name: 'cli.ts', about: 'the command line' },
  ],
]

export const FLOORS: readonly Floor[] = ROWS.flat()

const isFile = (name: string) => name.endsWith('.ts')

/** What imports of a floor look like, from a file in src itself or from one in a folder there. */
function patternsOf(name: string, isTop: boolean): string[] {
  const path = isTop ? `./${name}` : `../${name}`
  return isFile(name) ? [path] : [`${path}/**`]
}

/** The folder's own schema files speak GraphQL; its operations don't, but for the ids that it shows. */
const OPERATIONS = {
  group: ['**/graphql/**', '!**/graphql/ids.ts', 'graphql', '@pothos/**'],
  message: 'Operations know no GraphQL, but for the ids that it shows; only a capability’s schema files speak it.',
}

/** The money rules have no clock and no I/O. */
const PURE = {
  group: ['../*', '../**', 'node:*', '!node:crypto'],
  message: 'The money rules import nothing of ours, and have no clock and no I/O.',
}

/** What others install imports nothing of Node, and no sources but its own. */
const PACKAGES = {
  includes: ['packages/*/src/**'],
  linter: {
    rules: {
      style: {
        noRestrictedImports: {
          level: 'error',
          options: {
            patterns: [
              {
                group: ['../../**', 'node:*'],
                message: 'A package imports its own folder and packages, and runs in browsers, too.',
              },
            ],
          },
        },
      },
    },
  },
}

/** Biome's override for a floor: it may not import those above it. */
function overridesOf(floor: Floor, above: readonly Floor[]) {
  const { name } = floor
  const higher = {
    group: above.flatMap((each) => patternsOf(each.name, isFile(name))),
    message: `src/${name} imports only what stands below it: tools/floors.ts.`,
  }
  const patterns = [...(name === 'ledger' ? [PURE] : []), ...(higher.group.length > 0 ? [higher] : [])]
  const override = (includes: string[], all: object[]) => ({
    includes,
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options: { patterns: all } } } } },
  })
  const isOperations = OPERATION_FLOORS.has(name)
  return [
    ...(patterns.length > 0 ? [override([isFile(name) ? `src/${name}` : `src/${name}/**`], patterns)] : []),
    ...(isOperations ? [override([`src/${name}/**`, '!src/**/*schema.ts'], [...patterns, OPERATIONS])] : []),
  ]
}

const CAPABILITIES_FROM = FLOORS.findIndex(({ name }) => name === 'organizations')
const CAPABILITIES_TO = FLOORS.findIndex(({ name }) => name === 'openApp.ts')
const OPERATION_FLOORS = new Set(['audit', ...FLOORS.slice(CAPABILITIES_FROM, CAPABILITIES_TO).map(({ name }) => name)])

/** All overrides of the linter that keep the floors. */
export function linterOverrides(): object[] {
  return [...FLOORS.flatMap((floor, i) => overridesOf(floor, FLOORS.slice(i + 1))), PACKAGES]
}

/** The floors as a drawing, the highest first. */
export function drawing(): string {
  const rows = ROWS.map((row) => row.map(({ name }) => name).join('   ')).toReversed()
  const width = Math.max(...rows.map(({ length }) => length))
  const centred = rows.map((row) => ' '.repeat(Math.floor((width - row.length) / 2)) + row)
  const table = FLOORS.toReversed().map(({ name, about }) => `| \`${name}\` | ${about} |`)
  return [
    '```',
    ...centred
      .join('\n  ')
      .split('\n')
      .map((line) => line.trimEnd()),
    '```',
    '',
    '| in `src` | |',
    '|---|---|',
    ...table,
  ].join('\n')
}
