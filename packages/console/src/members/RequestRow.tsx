// A request for credits: who asks for how many and why, and the answer, or the buttons that give one.

import { Alert, Button, Group, Text } from '@mantine/core'
import { useMay } from '../app/may.ts'
import { formatMoment, formatNumber } from '../parts/format.ts'
import { Status } from '../parts/Status.tsx'
import { When } from '../parts/When.tsx'
import { texts } from '../texts/index.ts'
import { hasOneHardBudget } from './budgetFacts.ts'
import type { Answering, Budget, CreditRequest } from './types.ts'
import { useGrant } from './useGrant.ts'

interface RequestRowProps {
  readonly request: CreditRequest
  readonly budgets: readonly Budget[]
  readonly answer: (answering: Answering) => void
}

export function RequestRow({ request, budgets, answer }: RequestRowProps) {
  const may = useMay()
  const { member, credits, reason, createdAt, expiresAt, status, task } = request
  const isOpen = status === 'OPEN'
  return (
    <li>
      <div>
        <Text size="sm" fw={600}>
          {texts.members.asks(member?.name ?? '', formatNumber(credits))}
        </Text>
        <Text size="sm">{reason}</Text>
        <Text size="xs" className="quiet">
          <When at={createdAt} />
          {task ? ` · ${texts.members.forTask(task.operation, task.model)}` : ''}
          {isOpen ? (
            <>
              {` · ${texts.members.endsUnanswered} `}
              <When at={expiresAt} />
            </>
          ) : null}
        </Text>
      </div>
      {isOpen && may('transferCredits') ? (
        <Answers {...{ request, budgets, answer }} />
      ) : (
        <Answered request={request} />
      )}
    </li>
  )
}

function Answers({ request, budgets, answer }: RequestRowProps) {
  const { grant, isRunning, problem } = useGrant(request)
  const { member, creditType, credits } = request
  const raises = member ? hasOneHardBudget(budgets, member.id, creditType) : false
  const whole = formatNumber(credits)
  return (
    <>
      <Group gap={6}>
        <Button
          size="xs"
          loading={isRunning}
          onClick={() => grant({ credits, as: raises ? 'BUDGET_RAISE' : 'ALLOCATION' })}
        >
          {raises ? texts.members.raiseWhole(whole) : texts.members.grantWhole(whole)}
        </Button>
        <Button size="xs" variant="default" onClick={() => answer({ how: 'grant', request })}>
          {texts.members.other}
        </Button>
        <Button size="xs" variant="default" onClick={() => answer({ how: 'deny', request })}>
          {texts.members.deny}
        </Button>
      </Group>
      {problem ? (
        <Alert color="red" variant="light" role="alert" flex="1 1 100%">
          {problem}
        </Alert>
      ) : null}
    </>
  )
}

const TONES: Readonly<Record<string, string>> = { OPEN: 'OPEN', APPROVED: 'GRANTED', DECLINED: 'DENIED' }

/** The state of a request, with what was granted and the note. */
export function Answered({ request }: { request: Pick<CreditRequest, 'status' | 'granted' | 'until' | 'note'> }) {
  const { status, granted, until, note } = request
  const facts = [
    ...(granted ? [texts.members.grantedPart(formatNumber(granted))] : []),
    ...(until ? [texts.members.grantedUntil(formatMoment(until))] : []),
  ]
  return (
    <div>
      <Status status={TONES[status] ?? status} text={texts.members.requestStatus[status] ?? status} />
      {facts.length > 0 ? (
        <Text size="xs" className="quiet number" mt={2}>
          {facts.join(' ')}
        </Text>
      ) : null}
      {note ? <Text size="xs">{note}</Text> : null}
    </div>
  )
}
