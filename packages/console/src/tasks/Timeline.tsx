// What happened to a task and its credits, each with its time.

import { Card } from '../parts/Card.tsx'
import { formatNumber, formatSecond } from '../parts/format.ts'
import { texts } from '../texts/index.ts'
import type { Details } from './types.ts'

interface Step {
  readonly key: string
  readonly at: string
  readonly text: string
  readonly note?: string | null
}

function stepsOf(task: Details): Step[] {
  const t = texts.tasks.page.steps
  const { createdAt, startedAt, endedAt, status, deadlineAt, receipt, approval } = task
  const credits = (receipt?.journal ?? []).flatMap(({ id, type, credits, createdAt, reason }) => {
    const text = t.journal[type]
    return text ? [{ key: id, at: createdAt, text: text(formatNumber(credits)), note: reason }] : []
  })
  const steps: Step[] = [
    { key: 'submitted', at: createdAt, text: t.submitted },
    ...(startedAt ? [{ key: 'started', at: startedAt, text: t.started }] : []),
    ...credits,
    ...(endedAt
      ? [{ key: 'ended', at: endedAt, text: approval === 'DECLINED' ? t.declined : (t.ended[status] ?? status) }]
      : [{ key: 'deadline', at: deadlineAt, text: t.deadline }]),
  ]
  return steps.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

export function Timeline({ task }: { readonly task: Details }) {
  return (
    <Card title={texts.tasks.page.timeline}>
      <ol className="timeline">
        {stepsOf(task).map(({ key, at, text, note }) => (
          <li key={key}>
            {text}
            {note ? <span className="small quiet">{note}</span> : null}
            <span className="quiet small">
              <time dateTime={at}>{formatSecond(at)}</time>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
