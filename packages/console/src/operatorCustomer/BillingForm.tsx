// The billing details that the next receipts of a customer have.

import { Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { SetBillingDetails } from '../generated/acts.ts'
import { Form } from '../operator/Form.tsx'
import { useHasScope } from '../operator/session.ts'
import { operator } from '../texts/operator.ts'
import type { Settings } from './customer.ts'

const FIELDS = ['name', 'address', 'email', 'taxId'] as const
type Field = (typeof FIELDS)[number]

export function BillingForm({ settings: { id, billingDetails } }: { settings: Settings }) {
  const t = operator.billing
  const has = useHasScope()
  const set = useAct(SetBillingDetails)
  const [written, setWritten] = useState<Partial<Record<Field, string>>>({})
  const textOf = (field: Field) => written[field] ?? billingDetails?.[field] ?? ''
  const write = (field: Field) => (value: string) => setWritten((last) => ({ ...last, [field]: value }))
  async function save() {
    const done = await set.run({
      organizationId: id,
      ...{ name: textOf('name').trim(), address: textOf('address').trim() },
      ...{ email: textOf('email').trim() || null, taxId: textOf('taxId').trim() || null },
    })
    if (done) notifications.show({ message: t.saved, color: 'teal' })
  }
  const isReadOnly = !has('ORGANIZATIONS')
  return (
    <Form
      title={t.title}
      needs={{ [t.fields.name]: textOf('name').trim() !== '', [t.fields.address]: textOf('address').trim() !== '' }}
      {...{ save, isReadOnly, isRunning: set.isRunning, problem: set.problem }}
    >
      {FIELDS.map((field) =>
        field === 'address' ? (
          <Textarea
            key={field}
            label={t.fields[field]}
            value={textOf(field)}
            onChange={({ currentTarget }) => write(field)(currentTarget.value)}
            maxLength={500}
            autosize
            minRows={2}
            readOnly={isReadOnly}
          />
        ) : (
          <TextInput
            key={field}
            label={t.fields[field]}
            value={textOf(field)}
            onChange={({ currentTarget }) => write(field)(currentTarget.value)}
            maxLength={field === 'taxId' ? 50 : 200}
            readOnly={isReadOnly}
          />
        ),
      )}
    </Form>
  )
}
