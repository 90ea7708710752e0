// The fields by which lists of tasks are filtered.

import { MultiSelect, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useData } from '../data/useData.ts'
import { Models } from '../generated/tasks.ts'
import { DayInput } from '../parts/DayInput.tsx'
import { texts } from '../texts/index.ts'
import { STATUSES } from './filter.ts'
import { useFilter } from './useFilter.ts'

export function StatusFilter() {
  const { search, set } = useFilter()
  const statuses = search.get('status')?.split(',').filter(Boolean) ?? []
  return (
    <MultiSelect
      label={texts.tasks.filters.status}
      placeholder={statuses.length === 0 ? texts.tasks.filters.any : ''}
      data={STATUSES.map((value) => ({ value, label: texts.tasks.status[value] ?? value }))}
      value={statuses}
      onChange={(values) => set('status', values.join(','))}
      clearable
    />
  )
}

/** A day, from or until which the tasks were submitted. */
export function DayFilter({ name }: { readonly name: 'from' | 'to' }) {
  const { search, set } = useFilter()
  return (
    <DayInput label={texts.tasks.filters[name]} value={search.get(name) ?? ''} onChange={(day) => set(name, day)} />
  )
}

interface PriceRuleFilterProps {
  readonly name: 'model' | 'operation' | 'provider'
  readonly label?: string
}

/** A choice of what has a price, and of what the address names, which may have none any longer. */
export function PriceRuleFilter({ name, label = texts.tasks.filters[name] }: PriceRuleFilterProps) {
  const { search, set } = useFilter()
  const { data } = useData(Models, {})
  const chosen = search.get(name)
  const choices = [...new Set([...(data ?? []).map((rule) => rule[name]), ...(chosen ? [chosen] : [])])].sort()
  return (
    <Select
      label={label}
      placeholder={texts.tasks.filters.any}
      data={choices}
      value={chosen}
      onChange={(choice) => set(name, choice)}
      searchable
      clearable
    />
  )
}

/** A text: the list follows when one pauses. */
export function Typed({ name }: { readonly name: 'text' | 'tag' | 'id' }) {
  const { search, set } = useFilter()
  const known = search.get(name) ?? ''
  const [typed, setTyped] = useState(known)
  // What comes back from the address is older than what has been typed since.
  const followed = useRef(known)
  useEffect(() => {
    if (known === followed.current) return
    followed.current = known
    setTyped(known)
  }, [known])
  const follow = useDebouncedCallback((text: string) => {
    followed.current = text.trim()
    set(name, followed.current)
  }, 300)
  return (
    <TextInput
      label={texts.tasks.filters[name]}
      placeholder={name === 'text' ? texts.tasks.filters.textOf : texts.tasks.filters.any}
      {...(name === 'text' ? { className: 'task-search', maxLength: 200, type: 'search' } : {})}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        follow(currentTarget.value)
      }}
    />
  )
}
