// What the overview reads.

import type { AnswerOf } from '@holdfast/client'
import type { Overview } from '../generated/overview.ts'

export type OverviewData = NonNullable<AnswerOf<typeof Overview>>
export type OverviewWallet = NonNullable<OverviewData['wallet']>
