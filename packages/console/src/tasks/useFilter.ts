// The filters of a list of tasks, as the address has them.

import { useSearchParams } from 'react-router'
import { FILTERS } from './filter.ts'

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
