// Lots as a table: where the credits came from, what is left of them and when they end; those with credits left, or all.

import { SegmentedControl, Table, Text } from '@mantine/core'
import { IconCoins } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Card } from '../parts/Card.tsx'
import { formatDay, formatMoney, formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows, type RowsProps } from '../parts/Rows.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'

interface ShownLot {
  readonly id: string
  readonly kind: string
  readonly source: string | null
  readonly payment: { readonly title: string } | null
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly granted: number
  readonly spent: number
  /** The credits that were given to members. */
  readonly moved: number
  readonly available: number
  readonly frozen: number
  readonly locked: number
  readonly lock: string | null
  readonly usableFrom: string | null
  readonly paid: { readonly amount: number; readonly currency: string } | null
}

interface LotTableProps<Lot extends ShownLot> {
  readonly pages: RowsProps<Lot>['pages']
  /** All lots, or those with credits left. */
  readonly isAll: boolean
  readonly showAll: (isAll: boolean) => void
  /** What stands in place of no lots. */
  readonly emptyText: string
  /** What can be done with a lot, in a column of its own under this heading; absent: nothing. */
  readonly acts?: { readonly text: string; readonly of: (lot: Lot) => ReactNode }
  /** What stands below the origin of a lot. */
  readonly noteOf?: (lot: Lot) => ReactNode
}

export function LotTable<Lot extends ShownLot>(props: LotTableProps<Lot>) {
  const { pages, isAll, showAll, emptyText, acts, noteOf } = props
  const { lots } = texts.credits
  return (
    <Card
      title={lots.title}
      padded={false}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={lots.shown}
          value={isAll ? 'all' : 'open'}
          onChange={(value) => showAll(value === 'all')}
          data={[
            { value: 'open', label: lots.open },
            { value: 'all', label: lots.all },
          ]}
        />
      }
    >
      <Rows
        pages={pages}
        columns={[
          { text: lots.origin },
          { text: lots.left, end: true },
          { text: lots.came, end: true },
          { text: lots.used, end: true },
          { text: lots.paid, end: true },
          { text: lots.ends },
          ...(acts ? [{ text: acts.text }] : []),
        ]}
        empty={<Notice icon={IconCoins} title={lots.empty} text={emptyText} />}
      >
        {(lot) => (
          <Table.Tr key={lot.id}>
            <Table.Td>
              <Origin lot={lot} />
              {noteOf?.(lot)}
            </Table.Td>
            <Cells lot={lot} />
            {acts ? <Table.Td data-phone="acts">{acts.of(lot)}</Table.Td> : null}
          </Table.Tr>
        )}
      </Rows>
    </Card>
  )
}

function Origin({ lot: { kind, payment, source, createdAt } }: { readonly lot: ShownLot }) {
  const from = payment?.title ?? source
  return (
    <>
      <Text size="sm" fw={500}>
        {texts.credits.kinds[kind] ?? kind}
      </Text>
      <Text size="xs" className="quiet">
        {from ? `${from} · ` : null}
        <When at={createdAt} exact />
      </Text>
    </>
  )
}

function Cells({ lot }: { readonly lot: ShownLot }) {
  const { lots } = texts.credits
  const { available, frozen, locked, lock, usableFrom, granted, moved, spent, paid, expiresAt } = lot
  return (
    <>
      <Table.Td ta="right" className="number" data-phone="beside">
        <Text size="sm" fw={600}>
          {formatNumber(available + frozen + locked)}
        </Text>
        <Text size="xs" className="quiet">
          {frozen > 0 ? lots.inUse(formatNumber(frozen)) : null}
        </Text>
        <Text size="xs" className="quiet">
          {locked === 0
            ? null
            : lock === 'SCHEDULED' && usableFrom
              ? lots.from(formatDay(usableFrom))
              : lots.locked(formatNumber(locked))}
        </Text>
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatNumber(granted)}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatNumber(spent)}
        {moved > 0 ? (
          <Text size="xs" className="quiet">
            {lots.given(formatNumber(moved))}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {paid ? formatMoney(paid) : lots.free}
      </Table.Td>
      <Table.Td>{expiresAt ? <When at={expiresAt} /> : <span className="quiet">{lots.noEnd}</span>}</Table.Td>
    </>
  )
}
