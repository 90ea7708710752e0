// The credits of a customer by origin, with refunds, locks and disputes; and every change of the balance.

import { Group, Select, Table, Text } from '@mantine/core'
import { IconListSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { headOf, signOf } from '../credits/entryWords.ts'
import { LotTable } from '../credits/LotTable.tsx'
import { usePages } from '../data/usePages.ts'
import { CustomerJournal, CustomerLots } from '../generated/customer.ts'
import type { CustomerJournalQuery, CustomerLotsQuery } from '../generated/types.ts'
import { Card } from '../parts/Card.tsx'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { When } from '../parts/When.tsx'
import { titleOf } from '../tasks/words.ts'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'
import type { CustomerData } from './customer.ts'
import { LotActs } from './LotActs.tsx'
import { WalletTable } from './WalletTable.tsx'

export function CustomerCredits({ customer }: { customer: CustomerData }) {
  const [search, setSearch] = useSearchParams()
  const { id, wallets } = customer
  const asked = search.get('credits')
  const chosen = wallets.find(({ creditType }) => creditType === asked) ?? wallets[0]
  return (
    <>
      <WalletTable customer={customer} />
      {wallets.length > 1 ? (
        <Select
          label={operator.credits.columns.type}
          data={wallets.map(({ creditType }) => creditType)}
          value={chosen?.creditType ?? null}
          onChange={(type) => type && setSearch({ credits: type }, { replace: true })}
          allowDeselect={false}
          maw={260}
        />
      ) : null}
      {chosen ? (
        <>
          <Lots id={id} creditType={chosen.creditType} />
          <Journal id={id} creditType={chosen.creditType} />
        </>
      ) : null}
    </>
  )
}

interface OfWallet {
  readonly id: string
  readonly creditType: string
}

const lotsOf = (organization: CustomerLotsQuery['organization']) => organization?.wallet?.lots

function Lots({ id, creditType }: OfWallet) {
  const [isAll, showAll] = useState(false)
  const pages = usePages(CustomerLots, { id, creditType, open: isAll ? null : true }, lotsOf, ['credits'])
  return (
    <LotTable
      {...{ pages, isAll, showAll }}
      emptyText={operator.credits.noLots}
      noteOf={({ dispute }) =>
        dispute ? (
          <Text size="xs" className="bad">
            {operator.lots.disputes[dispute]}
          </Text>
        ) : null
      }
      acts={{ text: operator.acts, of: (lot) => <LotActs lot={lot} /> }}
    />
  )
}

const journalOf = (organization: CustomerJournalQuery['organization']) => organization?.wallet?.journal

function Journal({ id, creditType }: OfWallet) {
  const { journal } = texts.credits
  const pages = usePages(CustomerJournal, { id, creditType }, journalOf, ['credits'])
  return (
    <Card title={journal.title} padded={false}>
      <Rows
        pages={pages}
        columns={[
          { text: journal.what },
          { text: journal.change, end: true },
          { text: journal.balance, end: true },
          { text: journal.when },
        ]}
        empty={<Notice icon={IconListSearch} title={journal.empty} text={texts.credits.statements.emptyText} />}
      >
        {({ id: entryId, type, credits, available, reason, createdAt, task, otherWallet }) => (
          <Table.Tr key={entryId}>
            <Table.Td>
              <Text size="sm" fw={500}>
                {headOf({ type, otherWallet })}
              </Text>
              <Group gap={4} className="quiet small">
                {[task ? titleOf(task) : null, reason].filter(Boolean).join(' · ')}
              </Group>
            </Table.Td>
            <Table.Td ta="right" className={signOf(type) === '+' ? 'number good' : 'number'}>
              {signOf(type)}
              {formatNumber(credits)}
            </Table.Td>
            <Table.Td ta="right" className="number">
              {formatNumber(available)}
            </Table.Td>
            <Table.Td>
              <When at={createdAt} exact />
            </Table.Td>
          </Table.Tr>
        )}
      </Rows>
    </Card>
  )
}
