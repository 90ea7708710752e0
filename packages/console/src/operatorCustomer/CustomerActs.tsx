// What can be done with a customer as a whole: to look at it as its admins see it, and to suspend and resume it.

import { Button } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useState } from 'react'
import { ResumeOrganization, SuspendOrganization } from '../generated/acts.ts'
import { ConfirmDialog } from '../operator/ConfirmDialog.tsx'
import { useHasScope } from '../operator/session.ts'
import { operator } from '../texts/operator.ts'
import type { CustomerData } from './customer.ts'

export function CustomerActs({ customer }: { customer: CustomerData }) {
  const t = operator.customer
  const has = useHasScope()
  const [isAsking, setIsAsking] = useState(false)
  const { id, name, status } = customer
  const isOpen = status === 'ACTIVE' || status === 'SUSPENDED'
  const close = () => setIsAsking(false)
  if (!isOpen) return null
  return (
    <>
      {has('ORGANIZATIONS') ? (
        <Button variant="default" onClick={() => setIsAsking(true)}>
          {status === 'ACTIVE' ? t.suspend : t.resume}
        </Button>
      ) : null}
      <Button component="a" href={`/console/operator/as/${id}`} leftSection={<IconEye size={16} aria-hidden />}>
        {t.openAs}
      </Button>
      {isAsking && status === 'ACTIVE' ? (
        <ConfirmDialog
          operation={SuspendOrganization}
          inputOf={(reason) => ({ organizationId: id, reason })}
          title={t.suspendTitle(name)}
          action={t.suspendAction}
          text={t.suspendText}
          done={t.suspended}
          reasonLabel={t.suspendReason}
          isDanger
          onClose={close}
        />
      ) : null}
      {isAsking && status === 'SUSPENDED' ? (
        <ConfirmDialog
          operation={ResumeOrganization}
          inputOf={() => ({ organizationId: id })}
          title={t.resumeTitle(name)}
          action={t.resumeAction}
          text={t.resumeText}
          done={t.resumed}
          onClose={close}
        />
      ) : null}
    </>
  )
}
