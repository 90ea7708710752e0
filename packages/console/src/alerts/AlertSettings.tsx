// Alerts and mails: when credits run low or will be lost, and which mails the person gets.

import { Stack } from '@mantine/core'
import { useMay } from '../app/may.ts'
import { useData } from '../data/useData.ts'
import { AlertSettings as Read } from '../generated/alerts.ts'
import { Fault } from '../parts/Fault.tsx'
import { PageSkeleton } from '../parts/PageSkeleton.tsx'
import { LossAlert } from './LossAlert.tsx'
import { MailPreferences } from './MailPreferences.tsx'
import { Thresholds } from './Thresholds.tsx'

export function AlertSettings() {
  const may = useMay()
  const { data, error, again } = useData(Read, {}, { on: ['alerts', 'credits'] })
  if (error && !data) return <Fault error={error} again={again} />
  if (!data) return <PageSkeleton />
  const thresholds = data.balanceThresholds.edges.flatMap(({ node }) => (node && !node.endedAt ? [node] : []))
  return (
    <Stack gap="lg">
      <Thresholds thresholds={thresholds} isEditable={may('manageAlerts')} />
      {may('manageAlerts') ? <LossAlert days={data.expiryAlertDays ?? null} /> : null}
      <MailPreferences />
    </Stack>
  )
}
