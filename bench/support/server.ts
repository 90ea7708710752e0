// The server under test, in a process of its own: Holdfast as it is, with one mutation and one query more that do nothing. Asked
// 'where', it says which process decides.

import { pino } from 'pino'
import { builder } from '../../src/graphql/builder.ts'

builder.mutationField('doNothing', (t) => t.boolean({ authScopes: { may: 'submitTasks' }, resolve: () => true }))
builder.queryField('nothing', (t) => t.boolean({ authScopes: { may: 'read' }, resolve: () => true }))

const { startHoldfast } = await import('../../src/holdfast.ts')
const { app, url, stop } = await startHoldfast({
  databaseUrl: process.env.DATABASE_URL as string,
  log: pino({ level: 'warn' }),
  host: '127.0.0.1',
  port: 0,
})
process.send?.({ url })
process.on('message', async (message) => {
  if (message === 'where') {
    process.send?.(app.home.isHome ? 'here' : app.home.isElsewhere ? 'elsewhere' : 'unknown')
    return
  }
  await stop()
  process.exit(0)
})
