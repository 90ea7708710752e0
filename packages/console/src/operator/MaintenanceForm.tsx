// Begins and ends maintenance, of one organization or of all: meanwhile new tasks are refused with its reason.

import { Alert, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAct } from '../data/useAct.ts'
import { SetMaintenance } from '../generated/acts.ts'
import { operator } from '../texts/operator.ts'
import { Form } from './Form.tsx'

interface MaintenanceFormProps {
  /** Null: all organizations. */
  readonly organizationId: string | null
  /** The reason of the maintenance under way; null: there is none. */
  readonly reason: string | null
}

export function MaintenanceForm({ organizationId, reason }: MaintenanceFormProps) {
  const t = operator.maintenance
  const set = useAct(SetMaintenance)
  const [written, setWritten] = useState('')
  async function save() {
    const done = await set.run({ organizationId, reason: reason === null ? written.trim() : null })
    if (!done) return
    setWritten('')
    notifications.show({ message: reason === null ? t.begun : t.ended, color: 'teal' })
  }
  return (
    <Form
      title={organizationId ? t.titleOfOne : t.title}
      action={reason === null ? t.begin : t.end}
      needs={{ [t.reason]: reason !== null || written.trim() !== '' }}
      {...{ save, isRunning: set.isRunning, problem: set.problem }}
    >
      {reason === null ? (
        <Textarea
          label={t.reason}
          description={organizationId ? t.hintOfOne : t.hint}
          value={written}
          onChange={({ currentTarget }) => setWritten(currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
        />
      ) : (
        <Alert color="yellow" variant="light" title={t.underWay}>
          {reason}
        </Alert>
      )}
    </Form>
  )
}
