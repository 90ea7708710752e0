// The cells of a row of a simulation: tasks, refusals, and the credits before and after.

import { Table, Text } from '@mantine/core'
import type { SimulatedCreditsFragment } from '../generated/types.ts'
import { formatChange, formatNumber } from '../parts/format.ts'

export function BeforeAndAfter({ sums }: { sums: SimulatedCreditsFragment }) {
  const { tasks, refused, creditsBefore, creditsAfter } = sums
  return (
    <>
      <Table.Td ta="right" className="number">
        {formatNumber(tasks)}
      </Table.Td>
      <Table.Td ta="right" className={refused > 0 ? 'number bad' : 'number'}>
        {formatNumber(refused)}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatNumber(creditsBefore)} → <b>{formatNumber(creditsAfter)}</b>
        {creditsBefore > 0 && creditsAfter !== creditsBefore ? (
          <Text size="xs" className="quiet">
            {formatChange(creditsAfter / creditsBefore - 1)}
          </Text>
        ) : null}
      </Table.Td>
    </>
  )
}
