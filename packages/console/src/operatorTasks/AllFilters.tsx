// What restricts the list of tasks of all organizations. It is in the address, so that a link leads to the same list.

import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useData } from '../data/useData.ts'
import { OrganizationNamed } from '../generated/anyTask.ts'
import { Find } from '../generated/operator.ts'
import { FilterFrame } from '../tasks/FilterFrame.tsx'
import { PriceRuleFilter, StatusFilter, Typed } from '../tasks/filterFields.tsx'
import { useFilter } from '../tasks/useFilter.ts'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'

const FOUND = 20
const PAUSE_MS = 150

export function AllFilters() {
  return (
    <FilterFrame>
      <OrganizationFilter />
      <StatusFilter />
      <PriceRuleFilter name="operation" label={operator.prices.columns.operation} />
      <PriceRuleFilter name="model" />
      <PriceRuleFilter name="provider" />
      <Typed name="tag" />
    </FilterFrame>
  )
}

/** One organization, found by its name; that of the address is named, too. */
function OrganizationFilter() {
  const { search, set } = useFilter()
  const chosen = search.get('organization')
  const [typed, setTyped] = useState('')
  const [name] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const found = useData(Find, name === '' ? null : { search: name, first: FOUND })
  const named = useData(OrganizationNamed, chosen ? { id: chosen } : null)
  const organizations = new Map([
    ...(chosen && named.data?.id === chosen ? [[chosen, named.data.name] as const] : []),
    ...(found.data?.edges ?? []).flatMap(({ node }) => (node ? [[node.id, node.name] as const] : [])),
  ])
  return (
    <Select
      label={texts.tasks.filters.organization}
      placeholder={texts.tasks.filters.any}
      data={[...organizations].map(([value, label]) => ({ value, label }))}
      // What was found fits already.
      filter={({ options }) => options}
      value={chosen}
      onChange={(id) => set('organization', id)}
      onSearchChange={setTyped}
      searchable
      clearable
    />
  )
}
