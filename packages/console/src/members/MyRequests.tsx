// The requests of the member who looks, with their answers.

import { WithdrawCreditRequest } from '@holdfast/client/operations'
import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useAct } from '../data/useAct.ts'
import { formatNumber } from '../parts/format.ts'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { Answered } from './RequestRow.tsx'
import type { CreditRequest } from './types.ts'

type Mine = Pick<CreditRequest, 'id' | 'credits' | 'reason' | 'note' | 'status' | 'granted' | 'until' | 'createdAt'>

export function MyRequests({ requests }: { requests: readonly Mine[] }) {
  if (requests.length === 0)
    return (
      <Text size="sm" className="quiet">
        {texts.members.mineNoRequests}
      </Text>
    )
  return (
    <ul className="rows">
      {requests.map((request) => (
        <li key={request.id}>
          <div>
            <Text size="sm" fw={600}>
              {texts.common.credits(formatNumber(request.credits))}
            </Text>
            <Text size="sm">{request.reason}</Text>
            <Text size="xs" className="quiet">
              <When at={request.createdAt} />
            </Text>
          </div>
          <Group gap="sm">
            <Answered request={request} />
            {request.status === 'OPEN' ? <Withdraw id={request.id} /> : null}
          </Group>
        </li>
      ))}
    </ul>
  )
}

function Withdraw({ id }: { id: string }) {
  const withdraw = useAct(WithdrawCreditRequest)
  async function run() {
    const done = await withdraw.run({ creditRequestId: id })
    notifications.show(
      done ? { message: texts.members.withdrawn, color: 'teal' } : { message: texts.common.notDone, color: 'red' },
    )
  }
  return (
    <Button size="xs" variant="default" loading={withdraw.isRunning} onClick={run}>
      {texts.members.withdraw}
    </Button>
  )
}
