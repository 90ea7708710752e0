// The server under test, in a process of its own, with the limits that `npm start` has.

import { pino } from 'pino'
import { startHoldfast } from '../../src/holdfast.ts'
import { answer, work } from '../live/usage.ts'

const holdfast = await startHoldfast({
  databaseUrl: process.env.DATABASE_URL as string,
  log: pino({ level: 'fatal' }),
  host: '127.0.0.1',
  port: 0,
  rates: { perKey: 500, perOrganization: 2_000 },
  streamsPerCaller: 1_000,
})

answer({
  listen: async () => ({ url: holdfast.url.replace('localhost', '127.0.0.1') }),
  work: async () => work(),
  end: () => holdfast.stop(),
})
