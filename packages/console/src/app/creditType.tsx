// The credit type that the pages show: chosen once, kept in the address, and the only one of most organizations.

import { SegmentedControl, Select } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { texts } from '../texts/index.ts'
import { useSession } from './session.tsx'

/** The credit types of the organization, and the one that is shown; null: it has none yet. */
export function useCreditType(): {
  creditType: string | null
  creditTypes: readonly string[]
  choose: (type: string) => void
} {
  const { data } = useSession()
  const [search, setSearch] = useSearchParams()
  const creditTypes = [...new Set(data?.organization?.wallets.map(({ creditType }) => creditType))].sort()
  const chosen = search.get('credits')
  const creditType = chosen && creditTypes.includes(chosen) ? chosen : (creditTypes[0] ?? null)
  const choose = (type: string) =>
    setSearch((last) => {
      last.set('credits', type)
      return last
    })
  return { creditType, creditTypes, choose }
}

/** Nothing where there is no choice. */
export function CreditTypeChoice() {
  const { creditType, creditTypes, choose } = useCreditType()
  if (creditTypes.length < 2 || creditType === null) return null
  if (creditTypes.length > 4)
    return (
      <Select
        aria-label={texts.overview.creditType}
        data={[...creditTypes]}
        value={creditType}
        onChange={(type) => type && choose(type)}
        allowDeselect={false}
        searchable
        w={180}
      />
    )
  return (
    <SegmentedControl
      aria-label={texts.overview.creditType}
      data={[...creditTypes]}
      value={creditType}
      onChange={choose}
    />
  )
}
