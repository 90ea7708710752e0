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
  process.stdout.write(`${json ? JSON.stringify(value) : text}\n`)
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
    const name = file === '-' ? 'stdin' : file
    throw new Failure(EXIT.WRONG, `${name} is not valid JSON: ${(error as Error).message.replaceAll(/\s+/g, ' ')}`, {
      cause: error,
    })
  }
}

export function unreadable(file: string, error: unknown): Failure {
  const { code, message } = error as NodeJS.ErrnoException
  return new Failure(EXIT.USAGE, `${file} can’t be read: ${code ?? message}`, { cause: error })
}
