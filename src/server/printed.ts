// GET and HEAD /documents/TOKEN: a statement or a receipt as a page, for everyone with the signed link; with ?format=pdf, as a PDF.

import { documentOf } from '../documents/links.ts'
import { bodyOf, STYLE } from '../documents/page.ts'
import { pdfOf } from '../documents/pdf.ts'
import { NoTurn, Turns } from '../fairness/turns.ts'
import { refuse } from './answer.ts'
import type { Exchange, Parts } from './exchange.ts'
import { answerPage } from './htmlPage.ts'

/** A document is read and drawn in some tens of milliseconds: one at a time, and the others wait. */
const TURNS = new Turns({ inAll: 1, perOrganization: 1, waitingMax: 50 })

export async function servePrinted(parts: Parts, exchange: Exchange): Promise<void> {
  const { response, url } = exchange
  const format = url.searchParams.get('format')
  if (format !== null && format !== 'pdf') {
    return refuse(response, 400, 'BAD_USER_INPUT', 'format must be pdf; or leave it out for the page.')
  }
  const release = await turn()
  if (!release) return refuse(response, 503, 'OVERLOADED', 'Too many documents are being made. Try again.', 1_000)
  try {
    await serveInTurn(parts, exchange, format === 'pdf')
  } finally {
    release()
  }
}

async function serveInTurn({ app, strangers }: Parts, exchange: Exchange, isPdf: boolean): Promise<void> {
  const { request, response, url, variable: token } = exchange
  const document = await documentOf(app, token)
  if (!document) {
    if (await strangers.refuse(request, response)) return
    return refuse(response, 404, 'NOT_FOUND', 'This link has expired or never existed. Ask for the document again.')
  }
  if (!isPdf) {
    const body = bodyOf(document, `${url.pathname}?format=pdf`)
    return answerPage(response, 200, { title: document.title, body, css: STYLE })
  }
  const bytes = await pdfOf(document, app.clock())
  response.writeHead(200, {
    'content-type': 'application/pdf',
    'content-length': bytes.length,
    'content-disposition': `inline; filename="${document.fileName}.pdf"`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

async function turn(): Promise<(() => void) | null> {
  try {
    return await TURNS.take('')
  } catch (error) {
    if (error instanceof NoTurn) return null
    throw error
  }
}
