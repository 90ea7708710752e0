// A text with a button that copies it.

import { Group } from '@mantine/core'
import { CopyAction } from './CopyAction.tsx'

export function Copied({ text }: { readonly text: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <span className="small" style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
        {text}
      </span>
      <CopyAction text={text} icon={14} variant="subtle" color="gray" size="sm" />
    </Group>
  )
}
