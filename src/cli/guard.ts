// What a library leaves behind must not end the process: a promise that nobody awaits and that fails when the database goes
// away, or an error that is thrown in a callback of its own. Whatever it was doing is done again by the part that uses it: the
// queue puts jobs back that were not noted as done, pools replace connections, the relay and the jobs connect again.
//
// Anything else that nobody has caught is a bug of Holdfast's own, and ends the process as it always did.

import type { Logger } from 'pino'
import { isUnavailable } from '../database/retry.ts'
import { EXIT } from '../failure.ts'

/** The libraries that work in the background, and what they throw from. */
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

/** Whether an error is that the database is unavailable, or was thrown by a library that works in the background. */
function isLibrarys(error: unknown): boolean {
  if (isUnavailable(error)) return true
  const frames = (error instanceof Error ? (error.stack ?? '') : '').split('\n').filter((line) => /^\s+at /.test(line))
  const thrower = frames.find((line) => !line.includes('node:'))
  return thrower !== undefined && LIBRARIES.test(thrower)
}
