// The command line: help that teaches, one line for a mistake, JSON for programs, and exit codes to go by.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import about from '../../package.json' with { type: 'json' }
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { runHoldfast, runPiped } from '../support/process.ts'

let folder: string
let database: TestDatabase
let environment: Record<string, string>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-commands-'))
  database = await createTestDatabase()
  environment = { DATABASE_URL: database.url, DATA_DIR: folder }
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const COMMANDS = [
  ...['serve', 'migrate', 'verify', 'verify-export', 'verify-proof', 'operator-key', 'demo', 'dump', 'restore'],
  ...['import', 'export', 'check-config', 'revenue'],
  ...['catalogue list', 'catalogue show', 'catalogue diff', 'catalogue load'],
  ...['facade list', 'facade show', 'facade load', 'facade off', 'facade remove'],
]

test('the help lists every command, and each command has its own help with an example', async () => {
  const help = await runHoldfast(['--help'])
  expect(help).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringContaining('Exit codes (docs/command-line.md):\n  0   the command succeeded'),
  })
  for (const command of COMMANDS) {
    expect(help.stdout).toMatch(new RegExp(`^  ${command.split(' ')[0]}\\b`, 'm'))
    const own = await runHoldfast([...command.split(' '), '--help'])
    expect(own, command).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/\nExamples?:\n {2}.*(holdfast|npm)/),
    })
  }
  expect(await runHoldfast(['--version'])).toEqual({ code: 0, stdout: `${about.version}\n`, stderr: '' })
})

const FIT = {
  DATABASE_URL: 'postgresql://holdfast:x@db.example.com/holdfast?sslmode=verify-full',
  DEMO: 'off',
  EXPLORER: 'off',
  SIGN_UP: 'off',
  PUBLIC_URL: 'https://billing.example.com',
  AUTH_SECRET: 'a'.repeat(40),
  SMTP_URL: 'smtp://mail.example.com',
  MAIL_FROM: 'billing@example.com',
  S3_BUCKET: 'files',
  TRUSTED_PROXIES: 'loopback',
  METRICS_PORT: '9464',
}

test('check-config finds nothing in settings that are fit for production, and exits with 0', async () => {
  expect(await runHoldfast(['check-config'], FIT)).toEqual({
    code: 0,
    stdout: 'Nothing was found: these settings are fit for production.\n',
    stderr: '',
  })
})

test.each<[change: Record<string, string>, setting: string, level: string]>([
  [{ DEMO: 'on' }, 'DEMO', 'UNSAFE'],
  [{ EXPLORER: 'on' }, 'EXPLORER', 'UNSAFE'],
  [{ SIGN_UP: 'on' }, 'SIGN_UP', 'UNSAFE'],
  [{ PRIVATE_WEBHOOKS: 'on' }, 'PRIVATE_WEBHOOKS', 'UNSAFE'],
  [{ PUBLIC_URL: 'http://billing.example.com' }, 'PUBLIC_URL', 'UNSAFE'],
  [{ DATABASE_URL: 'postgresql://holdfast:x@db.example.com/holdfast' }, 'DATABASE_URL', 'UNSAFE'],
  [{ METRICS_HOST: '0.0.0.0' }, 'METRICS_HOST', 'UNSAFE'],
  [{ STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' }, 'STRIPE_SECRET_KEY', 'UNSAFE'],
  [{ AUTH_SECRET: '' }, 'AUTH_SECRET', 'FRAGILE'],
  [{ PUBLIC_URL: '' }, 'PUBLIC_URL', 'FRAGILE'],
  [{ SMTP_URL: '', MAIL_FROM: '' }, 'SMTP_URL', 'FRAGILE'],
  [{ S3_BUCKET: '' }, 'S3_BUCKET', 'FRAGILE'],
  [{ TRUSTED_PROXIES: '' }, 'TRUSTED_PROXIES', 'FRAGILE'],
  [{ METRICS_PORT: '' }, 'METRICS_PORT', 'FRAGILE'],
  [{ METRICS_PRT: '1' }, 'METRICS_PRT', 'FRAGILE'],
  [{ STRIPE_SECRET_KEY: 'rk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' }, 'STRIPE_SECRET_KEY', 'UNSAFE'],
  [{ REDIS_URL: 'redis://:x@redis.example.com' }, 'REDIS_URL', 'UNSAFE'],
  [{ OIDC_ISSUER: 'http://issuer.example.com', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'x' }, 'OIDC_ISSUER', 'UNSAFE'],
  [{ JWT_ISSUER: 'x', JWT_AUDIENCE: 'x', JWT_JWKS_URL: 'http://issuer.example.com/keys' }, 'JWT_JWKS_URL', 'UNSAFE'],
  [{ S3_ENDPOINT: 'http://files.example.com' }, 'S3_ENDPOINT', 'UNSAFE'],
])('check-config finds what is unsafe or fragile: %j', async (change, setting, level) => {
  const { code, stdout, stderr } = await runHoldfast(['check-config', '--json'], { ...FIT, ...change })
  // Once: a misspelled setting is not named on stderr as well.
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  expect(JSON.parse(stdout)).toEqual({ findings: [{ setting, level, text: expect.stringContaining(setting) }] })
})

const NO_EFFECT = 'must be set as well: without it'
const STRIPE = { STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' }
test.each<[change: Record<string, string>, ...lines: string[]]>([
  [{ PORT: '9464' }, 'METRICS_PORT must be another port than PORT, which is 9464'],
  [{ PORT: '9464', METRICS_HOST: '0.0.0.0' }, 'METRICS_PORT must be another port than PORT, which is 9464'],
  [
    { METRICS_PORT: '', METRICS_ORGANIZATIONS: '5' },
    'METRICS_PORT or OTEL_EXPORTER_OTLP_ENDPOINT must be set as well: without one of them METRICS_ORGANIZATIONS has no effect',
  ],
  [{ METRICS_PORT: '', METRICS_HOST: '10.0.0.1' }, `METRICS_PORT ${NO_EFFECT} METRICS_HOST has no effect`],
  ...['10.0.0.1:9464', 'http://10.0.0.1', '300.0.0.1', 'a b'].map((address): [Record<string, string>, string] => [
    { METRICS_HOST: address },
    `METRICS_HOST must be an address without a port, such as 127.0.0.1, 0.0.0.0 or ::, not "${address}"`,
  ]),
  [{ HOST: ':4000' }, 'HOST must be an address without a port, such as 127.0.0.1, 0.0.0.0 or ::, not ":4000"'],
  [
    { ...STRIPE, STRIPE_SECRET_KEY: 'pk_live_1' },
    'STRIPE_SECRET_KEY must begin with sk_live_, sk_test_, rk_live_ or rk_test_',
  ],
  [{ ...STRIPE, STRIPE_WEBHOOK_SECRET: 'sk_live_1' }, 'STRIPE_WEBHOOK_SECRET must begin with whsec_'],
  [
    { STRIPE_TAX: 'on', STRIPE_URL: 'https://stripe.example.com' },
    `STRIPE_SECRET_KEY ${NO_EFFECT} STRIPE_TAX and STRIPE_URL have no effect`,
  ],
  [{ OXAPAY_URL: 'https://oxapay.example.com' }, `OXAPAY_MERCHANT_KEY ${NO_EFFECT} OXAPAY_URL has no effect`],
  [{ S3_BUCKET: '', S3_PATH_STYLE: 'on' }, `S3_BUCKET ${NO_EFFECT} S3_PATH_STYLE has no effect`],
  [{ SMTP_URL: '' }, 'SMTP_URL or MAIL_FOLDER must be set as well: without one of them MAIL_FROM has no effect'],
  [{ SMTP_URL: 'smtp://' }, 'SMTP_URL must be an smtp:// or smtps:// URL with a host'],
  [{ REDIS_URL: 'redis://' }, 'REDIS_URL must be a redis:// or rediss:// URL with a host'],
  [
    { DATABASE_URL: 'postgresql://holdfast:50%@db.example.com/holdfast' },
    'DATABASE_URL must be a URL such as postgresql://user:password@host:5432/database, with reserved characters of the password percent-encoded',
  ],
  [
    { CATALOGUE: 'sunoo' },
    'CATALOGUE must be one of aimusicapi, artlist, claude, elevenlabs, musicapi, sunoapi, sunor, not "sunoo"',
  ],
  [{ OPERATIONS: '/nowhere.json' }, 'OPERATIONS: /nowhere.json can’t be read: ENOENT'],
  [
    { STRIPE_SECRT_KEY: 'sk_live_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' },
    'STRIPE_SECRT_KEY is not a setting and has no effect. Did you mean STRIPE_SECRET_KEY?',
    'STRIPE_SECRET_KEY must be set as well: STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET belong together',
  ],
])('check-config says what is wrong, with exit code 2: %j', async (change, ...lines) => {
  const stderr = lines.map((line) => `holdfast: ${line}\n`).join('')
  expect(await runHoldfast(['check-config'], { ...FIT, ...change })).toEqual({ code: 2, stdout: '', stderr })
})

test('the ports of two addresses may be the same', async () => {
  const change = { PORT: '9464', HOST: '10.0.0.1', METRICS_HOST: '10.0.0.2' }
  expect(await runHoldfast(['check-config'], { ...FIT, ...change })).toMatchObject({ code: 0 })
})

test.each<[args: string[], line: string]>([
  [['verfy'], "unknown command 'verfy' (Did you mean verify?): npx holdfast --help explains it"],
  [['verify', '--jsn'], "unknown option '--jsn' (Did you mean --json?): npx holdfast verify --help explains it"],
  [['import', '/nowhere.csv'], '/nowhere.csv does not exist'],
  [['import', '/'], '/ is a folder'],
  [['import', '/dev/null'], '/dev/null must be a file: it is read twice'],
  [['import', '-'], 'import reads its file twice, so it can’t be stdin: write it to a file first'],
  [['export', 'acme'], 'organization must be an id such as org_…, not "acme"'],
  [['verify-export'], "missing required argument 'file': npx holdfast verify-export --help explains it"],
  [['catalogue', 'load'], "missing required argument 'name|file': npx holdfast catalogue load --help explains it"],
  [['verify-proof', '/nowhere.json'], '/nowhere.json does not exist'],
  [['restore', '/nowhere.dump'], '/nowhere.dump does not exist'],
  [
    ['operator-key', '--name', ' '],
    "option '--name <name>' argument ' ' is invalid. It must have 1 to 200 characters: npx holdfast operator-key --help explains it",
  ],
  [['verify-export', '/'], '/ is a folder'],
  [['verify-proof', '/'], '/ is a folder'],
  [['restore', '/'], '/ is a folder'],
  [['dump', '/nowhere/monday.dump'], 'The folder /nowhere does not exist'],
  ...['1e2', '', '10001'].map((percent): [string[], string] => [
    ['catalogue', 'load', 'sunor', '--max-change-percent', percent],
    `option '--max-change-percent <percent>' argument '${percent}' is invalid. It must be a whole number from 0 to 10000: npx holdfast catalogue load --help explains it`,
  ]),
  [
    ['catalogue', 'load', 'sunoo'],
    'sunoo does not exist. A catalogue is a file or one of aimusicapi, artlist, claude, elevenlabs, musicapi, sunoapi, sunor',
  ],
])('holdfast %j says in one line what is wrong, with exit code 2', async (args, line) => {
  expect(await runHoldfast(args, environment)).toEqual({ code: 2, stdout: '', stderr: `holdfast: ${line}\n` })
})

const BINARY = Buffer.from([0xff, 0xfe, 0x00, 0xc3]).toString('latin1')

test.each([
  ['verify-export', '', 'It is empty: an export has a first line, even of a journal without entries.'],
  ['verify-export', '\n', 'Line 1 is not a journal entry: it must be JSON, or CSV with the header of an export.'],
  [
    'verify-export',
    'root:x:0:0\n',
    'Line 1 is not a journal entry: it must be JSON, or CSV with the header of an export.',
  ],
  [
    'verify-export',
    'a,b\n1,2,3\n',
    'Line 1 is not a journal entry: it must be JSON, or CSV with the header of an export.',
  ],
  ['verify-export', BINARY, 'Line 1 is not a journal entry: it must be JSON, or CSV with the header of an export.'],
  ['verify-export', '{}', 'Line 1 is not a journal entry: organizationId must be given.'],
  ['verify-export', '[1]', 'Line 1 is not a journal entry: it must be JSON, or CSV with the header of an export.'],
  [
    'verify-export',
    '{"holdfast":"journal","walletId":5}',
    'Line 1 is not the first line of an export: organizationId must be given.',
  ],
  ['verify-proof', '{}', 'This is not a proof of a journal entry: its field "holdfast" must be "proof".'],
  ['verify-proof', '[]', 'This is not a proof of a journal entry: it must be a JSON object.'],
])(
  'holdfast %s of %j says that it proves nothing, in our words and with exit code 1',
  async (command, content, said) => {
    const file = join(folder, 'none.ndjson')
    await writeFile(file, content, 'latin1')
    const begin = command === 'verify-proof' ? 'The file proves nothing.' : 'The file is not what was exported.'
    expect(await runHoldfast([command, file])).toEqual({ code: 1, stdout: `${begin} ${said}\n`, stderr: '' })
  },
)

test('a façade that does not exist, and a file that is not JSON, are named in one line', async () => {
  await runHoldfast(['migrate'], environment)
  const names = 'aimusicapi, musicapi, sunoapi, sunor'
  for (const [args, line] of [
    [['facade', 'show', 'suno'], `suno does not exist. A façade is a file or one of ${names}`],
    [['facade', 'off', 'suno'], `name must be a façade, one of ${names}, not "suno"`],
    [['facade', 'remove', 'suno'], `name must be a façade, one of ${names}, not "suno"`],
  ] as const) {
    expect(await runHoldfast(args, environment)).toEqual({ code: 2, stdout: '', stderr: `holdfast: ${line}\n` })
  }
  const proof = await runHoldfast(['verify-proof', '-'], {}, 'a,b\n1,2\n')
  expect(proof).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^holdfast: stdin is not valid JSON: .+\n$/),
  })
})

test('a catalogue is shown, compared and loaded, from its name, a file or stdin', async () => {
  const listed = JSON.parse((await runHoldfast(['catalogue', 'list', '--json'])).stdout)
  expect(listed.map(({ name }: { name: string }) => name)).toEqual([
    'aimusicapi',
    'artlist',
    'claude',
    'elevenlabs',
    'musicapi',
    'sunoapi',
    'sunor',
  ])
  const shown = await runHoldfast(['catalogue', 'show', 'artlist'])
  expect(JSON.parse(shown.stdout)).toMatchObject({ name: 'artlist' })
  const different = await runHoldfast(['catalogue', 'diff', 'artlist'], environment)
  expect(different).toMatchObject({ code: 1, stdout: expect.stringMatching(/changes, none made\n$/), stderr: '' })
  const loaded = await runHoldfast(['catalogue', 'load', '-', '--json'], environment, shown.stdout)
  expect({ ...loaded, stdout: JSON.parse(loaded.stdout) }).toMatchObject({
    code: 0,
    stdout: { name: 'artlist', dryRun: false },
    stderr: '',
  })
  expect(await runHoldfast(['catalogue', 'diff', 'artlist'], environment)).toMatchObject({
    code: 0,
    stdout: 'The price book is equal to artlist already.\n',
  })
  const wrong = await runHoldfast(['catalogue', 'show', '-'], {}, '{"name": ""}')
  expect(wrong).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^holdfast: .+\n$/) })
})

test('demo --organizations creates more organizations with tasks, and the next time those that are missing', async () => {
  for (const count of [1, 3, 3]) {
    expect(await runHoldfast(['demo', '--organizations', `${count}`], environment)).toMatchObject({
      code: 0,
      stderr: '',
    })
    const { rows } = await run(database.url, (client) =>
      client.query(`
        SELECT count(*)::int AS tasks FROM organization o JOIN task ON organization_id = o.id
        WHERE o.name LIKE 'Demo Records _%' GROUP BY o.id`),
    )
    expect(rows).toEqual(Array.from({ length: count }, () => ({ tasks: 10 })))
  }
  expect(await runHoldfast(['demo', '--organizations', 'many'], environment)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('must be a whole number from 0 to 100000'),
  })
})

test('the command demo creates the demo even if DEMO is off, and finds it the next time', async () => {
  const made = await runHoldfast(['demo', '--json'], environment)
  const demo = JSON.parse(made.stdout)
  expect(made).toMatchObject({ code: 0, stderr: '' })
  expect(demo.adminKey).toMatch(/^hf_/)
  const again = await runHoldfast(['demo'], environment)
  expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining(demo.adminKey), stderr: '' })
})

test('a command whose output nobody reads any more ends quietly, and never as if it had found something', async () => {
  const demo = JSON.parse((await runHoldfast(['demo', '--json'], environment)).stdout)
  const proved = ['verify | head -n 1', 'verify | true', 'verify --json | true', 'catalogue show sunor | true']
  for (const line of [`export ${demo.organizationId} | true`, 'dump - | true', '--help | true', ...proved]) {
    const { code, stderr } = await runPiped(line, environment)
    expect([0, 141], line).toContain(code)
    expect(stderr, line).toMatch(/^(holdfast: Dumped .+\n)?$/)
  }
  expect(await runPiped('catalogue list > /dev/full', environment)).toEqual({
    code: 2,
    stdout: '',
    stderr: 'holdfast: stdout can’t be written: ENOSPC\n',
  })
})

test('a slow reader gets a long output whole', async () => {
  const whole = await runHoldfast(['facade', 'list', '--json'], environment)
  expect(JSON.parse(whole.stdout)).toContainEqual(expect.objectContaining({ name: 'sunor' }))
  // A pipe takes 65,536 bytes at once.
  expect(whole.stdout.length).toBeGreaterThan(2 * 65_536)
  // bash reads a pipe byte by byte.
  const slowly = 'while IFS= read -r -N 256 part; do printf %s "$part"; done; printf %s "$part"'
  expect(await runPiped(`facade list --json | (${slowly})`, environment)).toEqual(whole)
})

test('a command ends although a thread of Node’s compiler does not', async () => {
  // An hour, for each function that is hot.
  const slowly = ['--concurrent-recompilation-delay=3600000']
  expect(await runHoldfast(['check-config'], FIT, undefined, slowly)).toMatchObject({ code: 0, stderr: '' })
})

test('verify exits with 1 and names the broken invariants, as text and as JSON', async () => {
  expect(await runHoldfast(['demo'], environment)).toMatchObject({ code: 0 })
  await run(database.url, (client) =>
    client.query('UPDATE wallet SET available = available + 1, granted = granted + 1'),
  )
  const invariant = 'a wallet’s buckets are the sums of its lots’'
  const text = await runHoldfast(['verify'], environment)
  expect(text).toMatchObject({ code: 1, stdout: expect.stringContaining(`VIOLATED: ${invariant}`), stderr: '' })
  const json = await runHoldfast(['verify', '--json'], environment)
  expect(json).toMatchObject({ code: 1, stderr: '' })
  expect(JSON.parse(json.stdout).violations).toContainEqual(expect.objectContaining({ invariant }))
})

test('an older Node says in one line which one is needed', async () => {
  const older = `data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '20.19.0' })`
  expect(await runHoldfast(['--help'], { NODE_OPTIONS: `--import="${older}"` })).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /^holdfast: Holdfast needs Node 24 or later, and this is Node 20\.19\.0\. .*npx holdfast.*\n$/,
    ),
  })
})
