// Pages of a long list, by cursors that are kept in the address.

import { Button, Group } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useSearchParams } from 'react-router'
import { texts } from '../texts/index.ts'

interface CursorVariables {
  readonly first?: number
  readonly after?: string
  readonly last?: number
  readonly before?: string
}

/** The variables that read the page that the address names; the first page where it names none. */
export function useCursor(size: number): CursorVariables {
  const [search] = useSearchParams()
  const before = search.get('before')
  if (before) return { last: size, before }
  const after = search.get('after')
  return after ? { first: size, after } : { first: size }
}

interface PageInfo {
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  readonly startCursor?: string | null
  readonly endCursor?: string | null
}

/** Nothing where one page holds all. */
export function CursorPages({ pageInfo }: { readonly pageInfo: PageInfo }) {
  const [search, setSearch] = useSearchParams()
  const { startCursor, endCursor } = pageInfo
  const hasPrevious = pageInfo.hasPreviousPage || search.has('after')
  const hasNext = pageInfo.hasNextPage || search.has('before')
  if (!hasPrevious && !hasNext) return null
  const go = (to: Readonly<Record<string, string>>) =>
    setSearch((last) => {
      for (const name of ['after', 'before']) last.delete(name)
      for (const [name, cursor] of Object.entries(to)) last.set(name, cursor)
      return last
    })
  return (
    <Group justify="flex-end" gap="xs" p="sm">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconChevronLeft size={14} aria-hidden />}
        disabled={!hasPrevious}
        onClick={() => go(startCursor ? { before: startCursor } : {})}
      >
        {texts.common.previousPage}
      </Button>
      <Button
        variant="default"
        size="xs"
        rightSection={<IconChevronRight size={14} aria-hidden />}
        disabled={!hasNext}
        onClick={() => go(endCursor ? { after: endCursor } : {})}
      >
        {texts.common.nextPage}
      </Button>
    </Group>
  )
}
