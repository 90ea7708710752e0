// A batch that is being submitted, or was: how far it is, what became of each row, and the same as a CSV file.

import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { useConnection } from '../data/connection.tsx'
import { Card } from '../parts/Card.tsx'
import { formatNumber } from '../parts/format.ts'
import { Stat } from '../parts/Stat.tsx'
import { saveCsv } from '../parts/saveCsv.ts'
import { askedFor } from '../tasks/words.ts'
import { texts } from '../texts/index.ts'
import type { Batch, Outcome } from './batch.ts'
import { Problem } from './Preview.tsx'
import { RowTable } from './RowTable.tsx'

interface OutcomesProps {
  readonly batch: Batch
  readonly onEnd: () => void
}

export function Outcomes({ batch, onEnd }: OutcomesProps) {
  const t = texts.tasks.import
  useSyncExternalStore(batch.listen, () => batch.version)
  const { rows, outcomes, open, isRunning } = batch
  const submitted = outcomes.filter((outcome) => outcome && 'taskId' in outcome).length
  return (
    <Card title={open > 0 ? t.running : t.ended} padded={false}>
      <div className="stats task-counts">
        <Stat label={t.submitted}>{formatNumber(submitted)}</Stat>
        <Stat label={t.notSubmitted}>{formatNumber(rows.length - submitted - open)}</Stat>
        <Stat label={t.open}>{formatNumber(open)}</Stat>
      </div>
      <Stack p="lg" gap="md">
        <Progress aria-label={t.running} value={((rows.length - open) / rows.length) * 100} animated={isRunning} />
        {open > 0 && !isRunning ? <Text size="sm">{t.interrupted}</Text> : null}
        <Problem text={batch.error?.message ?? null} />
        <Buttons batch={batch} onEnd={onEnd} />
      </Stack>
      <RowTable rows={rows.map((row, i) => ({ row, ...shownOf(outcomes[i] ?? null) }))} stateTitle={t.outcome} />
    </Card>
  )
}

function Buttons({ batch, onEnd }: OutcomesProps) {
  const t = texts.tasks.import
  const { holdfast } = useConnection()
  const { open, refused, isRunning } = batch
  return (
    <Group gap="sm">
      {open > 0 ? (
        <Button onClick={() => batch.run(holdfast)} loading={isRunning}>
          {t.goOn}
        </Button>
      ) : null}
      {open === 0 && refused > 0 ? (
        <Button variant="default" onClick={() => batch.again(holdfast)}>
          {t.again(refused)}
        </Button>
      ) : null}
      <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={() => save(batch)}>
        {t.download}
      </Button>
      {isRunning ? null : (
        <Button variant="default" onClick={onEnd}>
          {open > 0 ? t.giveUp : t.more}
        </Button>
      )}
    </Group>
  )
}

function shownOf(outcome: Outcome | null) {
  const t = texts.tasks.import
  if (!outcome) return { problem: null, state: t.waits }
  if ('problem' in outcome) return { problem: outcome.problem, state: outcome.problem }
  return { problem: null, state: t.submittedFor(formatNumber(outcome.credits)), taskId: outcome.taskId }
}

function save({ rows, outcomes }: Batch): void {
  const { file, columns } = texts.tasks.import.saved
  const lines = rows.map((row, i) => {
    const task = 'task' in row ? row.task : null
    const outcome = outcomes[i] ?? null
    const { state } = shownOf(outcome)
    const [taskId, credits] = outcome && 'taskId' in outcome ? [outcome.taskId, outcome.credits] : ['', '']
    const asked = [task?.model ?? '', task?.operation ?? '', askedFor(task?.input ?? {}), task?.externalId ?? '']
    return [i + 1, ...asked, state, taskId, credits]
  })
  saveCsv(file, [columns, ...lines])
}
