// The server under test, in a process of its own. It counts the SQL statements that it sends.

import pg from 'pg'
import { pino } from 'pino'
import { startHoldfast } from '../../src/holdfast.ts'
import { answer, memory, work } from './usage.ts'

let statements = 0
const { query } = pg.Client.prototype
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  statements++
  return Reflect.apply(query, this, args)
} as typeof query

const holdfast = await startHoldfast({
  databaseUrl: process.env.DATABASE_URL as string,
  log: pino({ level: 'warn' }),
  host: '127.0.0.1',
  port: 0,
})

answer({
  listen: async () => ({ url: holdfast.url.replace('http://localhost', 'ws://127.0.0.1') }),
  work: async () => work(statements),
  memory,
  end: () => holdfast.stop(),
})
