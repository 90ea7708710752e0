// `holdfast dump FILE` and `holdfast restore FILE`: write the whole database to a file, and read it back.

import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Command } from 'commander'
import about from '../../package.json' with { type: 'json' }
import { EXIT, Failure } from '../failure.ts'
import {
  bytesOf,
  example,
  JSON_OPTION,
  type JsonOption,
  print,
  settings,
  tell,
  unreadable,
  withDatabase,
} from './io.ts'

export function addDump(program: Command): void {
  program
    .command('dump')
    .argument('<file>', 'the file to write, which must not exist yet; - for stdout')
    .summary('write the database to a file')
    .description(
      'Write everything in the database to one compressed file: the ledger, people and keys, and the jobs that wait in the queue. It can run while Holdfast works, and reads one snapshot. The files that tasks made (DATA_DIR/files, or the bucket) are not included. The dump contains secrets; only its owner can read the file.',
    )
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      example('npx holdfast dump monday.dump', 'npx holdfast dump - | age -r "$KEY" > monday.dump.age'),
    )
    .action(dumpInto)
}

export function addRestore(program: Command): void {
  program
    .command('restore')
    .argument('<file>', 'a file that `dump` wrote; - for stdin')
    .summary('read a dump into a new database')
    .description(
      'Read a dump into a database that has no tables yet, and verify it. A dump that is damaged or of another version of Holdfast leaves the database empty. Once Holdfast serves it, the webhooks and requests to providers that waited are sent. Exits with 1 if the file is damaged or an invariant is violated, with 2 if the database is not empty, with 5 if the dump is of another version.',
    )
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      example('DATA_DIR=/srv/restored npx holdfast restore monday.dump', 'DATA_DIR=/srv/restored npm start'),
    )
    .action(restoreFrom)
}

async function dumpInto(file: string, options: JsonOption): Promise<void> {
  const config = settings()
  const { dump } = await import('../database/dump.ts')
  const unfinished = `${file}.unfinished`
  if (file !== '-') await requireFree(file)
  const { rows } = await withDatabase(config, 'READ', async ({ url }) => {
    const destination = file === '-' ? process.stdout : await create(unfinished)
    const client = await connect(url, 'holdfast dump')
    try {
      return await dump(client, url, about.version, destination)
    } catch (error) {
      if (file !== '-') await rm(unfinished, { force: true })
      throw (error as NodeJS.ErrnoException).syscall === 'write' ? unwritable(file, error) : error
    } finally {
      await client.end()
    }
  })
  const said = `Dumped ${total(rows)} rows of ${Object.keys(rows).length} tables. The files that tasks made are not included.`
  if (file === '-') return tell(said)
  await rename(unfinished, file)
  print(options, { file, rows }, said)
}

async function restoreFrom(file: string, options: JsonOption): Promise<void> {
  const config = settings()
  const source = await bytesOf(file)
  const [{ restore }, { migrateQueue }, { verify }] = await Promise.all([
    import('../database/dump.ts'),
    import('../queue/queue.ts'),
    import('../engine/verify.ts'),
  ])
  await withDatabase(config, 'NEW', async ({ url }) => {
    await migrateQueue(url)
    const client = await connect(url, 'holdfast restore')
    const { rows } = await restore(client, source).finally(() => client.end())
    const { violations } = await verify(url)
    const said = `Restored ${total(rows)} rows of ${Object.keys(rows).length} tables.`
    const found =
      violations.length === 0
        ? 'Every invariant holds.'
        : `${violations.length} invariants are violated: npx holdfast verify`
    print(options, { rows, violations }, `${said} ${found}`)
    process.exitCode = violations.length === 0 ? EXIT.DONE : EXIT.WRONG
  })
}

async function connect(url: string, name: string) {
  const { createClient, UNHURRIED } = await import('../database/connect.ts')
  const client = createClient(url, { name, timeouts: UNHURRIED })
  await client.connect()
  return client
}

/** Creates a file that only its owner can read. */
async function create(file: string): Promise<NodeJS.WritableStream> {
  try {
    return (await open(file, 'w', 0o600)).createWriteStream({ flush: true })
  } catch (error) {
    throw unwritable(file, error)
  }
}

async function requireFree(file: string): Promise<void> {
  const found = await stat(file).catch((error) => {
    if (error.code === 'ENOENT') return null
    throw unreadable(file, error)
  })
  if (found) throw new Failure(EXIT.USAGE, `${file} exists already: name a new file`)
}

function unwritable(file: string, error: unknown): Failure {
  const { code } = error as NodeJS.ErrnoException
  const message =
    code === 'ENOENT' ? `The folder ${dirname(resolve(file))} does not exist` : `${file} can’t be written: ${code}`
  return new Failure(EXIT.USAGE, message, { cause: error })
}

function total(rows: Readonly<Record<string, number>>): number {
  return Object.values(rows).reduce((sum, count) => sum + count, 0)
}
