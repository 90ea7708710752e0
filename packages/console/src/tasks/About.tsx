// The facts of a task, and the input that it was submitted with.

import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Card } from '../parts/Card.tsx'
import { Copied } from '../parts/Copied.tsx'
import { texts } from '../texts/index.ts'
import { FieldsShown } from './FieldsShown.tsx'
import type { Details } from './types.ts'

export function About({ task }: { readonly task: Details }) {
  const t = texts.tasks.page
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t.member, task.member?.name ?? texts.tasks.byPlatform],
    [t.model, t.modelBy(task.model, task.provider)],
    [t.key, task.apiKey?.name],
    [t.tags, task.tags.length > 0 ? <Tags key="tags" tags={task.tags} /> : null],
    [t.externalId, task.externalId],
    [t.id, <Copied key="id" text={task.id} />],
  ]
  return (
    <Card title={t.about}>
      <dl className="task-facts">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </Card>
  )
}

export function Asked({ task }: { readonly task: Details }) {
  const t = texts.tasks.page
  return (
    <Card title={t.input}>
      {task.forgottenAt ? (
        <Text size="sm" className="quiet">
          {t.forgotten}
        </Text>
      ) : (
        <FieldsShown value={task.input} />
      )}
    </Card>
  )
}

function Tags({ tags }: { readonly tags: readonly string[] }) {
  return tags.map((tag) => (
    <Link key={tag} className="link" to={`../?tag=${encodeURIComponent(tag)}`} relative="path">
      #{tag}{' '}
    </Link>
  ))
}
