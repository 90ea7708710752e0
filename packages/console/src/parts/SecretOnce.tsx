// A secret that is shown this one time, with a button that copies it.

import { ActionIcon, Alert, CopyButton, Group, TextInput, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { texts } from '../texts/index.ts'

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
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? texts.common.copied : texts.common.copy}>
              <ActionIcon
                size={36}
                variant="default"
                onClick={copy}
                aria-label={copied ? texts.common.copied : texts.common.copy}
              >
                {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </Group>
      <Alert color="yellow" variant="light">
        {text}
      </Alert>
    </>
  )
}
