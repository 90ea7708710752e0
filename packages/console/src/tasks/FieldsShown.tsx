// An object as names and values, as a person reads it; what is nested shows as JSON.

import { Text } from '@mantine/core'
import { texts } from '../texts/index.ts'

export function FieldsShown({ value }: { readonly value: Readonly<Record<string, unknown>> }) {
  const fields = Object.entries(value)
  if (fields.length === 0)
    return (
      <Text size="sm" className="quiet">
        {texts.common.none}
      </Text>
    )
  return (
    <dl className="task-facts">
      {fields.map(([name, field]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{typeof field === 'object' && field !== null ? <Json value={field} /> : String(field)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Json({ value }: { readonly value: object }) {
  return <pre className="task-json">{JSON.stringify(value, null, 2)}</pre>
}
