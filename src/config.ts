// Every setting, read from the environment once. The table in README.md says the same.

import { resolve } from 'node:path'
import { z } from 'zod'

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean),
)

/** Nothing else of the environment can be named by a definition. */
const SECRET_PREFIX = 'PROVIDER_'

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
  /** A Redis that carries notices between processes in place of PostgreSQL. */
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must be a redis:// or rediss:// URL')
    .optional(),
  /** Whether there is a demo organization. */
  DEMO: z.enum(['on', 'off']).default('on'),
  /** The catalogue that the price book starts from, if there is a demo. */
  CATALOGUE: z.string().min(1).default('sunor'),
  /** Where browsers find Holdfast, if that is not the address that it listens on: https://billing.example.com */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Pages beside its own that may use sessions: origins, with commas between. */
  ALLOWED_ORIGINS: list.default([]),
  /** Addresses and networks of proxies whose X-Forwarded-For is believed, with commas between. */
  TRUSTED_PROXIES: list.default([]),
  /** Signs sessions' cookies and links to files; made once and kept in the database if absent. */
  AUTH_SECRET: z.string().min(32, 'must be 32 characters or more').optional(),
  /** A bucket for the files that tasks make, in place of a folder in DATA_DIR; of AWS, unless there is an endpoint. */
  S3_BUCKET: z.string().min(1).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** Both or none: then whatever AWS's own clients find. */
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** Whether the bucket stands in the path of a URL, as most servers but AWS want it. */
  S3_PATH_STYLE: z.enum(['on', 'off']).default('off'),
  /** Whether the schema can be asked for, and GraphiQL is there. */
  EXPLORER: z.enum(['on', 'off']).default('on'),
  /** How many operations per second a key may have, and an organization with all of its; measured over ten seconds. */
  RATE_PER_KEY: z.coerce.number().int().min(1).default(500),
  RATE_PER_ORGANIZATION: z.coerce.number().int().min(1).default(2_000),
  /** How many live streams a key or person may have on one process. */
  STREAMS_PER_KEY: z.coerce.number().int().min(1).default(1_000),
  /** A JSON file of documents that may be sent by their ids; and whether nothing else is run. */
  OPERATIONS: z.string().min(1).optional(),
  OPERATIONS_ONLY: z.enum(['on', 'off']).default('off'),
  /** Whether webhooks may go to private addresses, and over http, and files of providers come from there. */
  PRIVATE_WEBHOOKS: z.enum(['on', 'off']).default('off'),
  /** Whether whoever comes may make an account. */
  SIGN_UP: z.enum(['on', 'off']).default('on'),
  /** A mail server, and who its mails are from. Both or none: then mails are written to the log. */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must be an smtp:// or smtps:// URL')
    .optional(),
  MAIL_FROM: z.string().min(3).optional(),
  /** An OpenID Connect issuer to sign in with. All three or none. */
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** The platform's own issuer, whose tokens are taken in place of keys. All three or none. */
  JWT_ISSUER: z.string().optional(),
  JWT_AUDIENCE: z.string().optional(),
  JWT_JWKS_URL: z.url().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly redisUrl: string | null
  readonly demo: boolean
  readonly catalogue: string
  readonly server: {
    readonly publicUrl: string | null
    readonly allowedOrigins: readonly string[]
    readonly trustedProxies: readonly string[]
    readonly explorer: boolean
    readonly rates: { readonly perKey: number; readonly perOrganization: number }
    readonly streamsPerCaller: number
    readonly privateWebhooks: boolean
    /** By the names that definitions of providers use. */
    readonly providerSecrets: Readonly<Record<string, string>>
  }
  /** Where documents that may be sent by their ids are, and whether nothing else is run. */
  readonly operations: { readonly path: string; readonly only: boolean } | null
  readonly secret: string | null
  /** Where files that tasks make are kept; null: in a folder. */
  readonly bucket: {
    readonly bucket: string
    readonly region: string
    readonly endpoint: string | null
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null
    readonly pathStyle: boolean
  } | null
  readonly signIn: {
    readonly signUp: boolean
    readonly mail: { readonly url: string; readonly from: string } | null
    readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null
  }
  readonly tokens: { readonly issuer: string; readonly audience: string; readonly jwksUrl: string } | null
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
  const { PORT, HOST, DATA_DIR, DATABASE_URL, DEMO, CATALOGUE, LOG_LEVEL, ...rest } = parsed.data
  const oidc = together({
    issuer: rest.OIDC_ISSUER,
    clientId: rest.OIDC_CLIENT_ID,
    clientSecret: rest.OIDC_CLIENT_SECRET,
  })
  const tokens = together({ issuer: rest.JWT_ISSUER, audience: rest.JWT_AUDIENCE, jwksUrl: rest.JWT_JWKS_URL })
  const mail = together({ url: rest.SMTP_URL, from: rest.MAIL_FROM })
  const credentials = together({ accessKeyId: rest.S3_ACCESS_KEY_ID, secretAccessKey: rest.S3_SECRET_ACCESS_KEY })
  if (oidc === 'incomplete') throw new Error(incomplete('OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET'))
  if (tokens === 'incomplete') throw new Error(incomplete('JWT_ISSUER, JWT_AUDIENCE, JWT_JWKS_URL'))
  if (mail === 'incomplete') throw new Error(incomplete('SMTP_URL, MAIL_FROM'))
  if (credentials === 'incomplete') throw new Error(incomplete('S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY'))
  return {
    port: PORT,
    host: HOST,
    dataDir: resolve(DATA_DIR),
    databaseUrl: DATABASE_URL ?? null,
    redisUrl: rest.REDIS_URL ?? null,
    demo: DEMO === 'on',
    catalogue: CATALOGUE,
    server: {
      publicUrl: rest.PUBLIC_URL ?? null,
      allowedOrigins: rest.ALLOWED_ORIGINS,
      trustedProxies: rest.TRUSTED_PROXIES,
      explorer: rest.EXPLORER === 'on',
      rates: { perKey: rest.RATE_PER_KEY, perOrganization: rest.RATE_PER_ORGANIZATION },
      streamsPerCaller: rest.STREAMS_PER_KEY,
      privateWebhooks: rest.PRIVATE_WEBHOOKS === 'on',
      providerSecrets: secretsIn(given),
    },
    operations: rest.OPERATIONS ? { path: resolve(rest.OPERATIONS), only: rest.OPERATIONS_ONLY === 'on' } : null,
    secret: rest.AUTH_SECRET ?? null,
    bucket: rest.S3_BUCKET
      ? {
          bucket: rest.S3_BUCKET,
          region: rest.S3_REGION,
          endpoint: rest.S3_ENDPOINT ?? null,
          credentials,
          pathStyle: rest.S3_PATH_STYLE === 'on',
        }
      : null,
    signIn: { signUp: rest.SIGN_UP === 'on', mail, oidc },
    tokens,
    logLevel: LOG_LEVEL,
  }
}

/** What providers are to be shown: PROVIDER_SUNOR_KEY is secrets.SUNOR_KEY to their definitions. */
function secretsIn(given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const named = Object.entries(given).filter(([name]) => name.startsWith(SECRET_PREFIX))
  return Object.fromEntries(named.map(([name, value]) => [name.slice(SECRET_PREFIX.length), value ?? '']))
}

/** Settings that only mean something together; null if there is none of them. */
function together<Fields extends Record<string, string | undefined>>(
  fields: Fields,
): { [Name in keyof Fields]: string } | null | 'incomplete' {
  const given = Object.values(fields).filter((value) => value !== undefined).length
  if (given === 0) return null
  return given === Object.keys(fields).length ? (fields as { [Name in keyof Fields]: string }) : 'incomplete'
}

function incomplete(names: string): string {
  return `The settings are not valid.\n${names}: give all of them or none`
}
