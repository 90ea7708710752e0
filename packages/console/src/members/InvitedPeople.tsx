// The invitations that can still be accepted.

import { RevokeInvitation } from '@holdfast/client/operations'
import { Button, Table, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { useData } from '../data/useData.ts'
import { Invitations } from '../generated/members.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { Card } from '../parts/Card.tsx'
import { Status } from '../parts/Status.tsx'
import { TableFrame } from '../parts/TableFrame.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import type { Invitation } from './types.ts'

const STEP = 20
const MOST = 100

const nameOf = ({ email }: Invitation) => email ?? texts.members.invitedAnyone

/** Nothing while nobody is invited. */
export function InvitedPeople() {
  const [size, setSize] = useState(STEP)
  const { data } = useData(Invitations, { first: size })
  const [revoking, setRevoking] = useState<Invitation | null>(null)
  const invitations = data?.invitations?.edges.flatMap(({ node }) => (node ? [node] : [])) ?? []
  if (invitations.length === 0) return null
  return (
    <Card title={texts.members.invited} padded={false}>
      <TableFrame>
        <Table miw={560}>
          <Table.Tbody>
            {invitations.map((invitation) => (
              <Table.Tr key={invitation.id}>
                <Table.Td>
                  <Text size="sm" fw={500}>
                    {nameOf(invitation)}
                  </Text>
                </Table.Td>
                <Table.Td data-phone="line">{texts.shell.roles[invitation.role]}</Table.Td>
                <Table.Td data-phone="beside">
                  <Status status="OPEN" text={texts.members.waits} />
                </Table.Td>
                <Table.Td className="quiet" data-phone="line">
                  {texts.members.linkEnds} <When at={invitation.expiresAt} />
                </Table.Td>
                <Table.Td ta="right" data-phone="acts">
                  <Button size="xs" variant="default" onClick={() => setRevoking(invitation)}>
                    {texts.members.revoke}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableFrame>
      {data?.invitations?.pageInfo.hasNextPage && size < MOST ? (
        <Button m="sm" variant="default" size="xs" onClick={() => setSize(Math.min(MOST, size + STEP))}>
          {texts.common.more}
        </Button>
      ) : null}
      {revoking ? <RevokeDialog invitation={revoking} onClose={() => setRevoking(null)} /> : null}
    </Card>
  )
}

function RevokeDialog({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const revoke = useAct(RevokeInvitation)
  async function run() {
    const done = await revoke.run({ invitationId: invitation.id })
    if (done) notifications.show({ message: texts.members.revoked, color: 'teal' })
    return done !== null
  }
  return (
    <ActionDialog
      title={texts.members.revokeTitle}
      action={texts.members.revoke}
      isDanger
      {...{ run, onClose, isRunning: revoke.isRunning, problem: revoke.problem }}
    >
      <Text size="sm">{texts.members.revokeText(nameOf(invitation))}</Text>
    </ActionDialog>
  )
}
