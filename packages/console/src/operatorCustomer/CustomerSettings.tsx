// What the platform has set for a customer: their labels, limits, billing details and maintenance; and closing them.

import { Button, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import { useData } from '../data/useData.ts'
import { CloseOrganization } from '../generated/acts.ts'
import { CustomerSettings as Read } from '../generated/customer.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { MaintenanceForm } from '../operator/MaintenanceForm.tsx'
import { useHasScope } from '../operator/session.ts'
import { Card } from '../parts/Card.tsx'
import { Fault } from '../parts/Fault.tsx'
import { operator } from '../texts/operator.ts'
import { BillingForm } from './BillingForm.tsx'
import type { CustomerData } from './customer.ts'
import { LabelsForm } from './LabelsForm.tsx'
import { LimitsForm } from './LimitsForm.tsx'

export function CustomerSettings({ customer }: { customer: CustomerData }) {
  const { id } = customer
  const has = useHasScope()
  const { data, error, again } = useData(Read, { id })
  if (error && !data) return <Fault error={error} again={again} />
  if (!data) return <Skeleton h={420} radius="lg" />
  return (
    <div className="grid">
      <div className="half column">
        <LabelsForm settings={data} />
        <LimitsForm settings={data} />
      </div>
      <div className="half column">
        <BillingForm settings={data} />
        {has('CATALOGUE') ? <MaintenanceForm organizationId={id} reason={data.ownMaintenance ?? null} /> : null}
        {has('ORGANIZATIONS') ? <Closing customer={customer} /> : null}
      </div>
    </div>
  )
}

function Closing({ customer: { id, name, status } }: { customer: CustomerData }) {
  const t = operator.customer
  const [isAsking, setIsAsking] = useState(false)
  if (status === 'CLOSED' || status === 'CLOSING') return null
  return (
    <Card title={t.close}>
      <Text size="sm" mb="sm">
        {t.closeText}
      </Text>
      <Button color="red.9" onClick={() => setIsAsking(true)}>
        {t.closeStart}
      </Button>
      {isAsking ? (
        <ConfirmDialog
          operation={CloseOrganization}
          inputOf={(reason) => ({ organizationId: id, reason })}
          title={t.closeTitle(name)}
          action={t.closeAction}
          text={t.closeText}
          done={t.closed}
          reasonLabel={operator.reason}
          isDanger
          onClose={() => setIsAsking(false)}
        />
      ) : null}
    </Card>
  )
}
