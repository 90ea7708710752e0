// The choice of what a new budget limits: whose use, and of what.

import { Group, Radio, Select, TextInput } from '@mantine/core'
import type { Needs } from '../parts/needs.tsx'
import { texts } from '../texts/index.ts'
import { useMembersByName } from './useMembersByName.ts'

export interface Subject {
  /** Null: everyone together. Empty: a member, who is not chosen yet. */
  readonly memberId: string | null
  readonly kind: 'model' | 'operation' | 'tag' | null
  readonly value: string
}

export const NOTHING: Subject = { memberId: null, kind: null, value: '' }

/** What a choice still needs. */
export const neededOf = ({ memberId, kind, value }: Subject): Needs => ({
  [texts.members.member]: memberId !== '',
  ...(kind === null ? {} : { [texts.members.kindValue[kind] ?? kind]: value.trim() !== '' }),
})

const KINDS = ['model', 'operation', 'tag'] as const

interface BudgetSubjectProps {
  readonly subject: Subject
  readonly setSubject: (subject: Subject) => void
}

export function BudgetSubject({ subject, setSubject }: BudgetSubjectProps) {
  const { memberId, kind, value } = subject
  const { found, setName } = useMembersByName()
  return (
    <>
      <Radio.Group label={texts.members.budgetFor} value={memberId === null ? 'all' : 'one'}>
        <Group mt={6}>
          <Radio
            value="all"
            label={texts.members.everyoneTogether}
            onChange={() => setSubject({ ...subject, memberId: null })}
          />
          <Radio
            value="one"
            label={texts.members.oneMember}
            onChange={() => setSubject({ ...subject, memberId: '' })}
          />
        </Group>
      </Radio.Group>
      {memberId === null ? null : (
        <Select
          label={texts.members.member}
          placeholder={texts.members.chooseMembersHint}
          data={found.map(({ id, name }) => ({ value: id, label: name }))}
          value={memberId || null}
          onChange={(id) => setSubject({ ...subject, memberId: id ?? '' })}
          onSearchChange={setName}
          searchable
        />
      )}
      <Select
        label={texts.members.budgetOf}
        data={[
          { value: 'all', label: texts.members.everything },
          ...KINDS.map((each) => ({ value: each, label: texts.members.kinds[each] ?? each })),
        ]}
        value={kind ?? 'all'}
        onChange={(chosen) =>
          setSubject({ ...subject, kind: KINDS.find((each) => each === chosen) ?? null, value: '' })
        }
        allowDeselect={false}
      />
      {kind === null ? null : (
        <TextInput
          label={texts.members.kindValue[kind]}
          value={value}
          onChange={({ currentTarget }) => setSubject({ ...subject, value: currentTarget.value })}
        />
      )}
    </>
  )
}
