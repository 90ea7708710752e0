// The simulations that wait, run, or are kept.

import { Skeleton, Table, Text } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useData } from '../data/useData.ts'
import { Simulations as Read } from '../generated/prices.ts'
import { NeedsScope } from '../operator/NeedsScope.tsx'
import { CursorPages, useCursor } from '../parts/CursorPages.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatDay } from '../parts/format.ts'
import { Notice } from '../parts/Notice.tsx'
import { Status } from '../parts/Status.tsx'
import { TableFrame } from '../parts/TableFrame.tsx'
import { When } from '../parts/When.tsx'
import { operator } from '../texts/operator.ts'

const PAGE = 50

export function Simulations() {
  return (
    <NeedsScope scopes={['CATALOGUE']}>
      <List />
    </NeedsScope>
  )
}

function List() {
  const t = operator.simulations
  const { data, error, again } = useData(Read, useCursor(PAGE))
  if (error && !data) return <Fault error={error} again={again} />
  const simulations = data?.edges.flatMap(({ node }) => (node ? [node] : []))
  return (
    <section className="card" aria-label={t.title}>
      {!simulations ? (
        <Skeleton h={320} radius="lg" />
      ) : simulations.length === 0 ? (
        <Notice icon={IconFlask} title={t.none} text={t.noneText} />
      ) : (
        <TableFrame>
          <Table miw={640}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.catalogue}</Table.Th>
                <Table.Th>{t.time}</Table.Th>
                <Table.Th>{t.state}</Table.Th>
                <Table.Th>{t.asked}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {simulations.map(({ id, name, from, until, status, createdAt, createdBy }) => (
                <Table.Tr key={id}>
                  <Table.Td>
                    <Link className="link" to={id}>
                      {name}
                    </Link>
                  </Table.Td>
                  <Table.Td>{t.range(formatDay(from), formatDay(until))}</Table.Td>
                  <Table.Td data-phone="beside">
                    <Status status={status} text={t.statuses[status]} />
                  </Table.Td>
                  <Table.Td className="quiet">
                    <When at={createdAt} />
                    <Text size="xs">{createdBy}</Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </TableFrame>
      )}
      {data ? <CursorPages pageInfo={data.pageInfo} /> : null}
    </section>
  )
}
