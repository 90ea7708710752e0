// Saves the table of the usage as a CSV file.

import { formatNumber } from '../parts/format.ts'
import { saveCsv } from '../parts/saveCsv.ts'
import { texts } from '../texts/index.ts'
import { type Dimension, nameOf, othersOf, type Report } from './groups.ts'
import type { Range } from './range.ts'

export function saveTable(report: Report, by: Dimension, { firstDate, lastDate }: Range): void {
  const { dimensions, used, usedBefore, tasks, failed, refunded } = texts.usage
  const { groups, isComplete } = report
  const rows = [...groups]
    .sort((a, b) => b.sums.used - a.sums.used)
    .map((group) => {
      const { sums, previous } = group
      return [nameOf(group, by), sums.used, previous?.used ?? 0, sums.tasks, sums.failed, sums.refunded]
    })
  const others = isComplete ? null : othersOf(report, by)
  const last = others
    ? [[texts.usage.others(formatNumber(groups.length)), others.used, '', others.tasks, others.failed, others.refunded]]
    : []
  const head = [dimensions[by], used, usedBefore, tasks, failed, refunded]
  saveCsv(`usage ${firstDate} to ${lastDate}.csv`, [head, ...rows, ...last])
}
