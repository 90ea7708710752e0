// The monthly statements: what was there, what came, what was used, and the page and the PDF of each.

import { Anchor, Button, Center, Group, Table, Text } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import { useCreditType } from '../app/creditType.tsx'
import { useData } from '../data/useData.ts'
import { Statements as Read } from '../generated/credits.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatNumber } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { Status } from '../parts/Status.tsx'
import { monthLabel } from '../parts/zone.ts'
import { texts } from '../texts/index.ts'

export function Statements() {
  const text = texts.credits.statements
  const { creditType } = useCreditType()
  const [before, setBefore] = useState<string | null>(null)
  const { data, error, again } = useData(Read, { before }, { on: ['credits'] })
  if (error && !data) return <Fault error={error} again={again} />
  if (!data) return <PageSkeleton />
  const statements = data.statements ?? []
  const columns = [text.month, text.opening, text.came, text.used, text.ended, text.closing, text.documents]
  return (
    <Card title={text.title} padded={false}>
      {statements.length === 0 ? (
        <Notice icon={IconFileText} title={text.empty} text={text.emptyText} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls is scrolled by the keyboard, too.
        <div className="table-frame" tabIndex={0}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                {columns.map((name, i) => (
                  <Table.Th key={name} ta={i > 0 ? 'right' : 'left'}>
                    {name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {statements.map(({ month, isFinal, credits, links }) => {
                const row = credits.find((each) => each.creditType === creditType)
                const numbers = [row?.opening, row?.granted, row?.spent, row?.expired, row?.closing]
                return (
                  <Table.Tr key={month}>
                    <Table.Td>
                      <Text size="sm" fw={500} component="span" mr={8}>
                        {monthLabel(month)}
                      </Text>
                      {isFinal ? null : <Status status="OPEN" text={text.soFar} />}
                    </Table.Td>
                    {numbers.map((number, i) => (
                      <Table.Td key={columns[i + 1]} ta="right" className="number">
                        {formatNumber(number ?? 0)}
                      </Table.Td>
                    ))}
                    <Table.Td>
                      {links ? (
                        <Group gap="sm" justify="flex-end" wrap="nowrap">
                          <Anchor
                            href={links.page}
                            target="_blank"
                            size="sm"
                            aria-label={`${text.page}: ${monthLabel(month)}`}
                          >
                            {text.page}
                          </Anchor>
                          <Anchor
                            href={links.pdf}
                            target="_blank"
                            size="sm"
                            aria-label={`${text.pdf}: ${monthLabel(month)}`}
                          >
                            {text.pdf}
                          </Anchor>
                        </Group>
                      ) : null}
                    </Table.Td>
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {statements.length === 12 ? (
        <Center p="md">
          <Button variant="default" onClick={() => setBefore(statements.at(-1)?.month ?? null)}>
            {text.older}
          </Button>
        </Center>
      ) : null}
    </Card>
  )
}
