// The organization snapshot: what every decision about an organization needs.

import type { OrganizationMode, OrganizationStatus, Subscription } from '../database/generated/client/client.ts'
import type { RefundAllowance } from '../ledger/refundAllowance.ts'
import type { TopUp } from '../ledger/topUp.ts'
import type { BudgetIndex } from './budgetIndex.ts'
import type { Kept } from './kept.ts'
import type { ThresholdIndex } from './thresholdIndex.ts'

export interface OrganizationSnapshot {
  readonly organizationId: string
  readonly name: string
  readonly status: OrganizationStatus
  /** The reason why it is SUSPENDED or CLOSED. */
  readonly statusReason: string | null
  readonly mode: OrganizationMode
  /** The time of a SANDBOX organization whose clock was moved; null if it uses the real time. */
  readonly clockAt: Date | null
  /** The reason why it can't submit tasks now; null if it can. */
  readonly maintenance: string | null
  /** IANA. */
  readonly timeZone: string
  readonly membersUsePool: boolean
  /** A task that costs more credits than this waits for an admin; null if no task does. */
  readonly approvalAbove: bigint | null
  /** The time that such a task waits at most. */
  readonly approvalSeconds: number
  /** The events that its webhook endpoints receive. */
  readonly webhookEvents: readonly string[]
  /** The number of days before an expiry at which an alert is raised; null if none is. */
  readonly expiryAlertDays: number | null
  /** The auto top-ups; null: none. */
  readonly topUps: readonly TopUp[] | null
  /** The first time at which one of them is due; null: none is. */
  readonly topUpAt: Date | null
  /** The credits that its admins may give back by themselves; null: none. */
  readonly refundAllowances: readonly RefundAllowance[] | null
  /** The balance thresholds in force. */
  readonly thresholds: ThresholdIndex
  /** The budgets in force, and what counts against them. */
  readonly budgets: BudgetIndex
  /** Null if it has no subscription. */
  readonly subscription: Subscription | null
  /** The amounts that are stored of its tasks, and their quotas. */
  readonly kept: Kept
}
