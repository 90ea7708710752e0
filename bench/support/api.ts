// Holdfast and a bare server side by side, each in a process of its own, with organizations whose members have keys.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { pino } from 'pino'
import { issueOperatorKey } from '../../src/access/keys.ts'
import { encodeGlobalId } from '../../src/graphql/ids.ts'
import { openApp } from '../../src/openApp.ts'
import { createOrganization } from '../../src/organizations/operations.ts'
import { loadBuiltIn } from '../../src/pricing/catalogue.ts'
import { grantCredits } from '../../src/wallets/grants.ts'
import { cpuOf, parentOf } from './cpu.ts'
import { say, withDatabase } from './database.ts'

const ORGANIZATIONS = 100
const MEMBERS_EACH = 10
export const CONNECTIONS = 256
const CREDITS = 1_000_000_000n

export const DO_NOTHING = 'mutation { doNothing }'
export const NOTHING = '{ nothing }'
export const SUBMIT = `mutation {
  submitTask(input: { model: "suno", operation: "music", input: { prompt: "rain on a tin roof" } }) {
    ... on SubmitTaskSuccess { task { id status credits } }
    ... on Error { code message }
  }
}`

export interface Request {
  readonly key: string
  readonly query: string
}

export interface Apis {
  readonly app: ReturnType<typeof openApp>
  readonly databaseUrl: string
  readonly holdfast: Started
  /** The addresses of Holdfast, and of the server that does nothing. */
  readonly url: string
  readonly bareUrl: string
  readonly operatorKey: string
  /** Of a thousand members. */
  readonly keys: readonly string[]
  /** Global ids. */
  readonly organizationIds: readonly string[]
  readonly cpu: () => CpuTimes
}

/** The CPU time until now, in microseconds. */
interface CpuTimes {
  /** Of Holdfast and the server that does nothing, of which one works at a time. */
  readonly server: number
  readonly postgres: number
}

export interface Rate {
  readonly operations: number
  readonly perSecond: number
}

/** The best round, and the least CPU time per operation of all rounds, in microseconds. */
interface Measured {
  readonly perSecond: number
  readonly cpu: CpuTimes
}

/** A server in a process of its own. */
export interface Started {
  readonly url: string
  readonly pid: number
  /** Resolves once it decides for all, or once another process decides for it. */
  is(wanted: 'here' | 'elsewhere'): Promise<void>
  stop(): Promise<void>
}

async function start(file: string, environment: Record<string, string>): Promise<Started> {
  // As the image and the service of ops have it: GraphQL's own checks for developers cost time.
  const env = { ...process.env, NODE_ENV: 'production', ...environment }
  const child = fork(join(import.meta.dirname, file), { env })
  const [{ url }] = (await once(child, 'message')) as [{ url: string }]
  return {
    url,
    pid: child.pid as number,
    async is(wanted) {
      let told: unknown = null
      while (told !== wanted) {
        child.send('where')
        ;[told] = await once(child, 'message')
      }
    },
    async stop() {
      child.send('stop')
      await once(child, 'exit')
    },
  }
}

/** Starts one more Holdfast on a database. */
export function startServer(databaseUrl: string): Promise<Started> {
  return start('server.ts', { DATABASE_URL: databaseUrl })
}

/** Runs a bench against both servers. */
export async function withApis<Result>(run: (apis: Apis) => Promise<Result>): Promise<Result> {
  return withDatabase(async (databaseUrl) => {
    const app = openApp({ databaseUrl, log: pino({ level: 'warn' }) })
    await loadBuiltIn(app, 'sunor')
    const operatorKey = await issueOperatorKey(app.prisma, new Date())
    const keys: string[] = []
    const organizationIds: string[] = []
    const members = Array.from({ length: MEMBERS_EACH }, (_, i) => ({ name: `Member ${i}`, role: 'OWNER' as const }))
    for (let i = 0; i < ORGANIZATIONS; i++) {
      const created = await createOrganization(app, { name: `Bench ${i}`, mode: 'LIVE', members })
      if ('code' in created) throw new Error(created.message)
      keys.push(...created.keys.map(({ secret }) => secret as string))
      const organizationId = created.organization.id
      organizationIds.push(encodeGlobalId('Organization', organizationId))
      await grantCredits(app, { organizationId, creditType: 'music', kind: 'TOP_UP', credits: CREDITS, priority: 0 })
    }
    const holdfast = await startServer(databaseUrl)
    const bare = await start('bare.ts', {})
    const [{ pid } = { pid: 0 }] = await app.prisma.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
    const postgres = parentOf(pid)
    const cpu = () => ({ server: cpuOf(holdfast.pid) + cpuOf(bare.pid), postgres: cpuOf(postgres) })
    try {
      const { url } = holdfast
      return await run({ app, databaseUrl, holdfast, url, bareUrl: bare.url, operatorKey, keys, organizationIds, cpu })
    } finally {
      await holdfast.stop()
      await bare.stop()
      await app.close()
    }
  })
}

/** Sends the requests in turn on so many connections. Throws if one was refused. */
export async function measureHttp(
  url: string,
  requests: readonly Request[],
  seconds: number,
  connections = CONNECTIONS,
): Promise<Rate> {
  const result = await autocannon({
    url: `${url.replace('localhost', '127.0.0.1')}/graphql`,
    connections,
    duration: seconds,
    // In seconds: on a busy machine an answer may take long.
    timeout: 60,
    requests: requests.map(({ key, query }) => ({
      method: 'POST' as const,
      headers: { 'content-type': 'application/json', 'x-api-key': key },
      body: JSON.stringify({ query }),
    })),
  })
  if (result.non2xx + result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`)
  return { operations: result.requests.total, perSecond: result.requests.total / result.duration }
}

/** Measures each in turn, several times. */
export async function bestOf<Name extends string>(
  cpu: Apis['cpu'],
  rounds: number,
  measured: Readonly<Record<Name, () => Promise<Rate>>>,
): Promise<Record<Name, Measured>> {
  const best = {} as Record<Name, Measured>
  for (let round = 1; round <= rounds; round++) {
    for (const name of Object.keys(measured) as Name[]) {
      const before = cpu()
      const { operations, perSecond } = await measured[name]()
      const after = cpu()
      const server = Math.round((after.server - before.server) / operations)
      const postgres = Math.round((after.postgres - before.postgres) / operations)
      say(`round ${round}: ${name} ${perSecond.toFixed(0)}/s, CPU ${server} µs and ${postgres} µs of PostgreSQL`)
      const known = best[name] ?? { perSecond, cpu: { server, postgres } }
      best[name] = {
        perSecond: Math.max(known.perSecond, perSecond),
        cpu: { server: Math.min(known.cpu.server, server), postgres: Math.min(known.cpu.postgres, postgres) },
      }
    }
  }
  return best
}

/** As a bench reports it: `ratio` to a server that does nothing, `ownRatio` to an operation of ours that does nothing. */
export function reportOf(bare: Measured, nothing: Measured, measured: Measured) {
  return {
    ratio: Number((measured.perSecond / bare.perSecond).toFixed(2)),
    ownRatio: Number((measured.perSecond / nothing.perSecond).toFixed(2)),
    cpuMicroseconds: measured.cpu,
    bareCpuMicroseconds: bare.cpu.server,
    nothingCpuMicroseconds: nothing.cpu.server,
  }
}
