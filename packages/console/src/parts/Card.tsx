// A card: a heading, what leads further, and content.

import { Box, Group, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'

/** As high as with a small button, so that the headings of cards beside each other stand on one line. */
const HEAD_MIN = 46

export interface CardProps {
  readonly title?: string
  readonly actions?: ReactNode
  /** Absent: the content goes to the edge, as a table does. */
  readonly padded?: boolean
  readonly children: ReactNode
}

export function Card({ title, actions, padded = true, children }: CardProps) {
  const id = useId()
  return (
    <section className="card" {...(title ? { 'aria-labelledby': id } : {})}>
      {title ? (
        <Group justify="space-between" px="var(--console-space)" pt="md" pb={padded ? 0 : 'sm'} gap="xs" mih={HEAD_MIN}>
          <Title order={2} id={id}>
            {title}
          </Title>
          {actions}
        </Group>
      ) : null}
      <Box {...(padded ? { p: 'var(--console-space)' } : {})} {...(padded && title ? { pt: 12 } : {})}>
        {children}
      </Box>
    </section>
  )
}
