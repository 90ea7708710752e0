// A place that has nothing to show, and says why: nothing there yet, not found, no permission, or an error.

import { Stack, Text, ThemeIcon, Title } from '@mantine/core'
import type { ComponentType, ReactNode } from 'react'

export interface NoticeProps {
  readonly icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>
  readonly title: string
  readonly text?: string
  /** What one can do next. */
  readonly children?: ReactNode
}

export function Notice({ icon: Icon, title, text, children }: NoticeProps) {
  return (
    <Stack align="center" gap="xs" py={56} px="md" ta="center">
      <ThemeIcon variant="light" color="gray" size={44} radius="xl" mb={4}>
        <Icon size={22} stroke={1.7} aria-hidden />
      </ThemeIcon>
      <Title order={2}>{title}</Title>
      {text ? (
        <Text size="sm" className="quiet" maw={420}>
          {text}
        </Text>
      ) : null}
      {children}
    </Stack>
  )
}
