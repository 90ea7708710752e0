// The hooks: credits, tasks, prices, permission and usage, live by themselves.

import {
  BalanceChanged,
  Quote,
  SubmitPermission,
  TaskUpdated,
  Usage,
  WalletsChanged,
} from '@holdfast/client/operations'
import { useLive } from './live.ts'
import { useRead } from './read.ts'

export interface BalanceOf {
  /** The credit type. Absent: the only one of the organization. */
  readonly creditType?: string
  /** The member whose own wallet it is. Absent: the pool. */
  readonly memberId?: string
  /** The organization. Absent: the caller's own. */
  readonly organizationId?: string
}

/** The credits of a wallet. */
export const useBalance = (of: BalanceOf = {}) => useLive(BalanceChanged, of)

/** A task; nothing while its id is null. */
export const useTask = (taskId: string | null) => useLive(TaskUpdated, taskId === null ? null : { taskId })

/** A task that may be submitted. */
export interface Submission {
  readonly model: string
  readonly operation: string
  readonly input?: Record<string, unknown>
  readonly maxCredits?: number
  readonly memberId?: string
  readonly organizationId?: string
  readonly tags?: string[]
}

/** Whether a task would be accepted now, what it costs, and what is against it. */
export const useCanSubmit = (submission: Submission | null) => useLive(SubmitPermission, submission)

/** The price of a task as it is now, with what the credits would come from; asked again when it may have changed. */
export function useQuote(submission: Submission | null) {
  const permission = useCanSubmit(submission)
  return useRead(Quote, submission, permission.data)
}

export interface UsageOf {
  /** The first instant, and the one after the last, in UTC. */
  readonly from: string
  readonly to: string
  readonly by?: (
    | 'API_KEY'
    | 'CREDIT_TYPE'
    | 'DAY'
    | 'HOUR'
    | 'MEMBER'
    | 'MODEL'
    | 'MONTH'
    | 'OPERATION'
    | 'TAG'
    | 'WEEK'
  )[]
  readonly creditType?: string
  readonly organizationId?: string
  readonly compareToPrevious?: boolean
}

/** What was used; asked again after each change of a wallet. */
export function useUsage(of: UsageOf) {
  const { organizationId } = of
  const wallets = useLive(WalletsChanged, { organizationId })
  return useRead(Usage, of, wallets.data)
}
