// The monthly statements: what was there, what came, what was used, and the page and the PDF of each.

import { Anchor, Group, Table, Text } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useCreditType } from '../app/creditType.tsx'
import { useData } from '../data/useData.ts'
import { Statements as Read } from '../generated/credits.ts'
import type { StatementsQuery } from '../generated/types.ts'
import { Card } from '../parts/Card.tsx'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Rows } from '../parts/Rows.tsx'
import { Status } from '../parts/Status.tsx'
import { monthLabel } from '../parts/zone.ts'
import { texts } from '../texts/index.ts'

type Statement = NonNullable<NonNullable<StatementsQuery['organization']>['statements']>[number]

/** The months of one read. */
const MONTHS = 12

/** The statements, the newest first; `more` reads those before them. */
function useStatements() {
  const [earlier, setEarlier] = useState<readonly Statement[]>([])
  const [before, setBefore] = useState<string | null>(null)
  const read = useData(Read, { before }, { on: ['credits'] })
  const page = read.data?.statements ?? undefined
  const rows = useMemo(
    () => page && [...earlier.filter(({ month }) => month > (page[0]?.month ?? '')), ...page],
    [earlier, page],
  )
  const more = () => {
    setEarlier(rows ?? [])
    setBefore(rows?.at(-1)?.month ?? null)
  }
  return {
    ...{ rows, more, error: read.error, again: read.again },
    hasMore: page?.length === MONTHS,
    isReading: read.isLoading,
  }
}

export function Statements() {
  const text = texts.credits.statements
  const pages = useStatements()
  return (
    <Card title={text.title} padded={false}>
      <Rows
        pages={pages}
        columns={[
          { text: text.month },
          ...[text.opening, text.came, text.used, text.ended, text.closing, text.documents].map((name) => ({
            ...{ text: name, end: true },
          })),
        ]}
        empty={<Notice icon={IconFileText} title={text.empty} text={text.emptyText} />}
      >
        {(statement) => <StatementRow key={statement.month} statement={statement} />}
      </Rows>
    </Card>
  )
}

function StatementRow({ statement: { month, isFinal, credits, links } }: { readonly statement: Statement }) {
  const text = texts.credits.statements
  const { creditType } = useCreditType()
  const row = credits.find((each) => each.creditType === creditType)
  const numbers = [row?.opening, row?.granted, row?.spent, row?.expired, row?.closing]
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500} component="span" mr={8}>
          {monthLabel(month)}
        </Text>
        {isFinal ? null : <Status status="OPEN" text={text.soFar} />}
      </Table.Td>
      {numbers.map((number, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the numbers have an order, and no other name.
        <Table.Td key={i} ta="right" className="number">
          {formatNumber(number ?? 0)}
        </Table.Td>
      ))}
      <Table.Td data-phone="acts">
        {links ? (
          <Group gap="sm" justify="flex-end" wrap="nowrap">
            <Document href={links.page} name={text.page} month={month} />
            <Document href={links.pdf} name={text.pdf} month={month} />
          </Group>
        ) : null}
      </Table.Td>
    </Table.Tr>
  )
}

function Document({ href, name, month }: { readonly href: string; readonly name: string; readonly month: string }) {
  return (
    <Anchor href={href} target="_blank" size="sm" aria-label={`${name}: ${monthLabel(month)}`}>
      {name}
    </Anchor>
  )
}
