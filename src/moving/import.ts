// The import of a file. It is read twice, as a stream.
//
// First every row is checked, by itself and against the others (src/moving/staging.ts). If one is refused, nothing is written. Then
// rows are written in the order of the file, some hundred at a time, each once: its key leads to what was made of it. So an
// import that was killed continues when it is run again, and running it once more changes nothing. While the credits of some rows are
// written, the next rows are read, and their organizations and members are made.

import type { App } from '../app.ts'
import type { PaymentProvider } from '../database/generated/client/client.ts'
import type { Outcome } from '../engine/command.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { decodeGlobalId, splitTenantId } from '../graphql/ids.ts'
import { unknownIn } from '../organizations/knownNames.ts'
import { mustBePlan } from '../plans/plan.ts'
import { parseInput } from '../refusals.ts'
import {
  allowancesIn,
  dueOf,
  importDebt,
  importLot,
  importPortion,
  importSubscription,
  type OriginLot,
  placeOf,
} from './commands.ts'
import type { Holder } from './holder.ts'
import { importedAs, keyOf } from './keys.ts'
import { importPayment, timeAfter } from './payments.ts'
import { importMembers, importOrganizations } from './people.ts'
import { Flaw, readRecords } from './read.ts'
import { importRequest } from './requests.ts'
import { LISTED, type MadeRow, Row, type RowOf, type RowType } from './rows.ts'
import { importSetting } from './settings.ts'
import {
  type Difference,
  type Named,
  type RefusedRow,
  type StagedRow,
  Staging,
  type Sums,
  type UnknownName,
} from './staging.ts'
import { VENDORS, type VendorOptions } from './vendors.ts'

/** The rows that are checked or written at a time. */
const ROWS_AT_ONCE = 500
/** The refused rows and the differences that a report names. */
const SHOWN_MAX = 1_000
const ROWS_PER_PROGRESS = 10_000

export interface ImportOptions {
  readonly file: string
  readonly format: 'holdfast' | keyof typeof VENDORS
  readonly vendor: VendorOptions
  /** The payment providers that are set up and can charge what was saved. */
  readonly charging: readonly PaymentProvider[]
  /** True: only the checks. */
  readonly dryRun: boolean
  readonly onProgress: (line: string) => void
}

export interface ImportReport {
  readonly dryRun: boolean
  /** False: nothing was written, because the check has refused a row or was all that was asked for. */
  readonly written: boolean
  /** Of each type: the rows, those that are in Holdfast now, and those of lots with no credits left, which make nothing. */
  readonly rows: readonly {
    readonly type: string
    readonly rows: number
    readonly done: number
    readonly empty: number
  }[]
  /** Objects of other systems with nothing left to move: voided, expired or terminated. */
  readonly skipped: number
  readonly refusedCount: number
  /** The first of them. */
  readonly refused: readonly RefusedRow[]
  /** Rows that nothing can be made of here, and why: they are left out. */
  readonly leftOutCount: number
  /** The first of them. */
  readonly leftOut: readonly RefusedRow[]
  /** Of each credit type: the sum of what is left by the file, and what came into Holdfast. */
  readonly totals: readonly Sums[]
  /** The wallets where the two differ. */
  readonly differences: readonly Difference[]
}

/** The types of rows of which an import makes something. */
type MadeType = MadeRow['type']

/** A row of the file. `implied`: the organization of a customer that another system’s object names. */
interface Read {
  readonly line: number
  readonly row: Row
  readonly implied: boolean
}

/** A row that nothing can be made of here. */
interface LeftOut extends RefusedRow {
  readonly isLeftOut: true
}

/** A row, a refused one, one that is left out, or null for an object with nothing left. */
type Parsed = Read | RefusedRow | LeftOut | null

export async function importFile(app: App, url: string, options: ImportOptions): Promise<ImportReport> {
  await using staging = await Staging.open(url)
  const checked = await check(app, staging, options)
  const { skipped, leftOut, leftOutCount } = checked
  const isWhole = checked.refusedCount === 0
  const written = isWhole && !options.dryRun
  const { refused, refusedCount } = written ? await write(app, options) : checked
  if (written) await staging.resolve()
  const [rows, totals] = [await staging.counts(), await staging.totals()]
  return {
    dryRun: options.dryRun,
    written,
    rows,
    skipped,
    refusedCount,
    refused,
    leftOutCount,
    leftOut,
    totals,
    differences: written ? await staging.differences(SHOWN_MAX) : [],
  }
}

/** Checks every row, and finds what was imported before. */
async function check(app: App, staging: Staging, options: ImportOptions) {
  const refused: RefusedRow[] = []
  const leftOut: RefusedRow[] = []
  let refusedCount = 0
  let leftOutCount = 0
  let skipped = 0
  let count = 0
  const toStage: StagedRow[] = []
  for await (const parsed of rowsOf(options)) {
    if (parsed === null) skipped++
    else if ('isLeftOut' in parsed) {
      const { isLeftOut: _, ...row } = parsed
      leftOutCount++
      if (leftOut.length < SHOWN_MAX) leftOut.push(row)
    } else if (!('row' in parsed)) {
      refusedCount++
      if (refused.length < SHOWN_MAX) refused.push(parsed)
    } else if (toStage.push(staged(app, parsed)) === ROWS_AT_ONCE) await staging.add(toStage.splice(0))
    if (++count % ROWS_PER_PROGRESS === 0) options.onProgress(`${count.toLocaleString('en')} rows checked`)
  }
  await staging.add(toStage)
  await staging.resolve()
  const others = await staging.refused(SHOWN_MAX)
  const all = [...refused, ...others.first].sort((a, b) => a.line - b.line)
  return { refused: all.slice(0, SHOWN_MAX), refusedCount: refusedCount + others.count, skipped, leftOut, leftOutCount }
}

/** Writes what is not in Holdfast yet. Returns the rows that it refused, because something has changed since the check. */
async function write(app: App, options: ImportOptions) {
  const refused: RefusedRow[] = []
  let refusedCount = 0
  let count = 0
  const writeAll = async (placed: PlacedRows) => {
    const late = await writeCredits(app, placed)
    refusedCount += late.length
    refused.push(...late.slice(0, SHOWN_MAX - refused.length))
    count += placed.rows.length
    if (count % ROWS_PER_PROGRESS === 0) options.onProgress(`${count.toLocaleString('en')} rows imported`)
  }
  /** Resolves once the credits of the rows before are written. */
  let writing = Promise.resolve()
  const flush = async (rows: readonly Read[]) => {
    const placed = await place(app, rows)
    await writing
    writing = writeAll(placed)
    // It is awaited, but only after the next rows were read.
    writing.catch(() => {})
  }
  const rows: Read[] = []
  try {
    for await (const parsed of rowsOf(options)) {
      if (parsed === null || !('row' in parsed)) continue
      if (rows.push(parsed) === ROWS_AT_ONCE) await flush(rows.splice(0))
    }
    await flush(rows)
  } finally {
    await writing
  }
  return { refused, refusedCount }
}

/** Rows whose organizations and members are there, with the ids of both. */
interface PlacedRows {
  readonly rows: readonly Read[]
  readonly idOf: (organization: string) => string
  readonly holderOf: (row: OfWallet) => Holder
}

/** Makes the organizations and members of rows. */
async function place(app: App, rows: readonly Read[]): Promise<PlacedRows> {
  await importOrganizations(
    app,
    ofType(rows, 'organization').map(({ row }) => row),
  )
  const ids = await findOrganizations(app, rows)
  const idOf = (key: string) => ids.get(key) ?? ''
  const members = ofType(rows, 'member').map(({ row }) => ({ organizationId: idOf(row.organization), row }))
  await importMembers(app, members)
  return { rows, idOf, holderOf: await findHolders(app, rows, idOf) }
}

function ofType<Type extends RowType>(rows: readonly Read[], ...types: readonly Type[]) {
  return rows.flatMap(({ line, row }) =>
    types.some((type) => type === row.type) ? [{ line, row: row as RowOf<Type> }] : [],
  )
}

/** Writes subscriptions and budgets, then payments and requests, then credits, and then the settings of wallets. */
async function writeCredits(app: App, { rows, idOf, holderOf }: PlacedRows): Promise<RefusedRow[]> {
  const refused: (RefusedRow | null)[] = []
  const run = async <Type extends MadeType>(
    types: readonly Type[],
    work: (row: RowOf<Type>) => Promise<Outcome<object>> | null,
  ) => {
    const outcomes = ofType(rows, ...types).map(({ line, row }) => {
      const outcome = work(row)
      return outcome && told(line, (row as MadeRow).key, outcome)
    })
    refused.push(...(await Promise.all(outcomes)))
  }
  await run(['subscription'], (row) => app.lane.run(importSubscription(idOf(row.organization), row)))
  await run(['budget'], (row) => importSetting(app, holderOf(row), row))
  const budgets = await findNamed(app, rows, idOf)
  await run(['payment', 'creditRequest'], (row) =>
    app.lane.run(
      row.type === 'payment'
        ? importPayment(holderOf(row), row)
        : importRequest(holderOf(row), row, budgets(row, 'budget') ?? null),
    ),
  )
  const named = await findNamed(app, rows, idOf)
  await run(['lot', 'debt'], (row) => {
    if (row.type === 'debt') return app.lane.run(importDebt(holderOf(row), row))
    if (row.origin !== undefined || row.remaining + row.moved === 0n) return null
    return app.lane.run(importLot(holderOf(row), row, named(row, 'payment')))
  })
  const originOf = await findOrigins(app, rows, idOf)
  await run(['lot'], (row) => {
    const origin = originOf(row)
    return origin && app.lane.run(importPortion(holderOf(row), origin, row, { requestId: named(row, 'request') }))
  })
  await run(['wallet', 'allocationRule', 'balanceThreshold', 'paymentMethod'], (row) =>
    importSetting(app, holderOf(row), row),
  )
  await run(['autoTopUp'], (row) => importSetting(app, holderOf(row), row))
  return refused.filter((each) => each !== null)
}

/** The row, if its command was refused. */
async function told(line: number, key: string, outcome: Promise<Outcome<object>>): Promise<RefusedRow | null> {
  const is = await outcome
  return is.kind === 'refused' ? { line, key, field: null, message: is.refusal.message } : null
}

/** The types of the other rows that a row can name, by the field that does. */
const NAMED = { payment: 'payment', request: 'creditRequest', budget: 'budget' } as const

/** The other rows that a row names, apart from its organization, its member and its origin. */
function namedBy(row: Row): Named[] {
  return Object.entries(NAMED).flatMap(([field, type]) => {
    const key = (row as Readonly<Record<string, unknown>>)[field]
    return typeof key === 'string' && row.type !== type ? [{ field, type, key }] : []
  })
}

/** Finds what was made of the rows that others name. */
async function findNamed(
  app: App,
  rows: readonly Read[],
  idOf: (key: string) => string,
): Promise<(row: RowOf<'lot' | 'creditRequest'>, field: keyof typeof NAMED) => string | undefined> {
  const wanted = rows.flatMap(({ row }) =>
    'organization' in row
      ? namedBy(row).map(({ type, key }) => ({ organizationId: idOf(row.organization), key: importedAs(type, key) }))
      : [],
  )
  const imported = await findImported(app, wanted)
  return (row, field) => {
    const named = namedBy(row).find((each) => each.field === field)
    return named && imported(idOf(row.organization), importedAs(named.type, named.key))
  }
}

/** The ids of the organizations that rows name. */
async function findOrganizations(app: App, rows: readonly Read[]): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(rows.flatMap(({ row }) => ('organization' in row ? row.organization : [])))]
  const keys = names.map((name) => importedAs('organization', name))
  const imported = await findImported(
    app,
    keys.map((key) => ({ organizationId: PLATFORM_ID, key })),
  )
  return new Map(
    names.map((name, i) => [name, imported(PLATFORM_ID, keys[i] ?? '') ?? idIn(name, 'Organization') ?? '']),
  )
}

type OfWallet = { readonly organization: string; readonly member?: string | undefined }

/** Finds the holders of the wallets that rows name. */
async function findHolders(
  app: App,
  rows: readonly Read[],
  idOf: (key: string) => string,
): Promise<(row: OfWallet) => Holder> {
  const named = rows.flatMap(({ row }) =>
    'member' in row && row.member !== undefined ? [row as Required<OfWallet>] : [],
  )
  const wanted = named.map(({ organization, member }) => ({
    organizationId: idOf(organization),
    key: importedAs('member', member),
  }))
  const imported = await findImported(app, wanted)
  return ({ organization, member }) => {
    const organizationId = idOf(organization)
    if (member === undefined) return { organizationId, holderId: organizationId }
    const holderId = imported(organizationId, importedAs('member', member)) ?? idIn(member, 'Member') ?? ''
    return { organizationId, holderId }
  }
}

interface ImportedKey {
  readonly organizationId: string
  readonly key: string
}

/** Finds the ids of what was made of rows, by their idempotency keys. */
async function findImported(app: App, keys: readonly ImportedKey[]) {
  const known =
    keys.length === 0
      ? []
      : await app.prisma.$queryRawUnsafe<(ImportedKey & { readonly resultId: string })[]>(
          IMPORTED_KEYS,
          keys.map(({ organizationId }) => organizationId),
          keys.map(({ key }) => key),
        )
  const ids = new Map(known.map(({ organizationId, key, resultId }) => [`${organizationId} ${key}`, resultId]))
  return (organizationId: string, key: string) => ids.get(`${organizationId} ${key}`)
}

// Served by the primary key.
const IMPORTED_KEYS = `
  SELECT DISTINCT k.organization_id AS "organizationId", k.key, k.result_id AS "resultId"
  FROM unnest($1::uuid[], $2::text[]) AS named (organization_id, key)
  JOIN idempotency_key k ON k.organization_id = named.organization_id AND k.key = named.key`

/** Finds the lots that portions were split off. They are above their portions, and were written before. */
async function findOrigins(
  app: App,
  rows: readonly Read[],
  idOf: (key: string) => string,
): Promise<(row: RowOf<'lot'>) => OriginLot | null> {
  const portions = rows.flatMap(({ row }) => (row.type === 'lot' && row.origin !== undefined ? [row] : []))
  const named = portions.map(({ organization, origin = '' }) => {
    return { organizationId: idOf(organization), key: importedAs('lot', origin) }
  })
  if (named.length === 0) return () => null
  const found = await app.prisma.$queryRawUnsafe<(OriginLot & { organizationId: string; key: string })[]>(
    ORIGINS,
    named.map(({ organizationId }) => organizationId),
    named.map(({ key }) => key),
  )
  const origins = new Map(found.map((each) => [`${each.organizationId} ${each.key}`, each]))
  return ({ organization, origin }) =>
    origin === undefined ? null : (origins.get(`${idOf(organization)} ${importedAs('lot', origin)}`) ?? null)
}

// Served by the primary keys.
const ORIGINS = `
  SELECT DISTINCT k.organization_id AS "organizationId", k.key, l.id, l.wallet_id AS "walletId"
  FROM unnest($1::uuid[], $2::text[]) AS named (organization_id, key)
  JOIN idempotency_key k ON k.organization_id = named.organization_id AND k.key = named.key
  JOIN credit_lot l ON l.organization_id = k.organization_id AND l.id = k.result_id`

/** The rows of the file, in its order. */
async function* rowsOf({ file, format, vendor, charging }: ImportOptions): AsyncGenerator<Parsed> {
  for await (const { line, value } of readRecords(file)) {
    if (value instanceof Flaw) yield { line, key: null, field: null, message: value.message }
    else if (format === 'holdfast') yield leftOutOf(parsed(line, value, false), charging)
    else {
      const converted = VENDORS[format](value, vendor)
      const key = String(value.id ?? value.lago_id ?? '') || null
      if ('message' in converted) yield { line, key, ...converted }
      else if (converted.length === 0) yield null
      else for (const each of converted) yield parsed(line, each, each.type === 'organization')
    }
  }
}

function parsed(line: number, value: Readonly<Record<string, unknown>>, implied: boolean): Read | RefusedRow {
  const row = parseInput(Row, value)
  if (row.ok) return { line, row: row.value, implied }
  const [first] = row.refusal.issues
  const key = typeof value.key === 'string' ? value.key : null
  return { line, key, field: first?.path || null, message: first?.message ?? row.refusal.message }
}

/** Leaves out a saved card, or an auto top-up by it, if nothing can charge it here. */
function leftOutOf(read: Read | RefusedRow, charging: ImportOptions['charging']): Parsed {
  if (!('row' in read)) return read
  const { line, row } = read
  if ((row.type !== 'paymentMethod' && row.type !== 'autoTopUp') || charging.includes(row.provider)) return read
  const message = `${row.provider} is not set up here, so nothing can be charged: it is left out`
  return { line, key: row.key, field: 'provider', message, isLeftOut: true }
}

function staged(app: App, { line, row, implied }: Read): StagedRow {
  const organization = row.type === 'organization' ? row.key : row.organization
  const member = 'member' in row ? (row.member ?? null) : null
  return {
    line,
    type: row.type,
    key: row.key ?? '',
    organization,
    organizationId: row.type === 'organization' ? null : idIn(organization, 'Organization'),
    member,
    memberId: member === null ? null : idIn(member, 'Member'),
    subject: subjectOf(row),
    creditType: 'creditType' in row ? row.creditType : null,
    credits: row.type === 'lot' ? row.remaining : row.type === 'balance' ? row.credits : null,
    externalId: 'externalId' in row ? (row.externalId ?? null) : null,
    moved: row.type === 'lot' ? row.moved : null,
    origin: row.type === 'lot' ? (row.origin ?? null) : null,
    fingerprint: isMade(row) ? keyOf(row).fingerprint : null,
    implied,
    ownId: row.type === 'organization' ? idIn(row.key, 'Organization') : null,
    late: lateFlawOf(app, row),
    unknown: JSON.stringify(unknownNamesIn(app, row)),
    named: JSON.stringify(namedBy(row)),
  }
}

function subjectOf(row: Row): string | null {
  if (row.type === 'member') return row.subject ?? null
  if (row.type === 'autoTopUp') return row.pack
  return row.type === 'paymentMethod' ? row.provider : null
}

function isMade(row: Row): row is MadeRow {
  return row.type !== 'balance' && !LISTED.some((type) => type === row.type)
}

/** The part of an id of Holdfast that names a row; null for any other text, which is a key. */
function idIn(text: string, type: 'Organization' | 'Member'): string | null {
  if (!text.startsWith(type === 'Organization' ? 'org_' : 'member_')) return null
  try {
    const { typename, id } = decodeGlobalId(text)
    return typename !== type ? null : type === 'Organization' ? id : splitTenantId(id).id
  } catch {
    return null
  }
}

/** The names of a row that no price for all and no plan has. A lot with nothing left makes nothing. */
function unknownNamesIn({ priceBook: { version } }: App, row: Row): UnknownName[] {
  if (row.type === 'lot' && row.remaining + row.moved === 0n) return []
  if (row.type === 'subscription') {
    const creditTypes = row.allowances === undefined ? [] : allowancesIn(row.allowances).map((each) => each.creditType)
    return unknownIn(version, PLATFORM_ID, { creditTypes }).map((each) => ({ ...each, field: 'allowances' }))
  }
  if (!('creditType' in row)) return []
  return unknownIn(version, PLATFORM_ID, row).map((each) => ({ ...each, field: each.path.replace(/\.\d+$/, '') }))
}

/** The flaw that a row has now, unless it was imported before; null if it has none. */
function lateFlawOf(app: App, row: Row): string | null {
  const now = app.clock()
  if (row.type === 'lot') {
    if (row.createdAt > now) return 'createdAt must not be in the future'
    if (row.remaining === 0n || !row.expiresAt) return null
    if (row.expiresAt > (row.usableFrom ?? row.createdAt) && row.expiresAt > now) return null
    return 'expiresAt must be in the future and after usableFrom: leave out a lot that has expired, or set remaining to 0'
  }
  if (row.type === 'payment') {
    const early = timeAfter(row, now)
    return early && `${early} must not be in the future`
  }
  if (row.type !== 'subscription') return null
  const { version } = app.priceBook
  const plan = version.planNamed(row.plan)
  if (!plan) return `plan ${mustBePlan(version, row.plan)}`
  if (row.nextPlan !== undefined && !version.planNamed(row.nextPlan)) {
    return `nextPlan ${mustBePlan(version, row.nextPlan)}`
  }
  const place = placeOf(plan, row)
  if ('message' in place) return `${place.field} ${place.message}`
  const due = dueOf(row)
  return due.at && due.at <= now ? `${due.field} must be in the future` : null
}
