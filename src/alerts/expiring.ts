// The setting of alerts about credits that will be lost. src/forecast/tell.ts raises them.

import { z } from 'zod'
import type { App } from '../app.ts'
import type { CommonRefusal } from '../operation.ts'
import { type ChangedOrganization, operateOnOrganization } from '../organizations/change.ts'
import { field } from '../refusals.ts'

const DAYS_MAX = 365

const Setting = z.object({
  organizationId: z.uuid(),
  /** Null: no alert. */
  days: z.int().min(1).max(DAYS_MAX).nullable(),
  idempotencyKey: field.idempotencyKey,
})

/** Sets how many days before they are lost credits raise an alert. */
export function setExpiryAlert(app: App, input: z.input<typeof Setting>): Promise<ChangedOrganization | CommonRefusal> {
  return operateOnOrganization(app, 'setExpiryAlert', Setting, input, ({ days }) => ({
    change: () => ({ expiryAlertDays: days }),
    facts: ({ expiryAlertDays }) => ({ days: expiryAlertDays }),
  }))
}
