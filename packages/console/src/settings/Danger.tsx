// Closes the organization, after its name has been written.

import { CloseOrganization } from '@holdfast/client/operations'
import { Button, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../app/may.ts'
import { useSession } from '../app/session.tsx'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { Card } from '../parts/Card.tsx'
import { NoPermission } from '../parts/NoPermission.tsx'
import { texts } from '../texts/index.ts'

export function Danger() {
  const may = useMay()
  const [isClosing, setClosing] = useState(false)
  if (!may('closeOrganization')) return <NoPermission roles={texts.settings.owners} />
  return (
    <Card title={texts.settings.closeTitle}>
      <Text size="sm" mb="sm">
        {texts.settings.closeText}
      </Text>
      <Button color="red.9" onClick={() => setClosing(true)}>
        {texts.settings.closeStart}
      </Button>
      {isClosing ? <CloseDialog onClose={() => setClosing(false)} /> : null}
    </Card>
  )
}

function CloseDialog({ onClose }: { onClose: () => void }) {
  const { data } = useSession()
  const close = useAct(CloseOrganization)
  const [written, setWritten] = useState('')
  const [reason, setReason] = useState('')
  const name = data?.organization?.name ?? ''
  async function run() {
    const done = await close.run({ reason: reason.trim() })
    if (done) location.assign('/console')
    return done !== null
  }
  return (
    <ActionDialog
      title={texts.settings.closeTitle}
      action={texts.settings.closeAction}
      isDanger
      needs={{
        [texts.settings.closeReason]: reason.trim() !== '',
        [texts.settings.closeConfirm(name)]: name !== '' && written.trim() === name.trim(),
      }}
      {...{ run, onClose, isRunning: close.isRunning, problem: close.problem }}
    >
      <Text size="sm">{texts.settings.closeText}</Text>
      <TextInput
        label={texts.settings.closeReason}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        maxLength={500}
        data-autofocus
      />
      <TextInput
        label={texts.settings.closeConfirm(name)}
        value={written}
        onChange={({ currentTarget }) => setWritten(currentTarget.value)}
        autoComplete="off"
      />
    </ActionDialog>
  )
}
