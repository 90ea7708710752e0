// A text with a button that copies it.

import { Group } from '@mantine/core'
import { CopyAction } from './CopyAction.tsx'

interface CopiedProps {
  readonly text: string
  /** What people read; the text itself unless given. */
  readonly shown?: string
}

export function Copied({ text, shown = text }: CopiedProps) {
  return (
    <Group gap={4} wrap="nowrap">
      <span className="small" style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
        {shown}
      </span>
      <CopyAction text={text} icon={14} variant="subtle" color="gray" size="sm" />
    </Group>
  )
}
