// Who or what used how much, the most first, against the period before. A row leads to its tasks.

import { Anchor, Table, Text } from '@mantine/core'
import { Link, useNavigate } from 'react-router'
import { formatChange, formatNumber } from '../parts/format.ts'
import { LongBody, type Measured } from '../parts/LongBody.tsx'
import { TableFrame } from '../parts/TableFrame.tsx'
import { texts } from '../texts/index.ts'
import { type Dimension, filterOf, type Group, keyOf, nameOf, othersOf, type Report } from './groups.ts'
import type { Range } from './range.ts'

interface GroupsProps {
  readonly report: Report
  readonly by: Dimension
  readonly range: Range
}

export function Groups({ report, by, range }: GroupsProps) {
  const t = texts.usage
  const groups = [...report.groups].sort((a, b) => b.sums.used - a.sums.used)
  return (
    <TableFrame>
      <Table aria-label={t.ranking(t.dimensions[by])}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.dimensions[by]}</Table.Th>
            <Table.Th ta="right">{t.used}</Table.Th>
            <Table.Th ta="right">{t.share}</Table.Th>
            <Table.Th ta="right">{t.against}</Table.Th>
            <Table.Th ta="right">{t.tasks}</Table.Th>
            <Table.Th ta="right">{t.failed}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <LongBody rows={groups} height={58}>
          {(group, measured) => (
            <GroupRow key={keyOf(group, by)} {...{ group, by, range, measured }} total={report.total.used} />
          )}
        </LongBody>
        {report.isComplete ? null : <Others report={report} by={by} />}
      </Table>
    </TableFrame>
  )
}

/** What those have used who are not among the groups: a report has the 1,000 that used most. */
function Others({ report, by }: Pick<GroupsProps, 'report' | 'by'>) {
  const shown = formatNumber(report.groups.length)
  const others = othersOf(report, by)
  if (!others)
    return (
      <Table.Tfoot>
        <Table.Tr>
          <Table.Td colSpan={6}>{texts.usage.moreTags(shown)}</Table.Td>
        </Table.Tr>
      </Table.Tfoot>
    )
  return (
    <Table.Tfoot>
      <Table.Tr>
        <Table.Td fw={500}>{texts.usage.others(shown)}</Table.Td>
        <Table.Td ta="right" className="number" data-phone="beside">
          {formatNumber(others.used)}
        </Table.Td>
        <Table.Td />
        <Table.Td />
        <Table.Td ta="right" className="number">
          {formatNumber(others.tasks)}
        </Table.Td>
        <Table.Td ta="right" className="number">
          {formatNumber(others.failed)}
        </Table.Td>
      </Table.Tr>
    </Table.Tfoot>
  )
}

interface RowProps {
  readonly group: Group
  readonly measured: Measured
  readonly by: Dimension
  readonly range: Range
  readonly total: number
}

function GroupRow({ group, by, range, total, measured }: RowProps) {
  const navigate = useNavigate()
  const filter = filterOf(group, by)
  const to = filter && `../tasks?${new URLSearchParams({ ...filter, from: range.firstDate, to: range.lastDate })}`
  const { used, tasks, failed } = group.sums
  const before = group.previous?.used ?? 0
  const share = total > 0 ? used / total : 0
  return (
    <Table.Tr {...measured} {...(to ? { className: 'row-link', onClick: () => navigate(to) } : {})}>
      <Table.Td>
        {to ? (
          <Anchor component={Link} to={to} size="sm" fw={500} c="inherit" onClick={(event) => event.stopPropagation()}>
            {nameOf(group, by)}
          </Anchor>
        ) : (
          <Text size="sm" fw={500} component="span">
            {nameOf(group, by)}
          </Text>
        )}
        <div className="usage-share" aria-hidden="true">
          <i style={{ width: `${share * 100}%` }} />
        </div>
      </Table.Td>
      <Table.Td ta="right" className="number" data-phone="beside">
        {formatNumber(used)}
      </Table.Td>
      <Table.Td ta="right" className="number quiet">
        {texts.usage.percent(Math.round(share * 100))}
      </Table.Td>
      <Table.Td ta="right" className="number quiet">
        {before > 0 ? formatChange(used / before - 1) : texts.usage.isNew}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatNumber(tasks)}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatNumber(failed)}
      </Table.Td>
    </Table.Tr>
  )
}
