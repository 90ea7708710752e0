// The spending policy of an organization: where its days begin, whether the pool pays for members, and which tasks wait for an
// approval.

import { z } from 'zod'
import type { App } from '../app.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import type { Facts } from '../engine/records.ts'
import { isTimeZone } from '../ledger/period.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import type { CommonRefusal } from '../operation.ts'
import { type ChangedOrganization, operateOnOrganization } from '../organizations/change.ts'
import { field } from '../refusals.ts'

const SpendingPolicy = z.object({
  organizationId: z.uuid(),
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone, such as Europe/Berlin').nullish(),
  membersUsePool: z.boolean().nullish(),
  /** Null: no task waits. Absent: as it was. */
  approvalAbove: z.bigint().min(0n).max(CREDITS_MAX).nullish(),
  approvalSeconds: z
    .int()
    .min(60)
    .max(30 * 24 * 60 * 60)
    .nullish(),
  idempotencyKey: field.idempotencyKey,
})

/** Changes the time zone of an organization, what pays for its members' tasks, and which tasks wait for an approval. */
export function setSpendingPolicy(
  app: App,
  input: z.input<typeof SpendingPolicy>,
): Promise<ChangedOrganization | CommonRefusal> {
  return operateOnOrganization(app, 'setSpendingPolicy', SpendingPolicy, input, (asked) => ({
    change: (before) => ({
      timeZone: asked.timeZone ?? before.timeZone,
      membersUsePool: asked.membersUsePool ?? before.membersUsePool,
      approvalAbove: asked.approvalAbove === undefined ? before.approvalAbove : asked.approvalAbove,
      approvalSeconds: asked.approvalSeconds ?? before.approvalSeconds,
    }),
    facts: policyFacts,
  }))
}

function policyFacts({ timeZone, membersUsePool, approvalAbove, approvalSeconds }: OrganizationSnapshot): Facts {
  const above = approvalAbove === null ? null : String(approvalAbove)
  return { timeZone, membersUsePool, approvalAbove: above, approvalSeconds }
}
