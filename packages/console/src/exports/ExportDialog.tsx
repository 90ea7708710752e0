// Starts an export, and shows those of the same kind: how far each is, and its download.

import { CancelExport, StartExport } from '@holdfast/client/operations'
import { Alert, Anchor, Button, Group, Modal, Progress, Radio, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { useData, useStream } from '../data/useData.ts'
import { ExportTicks, LatestExports } from '../generated/exports.ts'
import type { ExportFormat, ExportRowFragment } from '../generated/types.ts'
import { nowMs } from '../parts/clock.ts'
import { Fault } from '../parts/Fault.tsx'
import { formatBytes, formatDay, formatNumber } from '../parts/format.ts'
import { Status } from '../parts/Status.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import type { ExportOf } from './exportOf.ts'

const FORMATS = ['CSV', 'NDJSON', 'PARQUET'] as const satisfies readonly ExportFormat[]

export default function ExportDialog({ kind, from, until, onClose }: ExportOf & { readonly onClose: () => void }) {
  const t = texts.exports
  const [format, setFormat] = useState<ExportFormat>('CSV')
  const start = useAct(StartExport)
  const { data, error, again } = useData(LatestExports, {})
  const files = data?.edges.flatMap(({ node }) => (node?.kind === kind ? [node] : []))
  return (
    <Modal opened onClose={onClose} title={t.title(t.kinds[kind])}>
      <Stack gap="md">
        <Text size="sm">
          {t.text[kind]} {rangeText({ from, until })}
        </Text>
        <Radio.Group label={t.format} value={format} onChange={(value) => setFormat(value as ExportFormat)}>
          <Stack gap={8} mt={6}>
            {FORMATS.map((value) => (
              <Radio key={value} value={value} label={value} description={t.formats[value]} />
            ))}
          </Stack>
        </Radio.Group>
        {start.problem ? (
          <Alert color="red" variant="light" role="alert">
            {start.problem}
          </Alert>
        ) : null}
        <Group justify="flex-end">
          <Button
            onClick={() =>
              start.run({ kind, format, from, until: until && Date.parse(until) < nowMs() ? until : null })
            }
            loading={start.isRunning}
          >
            {t.start}
          </Button>
        </Group>
        {error && !data ? <Fault error={error} again={again} /> : null}
        {!data && !error ? <Skeleton h={60} /> : null}
        {files && files.length > 0 ? (
          <div>
            <Title order={3}>{t.files}</Title>
            <ul className="rows export-files">
              {files.map((file) => (
                <File key={file.id} file={file} />
              ))}
            </ul>
          </div>
        ) : null}
      </Stack>
    </Modal>
  )
}

const isUnderWay = ({ status }: ExportRowFragment) => status === 'QUEUED' || status === 'RUNNING'

function File({ file }: { readonly file: ExportRowFragment }) {
  const t = texts.exports
  // What the stream brings goes into the cache, from which the list is read.
  useStream(ExportTicks, isUnderWay(file) ? { exportId: file.id } : null, () => {})
  const { format, status, rows, bytes, failure, link, createdAt } = file
  return (
    <li>
      <div>
        <Text size="sm" fw={500}>
          {format} · {rangeText(file)}
        </Text>
        <Text size="xs" className="quiet">
          {failure ??
            [t.rows(formatNumber(rows)), bytes === null ? '' : formatBytes(bytes)].filter(Boolean).join(' · ')}{' '}
          · <When at={createdAt} />
        </Text>
      </div>
      {isUnderWay(file) ? <UnderWay file={file} /> : null}
      {link ? (
        <Anchor href={link.url} download size="sm" aria-label={`${t.download}: ${format} ${rangeText(file)}`}>
          <IconDownload size={15} aria-hidden style={{ verticalAlign: '-2px' }} /> {t.download}
        </Anchor>
      ) : null}
      {!link && !isUnderWay(file) ? <Status status={status} text={t.status[status]} /> : null}
    </li>
  )
}

function UnderWay({ file: { id, status, rows, rowsTotal } }: { readonly file: ExportRowFragment }) {
  const t = texts.exports
  const cancel = useAct(CancelExport)
  const part = rowsTotal ? (rows / rowsTotal) * 100 : 0
  return (
    <Group gap="sm" wrap="nowrap" flex="1 1 100%">
      <Progress value={part} animated flex={1} aria-label={t.status[status]} transitionDuration={300} />
      <Text size="xs" className="quiet">
        {t.status[status]}
      </Text>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        loading={cancel.isRunning}
        onClick={() => cancel.run({ exportId: id })}
      >
        {texts.common.cancel}
      </Button>
    </Group>
  )
}

/** The days of an export: the end of its time is not part of it. */
function rangeText({ from, until }: { readonly from?: string | null; readonly until?: string | null }): string {
  const t = texts.exports
  const last = until ? formatDay(new Date(Date.parse(until) - 1)) : null
  if (!from) return last ? t.until(last) : t.all
  return last ? t.days(formatDay(from), last) : t.from(formatDay(from))
}
