// The credits by their origin: what came in, what is left of it, and when it ends.

import { useSearchParams } from 'react-router'
import { useCreditType } from '../app/creditType.tsx'
import { usePages } from '../data/usePages.ts'
import { Lots as Read } from '../generated/credits.ts'
import type { LotsQuery } from '../generated/types.ts'
import { texts } from '../texts/index.ts'
import { LotTable } from './LotTable.tsx'

const connectionOf = (organization: LotsQuery['organization']) => organization?.wallet?.lots

export function Lots() {
  const { creditType } = useCreditType()
  const [search, setSearch] = useSearchParams()
  const isAll = search.get('show') === 'all'
  const pages = usePages(Read, { creditType, open: isAll ? null : true }, connectionOf, ['credits'])
  const showAll = (isAll: boolean) =>
    setSearch((last) => {
      if (isAll) last.set('show', 'all')
      else last.delete('show')
      return last
    })
  return <LotTable {...{ pages, isAll, showAll }} emptyText={texts.credits.lots.emptyText} />
}
