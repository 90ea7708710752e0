// What can be had as a file, as NDJSON or CSV, by whoever may see it:
//
//   GET /wallets/ID/journal          a wallet's journal
//   GET /organizations/ID/audit      an organization's audit log

import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { NIL } from 'uuid'
import type { App } from '../app.ts'
import { exportAudit } from '../audit/auditExport.ts'
import { decodeGlobalId, type NodeType, splitTenantId } from '../graphql/ids.ts'
import { type Caller, canSee, may } from '../organizations/roles.ts'
import { type ExportFormat, exportJournal } from '../wallets/journalExport.ts'
import type { RequestReader } from './credentials.ts'

const PATH = /^\/(wallets|organizations)\/([\w-]+)\/(journal|audit)$/

const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
}

type Find = (app: App, caller: Caller, id: string, format: ExportFormat) => Promise<AsyncGenerator<string> | null>

/** Per path: its lines; null if there is no such thing that the caller may see. */
const EXPORTS: Readonly<Record<string, Find>> = {
  async 'wallets/journal'(app, caller, globalId, format) {
    const { organizationId, id } = splitTenantId(partsOf(globalId, 'Wallet'))
    if (!canSee(caller, organizationId) || !may(caller, 'read')) return null
    const wallet = await app.prisma.wallet.findUnique({ where: { organizationId_id: { organizationId, id } } })
    return wallet && exportJournal(app, wallet, format)
  },
  async 'organizations/audit'(app, caller, globalId, format) {
    const id = partsOf(globalId, 'Organization')
    if (!canSee(caller, id) || !may(caller, 'seeAudit')) return null
    return (await app.prisma.organization.count({ where: { id } })) === 0 ? null : exportAudit(app, id, format)
  },
}

/** Answers the request if it is for an export; false if it isn't. */
export function serveExport(
  app: App,
  reader: RequestReader,
  { pathname, searchParams }: URL,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const [, of, id = '', what] = PATH.exec(pathname) ?? []
  const find = EXPORTS[`${of}/${what}`]
  if (!find || request.method !== 'GET') return false
  const format = searchParams.get('format') ?? 'ndjson'
  answer(app, reader, find, id, format, request, response).catch((error) => {
    // Also when the reader has gone away in the middle.
    app.log.warn({ err: error }, 'an export ended early')
    response.destroy()
  })
  return true
}

async function answer(
  app: App,
  reader: RequestReader,
  find: Find,
  id: string,
  format: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, message: string) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }))
  }
  const credentials = reader.credentialsOf(request)
  const caller = await app.access.authenticate(credentials)
  if (!caller) return refuse(401, 'An API key is needed: send it as "Authorization: Bearer KEY" or "x-api-key: KEY".')
  if (!isFormat(format)) return refuse(400, 'The format must be ndjson or csv.')
  const lines = await find(app, caller, id, format)
  if (!lines) return refuse(404, 'There is no such thing that you may see.')
  response.writeHead(200, {
    'content-type': CONTENT_TYPES[format],
    'content-disposition': `attachment; filename="${id}.${format}"`,
  })
  // An export of millions of lines lasts for minutes: it ends with the credentials.
  const watch = app.access.watch(credentials, caller, () => response.destroy())
  await pipeline(Readable.from(lines), response).finally(watch.stop)
}

function isFormat(format: string): format is ExportFormat {
  return Object.hasOwn(CONTENT_TYPES, format)
}

/** Of what is no id of this type, parts that are nowhere. */
function partsOf(globalId: string, type: NodeType): string {
  try {
    const { typename, id } = decodeGlobalId(globalId)
    return typename === type ? id : `${NIL}/${NIL}`
  } catch {
    return `${NIL}/${NIL}`
  }
}
