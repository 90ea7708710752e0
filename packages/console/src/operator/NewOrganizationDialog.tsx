// Creates an organization; the key of its owner is shown once.

import { Button, Group, Modal, SegmentedControl, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useAct } from '../data/useAct.ts'
import { CreateOrganization } from '../generated/organizations.ts'
import type { OrganizationMode } from '../generated/types.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { SecretOnce } from '../parts/SecretOnce.tsx'
import { texts } from '../texts/index.ts'
import { operator } from '../texts/operator.ts'

interface Created {
  readonly id: string
  readonly name: string
  readonly secret: string | null
}

export function NewOrganizationDialog({ onClose }: { onClose: () => void }) {
  const [created, setCreated] = useState<Created | null>(null)
  return created ? <Ready created={created} onClose={onClose} /> : <Make onClose={onClose} onReady={setCreated} />
}

function Make({ onClose, onReady }: { onClose: () => void; onReady: (created: Created) => void }) {
  const t = operator.organizations
  const create = useAct(CreateOrganization)
  const [name, setName] = useState('')
  const [owner, setOwner] = useState('')
  const [externalId, setExternalId] = useState('')
  const [mode, setMode] = useState<OrganizationMode>('LIVE')
  const [creditTypes, setCreditTypes] = useState<string[]>([])
  async function run() {
    const done = await create.run({
      ...{ name: name.trim(), mode, creditTypes },
      ...(externalId.trim() ? { externalId: externalId.trim() } : {}),
      members: [{ name: owner.trim() || t.ownerDefault, role: 'OWNER' }],
    })
    if (done) onReady({ ...done.organization, secret: done.keys[0]?.secret ?? null })
    return false
  }
  return (
    <ActionDialog
      title={t.create}
      action={t.createAction}
      needs={{ [t.name]: name.trim() !== '' }}
      {...{ run, onClose, isRunning: create.isRunning, problem: create.problem }}
    >
      <TextInput
        label={t.name}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={200}
        autoComplete="off"
        required
        data-autofocus
      />
      <SegmentedControl
        aria-label={t.mode}
        data={(['LIVE', 'SANDBOX'] as const).map((value) => ({ value, label: t.modes[value] }))}
        value={mode}
        onChange={setMode}
        fullWidth
      />
      <Text size="xs" className="quiet">
        {mode === 'LIVE' ? t.liveHint : t.sandboxHint}
      </Text>
      <TextInput
        label={t.owner}
        placeholder={t.ownerDefault}
        value={owner}
        onChange={({ currentTarget }) => setOwner(currentTarget.value)}
        maxLength={200}
        autoComplete="off"
      />
      <TextInput
        label={t.externalId}
        description={t.externalIdHint}
        value={externalId}
        onChange={({ currentTarget }) => setExternalId(currentTarget.value)}
        maxLength={255}
        autoComplete="off"
      />
      <TagsInput
        label={t.creditTypes}
        description={t.creditTypesHint}
        value={creditTypes}
        onChange={setCreditTypes}
        maxTags={100}
      />
    </ActionDialog>
  )
}

function Ready({ created: { id, name, secret }, onClose }: { created: Created; onClose: () => void }) {
  const t = operator.organizations
  const navigate = useNavigate()
  return (
    <Modal opened onClose={onClose} title={t.ready(name)} closeOnClickOutside={false}>
      <Stack>
        {secret ? <SecretOnce label={t.ownerKey} secret={secret} text={t.ownerKeyText} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {texts.settings.done}
          </Button>
          <Button onClick={() => navigate(`/organizations/${id}`)}>{t.toCustomer}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
