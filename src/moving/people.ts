// Organizations and members of an import. Members who move in get no keys: people sign in, or the platform creates keys for them.

import { v7 as uuidv7 } from 'uuid'
import { countAccess } from '../access/access.ts'
import type { App } from '../app.ts'
import { factsOf, recordAll } from '../audit/record.ts'
import type { MailKind, Prisma } from '../database/generated/client/client.ts'
import { insertRows } from '../database/insertRows.ts'
import { transact } from '../database/transact.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import type { LabelRow } from '../engine/records.ts'
import { EXIT, Failure } from '../failure.ts'
import { newLabel } from '../labels/label.ts'
import { type NewOrganization, newOrganization } from '../organizations/operations.ts'
import { keyOf } from './keys.ts'
import type { RowOf } from './rows.ts'

/** Makes the organizations that were not imported before. Returns their number. */
export async function importOrganizations(app: App, rows: readonly RowOf<'organization'>[]): Promise<number> {
  if (rows.length === 0) return 0
  const made = new Map(rows.map((row) => [keyOf(row).key, { row, id: uuidv7() }]))
  return transact(app.prisma, async (transaction) => {
    const all = [...made.values()].map((each) => ({ ...each, organizationId: PLATFORM_ID }))
    const fresh = await takeKeys(transaction, all, app.clock())
    const organizations: NewOrganization[] = fresh.map(({ row, id }) => ({
      ...newOrganization({ name: row.name, mode: row.mode, createdAt: row.createdAt ?? app.clock() }),
      id,
      timeZone: row.timeZone,
      membersUsePool: row.membersUsePool,
      ...(row.approvalAbove !== undefined && { approvalAbove: row.approvalAbove }),
      ...(row.approvalSeconds !== undefined && { approvalSeconds: row.approvalSeconds }),
      ...(row.tasksAtOnce !== undefined && { tasksAtOnce: row.tasksAtOnce }),
      ...(row.expiryAlertDays !== undefined && { expiryAlertDays: row.expiryAlertDays }),
      signIn: row.signIn,
    }))
    await insertRows(transaction, 'organization', organizations)
    await transaction.billingDetails.createMany({
      data: fresh.flatMap(({ row: { billing }, id: organizationId }) =>
        billing ? [{ ...billing, organizationId, version: 1, createdAt: app.clock() }] : [],
      ),
    })
    await addLabels(
      transaction,
      fresh.map(({ row, id }) => newLabel({ organizationId: id, kind: 'ORGANIZATION', subjectId: id }, row)),
    )
    const acts = fresh.map(({ row, id }) => actOf('importOrganization', 'Organization', id, id, row))
    await recordAll(app, transaction, acts, app.clock())
    return fresh.length
  })
}

/** A member with the id of their organization. */
export interface Placed {
  readonly organizationId: string
  readonly row: RowOf<'member'>
}

/** Makes the members that were not imported before. Returns their number. */
export async function importMembers(app: App, placed: readonly Placed[]): Promise<number> {
  if (placed.length === 0) return 0
  const all = placed.map((each) => ({ ...each, id: uuidv7() }))
  const count = await transact(app.prisma, async (transaction) => {
    const fresh = await takeKeys(transaction, all, app.clock())
    if (fresh.length === 0) return 0
    const members = fresh.map(({ organizationId, row, id }) => {
      const { name, role, subject = null, createdAt = app.clock() } = row
      return { organizationId, id, name, role, subject, createdAt }
    })
    await insertRows(transaction, 'member', members)
    await transaction.mailPreference.createMany({ data: fresh.flatMap((each) => choicesIn(each, app.clock())) })
    await addLabels(
      transaction,
      fresh.map(({ organizationId, row, id }) => newLabel({ organizationId, kind: 'MEMBER', subjectId: id }, row)),
    )
    const acts = fresh.map(({ organizationId, row, id }) => actOf('importMember', 'Member', organizationId, id, row))
    await recordAll(app, transaction, acts, app.clock())
    await countAccess(transaction)
    return fresh.length
  })
  await app.access.look()
  return count
}

/** The mails that a member has chosen. */
function choicesIn(
  { organizationId, id: memberId, row: { mails = {} } }: Placed & { readonly id: string },
  changedAt: Date,
) {
  return Object.entries(mails).map(([kind, wanted]) => {
    return { organizationId, memberId, kind: kind as MailKind, wanted, changedAt }
  })
}

/** Adds the labels of new things, which the check found to be free. */
async function addLabels(transaction: Prisma.TransactionClient, labels: readonly (LabelRow | null)[]): Promise<void> {
  const data = labels.filter((label) => label !== null)
  const count = await insertRows(transaction, 'label', data, { skipDuplicates: true })
  if (count === data.length) return
  const message =
    'Something else has got an externalId of this file since it was checked. Run the import again: it says which.'
  throw new Failure(EXIT.WRONG, message)
}

interface Keyed {
  readonly organizationId: string
  readonly row: RowOf<'organization' | 'member'>
  readonly id: string
}

/** Writes the idempotency keys of rows, and returns those that were not imported before. `organizationId` is whose key it is. */
async function takeKeys<Row extends Keyed>(
  transaction: Prisma.TransactionClient,
  rows: readonly Row[],
  now: Date,
): Promise<Row[]> {
  const keys = rows.map(({ row }) => keyOf(row))
  const taken = await transaction.$queryRawUnsafe<{ resultId: string }[]>(
    TAKE_KEYS,
    rows.map(({ organizationId }) => organizationId),
    keys.map(({ key }) => key),
    keys.map(({ fingerprint }) => Buffer.from(fingerprint).toString('hex')),
    rows.map(({ id }) => id),
    now,
  )
  const isNew = new Set(taken.map(({ resultId }) => resultId))
  return rows.filter(({ id }) => isNew.has(id))
}

const TAKE_KEYS = `
  INSERT INTO idempotency_key (organization_id, key, fingerprint, result_id, created_at)
  SELECT organization_id, key, decode(fingerprint, 'hex'), result_id, $5
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[]) AS taken (organization_id, key, fingerprint, result_id)
  ON CONFLICT DO NOTHING
  RETURNING result_id AS "resultId"`

function actOf(
  action: string,
  subjectType: string,
  organizationId: string,
  subjectId: string,
  { type: _type, ...facts }: RowOf<'organization' | 'member'>,
) {
  return { organizationId, act: { action, subjectType, subjectId, after: factsOf(facts) } }
}
