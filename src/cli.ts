#!/usr/bin/env -S node --max-semi-space-size=64 --heap-growing-percent=50
// `npx holdfast COMMAND`: the one command line of Holdfast. `npm start` is its command `serve`. A file in src/cli is a command.
//
// A result goes to stdout, as text or with --json as one JSON value; an error is one line on stderr. Exit codes are those of
// src/failure.ts. What a command needs is imported when it runs, so that --help is there at once.

import { Command, CommanderError } from 'commander'
import about from '../package.json' with { type: 'json' }
import { addCatalogue } from './cli/catalogue.ts'
import { addDemo } from './cli/demo.ts'
import { addDump, addRestore } from './cli/dump.ts'
import { addMigrate } from './cli/migrate.ts'
import { addOperatorKey } from './cli/operatorKey.ts'
import { addServe } from './cli/serve.ts'
import { addVerify } from './cli/verify.ts'
import { addVerifyExport } from './cli/verifyExport.ts'
import { addVerifyProof } from './cli/verifyProof.ts'
import { EXIT, Failure } from './failure.ts'

const program = new Command('holdfast')
  .description('The credit ledger and billing API for platforms that sell AI generation by the credit.')
  .version(about.version)
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(lineOf(text.replace(/^error: /, ''))) })
  .addHelpText(
    'after',
    `
The settings that commands go by come from the environment: README.md, "Settings".
Exit codes: 0 done, 1 what was checked is not right, 2 wrong command or setting, 3 database out of reach,
4 database unusable (password, rights, version of PostgreSQL, pooler), 5 database of another version of Holdfast,
70 a fault in Holdfast. More: docs/command-line.md`,
  )

const COMMANDS = [
  ...[addServe, addMigrate, addVerify, addVerifyExport, addVerifyProof],
  ...[addCatalogue, addOperatorKey, addDemo, addDump, addRestore],
]
for (const add of COMMANDS) add(program)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = codeOf(error)
}
// Whatever is still open (a pool, a timer of a library) must not keep a command alive that has done its work.
process.exit()

function codeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.DONE : EXIT.USAGE
  if (error instanceof Failure) {
    for (const line of error.message.split('\n')) process.stderr.write(lineOf(line))
    return error.code
  }
  process.stderr.write(`holdfast: a fault in Holdfast, please report it:\n${(error as Error)?.stack ?? error}\n`)
  return EXIT.FAULT
}

/** Commander says in two lines what fits in one. */
function lineOf(text: string): string {
  return `holdfast: ${text.trim().replaceAll('\n', ' ')}\n`
}
