// Starts Holdfast: `npm start`.

import { join } from 'node:path'
import { pino } from 'pino'
import { readConfig } from './config.ts'
import { openDatabase } from './database/open.ts'
import { ACCOUNTS, openDemo } from './demo.ts'
import { guardProcess } from './guard.ts'
import { type Holdfast, startHoldfast } from './holdfast.ts'
import { openRedis } from './redis.ts'
import { GRAPHQL_PATH } from './server/http.ts'
import { readOperations } from './server/operations.ts'
import { DEFAULT_CREDIT_TYPE } from './wallets/operations.ts'

/** A stop that takes longer than this ends the process anyway: nothing that was answered is lost by it. */
const STOP_MS_MAX = 10_000

const config = readConfig(process.env)
const log = pino({ level: config.logLevel })
guardProcess(log)
const database = await openDatabase(config)

let demo: Awaited<ReturnType<typeof openDemo>> | null = null
let holdfast: Holdfast
try {
  holdfast = await startHoldfast({
    databaseUrl: database.url,
    log,
    carrier: config.redisUrl ? openRedis(config.redisUrl, log) : null,
    host: config.host,
    port: config.port,
    ...config.server,
    secret: config.secret,
    sessions: config.signIn,
    filesDir: join(config.dataDir, 'files'),
    bucket: config.bucket,
    operations: config.operations && (await readOperations(config.operations.path, config.operations.only)),
    tokens: config.tokens,
    prepare: async (holdfast) => {
      if (config.demo) demo = await openDemo(holdfast, config.catalogue, config.dataDir)
    },
  })
} catch (error) {
  await database.stop()
  throw error
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)

if (demo) print(demo)
else process.stdout.write(`Holdfast is ready at ${holdfast.url}${GRAPHQL_PATH}\n`)

async function stop(): Promise<void> {
  const overdue = setTimeout(() => process.exit(1), STOP_MS_MAX)
  await holdfast.stop()
  await database.stop()
  clearTimeout(overdue)
  process.exit(0)
}

function print({ demo, example }: Awaited<ReturnType<typeof openDemo>>): void {
  const { url, adminKey, memberKey } = demo
  const { model, operation, creditType } = example
  const curl = (key: string, operation: string, ...flags: string[]) =>
    [`curl -s ${url}${GRAPHQL_PATH}`, `-H 'x-api-key: ${key}'`, `-H 'content-type: application/graphql'`, ...flags]
      .concat(`-d '${operation}'`)
      .join(' ')
  // Slow enough to be watched by whoever pastes the next line.
  const input = '{ prompt: "rain on a tin roof", sandbox: { durationMs: 15000 } }'
  const submit = `mutation { submitTask(input: { model: "${model}", operation: "${operation}", input: ${input} }) { ... on SubmitTaskSuccess { task { id status credits } } ... on Error { code message } } }`
  const watch = 'subscription { tasksUpdated { id status progress } }'
  const wallet = creditType === DEFAULT_CREDIT_TYPE ? 'wallet' : `wallet(creditType: "${creditType}")`
  const balance = `{ organization { name ${wallet} { available frozen total } } }`
  process.stdout.write(`Holdfast is ready.

  API         ${url}${GRAPHQL_PATH}   (open it in a browser for GraphiQL; live over graphql-ws and SSE)
  admin key   ${adminKey}
  member key  ${memberKey}
  sign-in     ${Object.values(ACCOUNTS)
    .map(({ email }) => email)
    .join(', ')}
  These, the password and the operator's key are in ${join(config.dataDir, 'demo.json')}

Submit a task, watch it live, see the balance:

${curl(memberKey, submit)}
${curl(memberKey, watch, `-H 'accept: text/event-stream' -N`)}
${curl(adminKey, balance)}
`)
}
