// Statements about the rows of one cell, or of each, apart from the lane. On a cluster they run on the machine that has the cell, on its
// tables under their plain names, as the lane's do: so a statement may be any that PostgreSQL runs. Without a cluster they run on the database.

import type { Cells } from '../database/cells.ts'
import { type Client, createClient, TIMEOUTS } from '../database/connect.ts'
import { isDisconnected } from '../database/retry.ts'
import { urlOf } from '../database/shards.ts'
import { parserOf, type ShardOfCell, viewsOf } from './session.ts'

/** Runs a statement, as one transaction, and answers its rows. */
export type Statement = <Row>(sql: string, ...values: unknown[]) => Promise<Row[]>

export interface CellStatements {
  /** Runs statements about one organization. */
  readonly of: (organizationId: string) => Statement
  /** True: the cells are on a cluster. */
  readonly areShards: () => Promise<boolean>
  /** Runs a statement in each cell at the same time, and answers all their rows; without a cluster, one for all. */
  readonly inEach: Statement
  /** The same; without a cluster, in a transaction of the database. */
  readonly inEachWithin: <Row>(transaction: Transaction, sql: string, ...values: unknown[]) => Promise<Row[]>
}

interface Transaction {
  $queryRawUnsafe<Rows>(sql: string, ...values: unknown[]): Promise<Rows>
}

export interface CellStatementsOptions {
  readonly url: string
  /** Runs a statement on the database. */
  readonly onDatabase: Statement
  readonly cells: () => Promise<Cells>
  /** Reads the machine that has a cell of a cluster now. */
  readonly shardOf: (cell: number) => Promise<ShardOfCell | null>
}

// Citus runs this where the shard is, and until the commit it does not let the shard move.
const lockOf = (anchor: string) => `DELETE FROM public.queued_job WHERE anchor = '${anchor}' AND id = '${anchor}'`
// Fails by a division by zero if that is another machine.
const HERE = `
  SELECT 1 / count(*) FROM pg_dist_placement p JOIN pg_dist_shard s ON s.shardid = p.shardid
  WHERE s.logicalrelid = 'public.queued_job'::regclass AND shard_name(s.logicalrelid, s.shardid) = $1
    AND p.groupid = (SELECT groupid FROM pg_dist_local_group)`

export class StatementsOfCells implements CellStatements {
  readonly #options: CellStatementsOptions
  readonly #connections = new Map<number, Promise<Connection>>()

  constructor(options: CellStatementsOptions) {
    this.#options = options
  }

  readonly of = (organizationId: string): Statement => {
    return async (sql, ...values) => {
      const cells = await this.#options.cells()
      const run = cells.shards ? this.#on(cells.of(organizationId)) : this.#options.onDatabase
      return run(sql, ...values)
    }
  }

  readonly areShards = async () => (await this.#options.cells()).shards !== null

  readonly inEach: Statement = async <Row>(sql: string, ...values: unknown[]) => {
    const cells = await this.#options.cells()
    if (!cells.shards) return this.#options.onDatabase<Row>(sql, ...values)
    return (await Promise.all(cells.ids.map((cell) => this.#on(cell)<Row>(sql, ...values)))).flat()
  }

  readonly inEachWithin = async <Row>(transaction: Transaction, sql: string, ...values: unknown[]): Promise<Row[]> =>
    (await this.areShards()) ? this.inEach<Row>(sql, ...values) : transaction.$queryRawUnsafe<Row[]>(sql, ...values)

  async close(): Promise<void> {
    const open = await Promise.allSettled(this.#connections.values())
    for (const each of open) if (each.status === 'fulfilled') await each.value.close()
  }

  #on(cell: number): Statement {
    return async (sql, ...values) => {
      const connection = await this.#connected(cell)
      try {
        return await connection.run(sql, values)
      } catch (error) {
        if (!connection.isOver(error)) throw error
        // The cell has moved, or the connection was lost before the statement's commit: nothing was written that is still there.
        await this.#drop(cell)
        return (await this.#connected(cell)).run(sql, values)
      }
    }
  }

  #connected(cell: number): Promise<Connection> {
    const open = this.#connections.get(cell)
    if (open) return open
    const opening = Connection.open(this.#options, cell)
    this.#connections.set(cell, opening)
    opening.catch(() => this.#connections.delete(cell))
    return opening
  }

  async #drop(cell: number): Promise<void> {
    const connection = await this.#connections.get(cell)
    this.#connections.delete(cell)
    await connection?.close()
  }
}

/** A connection to the machine that has a cell. Its statements run one after the other. */
class Connection {
  readonly #client: Client
  readonly #shard: ShardOfCell
  #last: Promise<unknown> = Promise.resolve()

  private constructor(client: Client, shard: ShardOfCell) {
    this.#client = client
    this.#shard = shard
  }

  static async open({ url, shardOf }: CellStatementsOptions, cell: number): Promise<Connection> {
    const shard = await shardOf(cell)
    if (!shard) throw new Error(`The cell ${cell} is not on a cluster.`)
    const client = createClient(urlOf(shard, url), { name: 'holdfast cell', timeouts: TIMEOUTS, parserOf })
    await client.connect()
    await client.query(`SET timezone = 'UTC'`)
    await client.query(viewsOf(cell, shard))
    return new Connection(client, shard)
  }

  async run<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    const ran = this.#last.then(() => this.#run<Row>(sql, values))
    this.#last = ran.catch(() => {})
    return ran
  }

  async #run<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    await this.#client.query('BEGIN')
    try {
      const { rows } = await this.#client.query(sql, values)
      await this.#client.query(lockOf(this.#shard.anchor))
      await this.#client.query(HERE, [this.#shard.tables.queued_job])
      await this.#client.query('COMMIT')
      return rows
    } catch (error) {
      await this.#client.query('ROLLBACK').catch(() => {})
      throw error
    }
  }

  /** Returns whether an error means that another connection is needed. */
  isOver(error: unknown): boolean {
    const { code } = (error ?? {}) as { code?: string }
    return isDisconnected(error) || code === '42P01' || code === '22012'
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => {})
  }
}
