// The filters of a list of tasks: its own ones between those that every list has. On a phone they open by a button.

import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { texts } from '../texts/index.ts'
import { DayFilter, Typed } from './filterFields.tsx'
import { useFilter } from './useFilter.ts'

export function FilterFrame({ children }: { readonly children: ReactNode }) {
  const { clear, isAny } = useFilter()
  const t = texts.tasks.filters
  const [isOpen, { toggle }] = useDisclosure(false)
  return (
    <search className={isOpen ? 'task-filters' : 'task-filters task-filters-closed'}>
      <Typed name="text" />
      <Button variant="default" hiddenFrom="sm" onClick={toggle} aria-expanded={isOpen}>
        {isAny ? t.filtered : t.filters}
      </Button>
      {children}
      <DayFilter name="from" />
      <DayFilter name="to" />
      {isAny ? (
        <Button variant="subtle" onClick={clear} style={{ alignSelf: 'flex-end' }}>
          {t.clear}
        </Button>
      ) : null}
    </search>
  )
}
