// CPU time of processes on Linux, by /proc. Unlike operations per second, it also says something on a busy machine.

import { readdirSync, readFileSync } from 'node:fs'

/** One tick of /proc is 1/100 s. */
const TICK_MICROSECONDS = 10_000
/** The positions of fields after the name of the program, which is in parentheses. */
const FIELDS = { parent: 1, ticks: [11, 12, 13, 14] } as const

/** The CPU time of a process and all its children, including those that have ended, in microseconds; 0 where there is no /proc. */
export function cpuOf(root: number): number {
  const all = processes()
  const wanted = new Set([root])
  for (let before = 0; before < wanted.size; ) {
    before = wanted.size
    for (const { pid, parent } of all) if (wanted.has(parent)) wanted.add(pid)
  }
  return all.reduce((sum, { pid, ticks }) => sum + (wanted.has(pid) ? ticks : 0), 0) * TICK_MICROSECONDS
}

/** The id of the parent process; 0 if it has none. */
export function parentOf(pid: number): number {
  return fieldsOf(pid)[FIELDS.parent] ?? 0
}

function processes() {
  const pids = unlessGone(() => readdirSync('/proc'), []).map(Number)
  return pids.filter(Number.isInteger).map((pid) => {
    const fields = fieldsOf(pid)
    return {
      pid,
      parent: fields[FIELDS.parent] ?? 0,
      ticks: FIELDS.ticks.reduce((sum, at) => sum + (fields[at] ?? 0), 0),
    }
  })
}

function fieldsOf(pid: number): number[] {
  const stat = unlessGone(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), '')
  return stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
}

/** A process may end while it is looked at. */
function unlessGone<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read()
  } catch {
    return otherwise
  }
}
