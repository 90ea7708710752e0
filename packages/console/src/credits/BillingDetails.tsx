// Whom the receipts are for: what they say now, and changing it, with what the next one will say.

import { SetBillingDetails } from '@holdfast/client/operations'
import { Alert, Button, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useMay } from '../app/may.ts'
import { useSession } from '../app/session.tsx'
import { useAct } from '../data/useAct.ts'
import type { BillingQuery } from '../generated/types.ts'
import { ActionDialog } from '../parts/ActionDialog.tsx'
import { Card } from '../parts/Card.tsx'
import { issueAt, problemBeside } from '../parts/issuesOf.ts'
import { texts } from '../texts/index.ts'

type Details = NonNullable<NonNullable<BillingQuery['organization']>['billingDetails']>
type Shown = Pick<Details, 'name' | 'address'> & { readonly taxId?: string | null; readonly email?: string | null }

export function BillingDetails({ details }: { readonly details: Details | null }) {
  const text = texts.credits.billing
  const may = useMay()
  const { data } = useSession()
  const [isChanging, setChanging] = useState(false)
  return (
    <Card
      title={text.title}
      actions={
        may('purchase') ? (
          <Button size="xs" variant="default" onClick={() => setChanging(true)}>
            {details ? text.change : text.set}
          </Button>
        ) : null
      }
    >
      {details ? (
        <Payer details={details} />
      ) : (
        <Text size="sm" className="quiet">
          {text.none(data?.organization?.name ?? '')}
        </Text>
      )}
      {isChanging ? <ChangeDialog details={details} onClose={() => setChanging(false)} /> : null}
    </Card>
  )
}

/** The payer, as a receipt has it. */
function Payer({ details: { name, address, taxId, email } }: { readonly details: Shown }) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {name}
      </Text>
      <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {[address, taxId ? texts.credits.billing.taxIdIs(taxId) : '', email].filter(Boolean).join('\n')}
      </Text>
    </div>
  )
}

function ChangeDialog({ details, onClose }: { readonly details: Details | null; readonly onClose: () => void }) {
  const text = texts.credits.billing
  const set = useAct(SetBillingDetails)
  const [draft, setDraft] = useState({
    ...{ name: details?.name ?? '', address: details?.address ?? '' },
    ...{ taxId: details?.taxId ?? '', email: details?.email ?? '' },
  })
  const field = (name: keyof typeof draft) => ({
    label: text[name],
    value: draft[name],
    error: issueAt(set.refusal, name),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setDraft((last) => ({ ...last, [name]: value })),
  })
  async function run() {
    const done = await set.run({
      ...{ name: draft.name.trim(), address: draft.address.trim() },
      ...{ taxId: draft.taxId.trim() || null, email: draft.email.trim() || null },
    })
    if (done) notifications.show({ message: text.saved, color: 'teal' })
    return done !== null
  }
  const needs = { [text.name]: draft.name.trim() !== '', [text.address]: draft.address.trim() !== '' }
  return (
    <ActionDialog
      title={text.title}
      action={text.save}
      needs={needs}
      {...{ run, onClose, isRunning: set.isRunning, problem: problemBeside(set, ...Object.keys(draft)) }}
    >
      <TextInput {...field('name')} required maxLength={200} autoComplete="organization" data-autofocus />
      <Textarea {...field('address')} required autosize minRows={3} maxLength={500} autoComplete="street-address" />
      <TextInput {...field('taxId')} maxLength={50} />
      <TextInput {...field('email')} type="email" maxLength={255} autoComplete="email" />
      {Object.values(needs).every(Boolean) ? (
        <Alert color="gray" variant="light" title={text.preview}>
          <Payer details={draft} />
        </Alert>
      ) : null}
    </ActionDialog>
  )
}
