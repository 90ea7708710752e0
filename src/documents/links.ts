// Signed links to documents: each leads to the page and, with ?format=pdf, to the same as a PDF. It works for an hour, for anyone who
// has it, and ends with the key, the membership and the organization that it was asked for with.

import type { App } from '../app.ts'
import { type Asker, linkEnd } from '../storage/storage.ts'
import { paymentReceiptDocument } from './paymentReceipt.ts'
import type { Printed } from './printed.ts'
import { statementDocument } from './statementDocument.ts'
import { taskReceiptDocument } from './taskReceiptDocument.ts'

export const DOCUMENTS_PATH = '/documents/'

/** The functions that make each kind of document. They answer null if it does not exist. `id`: a month, or the id of a row. */
const KINDS = {
  statement: statementDocument,
  receipt: paymentReceiptDocument,
  task: taskReceiptDocument,
} as const satisfies Readonly<Record<string, (app: App, organizationId: string, id: string) => Promise<Printed | null>>>

type DocumentKind = keyof typeof KINDS

/** The thing that a link leads to. */
export interface DocumentName {
  readonly kind: DocumentKind
  readonly organizationId: string
  readonly id: string
}

export interface DocumentLinks {
  readonly page: string
  readonly pdf: string
  readonly expiresAt: Date
}

/** Links to a document; null if this process makes no links. */
export async function linksTo({ links }: Pick<App, 'links'>, name: DocumentName, asker: Asker) {
  if (!links) return null
  const expiresAt = linkEnd()
  const page = await links.sign(DOCUMENTS_PATH, { ...name, asker }, expiresAt)
  return { page, pdf: `${page}?format=pdf`, expiresAt }
}

/** The document of a link; null if the link has expired or its asker has lost their access. */
export async function documentOf(app: App, token: string): Promise<Printed | null> {
  const carried = await app.links?.read(DOCUMENTS_PATH, token)
  const { kind, organizationId, id, asker } = (carried ?? {}) as Partial<DocumentName> & { asker?: Asker }
  if (!kind || !organizationId || !id || !asker) return null
  return (await app.access.isInForce(asker)) ? KINDS[kind](app, organizationId, id) : null
}
