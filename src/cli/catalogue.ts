// `holdfast catalogue list | show | diff | load`: catalogues of prices, plans and lot policies as files.

import { type Command, InvalidArgumentError } from 'commander'
import { EXIT, Failure } from '../failure.ts'
import { isRefusal } from '../ledger/refusals.ts'
import type { CatalogueChange, LoadedCatalogue } from '../pricing/catalogue.ts'
import {
  counted,
  example,
  JSON_OPTION,
  type JsonOption,
  jsonOf,
  nameOf,
  print,
  settings,
  withDatabase,
  write,
} from './io.ts'

const SOURCE = [
  '<name|file>',
  'the name of a catalogue that comes with Holdfast, or a JSON file (docs/catalogues.md); - for stdin',
] as const

/** The most of `--max-change-percent`. */
const PERCENT_MAX = 10_000

interface LoadOptions extends JsonOption {
  readonly dryRun?: true
  readonly takeOver?: true
  readonly maxChangePercent?: number
}

export function addCatalogue(program: Command): void {
  const catalogue = program
    .command('catalogue')
    .summary('show, compare and load catalogues')
    .description('Show, compare and load catalogues: files of prices, plans and lot policies (docs/catalogues.md).')
    .addHelpText(
      'after',
      example(
        'npx holdfast catalogue show sunor > mine.json',
        'npx holdfast catalogue diff mine.json',
        'npx holdfast catalogue load mine.json',
      ),
    )
  catalogue
    .command('list')
    .summary('list the catalogues that come with Holdfast')
    .description('List the catalogues that come with Holdfast.')
    .option(...JSON_OPTION)
    .addHelpText('after', example('npx holdfast catalogue list'))
    .action(list)
  catalogue
    .command('show')
    .argument(...SOURCE)
    .summary('print a catalogue as JSON')
    .description('Print a catalogue as JSON, for example to change it and load it. Exits with 1 if it is not valid.')
    .option('--json', 'print it on one line')
    .addHelpText('after', example('npx holdfast catalogue show sunor > mine.json'))
    .action(show)
  catalogue
    .command('diff')
    .argument(...SOURCE)
    .summary('print what loading a catalogue would change')
    .description(
      'Print what loading a catalogue would change, without changing it. Exits with 1 if there is a difference, or if the catalogue is not valid.',
    )
    .option(...JSON_OPTION)
    .addHelpText('after', example('npx holdfast catalogue diff mine.json'))
    .action(async (source: string, options: JsonOption) => {
      const { changes } = await load(source, { ...options, dryRun: true, takeOver: true })
      process.exitCode = changes.length === 0 ? EXIT.DONE : EXIT.WRONG
    })
  catalogue
    .command('load')
    .argument(...SOURCE)
    .summary('load a catalogue into the database')
    .description(
      'Make the price book of the database equal to a catalogue, and print the changes. A running Holdfast uses it within a second. Exits with 1 if the catalogue is not valid; then nothing changes.',
    )
    .option('--dry-run', 'only print what would change')
    .option('--take-over', 'replace prices and plans that another catalogue has brought')
    .option(
      '--max-change-percent <percent>',
      'refuse a catalogue that changes a price by more, for the tasks of the last 30 days',
      percentOf,
    )
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      example('npx holdfast catalogue load mine.json --dry-run', 'npx holdfast catalogue load mine.json'),
    )
    .action(async (source: string, options: LoadOptions) => {
      await load(source, options)
    })
}

/** Digits alone: JavaScript also takes 1e2, 0x10 and an empty text for numbers. */
function percentOf(text: string): number {
  if (/^\d+$/.test(text) && Number(text) <= PERCENT_MAX) return Number(text)
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${PERCENT_MAX}.`)
}

async function list(options: JsonOption): Promise<void> {
  const { Catalogue, CATALOGUES } = await import('../pricing/catalogue.ts')
  const all = Object.values(CATALOGUES).map((document) => {
    const { name, description, priceRules, plans } = Catalogue.parse(document)
    return { name, description, prices: priceRules.length, plans: plans.length }
  })
  const lines = all.map(
    ({ name, description, prices, plans }) => `${name}: ${prices} prices, ${plans} plans. ${description}`,
  )
  print(options, all, lines.join('\n'))
}

async function show(source: string, { json }: JsonOption): Promise<void> {
  const { Catalogue } = await import('../pricing/catalogue.ts')
  const { parseInput } = await import('../refusals.ts')
  const document = await documentOf(source)
  const parsed = parseInput(Catalogue, document)
  if (!parsed.ok) throw new Failure(EXIT.WRONG, `${nameOf(source)}: ${parsed.refusal.message}`)
  write(`${JSON.stringify(document, null, json ? undefined : 2)}\n`)
}

async function load(source: string, options: LoadOptions): Promise<LoadedCatalogue> {
  const { dryRun = false, takeOver = false, maxChangePercent = null } = options
  const document = await documentOf(source)
  const config = settings()
  const [{ pino }, { openApp }, { loadCatalogueWithin }] = await Promise.all([
    import('pino'),
    import('../openApp.ts'),
    import('../pricing/priceChange.ts'),
  ])
  const loaded = await withDatabase(config, 'WRITE', async ({ url }) => {
    const app = openApp({ databaseUrl: url, log: pino({ level: config.logLevel }), feedDays: config.server.feedDays })
    return loadCatalogueWithin(app, document, { dryRun, takeOver, maxChangePercent }).finally(() => app.close())
  })
  if (isRefusal(loaded)) throw new Failure(EXIT.WRONG, `${nameOf(source)}: ${loaded.message}`)
  const { name, changes, assumed } = loaded
  const invented = Object.entries(assumed).map(([subject, fields]) => `${subject} (${fields.join(', ')})`)
  const summary = `${name}: ${counted(changes.length, 'change')}${dryRun ? ', none made' : ''}`
  const text =
    changes.length === 0
      ? `The price book is equal to ${name} already.`
      : [
          ...changes.map(inWords),
          ...(invented.length > 0 ? [`Examples, which nobody has published: ${invented.join('; ')}`] : []),
          summary,
        ].join('\n')
  print(options, loaded, text)
  return loaded
}

/** The catalogue of a name, or of a file. */
export async function documentOf(source: string): Promise<unknown> {
  const { CATALOGUES, isBuiltIn } = await import('../pricing/catalogue.ts')
  if (isBuiltIn(source)) return CATALOGUES[source]
  try {
    return await jsonOf(source)
  } catch (error) {
    if (!(error instanceof Failure && error.code === EXIT.USAGE)) throw error
    const names = Object.keys(CATALOGUES).join(', ')
    throw new Failure(EXIT.USAGE, `${error.message}. A catalogue is a file or one of ${names}`, { cause: error })
  }
}

function inWords({ kind, subject, differences }: CatalogueChange): string {
  const sign = { ADDED: '+', CHANGED: '~', WITHDRAWN: '-' }[kind]
  const details = differences
    .filter(({ to }) => kind !== 'ADDED' || (to !== '[]' && to !== null))
    .map(({ field, from, to }) => (kind === 'ADDED' ? `${field} ${to}` : `${field} ${from} -> ${to}`))
  return `${sign} ${subject}: ${details.join(', ')}`
}
