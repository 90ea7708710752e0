// The choice of those who get credits: everyone, or members by their names.

import { MultiSelect, Radio, Stack } from '@mantine/core'
import { texts } from '../texts/index.ts'
import { useMembersByName } from './useMembersByName.ts'

export interface Named {
  readonly id: string
  readonly name: string
}

interface ReceiversProps {
  readonly chosen: readonly Named[] | 'everyone'
  readonly setChosen: (chosen: readonly Named[] | 'everyone') => void
}

export function Receivers({ chosen, setChosen }: ReceiversProps) {
  const known = chosen === 'everyone' ? [] : chosen
  const { found, setName } = useMembersByName()
  const names = new Map([...known, ...found].map(({ id, name }) => [id, name]))
  return (
    <Stack gap="xs">
      <Radio.Group label={texts.members.giveTo} value={chosen === 'everyone' ? 'everyone' : 'some'}>
        <Stack gap="xs" mt={6}>
          <Radio value="some" label={texts.members.some} onChange={() => setChosen([])} />
          <Radio value="everyone" label={texts.members.everyone} onChange={() => setChosen('everyone')} />
        </Stack>
      </Radio.Group>
      {chosen === 'everyone' ? null : (
        <MultiSelect
          label={texts.members.chooseMembers}
          placeholder={chosen.length === 0 ? texts.members.chooseMembersHint : ''}
          data={[...names].map(([value, label]) => ({ value, label }))}
          value={chosen.map(({ id }) => id)}
          onChange={(ids) => setChosen(ids.map((id) => ({ id, name: names.get(id) ?? '' })))}
          onSearchChange={setName}
          searchable
          hidePickedOptions
        />
      )}
    </Stack>
  )
}
