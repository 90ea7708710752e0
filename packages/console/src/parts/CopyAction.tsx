// A button that copies a text, and says so once it has.

import { ActionIcon, type ActionIconProps, CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { texts } from '../texts/index.ts'

interface CopyActionProps extends Pick<ActionIconProps, 'size' | 'variant' | 'color'> {
  readonly text: string
  /** The size of its icon, in pixels. */
  readonly icon: number
}

export function CopyAction({ text, icon, ...looks }: CopyActionProps) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => {
        const Icon = copied ? IconCheck : IconCopy
        const says = copied ? texts.common.copied : texts.common.copy
        return (
          <Tooltip label={says}>
            <ActionIcon {...looks} onClick={copy} aria-label={says}>
              <Icon size={icon} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )
      }}
    </CopyButton>
  )
}
