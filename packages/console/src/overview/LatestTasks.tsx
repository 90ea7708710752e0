// The newest tasks, with their progress while they run.

import { Anchor, Progress, Table, Text } from '@mantine/core'
import { Link, useNavigate } from 'react-router'
import { Card } from '../parts/Card.tsx'
import { formatNumber } from '../parts/format.ts'
import { Status } from '../parts/Status.tsx'
import { TableFrame } from '../parts/TableFrame.tsx'
import { When } from '../parts/When.tsx'
import { kindOf, titleOf } from '../tasks/words.ts'
import { texts } from '../texts/index.ts'
import type { OverviewData } from './types.ts'

export function LatestTasks({ organization: { tasks } }: { organization: OverviewData }) {
  const navigate = useNavigate()
  const nodes = tasks.edges.flatMap(({ node }) => (node ? [node] : []))
  return (
    <Card
      title={texts.overview.tasks}
      padded={nodes.length === 0}
      actions={
        <Anchor component={Link} to="../tasks" size="sm">
          {texts.overview.toTasks}
        </Anchor>
      }
    >
      {nodes.length === 0 ? (
        <Text size="sm" className="quiet">
          {texts.overview.noTasks}
        </Text>
      ) : (
        <TableFrame>
          <Table>
            <Table.Tbody>
              {nodes.map((task) => {
                const { id, status, progress, credits, createdAt, member } = task
                return (
                  <Table.Tr key={id} className="row-link" onClick={() => navigate(`../tasks/${id}`)}>
                    <Table.Td>
                      <Anchor component={Link} to={`../tasks/${id}`} size="sm" fw={500} c="inherit">
                        {titleOf(task)}
                      </Anchor>
                      <Text size="xs" className="quiet">
                        {[kindOf(task), member?.name].filter(Boolean).join(' · ')}
                      </Text>
                    </Table.Td>
                    <Table.Td w={150} data-phone="line">
                      {status === 'RUNNING' ? (
                        <Progress
                          value={progress}
                          size="sm"
                          flex="1 0 72px"
                          aria-label={texts.tasks.status[status] ?? status}
                          animated
                        />
                      ) : (
                        <Status status={status} text={texts.tasks.status[status] ?? status} />
                      )}
                    </Table.Td>
                    <Table.Td ta="right" className="number" w={110} data-phone="beside">
                      {formatNumber(credits)}
                    </Table.Td>
                    <Table.Td ta="right" className="quiet" w={140} data-phone="line">
                      <When at={createdAt} />
                    </Table.Td>
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
        </TableFrame>
      )}
    </Card>
  )
}
