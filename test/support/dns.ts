// A real DNS server on UDP (RFC 1035), which answers TXT records that a test sets. Node's resolver is told to ask it.

import { createSocket } from 'node:dgram'
import { getServers, setServers } from 'node:dns'
import { once } from 'node:events'

const TXT = 16
const NAME_UNKNOWN = 3

export interface Dns {
  /** The texts by the names of their records. */
  readonly texts: Map<string, string>
  stop(): void
}

export async function startDns(): Promise<Dns> {
  const texts = new Map<string, string>()
  const socket = createSocket('udp4')
  socket.on('message', (query, { port, address }) => socket.send(answerTo(query, texts), port, address))
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const before = getServers()
  setServers([`127.0.0.1:${socket.address().port}`])
  return {
    texts,
    stop() {
      setServers(before)
      socket.close()
    },
  }
}

function answerTo(query: Buffer, texts: ReadonlyMap<string, string>): Buffer {
  const labels: string[] = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  const end = at + 5
  const isText = query.readUInt16BE(at + 1) === TXT
  const text = isText ? texts.get(labels.join('.').toLowerCase()) : undefined
  const header = Buffer.alloc(12)
  header.writeUInt16BE(query.readUInt16BE(0), 0)
  header.writeUInt16BE(0x8180 | (text === undefined ? NAME_UNKNOWN : 0), 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(text === undefined ? 0 : 1, 6)
  const question = query.subarray(12, end)
  if (text === undefined) return Buffer.concat([header, question])
  const data = Buffer.from(text)
  const fields = Buffer.alloc(13)
  fields.writeUInt16BE(0xc00c, 0)
  fields.writeUInt16BE(TXT, 2)
  fields.writeUInt16BE(1, 4)
  fields.writeUInt32BE(0, 6)
  fields.writeUInt16BE(data.length + 1, 10)
  fields.writeUInt8(data.length, 12)
  return Buffer.concat([header, question, fields, data])
}
