// Makes an API key, whose secret is shown once.

import { CreateApiKey } from '@holdfast/client/operations'
import { Checkbox, SegmentedControl, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Action, useMay } from '../app/may.ts'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { nowMs } from '../parts/clock.ts'
import { issueAt, problemBeside } from '../parts/issuesOf.ts'
import { texts } from '../texts/index.ts'
import { KeyReady } from './KeyReady.tsx'

type Scope = 'READ' | 'SUBMIT' | 'HOLD' | 'ADMIN'

/** The scopes, and what a role needs to use each. */
const SCOPES: readonly (readonly [Scope, Action])[] = [
  ['READ', 'read'],
  ['SUBMIT', 'submitTasks'],
  ['HOLD', 'useHolds'],
  ['ADMIN', 'manageMembers'],
]
const ENDS_DAYS = [0, 30, 90, 365]
const DAY_MS = 86_400_000

export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const [secret, setSecret] = useState<string | null>(null)
  return secret ? <KeyReady secret={secret} onClose={onClose} /> : <MakeKey onClose={onClose} onReady={setSecret} />
}

function MakeKey({ onClose, onReady }: { onClose: () => void; onReady: (secret: string) => void }) {
  const may = useMay()
  const create = useAct(CreateApiKey)
  const [name, setName] = useState('')
  const [owner, setOwner] = useState('mine')
  const [scopes, setScopes] = useState<readonly Scope[]>(['READ'])
  const [days, setDays] = useState(0)
  const [allowedAddresses, setAllowedAddresses] = useState<string[]>([])
  async function run() {
    const expiresAt = days > 0 ? new Date(nowMs() + days * DAY_MS).toISOString() : null
    const rules = { scopes: [...scopes], expiresAt, allowedAddresses }
    const done = await create.run({ name: name.trim(), ofOrganization: owner === 'organization', ...rules })
    if (done) onReady(done.secret)
    return false
  }
  return (
    <ActionDialog
      title={texts.settings.newKey}
      action={texts.settings.makeKey}
      needs={{ [texts.settings.keyName]: name.trim() !== '', [texts.settings.keyScopes]: scopes.length > 0 }}
      {...{ run, onClose, isRunning: create.isRunning, problem: problemBeside(create, 'allowedAddresses') }}
    >
      <TextInput
        label={texts.settings.keyName}
        description={texts.settings.keyNameHint}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={200}
        autoComplete="off"
        data-autofocus
      />
      {may('manageAllKeys') ? (
        <SegmentedControl
          aria-label={texts.settings.keyOwner}
          data={[
            { value: 'mine', label: texts.settings.mine },
            { value: 'organization', label: texts.settings.ofOrganization },
          ]}
          value={owner}
          onChange={setOwner}
          fullWidth
        />
      ) : null}
      <Checkbox.Group label={texts.settings.keyScopes} value={[...scopes]} onChange={setScopes}>
        <Stack gap="xs" mt={6}>
          {SCOPES.filter(([, action]) => may(action)).map(([scope]) => (
            <Checkbox key={scope} value={scope} label={texts.settings.scopes[scope]} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Select
        label={texts.settings.keyEnds}
        data={ENDS_DAYS.map((each) => ({ value: String(each), label: texts.settings.keyEndsIn(each) }))}
        value={String(days)}
        onChange={(each) => setDays(Number(each))}
        allowDeselect={false}
      />
      <TagsInput
        label={texts.settings.keyNetworks}
        description={texts.settings.keyNetworksHint}
        value={allowedAddresses}
        onChange={setAllowedAddresses}
        error={issueAt(create.refusal, 'allowedAddresses')}
        maxTags={50}
      />
    </ActionDialog>
  )
}
