// The lanes of a process: one for each cell of the database (src/database/cells.ts). A command runs on the lane of its
// organization's cell; so no command may read or change two organizations.
//
// The number of cells grows while processes work. A lane that finds another number than it knows hands its commands back, and they go
// to the lanes that have their organizations then. The relay looks at the number, too, so an idle process knows it within two seconds.

import { Cells } from '../database/cells.ts'
import type { Refusal } from '../ledger/refusals.ts'
import type { Command, LaneRefusal, Outcome } from './command.ts'
import { type Job, Lane, type LaneOptions, Unavailable } from './lane.ts'
import type { ShardOfCell } from './session.ts'

export interface LanesOptions extends Omit<LaneOptions, 'cell'> {
  readonly readCells: () => Promise<Cells>
}

/** Decides commands: what operations know of the lanes. */
export interface Decider {
  /** Decides a command. Resolves after its commit; throws Overloaded or Unavailable. */
  run<Value, Refused extends Refusal = Refusal>(
    command: Command<Value, Refused>,
  ): Promise<Outcome<Value, Refused | LaneRefusal>>
  /** The number of commands of an organization that may be added now. */
  roomFor(organizationId: string): number
  /** Throws Overloaded if there is no room for a number of commands: those that belong together are refused before any runs. */
  expectRoom(organizationId: string, commands: number): void
}

export class Lanes implements Decider {
  readonly #options: LanesOptions
  #cells = new Cells(1)
  #lanes: readonly Lane[]
  /** Identifies this process: the id of its first lane. */
  readonly id: string
  /** Those of cells that were split meanwhile, until they have handed back their commands. */
  readonly #closing = new Set<Promise<void>>()
  #looking: Promise<void> | null = null
  /** False: the cells have not been read yet. */
  #isKnown = false

  constructor(options: LanesOptions) {
    this.#options = options
    const first = this.#open(0, this.#cells)
    this.#lanes = [first]
    this.id = first.id
  }

  /** The cells as this process knows them. */
  get cells(): Cells {
    return this.#cells
  }

  /** The lanes by their cells. */
  get all(): readonly Lane[] {
    return this.#lanes
  }

  /** True: a batch of this lane was committed by this process. */
  isOwn(laneId: string): boolean {
    return this.#lanes.some(({ id }) => id === laneId)
  }

  /** The number of commands that wait. */
  get waiting(): number {
    return this.#lanes.reduce((sum, { waiting }) => sum + waiting, 0)
  }

  roomFor(organizationId: string): number {
    return this.#laneOf(organizationId).roomFor(organizationId)
  }

  expectRoom(organizationId: string, commands: number): void {
    this.#laneOf(organizationId).expectRoom(organizationId, commands)
  }

  run<Value, Refused extends Refusal = Refusal>(
    command: Command<Value, Refused>,
  ): Promise<Outcome<Value, Refused | LaneRefusal>> {
    if (!this.#isKnown) return this.known().then(() => this.#laneOf(command.organizationId).run(command))
    return this.#laneOf(command.organizationId).run(command)
  }

  /** Finishes the queued commands, takes no further ones, and closes the connections. */
  async close(): Promise<void> {
    await Promise.all([...this.#closing, ...this.#lanes.map((lane) => lane.close())])
  }

  /** The relay has seen the number of cells that the database has. */
  notice(count: number): void {
    if (count === this.#cells.count) return
    this.look().catch((error) => {
      this.#options.log.error({ err: error }, 'the cells of the database can’t be used')
    })
  }

  /** The cells of the database, which are read first if they have not been. */
  async known(): Promise<Cells> {
    if (!this.#isKnown) await this.look()
    return this.#cells
  }

  #know(cells: Cells): void {
    this.#isKnown = true
    const before = this.#cells
    if (cells.count <= before.count) {
      // Some may be on other machines than before.
      if (cells.shards) this.#cells = cells
      return
    }
    const isAsBefore = (cell: number) =>
      cell < before.count &&
      before.modulusOf(cell) === cells.modulusOf(cell) &&
      before.schemaOf(cell) === cells.schemaOf(cell)
    const old = this.#lanes
    this.#cells = cells
    this.#lanes = cells.ids.map((cell) => (isAsBefore(cell) ? (old[cell] as Lane) : this.#open(cell, cells)))
    for (const lane of old) {
      if (this.#lanes.includes(lane)) continue
      const closing = lane.retire().finally(() => this.#closing.delete(closing))
      this.#closing.add(closing)
    }
  }

  #laneOf(organizationId: string): Lane {
    return this.#lanes[this.#cells.of(organizationId)] as Lane
  }

  /** Reads the machine that has a cell now; null: it is not on a cluster. */
  async shardOf(cell: number): Promise<ShardOfCell | null> {
    if (!this.#cells.shards) return null
    await this.look()
    const shard = this.#cells.shards?.[cell]
    return shard ? { ...shard, anchor: this.#cells.newIdIn(cell) } : null
  }

  #open(cell: number, cells: Cells): Lane {
    return new Lane({
      ...this.#options,
      cell: {
        ...{ number: cell, schema: cells.schemaOf(cell), isOnly: cells.count === 1 },
        count: () => this.#cells.count,
        shard: () => this.shardOf(cell),
        newId: () => cells.newIdIn(cell),
        handBack: (jobs) => void this.#runElsewhere(jobs),
      },
    })
  }

  /** Runs commands on the lanes of the cells that have their organizations now. */
  async #runElsewhere(jobs: readonly Job[]): Promise<void> {
    try {
      this.#looking ??= this.look().finally(() => {
        this.#looking = null
      })
      await this.#looking
    } catch (cause) {
      const error = new Unavailable('The cells of the database could not be read. Try again in a moment.', { cause })
      for (const job of jobs) job.reject(error)
      return
    }
    for (const job of jobs) this.#laneOf(job.command.organizationId).take(job)
  }

  /** Reads the number of cells that the database has. */
  async look(): Promise<void> {
    this.#know(await this.#options.readCells())
  }
}
