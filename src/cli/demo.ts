// `holdfast demo`: creates the demo organization in the database of the settings, if it does not exist, and prints its keys.

import { type Command, InvalidArgumentError } from 'commander'
import type { Config } from '../config.ts'
import { EXIT, Failure } from '../failure.ts'
import type { OpenedDemo } from './demoText.ts'
import { example, JSON_OPTION, type JsonOption, print, settings, withDatabase } from './io.ts'

/** The most organizations of `--organizations`. */
const ORGANIZATIONS_MAX = 100_000

export function addDemo(program: Command): void {
  program
    .command('demo')
    .summary('create the demo organization and print its keys')
    .description(
      'Create the demo organization with 1,000 credits, three accounts and a catalogue (setting CATALOGUE), unless they exist, and print their keys. `serve` does the same with DEMO=on. Never use it in production, because the addresses of the accounts are known.',
    )
    .option('--organizations <count>', 'also create this many more, each with members, credits and ten tasks', countOf)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      example('npx holdfast demo', 'DATABASE_URL=postgresql://localhost/try npx holdfast demo --organizations 500'),
    )
    .action(async ({ organizations = 0, ...options }: JsonOption & { organizations?: number }) => {
      const config = settings()
      const opened = await withDatabase(config, 'WRITE', ({ url }) => open(config, url, organizations))
      const { demoText } = await import('./demoText.ts')
      print(options, opened.demo, demoText(opened, config.dataDir))
    })
}

async function open(config: Config, databaseUrl: string, organizations: number): Promise<OpenedDemo> {
  const [
    { pino },
    { openApp },
    { openAttempts },
    { openSessions },
    { keptSecret },
    { openDemo },
    { seedOrganizations },
  ] = await Promise.all([
    import('pino'),
    import('../openApp.ts'),
    import('../access/attempts.ts'),
    import('../access/sessions.ts'),
    import('../access/secret.ts'),
    import('./demoOrganization.ts'),
    import('./demoSeed.ts'),
  ])
  const app = openApp({ databaseUrl, log: pino({ level: config.logLevel }), feedDays: config.server.feedDays })
  try {
    await app.refreshPriceBook()
    const url = config.server.publicUrl ?? `http://localhost:${config.port}`
    const secret = config.secret ?? (await keptSecret(app.prisma))
    const { allowedOrigins } = config.server
    const { log } = app
    const mails = { isOn: false, send() {}, stop: async () => {} }
    const options = {
      ...config.signIn,
      secret,
      secretsBefore: [],
      vault: app.vault,
      allowPrivate: app.privateWebhooks,
      publicUrl: url,
      allowedOrigins,
      attempts: openAttempts(databaseUrl),
      log,
      mails,
      // Nobody signs in here.
      onIssuer: async () => {},
    }
    const sessions = openSessions(app.prisma, options)
    try {
      const opened = await openDemo({ app, url, sessions }, await catalogueOf(config), config.dataDir)
      await seedOrganizations(app, opened.example, organizations)
      return opened
    } finally {
      await sessions.stop()
      await options.attempts.stop()
    }
  } finally {
    await app.close()
  }
}

function countOf(text: string): number {
  const count = Number(text)
  if (/^\d+$/.test(text) && count <= ORGANIZATIONS_MAX) return count
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${ORGANIZATIONS_MAX}.`)
}

/** Throws a Failure if the setting CATALOGUE is not the name of one. */
export async function catalogueOf({ catalogue }: Config) {
  const { CATALOGUES, isBuiltIn } = await import('../pricing/catalogue.ts')
  if (isBuiltIn(catalogue)) return catalogue
  const names = Object.keys(CATALOGUES).join(', ')
  throw new Failure(EXIT.USAGE, `CATALOGUE must be one of ${names}, not ${JSON.stringify(catalogue)}`)
}
