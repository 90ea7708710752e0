// Commands through HTTP, one a request, on 256 connections with a thousand keys: submitTask by members and freezeCredits by the
// operator. `ratio` is submitTask against a mutation that does nothing on a bare yoga of the same version; `ownRatio` against
// one that does nothing on our own server, and `freezeRatio` is of freezeCredits. Then one caller alone: `aloneMs` is the latency of
// freezeCredits, and `functionMs` that of the function that one would write by hand, called through pg by the same process.

import { measureAlone } from '../support/alone.ts'
import { bestOf, CONNECTIONS, DO_NOTHING, measureHttp, type Rate, reportOf, SUBMIT, withApis } from '../support/api.ts'

const SECONDS = 6
const ROUNDS = 3

const { best, alone } = await withApis(async (apis) => {
  const { app, url, bareUrl, keys, organizationIds, operatorKey, cpu } = apis
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
  const counted = async (rate: Promise<Rate>) => {
    commands += (await rate).operations
    return rate
  }
  const best = await bestOf(cpu, ROUNDS, {
    bare: () => measureHttp(bareUrl, byMembers(DO_NOTHING), SECONDS),
    doNothing: () => measureHttp(url, byMembers(DO_NOTHING), SECONDS),
    submit: () => counted(measureHttp(url, byMembers(SUBMIT), SECONDS)),
    freeze: () => counted(measureHttp(url, freezes, SECONDS)),
  })
  // Every answer is a hold: a refusal would be answered too, and faster.
  const holds = (await app.prisma.hold.count()) - before
  if (holds < commands * 0.95) throw new Error(`${commands} answers made ${holds} holds`)
  return { best, alone: await measureAlone(apis) }
})

process.stdout.write(
  `${JSON.stringify({
    bench: 'http',
    ...reportOf(best.bare, best.doNothing, best.submit),
    freezeRatio: Number((best.freeze.perSecond / best.bare.perSecond).toFixed(2)),
    freezeCpuMicroseconds: best.freeze.cpu,
    submitsPerSecond: Math.round(best.submit.perSecond),
    freezesPerSecond: Math.round(best.freeze.perSecond),
    doNothingPerSecond: Math.round(best.doNothing.perSecond),
    bareYogaPerSecond: Math.round(best.bare.perSecond),
    connections: CONNECTIONS,
    aloneMs: Number(alone.httpMs.toFixed(2)),
    functionMs: Number(alone.functionMs.toFixed(2)),
    aloneExtraMs: Number((alone.httpMs - alone.functionMs).toFixed(2)),
  })}\n`,
)
