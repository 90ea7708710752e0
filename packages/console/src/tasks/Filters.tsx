// What restricts the list of tasks. It is in the address, so that a link leads to the same list.

import { Button, MultiSelect, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback, useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMay } from '../app/may.ts'
import { useData } from '../data/useData.ts'
import { MembersByName, Models } from '../generated/tasks.ts'
import { texts } from '../texts/index.ts'
import { FILTERS, STATUSES } from './filter.ts'

type Name = (typeof FILTERS)[number]

/** Sets a part of the address, or takes it out. */
export function useFilter() {
  const [search, setSearch] = useSearchParams()
  const set = (name: Name, value: string | null) =>
    setSearch(
      (last) => {
        if (value) last.set(name, value)
        else last.delete(name)
        return last
      },
      { replace: true },
    )
  const clear = () =>
    setSearch((last) => {
      for (const name of FILTERS) last.delete(name)
      return last
    })
  return { search, set, clear, isAny: FILTERS.some((name) => search.get(name)) }
}

export function Filters() {
  const may = useMay()
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
      <MultiSelect
        label={t.status}
        placeholder={statuses.length === 0 ? t.any : ''}
        data={STATUSES.map((value) => ({ value, label: texts.tasks.status[value] ?? value }))}
        value={statuses}
        onChange={(values) => set('status', values.join(','))}
        clearable
      />
      <PriceRuleFilter name="model" />
      <PriceRuleFilter name="operation" />
      {may('seeAllTasks') ? <MemberFilter /> : null}
      <Typed name="tag" />
      <Typed name="id" />
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

/** A choice of what has a price; what the address names may have none any longer. */
interface PriceRuleFilterProps {
  readonly name: 'model' | 'operation' | 'provider'
  readonly label?: string
}

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
