// `holdfast cells N`: divides the organizations into N cells, while Holdfast serves.

import { type Command, InvalidArgumentError } from 'commander'
import { CELLS_MAX } from '../database/cells.ts'
import { EXIT, Failure } from '../failure.ts'
import { example, JSON_OPTION, type JsonOption, print, settings, withDatabase } from './io.ts'

export function addCells(program: Command): void {
  program
    .command('cells')
    .summary('divide the organizations into several cells, each with a lane of its own')
    .description(
      'Divide the organizations into a number of cells, each of which one process decides: docs/scale.md says when that helps. Without a number, print how many there are. Cells are split one after the other, while Holdfast serves: commands for the organizations of a cell wait while it is split, and fail after half a minute; it can be read. A split that is ended in the middle has changed nothing, and the command goes on where it was. The number of cells can’t become smaller.',
    )
    .argument('[count]', `a power of two, at most ${CELLS_MAX}`, parseCount)
    .option(...JSON_OPTION)
    .addHelpText('after', example('DATABASE_URL=postgresql://owner@db/holdfast npx holdfast cells 4'))
    .action(async (count: number | undefined, options: JsonOption) => {
      const cells = await withDatabase(settings(), 'WRITE', ({ url }) => splitInto(url, count))
      print(options, { cells }, cells === 1 ? 'There is 1 cell.' : `There are ${cells} cells.`)
    })
}

async function splitInto(url: string, wanted: number | undefined): Promise<number> {
  const { readCells } = await import('../database/cells.ts')
  const { createClient } = await import('../database/connect.ts')
  const { readWith } = await import('../database/shards.ts')
  const { splitCells } = await import('../database/splitCell.ts')
  const { distribute, isCluster } = await import('../database/distribute.ts')
  const client = createClient(url, { name: 'holdfast cells' })
  let isOnCluster: boolean
  await client.connect()
  try {
    const { count, shards } = await readCells(readWith(client))
    isOnCluster = await isCluster(client)
    if (wanted === undefined || wanted === count) return count
    if (wanted < count) {
      throw new Failure(
        EXIT.USAGE,
        `There are ${count} cells, and their number can’t become smaller, except by a dump that is restored.`,
      )
    }
    if (shards) {
      throw new Failure(EXIT.USAGE, `The tables are distributed as ${count} cells, and their number can’t change.`)
    }
    if (isOnCluster && count > 1) {
      throw new Failure(EXIT.USAGE, 'Only a database with one cell can be distributed over a cluster.')
    }
  } finally {
    await client.end()
  }
  if (isOnCluster) {
    await addUpUsage(url)
    await distribute(url, wanted, (table) => process.stderr.write(`${table}\n`))
    return wanted
  }
  await splitCells(url, wanted, ({ cell, newCell, table, rows }) => {
    const line = table ? `cell ${cell} → ${newCell}: ${rows} rows of ${table}` : `cell ${cell} → ${newCell}: done`
    process.stderr.write(`${line}\n`)
  })
  return wanted
}

/** Adds up what batches have used, as a process that serves does all the time. */
async function addUpUsage(url: string): Promise<void> {
  const { createPrisma } = await import('../database/client.ts')
  const { rollUpUsage } = await import('../usage/rollUp.ts')
  const prisma = createPrisma(url)
  try {
    const cells = { inEach: (sql: string, ...values: unknown[]) => prisma.$queryRawUnsafe(sql, ...values) as never }
    while ((await rollUpUsage({ cells })) > 0);
  } finally {
    await prisma.$disconnect()
  }
}

function parseCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(Math.log2(count)) || count < 1 || count > CELLS_MAX) {
    throw new InvalidArgumentError(`The number of cells must be a power of two from 1 to ${CELLS_MAX}.`)
  }
  return count
}
