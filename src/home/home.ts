// Chooses the process that decides the mutations of a database, or of one of its cells (src/home/homes.ts). Several processes on one would take turns with the lane, and each turn
// would clear the others' caches: two would do half of the work of one. So one of them, which holds the lease, is the home, and the
// others send it their mutations, each whole and with its verified caller.
//
// The lane's lock and guard stay as they are, so any process may decide at any time, and does while it has no connection to a home:
// at the start, after the home has died, if its address can't be reached, and if its version or settings are others.
//
// The relay calls `probe` on its own connection every two seconds. Only a process without the lease asks for anything there.

import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Client } from '../database/connect.ts'
import { forwards } from '../telemetry/channels.ts'
import type { Answered, Call, Forwarded, Returned } from './frames.ts'
import { Host, type Run } from './host.ts'
import { endSilent, giveUp, type HomeRow, readHome, tryLease, writeHome } from './lease.ts'
import { Link, type Unanswered } from './link.ts'

/** A holder that sends PostgreSQL nothing for so long has lost it; or, if it does not answer this process either, is suspended. */
const SILENT_SECONDS = 5
const SUSPENDED_SECONDS = 3
/** While it is open who the home is, this process looks so often, for so long after it has lost the last one. */
const LOOK_MS = 250
const LOOKING_MS = 10_000
/** The time that PostgreSQL has to release the lease of a process that stops. */
const GIVE_UP_MS_MAX = 1_000

export interface HomeOptions {
  /** The id of this process's first lane. */
  readonly processId: string
  /** The cell whose home it is: src/database/cells.ts. */
  readonly cell: number
  readonly log: Logger
}

export interface Serving {
  /** The addresses at which other processes reach this one. */
  readonly addresses: readonly string[]
  /** Mutations travel only between processes of the same build and settings: src/server/forwarding.ts. */
  readonly likeness: string
  /** Runs what other processes send. */
  readonly run: Run
}

export class Home {
  readonly #options: HomeOptions
  #serving: Serving | null = null
  #host: Host | null = null
  /** The relay's connection, while there is one. */
  #client: Client | null = null
  /** Of the lease that this process holds. */
  #token: Buffer | null = null
  /** The connection to the home; and all that still wait for answers. */
  #link: Link | null = null
  readonly #links = new Set<Link>()
  #connecting: Promise<void> | null = null
  /** The last home that could not be reached, which is told once. */
  #unreached: Buffer | null = null
  #lostAt = performance.now()
  /** True: it was lost because it did not answer. In the middle of a batch, it holds the lane's lock, too. */
  #wasSilent = false
  #wake = () => {}

  constructor(options: HomeOptions) {
    this.#options = options
  }

  /** True: this process decides for all. */
  get isHome(): boolean {
    return this.#token !== null
  }

  /** True: another process decides for this one. */
  get isElsewhere(): boolean {
    return this.#link?.isOpen ?? false
  }

  /** `wake` makes the relay call `probe` at once. */
  wakeWith(wake: () => void): void {
    this.#wake = wake
  }

  /** Lets this process become the home, and send its mutations to another one that is. */
  serve(serving: Serving): void {
    this.#serving = serving
    this.#host = new Host(serving.run, this.#options.log)
    this.#lostAt = performance.now()
    this.#wake()
  }

  /** Sends a mutation, or a call, to the home. Null: no other process is the home, so it is decided here. */
  send<Asked extends Forwarded | Call>(
    asked: Asked,
  ): Promise<(Asked extends Call ? Returned : Answered) | Unanswered> | null {
    const link = this.#link
    if (!link?.isOpen) return null
    const sent = link.send(asked)
    if (!forwards.isFollowed) return sent
    const began = performance.now()
    return sent.then((answer) => {
      forwards.tell({ outcome: typeof answer === 'string' ? answer : 'ANSWERED', ms: performance.now() - began })
      return answer
    })
  }

  /** Lets another process in that asks for an upgrade; false: it has not shown that it knows the token of the lease. */
  admit(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    return this.#host?.admit(request, socket, head) ?? false
  }

  /**
   * Takes the lease if it is free and `mayTake`, or else connects to its holder. If it throws, the relay opens another connection.
   */
  async probe(client: Client, mayTake = true): Promise<void> {
    const { cell } = this.#options
    this.#client = client
    if (!this.#serving || this.#token) return
    if (mayTake && (await tryLease(client, cell))) return this.#begin(client)
    const home = await readHome(client, cell)
    if (home) this.#follow(home)
    const isLinked = this.isElsewhere
    if (isLinked) this.#link?.ping()
    else if (performance.now() - this.#lostAt < LOOKING_MS) this.#wakeSoon()
    const isSuspended = !isLinked && this.#wasSilent
    if (await endSilent(client, cell, isSuspended ? SUSPENDED_SECONDS : SILENT_SECONDS, isSuspended)) {
      this.#options.log.warn('the session of a silent home was ended')
      this.#wakeSoon()
    }
  }

  /** The relay has lost its connection, and this process the lease that it may have had. */
  lost(): void {
    this.#client = null
    if (!this.#token) return
    this.#token = null
    this.#options.log.warn('the lease was lost with its connection')
    void this.#host?.leave()
  }

  /** Gives up the lease to another process, finishes what other processes have sent, and goes on serving. */
  async handOver(): Promise<void> {
    const [client, token] = [this.#client, this.#token]
    if (!client || !token) return
    this.#token = null
    this.#lostAt = performance.now()
    await giveUp(client, token, this.#options.cell)
    void this.#host?.leave()
  }

  /** Gives up the lease, finishes what other processes have sent, and waits for what this one has sent. */
  async leave(): Promise<void> {
    const [client, token] = [this.#client, this.#token]
    this.#serving = null
    this.#token = null
    if (client && token) {
      const given = giveUp(client, token, this.#options.cell).catch(() => {})
      await Promise.race([given, delay(GIVE_UP_MS_MAX, undefined, { ref: false })])
    }
    await this.#connecting
    await Promise.all([this.#host?.leave(), ...[...this.#links].map((link) => link.close())])
  }

  async #begin(client: Client): Promise<void> {
    const serving = this.#serving
    if (!serving) return
    const { processId, cell, log } = this.#options
    const { addresses, likeness } = serving
    const token = await writeHome(client, cell, { processId, addresses, likeness })
    // It has begun to stop meanwhile; or the connection was lost, which the next statement would have told.
    if (!this.#serving || this.#client !== client) return giveUp(client, token, cell)
    this.#token = token
    this.#host?.open(token)
    void this.#link?.close()
    this.#link = null
    log.debug('this process decides for all that share the database')
  }

  #follow(home: HomeRow): void {
    if (this.#link && !this.#link.isOf(home)) {
      void this.#link.close()
      this.#link = null
    }
    // A lease of this process itself is one of a session that PostgreSQL does not know to be lost.
    const isOther = home.processId !== this.#options.processId
    if (this.#link || this.#connecting || !isOther || home.likeness !== this.#serving?.likeness) return
    this.#connecting = this.#connect(home).finally(() => {
      this.#connecting = null
    })
  }

  async #connect(home: HomeRow): Promise<void> {
    const { log } = this.#options
    try {
      const link: Link = await Link.open(home, { onEnd: (isSilent) => this.#ended(link, isSilent) })
      this.#links.add(link)
      this.#link = link
      this.#unreached = null
      this.#wasSilent = false
      log.debug('another process decides for this one')
    } catch (error) {
      if (this.#unreached?.equals(home.token)) return
      this.#unreached = home.token
      log.warn({ err: error }, 'the home can’t be reached: this process takes turns with it')
    }
  }

  /** A connection to the home has ended, or the home gives up its lease. */
  #ended(link: Link, isSilent: boolean): void {
    if (link.isClosed) this.#links.delete(link)
    if (isSilent) this.#options.log.warn('the home does not answer: this process decides itself')
    if (this.#link !== link) return
    this.#link = null
    this.#lostAt = performance.now()
    this.#wasSilent = isSilent
    this.#wake()
  }

  #wakeSoon(): void {
    setTimeout(() => this.#wake(), LOOK_MS).unref()
  }
}
