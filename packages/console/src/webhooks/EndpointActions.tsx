// What can be done with a webhook.

import { TestWebhookEndpoint, UpdateWebhookEndpoint } from '@holdfast/client/operations'
import { Alert, Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { texts } from '../texts/index.ts'
import { ChangeEndpointDialog } from './ChangeEndpointDialog.tsx'
import { EndEndpointDialog } from './EndEndpointDialog.tsx'
import { ResumeDialog } from './ResumeDialog.tsx'
import { RotateSecretDialog } from './RotateSecretDialog.tsx'
import { TestDialog } from './TestDialog.tsx'
import type { EndpointDetails } from './types.ts'

type Doing = 'change' | 'resume' | 'rotate' | 'end'

export function EndpointActions({ endpoint }: { readonly endpoint: EndpointDetails }) {
  const t = texts.webhooks
  const [doing, setDoing] = useState<Doing | null>(null)
  const [testId, setTestId] = useState<string | null>(null)
  const test = useAct(TestWebhookEndpoint)
  const update = useAct(UpdateWebhookEndpoint)
  const { id, state } = endpoint
  const close = () => setDoing(null)
  async function sendTest() {
    const done = await test.run({ webhookEndpointId: id })
    if (done) setTestId(done.delivery.id)
  }
  async function pause() {
    const done = await update.run({ webhookEndpointId: id, isPaused: true })
    if (done) notifications.show({ message: t.pausedNow, color: 'teal' })
  }
  const problem = test.problem ?? update.problem
  return (
    <>
      <Group gap="xs">
        <Button onClick={sendTest} loading={test.isRunning}>
          {t.try}
        </Button>
        <Button variant="default" onClick={() => setDoing('change')}>
          {t.change}
        </Button>
        <Button
          variant="default"
          onClick={state === 'ENABLED' ? pause : () => setDoing('resume')}
          loading={update.isRunning}
        >
          {state === 'ENABLED' ? t.pause : t.resume}
        </Button>
        <Button variant="default" onClick={() => setDoing('rotate')}>
          {t.rotate}
        </Button>
        <Button variant="subtle" color="red" onClick={() => setDoing('end')}>
          {t.end}
        </Button>
      </Group>
      {problem ? (
        <Alert color="red" variant="light" role="alert" mt="sm">
          {problem}
        </Alert>
      ) : null}
      {testId ? <TestDialog id={testId} onClose={() => setTestId(null)} /> : null}
      {doing === 'change' ? <ChangeEndpointDialog endpoint={endpoint} onClose={close} /> : null}
      {doing === 'resume' ? <ResumeDialog id={id} onClose={close} /> : null}
      {doing === 'rotate' ? <RotateSecretDialog id={id} onClose={close} /> : null}
      {doing === 'end' ? <EndEndpointDialog endpoint={endpoint} onClose={close} /> : null}
    </>
  )
}
