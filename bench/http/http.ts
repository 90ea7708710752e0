// Commands through HTTP, one a request, on 256 connections with a thousand keys: submitTask by members and freezeCredits by the
// operator. `ratio` is submitTask against a mutation that does nothing on a bare yoga of the same version; `ownRatio` against
// one that does nothing on our own server.

import { bestOf, CONNECTIONS, DO_NOTHING, measureHttp, SUBMIT, withApis } from '../support/api.ts'

const SECONDS = 6
const ROUNDS = 3

const best = await withApis(async ({ app, url, bareUrl, keys, organizationIds, operatorKey }) => {
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
  const measured = await bestOf(ROUNDS, {
    bare: () => measureHttp(bareUrl, byMembers(DO_NOTHING), SECONDS),
    doNothing: () => measureHttp(url, byMembers(DO_NOTHING), SECONDS),
    submit: () => counted(measureHttp(url, byMembers(SUBMIT), SECONDS)),
    freeze: () => counted(measureHttp(url, freezes, SECONDS)),
  })
  // Every answer is a hold: a refusal would be answered too, and faster.
  const holds = (await app.prisma.hold.count()) - before
  if (holds < commands * 0.95) throw new Error(`${commands.toFixed(0)} answers made ${holds} holds`)
  return measured
})

process.stdout.write(
  `${JSON.stringify({
    bench: 'http',
    ratio: Number((best.submit / best.bare).toFixed(2)),
    ownRatio: Number((best.submit / best.doNothing).toFixed(2)),
    submitsPerSecond: Math.round(best.submit),
    freezesPerSecond: Math.round(best.freeze),
    doNothingPerSecond: Math.round(best.doNothing),
    bareYogaPerSecond: Math.round(best.bare),
    connections: CONNECTIONS,
  })}\n`,
)
