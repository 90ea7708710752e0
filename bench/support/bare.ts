// A server that does nothing, to compare with: yoga and graphql-ws of the same versions, with their own caches and no plugin.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { useServer } from 'graphql-ws/use/ws'
import { createSchema, createYoga } from 'graphql-yoga'
import { WebSocketServer } from 'ws'

const schema = createSchema({
  typeDefs: 'type Query { nothing: Boolean } type Mutation { doNothing: Boolean }',
  resolvers: { Query: { nothing: () => true }, Mutation: { doNothing: () => true } },
})
const server = createServer(createYoga({ schema, logging: false }))
useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }))
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})
process.once('message', () => process.exit(0))
