// `holdfast revenue`: writes the revenue by month as CSV.

import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { EXIT, Failure } from '../failure.ts'
import { example, settings, withDatabase } from './io.ts'

interface Options {
  readonly from: string
  readonly to: string
  readonly byOrganization?: boolean
}

export function addRevenue(program: Command): void {
  program
    .command('revenue')
    .summary('write the revenue by month as CSV')
    .description(
      'Write the revenue of some months to stdout as CSV: what was paid, recognized, expired, reversed and is deferred, in each currency (docs/revenue.md). It only reads.',
    )
    .requiredOption('--from <month>', 'the first month: 2026-01')
    .requiredOption('--to <month>', 'the last month: 2026-12')
    .option('--by-organization', 'a line for each organization, in place of all together')
    .addHelpText('after', example('npx holdfast revenue --from 2026-01 --to 2026-12 > revenue.csv'))
    .action(run)
}

async function run({ from, to, byOrganization = false }: Options): Promise<void> {
  const config = settings()
  const [{ pino }, { openApp }, { readRevenue }, { refuseMonths }, { revenueCsv }] = await Promise.all([
    import('pino'),
    import('../openApp.ts'),
    import('../revenue/report.ts'),
    import('../revenue/months.ts'),
    import('../revenue/csv.ts'),
  ])
  const refused = refuseMonths(from, to)
  if (refused) throw new Failure(EXIT.USAGE, `--${refused.field} ${refused.message}`)
  await withDatabase(config, 'READ', async ({ url }) => {
    const app = openApp({ databaseUrl: url, log: pino({ level: config.logLevel }) })
    try {
      const wanted = { from, to, organizationId: null, isByOrganization: byOrganization }
      await pipeline(Readable.from(revenueCsv(await readRevenue(app, wanted))), process.stdout)
    } finally {
      await app.close()
    }
  })
}
