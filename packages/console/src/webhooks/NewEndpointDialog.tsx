// Adds a webhook, whose signing secret is shown once.

import { CreateWebhookEndpoint } from '@holdfast/client/operations'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { issueAt, problemBeside } from '../parts/issuesOf.ts'
import { SecretReady } from '../parts/SecretReady.tsx'
import { texts } from '../texts/index.ts'
import { type Choice, EndpointFields, neededOf } from './EndpointFields.tsx'

export function NewEndpointDialog({ onClose }: { readonly onClose: () => void }) {
  const t = texts.webhooks
  const create = useAct(CreateWebhookEndpoint)
  const [choice, setChoice] = useState<Choice>({ url: '', events: ['TASK_ENDED'] })
  const [secret, setSecret] = useState<string | null>(null)
  async function run() {
    const done = await create.run({ url: choice.url.trim(), events: [...choice.events] })
    if (done) setSecret(done.secret)
    return false
  }
  if (secret) return <SecretReady title={t.ready} label={t.secret} text={t.secretOnce} {...{ secret, onClose }} />
  return (
    <ActionDialog
      title={t.add}
      action={t.addAction}
      needs={neededOf(choice)}
      {...{ run, onClose, isRunning: create.isRunning, problem: problemBeside(create, 'url') }}
    >
      <EndpointFields {...{ choice, setChoice }} urlIssue={issueAt(create.refusal, 'url')} />
    </ActionDialog>
  )
}
