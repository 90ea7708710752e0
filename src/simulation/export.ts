// The result of a simulation as a file: NDJSON, or CSV for spreadsheets. A line for each organization and credit type, those with the
// largest change first.

import type { App } from '../app.ts'
import type { SimulatedOrganization, Simulation } from '../database/generated/client/client.ts'
import { type Cell, csvRow } from '../formats/csv.ts'
import { encodeGlobalId } from '../graphql/ids.ts'

const ROWS_PER_READ = 1_000

const COLUMNS = [
  'organizationId',
  'organization',
  'creditType',
  'tasks',
  'refused',
  'creditsBefore',
  'creditsAfter',
  'refundedBefore',
  'refundedAfter',
  'expiredBefore',
  'expiredAfter',
  'ranOutAt',
  'required',
  'available',
  'refusals',
] as const

/** The lines of an export. */
export async function* exportSimulation(
  { prisma }: App,
  { id: simulationId }: Pick<Simulation, 'id'>,
  format: 'ndjson' | 'csv',
): AsyncGenerator<string> {
  if (format === 'csv') yield csvRow(COLUMNS)
  let last: bigint | undefined
  do {
    const rows: SimulatedOrganization[] = await prisma.simulatedOrganization.findMany({
      where: { simulationId, sequence: { gt: last } },
      orderBy: { sequence: 'asc' },
      take: ROWS_PER_READ,
    })
    const ids = [...new Set(rows.map(({ organizationId }) => organizationId))]
    const named = await prisma.organization.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
    const names = new Map(named.map(({ id, name }) => [id, name]))
    yield rows
      .map((row) => shown(row, names.get(row.organizationId) ?? null))
      .map((values) => (format === 'csv' ? csvRow(cellsOf(values)) : `${JSON.stringify(values)}\n`))
      .join('')
    last = rows.at(-1)?.sequence
  } while (last !== undefined)
}

type Shown = Readonly<Record<(typeof COLUMNS)[number], unknown>>

function shown(row: SimulatedOrganization, organization: string | null): Shown {
  const number = (credits: bigint | null) => (credits === null ? null : Number(credits))
  return {
    organizationId: encodeGlobalId('Organization', row.organizationId),
    organization,
    creditType: row.creditType,
    tasks: Number(row.tasks),
    refused: Number(row.refused),
    creditsBefore: Number(row.creditsBefore),
    creditsAfter: Number(row.creditsAfter),
    refundedBefore: Number(row.refundedBefore),
    refundedAfter: Number(row.refundedAfter),
    expiredBefore: Number(row.expiredBefore),
    expiredAfter: Number(row.expiredAfter),
    ranOutAt: row.ranOutAt?.toISOString() ?? null,
    required: number(row.required),
    available: number(row.available),
    refusals: row.refusals,
  }
}

function cellsOf(values: Shown): Cell[] {
  return COLUMNS.map((column) => {
    const value = values[column]
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Cell)
  })
}
