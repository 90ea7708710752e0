// The CPU time of PostgreSQL's processes.

import { readFile } from 'node:fs/promises'
import type { PrismaClient } from '../../src/database/generated/client/client.ts'

/** The length of the kernel's clock ticks, in which /proc counts CPU time. */
const TICK_MICROS = 10_000

/** The CPU time that the processes of the server have used so far, in microseconds; null where there is no /proc. */
export async function postgresMicros(prisma: PrismaClient): Promise<number | null> {
  const rows = await prisma.$queryRaw<{ pid: number }[]>`SELECT pid FROM pg_stat_activity`
  const ticks = await Promise.all(rows.map(({ pid }) => ticksOf(pid)))
  const known = ticks.filter((each) => each !== null)
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0) * TICK_MICROS
}

async function ticksOf(pid: number): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (stat === null) return null
  // The name of the process may contain spaces. User and system time are the 12th and 13th field after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11]) + Number(fields[12])
}
