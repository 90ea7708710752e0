// A balance read through HTTP on 256 connections with a thousand keys, against a query that does nothing on a bare yoga of the
// same version (`ratio`), and on our own server (`ownRatio`).

import { bestOf, CONNECTIONS, measureHttp, NOTHING, reportOf, withApis } from '../support/api.ts'

const SECONDS = 6
const ROUNDS = 3
const BALANCE = '{ organization { wallet(creditType: "music") { available frozen } } }'

const best = await withApis(async ({ url, bareUrl, keys, cpu }) => {
  const byMembers = (query: string) => keys.map((key) => ({ key, query }))
  await measureHttp(url, byMembers(BALANCE), 2)
  return bestOf(cpu, ROUNDS, {
    bare: () => measureHttp(bareUrl, byMembers(NOTHING), SECONDS),
    nothing: () => measureHttp(url, byMembers(NOTHING), SECONDS),
    balance: () => measureHttp(url, byMembers(BALANCE), SECONDS),
  })
})

process.stdout.write(
  `${JSON.stringify({
    bench: 'reads',
    ...reportOf(best.bare, best.nothing, best.balance),
    readsPerSecond: Math.round(best.balance.perSecond),
    nothingPerSecond: Math.round(best.nothing.perSecond),
    bareYogaPerSecond: Math.round(best.bare.perSecond),
    connections: CONNECTIONS,
  })}\n`,
)
