// `holdfast demo`: makes the demo organization in the database that the settings name, or finds it, and prints its keys.

import type { Command } from 'commander'
import type { Config } from '../config.ts'
import { EXIT, Failure } from '../failure.ts'
import type { OpenedDemo } from './demoText.ts'
import { example, JSON_OPTION, type JsonOption, print, settings, withDatabase } from './io.ts'

export function addDemo(program: Command): void {
  program
    .command('demo')
    .summary('make the demo organization and print its keys')
    .description(
      'Make the demo organization, its accounts and its catalogue (setting CATALOGUE), or find them, and print its keys. `serve` does the same with DEMO=on. For trying things out, never for production: its accounts have known addresses.',
    )
    .option(...JSON_OPTION)
    .addHelpText('after', example('DATABASE_URL=postgresql://localhost/try npx holdfast demo'))
    .action(async (options: JsonOption) => {
      const config = settings()
      const opened = await withDatabase(config, 'WRITE', ({ url }) => open(config, url))
      const { demoText } = await import('./demoText.ts')
      print(options, opened.demo, demoText(opened, config.dataDir))
    })
}

async function open(config: Config, databaseUrl: string): Promise<OpenedDemo> {
  const [{ pino }, { openApp }, { openSessions }, { keptSecret }, { openDemo }] = await Promise.all([
    import('pino'),
    import('../openApp.ts'),
    import('../access/sessions.ts'),
    import('../access/secret.ts'),
    import('./demoOrganization.ts'),
  ])
  const app = openApp({ databaseUrl, log: pino({ level: config.logLevel }) })
  try {
    await app.refreshPriceBook()
    const url = config.server.publicUrl ?? `http://localhost:${config.port}`
    const secret = config.secret ?? (await keptSecret(app.prisma))
    const { allowedOrigins } = config.server
    const { log } = app
    const options = { ...config.signIn, secret, publicUrl: url, allowedOrigins, databaseUrl, log }
    const sessions = openSessions(app.prisma, options)
    try {
      return await openDemo({ app, url, sessions }, await catalogueOf(config), config.dataDir)
    } finally {
      await sessions.stop()
    }
  } finally {
    await app.close()
  }
}

/** Throws a Failure if the setting CATALOGUE names none. */
export async function catalogueOf({ catalogue }: Config) {
  const { CATALOGUES, isBuiltIn } = await import('../pricing/catalogue.ts')
  if (isBuiltIn(catalogue)) return catalogue
  const names = Object.keys(CATALOGUES).join(', ')
  throw new Failure(EXIT.USAGE, `CATALOGUE must be one of ${names}, not ${JSON.stringify(catalogue)}`)
}
