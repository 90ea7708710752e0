// `holdfast check-config`: what is wrong in the settings, and what would be unsafe or fragile in production. It connects to nothing.

import type { Command } from 'commander'
import { type Config, misspelledIn, readConfig } from '../config.ts'
import { EXIT } from '../failure.ts'
import { catalogueOf } from './demo.ts'
import { example, JSON_OPTION, type JsonOption, print, tell } from './io.ts'

interface Finding {
  readonly setting: string
  /** UNSAFE: somebody could do or read what they should not. FRAGILE: it works, and something is lost or refused later. */
  readonly level: 'UNSAFE' | 'FRAGILE'
  readonly text: string
}

export function addCheckConfig(program: Command): void {
  program
    .command('check-config')
    .summary('check the settings for production')
    .description(
      'Check the settings of the environment, without a connection to anything: what is wrong (exit code 2), and what is unsafe or fragile in production (exit code 1). Exit code 0: nothing was found.',
    )
    .option(...JSON_OPTION)
    .addHelpText('after', example('npx holdfast check-config', 'npx holdfast check-config --json | jq .findings'))
    .action(async (options: JsonOption) => {
      const config = await checkedConfig()
      const misspelled = misspelledIn(process.env).map((text): Finding => {
        return { setting: text.slice(0, text.indexOf(' ')), level: 'FRAGILE', text }
      })
      const findings = [...misspelled, ...findingsIn(config)]
      const lines = findings.map(({ level, text }) => `${level.toLowerCase().padEnd(7)}  ${text}`)
      print(
        options,
        { findings },
        lines.length > 0 ? lines.join('\n') : 'Nothing was found: these settings are fit for production.',
      )
      process.exitCode = findings.length > 0 ? EXIT.WRONG : EXIT.DONE
    })
}

/** The settings, with the files and names in them. Throws a Failure if one is wrong, after it has named misspelled ones on stderr. */
async function checkedConfig(): Promise<Config> {
  try {
    const config = readConfig(process.env)
    await catalogueOf(config)
    const { operations } = config
    if (operations) await (await import('../server/persisted.ts')).readOperations(operations.path, operations.only)
    return config
  } catch (error) {
    for (const line of misspelledIn(process.env)) tell(line)
    throw error
  }
}

const LOCAL = new Set(['127.0.0.1', '::1', 'localhost'])

/** All findings, those that are unsafe first. */
function findingsIn(config: Config): Finding[] {
  const all = [...unsafeIn(config), ...fragileIn(config)]
  return all.flatMap(({ isFound, ...finding }) => (isFound ? [finding] : []))
}

type Check = Finding & { readonly isFound: boolean }

function unsafeIn(config: Config): Check[] {
  const { server, signIn, databaseUrl, redisUrl, metrics, payments, tokens, bucket } = config
  const unsafe = (setting: string, isFound: boolean, text: string): Check => ({
    setting,
    level: 'UNSAFE',
    text,
    isFound,
  })
  return [
    unsafe('DEMO', config.demo, 'DEMO is on: it makes accounts with known passwords, and prints keys. Set DEMO=off.'),
    unsafe(
      'EXPLORER',
      server.explorer,
      'EXPLORER is on: anyone can read the whole schema and use GraphiQL. Set EXPLORER=off.',
    ),
    unsafe(
      'SIGN_UP',
      signIn.signUp,
      'SIGN_UP is on: anyone can create an account. Set SIGN_UP=off unless you want that.',
    ),
    unsafe(
      'PRIVATE_WEBHOOKS',
      server.privateWebhooks,
      'PRIVATE_WEBHOOKS is on: customers’ webhooks reach addresses of your internal network. Set PRIVATE_WEBHOOKS=off.',
    ),
    unsafe(
      'PUBLIC_URL',
      isClear(server.publicUrl),
      'PUBLIC_URL begins with http://: keys and cookies travel in the clear. Put TLS in front, and name https://.',
    ),
    unsafe(
      'DATABASE_URL',
      databaseUrl !== null &&
        !LOCAL.has(hostOf(databaseUrl)) &&
        !/sslmode=(require|verify-ca|verify-full)/.test(databaseUrl),
      'DATABASE_URL names another machine without TLS: add ?sslmode=verify-full, or sslmode=require.',
    ),
    unsafe(
      'REDIS_URL',
      redisUrl?.startsWith('redis://') === true && !LOCAL.has(hostOf(redisUrl)),
      'REDIS_URL names another machine without TLS: its password travels in the clear. Name rediss://.',
    ),
    unsafe(
      'OIDC_ISSUER',
      isClear(signIn.oidc?.issuer),
      'OIDC_ISSUER begins with http://: an attacker on the network can sign in as anybody. Name https://.',
    ),
    unsafe(
      'JWT_JWKS_URL',
      isClear(tokens?.jwksUrl),
      'JWT_JWKS_URL begins with http://: an attacker on the network can make tokens for anybody. Name https://.',
    ),
    unsafe(
      'S3_ENDPOINT',
      isClear(bucket?.endpoint),
      'S3_ENDPOINT begins with http://: files and signed links travel in the clear. Name https://.',
    ),
    unsafe(
      'METRICS_HOST',
      metrics !== null && (metrics.host === '0.0.0.0' || metrics.host === '::'),
      'METRICS_HOST is every address of this machine: metrics take no key. Name an address of your internal network.',
    ),
    unsafe(
      'STRIPE_SECRET_KEY',
      /^[sr]k_test_/.test(payments.stripe?.secretKey ?? ''),
      'STRIPE_SECRET_KEY is a key for tests: payments bring credits for no money.',
    ),
  ]
}

function fragileIn(config: Config): Check[] {
  const { server, mail, databaseUrl } = config
  const fragile = (setting: string, isFound: boolean, text: string): Check => ({
    setting,
    level: 'FRAGILE',
    text,
    isFound,
  })
  return [
    fragile(
      'DATABASE_URL',
      databaseUrl === null,
      'DATABASE_URL is absent: the embedded PostgreSQL keeps the ledger on this machine alone, without a standby or an archive.',
    ),
    fragile(
      'AUTH_SECRET',
      config.secret === null,
      'AUTH_SECRET is absent: the secret that signs links and encrypts webhook secrets lies in the database that it protects. Set it, and keep it elsewhere.',
    ),
    fragile(
      'PUBLIC_URL',
      server.publicUrl === null,
      'PUBLIC_URL is absent: mails, links to files, and the addresses for providers’ callbacks, name the address that Holdfast listens on; of several processes on a database, that of whichever decides.',
    ),
    fragile(
      'SMTP_URL',
      mail === null || 'folder' in mail.to,
      'SMTP_URL is absent: no mail is sent, so nobody can verify an address or choose another password.',
    ),
    fragile(
      'S3_BUCKET',
      config.bucket === null && databaseUrl !== null,
      'S3_BUCKET is absent: files lie in DATA_DIR, which all processes must share.',
    ),
    fragile(
      'TRUSTED_PROXIES',
      server.publicUrl !== null && server.trustedProxies.length === 0 && LOCAL.has(config.host),
      'TRUSTED_PROXIES is absent, and HOST is local, so a proxy is in front: all clients would count as one address. Name the proxy, for example loopback.',
    ),
    fragile(
      'METRICS_PORT',
      config.metrics === null,
      'METRICS_PORT is absent: nothing is counted, so no alert can tell you.',
    ),
  ]
}

/** Empty if a URL has no host, as one that names a socket. */
function hostOf(url: string): string {
  return URL.parse(url)?.hostname.replace(/^\[|\]$/g, '') ?? ''
}

/** Returns whether a URL leads to another machine without TLS. */
function isClear(url: string | null | undefined): boolean {
  return url?.startsWith('http://') === true && !LOCAL.has(hostOf(url))
}
