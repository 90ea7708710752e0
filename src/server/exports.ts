// GET /wallets/ID/journal: a wallet's journal as a file, for whoever may see the wallet.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { NIL } from 'uuid'
import type { App } from '../app.ts'
import { decodeGlobalId, splitTenantId } from '../graphql/ids.ts'
import { canSee, may } from '../organizations/roles.ts'
import { type ExportFormat, exportJournal } from '../wallets/journalExport.ts'
import type { RequestReader } from './credentials.ts'

const PATH = /^\/wallets\/([\w-]+)\/journal$/

const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
}

/** Answers the request if it is for an export; false if it isn't. */
export function serveExport(
  app: App,
  reader: RequestReader,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const walletId = PATH.exec(url.pathname)?.[1]
  if (walletId === undefined || request.method !== 'GET') return false
  answer(app, reader, walletId, url.searchParams.get('format') ?? 'ndjson', request, response).catch((error) => {
    // Also when the reader has gone away in the middle.
    app.log.warn({ err: error }, 'an export ended early')
    response.destroy()
  })
  return true
}

async function answer(
  app: App,
  reader: RequestReader,
  walletId: string,
  format: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, message: string) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }))
  }
  const caller = await app.access.authenticate(reader.credentialsOf(request))
  if (!caller) return refuse(401, 'An API key is needed: send it as "Authorization: Bearer KEY" or "x-api-key: KEY".')
  if (!isFormat(format)) return refuse(400, 'The format must be ndjson or csv.')
  const { organizationId, id } = partsOf(walletId)
  const where = { organizationId_id: { organizationId, id } }
  const wallet =
    canSee(caller, organizationId) && may(caller, 'read') ? await app.prisma.wallet.findUnique({ where }) : null
  if (!wallet) return refuse(404, 'There is no such wallet.')
  response.writeHead(200, {
    'content-type': CONTENT_TYPES[format],
    'content-disposition': `attachment; filename="${walletId}.${format}"`,
  })
  await pipeline(Readable.from(exportJournal(app, wallet, format)), response)
}

function isFormat(format: string): format is ExportFormat {
  return format in CONTENT_TYPES
}

/** Of what is no wallet's id, parts that are nowhere. */
function partsOf(globalId: string): { organizationId: string; id: string } {
  const nowhere = { organizationId: NIL, id: NIL }
  try {
    const { typename, id } = decodeGlobalId(globalId)
    return typename === 'Wallet' ? splitTenantId(id) : nowhere
  } catch {
    return nowhere
  }
}
