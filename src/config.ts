// Every setting with its name, meaning, default and valid values, in one schema. The environment is read once; README's table
// is generated from the schema (src/cli/writeSettings.ts).

import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import proxyAddress from 'proxy-addr'
import { z } from 'zod'
import { EXIT, Failure } from './failure.ts'
import { nearestOf } from './formats/nearest.ts'

/** A provider's definition can name only variables with this prefix. */
const SECRET_PREFIX = 'PROVIDER_'
/** A variable with such a prefix, or nearly the name of a setting, is meant to be a setting. */
const OUR_PREFIX = /^(S3|OIDC|JWT|SMTP|MAIL|METRICS|RATE|STREAMS|STRIPE|OXAPAY|OPERATIONS)_/
/** Checks the form only; the mail server knows if the address exists. */
const MAIL_ADDRESS = /^([^<>]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/

/** The sender of mails that are only kept. A mail server needs MAIL_FROM. */
const NO_SENDER = 'Holdfast <holdfast@localhost>'

const text = (what = 'text') => z.string(`must be ${what}`).min(1)
const list = z.string().transform((given) =>
  given
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean),
)
function listOf(what: string, isOne: (text: string) => boolean) {
  return list.refine((all) => all.every(isOne), `must be ${what}, separated by commas`)
}
const isOrigin = (text: string) => URL.parse(text)?.origin === text
function isNetwork(text: string): boolean {
  try {
    proxyAddress.compile(text)
    return true
  } catch {
    return false
  }
}
/** A URL of a server. That of PostgreSQL may name a socket in place of a host. */
const url = (what: string, scheme: RegExp, needsHost = true) => {
  const isOne = (text: string) => {
    const parsed = scheme.test(text) ? URL.parse(text) : null
    return (
      parsed !== null &&
      isPercentEncoded(`${parsed.username} ${parsed.password}`) &&
      (!needsHost || parsed.hostname !== '')
    )
  }
  return z.string().refine(isOne, `must be ${what}`)
}
function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
/** An IP address or the name of one, without a port. */
const isHost = (text: string) => isIP(text) !== 0 || /^(?![\d.]+$)[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(text)
const host = () => z.string().refine(isHost, 'must be an address without a port, such as 127.0.0.1, 0.0.0.0 or ::')
const startingWith = (form: RegExp, forms: string) => z.string().regex(form, `must begin with ${forms}`)
const webUrl = () => z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })

function oneOf<const Value extends string>(...values: Value[]) {
  return z.enum(values, `must be ${values.slice(0, -1).join(', ')} or ${values.at(-1)}`)
}

function whole(min: number, max = Number.MAX_SAFE_INTEGER) {
  const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`
  return z.string().transform((given, context) => {
    const number = Number(given)
    if (/^\d+$/.test(given) && number >= min && number <= max) return number
    context.addIssue(`must be a whole number ${range}`)
    return z.NEVER
  })
}

function share() {
  return z.string().transform((given, context) => {
    const number = Number(given)
    if (given.trim() !== '' && number >= 0 && number <= 1) return number
    context.addIssue('must be a number from 0 to 1')
    return z.NEVER
  })
}

/** The days for which things are kept; null: for good. */
export interface Retention {
  readonly failedTasksDays: number
  readonly tasksDays: number | null
  readonly filesDays: number | null
  readonly providerJobsDays: number | null
}

/** The days that apply without settings. */
export const RETENTION: Retention = { failedTasksDays: 30, tasksDays: null, filesDays: null, providerJobsDays: null }

const Settings = z.object({
  PORT: whole(0, 65_535).default(4000).describe('The port that the API listens on; `0` takes any free one.'),
  HOST: host().default('127.0.0.1').describe('The address that the API listens on; `0.0.0.0` for all.'),
  DATA_DIR: text('a folder')
    .default('.holdfast')
    .describe(
      'The folder of the embedded PostgreSQL, of `demo.json`, and of the files that tasks make. All processes on one database share those files.',
    ),
  DATABASE_URL: url(
    'a URL such as postgresql://user:password@host:5432/database, with reserved characters of the password percent-encoded',
    /^postgres(ql)?:\/\//,
    false,
  )
    .optional()
    .meta({
      description:
        'A PostgreSQL of version 15 or newer, in place of the embedded one. `npm start` migrates it. Not through a pooler in transaction mode.',
      secret: true,
    }),
  REDIS_URL: url('a redis:// or rediss:// URL with a host', /^rediss?:\/\//)
    .optional()
    .meta({
      description:
        'A Redis that carries notifications between processes, in place of PostgreSQL: [docs/live.md](docs/live.md#redis).',
      secret: true,
    }),
  DEMO: oneOf('on', 'off')
    .optional()
    .describe(
      '`on`: makes a demo organization with accounts, prints its keys, and loads a catalogue. Default: `on` with the embedded PostgreSQL, `off` with `DATABASE_URL`.',
    ),
  CATALOGUE: text('the name of a catalogue')
    .default('sunor')
    .describe(
      'The catalogue that the demo starts from: `aimusicapi`, `artlist`, `claude`, `elevenlabs`, `musicapi`, `sunoapi` or `sunor`.',
    ),
  PUBLIC_URL: webUrl()
    .transform((text) => text.replace(/\/+$/, ''))
    .optional()
    .describe(
      'The URL by which browsers and providers’ callbacks reach Holdfast, if it is not the address that it listens on.',
    ),
  ALLOWED_ORIGINS: listOf('origins without a path or a slash at the end, such as https://app.example.com', isOrigin)
    .default([])
    .describe('Origins of other pages that may use sessions, separated by commas: `https://app.example.com`.'),
  TRUSTED_PROXIES: listOf('addresses, networks such as 10.0.0.0/8, or loopback, linklocal or uniquelocal', isNetwork)
    .default([])
    .describe(
      'Addresses and networks of proxies whose `X-Forwarded-For` is believed, separated by commas: `loopback,10.0.0.0/8`.',
    ),
  AUTH_SECRET: z.string().min(32, 'must be 32 characters or more').optional().meta({
    description:
      'Signs cookies of sessions, links to files, and addresses for callbacks and uploads, and encrypts the secrets of webhooks and the links of mails that wait: 32 characters or more. If absent, one is made once and kept in the database.',
    secret: true,
  }),
  AUTH_SECRET_BEFORE: z.string().min(32, 'must be 32 characters or more').optional().meta({
    description:
      'The previous `AUTH_SECRET`, for one start after a change: Holdfast encrypts the secrets of webhooks and the links of mails again with the new one. [docs/authorization.md](docs/authorization.md#secrets-in-the-database).',
    secret: true,
  }),
  S3_BUCKET: text('the name of a bucket')
    .optional()
    .describe('The bucket that keeps the files that tasks make, in place of the folder.'),
  S3_REGION: text('a region').default('us-east-1').describe('The bucket’s region.'),
  S3_ENDPOINT: webUrl()
    .optional()
    .describe('A server other than AWS that speaks S3, by the URL that browsers reach it by.'),
  S3_PATH_STYLE: oneOf('on', 'off')
    .default('off')
    .describe('`on`: the bucket’s name is in the path of its URLs, as most servers other than AWS want it.'),
  S3_ACCESS_KEY_ID: text('an access key’s id')
    .optional()
    .describe('The access key for the bucket. If absent, what AWS’s own clients find: environment, profile or role.'),
  S3_SECRET_ACCESS_KEY: text('an access key’s secret')
    .optional()
    .meta({ description: 'The secret of that access key.', secret: true }),
  SIGN_UP: oneOf('on', 'off').default('on').describe('`off`: people can’t create accounts themselves.'),
  SMTP_URL: url('an smtp:// or smtps:// URL with a host', /^smtps?:\/\//)
    .optional()
    .meta({
      description:
        'The mail server that sends mails: `smtp://user:password@host:587`. If neither it nor `MAIL_FOLDER` is set, there are no mails, and links to verify an address or to choose another password are written to the log: [docs/mail.md](docs/mail.md).',
      secret: true,
    }),
  MAIL_FROM: z
    .string()
    .regex(MAIL_ADDRESS, 'must be a mail address, alone or as in Holdfast <billing@example.com>')
    .optional()
    .describe('The sender of mails: `Holdfast <billing@example.com>`. Needs `SMTP_URL` or `MAIL_FOLDER` as well.'),
  MAIL_FOLDER: text('a folder')
    .optional()
    .describe(
      'A folder that keeps mails as files in place of sending them. The demo has one in `DATA_DIR`, unless `SMTP_URL` is set.',
    ),
  APP_URL: webUrl()
    .optional()
    .describe('The platform’s own frontend, which mails link to: `https://app.example.com/billing`.'),
  OIDC_ISSUER: webUrl().optional().describe('An OpenID Connect issuer to sign in with. Needs the next two as well.'),
  OIDC_CLIENT_ID: text().optional().describe('Holdfast’s client id at that issuer.'),
  OIDC_CLIENT_SECRET: text().optional().meta({ description: 'Holdfast’s client secret at that issuer.', secret: true }),
  JWT_ISSUER: text()
    .optional()
    .describe('The platform’s own issuer, whose tokens are taken in place of API keys. Needs the next two as well.'),
  JWT_AUDIENCE: text().optional().describe('The audience (`aud`) of those tokens.'),
  JWT_JWKS_URL: webUrl().optional().describe('The URL of that issuer’s public keys.'),
  RATE_PER_KEY: whole(1)
    .default(500)
    .describe('Operations per second of one API key or person, over ten seconds, on all processes together.'),
  RATE_PER_ORGANIZATION: whole(1)
    .default(2_000)
    .describe(
      'Operations per second of one organization with all its keys, over ten seconds, on all processes together.',
    ),
  STREAMS_PER_KEY: whole(1)
    .default(1_000)
    .describe('Live streams that one API key or person may have open, on one process.'),
  FEED_DAYS: whole(0, 3_650)
    .default(0)
    .describe(
      'The days for which the numbered feed of all changes is kept; `0`: there is no feed: [docs/feed.md](docs/feed.md).',
    ),
  PRIVATE_WEBHOOKS: oneOf('on', 'off')
    .default('off')
    .describe('`on`: allows webhooks to private addresses and over http, and providers’ files from there.'),
  EXPLORER: oneOf('on', 'off')
    .default('on')
    .describe('`off`: no introspection, no GraphiQL, no suggestions in errors.'),
  OPERATIONS: text('a file')
    .optional()
    .describe(
      'A JSON file of documents that clients may send by their ids: [docs/live.md](docs/live.md#persisted-operations).',
    ),
  OPERATIONS_ONLY: oneOf('on', 'off').default('off').describe('`on`: no other documents are run. Needs `OPERATIONS`.'),
  KEEP_FAILED_TASKS_DAYS: whole(0)
    .default(RETENTION.failedTasksDays)
    .describe(
      'Days for which the input and result of a task that ended without a cost are kept: [docs/moving.md](docs/moving.md#retention).',
    ),
  KEEP_TASKS_DAYS: whole(0)
    .optional()
    .describe('Days after its end for which the input, result and files of any task are kept. If absent, for good.'),
  KEEP_FILES_DAYS: whole(0)
    .optional()
    .describe('Days for which files that tasks made are kept. If absent, as long as the task’s result.'),
  KEEP_PROVIDER_JOBS_DAYS: whole(0)
    .optional()
    .describe(
      'Days after its end for which a task’s id at the provider and its last answer are kept. If absent, for good.',
    ),
  METRICS_PORT: whole(0, 65_535)
    .optional()
    .describe(
      'The port of the metrics for Prometheus, at `/metrics`; `0` takes any free one. If absent, nothing is counted: [docs/metrics.md](docs/metrics.md).',
    ),
  METRICS_HOST: host()
    .default('127.0.0.1')
    .describe('The address of that port. Everyone who reaches it reads the metrics without a key.'),
  METRICS_ORGANIZATIONS: whole(0, 100)
    .default(0)
    .describe(
      'The number of organizations that the metrics name, the busiest of the last minute; all others count together.',
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: webUrl()
    .optional()
    .describe(
      'A collector of OpenTelemetry, such as `http://localhost:4318`: traces and metrics are sent to it by OTLP over HTTP. If absent, nothing is traced: [docs/metrics.md](docs/metrics.md#opentelemetry).',
    ),
  OTEL_EXPORTER_OTLP_PROTOCOL: oneOf('http/protobuf', 'http/json')
    .default('http/protobuf')
    .describe('The encoding of what is sent to it.'),
  OTEL_TRACES_SAMPLER: oneOf(
    'always_on',
    'always_off',
    'traceidratio',
    'parentbased_always_on',
    'parentbased_always_off',
    'parentbased_traceidratio',
  )
    .default('parentbased_always_on')
    .describe('The traces that are sent. `parentbased_…`: a caller who sends a `traceparent` decides for their own.'),
  OTEL_TRACES_SAMPLER_ARG: share()
    .default(1)
    .describe('For the samplers with `traceidratio`: the share of traces that are sent, from `0` to `1`.'),
  OTEL_METRIC_EXPORT_INTERVAL: whole(1)
    .default(60_000)
    .describe('The milliseconds between two messages with metrics to it.'),
  STRIPE_SECRET_KEY: startingWith(/^[sr]k_(live|test)_\S+$/, 'sk_live_, sk_test_, rk_live_ or rk_test_')
    .optional()
    .meta({
      description:
        'Payments by Stripe: the secret key, `sk_live_…` or `sk_test_…`, or a restricted one, `rk_…`. Needs the next one as well: [docs/payments.md](docs/payments.md).',
      secret: true,
    }),
  STRIPE_WEBHOOK_SECRET: startingWith(/^whsec_\S+$/, 'whsec_')
    .optional()
    .meta({
      description: 'The signing secret, `whsec_…`, of the webhook that Stripe sends to `/payments/callbacks/stripe`.',
      secret: true,
    }),
  STRIPE_TAX: oneOf('on', 'off')
    .default('off')
    .describe('`on`: Stripe works out the tax of a payment, and adds it to the price.'),
  STRIPE_URL: webUrl()
    .optional()
    .describe('A server that speaks Stripe’s protocol, for tests. If absent, Stripe’s own.'),
  OXAPAY_MERCHANT_KEY: text('a merchant API key of OxaPay').optional().meta({
    description:
      'Payments in coins by OxaPay: its merchant API key. OxaPay sends callbacks to PUBLIC_URL, `/payments/callbacks/oxapay`.',
    secret: true,
  }),
  OXAPAY_URL: webUrl()
    .optional()
    .describe('A server that speaks OxaPay’s protocol, for tests. If absent, OxaPay’s own.'),
  MANUAL_PAYMENTS: oneOf('on', 'off')
    .optional()
    .describe('`on`: customers may ask for an invoice, which is paid by hand. Default: `on` in the demo, else `off`.'),
  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent')
    .default('warn')
    .describe(
      '`trace`, `debug`, `info`, `warn`, `error` or `silent`. The log is JSON lines on stdout; with `info`, one for each GraphQL operation.',
    ),
})

type SettingName = keyof typeof Settings.shape

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
    /** The days for which the feed keeps its events; 0: the feed is off. */
    readonly feedDays: number
    readonly privateWebhooks: boolean
    /** The keys of providers, by the names that definitions use. */
    readonly providerSecrets: Readonly<Record<string, string>>
  }
  /** The file of documents that clients may send by their ids. `only`: no other documents are run. */
  readonly operations: { readonly path: string; readonly only: boolean } | null
  readonly secret: string | null
  readonly secretBefore: string | null
  /** The bucket for the files that tasks make; null: they are stored in a folder. */
  readonly bucket: {
    readonly bucket: string
    readonly region: string
    readonly endpoint: string | null
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null
    readonly pathStyle: boolean
  } | null
  readonly signIn: {
    readonly signUp: boolean
    readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null
  }
  /** Null: mail is off. */
  readonly mail: {
    readonly to: { readonly url: string } | { readonly folder: string }
    readonly from: string
    readonly appUrl: string | null
  } | null
  readonly tokens: { readonly issuer: string; readonly audience: string; readonly jwksUrl: string } | null
  readonly payments: {
    readonly stripe: {
      readonly secretKey: string
      readonly webhookSecret: string
      readonly tax: boolean
      readonly url: string | null
    } | null
    readonly oxapay: { readonly merchantKey: string; readonly url: string | null } | null
    readonly manual: boolean
    readonly sandbox: boolean
  }
  readonly retention: Retention
  /** Null: nothing is counted. */
  readonly metrics: { readonly host: string; readonly port: number } | null
  /** The number of organizations that the metrics name, the busiest of the last minute. */
  readonly metricsOrganizations: number
  /** Null: nothing is traced, and no metrics are sent. */
  readonly openTelemetry: {
    readonly endpoint: string
    readonly protocol: Set['OTEL_EXPORTER_OTLP_PROTOCOL']
    readonly sampler: Set['OTEL_TRACES_SAMPLER']
    /** Of the traces, from 0 to 1. */
    readonly samplerShare: number
    readonly metricsMs: number
  } | null
  readonly logLevel: z.output<typeof Settings>['LOG_LEVEL']
}

/** Throws a Failure with a line for every setting that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = givenIn(environment)
  const parsed = Settings.safeParse(given)
  const wrong = parsed.success
    ? [...incomplete(given), ...colliding(parsed.data)]
    : parsed.error.issues.map((issue) => inWords(issue, given))
  if (wrong.length > 0 || !parsed.success) throw new Failure(EXIT.USAGE, wrong.join('\n'))
  const set = parsed.data
  const demo = (set.DEMO ?? (set.DATABASE_URL ? 'off' : 'on')) === 'on'
  return {
    port: set.PORT,
    host: set.HOST,
    dataDir: resolve(set.DATA_DIR),
    databaseUrl: set.DATABASE_URL ?? null,
    redisUrl: set.REDIS_URL ?? null,
    demo,
    catalogue: set.CATALOGUE,
    server: {
      publicUrl: set.PUBLIC_URL ?? null,
      allowedOrigins: set.ALLOWED_ORIGINS,
      trustedProxies: set.TRUSTED_PROXIES,
      explorer: set.EXPLORER === 'on',
      rates: { perKey: set.RATE_PER_KEY, perOrganization: set.RATE_PER_ORGANIZATION },
      streamsPerCaller: set.STREAMS_PER_KEY,
      feedDays: set.FEED_DAYS,
      privateWebhooks: set.PRIVATE_WEBHOOKS === 'on',
      providerSecrets: secretsIn(given),
    },
    operations: set.OPERATIONS ? { path: resolve(set.OPERATIONS), only: set.OPERATIONS_ONLY === 'on' } : null,
    secret: set.AUTH_SECRET ?? null,
    secretBefore: set.AUTH_SECRET_BEFORE ?? null,
    bucket: set.S3_BUCKET
      ? {
          bucket: set.S3_BUCKET,
          region: set.S3_REGION,
          endpoint: set.S3_ENDPOINT ?? null,
          credentials: all({ accessKeyId: set.S3_ACCESS_KEY_ID, secretAccessKey: set.S3_SECRET_ACCESS_KEY }),
          pathStyle: set.S3_PATH_STYLE === 'on',
        }
      : null,
    signIn: {
      signUp: set.SIGN_UP === 'on',
      oidc: all({ issuer: set.OIDC_ISSUER, clientId: set.OIDC_CLIENT_ID, clientSecret: set.OIDC_CLIENT_SECRET }),
    },
    mail: mailOf(set, demo),
    tokens: all({ issuer: set.JWT_ISSUER, audience: set.JWT_AUDIENCE, jwksUrl: set.JWT_JWKS_URL }),
    payments: paymentsOf(set, demo),
    retention: {
      failedTasksDays: set.KEEP_FAILED_TASKS_DAYS,
      tasksDays: set.KEEP_TASKS_DAYS ?? null,
      filesDays: set.KEEP_FILES_DAYS ?? null,
      providerJobsDays: set.KEEP_PROVIDER_JOBS_DAYS ?? null,
    },
    metrics: set.METRICS_PORT === undefined ? null : { host: set.METRICS_HOST, port: set.METRICS_PORT },
    metricsOrganizations: set.METRICS_ORGANIZATIONS,
    openTelemetry: openTelemetryOf(set),
    logLevel: set.LOG_LEVEL,
  }
}

type Set = z.output<typeof Settings>

function openTelemetryOf(set: Set): Config['openTelemetry'] {
  const endpoint = set.OTEL_EXPORTER_OTLP_ENDPOINT
  if (endpoint === undefined) return null
  return {
    endpoint,
    protocol: set.OTEL_EXPORTER_OTLP_PROTOCOL,
    sampler: set.OTEL_TRACES_SAMPLER,
    samplerShare: set.OTEL_TRACES_SAMPLER_ARG,
    metricsMs: set.OTEL_METRIC_EXPORT_INTERVAL,
  }
}

/** A demo without a mail server keeps its mails in a folder. */
function mailOf(set: Set, demo: boolean): Config['mail'] {
  const appUrl = set.APP_URL ?? null
  if (set.SMTP_URL) return { to: { url: set.SMTP_URL }, from: set.MAIL_FROM ?? NO_SENDER, appUrl }
  const folder = set.MAIL_FOLDER ?? (demo ? join(set.DATA_DIR, 'mails') : null)
  return folder === null ? null : { to: { folder: resolve(folder) }, from: set.MAIL_FROM ?? NO_SENDER, appUrl }
}

/** The payment providers that are set up. That of the demo takes no money. */
function paymentsOf(set: Set, demo: boolean): Config['payments'] {
  const keys = all({ secretKey: set.STRIPE_SECRET_KEY, webhookSecret: set.STRIPE_WEBHOOK_SECRET })
  return {
    stripe: keys && { ...keys, tax: set.STRIPE_TAX === 'on', url: set.STRIPE_URL ?? null },
    oxapay: set.OXAPAY_MERCHANT_KEY ? { merchantKey: set.OXAPAY_MERCHANT_KEY, url: set.OXAPAY_URL ?? null } : null,
    manual: set.MANUAL_PAYMENTS === undefined ? demo : set.MANUAL_PAYMENTS === 'on',
    sandbox: demo,
  }
}

/** A line for every variable that looks like a setting but has no effect. */
export function misspelledIn(environment: NodeJS.ProcessEnv): string[] {
  const names = Object.keys(Settings.shape)
  return Object.keys(givenIn(environment)).flatMap((name) => {
    if (names.includes(name)) return []
    const found = nearestOf(name, names)
    if (!found || (!found.isNear && !OUR_PREFIX.test(name))) return []
    return [`${name} is not a setting and has no effect. Did you mean ${found.nearest}?`]
  })
}

/** The table of settings in README. */
export function settingsTable(): string {
  const rows = Object.entries(Settings.shape).map(([name, setting]) => {
    const value = setting.safeParse(undefined).data
    const isNone = value === undefined || (Array.isArray(value) && value.length === 0)
    return `| \`${name}\` | ${isNone ? '' : `\`${value}\``} | ${setting.meta()?.description} |`
  })
  const secrets = `| \`${SECRET_PREFIX}…\` | | A key of a provider over HTTP: \`${SECRET_PREFIX}SUNOR_KEY\` is what definitions call \`secrets.SUNOR_KEY\`. |`
  return ['| Name | Default | |', '|---|---|---|', ...rows, secrets].join('\n')
}

/** The environment without empty variables: a setting that is set to an empty text counts as absent. */
function givenIn(environment: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
}

/** PORT must be a whole number from 0 to 65535, not "eighty". A secret's value is not repeated. */
function inWords({ path, message }: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = path[0] as SettingName
  const isSecret = Settings.shape[name].meta()?.secret === true
  return `${name} ${message}${isSecret ? '' : `, not ${JSON.stringify(given[name])}`}`
}

/** A line for every setting that needs another one which is absent. */
function incomplete(given: Record<string, string | undefined>): string[] {
  const groups: SettingName[][] = [
    ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
    ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_JWKS_URL'],
    ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
    ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'],
  ]
  const wrong = groups.flatMap((names) => {
    const missing = names.filter((name) => given[name] === undefined)
    if (missing.length === 0 || missing.length === names.length) return []
    return [`${missing.join(' and ')} must be set as well: ${names.join(', ')} belong together`]
  })
  if (given.SMTP_URL && !given.MAIL_FROM)
    wrong.push('MAIL_FROM must be set as well: SMTP_URL, MAIL_FROM belong together')
  if (given.SMTP_URL && given.MAIL_FOLDER) {
    wrong.push('MAIL_FOLDER must not be set with SMTP_URL: mails are sent, or kept in a folder')
  }
  for (const [one, others, needed] of USELESS_ALONE) {
    if (needed.some((name) => given[name])) continue
    const names = others.filter((name) => given[name])
    if (names.length === 0) continue
    wrong.push(
      `${needed.join(' or ')} must be set as well: without ${one} ${names.join(' and ')} ${names.length === 1 ? 'has' : 'have'} no effect`,
    )
  }
  if (given.OPERATIONS_ONLY === 'on' && !given.OPERATIONS) {
    wrong.push('OPERATIONS must name a file, because OPERATIONS_ONLY is on')
  }
  return wrong
}

/** Settings that have no effect without one of others. */
const USELESS_ALONE: readonly (readonly ['it' | 'one of them', readonly SettingName[], readonly SettingName[]])[] = [
  ['one of them', ['MAIL_FROM'], ['SMTP_URL', 'MAIL_FOLDER']],
  ['it', ['S3_ENDPOINT', 'S3_REGION', 'S3_PATH_STYLE', 'S3_ACCESS_KEY_ID'], ['S3_BUCKET']],
  ['it', ['METRICS_HOST'], ['METRICS_PORT']],
  ['one of them', ['METRICS_ORGANIZATIONS'], ['METRICS_PORT', 'OTEL_EXPORTER_OTLP_ENDPOINT']],
  ['it', ['STRIPE_TAX', 'STRIPE_URL'], ['STRIPE_SECRET_KEY']],
  ['it', ['OXAPAY_URL'], ['OXAPAY_MERCHANT_KEY']],
]

/** A line if two servers would listen on one port. */
function colliding({ PORT, HOST, METRICS_PORT, METRICS_HOST }: Set): string[] {
  const isShared = HOST === METRICS_HOST || [HOST, METRICS_HOST].some((each) => each === '0.0.0.0' || each === '::')
  if (PORT === 0 || PORT !== METRICS_PORT || !isShared) return []
  return [`METRICS_PORT must be another port than PORT, which is ${PORT}`]
}

/** The keys of providers: definitions refer to PROVIDER_SUNOR_KEY as secrets.SUNOR_KEY. */
function secretsIn(given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const named = Object.entries(given).filter(([name]) => name.startsWith(SECRET_PREFIX))
  return Object.fromEntries(named.map(([name, value]) => [name.slice(SECRET_PREFIX.length), value ?? '']))
}

/** Settings that belong together; null if one is absent. */
function all<Fields extends Record<string, string | undefined>>(
  fields: Fields,
): { [Name in keyof Fields]: string } | null {
  const isWhole = Object.values(fields).every((value) => value !== undefined)
  return isWhole ? (fields as { [Name in keyof Fields]: string }) : null
}
