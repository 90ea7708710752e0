// The answers that the overview reads.

import type { AnswerOf } from '@holdfast/client'
import type { Outlook, Overview } from '../generated/overview.ts'

export type OverviewData = NonNullable<AnswerOf<typeof Overview>>
export type OverviewWallet = NonNullable<OverviewData['wallet']>
/** The forecast of the pool of a credit type. */
export type Forecast = NonNullable<AnswerOf<typeof Outlook>>['forecast']
