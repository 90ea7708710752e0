// What the page of a payment reads.

import type { AnswerOf } from '@holdfast/client'
import type { PaymentDetails } from '../generated/payments.ts'

export type Payment = NonNullable<AnswerOf<typeof PaymentDetails>>
