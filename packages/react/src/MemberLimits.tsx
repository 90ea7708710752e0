// The members with their own credits and their monthly limits, which an admin changes.

import { type AnswerOf, type Holdfast, isRefusal } from '@holdfast/client'
import { Budgets, CreateBudget, EndBudget, Members, UpdateBudget, WalletsChanged } from '@holdfast/client/operations'
import { type FormEvent, useId, useState } from 'react'
import { useLive } from './live.ts'
import { useHoldfast } from './provider.tsx'
import { useRead } from './read.ts'
import { Shown } from './Shown.tsx'

type Budget = NonNullable<NonNullable<AnswerOf<typeof Budgets>>['budgets']['edges'][number]['node']>
type Member = NonNullable<NonNullable<AnswerOf<typeof Members>>['members']['edges'][number]['node']>

const PAGE = 20

export interface MemberLimitsProps {
  /** The credit type that the limits are for. */
  readonly creditType: string
  /** The organization. Absent: the caller's own. */
  readonly organizationId?: string
}

export function MemberLimits({ creditType, organizationId }: MemberLimitsProps) {
  const { texts } = useHoldfast()
  const [size, setSize] = useState(PAGE)
  const [changes, setChanges] = useState(0)
  const [said, setSaid] = useState('')
  const wallets = useLive(WalletsChanged, { organizationId })
  const version = `${changes} ${wallets.data?.wallet.id} ${wallets.data?.sequence}`
  const members = useRead(Members, { organizationId, creditType, first: Math.min(size, 100) }, version)
  const budgets = useRead(Budgets, { organizationId, first: 100 }, version)
  const limits = new Map(
    budgets.data?.budgets.edges.flatMap(({ node }) =>
      node?.member && isMonthly(node, creditType) ? [[node.member.id, node] as const] : [],
    ),
  )
  return (
    <section
      className="holdfast-part holdfast-limits"
      aria-label={texts.members}
      aria-busy={!members.data && !members.error}
    >
      <h3 className="holdfast-title">{texts.members}</h3>
      <Shown known={members}>
        {(data) => (
          <ul className="holdfast-members">
            {data?.members.edges.map(({ node }) =>
              node && (budgets.data || budgets.error) ? (
                <Row
                  key={`${node.id} ${limits.get(node.id)?.limit}`}
                  {...{ member: node, budget: limits.get(node.id), creditType, organizationId }}
                  onSaved={() => {
                    setSaid(texts.saved(node.name))
                    setChanges((n) => n + 1)
                  }}
                />
              ) : null,
            )}
          </ul>
        )}
      </Shown>
      {members.data?.members.pageInfo.hasNextPage && size < 100 ? (
        <button className="holdfast-button holdfast-quiet" type="button" onClick={() => setSize(size + PAGE)}>
          {texts.more}
        </button>
      ) : null}
      <p className="holdfast-note" role="status">
        {said}
      </p>
    </section>
  )
}

const isMonthly = ({ endedAt, period, creditType, model, operation, tag }: Budget, type: string) =>
  endedAt === null && period === 'MONTH' && creditType === type && !model && !operation && !tag

interface RowProps {
  readonly member: Member
  readonly budget: Budget | undefined
  readonly creditType: string
  readonly organizationId: string | undefined
  readonly onSaved: () => void
}

function Row({ member, budget, creditType, organizationId, onSaved }: RowProps) {
  const { client, texts, credits } = useHoldfast()
  const [text, setText] = useState(budget ? String(budget.limit) : '')
  const [problem, setProblem] = useState<string | null>(null)
  const why = useId()

  async function save(event: FormEvent) {
    event.preventDefault()
    if (!/^\d{0,15}$/.test(text.trim())) return setProblem(texts.wholeNumber)
    const limit = text.trim() === '' ? null : Number(text)
    try {
      const answer = await setLimit(client, { limit, budget, memberId: member.id, creditType, organizationId })
      if (answer && isRefusal(answer)) return setProblem(answer.message)
      setProblem(null)
      onSaved()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }

  const used = budget ? budget.usage.spent + budget.usage.frozen : 0
  return (
    <li className="holdfast-member">
      <span className="holdfast-member-name">{member.name}</span>
      <span className="holdfast-note">
        {texts.own}: {credits(member.wallet?.available ?? 0)}
      </span>
      <form className="holdfast-row" onSubmit={save}>
        <input
          className="holdfast-input"
          inputMode="numeric"
          aria-label={texts.limitOf(member.name)}
          aria-invalid={problem !== null}
          aria-describedby={why}
          placeholder={texts.noLimit}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <button className="holdfast-button holdfast-quiet" type="submit" aria-label={texts.saveOf(member.name)}>
          {texts.save}
        </button>
      </form>
      {budget ? (
        <div className="holdfast-member-use">
          <progress
            className="holdfast-progress"
            max={Math.max(budget.limit, 1)}
            value={used}
            aria-label={texts.limitOf(member.name)}
          />
          <span className="holdfast-note">{texts.used(credits(used), credits(budget.limit))}</span>
        </div>
      ) : null}
      <p id={why} className="holdfast-error" role="alert">
        {problem}
      </p>
    </li>
  )
}

interface Change extends Pick<RowProps, 'budget' | 'creditType' | 'organizationId'> {
  readonly limit: number | null
  readonly memberId: string
}

async function setLimit(client: Holdfast, { limit, budget, ...of }: Change) {
  if (limit === null) return budget ? client.mutate(EndBudget, { budgetId: budget.id }) : null
  if (budget) return client.mutate(UpdateBudget, { budgetId: budget.id, limit })
  return client.mutate(CreateBudget, { ...of, limit, period: 'MONTH' })
}
