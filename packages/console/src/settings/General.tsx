// The name of the organization.

import { UpdateOrganization } from '@holdfast/client/operations'
import { Button, Group, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useMay } from '../app/may.ts'
import { useSession } from '../app/session.tsx'
import { useAct } from '../data/useAct.ts'
import { Card } from '../parts/Card.tsx'
import { texts } from '../texts/index.ts'

export function General() {
  const may = useMay()
  const { data } = useSession()
  const rename = useAct(UpdateOrganization)
  const [name, setName] = useState<string | null>(null)
  const shown = name ?? data?.organization?.name ?? ''
  async function save(event: FormEvent) {
    event.preventDefault()
    const saved = await rename.run({ name: shown })
    if (saved) notifications.show({ message: texts.settings.nameSaved, color: 'teal' })
  }
  return (
    <Card title={texts.settings.general}>
      <form onSubmit={save}>
        <Group align="flex-end">
          <TextInput
            label={texts.settings.name}
            value={shown}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            disabled={!may('updateOrganization')}
            error={rename.problem}
            maw={420}
            flex={1}
          />
          {may('updateOrganization') ? (
            <Button type="submit" loading={rename.isRunning} disabled={shown === data?.organization?.name}>
              {texts.settings.rename}
            </Button>
          ) : null}
        </Group>
      </form>
    </Card>
  )
}
