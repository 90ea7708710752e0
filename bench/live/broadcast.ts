// The baseline: a bare `ws` server. Each socket names its group; a broadcast builds the bytes of a frame once and sends them
// to all sockets of a group.

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { type WebSocket, WebSocketServer } from 'ws'
import { answer, memory, work } from './usage.ts'

const groups = new Map<number, Set<WebSocket>>()
const sequences: number[] = []
let samples: readonly string[] = []
let changesPerSecond = 0

/** Returns the next message of a group, with its number. */
function next(group: number): Buffer {
  const text = samples[group % samples.length] as string
  sequences[group] = (sequences[group] ?? 1_000) + 1
  return Buffer.from(text.replace(/"sequence":\d+/, `"sequence":${sequences[group]}`))
}

answer({
  listen: async (given: { samples: readonly string[]; changesPerSecond: number }) => {
    ;({ samples, changesPerSecond } = given)
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    server.on('connection', (socket) => {
      socket.once('message', (data) => {
        const group = Number(data)
        const members = groups.get(group) ?? new Set()
        groups.set(group, members.add(socket))
        socket.once('close', () => members.delete(socket))
        socket.send(
          Buffer.from((samples[group % samples.length] as string).replace(/"sequence":\d+/, '"sequence":1000')),
        )
      })
    })
    await once(server, 'listening')
    return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` }
  },
  broadcast: async (seconds: number) => {
    const began = performance.now()
    for (let i = 0; i < seconds * changesPerSecond; i++) {
      await delay(Math.max(0, began + (i * 1_000) / changesPerSecond - performance.now()))
      const group = i % groups.size
      const bytes = next(group)
      for (const socket of groups.get(group) ?? []) socket.send(bytes, { binary: false })
    }
  },
  work: async () => work(),
  memory,
  end: async () => {},
})
