// The home's side: takes connections of the other processes on its own port, and runs the mutations that they send.

import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import {
  type Answered,
  type Call,
  type Forwarded,
  type Frame,
  frameOfAnswers,
  LEAVING,
  type NotRun,
  type Returned,
  readFrame,
  reviveCaller,
  textOfAnswer,
} from './frames.ts'
import { isProof, NONCE_HEADER, PROOF_HEADER, proofOf } from './proof.ts'

/** The most mutations of other processes, and characters of them, at a time. Others are answered with OVERLOADED. */
const MUTATIONS_MAX = 20_000
const CHARACTERS_MAX = 128 * 1024 * 1024
/** A request of a client has at most 4 MB, and becomes no more than twice as long; messages with several are shorter. */
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024
/** The time in which a process must send its proof for the text of the home. */
const PROOF_MS_MAX = 2_000
/** This process was suspended if it looks so late: then the others have given up what they had sent. */
const LATE_MS = 2_500
const LOOK_MS = 250
/** The time that the others have to say that they send nothing further, and that mutations have to end. */
const LEAVE_MS_MAX = 5_000

/** Runs a mutation or a call; UNKNOWN: its document or operation is not one of this version. */
export interface Run {
  readonly mutation: (mutation: Forwarded) => Promise<Answered | 'UNKNOWN'>
  readonly call: (call: Call) => Promise<Returned | 'UNKNOWN'>
}

interface Peer {
  /** Texts of answers that go with the next message. */
  answers: string[]
  isLeaving: boolean
}

/** The random text that a process which connects must answer, and the token that it must know. */
interface Challenge {
  readonly token: Buffer
  readonly nonce: string
}

export class Host {
  readonly #run: Run
  readonly #log: Logger
  readonly #peers = new Map<WebSocket, Peer>()
  readonly #sockets = new WebSocketServer({
    ...{ noServer: true, clientTracking: false, maxPayload: MESSAGE_BYTES_MAX, perMessageDeflate: false },
  })
  /** The random texts that are sent with the answers to upgrades, and the token at that time. */
  readonly #challenges = new WeakMap<IncomingMessage, Challenge>()
  /** Called when a mutation is answered, and when another process leaves. */
  #onProgress = () => {}
  #token: Buffer | null = null
  #mutations = 0
  #characters = 0
  #lookedAt = 0
  /** Runs while another process is connected. */
  #looking: NodeJS.Timeout | undefined

  constructor(run: Run, log: Logger) {
    this.#run = run
    this.#log = log
    this.#sockets.on('headers', (headers, request) => {
      const challenge = this.#challenges.get(request)
      if (!challenge) return
      const proof = proofOf(challenge.token, 'home', String(request.headers[NONCE_HEADER]))
      headers.push(`${PROOF_HEADER}: ${proof}`, `${NONCE_HEADER}: ${challenge.nonce}`)
    })
  }

  /** Lets processes in that have this token. */
  open(token: Buffer): void {
    this.#token = token
  }

  /** Answers an upgrade; with false if the process that asks for it has not shown that it knows the token. */
  admit(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const token = this.#token
    const { authorization = '', [NONCE_HEADER]: nonce } = request.headers
    if (!token || typeof nonce !== 'string' || !isProof(authorization.replace(/^Bearer /, ''), token, 'peer', nonce)) {
      return false
    }
    const challenge = { token, nonce: randomUUID() }
    this.#challenges.set(request, challenge)
    this.#sockets.handleUpgrade(request, socket, head, (peer) => this.#expectProof(peer, challenge))
    return true
  }

  /** Lets a process in whose first message is its proof, and ends the connection of any other. */
  #expectProof(socket: WebSocket, { token, nonce }: Challenge): void {
    socket.on('error', (error) => this.#log.warn({ err: error }, 'the connection of another process failed'))
    const overdue = setTimeout(() => socket.terminate(), PROOF_MS_MAX).unref()
    socket.once('close', () => clearTimeout(overdue))
    socket.once('message', (data) => {
      clearTimeout(overdue)
      if (!isAnswer(String(data), token, nonce)) return socket.close(1008)
      this.#welcome(socket)
      // The lease was given up meanwhile.
      if (this.#token !== token) socket.send(LEAVING)
    })
  }

  #welcome(socket: WebSocket): void {
    const peer: Peer = { answers: [], isLeaving: false }
    this.#peers.set(socket, peer)
    if (this.#peers.size === 1) {
      this.#lookedAt = performance.now()
      clearInterval(this.#looking)
      this.#looking = setInterval(() => this.#look(), LOOK_MS).unref()
    }
    socket.once('close', () => {
      this.#peers.delete(socket)
      if (this.#peers.size === 0) clearInterval(this.#looking)
      this.#onProgress()
    })
    socket.on('message', (data) => {
      try {
        this.#look()
        if (this.#peers.has(socket)) this.#take(socket, peer, String(data))
      } catch (error) {
        this.#log.warn({ err: error }, 'another process sent a message that can’t be read')
        socket.close(1003)
      }
    })
  }

  /** Ends all connections if this process was suspended: what was sent before was answered with UNAVAILABLE, and its caller may have lost the right to it. */
  #look(): void {
    const isLate = performance.now() - this.#lookedAt > LATE_MS
    this.#lookedAt = performance.now()
    if (!isLate) return
    for (const socket of this.#peers.keys()) {
      this.#peers.delete(socket)
      socket.terminate()
    }
  }

  #take(socket: WebSocket, peer: Peer, text: string): void {
    const frame: Frame = readFrame(text)
    if ('leaving' in frame) {
      peer.isLeaving = true
      this.#onProgress()
    } else if ('asked' in frame) {
      const characters = text.length / frame.asked.length
      for (const { id, ...asked } of frame.asked) {
        this.#runOne(asked, characters).then(
          (answer) => this.#answer(socket, peer, textOfAnswer(id, answer)),
          (error) => {
            this.#log.error({ err: error }, 'what another process has asked could not be answered')
            socket.terminate()
          },
        )
      }
    } else throw new TypeError('not a frame')
  }

  async #runOne(asked: Forwarded | Call, characters: number): Promise<Answered | Returned | NotRun> {
    if (this.#mutations >= MUTATIONS_MAX || this.#characters >= CHARACTERS_MAX) return { notRun: 'OVERLOADED' }
    this.#mutations++
    this.#characters += characters
    try {
      const answer = await this.#answerTo(asked)
      return answer === 'UNKNOWN' ? { notRun: answer } : answer
    } finally {
      this.#mutations--
      this.#characters -= characters
    }
  }

  #answerTo(asked: Forwarded | Call): Promise<Answered | Returned | 'UNKNOWN'> {
    if ('call' in asked) return this.#run.call(asked)
    const { caller } = asked
    return this.#run.mutation({ ...asked, caller: caller && reviveCaller(caller) })
  }

  #answer(socket: WebSocket, peer: Peer, text: string): void {
    if (peer.answers.push(text) > 1) return
    setImmediate(() => {
      const { answers } = peer
      peer.answers = []
      if (socket.readyState === socket.OPEN) socket.send(frameOfAnswers(answers))
      this.#onProgress()
    })
  }

  /** Lets nobody in, tells the others to send nothing more, and finishes what they have sent. */
  async leave(): Promise<void> {
    this.#token = null
    const leaving = [...this.#peers]
    for (const [socket] of leaving) if (socket.readyState === socket.OPEN) socket.send(LEAVING)
    const overdue = delay(LEAVE_MS_MAX, undefined, { ref: false })
    let isOverdue = false
    overdue.then(() => {
      isOverdue = true
    })
    const isBusy = () =>
      this.#mutations > 0 || leaving.some(([socket, peer]) => this.#peers.has(socket) && isWorking(peer))
    while (!isOverdue && isBusy()) {
      const { promise: progress, resolve } = Promise.withResolvers<void>()
      this.#onProgress = resolve
      await Promise.race([progress, overdue])
    }
    for (const [socket] of leaving) socket.close(1001, 'Going away')
  }
}

/** Returns whether the first message of a process is its proof for the text of the home. */
function isAnswer(text: string, token: Buffer, nonce: string): boolean {
  try {
    const frame = readFrame(text)
    return 'proof' in frame && isProof(String(frame.proof), token, 'answer', nonce)
  } catch {
    return false
  }
}

/** True if a process may still send something, or waits for an answer. */
function isWorking({ answers, isLeaving }: Peer): boolean {
  return !isLeaving || answers.length > 0
}
