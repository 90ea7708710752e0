// The server under test, in a process of its own: Holdfast as it is, with one mutation and one query more that do nothing.

import { pino } from 'pino'
import { builder } from '../../src/graphql/builder.ts'

builder.mutationField('doNothing', (t) => t.boolean({ authScopes: { may: 'submitTasks' }, resolve: () => true }))
builder.queryField('nothing', (t) => t.boolean({ authScopes: { may: 'read' }, resolve: () => true }))

const { startHoldfast } = await import('../../src/holdfast.ts')
const { url, stop } = await startHoldfast({
  databaseUrl: process.env.DATABASE_URL as string,
  log: pino({ level: 'warn' }),
  host: '127.0.0.1',
  port: 0,
})
process.send?.({ url })
process.once('message', async () => {
  await stop()
  process.exit(0)
})
