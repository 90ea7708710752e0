// The credits by their origin: what came in, what is left of it, and when it ends.

import { SegmentedControl, Table, Text } from '@mantine/core'
import { IconCoins } from '@tabler/icons-react'
import { useSearchParams } from 'react-router'
import { useCreditType } from '../app/creditType.tsx'
import { usePages } from '../data/usePages.ts'
import { Lots as Read } from '../generated/credits.ts'
import type { LotsQuery } from '../generated/credits.types.ts'
import { Card } from '../parts/Card.tsx'
import { formatDay, formatMoney, formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'

type Answer = LotsQuery['organization']
type Lot = NonNullable<NonNullable<NonNullable<Answer>['wallet']>['lots']['edges'][number]['node']>

const connectionOf = (organization: Answer) => organization?.wallet?.lots

export function Lots() {
  const { lots } = texts.credits
  const { creditType } = useCreditType()
  const [search, setSearch] = useSearchParams()
  const isAll = search.get('show') === 'all'
  const pages = usePages(Read, { creditType, open: isAll ? null : true }, connectionOf, ['credits'])
  const choose = (value: string) =>
    setSearch((last) => {
      if (value === 'all') last.set('show', 'all')
      else last.delete('show')
      return last
    })
  return (
    <Card
      title={lots.title}
      padded={false}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={lots.shown}
          value={isAll ? 'all' : 'open'}
          onChange={choose}
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
        ]}
        empty={<Notice icon={IconCoins} title={lots.empty} text={lots.emptyText} />}
      >
        {(lot) => <LotRow key={lot.id} lot={lot} />}
      </Rows>
    </Card>
  )
}

function LotRow({ lot }: { lot: Lot }) {
  const { lots, kinds } = texts.credits
  const left = lot.available + lot.frozen + lot.locked
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500}>
          {kinds[lot.kind] ?? lot.kind}
        </Text>
        <Text size="xs" className="quiet">
          {lot.payment?.title ?? lot.source ?? ''} <When at={lot.createdAt} exact />
        </Text>
      </Table.Td>
      <Table.Td ta="right" className="number">
        <Text size="sm" fw={600}>
          {formatNumber(left)}
        </Text>
        {lot.frozen > 0 ? (
          <Text size="xs" className="quiet">
            {lots.inUse(formatNumber(lot.frozen))}
          </Text>
        ) : null}
        {lot.locked > 0 ? (
          <Text size="xs" className="quiet">
            {lot.usableFrom && lot.lock === 'SCHEDULED' ? lots.from(formatDay(lot.usableFrom)) : lots.locked}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatNumber(lot.granted)}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {formatNumber(lot.spent)}
      </Table.Td>
      <Table.Td ta="right" className="number">
        {lot.paid ? formatMoney(lot.paid) : lots.free}
      </Table.Td>
      <Table.Td>{lot.expiresAt ? <When at={lot.expiresAt} /> : <span className="quiet">{lots.noEnd}</span>}</Table.Td>
    </Table.Tr>
  )
}
