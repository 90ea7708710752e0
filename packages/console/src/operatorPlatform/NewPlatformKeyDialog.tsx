// Makes a platform key, whose secret is shown once. It may do no more than the key of the session.

import { Checkbox, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { CreatePlatformKey } from '../generated/platform.ts'
import type { PlatformScope } from '../generated/types.ts'
import { useHasScope } from '../operator/session.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { nowMs } from '../parts/clock.ts'
import { KeyReady } from '../settings/KeyReady.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'

const SCOPES = Object.keys(operator.scopes) as readonly PlatformScope[]
const ENDS_DAYS = [0, 30, 90, 365]
const DAY_MS = 86_400_000

export function NewPlatformKeyDialog({ onClose }: { onClose: () => void }) {
  const t = operator.platformKeys
  const has = useHasScope()
  const create = useAct(CreatePlatformKey)
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly PlatformScope[]>(['READ'])
  const [days, setDays] = useState(0)
  const [allowedAddresses, setAllowedAddresses] = useState<string[]>([])
  const [secret, setSecret] = useState<string | null>(null)
  async function run() {
    const expiresAt = days > 0 ? new Date(nowMs() + days * DAY_MS).toISOString() : null
    const done = await create.run({ name: name.trim(), scopes: [...scopes], expiresAt, allowedAddresses })
    if (done) setSecret(done.secret)
    return false
  }
  if (secret) return <KeyReady secret={secret} onClose={onClose} />
  return (
    <ActionDialog
      title={t.create}
      action={texts.settings.makeKey}
      needs={{ [texts.settings.keyName]: name.trim() !== '', [texts.settings.keyScopes]: scopes.length > 0 }}
      {...{ run, onClose, isRunning: create.isRunning, problem: create.problem }}
    >
      <TextInput
        label={texts.settings.keyName}
        description={t.nameHint}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={200}
        autoComplete="off"
        data-autofocus
      />
      <Checkbox.Group
        label={texts.settings.keyScopes}
        value={[...scopes]}
        onChange={(chosen) => setScopes(SCOPES.filter((scope) => chosen.includes(scope)))}
      >
        <Stack gap="xs" mt={6}>
          {SCOPES.filter((scope) => has(scope)).map((scope) => (
            <Checkbox key={scope} value={scope} label={operator.scopeTexts[scope]} />
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
        maxTags={50}
      />
    </ActionDialog>
  )
}
