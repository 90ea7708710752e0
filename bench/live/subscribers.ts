// The subscribers, thousands in one process: each opens a socket, sends its messages, and then listens. It records the time
// of every message, and whether it was the next in order.

import { setTimeout as delay } from 'node:timers/promises'
import WebSocket from 'ws'
import { answer } from './usage.ts'

export interface Watcher {
  readonly group: number
  /** The messages that it sends: the first at once, each other after an answer. */
  readonly sends: readonly string[]
}

export interface Heard {
  /** By group, in order: the number of subscribers that received a change, and the time of the last. */
  readonly changes: { sequence: number; count: number; last: number }[][]
  /** By group, the sequence number before the first of these. */
  readonly before: number[]
  /** The number of balances that did not follow their predecessor. */
  readonly balanceGaps: number
  /** A message of each of the first groups. */
  readonly sample: string[]
}

const OPENING_AT_ONCE = 100
const QUIET_MS = 2_000

const changes: Map<number, { count: number; last: number }>[] = []
const sample: string[] = []
const before: number[] = []
let balanceGaps = 0
let lastAt = 0

function open(url: string, protocol: string | null, { group, sends }: Watcher): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocol ?? [])
    let said = 0
    let sequence = 0
    const say = () => socket.send(sends[said++] as string)
    socket.on('open', say)
    socket.on('error', reject)
    socket.on('close', (code, reason) => reject(new Error(`closed: ${code} ${reason}`)))
    socket.on('message', (data) => {
      const now = Number(process.hrtime.bigint()) / 1e6
      if (said < sends.length) return say()
      lastAt = now
      const text = data.toString()
      if (text.includes('"ping"')) return
      const at = text.indexOf('"sequence":')
      if (at === -1) return reject(new Error(text))
      const number = Number.parseInt(text.slice(at + 11, at + 24), 10)
      if (sequence === 0) {
        sequence = number
        before[group] = number
        return resolve()
      }
      if (number !== sequence + 1 && text.includes('balanceChanged')) balanceGaps++
      sequence = number
      if (group < 2) sample[group] = text
      changes[group] ??= new Map()
      const change = changes[group].get(number)
      if (!change) changes[group].set(number, { count: 1, last: now })
      else {
        change.count++
        change.last = now
      }
    })
  })
}

answer({
  connect: async ({ url, protocol, watchers }: { url: string; protocol: string | null; watchers: Watcher[] }) => {
    const waiting = [...watchers]
    const opener = async () => {
      for (let watcher = waiting.pop(); watcher; watcher = waiting.pop()) await open(url, protocol, watcher)
    }
    await Promise.all(Array.from({ length: OPENING_AT_ONCE }, opener))
  },
  heard: async (): Promise<Heard> => {
    // On a busy machine some messages have not arrived yet.
    while (Number(process.hrtime.bigint()) / 1e6 - lastAt < QUIET_MS) await delay(QUIET_MS)
    const told = Array.from(changes, (group) =>
      [...(group ?? [])].sort(([a], [b]) => a - b).map(([sequence, change]) => ({ sequence, ...change })),
    )
    const answer = { changes: told, before: [...before], balanceGaps, sample }
    for (const [group, each] of told.entries()) before[group] = each.at(-1)?.sequence ?? before[group] ?? 0
    changes.length = 0
    return answer
  },
  end: async () => {},
})
