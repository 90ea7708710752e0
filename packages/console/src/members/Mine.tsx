// A member's own view: own credits, own limits, own requests, and asking for more.

import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { CreditTypeChoice, useCreditType } from '../app/creditType.tsx'
import { useMay } from '../app/may.ts'
import { useData } from '../data/useData.ts'
import { Mine as Read } from '../generated/members.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { formatNumber } from '../parts/format.ts'
import { NoPermission } from '../parts/NoPermission.tsx'
import { Page } from '../parts/Page.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { Stat } from '../parts/Stat.tsx'
import { texts } from '../texts/index.ts'
import { AskDialog } from './AskDialog.tsx'
import { BudgetBar, BudgetRule } from './BudgetFactsCells.tsx'
import { useBudgets, whatOf, whoseOf } from './budgetFacts.ts'
import { MyRequests } from './MyRequests.tsx'

export default function Mine() {
  const may = useMay()
  const { creditType } = useCreditType()
  const [isAsking, setAsking] = useState(false)
  const { data, error, again } = useData(Read, { creditType }, { on: ['credits', 'tasks', 'requests'] })
  if (error && !data) return <Fault error={error} again={again} />
  if (!data) return <PageSkeleton />
  if (!may('submitTasks') || !data.member) return <NoPermission roles={texts.members.mineFor} />
  const { id, wallet } = data.member
  const requests = data.organization?.creditRequests.edges.flatMap(({ node }) =>
    node?.member?.id === id ? [node] : [],
  )
  return (
    <Page
      title={texts.members.mine}
      text={data.organization?.membersUsePool ? texts.members.poolPays : texts.members.poolDoesNotPay}
      actions={
        <>
          <CreditTypeChoice />
          {creditType ? <Button onClick={() => setAsking(true)}>{texts.members.ask}</Button> : null}
        </>
      }
    >
      <section className="card" aria-label={texts.members.mineOwn} style={{ overflow: 'hidden' }}>
        <div className="stats">
          <Stat label={texts.members.mineOwn}>{formatNumber(wallet?.available ?? 0)}</Stat>
          <Stat label={texts.members.mineInUse}>{formatNumber(wallet?.frozen ?? 0)}</Stat>
          <Stat label={texts.members.mineSpent}>{formatNumber(wallet?.spent ?? 0)}</Stat>
        </div>
      </section>
      <MyLimits memberId={id} creditType={creditType} />
      <Card title={texts.members.mineRequests} padded={!requests?.length}>
        <MyRequests requests={requests ?? []} />
      </Card>
      {isAsking && creditType ? <AskDialog creditType={creditType} onClose={() => setAsking(false)} /> : null}
    </Page>
  )
}

/** The budgets that limit the member: their own, and those of everyone together. */
function MyLimits({ memberId, creditType }: { memberId: string; creditType: string | null }) {
  const { items } = useBudgets()
  const budgets = items?.filter(
    ({ member, creditType: type }) => (!member || member.id === memberId) && type === creditType,
  )
  return (
    <Card title={texts.members.mineBudgets} padded={!budgets?.length}>
      {budgets?.length ? (
        <ul className="rows">
          {budgets.map((budget) => (
            <li key={budget.id}>
              <div>
                <Text size="sm" fw={600}>
                  {whoseOf(budget)} · {whatOf(budget)}
                </Text>
                <div className="quiet">
                  <BudgetRule budget={budget} />
                </div>
              </div>
              <div style={{ flex: '1 1 200px', maxWidth: 320 }}>
                <BudgetBar budget={budget} />
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <Text size="sm" className="quiet">
          {texts.members.mineNoBudgets}
        </Text>
      )}
    </Card>
  )
}
