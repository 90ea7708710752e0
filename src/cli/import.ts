// `holdfast import FILE`: moves customers in, from a file of ours or of another billing system.

import { stat } from 'node:fs/promises'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Config } from '../config.ts'
import { EXIT, Failure } from '../failure.ts'
import type { ImportOptions, ImportReport } from '../moving/import.ts'
import type { RefusedRow } from '../moving/staging.ts'
import {
  counted,
  example,
  JSON_OPTION,
  type JsonOption,
  print,
  settings,
  tell,
  unreadable,
  withDatabase,
} from './io.ts'

const FORMATS = ['holdfast', 'stripe', 'lago', 'openmeter'] as const

interface Options extends JsonOption {
  readonly from: (typeof FORMATS)[number]
  readonly creditType?: string
  readonly multiply: string
  readonly dryRun?: true
}

export function addImport(program: Command): void {
  program
    .command('import')
    .argument('<file>', 'a CSV or NDJSON file of rows (docs/moving.md)')
    .summary('move customers in from another system')
    .description(
      'Import organizations, members, subscriptions, what is left of their credits with its original dates, and their settings. Every row is checked first: if one is refused, nothing is written. A row is imported once, so an import that was interrupted continues when it is run again. Holdfast can run meanwhile. Exits with 1 if a row is refused, or if what came in is not what the file says.',
    )
    .addOption(new Option('--from <system>', 'the system that wrote the file').choices(FORMATS).default('holdfast'))
    .option('--credit-type <type>', 'the credit type of all lots, which files of other systems don’t name')
    .option(
      '--multiply <number>',
      'for files of other systems: the credits for one unit there; stripe: for one cent',
      decimalText,
      '1',
    )
    .option('--dry-run', 'only check the file')
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      example(
        'npx holdfast import customers.csv --dry-run',
        'npx holdfast import customers.csv',
        'npx holdfast import grants.ndjson --from stripe --credit-type music --multiply 0.5',
      ),
    )
    .action(run)
}

async function run(file: string, options: Options): Promise<void> {
  await requireFile(file)
  const { creditType, from } = options
  if (from !== 'holdfast' && !/^[a-z][a-z0-9_-]{0,49}$/.test(creditType ?? '')) {
    const message = '--credit-type must name a credit type: lower-case letters, digits, _ and -, at most 50'
    throw new Failure(EXIT.USAGE, message)
  }
  const config = settings()
  const { decimalOf } = await import('../moving/vendors.ts')
  const multiply = decimalOf(options.multiply) ?? { digits: 1n, scale: 0 }
  const report = await withDatabase(config, 'WRITE', ({ url }) =>
    importInto(config, url, {
      file,
      format: from,
      vendor: { creditType: creditType ?? '', multiply },
      dryRun: options.dryRun === true,
      charging: chargingIn(config),
      onProgress: tell,
    }),
  )
  print(options, report, textOf(report))
  const isRight = report.refusedCount === 0 && report.differences.length === 0
  process.exitCode = isRight ? EXIT.DONE : EXIT.WRONG
}

/** The providers that are set up and can charge what was saved. */
function chargingIn({ payments: { stripe, sandbox } }: Config): ('STRIPE' | 'SANDBOX')[] {
  return [...(stripe ? (['STRIPE'] as const) : []), ...(sandbox ? (['SANDBOX'] as const) : [])]
}

async function importInto(config: Config, databaseUrl: string, options: ImportOptions): Promise<ImportReport> {
  const [{ pino }, { openApp }, { importFile }, { actAs }] = await Promise.all([
    import('pino'),
    import('../openApp.ts'),
    import('../moving/import.ts'),
    import('../engine/acting.ts'),
  ])
  const app = openApp({ databaseUrl, log: pino({ level: config.logLevel }), feedDays: config.server.feedDays })
  const actor = { kind: 'OPERATOR' as const, id: null, name: 'holdfast import', address: null, requestId: null }
  try {
    await app.refreshPriceBook()
    return await actAs(actor, () => importFile(app, databaseUrl, options))
  } finally {
    await app.close()
  }
}

/** The file is read twice, so it can't be a pipe. */
async function requireFile(file: string): Promise<void> {
  if (file === '-') {
    const message = 'import reads its file twice, so it can’t be stdin: write it to a file first'
    throw new Failure(EXIT.USAGE, message)
  }
  const found = await stat(file).catch((error) => {
    throw unreadable(file, error)
  })
  if (found.isDirectory()) throw unreadable(file, { code: 'EISDIR' })
  if (!found.isFile()) throw new Failure(EXIT.USAGE, `${file} must be a file: it is read twice`)
}

function decimalText(text: string): string {
  if (/^\d{1,16}(\.\d{1,16})?$/.test(text) && Number(text) > 0) return text
  throw new InvalidArgumentError('It must be a number above 0, such as 10 or 0.5.')
}

/** Returns whether rows of a type are only a list of what to create again. */
const isListed = (type: string) => ['apiKey', 'webhookEndpoint', 'issuer'].includes(type)

function textOf(report: ImportReport): string {
  const { dryRun, written, rows, skipped, refused, refusedCount, leftOut, leftOutCount, totals, differences } = report
  const named = ({ line, key, field, message }: RefusedRow) =>
    `line ${line}${key === null ? '' : ` (${key})`}: ${field === null ? '' : `${field} `}${message}`
  const more = (count: number, shown: readonly unknown[]) =>
    count > shown.length ? [`… and ${count - shown.length} more`] : []
  const lines = [
    ...refused.map(named),
    ...more(refusedCount, refused),
    ...leftOut.map(named),
    ...more(leftOutCount, leftOut),
    ...rows.map(({ type, rows: count, done, empty }) => {
      if (isListed(type))
        return `${type}: ${count} in the file, to be created again: their secrets are nowhere but with their owners`
      const left = empty > 0 ? `, ${empty} with no credits left` : ''
      return `${type}: ${count} in the file, ${done} in Holdfast${left}`
    }),
    ...(skipped > 0 ? [`${counted(skipped, 'object')} with nothing left to move`] : []),
    ...totals.map(
      ({ creditType, file, holdfast }) => `${creditType}: ${file} credits in the file, ${holdfast} came in`,
    ),
    ...differences.map(({ organization, member, creditType, file, holdfast }) => {
      const whose = member === null ? organization : `${organization}, ${member}`
      return `DIFFERENCE: ${whose}: ${file} ${creditType} in the file, ${holdfast} came in`
    }),
  ]
  const end =
    refusedCount > 0
      ? `${counted(refusedCount, 'row')} refused${written ? '' : ', nothing written'}`
      : dryRun
        ? 'Nothing is refused, and nothing was written.'
        : differences.length > 0
          ? `${counted(differences.length, 'wallet')} not as in the file`
          : leftOutCount > 0
            ? `Everything in the file is in Holdfast, apart from ${counted(leftOutCount, 'row')} that can’t be here.`
            : 'Everything in the file is in Holdfast.'
  return [...lines, end].join('\n')
}
