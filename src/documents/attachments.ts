// The files that are attached to mails: a receipt or a statement as PDF. They are made when the mail is sent, so the outbox keeps none.

import type { Attach } from '../mail/send.ts'
import { FACTS } from '../mail/templates.ts'
import { paymentReceiptDocument } from './paymentReceipt.ts'
import { pdfOf } from './pdf.ts'
import { statementDocument } from './statementDocument.ts'

const DOCUMENTS = { RECEIPT: paymentReceiptDocument, STATEMENT: statementDocument } as const

export const attach: Attach = async (app, { organizationId, kind, facts }) => {
  if (kind !== 'RECEIPT' && kind !== 'STATEMENT') return null
  const document = await DOCUMENTS[kind](app, organizationId, FACTS[kind].parse(facts).attached)
  return document && { filename: `${document.fileName}.pdf`, content: await pdfOf(document, app.clock()) }
}
