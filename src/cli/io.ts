// Functions that commands share: settings, files, results, and the database.

import { open, readFile } from 'node:fs/promises'
import { text as textOf } from 'node:stream/consumers'
import { type Config, misspelledIn, readConfig } from '../config.ts'
import type { Database, Opening } from '../database/open.ts'
import { EXIT, Failure } from '../failure.ts'
import { parseJson } from '../formats/exactNumbers.ts'

/** An option of every command that prints a result. */
export const JSON_OPTION = ['--json', 'print one JSON value instead of text'] as const

export interface JsonOption {
  readonly json?: true
}

/** The examples at the end of a command's help. */
export function example(...lines: string[]): string {
  return `\n${lines.length === 1 ? 'Example' : 'Examples'}:\n${lines.map((line) => `  ${line}`).join('\n')}`
}

/** Reads the settings. Names misspelled ones on stderr. */
export function settings(): Config {
  for (const line of misspelledIn(process.env)) tell(line)
  return readConfig(process.env)
}

export function tell(line: string): void {
  process.stderr.write(`holdfast: ${line}\n`)
}

export function print({ json }: JsonOption, value: object, text: string): void {
  write(`${json ? JSON.stringify(value) : text}\n`)
}

let stdoutError: NodeJS.ErrnoException | null = null

/**
 * Remembers that stdout can't be written to any more, for example because its reader has ended (`holdfast verify | head`). To be called
 * once, before anything is written.
 */
export function watchStdout(): void {
  // A stream that is written to stdout ends it with its own errors, too, which come from no system call.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.syscall) stdoutError ??= error
  })
  // Nobody can be told that nobody reads errors.
  process.stderr.on('error', () => {})
}

/** The failure of a command whose result nobody gets; null while stdout can be written to. */
export function failureOfStdout(): Failure | null {
  if (!stdoutError) return null
  const { code, message } = stdoutError
  if (code === 'EPIPE') return new Failure(EXIT.UNREAD, '')
  return new Failure(EXIT.USAGE, `stdout can’t be written: ${code ?? message}`, { cause: stdoutError })
}

/** Writes a part of a result; throws if nobody gets it. */
export function write(text: string): void {
  const failure = failureOfStdout()
  if (failure) throw failure
  process.stdout.write(text)
}

/** A number with its noun: 1 row, 2 rows. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Runs `work` with the database of the settings. An embedded database that was stopped before is stopped afterwards. */
export async function withDatabase<Result>(
  config: Config,
  purpose: Opening['for'],
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const { failureOf, openDatabase } = await import('../database/open.ts')
  const database = await openDatabase(config, { for: purpose, onWait: tell })
  try {
    return await work(database)
  } catch (error) {
    throw error instanceof Failure ? error : failureOf(error, database.url)
  } finally {
    await database.stop()
  }
}

/** The bytes of a file, or of stdin for `-`. */
export async function bytesOf(file: string): Promise<AsyncIterable<Buffer>> {
  if (file === '-') return process.stdin
  try {
    const opened = await open(file)
    // A folder can be opened, and can't be read.
    if ((await opened.stat()).isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' })
    return opened.createReadStream()
  } catch (error) {
    throw unreadable(file, error)
  }
}

/** The JSON value in a file, or in stdin for `-`. */
export async function jsonOf(file: string): Promise<unknown> {
  let text: string
  try {
    text = file === '-' ? await textOf(process.stdin) : await readFile(file, 'utf8')
  } catch (error) {
    throw unreadable(file, error)
  }
  try {
    return parseJson(text)
  } catch (error) {
    // Node's own message may end with the same words.
    const flaw = (error as Error).message.replaceAll(/\s+/g, ' ').replace(/ is not valid JSON$/, '')
    throw new Failure(EXIT.WRONG, `${nameOf(file)} is not valid JSON: ${flaw}`, { cause: error })
  }
}

/** A file as messages name it. */
export function nameOf(file: string): string {
  return file === '-' ? 'stdin' : file
}

export function unreadable(file: string, error: unknown): Failure {
  const { code, message } = error as NodeJS.ErrnoException
  const flaws: Readonly<Record<string, string>> = { ENOENT: 'does not exist', EISDIR: 'is a folder' }
  const flaw = flaws[code ?? ''] ?? `can’t be read: ${code ?? message}`
  return new Failure(EXIT.USAGE, `${file} ${flaw}`, { cause: error })
}
