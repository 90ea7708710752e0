// Measures what row-level security would cost: a read of a wallet as Holdfast does it, against the same read in a transaction
// under a role that isn't the owner, with the tenant set. The two alternate, one read at a time and many at once.

import pg from 'pg'
import { pino } from 'pino'
import { openApp } from '../../src/openApp.ts'
import { say, withDatabase } from '../support/database.ts'
import { fillWallets } from '../support/wallets.ts'

const WALLETS = 100
const WARM_UP = 200
const TURNS = 2_000
const AT_ONCE = 32
const ROUNDS = 100

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

const { alone, together } = await withDatabase(async (url) => {
  const app = openApp({ databaseUrl: url, log: pino({ level: 'warn' }) })
  const organizationIds = await fillWallets(app, WALLETS)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`
    CREATE ROLE bench_tenant;
    GRANT SELECT ON ALL TABLES IN SCHEMA public TO bench_tenant;
    ALTER TABLE wallet ENABLE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON wallet USING (organization_id = current_setting('holdfast.tenant', true)::uuid)`)
  await client.end()

  const where = (organizationId: string) => ({ organizationId, holderId: organizationId })
  const ways = {
    plain: (id: string) => app.prisma.wallet.findFirstOrThrow({ where: where(id) }),
    secured: (id: string) =>
      app.prisma.$transaction(async (transaction) => {
        await transaction.$queryRaw`
          SELECT set_config('role', 'bench_tenant', true), set_config('holdfast.tenant', ${id}, true)`
        return transaction.wallet.findFirstOrThrow({ where: where(id) })
      }),
  }
  const names = ['plain', 'secured'] as const
  const idOf = (turn: number) => organizationIds[turn % WALLETS] as string

  const alone = { plain: [] as number[], secured: [] as number[] }
  for (let turn = 0; turn < WARM_UP + TURNS; turn++) {
    for (const name of names) {
      const began = performance.now()
      await ways[name](idOf(turn))
      if (turn >= WARM_UP) alone[name].push(performance.now() - began)
    }
  }
  const together = { plain: [] as number[], secured: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const began = performance.now()
      await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => ways[name](idOf(round + i))))
      together[name].push((performance.now() - began) / AT_ONCE)
    }
  }
  await app.close()
  return { alone, together }
})

say(`medians of ${TURNS} turns alone, and of ${ROUNDS} rounds of ${AT_ONCE} at once`)
const two = (value: number) => Number(value.toFixed(2))
process.stdout.write(
  `${JSON.stringify({
    bench: 'isolation',
    ratio: {
      alone: two(median(alone.secured) / median(alone.plain)),
      together: two(median(together.secured) / median(together.plain)),
    },
    plainMs: two(median(alone.plain)),
    securedMs: two(median(alone.secured)),
  })}\n`,
)
