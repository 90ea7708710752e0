// How many days before credits are lost somebody is told.

import { SetExpiryAlert } from '@holdfast/client/operations'
import { Button, Group, NumberInput, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { Card } from '../parts/Card.tsx'
import { texts } from '../texts/index.ts'

/** `days`: null if nobody is told. */
export function LossAlert({ days }: { days: number | null }) {
  const text = texts.alerts
  const set = useAct(SetExpiryAlert)
  const [typed, setTyped] = useState<number | string | null>(null)
  const shown = typed ?? days ?? ''
  async function save(event: FormEvent) {
    event.preventDefault()
    if (!(await set.run({ days: shown === '' ? null : Number(shown) }))) return
    setTyped(null)
    notifications.show({ message: text.lossSaved, color: 'teal' })
  }
  return (
    <Card title={text.loss}>
      <Text size="sm" className="quiet" mb="md">
        {text.lossText}
      </Text>
      <form onSubmit={save}>
        <Group align="flex-end">
          <NumberInput
            label={text.lossDays}
            placeholder={text.lossOff}
            value={shown}
            onChange={setTyped}
            min={1}
            max={365}
            allowDecimal={false}
            error={set.problem}
            w={200}
          />
          <Button type="submit" variant="default" loading={set.isRunning} disabled={shown === (days ?? '')}>
            {texts.common.save}
          </Button>
        </Group>
      </form>
    </Card>
  )
}
