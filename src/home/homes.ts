// The homes of all cells, as this process knows them: src/home/home.ts has one cell's. With several cells, each has a lease of its own, so
// that they spread over the processes: each process takes no more than an equal part, and gives up what it has more than that, one lease at
// a time, when further processes come. When one ends, the others take its cells with their next look.
//
// To know the number of processes, each holds a shared lock on its relay's connection and counts the holders. With one cell, there is
// nothing to share out, and none of this is asked.

import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import type { Cells } from '../database/cells.ts'
import type { Client } from '../database/connect.ts'
import { LOCKS } from '../database/locks.ts'
import type { Answered, Call, Forwarded, Returned } from './frames.ts'
import { Home, type Serving } from './home.ts'
import type { Unanswered } from './link.ts'

const JOIN = 'SELECT pg_advisory_lock_shared($1)'

const COUNT = `
  SELECT count(*)::int AS processes FROM pg_locks
  WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND mode = 'ShareLock'
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (classid::bigint << 32) + objid::bigint = $1`

export interface HomesOptions {
  /** The id of this process's first lane. */
  readonly processId: string
  readonly log: Logger
  readonly cells: () => Cells
}

export class Homes {
  readonly #options: HomesOptions
  /** By cell. */
  #homes: readonly Home[]
  #serving: Serving | null = null
  #wake = () => {}
  /** The connection whose session is counted. */
  #joined: Client | null = null

  constructor(options: HomesOptions) {
    this.#options = options
    this.#homes = [this.#open(0)]
  }

  /** True: this process decides for all, of some cell. */
  get isHome(): boolean {
    return this.#homes.some(({ isHome }) => isHome)
  }

  /** True: other processes decide for this one, of all cells. */
  get isElsewhere(): boolean {
    return this.#homes.every(({ isElsewhere }) => isElsewhere)
  }

  /** True: another process decides for this one, of some cell. */
  get isAnyElsewhere(): boolean {
    return this.#homes.some(({ isElsewhere }) => isElsewhere)
  }

  /** The cells of which this process decides for all. */
  get cells(): readonly number[] {
    return this.#homes.flatMap(({ isHome }, cell) => (isHome ? cell : []))
  }

  /** True: another process decides for this one, of the organization's cell. Null: of the only cell, if there is only one. */
  isElsewhereOf(organizationId: string | null): boolean {
    return this.#of(organizationId)?.isElsewhere ?? false
  }

  /** True: another process decides for this one, of a cell. */
  isElsewhereIn(cell: number): boolean {
    return this.#homes[cell]?.isElsewhere ?? false
  }

  /**
   * Sends a mutation, or a call, to the home of the organization's cell. Null: it is decided here, because no other process is the home, or
   * because it is of no organization and there are several homes.
   */
  send<Asked extends Forwarded | Call>(
    organizationId: string | null,
    asked: Asked,
  ): Promise<(Asked extends Call ? Returned : Answered) | Unanswered> | null {
    return this.#of(organizationId)?.send(asked) ?? null
  }

  /** `wake` makes the relay call `probe` at once. */
  wakeWith(wake: () => void): void {
    this.#wake = wake
    for (const home of this.#homes) home.wakeWith(wake)
  }

  /** Lets this process become a home, and send its mutations to other ones that are. */
  serve(serving: Serving): void {
    this.#serving = serving
    for (const home of this.#homes) home.serve(serving)
  }

  /** Lets another process in that asks for an upgrade; false: it has not shown that it knows the token of a lease. */
  admit(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    return this.#homes.some((home) => home.admit(request, socket, head))
  }

  /** Takes leases that are free, or else connects to their holders. If it throws, the relay opens another connection. */
  async probe(client: Client): Promise<void> {
    this.#grow()
    const most = await this.#part(client)
    for (const home of this.#homes) await home.probe(client, this.cells.length < most)
    if (this.cells.length <= most) return
    await this.#homes.findLast(({ isHome }) => isHome)?.handOver()
    this.#wake()
  }

  /** The relay has lost its connection, and this process the leases that it may have had. */
  lost(): void {
    this.#joined = null
    for (const home of this.#homes) home.lost()
  }

  /** Gives up the leases, finishes what other processes have sent, and waits for what this one has sent. */
  async leave(): Promise<void> {
    this.#serving = null
    await Promise.all(this.#homes.map((home) => home.leave()))
  }

  #of(organizationId: string | null): Home | undefined {
    if (this.#homes.length === 1) return this.#homes[0]
    return organizationId === null ? undefined : this.#homes[this.#options.cells().of(organizationId)]
  }

  #open(cell: number): Home {
    const { processId, log } = this.#options
    const home = new Home({ processId, log, cell })
    home.wakeWith(this.#wake)
    if (this.#serving) home.serve(this.#serving)
    return home
  }

  /** Opens those of cells that are new. */
  #grow(): void {
    const further = this.#options.cells().ids.slice(this.#homes.length)
    if (further.length > 0) this.#homes = [...this.#homes, ...further.map((cell) => this.#open(cell))]
  }

  /** The most cells that this process decides for: an equal part, rounded up. */
  async #part(client: Client): Promise<number> {
    if (this.#homes.length === 1 || !this.#serving) return this.#homes.length
    if (this.#joined !== client) await client.query(JOIN, [LOCKS.processes])
    this.#joined = client
    const { rows } = await client.query<{ processes: number }>({
      name: 'processes',
      text: COUNT,
      values: [LOCKS.processes],
    })
    return Math.ceil(this.#homes.length / Math.max(rows[0]?.processes ?? 1, 1))
  }
}
