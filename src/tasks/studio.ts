// Makes the sandbox's music in a thread of its own, so that a piece of half a minute does not block the main thread.

import { Worker } from 'node:worker_threads'
import type { Order, Piece } from './synthesizerThread.ts'

export interface Studio {
  /** Makes a WAV file (src/tasks/synthesizer.ts). Rejects if the studio is closed meanwhile. */
  music(prompt: string, seconds: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** Opens a studio. Its thread starts with the first piece. */
export function openStudio(): Studio {
  const orders = new Map<number, PromiseWithResolvers<Uint8Array>>()
  let count = 0
  let thread: Worker | null = null
  let isClosed = false

  function start(): Worker {
    const started = new Worker(new URL('./synthesizerThread.ts', import.meta.url))
    started.unref()
    const end = (error: Error) => {
      if (thread !== started) return
      thread = null
      for (const { reject } of orders.values()) reject(error)
      orders.clear()
    }
    started.on('message', ({ id, wav }: Piece) => {
      orders.get(id)?.resolve(wav)
      orders.delete(id)
    })
    started.on('error', end)
    started.on('exit', () => end(new Error('The thread that makes music has ended.')))
    return started
  }

  return {
    music(prompt, seconds) {
      if (isClosed) return Promise.reject(new Error('The sandbox is stopping.'))
      thread ??= start()
      const order: Order = { id: ++count, prompt, seconds }
      const made = Promise.withResolvers<Uint8Array>()
      orders.set(order.id, made)
      thread.postMessage(order)
      return made.promise
    },
    async close() {
      isClosed = true
      await thread?.terminate()
    },
  }
}
