// The health of the running processes, live: which one holds the lane, what waits for it, and how fast it decides.

import type { AnswerOf } from '@holdfast/client'
import { Table, Text } from '@mantine/core'
import { useEffect } from 'react'
import { useData } from '../data/useData.ts'
import { Processes } from '../generated/health.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatBytes, formatNumber } from '../parts/format.ts'
import { Stat } from '../parts/Stat.tsx'
import { Status } from '../parts/Status.tsx'
import { TableFrame } from '../parts/TableFrame.tsx'
import { When } from '../parts/When.tsx'
import { operator } from '../texts/operator.ts'

type Process = NonNullable<AnswerOf<typeof Processes>>[number]

const EVERY_MS = 2_000
/** A process that reports later than another by more than this hangs, was killed, or has lost its database. */
const SILENT_MS = 5_000

export function Health() {
  const t = operator.health
  const { data: processes, error, again } = useData(Processes, {})
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), EVERY_MS)
    return () => clearInterval(timer)
  }, [again])
  if (error && !processes) return <Fault error={error} again={again} />
  if (!processes?.length)
    return (
      <Card>
        <Text size="sm" className="quiet" role="status">
          {t.asking}
        </Text>
      </Card>
    )
  const newestMs = Math.max(...processes.map(({ heardAt }) => Date.parse(heardAt)))
  const isSilent = ({ heardAt }: Process) => newestMs - Date.parse(heardAt) > SILENT_MS
  return (
    <>
      <Lane processes={processes.filter((process) => !isSilent(process))} />
      <Card title={t.processes(formatNumber(processes.length))} padded={false}>
        <ProcessTable
          processes={processes}
          isSilent={isSilent}
          hasCells={processes.some(({ cells }) => cells.some((cell) => cell > 0))}
        />
      </Card>
    </>
  )
}

/** Rates with one digit after the point, as long as they are low. */
const rate = (value: number) => formatNumber(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))
const milliseconds = (value: number | null | undefined) =>
  value === null || value === undefined ? operator.health.nothing : operator.health.ms(rate(value))
const sumOf = (processes: readonly Process[], figure: (process: Process) => number) =>
  processes.reduce((sum, process) => sum + figure(process), 0)

function Lane({ processes }: { processes: readonly Process[] }) {
  const t = operator.health
  // A database of several cells has a lane for each.
  const holders = processes.filter(({ hasLane }) => hasLane)
  const [holder] = holders
  return (
    <section className="card" aria-label={t.lane} style={{ overflow: 'hidden' }}>
      <div className="stats">
        <Stat label={t.holder} note={holder ? t.version(holder.version) : t.noHolderText}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {holder ? holders.map(({ name }) => name).join(', ') : t.noHolder}
          </Text>
        </Stat>
        <Stat label={t.decided} note={t.refusals(formatNumber(sumOf(processes, ({ refusals }) => refusals)))}>
          {t.perSecond(rate(sumOf(processes, ({ commandsPerSecond }) => commandsPerSecond)))}
        </Stat>
        <Stat label={t.waiting}>{formatNumber(sumOf(processes, ({ waitingCommands }) => waitingCommands))}</Stat>
        <Stat label={t.batch} note={holder?.batchCommands ? t.batchSize(rate(holder.batchCommands)) : null}>
          {milliseconds(holder?.batchMs)}
        </Stat>
      </div>
    </section>
  )
}

interface ProcessTableProps {
  readonly processes: readonly Process[]
  readonly isSilent: (process: Process) => boolean
  /** True: the organizations are divided into several cells. */
  readonly hasCells: boolean
}

function ProcessTable({ processes, isSilent, hasCells }: ProcessTableProps) {
  const { columns } = operator.health
  return (
    <TableFrame>
      <Table miw={620}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.name}</Table.Th>
            <Table.Th>{columns.state}</Table.Th>
            {(['commands', 'retries', 'lag', 'heap'] as const).map((column) => (
              <Table.Th key={column} ta="right">
                {columns[column]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {processes.map((process) => (
            <ProcessRow key={process.name} process={process} isSilent={isSilent(process)} hasCells={hasCells} />
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  )
}

interface ProcessRowProps {
  readonly process: Process
  readonly isSilent: boolean
  readonly hasCells: boolean
}

function ProcessRow({ process, isSilent, hasCells }: ProcessRowProps) {
  const t = operator.health
  const { name, version, startedAt, heardAt, heapBytes } = process
  const figures: readonly { readonly figure: string; readonly note?: string }[] = [
    { figure: rate(process.commandsPerSecond), note: t.commits(rate(process.commitsPerSecond)) },
    { figure: formatNumber(process.retries) },
    { figure: milliseconds(process.streamLagMs), note: t.pause(milliseconds(process.eventLoopDelayMs)) },
    { figure: formatBytes(heapBytes) },
  ]
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        <Text size="xs" className="quiet">
          {t.version(version)} · <When at={startedAt} />
        </Text>
      </Table.Td>
      <Table.Td data-phone="beside">
        <ProcessState {...{ process, isSilent, hasCells }} />
        {isSilent ? (
          <Text size="xs" className="quiet" mt={2}>
            {t.heard} <When at={heardAt} />
          </Text>
        ) : null}
        {hasCells && process.cells.length > 0 ? (
          <Text size="xs" className="quiet" mt={2}>
            {t.cells(process.cells.length, process.cells.join(', '))}
          </Text>
        ) : null}
      </Table.Td>
      {figures.map(({ figure, note }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns stay where they are.
        <Table.Td key={i} ta="right" className="number">
          {figure}
          {note ? (
            <Text size="xs" className="quiet">
              {note}
            </Text>
          ) : null}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}

function ProcessState({ process, isSilent, hasCells }: ProcessRowProps) {
  const t = operator.health
  const { hasLane, stoppedCells } = process
  if (isSilent) return <Status status="FAILED" text={t.silent} />
  if (stoppedCells.length > 0) {
    const text = hasCells ? t.cellsStopped(stoppedCells.length, stoppedCells.join(', ')) : t.stopped
    return <Status status="FAILED" text={text} />
  }
  return <Status status={hasLane ? 'RUNNING' : 'ACTIVE'} text={hasLane ? t.hasLane : t.ready} />
}
