// The thread of src/tasks/studio.ts, which makes one piece of music after the other.

import { parentPort } from 'node:worker_threads'
import { music } from './synthesizer.ts'

export interface Order {
  readonly id: number
  readonly prompt: string
  readonly seconds: number
}

export interface Piece {
  readonly id: number
  readonly wav: Uint8Array<ArrayBuffer>
}

parentPort?.on('message', ({ id, prompt, seconds }: Order) => {
  const wav = music(prompt, seconds)
  const piece: Piece = { id, wav }
  parentPort?.postMessage(piece, [wav.buffer])
})
