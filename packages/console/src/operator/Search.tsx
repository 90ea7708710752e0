// The search for an organization from everywhere, by a part of its name, by its ids, or by the mail address of a member.

import { Modal, Select } from '@mantine/core'
import { useDebouncedValue, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useData } from '../data/useData.ts'
import { Find } from '../generated/operator.ts'
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
      data={[...placesOf(text.trim()), ...found.map(placeOf)]}
      // What was found fits already.
      filter={({ options }) => options}
      searchValue={text}
      onSearchChange={setText}
      value={null}
      onChange={(path) => {
        if (!path) return
        close()
        navigate(path)
      }}
      nothingFoundMessage={isLoading || text.trim() === '' ? null : t.none}
      searchable
      selectFirstOptionOnChange
      comboboxProps={{ withinPortal: true }}
      data-autofocus
    />
  )
}

/** The organization as a choice: its address, and its name. */
function placeOf({ id, name, externalId }: { id: string; name: string; externalId: string | null }) {
  return { value: `/organizations/${id}`, label: externalId ? `${name} · ${externalId}` : name }
}

/** Where an id or a reference that was pasted leads. */
function placesOf(text: string) {
  const { places } = operator.search
  const [kind] = text.split('_')
  if (kind === 'task') return [{ value: `/tasks/${text}`, label: places.task }]
  if (kind === 'payment') return [{ value: `/payments/${text}`, label: places.payment }]
  if (/^rf\d\d/i.test(text)) return [{ value: `/payments?find=${encodeURIComponent(text)}`, label: places.reference }]
  return []
}

function useFound(text: string) {
  const [search] = useDebouncedValue(text.trim(), PAUSE_MS)
  const { data, isLoading } = useData(Find, search === '' ? null : { search, first: SHOWN })
  return { found: search === '' ? [] : (data?.edges.flatMap(({ node }) => (node ? [node] : [])) ?? []), isLoading }
}
