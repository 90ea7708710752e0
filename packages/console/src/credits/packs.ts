// What a pack costs.

import type { AnswerOf } from '@holdfast/client'
import type { Packs } from '../generated/credits.ts'

export type Pack = NonNullable<AnswerOf<typeof Packs>>[number]

/** The price of one pack, when so many are bought: that of the last volume step that the quantity reaches. */
export const priceOf = ({ price, volumeSteps }: Pack, quantity: number) =>
  volumeSteps.findLast((step) => quantity >= step.quantity)?.price ?? price
