// Changes the URL of a webhook, and the events that it is told.

import { UpdateWebhookEndpoint } from '@holdfast/client/operations'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { issueAt, problemBeside } from '../parts/issuesOf.ts'
import { texts } from '../texts/index.ts'
import { type Choice, EndpointFields, neededOf } from './EndpointFields.tsx'
import type { Endpoint } from './types.ts'

interface ChangeEndpointDialogProps {
  readonly endpoint: Pick<Endpoint, 'id' | 'url' | 'events'>
  readonly onClose: () => void
}

export function ChangeEndpointDialog({ endpoint: { id, url, events }, onClose }: ChangeEndpointDialogProps) {
  const t = texts.webhooks
  const update = useAct(UpdateWebhookEndpoint)
  const [choice, setChoice] = useState<Choice>({ url, events })
  async function run() {
    const changed = { url: choice.url.trim(), events: [...choice.events] }
    const done = await update.run({ webhookEndpointId: id, ...changed })
    if (done) notifications.show({ message: t.changed, color: 'teal' })
    return done !== null
  }
  return (
    <ActionDialog
      title={t.changeTitle}
      action={texts.common.save}
      needs={neededOf(choice)}
      {...{ run, onClose, isRunning: update.isRunning, problem: problemBeside(update, 'url') }}
    >
      <EndpointFields {...{ choice, setChoice }} urlIssue={issueAt(update.refusal, 'url')} />
    </ActionDialog>
  )
}
