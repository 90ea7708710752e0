// A secret that is shown this one time, with a button that copies it.

import { Alert, Group, TextInput } from '@mantine/core'
import { CopyAction } from './CopyAction.tsx'

export interface SecretOnceProps {
  readonly label: string
  readonly secret: string
  /** What it is for, and that it is not shown again. */
  readonly text: string
}

export function SecretOnce({ label, secret, text }: SecretOnceProps) {
  return (
    <>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          label={label}
          value={secret}
          readOnly
          flex={1}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <CopyAction text={secret} icon={16} variant="default" size={36} />
      </Group>
      <Alert color="yellow" variant="light">
        {text}
      </Alert>
    </>
  )
}
