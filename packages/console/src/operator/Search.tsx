// The search for an organization from everywhere, by a part of its name, its external id or its id.

import { Modal, Select } from '@mantine/core'
import { useDebouncedValue, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useData } from '../data/useData.ts'
import { Find, FindById } from '../generated/operator.ts'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'

const SHOWN = 8
const PAUSE_MS = 150

interface SearchProps {
  readonly isOpen: boolean
  readonly setIsOpen: (isOpen: boolean) => void
}

export function Search({ isOpen, setIsOpen }: SearchProps) {
  useHotkeys([['mod+K', () => setIsOpen(true)]])
  return (
    <Modal
      opened={isOpen}
      onClose={() => setIsOpen(false)}
      title={operator.search.title}
      closeButtonProps={{ 'aria-label': texts.common.close }}
      yOffset="12vh"
      centered={false}
    >
      <Field close={() => setIsOpen(false)} />
    </Modal>
  )
}

function Field({ close }: { close: () => void }) {
  const t = operator.search
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const { found, isLoading } = useFound(text)
  return (
    <Select
      label={t.label}
      description={t.hint}
      placeholder={t.placeholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      data={found.map(({ id, name, externalId }) => ({
        value: id,
        label: externalId ? `${name} · ${externalId}` : name,
      }))}
      // What was found fits already.
      filter={({ options }) => options}
      searchValue={text}
      onSearchChange={setText}
      value={null}
      onChange={(id) => {
        if (!id) return
        close()
        navigate(`/organizations/${id}`)
      }}
      nothingFoundMessage={isLoading || text.trim() === '' ? null : t.none}
      searchable
      selectFirstOptionOnChange
      comboboxProps={{ withinPortal: true }}
      data-autofocus
    />
  )
}

interface Found {
  readonly id: string
  readonly name: string
  readonly externalId?: string | null
}

function useFound(text: string): { found: readonly Found[]; isLoading: boolean } {
  const [asked] = useDebouncedValue(text.trim(), PAUSE_MS)
  const byName = useData(Find, { name: asked || null, first: SHOWN })
  const isId = /^org_\S+$/.test(asked)
  const byId = useData(FindById, asked ? (isId ? { id: asked } : { externalId: asked }) : null)
  const named = byName.data?.edges.flatMap(({ node }) => (node ? [node] : [])) ?? []
  const exact = asked && byId.data ? [byId.data] : []
  return {
    found: [...new Map([...exact, ...named].map((each) => [each.id, each])).values()],
    isLoading: byName.isLoading || byId.isLoading,
  }
}
