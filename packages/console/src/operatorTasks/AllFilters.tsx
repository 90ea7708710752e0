// What restricts the list of tasks of all organizations. It is in the address, so that a link leads to the same list.

import { Button, MultiSelect, Select, TextInput } from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useData } from '../data/useData.ts'
import { OrganizationNamed } from '../generated/anyTask.ts'
import { Find } from '../generated/operator.ts'
import { PriceRuleFilter, Typed, useFilter } from '../tasks/Filters.tsx'
import { STATUSES } from '../tasks/filter.ts'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'

const FOUND = 20
const PAUSE_MS = 150

export function AllFilters() {
  const { search, set, clear, isAny } = useFilter()
  const t = texts.tasks.filters
  const [isOpen, { toggle }] = useDisclosure(false)
  const statuses = search.get('status')?.split(',').filter(Boolean) ?? []
  return (
    <search className={isOpen ? 'task-filters' : 'task-filters task-filters-closed'}>
      <Typed name="text" />
      <Button variant="default" hiddenFrom="sm" onClick={toggle} aria-expanded={isOpen}>
        {isAny ? t.filtered : t.filters}
      </Button>
      <OrganizationFilter />
      <MultiSelect
        label={t.status}
        placeholder={statuses.length === 0 ? t.any : ''}
        data={STATUSES.map((value) => ({ value, label: texts.tasks.status[value] ?? value }))}
        value={statuses}
        onChange={(values) => set('status', values.join(','))}
        clearable
      />
      <PriceRuleFilter name="operation" label={operator.prices.columns.operation} />
      <PriceRuleFilter name="model" />
      <PriceRuleFilter name="provider" />
      <Typed name="tag" />
      <TextInput
        type="date"
        label={t.from}
        value={search.get('from') ?? ''}
        onChange={({ currentTarget }) => set('from', currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t.to}
        value={search.get('to') ?? ''}
        onChange={({ currentTarget }) => set('to', currentTarget.value)}
      />
      {isAny ? (
        <Button variant="subtle" onClick={clear} style={{ alignSelf: 'flex-end' }}>
          {t.clear}
        </Button>
      ) : null}
    </search>
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
