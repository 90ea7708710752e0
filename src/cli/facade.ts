// `holdfast facade list | show | load | off | remove`: façades, which are APIs of other vendors that Holdfast answers.

import type { Command } from 'commander'
import type { App } from '../app.ts'
import { EXIT, Failure } from '../failure.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import type { ChangedFacade, FacadeState } from '../pricing/facades.ts'
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
  'the name of a façade that comes with Holdfast or is the platform’s own, or a JSON file (docs/facades.md); - for stdin',
] as const
const DRY_RUN = ['--dry-run', 'only print what would change'] as const

type ChangeOptions = JsonOption & { readonly dryRun?: true }

export function addFacade(program: Command): void {
  const facade = program
    .command('facade')
    .summary('list, show, load, turn off and remove façades')
    .description(
      'List, show, load, turn off and remove façades: APIs of other vendors that Holdfast answers (docs/facades.md).',
    )
    .addHelpText('after', example('npx holdfast facade show sunor > mine.json', 'npx holdfast facade load mine.json'))
  facade
    .command('list')
    .summary('list the façades of the database')
    .description('List the façades that come with Holdfast and the platform’s own, and which of them are on.')
    .option(...JSON_OPTION)
    .addHelpText('after', example('npx holdfast facade list'))
    .action(async (options: JsonOption) => {
      const { listFacades } = await import('../pricing/facades.ts')
      const all = await withApp('READ', async (app) => listFacades(app))
      print(options, all, all.map((each) => `${inWords(each)}\n  ${each.description}`).join('\n'))
    })
  facade
    .command('show')
    .argument(...SOURCE)
    .summary('print a façade as JSON')
    .description('Print a façade as JSON, for example to change it and load it. Exits with 1 if it is not valid.')
    .option('--json', 'print it on one line')
    .addHelpText('after', example('npx holdfast facade show sunor > mine.json'))
    .action(show)
  facade
    .command('load')
    .argument(...SOURCE)
    .summary('load a façade into the database, and turn it on')
    .description(
      'Load a façade into the database, and turn it on. A running Holdfast answers its paths within a second. Exits with 1 if it is not valid; then nothing changes.',
    )
    .option(...DRY_RUN)
    .option(...JSON_OPTION)
    .addHelpText('after', example('npx holdfast facade load mine.json --dry-run', 'npx holdfast facade load mine.json'))
    .action(async (source: string, options: ChangeOptions) => {
      const { setFacade } = await import('../pricing/facades.ts')
      const changed = await withApp('WRITE', async (app) =>
        setFacade(app, { source: await sourceOf(app, source), isOn: true, dryRun: options.dryRun === true }),
      )
      report(options, changed, `${nameOf(source)}: `)
    })
  facade
    .command('off')
    .argument('<name>', 'the name of a façade')
    .summary('turn a façade off')
    .description('Turn a façade off: its paths no longer exist. Its definition stays in the database.')
    .option(...DRY_RUN)
    .option(...JSON_OPTION)
    .addHelpText('after', example('npx holdfast facade off sunor'))
    .action(async (name: string, options: ChangeOptions) => {
      const { setFacade } = await import('../pricing/facades.ts')
      await change(name, options, (app, dryRun) => setFacade(app, { source: { name }, isOn: false, dryRun }))
    })
  facade
    .command('remove')
    .argument('<name>', 'the name of a façade')
    .summary('turn a façade off, and remove the platform’s own definition')
    .description(
      'Turn a façade off, and remove the platform’s own definition of it. One that comes with Holdfast can be loaded again.',
    )
    .option(...DRY_RUN)
    .option(...JSON_OPTION)
    .addHelpText('after', example('npx holdfast facade remove mine'))
    .action(async (name: string, options: ChangeOptions) => {
      const { removeFacade } = await import('../pricing/facades.ts')
      await change(name, options, (app, dryRun) => removeFacade(app, { name, dryRun }))
    })
}

async function show(source: string, { json }: JsonOption): Promise<void> {
  const [{ Facade }, { findFacade }, { parseInput }] = await Promise.all([
    import('../facades/definition.ts'),
    import('../pricing/facades.ts'),
    import('../refusals.ts'),
  ])
  const document = await withApp('READ', async (app) => {
    const from = await sourceOf(app, source)
    return 'name' in from ? findFacade(app, from.name)?.definition : from.document
  })
  const parsed = parseInput(Facade, document)
  if (!parsed.ok) throw new Failure(EXIT.WRONG, `${nameOf(source)}: ${parsed.refusal.message}`)
  write(`${JSON.stringify(document, null, json ? undefined : 2)}\n`)
}

/** The façade of this name, or else the document in the file of this name. */
async function sourceOf(app: App, source: string): Promise<{ name: string } | { document: unknown }> {
  const { findFacade } = await import('../pricing/facades.ts')
  if (findFacade(app, source)) return { name: source }
  try {
    return { document: await jsonOf(source) }
  } catch (error) {
    if (!(error instanceof Failure && error.code === EXIT.USAGE)) throw error
    const message = `${error.message}. A façade is a file or one of ${await namesIn(app)}`
    throw new Failure(EXIT.USAGE, message, { cause: error })
  }
}

async function namesIn(app: App): Promise<string> {
  const { listFacades } = await import('../pricing/facades.ts')
  return listFacades(app)
    .map(({ name }) => name)
    .join(', ')
}

/** Changes the façade of this name, and prints what has changed. */
async function change(
  name: string,
  options: ChangeOptions,
  by: (app: App, dryRun: boolean) => Promise<ChangedFacade | Refusal>,
): Promise<void> {
  const { findFacade } = await import('../pricing/facades.ts')
  const changed = await withApp('WRITE', async (app) => {
    if (findFacade(app, name)) return by(app, options.dryRun === true)
    throw new Failure(EXIT.USAGE, `name must be a façade, one of ${await namesIn(app)}, not ${JSON.stringify(name)}`)
  })
  report(options, changed)
}

async function withApp<Result>(purpose: 'READ' | 'WRITE', work: (app: App) => Promise<Result>): Promise<Result> {
  const config = settings()
  const [{ pino }, { openApp }] = await Promise.all([import('pino'), import('../openApp.ts')])
  return withDatabase(config, purpose, async ({ url }) => {
    const app = openApp({ databaseUrl: url, log: pino({ level: config.logLevel }), feedDays: config.server.feedDays })
    try {
      await app.refreshPriceBook()
      return await work(app)
    } finally {
      await app.close()
    }
  })
}

function report(options: JsonOption, changed: ChangedFacade | Refusal, source = ''): void {
  if (isRefusal(changed)) throw new Failure(EXIT.WRONG, `${source}${changed.message}`)
  const { facade, dryRun, changes } = changed
  const lines = changes.map(({ path, from, to }) => {
    if (from === null) return `+ ${path}: ${to}`
    return to === null ? `- ${path}: ${from}` : `~ ${path}: ${from} -> ${to}`
  })
  const after = facade ? inWords(facade) : 'It is removed.'
  print(options, changed, dryRun ? [...lines, `${counted(lines.length, 'change')}, none made`].join('\n') : after)
}

function inWords({ name, isOn, isOwn, endpoints }: FacadeState): string {
  const whose = isOwn ? ', own definition' : ''
  const others = endpoints.flatMap(({ method, path, answeredBy }) =>
    answeredBy === null ? [] : `${method} ${path} (${answeredBy} answers it)`,
  )
  const unpriced = [...new Set(endpoints.flatMap((each) => each.unpriced ?? []))]
  const parts = [
    `${name}: ${isOn ? 'on' : 'off'}${whose}, ${counted(endpoints.length, 'endpoint')}`,
    ...(others.length > 0 ? [`Not answered: ${others.join(', ')}`] : []),
    ...(isOn && unpriced.length > 0 ? [`Without a price: ${unpriced.join(', ')}`] : []),
  ]
  return parts.join('. ')
}
