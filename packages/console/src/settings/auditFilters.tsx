// The filters of an audit log, which are in the address.

import { Select } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { DayInput } from '../parts/DayInput.tsx'
import { dateAfter, startOfDate } from '../parts/zone.ts'
import { texts } from '../texts/index.ts'

/** The filter that the address has; days are those of the organization's zone. */
export function filterOf(search: URLSearchParams, zone: string) {
  const [action, from, until] = ['action', 'from', 'until'].map((name) => search.get(name))
  return {
    ...(action ? { action } : {}),
    ...(from ? { from: startOfDate(from, zone) } : {}),
    ...(until ? { until: startOfDate(dateAfter(until), zone) } : {}),
  }
}

export function AuditFilters({ acts }: { readonly acts: Readonly<Record<string, string>> }) {
  const [search, setSearch] = useSearchParams()
  const choose = (name: string) => (value: string | null) =>
    setSearch((last) => {
      for (const key of ['after', 'before', name]) last.delete(key)
      if (value) last.set(name, value)
      return last
    })
  return (
    <search className="list-filters">
      <Select
        label={texts.settings.auditKind}
        placeholder={texts.settings.auditAll}
        data={Object.entries(acts).map(([value, label]) => ({ value, label }))}
        value={search.get('action')}
        onChange={choose('action')}
        searchable
        clearable
      />
      {(['from', 'until'] as const).map((name) => (
        <DayInput
          key={name}
          label={name === 'from' ? texts.settings.auditFrom : texts.settings.auditUntil}
          value={search.get(name) ?? ''}
          onChange={choose(name)}
        />
      ))}
    </search>
  )
}
