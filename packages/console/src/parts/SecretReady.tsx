// Shows a new secret, this one time.

import { Button, Group, Modal, Stack } from '@mantine/core'
import { texts } from '../texts/index.ts'
import { SecretOnce, type SecretOnceProps } from './SecretOnce.tsx'

interface SecretReadyProps extends SecretOnceProps {
  readonly title: string
  readonly onClose: () => void
}

export function SecretReady({ title, onClose, ...secret }: SecretReadyProps) {
  return (
    <Modal opened onClose={onClose} title={title} closeOnClickOutside={false}>
      <Stack>
        <SecretOnce {...secret} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{texts.settings.done}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
