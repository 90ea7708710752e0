// The payments of a batch, with the lots that they have brought, in their state after each decision.

import type { PaymentLot } from '../database/generated/client/client.ts'
import type { PaymentRow, ReceiptRow } from './records.ts'
import { TenantMap } from './tenantMap.ts'

/** A lot that a payment has brought. `movedGranted`: the credits that it came with elsewhere; null: it came here. */
type BroughtLot = Pick<PaymentLot, 'lotId' | 'movedGranted'>

interface Known {
  readonly payment: PaymentRow
  readonly lots: readonly BroughtLot[]
}

export class Payments {
  /** New and changed ones. */
  readonly changed = new Map<string, PaymentRow>()
  readonly newLots: PaymentLot[] = []
  /** Receipts and credit notes, in their order. They get their numbers as they are written. */
  readonly newReceipts: ReceiptRow[] = []
  /** The number of times that a payment was put in. */
  puts = 0
  readonly #known = new TenantMap<Known>()
  /** The number of new ones by their organization. */
  readonly #opened = new Map<string, number>()

  /** Takes over a row of the database, with its lots. */
  add(payment: PaymentRow, lots: readonly PaymentLot[]): void {
    this.#set(payment, lots)
  }

  /** A payment. The command names it in `reads.paymentId`. */
  get(organizationId: string, id: string): PaymentRow | undefined {
    return this.#known.get(organizationId, id)?.payment
  }

  /** The payments of an organization that are in the batch. */
  of(organizationId: string): PaymentRow[] {
    return [...this.#known.of(organizationId)].map(({ payment }) => payment)
  }

  /** The lots that a payment has brought, the oldest first. Their lineages are in the batch, too. */
  lotsOf(organizationId: string, id: string): readonly BroughtLot[] {
    return this.#known.get(organizationId, id)?.lots ?? []
  }

  /** The number of payments of an organization that this batch has opened. */
  openedIn(organizationId: string): number {
    return this.#opened.get(organizationId) ?? 0
  }

  /** Creates or changes a payment, which has brought these lots, too, and these receipts. */
  put(payment: PaymentRow, lots: readonly BroughtLot[] = [], receipts: readonly ReceiptRow[] = []): void {
    this.puts++
    const { organizationId, id: paymentId } = payment
    if (!this.#known.has(organizationId, paymentId)) this.#opened.set(organizationId, this.openedIn(organizationId) + 1)
    this.#set(payment, [...this.lotsOf(organizationId, paymentId), ...lots])
    this.changed.set(paymentId, payment)
    this.newReceipts.push(...receipts)
    this.newLots.push(...lots.map(({ lotId, movedGranted }) => ({ organizationId, lotId, paymentId, movedGranted })))
  }

  #set(payment: PaymentRow, lots: readonly BroughtLot[]): void {
    this.#known.set(payment.organizationId, payment.id, { payment, lots })
  }
}
