// A live stream by server-sent events, where no WebSocket opens.

import { bodyOf, errorOf, errorOfAnswer } from './errors.ts'
import { addressOf, type HoldfastOptions, requestOf } from './options.ts'
import type { Connecting, StreamMessage } from './socket.ts'

/** Holdfast sends a comment every 12 seconds: a stream that is silent for longer than two of them is dead. */
const SILENCE_MS = 30_000

/** The messages of one connection. Ends when Holdfast ends the stream; throws when it is cut. */
export async function* eventsOf(
  options: HoldfastOptions,
  query: string,
  variables: Record<string, unknown>,
  { signal, onOpen }: Connecting,
): AsyncGenerator<StreamMessage> {
  const address = addressOf(options)
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), SILENCE_MS)
  const request = await requestOf(options, { query, variables }, 'text/event-stream')
  try {
    const response = await fetch(address, { ...request, signal: AbortSignal.any([signal, silence.signal]) })
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
      const body = bodyOf<StreamMessage>(await response.text())
      const [fault] = body?.errors ?? []
      throw fault ? errorOf(fault) : errorOfAnswer(address, response.status, body)
    }
    onOpen()
    let text = ''
    for await (const chunk of chunksOf(response)) {
      clearTimeout(timer)
      timer = setTimeout(() => silence.abort(), SILENCE_MS)
      const events = (text + chunk).split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        if (/^event: complete/m.test(event)) return
        const data = /^data: (.+)$/m.exec(event)?.[1]
        if (data) yield JSON.parse(data) as StreamMessage
      }
    }
  } finally {
    clearTimeout(timer)
    silence.abort()
  }
}

/** The text of an answer as it comes. Not every browser iterates a stream by itself. */
async function* chunksOf(response: Response): AsyncGenerator<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    yield decoder.decode(next.value, { stream: true })
  }
}
