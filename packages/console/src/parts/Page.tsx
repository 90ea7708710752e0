// A page: its heading, what one can do, and its content in the width that reads well.

import { Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

export interface PageProps {
  readonly title: string
  readonly text?: string
  /** Buttons at the heading's end. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Page({ title, text, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Holdfast`
  }, [title])
  return (
    <Stack className="page" gap="lg">
      <Group justify="space-between" align="center" gap="sm">
        <div>
          <Title order={1}>{title}</Title>
          {text ? (
            <Text size="sm" className="quiet" mt={2} style={{ overflowWrap: 'anywhere' }}>
              {text}
            </Text>
          ) : null}
        </div>
        {actions ? <Group gap="xs">{actions}</Group> : null}
      </Group>
      {children}
    </Stack>
  )
}
