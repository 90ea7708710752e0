// Every setting, read from the environment once. The table in README.md says the same.

import { resolve } from 'node:path'
import { z } from 'zod'

const Settings = z.object({
  /** Where the API listens. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Where the embedded PostgreSQL and demo.json live. */
  DATA_DIR: z.string().min(1).default('.holdfast'),
  /** A PostgreSQL 15 or newer to use in place of the embedded one. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL')
    .optional(),
  /** Whether there is a demo organization. */
  DEMO: z.enum(['on', 'off']).default('on'),
  /** The catalogue that the price book starts from, if there is a demo. */
  CATALOGUE: z.string().min(1).default('sunor'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly demo: boolean
  readonly catalogue: string
  readonly logLevel: z.output<typeof Settings>['LOG_LEVEL']
}

/** Throws one error that names every setting that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  // A setting that is set to nothing is not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Settings.safeParse(given)
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new Error(`The settings are not valid.\n${issues.join('\n')}`)
  }
  const { PORT, HOST, DATA_DIR, DATABASE_URL, DEMO, CATALOGUE, LOG_LEVEL } = parsed.data
  return {
    port: PORT,
    host: HOST,
    dataDir: resolve(DATA_DIR),
    databaseUrl: DATABASE_URL ?? null,
    demo: DEMO === 'on',
    catalogue: CATALOGUE,
    logLevel: LOG_LEVEL,
  }
}
