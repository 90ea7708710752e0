// An uncaught error of a library does not end the process; an uncaught error of Holdfast itself does.

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { EXIT } from '../../src/failure.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Runs a program under the guard: what it prints, and how it ends. */
async function underGuard(program: string): Promise<{ output: string; code: number }> {
  const script = `
    import pg from 'pg'
    import { guardProcess } from './src/cli/guard.ts'
    import { pino } from 'pino'
    guardProcess(pino())
    ${program}
    setTimeout(() => {
      console.log('lives on')
      process.exit(0)
    }, 500)`
  const ending = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: ROOT })
  return ending.then(
    ({ stdout }) => ({ output: stdout, code: 0 }),
    ({ stdout, code }) => ({ output: stdout, code }),
  )
}

test.each([
  [
    'a query that nobody awaits',
    `new pg.Pool({ connectionString: 'postgresql://127.0.0.1:1/none' }).query('SELECT 1')`,
  ],
  [
    'an error of a client that nobody listens to',
    `setTimeout(() => new pg.Client().emit('error', Object.assign(new Error('gone'), { code: '57P01' })))`,
  ],
  [
    'a client that is released twice',
    `
    const pool = new pg.Pool({ Client: class extends pg.Client { connect(done) { done() } } })
    pool.connect((_error, client, release) => { release(); setTimeout(release) })`,
  ],
])('%s is logged, and the process lives on', async (_what, program) => {
  const { output, code } = await underGuard(program)
  expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('lives on') })
  expect(output).toContain('a library left an error uncaught')
})

test.each([
  ['thrown', `setTimeout(() => { throw new TypeError('a bug') })`],
  ['rejected', `Promise.reject(new TypeError('a bug'))`],
])('a bug of its own that is %s and not caught ends the process', async (_how, program) => {
  const { output, code } = await underGuard(program)
  expect(code).toBe(EXIT.FAULT)
  expect(output).toContain('a bug')
  expect(output).not.toContain('lives on')
})
