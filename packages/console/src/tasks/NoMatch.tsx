// What a list of tasks shows if none matches its filters.

import { Button } from '@mantine/core'
import { IconFilterOff } from '@tabler/icons-react'
import { Notice } from '../parts/Notice.tsx'
import { texts } from '../texts/index.ts'
import { useFilter } from './useFilter.ts'

export function NoMatch() {
  const { clear } = useFilter()
  return (
    <Notice icon={IconFilterOff} title={texts.tasks.noMatch} text={texts.tasks.noMatchText}>
      <Button variant="default" mt="xs" onClick={clear}>
        {texts.tasks.filters.clear}
      </Button>
    </Notice>
  )
}
