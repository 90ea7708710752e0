// A connection to the home, over which this process sends it mutations. All mutations of one turn of the event loop travel as one
// message, and so do answers.
//
// A home that is suspended keeps its connections. So it is pinged, while something is under way and at each probe of the relay; if it
// does not answer, the connection is ended. A mutation that was sent and has no answer may have been decided.

import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'
import {
  type Answered,
  type Call,
  type Forwarded,
  type Frame,
  frameOfAsked,
  frameOfProof,
  LEAVING,
  type NotRun,
  type Returned,
  readFrame,
  textOf,
} from './frames.ts'
import type { HomeRow } from './lease.ts'
import { PEER_PATH } from './path.ts'
import { isProof, NONCE_HEADER, PROOF_HEADER, proofOf } from './proof.ts'

const CONNECT_MS_MAX = 1_500
/** The time in which a ping must be answered: the home's event loop may be busy, but not for that long. */
const SILENT_MS = 2_000
const LOOK_MS = 250
/** This process itself was suspended, if it looks so late: what it has not read yet may be an answer. */
const LATE_MS = 1_000
/** The most mutations, and characters of them, that are under way to the home at a time. */
const MUTATIONS_MAX = 10_000
const CHARACTERS_MAX = 64 * 1024 * 1024
/** A message is sent before it is longer, if it can be. */
const MESSAGE_CHARACTERS = 1_000_000
/** Of the home, whose answers are as long as those of a client may be. */
const ANSWERS_BYTES_MAX = 256 * 1024 * 1024

/** The reason why there is no answer. LOST: it was sent, and may have been decided. */
export type Unanswered = 'LOST' | 'OVERLOADED' | 'UNKNOWN' | 'NOT_SENT'

interface Waiting {
  readonly text: string
  readonly resolve: (answer: Answered | Returned | Unanswered) => void
  isSent: boolean
}

export interface LinkEvents {
  /** The connection has ended. `isSilent`: because the home did not answer. */
  readonly onEnd: (isSilent: boolean) => void
}

export class Link {
  readonly #socket: WebSocket
  readonly #token: Buffer
  readonly #waiting = new Map<number, Waiting>()
  readonly #onEnd: LinkEvents['onEnd']
  readonly #looking: NodeJS.Timeout
  #toSend: number[] = []
  /** Called when nothing is under way any more. */
  #onIdle = () => {}
  #characters = 0
  #lastId = 0
  #isLeaving = false
  #isSilent = false
  #pingedAt: number | null = null
  #heardAt = performance.now()
  #lookedAt = performance.now()

  private constructor(socket: WebSocket, token: Buffer, { onEnd }: LinkEvents) {
    this.#socket = socket
    this.#token = token
    this.#onEnd = onEnd
    socket.on('message', (data) => this.#take(String(data)))
    socket.on('pong', () => this.#hear())
    socket.once('close', () => this.#end())
    this.#looking = setInterval(() => this.#look(), LOOK_MS).unref()
  }

  /** Connects to the home of this row, by the first of its addresses that leads there. Throws if none does. */
  static async open(home: HomeRow, events: LinkEvents): Promise<Link> {
    const failures: unknown[] = []
    for (const address of home.addresses) {
      try {
        return new Link(await connect(address, home.token), home.token, events)
      } catch (error) {
        failures.push(error)
      }
    }
    throw new AggregateError(failures, `the home can’t be reached at ${home.addresses.join(' or ')}`)
  }

  /** True if mutations may be sent. */
  get isOpen(): boolean {
    return !this.#isLeaving && this.#socket.readyState === WebSocket.OPEN
  }

  get isClosed(): boolean {
    return this.#socket.readyState === WebSocket.CLOSED
  }

  /** Returns whether it leads to the holder of this lease. */
  isOf({ token }: HomeRow): boolean {
    return this.#token.equals(token)
  }

  /** Sends a mutation or a call. Resolves with its answer, or with the reason why it has no answer. */
  send<Asked extends Forwarded | Call>(asked: Asked): Promise<(Asked extends Call ? Returned : Answered) | Unanswered> {
    if (this.#waiting.size >= MUTATIONS_MAX || this.#characters >= CHARACTERS_MAX) return Promise.resolve('OVERLOADED')
    const id = ++this.#lastId
    const text = textOf(id, asked)
    if (text === null) return Promise.resolve('NOT_SENT')
    const { promise, resolve } = Promise.withResolvers<Answered | Returned | Unanswered>()
    this.#waiting.set(id, { text, resolve, isSent: false })
    this.#characters += text.length
    if (this.#toSend.push(id) === 1) setImmediate(() => this.#flush())
    return promise as never
  }

  /** Asks whether the home is there, unless it is being asked. */
  ping(): void {
    if (this.#pingedAt !== null || this.#socket.readyState !== WebSocket.OPEN) return
    this.#pingedAt = performance.now()
    this.#socket.ping()
  }

  /** Sends nothing more, waits for the answers, and closes the connection. */
  async close(): Promise<void> {
    this.#leave()
    if (this.#waiting.size > 0) {
      const { promise: idle, resolve } = Promise.withResolvers<void>()
      this.#onIdle = resolve
      await idle
    }
    if (this.#socket.readyState === WebSocket.CLOSED) return
    this.#socket.close(1000)
    await Promise.race([once(this.#socket, 'close'), delay(CONNECT_MS_MAX, undefined, { ref: false })])
    this.#socket.terminate()
  }

  #leave(): void {
    if (this.#isLeaving) return
    this.#flush()
    this.#isLeaving = true
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(LEAVING)
  }

  #flush(): void {
    const ids = this.#toSend
    this.#toSend = []
    if (this.#socket.readyState !== WebSocket.OPEN) return
    let texts: string[] = []
    let characters = 0
    for (const id of ids) {
      const waiting = this.#waiting.get(id)
      if (!waiting) continue
      waiting.isSent = true
      texts.push(waiting.text)
      characters += waiting.text.length
      if (characters < MESSAGE_CHARACTERS) continue
      this.#socket.send(frameOfAsked(texts))
      texts = []
      characters = 0
    }
    if (texts.length > 0) this.#socket.send(frameOfAsked(texts))
  }

  #take(text: string): void {
    this.#hear()
    let frame: Frame
    try {
      frame = readFrame(text)
    } catch {
      this.#socket.terminate()
      return
    }
    if ('leaving' in frame) {
      // The home gives up its lease: it is told which mutation was the last.
      this.#leave()
      this.#onEnd(false)
    } else if ('answers' in frame) {
      for (const each of frame.answers) this.#answer(each.id, 'answer' in each ? each.answer : each.notRun)
    }
  }

  #answer(id: number, answer: Answered | Returned | Unanswered | NotRun['notRun']): void {
    const waiting = this.#waiting.get(id)
    if (!waiting) return
    this.#waiting.delete(id)
    this.#characters -= waiting.text.length
    waiting.resolve(answer)
    if (this.#waiting.size === 0) this.#onIdle()
  }

  #hear(): void {
    this.#heardAt = performance.now()
    this.#pingedAt = null
  }

  #look(): void {
    const now = performance.now()
    const isLate = now - this.#lookedAt > LATE_MS
    this.#lookedAt = now
    if (this.#pingedAt === null) {
      if (this.#waiting.size > 0 && now - this.#heardAt > LOOK_MS) this.ping()
    } else if (isLate) this.#pingedAt = now
    else if (now - this.#pingedAt > SILENT_MS) {
      this.#isSilent = true
      this.#socket.terminate()
    }
  }

  #end(): void {
    clearInterval(this.#looking)
    for (const [id, { isSent }] of [...this.#waiting]) this.#answer(id, isSent ? 'LOST' : 'NOT_SENT')
    this.#onEnd(this.#isSilent)
  }
}

/** Resolves once the other side has shown that it has the token. */
async function connect(address: string, token: Buffer): Promise<WebSocket> {
  const nonce = crypto.randomUUID()
  const socket = new WebSocket(`ws://${address}${PEER_PATH}`, {
    headers: { [NONCE_HEADER]: nonce, authorization: `Bearer ${proofOf(token, 'peer', nonce)}` },
    perMessageDeflate: false,
    handshakeTimeout: CONNECT_MS_MAX,
    maxPayload: ANSWERS_BYTES_MAX,
  })
  socket.on('error', () => {})
  let [proof, challenge] = ['', '']
  socket.once('upgrade', ({ headers }) => {
    proof = String(headers[PROOF_HEADER] ?? '')
    challenge = String(headers[NONCE_HEADER] ?? '')
  })
  await once(socket, 'open')
  if (isProof(proof, token, 'home', nonce)) {
    socket.send(frameOfProof(proofOf(token, 'answer', challenge)))
    return socket
  }
  socket.terminate()
  throw new Error(`${address} is another process than the home`)
}
