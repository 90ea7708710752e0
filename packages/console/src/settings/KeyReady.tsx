// Shows the secret of a new key, this one time.

import { Button, Group, Modal, Stack } from '@mantine/core'
import { SecretOnce } from '../parts/SecretOnce.tsx'
import { texts } from '../texts/index.ts'

export function KeyReady({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.settings.keyReady}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': texts.common.close }}
    >
      <Stack>
        <SecretOnce label={texts.settings.secret} secret={secret} text={texts.settings.secretOnce} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{texts.settings.done}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
