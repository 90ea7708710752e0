// Exports as files, NDJSON or CSV, for callers who may see the data:
//
//   GET /wallets/ID/journal          a wallet's journal
//   GET /organizations/ID/audit      an organization's audit log
//   GET /organizations/ID/export     what of an organization can move to another Holdfast, for the operator
//   GET /platform/audit              the audit log of the platform itself, for the operator
//   GET /simulations/ID/organizations  what a simulation says of each organization, for the operator
//
// ?format=ndjson or csv; with csv also ?bom=1, for a byte order mark. Audit logs also take the fields of AuditFilter.

import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { GraphQLError } from 'graphql'
import { NIL } from 'uuid'
import type { Credentials } from '../access/access.ts'
import { type Caller, canSee, may, mayAsPlatform } from '../access/roles.ts'
import type { App } from '../app.ts'
import type { PlatformScope } from '../database/generated/client/client.ts'
import { Meter, metered } from '../database/meter.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { NoTurn, Turns } from '../fairness/turns.ts'
import { BYTE_ORDER_MARK } from '../formats/csv.ts'
import { isText, TEXT_FLAW } from '../formats/json.ts'
import { badInput } from '../graphql/badInput.ts'
import { neededOnPlatform } from '../graphql/forbidden.ts'
import { decodeGlobalId, type NodeType, splitTenantId } from '../graphql/ids.ts'
import { instantIn, RULES } from '../graphql/scalars.ts'
import { exportOrganization } from '../moving/export.ts'
import type { ExportFormat } from '../organizations/auditExport.ts'
import { exportAudit } from '../organizations/auditExport.ts'
import { type AuditWanted, whereAudit } from '../organizations/auditFilter.schema.ts'
import { exportSimulation } from '../simulation/export.ts'
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

/** The parts of a request for an export. */
interface Asked {
  /** The id in the path; empty for an export of the platform. */
  readonly id: string
  readonly format: ExportFormat
  readonly given: URLSearchParams
}

interface Export {
  /** The parameters that it takes in addition to `format` and `bom`. */
  readonly parameters: readonly string[]
  /** Finds its lines; null if the caller may not see it or it does not exist. Throws what has another answer. */
  readonly find: (app: App, caller: Caller, asked: Asked) => Promise<AsyncGenerator<string> | null>
}

const JOURNAL: Export = {
  parameters: [],
  async find(app, caller, { id: globalId, format }) {
    const { organizationId, id } = splitTenantId(partsOf(globalId, 'Wallet'))
    if (!canSee(caller, organizationId) || !may(caller, 'read')) return null
    const wallet = await app.prisma.wallet.findUnique({ where: { organizationId_id: { organizationId, id } } })
    return wallet && exportJournal(app, wallet, format, { withActors: may(caller, 'seeAudit') })
  },
}

const AUDIT_PARAMETERS = ['action', 'actorId', 'subjectId', 'from', 'until']

const AUDIT: Export = {
  parameters: AUDIT_PARAMETERS,
  async find(app, caller, { id: globalId, format, given }) {
    const id = idOf(globalId, 'Organization')
    if (!canSee(caller, id) || !may(caller, 'seeAudit')) return null
    if ((await app.prisma.organization.count({ where: { id } })) === 0) return null
    return exportAudit(app, id, whereAudit(id, auditWantedBy(given), ''), format)
  },
}

const PLATFORM_AUDIT: Export = {
  parameters: AUDIT_PARAMETERS,
  async find(app, caller, { format, given }) {
    mustHave(caller, 'ORGANIZATIONS')
    return exportAudit(app, PLATFORM_ID, whereAudit(PLATFORM_ID, auditWantedBy(given), ''), format)
  },
}

const ORGANIZATION: Export = {
  parameters: [],
  async find(app, caller, { id: globalId, format }) {
    const id = idOf(globalId, 'Organization')
    if (!canSee(caller, id) || !may(caller, 'read')) return null
    if (caller.kind !== 'operator') {
      const message = 'Only the operator may export an organization.'
      throw new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } })
    }
    return (await app.prisma.organization.count({ where: { id } })) === 0 ? null : exportOrganization(app, id, format)
  },
}

const SIMULATION: Export = {
  parameters: [],
  async find(app, caller, { id: globalId, format }) {
    mustHave(caller, 'CATALOGUE')
    mustHave(caller, 'READ')
    const simulation = await app.prisma.simulation.findUnique({ where: { id: idOf(globalId, 'Simulation') } })
    if (!simulation) return null
    if (simulation.status === 'SUCCEEDED') return exportSimulation(app, simulation, format)
    throw badInput('status', `must be SUCCEEDED, and that of this simulation is ${simulation.status}`)
  },
}

/** Refuses callers that are not the platform, with a key that has this scope. */
function mustHave(caller: Caller, scope: PlatformScope): void {
  if (mayAsPlatform(caller, scope)) return
  throw new GraphQLError(neededOnPlatform(caller, scope), { extensions: { code: 'FORBIDDEN' } })
}

/** The filter that the parameters of an audit log say. */
function auditWantedBy(given: URLSearchParams): AuditWanted {
  return {
    action: textIn(given, 'action'),
    actorId: textIn(given, 'actorId'),
    subjectId: textIn(given, 'subjectId'),
    from: timeIn(given, 'from'),
    until: timeIn(given, 'until'),
  }
}

function textIn(given: URLSearchParams, name: string): string | null {
  const text = given.get(name)
  if (text === null || isText(text)) return text
  throw badInput(name, `must be a text, and ${TEXT_FLAW}`)
}

function timeIn(given: URLSearchParams, name: string): Date | null {
  const text = given.get(name)
  if (text === null) return null
  const time = instantIn(text)
  if (time) return time
  throw badInput(name, String(RULES.DateTime))
}

/** The most exports at a time on one process. A further one is refused, because it could wait for minutes. */
const EXPORTS = { inAll: 12, perOrganization: 3, waitingMax: 0 }
/** The cost of beginning an export, in fields. */
const COST_OF_EXPORT = 500

/** The handlers of all exports of a process, which share their turns. */
export function openExports(
  parts: Parts,
): Readonly<Record<'journal' | 'audit' | 'organization' | 'platformAudit' | 'simulation', Handler>> {
  const turns = new Turns(EXPORTS)
  const serve = (what: Export) => (exchange: Exchange) => serveExport(parts, turns, what, exchange)
  return {
    journal: serve(JOURNAL),
    audit: serve(AUDIT),
    organization: serve(ORGANIZATION),
    platformAudit: serve(PLATFORM_AUDIT),
    simulation: serve(SIMULATION),
  }
}

async function serveExport(parts: Parts, turns: Turns, what: Export, exchange: Exchange): Promise<void> {
  const { app, charges } = parts
  const { response, url } = exchange
  const who = await identify(parts, exchange)
  if (!who) return
  const { credentials, caller } = who
  const tooFast = await charges.begin({ caller, address: credentials.address }, COST_OF_EXPORT)
  if (tooFast) return refuseLater(charges, response, tooFast)
  const given = url.searchParams
  const format = given.get('format') ?? 'ndjson'
  const bom = given.get('bom')
  if (!isFormat(format)) return refuse(response, 400, 'BAD_USER_INPUT', 'format must be ndjson or csv.')
  if (bom !== null && (bom !== '1' || format !== 'csv')) {
    return refuse(response, 400, 'BAD_USER_INPUT', 'bom must be 1, and only with format=csv; or leave it out.')
  }
  const names = ['format', 'bom', ...what.parameters]
  if ([...given.keys()].some((name) => !names.includes(name) || given.getAll(name).length > 1)) {
    return refuse(response, 400, 'BAD_USER_INPUT', `This export takes ${listOf.format(names)}, each once.`)
  }
  const release = turnOf(turns, sharerOf(caller))
  if (!release) return refuseLater(charges, response, { retryAfterMs: 1_000 })
  try {
    const id = exchange.variable
    const lines = await what.find(app, caller, { id, format, given })
    if (!lines) {
      return refuse(
        response,
        404,
        'NOT_FOUND',
        'There is no such wallet, organization or simulation, or you may not see it.',
      )
    }
    const name = id === '' ? 'platform' : id
    await send(parts, { credentials, caller }, lines, { name, format, bom: bom !== null }, response)
  } catch (error) {
    if (!(error instanceof GraphQLError) || response.headersSent) throw error
    const { message, extensions } = error
    refuse(response, extensions.code === 'FORBIDDEN' ? 403 : 400, String(extensions.code), message)
  } finally {
    release()
  }
}

const listOf = new Intl.ListFormat('en')

async function send(
  { app, charges }: Parts,
  { credentials, caller }: { readonly credentials: Credentials; readonly caller: Caller },
  lines: AsyncGenerator<string>,
  { name, format, bom }: { readonly name: string; readonly format: ExportFormat; readonly bom: boolean },
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, {
    'content-type': CONTENT_TYPES[format],
    'content-disposition': `attachment; filename="${name}.${format}"`,
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

/** The same, of a type whose ids have one part. */
function idOf(globalId: string, type: NodeType): string {
  return partsOf(globalId, type).split('/')[0] ?? NIL
}
