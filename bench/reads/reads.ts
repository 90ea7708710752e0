// A balance read through HTTP on 256 connections with a thousand keys, against a query that does nothing on a bare yoga of the
// same version (`ratio`), and on our own server (`ownRatio`).

import { bestOf, CONNECTIONS, measureHttp, NOTHING, withApis } from '../support/api.ts'

const SECONDS = 6
const ROUNDS = 3
const BALANCE = '{ organization { wallet(creditType: "music") { available frozen } } }'

const best = await withApis(async ({ url, bareUrl, keys }) => {
  const byMembers = (query: string) => keys.map((key) => ({ key, query }))
  await measureHttp(url, byMembers(BALANCE), 2)
  return bestOf(ROUNDS, {
    bare: () => measureHttp(bareUrl, byMembers(NOTHING), SECONDS),
    nothing: () => measureHttp(url, byMembers(NOTHING), SECONDS),
    balance: () => measureHttp(url, byMembers(BALANCE), SECONDS),
  })
})

process.stdout.write(
  `${JSON.stringify({
    bench: 'reads',
    ratio: Number((best.balance / best.bare).toFixed(2)),
    ownRatio: Number((best.balance / best.nothing).toFixed(2)),
    readsPerSecond: Math.round(best.balance),
    nothingPerSecond: Math.round(best.nothing),
    bareYogaPerSecond: Math.round(best.bare),
    connections: CONNECTIONS,
  })}\n`,
)
