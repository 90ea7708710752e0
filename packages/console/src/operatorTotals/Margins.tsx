// What is left of the money that was earned after what its tasks have cost upstream: by organization, model or month, as a CSV file, too.

import type { AnswerOf } from '@holdfast/client'
import { Button, Group, SegmentedControl, Select, Skeleton, Table } from '@mantine/core'
import { IconDownload, IconScale } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { useData } from '../data/useData.ts'
import { Margins as Read } from '../generated/totals.ts'
import type { MarginDimension } from '../generated/types.ts'
import { lastMonths } from '../operator/months.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatExactMoney, formatMoney, isNegative } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { saveCsv } from '../parts/saveCsv.ts'
import { TableFrame } from '../parts/TableFrame.tsx'
import { monthLabel } from '../parts/zone.ts'
import { operator } from '../texts/operator.ts'

const CHOICES = [1, 3, 6, 12, 24]
const BY = ['ORGANIZATION', 'MODEL', 'MONTH'] as const satisfies readonly MarginDimension[]

type By = (typeof BY)[number]
type Row = NonNullable<AnswerOf<typeof Read>>[number]

export function Margins() {
  const t = operator.totals
  const [count, setCount] = useState(3)
  const [by, setBy] = useState<By>('ORGANIZATION')
  const months = useMemo(() => lastMonths(count, 'UTC'), [count])
  const { data, error, again } = useData(Read, { by: [by], from: months[0] ?? '', to: months.at(-1) ?? '' })
  return (
    <>
      <Group align="flex-end" gap="sm">
        <Select
          label={t.howLong}
          data={CHOICES.map((each) => ({ value: String(each), label: t.months(each) }))}
          value={String(count)}
          onChange={(value) => value && setCount(Number(value))}
          allowDeselect={false}
          w={180}
        />
        <SegmentedControl
          aria-label={t.by}
          data={BY.map((value) => ({ value, label: t.marginDimensions[value] }))}
          value={by}
          onChange={setBy}
        />
      </Group>
      {error && !data ? <Fault error={error} again={again} /> : null}
      {data ? <Rows rows={data} by={by} /> : null}
      {data || error ? null : <Skeleton h={320} radius="lg" />}
    </>
  )
}

function nameOf({ organization, model, month, isOthers }: Row, by: By): string {
  if (isOthers) return operator.totals.others
  const name = { ORGANIZATION: organization?.name, MODEL: model, MONTH: month ? monthLabel(month) : null }[by]
  return name ?? operator.totals.without
}

function Rows({ rows, by }: { rows: readonly Row[]; by: By }) {
  const t = operator.totals
  if (rows.length === 0)
    return (
      <section className="card">
        <Notice icon={IconScale} title={t.noMargins} text={t.noMarginsText} />
      </section>
    )
  return (
    <Card
      title={t.margins}
      padded={false}
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden />}
          onClick={() => save(rows, by)}
        >
          {t.save}
        </Button>
      }
    >
      <TableFrame>
        <Table miw={620}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.marginDimensions[by]}</Table.Th>
              <Table.Th ta="right">{t.money.recognized}</Table.Th>
              <Table.Th ta="right">{t.money.upstreamCost}</Table.Th>
              <Table.Th ta="right">{t.money.margin}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <MarginRow
                key={`${row.organization?.id} ${row.model} ${row.month} ${row.currency} ${row.isOthers}`}
                row={row}
                by={by}
              />
            ))}
          </Table.Tbody>
        </Table>
      </TableFrame>
    </Card>
  )
}

function MarginRow({ row, by }: { row: Row; by: By }) {
  const { organization, recognized, upstreamCost, margin } = row
  return (
    <Table.Tr>
      <Table.Td>
        {by === 'ORGANIZATION' && organization ? (
          <Link className="link" to={`/organizations/${organization.id}`}>
            {organization.name}
          </Link>
        ) : (
          nameOf(row, by)
        )}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatMoney(recognized)}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatExactMoney(upstreamCost)}
      </Table.Td>
      <Table.Td ta="right" className={isNegative(margin) ? 'number bad' : 'number'} fw={600}>
        {formatExactMoney(margin)}
      </Table.Td>
    </Table.Tr>
  )
}

function save(rows: readonly Row[], by: By): void {
  const t = operator.totals
  const { recognized, upstreamCost, margin } = t.money
  saveCsv(t.marginsFile, [
    [t.marginDimensions[by], t.currency, t.minor(recognized), upstreamCost, margin],
    ...rows.map((row) => [
      ...[nameOf(row, by), row.currency, row.recognized.amount],
      ...[row.upstreamCost.amount, row.margin.amount],
    ]),
  ])
}
