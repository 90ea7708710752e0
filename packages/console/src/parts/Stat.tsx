// A number with its name, and what it means beside it.

import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

export function Stat({ label, children, note }: { label: string; children: ReactNode; note?: ReactNode }) {
  return (
    <div>
      <Text size="xs" fw={500} className="quiet">
        {label}
      </Text>
      <div className="stat-number">{children}</div>
      {note ? (
        <Text size="xs" className="quiet" component="div">
          {note}
        </Text>
      ) : null}
    </div>
  )
}
