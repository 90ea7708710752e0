// The mark and the name.

import { Group, Text } from '@mantine/core'

export function Logo() {
  return (
    <Group gap={8} wrap="nowrap">
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" style={{ color: 'var(--console-accent)' }}>
        <path
          d="M12 2 4 5.5v6c0 4.9 3.3 8.7 8 10.5 4.7-1.8 8-5.6 8-10.5v-6L12 2Z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinejoin="round"
        />
        <path
          d="m8.4 12 2.6 2.6 4.8-5.2"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <Text fw={650} size="md">
        Holdfast
      </Text>
    </Group>
  )
}
