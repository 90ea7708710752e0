// Exports as files, NDJSON or CSV, for callers who may see the data:
//
//   GET /wallets/ID/journal          a wallet's journal
//   GET /organizations/ID/audit      an organization's audit log
//   GET /organizations/ID/export     what of an organization can move to another Holdfast, for the operator
//
// ?format=ndjson or csv; with csv also ?bom=1, for a byte order mark.

import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { NIL } from 'uuid'
import type { Credentials } from '../access/access.ts'
import { type Caller, canSee, may } from '../access/roles.ts'
import type { App } from '../app.ts'
import { Meter, metered } from '../database/meter.ts'
import { NoTurn, Turns } from '../fairness/turns.ts'
import { BYTE_ORDER_MARK } from '../formats/csv.ts'
import { decodeGlobalId, type NodeType, splitTenantId } from '../graphql/ids.ts'
import { exportOrganization } from '../moving/export.ts'
import type { ExportFormat } from '../organizations/auditExport.ts'
import { exportAudit } from '../organizations/auditExport.ts'
import { exportJournal } from '../wallets/journalExport.ts'
import { refuse } from './answer.ts'
import { type Charges, sharerOf } from './charges.ts'
import type { Exchange, Handler, Parts } from './exchange.ts'
import { identify } from './identify.ts'
import type { TooFast } from './rates.ts'
import { completeOrReset, STREAM_HEADERS } from './streaming.ts'

const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
}

type Find = (app: App, caller: Caller, id: string, format: ExportFormat) => Promise<AsyncGenerator<string> | null>

/** Finds a wallet's journal; null if the caller may not see it or it does not exist. */
const findJournal: Find = async (app, caller, globalId, format) => {
  const { organizationId, id } = splitTenantId(partsOf(globalId, 'Wallet'))
  if (!canSee(caller, organizationId) || !may(caller, 'read')) return null
  const wallet = await app.prisma.wallet.findUnique({ where: { organizationId_id: { organizationId, id } } })
  return wallet && exportJournal(app, wallet, format, { withActors: may(caller, 'seeAudit') })
}

const findAudit: Find = async (app, caller, globalId, format) => {
  const id = partsOf(globalId, 'Organization')
  if (!canSee(caller, id) || !may(caller, 'seeAudit')) return null
  return (await app.prisma.organization.count({ where: { id } })) === 0 ? null : exportAudit(app, id, format)
}

const findOrganizationRows: Find = async (app, caller, globalId, format) => {
  const id = partsOf(globalId, 'Organization')
  if (caller.kind !== 'operator') return null
  return (await app.prisma.organization.count({ where: { id } })) === 0 ? null : exportOrganization(app, id, format)
}

/** The most exports at a time on one process. A further one is refused, because it could wait for minutes. */
const EXPORTS = { inAll: 12, perOrganization: 3, waitingMax: 0 }
/** The cost of beginning an export, in fields. */
const COST_OF_EXPORT = 500

/** The handlers of all exports of a process, which share their turns. */
export function openExports(parts: Parts): Readonly<Record<'journal' | 'audit' | 'organization', Handler>> {
  const turns = new Turns(EXPORTS)
  const serve = (find: Find) => (exchange: Exchange) => serveExport(parts, turns, find, exchange)
  return { journal: serve(findJournal), audit: serve(findAudit), organization: serve(findOrganizationRows) }
}

async function serveExport(parts: Parts, turns: Turns, find: Find, exchange: Exchange): Promise<void> {
  const { app, charges } = parts
  const { response, url, variable: id } = exchange
  const who = await identify(parts, exchange)
  if (!who) return
  const { credentials, caller } = who
  const tooFast = await charges.begin({ caller, address: credentials.address }, COST_OF_EXPORT)
  if (tooFast) return refuseLater(charges, response, tooFast)
  const format = url.searchParams.get('format') ?? 'ndjson'
  const bom = url.searchParams.get('bom')
  if (!isFormat(format)) return refuse(response, 400, 'BAD_USER_INPUT', 'format must be ndjson or csv.')
  if (bom !== null && (bom !== '1' || format !== 'csv')) {
    return refuse(response, 400, 'BAD_USER_INPUT', 'bom must be 1, and only with format=csv; or leave it out.')
  }
  const release = turnOf(turns, sharerOf(caller))
  if (!release) return refuseLater(charges, response, { retryAfterMs: 1_000 })
  try {
    const lines = await find(app, caller, id, format)
    if (!lines) {
      return refuse(response, 404, 'NOT_FOUND', 'There is no such wallet or organization, or you may not see it.')
    }
    await send(parts, { credentials, caller }, lines, { id, format, bom: bom !== null }, response)
  } finally {
    release()
  }
}

async function send(
  { app, charges }: Parts,
  { credentials, caller }: { readonly credentials: Credentials; readonly caller: Caller },
  lines: AsyncGenerator<string>,
  { id, format, bom }: { readonly id: string; readonly format: ExportFormat; readonly bom: boolean },
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, {
    'content-type': CONTENT_TYPES[format],
    'content-disposition': `attachment; filename="${id}.${format}"`,
    ...STREAM_HEADERS,
  })
  response.flushHeaders()
  if (bom) response.write(BYTE_ORDER_MARK)
  // An export of millions of lines takes minutes: it ends with the credentials, and must not look complete then.
  const watch = app.access.watch(credentials, caller, () => response.socket?.resetAndDestroy())
  const told = completeOrReset(charged(charges, caller, lines), response)
  await pipeline(Readable.from(told), response).finally(watch.stop)
}

/** The same lines. Each page is charged, and an export whose caller is past their rate pauses. */
async function* charged(charges: Charges, caller: Caller, lines: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    while (true) {
      await charges.pause(caller)
      const meter = new Meter(sharerOf(caller))
      const page = await metered(meter, () => lines.next())
      if (page.done) return
      charges.told(caller, meter.cost)
      yield page.value
    }
  } finally {
    await lines.return(undefined)
  }
}

/** Takes a turn; null if there is no room. */
function turnOf(turns: Turns, organizationId: string): (() => void) | null {
  try {
    // These turns have no queue, so a turn begins at once.
    return turns.take(organizationId) as () => void
  } catch (error) {
    if (error instanceof NoTurn) return null
    throw error
  }
}

async function refuseLater(charges: Charges, response: ServerResponse, tooFast: TooFast): Promise<void> {
  await charges.holdRefusal(tooFast)
  const message = `Too many exports or requests: at most ${EXPORTS.perOrganization} exports run at a time. Try again later.`
  refuse(response, 429, 'RATE_LIMITED', message, tooFast.retryAfterMs)
}

function isFormat(format: string): format is ExportFormat {
  return Object.hasOwn(CONTENT_TYPES, format)
}

/** The id within a global id; for one that is not of this type, an id that no row has. */
function partsOf(globalId: string, type: NodeType): string {
  try {
    const { typename, id } = decodeGlobalId(globalId)
    return typename === type ? id : `${NIL}/${NIL}`
  } catch {
    return `${NIL}/${NIL}`
  }
}
