// Keeps the process alive when a library leaves an error uncaught: a promise that nobody awaits and that fails when the database
// becomes unavailable, or an error in a callback of the library. The part that uses the library repeats the work: the queue puts
// back jobs that were not recorded as done, pools replace connections, the relay and the jobs reconnect.
//
// Every other uncaught error is a bug in Holdfast and ends the process.

import type { Logger } from 'pino'
import { isUnavailable } from '../database/retry.ts'
import { EXIT } from '../failure.ts'

/** The libraries that work in the background, as stack traces show them. */
const LIBRARIES =
  /[\\/]node_modules[\\/](graphile-worker|pg|pg-pool|pg-protocol|ioredis|@ioredis|rate-limiter-flexible|better-auth|@better-auth|@prisma|flydrive|@aws-sdk|@smithy)[\\/]/

export function guardProcess(log: Logger): void {
  process.on('uncaughtException', (error, origin) => {
    if (isLibrarys(error)) {
      log.error({ err: error, origin }, 'a library left an error uncaught; the process goes on')
      return
    }
    log.fatal({ err: error, origin }, 'an error was not caught; the process ends')
    process.exit(EXIT.FAULT)
  })
}

/** True if the database is unavailable, or if a library that works in the background threw the error. */
function isLibrarys(error: unknown): boolean {
  if (isUnavailable(error)) return true
  const frames = (error instanceof Error ? (error.stack ?? '') : '').split('\n').filter((line) => /^\s+at /.test(line))
  const thrower = frames.find((line) => !line.includes('node:'))
  return thrower !== undefined && LIBRARIES.test(thrower)
}
