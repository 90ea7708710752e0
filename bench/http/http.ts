// Commands through HTTP, one a request, on 256 connections with a thousand keys: submitTask by members and freezeCredits by the
// operator. `ratio` is submitTask against a mutation that does nothing on a bare yoga of the same version, and `freezeRatio`
// freezeCredits; `ownRatio` is submitTask against a mutation that does nothing on our own server. Then one caller alone:
// `aloneMs` is the median of freezeCredits, and `functionMs` of the function that one would write by hand, called through pg.
// CPU times are microseconds an operation, of Holdfast's process and of PostgreSQL.

import { measureAlone } from '../support/alone.ts'
import { type Apis, bestOf, CONNECTIONS, DO_NOTHING, measureHttp, SUBMIT, withApis } from '../support/api.ts'
import { postgresMicros } from '../support/cpu.ts'

const SECONDS = 6
const ROUNDS = 3

interface Cpu {
  readonly server: number
  /** Null where it can't be read. */
  readonly postgres: number | null
}

/** Measures the requests per second, and keeps the CPU time of the cheapest round. */
async function measureCosts({ app, url, cpuMicros }: Apis, requests: Parameters<typeof measureHttp>[1], cpu: Cpu[]) {
  const before = { server: await cpuMicros(), postgres: await postgresMicros(app.prisma) }
  const perSecond = await measureHttp(url, requests, SECONDS)
  const after = { server: await cpuMicros(), postgres: await postgresMicros(app.prisma) }
  const operations = perSecond * SECONDS
  cpu.push({
    server: (after.server - before.server) / operations,
    postgres:
      after.postgres === null || before.postgres === null ? null : (after.postgres - before.postgres) / operations,
  })
  return perSecond
}

function leastOf(cpu: readonly Cpu[]) {
  const [least] = cpu.toSorted((a, b) => a.server - b.server)
  return {
    server: Math.round(least?.server ?? 0),
    postgres: least?.postgres == null ? null : Math.round(least.postgres),
  }
}

const { best, cpu, alone } = await withApis(async (apis) => {
  const { app, url, bareUrl, keys, organizationIds, operatorKey } = apis
  const byMembers = (query: string) => keys.map((key) => ({ key, query }))
  const freezes = organizationIds.map((id) => ({
    key: operatorKey,
    query: `mutation { freezeCredits(input: { organizationId: "${id}", creditType: "music", credits: 1 }) {
      ... on FreezeCreditsSuccess { hold { id } } ... on Error { code message } } }`,
  }))
  await measureHttp(url, byMembers(DO_NOTHING), 2)
  await measureHttp(url, byMembers(SUBMIT), 2)
  await measureHttp(url, freezes, 2)
  const before = await app.prisma.hold.count()
  let commands = 0
  const counted = async (perSecond: Promise<number>) => {
    commands += (await perSecond) * SECONDS
    return perSecond
  }
  const cpu = { doNothing: [] as Cpu[], submit: [] as Cpu[], freeze: [] as Cpu[] }
  const best = await bestOf(ROUNDS, {
    bare: () => measureHttp(bareUrl, byMembers(DO_NOTHING), SECONDS),
    doNothing: () => measureCosts(apis, byMembers(DO_NOTHING), cpu.doNothing),
    submit: () => counted(measureCosts(apis, byMembers(SUBMIT), cpu.submit)),
    freeze: () => counted(measureCosts(apis, freezes, cpu.freeze)),
  })
  // Every answer is a hold: a refusal would be answered too, and faster.
  const holds = (await app.prisma.hold.count()) - before
  if (holds < commands * 0.95) throw new Error(`${commands.toFixed(0)} answers made ${holds} holds`)
  return { best, cpu, alone: await measureAlone(apis) }
})

process.stdout.write(
  `${JSON.stringify({
    bench: 'http',
    ratio: Number((best.submit / best.bare).toFixed(2)),
    freezeRatio: Number((best.freeze / best.bare).toFixed(2)),
    ownRatio: Number((best.submit / best.doNothing).toFixed(2)),
    submitsPerSecond: Math.round(best.submit),
    freezesPerSecond: Math.round(best.freeze),
    doNothingPerSecond: Math.round(best.doNothing),
    bareYogaPerSecond: Math.round(best.bare),
    connections: CONNECTIONS,
    doNothingMicros: leastOf(cpu.doNothing),
    submitMicros: leastOf(cpu.submit),
    freezeMicros: leastOf(cpu.freeze),
    aloneMs: Number(alone.httpMs.toFixed(2)),
    functionMs: Number(alone.functionMs.toFixed(2)),
    aloneExtraMs: Number((alone.httpMs - alone.functionMs).toFixed(2)),
  })}\n`,
)
