// What is shown in place of what could not be loaded: why, and a way to try again.

import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { useTold } from '../data/connection.tsx'
import { texts } from '../texts/index.ts'
import { NoPermission } from './NoPermission.tsx'
import { Notice } from './Notice.tsx'

export interface FaultProps {
  readonly error: Error
  readonly again?: () => void
}

export function Fault({ error, again }: FaultProps) {
  useTold(error)
  const isForbidden = 'code' in error && error.code === 'FORBIDDEN'
  if (isForbidden) return <NoPermission why={error.message} />
  return (
    <div role="alert">
      <Notice icon={IconCloudOff} title={texts.common.failed} text={error.message}>
        {again ? (
          <Button variant="default" mt="xs" onClick={again}>
            {texts.common.tryAgain}
          </Button>
        ) : null}
      </Notice>
    </div>
  )
}
