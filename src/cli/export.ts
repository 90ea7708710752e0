// `holdfast export ORGANIZATION`: writes an organization as rows that `holdfast import` reads.

import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Command, Option } from 'commander'
import { EXIT, Failure } from '../failure.ts'
import { example, settings, withDatabase } from './io.ts'

const FORMATS = ['ndjson', 'csv'] as const

export function addExport(program: Command): void {
  program
    .command('export')
    .argument('<organization>', 'the id of an organization: org_…')
    .summary('write everything of one organization that can move')
    .description(
      'Write an organization, its members, its subscription, its credits and its settings to stdout, as rows that `import` reads (docs/moving.md). It only reads, in one snapshot. Exits with 2 if there is no such organization.',
    )
    .addOption(new Option('--format <format>', 'the format').choices(FORMATS).default('ndjson'))
    .addHelpText('after', example('npx holdfast export org_AZqAE1… > acme.ndjson'))
    .action(run)
}

async function run(id: string, { format }: { format: (typeof FORMATS)[number] }): Promise<void> {
  const config = settings()
  const [{ pino }, { openApp }, { exportOrganization }, { decodeGlobalId }] = await Promise.all([
    import('pino'),
    import('../openApp.ts'),
    import('../moving/export.ts'),
    import('../graphql/ids.ts'),
  ])
  const organizationId = idIn(id, decodeGlobalId)
  await withDatabase(config, 'READ', async ({ url }) => {
    const app = openApp({ databaseUrl: url, log: pino({ level: config.logLevel }) })
    try {
      const known = await app.prisma.organization.count({ where: { id: organizationId } })
      if (known === 0) throw new Failure(EXIT.USAGE, `${id} is not an organization of this Holdfast`)
      await pipeline(Readable.from(exportOrganization(app, organizationId, format)), process.stdout)
    } finally {
      await app.close()
    }
  })
}

function idIn(id: string, decode: (id: string) => { readonly typename: string; readonly id: string }): string {
  try {
    const decoded = decode(id)
    if (decoded.typename === 'Organization') return decoded.id
  } catch {
    // Refused below.
  }
  throw new Failure(EXIT.USAGE, `organization must be an id such as org_…, not ${JSON.stringify(id)}`)
}
