// Maintenance: new tasks are refused, of one organization or of all. Tasks in progress continue, and reads work.

import { z } from 'zod'
import type { App } from '../app.ts'
import { record } from '../audit/record.ts'
import { transact } from '../database/transact.ts'
import type { Batch } from '../engine/batch.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import { sentence } from '../formats/sentence.ts'
import { type OrganizationId, uuidOf } from '../ids.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { runWithoutKey } from '../operation.ts'
import { changeOrganization } from '../organizations/change.ts'
import { nextVersion } from '../pricing/priceRules.ts'
import { field, type InvalidInput, type NotFound, parseInput } from '../refusals.ts'

export interface Maintenance extends Refusal {
  readonly code: 'MAINTENANCE'
}

/** The reason why an organization can't submit tasks now; null if it can. */
export function refuseInMaintenance(batch: Batch, organizationId: OrganizationId): Maintenance | null {
  const reason = batch.priceBook.maintenance ?? batch.organization(organizationId)?.maintenance ?? null
  return reason === null ? null : maintenance(reason)
}

function maintenance(reason: string): Maintenance {
  return {
    code: 'MAINTENANCE',
    message: `No new tasks are accepted during maintenance: ${sentence(reason)} Tasks in progress continue.`,
  }
}

const Switch = z.object({
  /** All organizations if absent. */
  organizationId: uuidOf.organization.nullish(),
  /** The reason that refusals give; null ends the maintenance. */
  reason: field.text(500).min(1).nullable(),
})

export interface SwitchedMaintenance {
  readonly reason: string | null
}

/** Begins maintenance, or ends it. */
export async function setMaintenance(
  app: App,
  input: z.input<typeof Switch>,
): Promise<SwitchedMaintenance | InvalidInput | NotFound> {
  const parsed = parseInput(Switch, input)
  if (!parsed.ok) return parsed.refusal
  const { organizationId, reason } = parsed.value
  if (!organizationId) {
    await transact(app.prisma, async (transaction) => {
      await nextVersion(transaction)
      const { maintenance: before } = await transaction.priceBook.findUniqueOrThrow({ where: { id: 1 } })
      await transaction.priceBook.update({ where: { id: 1 }, data: { maintenance: reason } })
      const subject = { action: 'setMaintenance', subjectType: 'PriceBook', subjectId: '1' }
      const act = { ...subject, before: { maintenance: before }, after: { maintenance: reason } }
      await record(app, transaction, PLATFORM_ID, act, app.clock())
    })
    await app.refreshPriceBook()
    return { reason }
  }
  const change = {
    change: () => ({ maintenance: reason }),
    facts: ({ maintenance }: OrganizationSnapshot) => ({ maintenance }),
  }
  const changed = await runWithoutKey(app.lane, changeOrganization(organizationId, 'setMaintenance', change, null))
  return isRefusal(changed) ? changed : { reason }
}
