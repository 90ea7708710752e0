#!/usr/bin/env -S node --max-semi-space-size=64 --heap-growing-percent=100 --v8-pool-size=0
// The command line: `npx holdfast COMMAND`, by way of bin/holdfast.js. `npm start` is `holdfast serve`. Each command is a file in
// src/cli.
//
// A result goes to stdout, as text or with --json as one JSON value; an error is one line on stderr. src/failure.ts has the exit
// codes. Each command imports its modules when it runs, so that --help is quick.

import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import about from '../package.json' with { type: 'json' }
import { addCatalogue } from './cli/catalogue.ts'
import { addCells } from './cli/cells.ts'
import { addCheckConfig } from './cli/checkConfig.ts'
import { addDemo } from './cli/demo.ts'
import { addDump, addRestore } from './cli/dump.ts'
import { endProcess } from './cli/endProcess.ts'
import { addExport } from './cli/export.ts'
import { addFacade } from './cli/facade.ts'
import { addImport } from './cli/import.ts'
import { failureOfStdout, watchStdout } from './cli/io.ts'
import { addMigrate } from './cli/migrate.ts'
import { addOperatorKey } from './cli/operatorKey.ts'
import { addRevenue } from './cli/revenue.ts'
import { addServe } from './cli/serve.ts'
import { addSimulate } from './cli/simulate.ts'
import { addVerify } from './cli/verify.ts'
import { addVerifyExport } from './cli/verifyExport.ts'
import { addVerifyProof } from './cli/verifyProof.ts'
import { EXIT, Failure } from './failure.ts'

// Node stores compiled modules in the folder of the packages, where only their installer can write. It makes the next start faster.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'))

const program = new Command('holdfast')
  .description('The credit ledger and billing API for platforms that sell AI generation by the credit.')
  .version(about.version)
  .exitOverride()
  .configureOutput({
    outputError: (text, write) =>
      write(
        lineOf(
          `${text
            .replace(/^error: /, '')
            .trim()
            .replace(/\.$/, '')}: ${helpOf(process.argv.slice(2))} explains it`,
        ),
      ),
  })
  .addHelpText(
    'after',
    `
Examples:
  npx holdfast serve                 start with the embedded PostgreSQL and a demo organization
  npx holdfast verify --help         explain one command

Commands read their settings from the environment, DATABASE_URL for example: README.md, "Settings".

Exit codes (docs/command-line.md):
  0   the command succeeded
  1   the check failed, or serve did not stop in time
  2   the command line, a setting or a file is wrong
  3   the database can't be reached; try again
  4   the database can't be used: password, rights, version of PostgreSQL, pooler
  5   the database has the schema of another version of Holdfast
  70  a bug in Holdfast
  141 nobody reads the output any more: verify | head`,
  )

addServe(program)
addMigrate(program)
addCells(program)
addCheckConfig(program)
addVerify(program)
addVerifyExport(program)
addVerifyProof(program)
addRevenue(program)
addCatalogue(program)
addSimulate(program)
addFacade(program)
addOperatorKey(program)
addDemo(program)
addDump(program)
addRestore(program)
addImport(program)
addExport(program)

watchStdout()
try {
  await program.parseAsync()
  // The error of a write comes after it.
  await new Promise(setImmediate)
  const failure = failureOfStdout()
  // A command that has done its work keeps its exit code, even if nobody read the end of its output.
  if (failure && failure.code !== EXIT.UNREAD) process.exitCode = codeOf(failure)
} catch (error) {
  // An error after stdout was closed came from that.
  process.exitCode = codeOf(failureOfStdout() ?? error)
}
await writtenOut()
// A pool or a timer of a library that is still open must not keep a finished command alive.
endProcess(Number(process.exitCode ?? EXIT.DONE))

/** Resolves when the readers of stdout and stderr have taken all of it, or have ended: a pipe takes 64 KiB at once, and exit drops the rest. */
async function writtenOut(): Promise<void> {
  const written = [process.stdout, process.stderr].map(
    (stream) => new Promise<void>((resolve) => stream.write('', () => resolve())),
  )
  await Promise.all(written)
}

function codeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.DONE : EXIT.USAGE
  if (error instanceof Failure) {
    if (error.code !== EXIT.UNREAD) for (const line of error.message.split('\n')) process.stderr.write(lineOf(line))
    return error.code
  }
  process.stderr.write(`holdfast: a bug in Holdfast, please report it:\n${(error as Error)?.stack ?? error}\n`)
  return EXIT.FAULT
}

/** The command whose help explains a command line. */
function helpOf(args: readonly string[]): string {
  const names: string[] = []
  let command: Command | undefined = program
  for (const arg of args) {
    command = command.commands.find((each) => each.name() === arg)
    if (!command) break
    names.push(arg)
  }
  return ['npx holdfast', ...names, '--help'].join(' ')
}

/** One line: commander writes some errors in two. */
function lineOf(text: string): string {
  return `holdfast: ${text.trim().replaceAll('\n', ' ')}\n`
}
