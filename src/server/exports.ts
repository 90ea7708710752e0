// What can be had as a file, as NDJSON or CSV, by whoever may see it:
//
//   GET /wallets/ID/journal          a wallet's journal
//   GET /organizations/ID/audit      an organization's audit log
//
// ?format=ndjson or csv; with csv also ?bom=1, for a byte order mark.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { NIL } from 'uuid'
import type { App } from '../app.ts'
import { exportAudit } from '../audit/auditExport.ts'
import { BYTE_ORDER_MARK } from '../csv.ts'
import { challengeOf, messageOf } from '../graphql/context.ts'
import { decodeGlobalId, type NodeType, splitTenantId } from '../graphql/ids.ts'
import { type Caller, canSee, may } from '../organizations/roles.ts'
import { outageOf } from '../outage.ts'
import { type ExportFormat, exportJournal } from '../wallets/journalExport.ts'
import type { RequestReader } from './credentials.ts'
import { refuse } from './refuse.ts'
import { completeOrReset, STREAM_HEADERS } from './streaming.ts'

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
  answer(app, reader, { find, id, searchParams }, request, response).catch((error) => {
    // Also when the reader has gone away in the middle.
    outageOf(app.log).mention(error, 'an export ended early')
    response.destroy()
  })
  return true
}

async function answer(
  app: App,
  reader: RequestReader,
  { find, id, searchParams }: { find: Find; id: string; searchParams: URLSearchParams },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const format = searchParams.get('format') ?? 'ndjson'
  const bom = searchParams.get('bom')
  const credentials = reader.credentialsOf(request)
  const caller = await app.access.identify(credentials)
  if (caller.kind === 'rejected') {
    for (const [name, value] of Object.entries(challengeOf(caller))) response.setHeader(name, value)
    return refuse(response, 401, 'UNAUTHENTICATED', messageOf(caller))
  }
  if (!isFormat(format)) return refuse(response, 400, 'BAD_USER_INPUT', 'format must be ndjson or csv')
  if (bom !== null && (bom !== '1' || format !== 'csv')) {
    return refuse(response, 400, 'BAD_USER_INPUT', 'bom must be 1, with format=csv, or be left out')
  }
  const lines = await find(app, caller, id, format)
  if (!lines) {
    const message = 'There is no such wallet or organization, or it is not for you to see.'
    return refuse(response, 404, 'NOT_FOUND', message)
  }
  response.writeHead(200, {
    'content-type': CONTENT_TYPES[format],
    'content-disposition': `attachment; filename="${id}.${format}"`,
    ...STREAM_HEADERS,
  })
  response.flushHeaders()
  if (bom) response.write(BYTE_ORDER_MARK)
  // An export of millions of lines lasts for minutes: it ends with the credentials, and must not look complete then.
  const watch = app.access.watch(credentials, caller, () => response.socket?.resetAndDestroy())
  await pipeline(Readable.from(completeOrReset(lines, response)), response).finally(watch.stop)
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
