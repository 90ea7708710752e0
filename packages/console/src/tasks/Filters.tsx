// What restricts the list of the organization's tasks. It is in the address, so that a link leads to the same list.

import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useMay } from '../app/may.ts'
import { useData } from '../data/useData.ts'
import { MembersByName } from '../generated/tasks.ts'
import { texts } from '../texts/index.ts'
import { FilterFrame } from './FilterFrame.tsx'
import { PriceRuleFilter, StatusFilter, Typed } from './filterFields.tsx'
import { useFilter } from './useFilter.ts'

export function Filters() {
  const may = useMay()
  return (
    <FilterFrame>
      <StatusFilter />
      <PriceRuleFilter name="model" />
      <PriceRuleFilter name="operation" />
      {may('seeAllTasks') ? <MemberFilter /> : null}
      <Typed name="tag" />
      <Typed name="id" />
    </FilterFrame>
  )
}

function MemberFilter() {
  const { search, set } = useFilter()
  const [typed, setTyped] = useState('')
  const [name] = useDebouncedValue(typed, 200)
  const { data } = useData(MembersByName, { name: name || null })
  const members = (data?.members.edges ?? []).flatMap(({ node }) => node ?? [])
  const chosen = search.get('member')
  return (
    <Select
      label={texts.tasks.filters.member}
      placeholder={texts.tasks.filters.any}
      data={members.map(({ id, name }) => ({ value: id, label: name }))}
      filter={({ options }) => options}
      value={chosen}
      onChange={(member) => set('member', member)}
      onSearchChange={setTyped}
      searchable
      clearable
    />
  )
}
