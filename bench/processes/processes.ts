// Two processes on one database against one, each with the same 256 connections in all and a thousand keys: submitTask and reads of a
// balance. With two, each gets half of the connections, and one of them decides for both. Rounds of one and of two follow each other,
// and `ratio` is the median of theirs. `cpuMicroseconds` is the CPU time of an operation in all processes, in the one that decides, and
// in PostgreSQL, the least of all rounds. Then the process that decides is suspended: `takeoverMs` is the time until a task is submitted
// at the other one, and that has the lease.

import { CONNECTIONS, measureHttp, type Request, type Started, SUBMIT, startServer, withApis } from '../support/api.ts'
import { cpuOf } from '../support/cpu.ts'
import { say } from '../support/database.ts'

const SECONDS = 6
const ROUNDS = 3
const BALANCE = '{ organization { wallet(creditType: "music") { available frozen } } }'

type Kind = 'writes' | 'reads'
const KINDS: readonly Kind[] = ['writes', 'reads']

/** Operations a second of all servers together, and the CPU time of one, in microseconds. */
interface Measured {
  readonly perSecond: number
  /** In all processes of Holdfast, in the one that decides, and in PostgreSQL. */
  readonly cpu: { readonly all: number; readonly home: number; readonly postgres: number }
}

interface Round {
  readonly one: Measured
  readonly two: Measured
}

const { rounds, takeoverMs } = await withApis(async ({ holdfast, databaseUrl, keys, cpu }) => {
  const byMembers = (query: string) => keys.map((key) => ({ key, query }))
  const requests = { writes: byMembers(SUBMIT), reads: byMembers(BALANCE) }
  const rounds: Record<Kind, Round[]> = { writes: [], reads: [] }
  await holdfast.is('here')
  for (const kind of KINDS) await measureHttp(holdfast.url, requests[kind], 2)
  for (let round = 1; round <= ROUNDS; round++) {
    const one = await measureAll(requests, [holdfast], () => cpu().postgres)
    const second = await startServer(databaseUrl)
    await second.is('elsewhere')
    await measureAll(requests, [second], () => 0, 1)
    const two = await measureAll(requests, [holdfast, second], () => cpu().postgres)
    await second.stop()
    for (const kind of KINDS) {
      rounds[kind].push({ one: one[kind], two: two[kind] })
      const [a, b] = [one[kind].perSecond, two[kind].perSecond].map(Math.round)
      say(`round ${round}: ${kind} ${a}/s by one, ${b}/s by two; CPU ${JSON.stringify([one[kind].cpu, two[kind].cpu])}`)
    }
  }
  const second = await startServer(databaseUrl)
  await second.is('elsewhere')
  const takeoverMs = await takeover(holdfast, second, keys[0] as string)
  await second.stop()
  return { rounds, takeoverMs }
})

/** Measures each kind at these servers together. The first one decides. */
async function measureAll(
  requests: Readonly<Record<Kind, readonly Request[]>>,
  servers: readonly Started[],
  postgresNow: () => number,
  seconds = SECONDS,
): Promise<Record<Kind, Measured>> {
  const measured = {} as Record<Kind, Measured>
  for (const kind of KINDS) {
    const now = () => ({ servers: servers.map(({ pid }) => cpuOf(pid)), postgres: postgresNow() })
    const before = now()
    const each = CONNECTIONS / servers.length
    const all = await Promise.all(servers.map(({ url }) => measureHttp(url, requests[kind], seconds, each)))
    const after = now()
    const operations = all.reduce((sum, { operations }) => sum + operations, 0)
    const used = after.servers.map((ticks, i) => ticks - (before.servers[i] ?? 0))
    const perOperation = (us: number) => Math.round(us / operations)
    measured[kind] = {
      perSecond: all.reduce((sum, { perSecond }) => sum + perSecond, 0),
      cpu: {
        all: perOperation(used.reduce((sum, us) => sum + us, 0)),
        home: perOperation(used[0] ?? 0),
        postgres: perOperation(after.postgres - before.postgres),
      },
    }
  }
  return measured
}

/** Suspends the first, and submits at the second until that succeeds. Returns the time of that, in milliseconds. */
async function takeover(first: Started, second: Started, key: string): Promise<number> {
  process.kill(first.pid, 'SIGSTOP')
  const began = performance.now()
  try {
    while (!(await isSubmitted(second, key)));
    const ms = performance.now() - began
    await second.is('here')
    say(
      `the second process had submitted a task after ${ms.toFixed(0)} ms, and the lease after ${(performance.now() - began).toFixed(0)}`,
    )
    return performance.now() - began
  } finally {
    process.kill(first.pid, 'SIGCONT')
  }
}

async function isSubmitted({ url }: Started, key: string): Promise<boolean> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query: SUBMIT }),
  })
  const { data } = (await response.json()) as { data?: { submitTask?: { task?: object } } | null }
  return data?.submitTask?.task !== undefined
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number
}

function reportOf(kind: Kind) {
  const of = (which: keyof Round) => {
    const all = rounds[kind].map((round) => round[which])
    const least = (part: keyof Measured['cpu']) => Math.min(...all.map(({ cpu }) => cpu[part]))
    return {
      perSecond: Math.round(median(all.map(({ perSecond }) => perSecond))),
      cpuMicroseconds: { all: least('all'), home: least('home'), postgres: least('postgres') },
    }
  }
  return { one: of('one'), two: of('two') }
}

const ratioOf = (kind: Kind) =>
  Number(median(rounds[kind].map(({ one, two }) => two.perSecond / one.perSecond)).toFixed(2))

process.stdout.write(
  `${JSON.stringify({
    bench: 'processes',
    ratio: { writes: ratioOf('writes'), reads: ratioOf('reads') },
    takeoverMs: Math.round(takeoverMs),
    writes: reportOf('writes'),
    reads: reportOf('reads'),
    connections: CONNECTIONS,
  })}\n`,
)
