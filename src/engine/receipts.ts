// Receipts and credit notes as they are written: their numbers and the billing details that they name come with the statement, because
// only the database knows the last ones. Batches are committed one after the other, so the numbers have no gaps. A receipt that moved in
// from another system gets no number: it keeps its own as text, and the details that it named there.

import type { Receipt } from '../database/generated/client/client.ts'
import type { Batch } from './batch.ts'
import { PLATFORM_ID } from './idempotency.ts'
import type { MovedReceipt } from './records.ts'

export const INSERT_RECEIPTS = `
  INSERT INTO receipt (organization_id, id, kind, is_test, number, payment_id, title, amount, tax, currency, buyer_version, seller_version, created_at,
    organization_name, time_zone, reference, of_dispute, moved)
  SELECT organization_id, id, kind, is_test,
    CASE WHEN moved IS NULL THEN coalesce((SELECT max(number) FROM receipt r WHERE r.is_test = new.is_test AND r.kind = new.kind), 0)
      + row_number() OVER (PARTITION BY is_test, kind, moved IS NULL ORDER BY place) END,
    payment_id, title, amount, tax, currency,
    CASE WHEN moved IS NULL THEN (SELECT max(version) FROM billing_details d WHERE d.organization_id = new.organization_id) END,
    CASE WHEN moved IS NULL THEN (SELECT max(version) FROM billing_details d WHERE d.organization_id = '${PLATFORM_ID}') END,
    created_at, organization_name, time_zone, reference, of_dispute, moved::jsonb
  FROM unnest($1::uuid[], $2::uuid[], $3::receipt_kind[], $4::boolean[], $5::uuid[], $6::text[], $7::bigint[], $8::bigint[], $9::text[],
    $10::timestamptz[], $11::text[], $12::text[], $13::text[], $14::boolean[], $15::text[])
    WITH ORDINALITY AS new (organization_id, id, kind, is_test, payment_id, title, amount, tax, currency, created_at,
      organization_name, time_zone, reference, of_dispute, moved, place)`

/** The columns that are sent, in the order of the parameters. */
const COLUMNS = [
  ...(['organizationId', 'id', 'kind', 'isTest', 'paymentId', 'title', 'amount', 'tax', 'currency'] as const),
  ...(['createdAt', 'organizationName', 'timeZone', 'reference', 'ofDispute'] as const),
] as const

/** The parameters of INSERT_RECEIPTS; null if the batch has none. */
export function receiptsOf({ payments: { newReceipts: rows } }: Pick<Batch, 'payments'>): unknown[] | null {
  if (rows.length === 0) return null
  const moved = rows.map((each) => (each.moved ? JSON.stringify(each.moved) : null))
  return [...COLUMNS.map((name) => rows.map((row) => row[name])), moved]
}

/** The number and the parties of a receipt that was issued elsewhere and moved in; null: it was issued here. */
export function movedOf({ moved }: Pick<Receipt, 'moved'>): MovedReceipt | null {
  return moved as MovedReceipt | null
}

/** R-12 for a receipt, C-3 for a credit note, and with TEST- before it if no money moved. One that moved in keeps its own. */
export function numberOf(receipt: Pick<Receipt, 'kind' | 'isTest' | 'number' | 'moved'>): string {
  const { kind, isTest, number } = receipt
  return movedOf(receipt)?.number ?? `${isTest ? 'TEST-' : ''}${kind === 'RECEIPT' ? 'R' : 'C'}-${number}`
}
