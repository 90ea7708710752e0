// `holdfast facade list | show | load | off`: façades, which are APIs of other vendors that Holdfast answers.

import type { Command } from 'commander'
import type { App } from '../app.ts'
import { EXIT, Failure } from '../failure.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import type { FacadeState } from '../pricing/facades.ts'
import { example, JSON_OPTION, type JsonOption, jsonOf, print, settings, withDatabase } from './io.ts'

const SOURCE = [
  '<name|file>',
  'the name of a façade that comes with Holdfast, or a JSON file (docs/facades.md); - for stdin',
] as const

export function addFacade(program: Command): void {
  const facade = program
    .command('facade')
    .summary('list, show, load and turn off façades')
    .description(
      'List, show, load and turn off façades: APIs of other vendors that Holdfast answers (docs/facades.md).',
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
      print(options, all, all.map(inWords).join('\n'))
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
    .option(...JSON_OPTION)
    .addHelpText('after', example('npx holdfast facade load mine.json'))
    .action(async (source: string, options: JsonOption) => {
      const { loadFacade } = await import('../pricing/facades.ts')
      const from = (await isBuiltIn(source)) ? { name: source } : { document: await jsonOf(source) }
      report(options, await withApp('WRITE', (app) => loadFacade(app, from)))
    })
  facade
    .command('off')
    .argument('<name>', 'the name of a façade')
    .summary('turn a façade off')
    .description('Turn a façade off: its paths no longer exist. Its definition stays in the database.')
    .option(...JSON_OPTION)
    .addHelpText('after', example('npx holdfast facade off sunor'))
    .action(async (name: string, options: JsonOption) => {
      const { turnOffFacade } = await import('../pricing/facades.ts')
      report(options, await withApp('WRITE', (app) => turnOffFacade(app, name)))
    })
}

async function show(source: string, { json }: JsonOption): Promise<void> {
  const { FACADES, Facade } = await import('../facades/definition.ts')
  const { parseInput } = await import('../refusals.ts')
  const document = (await isBuiltIn(source)) ? FACADES[source] : await jsonOf(source)
  const parsed = parseInput(Facade, document)
  if (!parsed.ok) throw new Failure(EXIT.WRONG, parsed.refusal.message)
  process.stdout.write(`${JSON.stringify(document, null, json ? undefined : 2)}\n`)
}

async function isBuiltIn(source: string): Promise<boolean> {
  const { FACADES } = await import('../facades/definition.ts')
  return Object.hasOwn(FACADES, source)
}

async function withApp<Result>(purpose: 'READ' | 'WRITE', work: (app: App) => Promise<Result>): Promise<Result> {
  const config = settings()
  const [{ pino }, { openApp }] = await Promise.all([import('pino'), import('../openApp.ts')])
  return withDatabase(config, purpose, async ({ url }) => {
    const app = openApp({ databaseUrl: url, log: pino({ level: config.logLevel }) })
    try {
      await app.refreshPriceBook()
      return await work(app)
    } finally {
      await app.close()
    }
  })
}

function report(options: JsonOption, state: FacadeState | Refusal): void {
  if (isRefusal(state)) throw new Failure(EXIT.WRONG, state.message)
  print(options, state, inWords(state))
}

function inWords({ name, isOn, isOwn, endpoints, notAnswered }: FacadeState): string {
  const whose = isOwn ? ', own definition' : ''
  const others = notAnswered.length > 0 ? `. Not answered: ${notAnswered.join(', ')}` : ''
  return `${name}: ${isOn ? 'on' : 'off'}${whose}, ${endpoints.length} endpoints${others}`
}
