// Organizations: created, renamed, suspended and resumed. src/offboarding/closing.ts closes them.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { firstKey, newKey } from '../access/keys.ts'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { BOUNDS } from '../bounds.ts'
import { type Member, type Organization, OrganizationMode, Role } from '../database/generated/client/client.ts'
import type { Idempotency, IdempotencyConflict, LaneRefusal } from '../engine/command.ts'
import { idempotency, once } from '../engine/idempotency.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import { sentence } from '../formats/sentence.ts'
import { type OrganizationId, uuidOf } from '../ids.ts'
import { labelNew, subjectWith } from '../labels/insertLabel.ts'
import { type ExternalIdTaken, labelInput } from '../labels/label.ts'
import { updateLabels } from '../labels/updateLabels.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { newWallet } from '../ledger/wallet.ts'
import type { CommonRefusal, Parameters } from '../operation.ts'
import { field, type InvalidInput, type NotFound, parseInput } from '../refusals.ts'
import { type ChangedOrganization, operateOnOrganization } from './change.ts'
import { refuseUnknown } from './knownNames.ts'
import { refuseClosed } from './lock.ts'

const MEMBERS_MAX = 100
/** The time that a task waits for an approval, unless the organization sets another. */
const APPROVAL_SECONDS = 24 * 60 * 60
/** The subject of a person in a platform's own token: the issuer, #, and the claim `sub`. */
export const subjectField = field.text(500).min(3)

const FirstMember = z.object({ name: field.name, role: z.enum(Role), subject: subjectField.nullish(), ...labelInput })

const NewOrganization = z
  .object({
    name: field.name,
    mode: z.enum(OrganizationMode),
    members: z
      .array(FirstMember)
      .max(MEMBERS_MAX)
      .refine((members) => members.some((m) => m.role === 'OWNER'), 'must have a member who is OWNER')
      .refine((members) => areDifferent(members.map(({ subject }) => subject)), 'must have different subjects')
      .refine(
        (members) => areDifferent(members.map(({ externalId }) => externalId)),
        'must have different externalIds',
      ),
    creditTypes: z.array(field.creditType).max(BOUNDS.creditTypes).default([]),
    ...labelInput,
    upsert: z.boolean().default(false),
    idempotencyKey: field.idempotencyKey,
  })
  .superRefine(({ upsert, externalId, idempotencyKey }, context) => {
    if (!upsert) return
    if (!externalId) context.addIssue({ code: 'custom', path: ['externalId'], message: UPSERT_NEEDS_ID })
    const message = 'can’t be given with upsert: the externalId makes the request repeatable'
    if (idempotencyKey) context.addIssue({ code: 'custom', path: ['idempotencyKey'], message })
  })

/** The message about an upsert without an external id. */
export const UPSERT_NEEDS_ID = 'must be given with upsert: it says what to look for'

function areDifferent(values: readonly (string | null | undefined)[]): boolean {
  const given = values.flatMap((value) => value ?? [])
  return new Set(given).size === given.length
}

export interface MemberKey {
  readonly member: Member
  /** The key itself; null if the request was repeated: a secret is shown only once. */
  readonly secret: string | null
}

export interface CreatedOrganization {
  readonly organization: Organization
  readonly keys: readonly MemberKey[]
  /** False if it was there. */
  readonly created: boolean
  readonly replayed: boolean
}

type CreateRefusal = InvalidInput | NotFound | LaneRefusal | ExternalIdTaken

/**
 * Creates an organization with its members, a key for each, and an empty wallet. `upsert`: if there is one with the external id,
 * that one is answered, with the name and the metadata of the input.
 */
export async function createOrganization(
  app: App,
  input: z.input<typeof NewOrganization>,
): Promise<CreatedOrganization | CreateRefusal> {
  const parsed = parseInput(NewOrganization, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, upsert, ...wanted } = parsed.value
  const externalId = (upsert && wanted.externalId) || null
  const known = externalId === null ? null : await subjectWith(app.prisma, null, 'ORGANIZATION', externalId)
  if (known) return updateTo(app, known.organizationId, wanted)
  if (wanted.creditTypes.length > 0) await app.refreshPriceBook()
  const made = await make(app, wanted, idempotency(idempotencyKey, 'createOrganization', wanted))
  // Another request may have created it meanwhile.
  const taken = upsert && isRefusal(made) && made.code === 'EXTERNAL_ID_TAKEN' ? made.taken : null
  return taken ? updateTo(app, taken.organizationId, wanted) : made
}

type NewOrganizationInput = Omit<z.output<typeof NewOrganization>, 'idempotencyKey' | 'upsert'>

async function make(
  app: App,
  wanted: NewOrganizationInput,
  key: Idempotency | null,
): Promise<CreatedOrganization | IdempotencyConflict | ExternalIdTaken | InvalidInput> {
  const createdAt = app.clock()
  const fresh = newOrganization({ name: wanted.name, mode: wanted.mode, createdAt })
  const organization = { ...fresh, topUps: null, topUpAt: null, refundAllowances: null }
  const organizationId = organization.id
  const members = wanted.members.map(({ name, role, subject = null, ...label }) => ({
    member: {
      organizationId,
      id: uuidv7(),
      name,
      role,
      subject,
      createdAt,
      removedAt: null,
      leaving: null,
      erasing: false,
    },
    key: newKey('member'),
    label,
  }))
  const made = await once<Organization, ExternalIdTaken | InvalidInput>(
    app.prisma,
    key,
    createdAt,
    organization,
    async (transaction) => {
      const unknown = refuseUnknown(app.priceBook.version, organizationId, { creditTypes: wanted.creditTypes })
      if (unknown) return unknown
      await transaction.organization.create({ data: fresh })
      await transaction.member.createMany({ data: members.map(({ member }) => member) })
      await transaction.apiKey.createMany({ data: members.map(({ member, key }) => firstKey(member, key, createdAt)) })
      // The lane opens wallets of other credit types with their first grant. It can't change these yet: nobody knows the
      // organization before the commit.
      const pools = [...new Set(wanted.creditTypes)].map((creditType) =>
        newWallet({ organizationId, id: uuidv7(), holderId: organizationId, creditType, createdAt }),
      )
      await transaction.wallet.createMany({ data: pools })
      const taken = await labelNew(
        transaction,
        { organizationId, kind: 'ORGANIZATION', subjectId: organizationId },
        wanted,
      )
      if (taken) return taken
      for (const { member, label } of members) {
        await labelNew(transaction, { organizationId, kind: 'MEMBER', subjectId: member.id }, label)
      }
      const subject = { action: 'createOrganization', subjectType: 'Organization', subjectId: organizationId }
      await record(app, transaction, organizationId, { ...subject, after: factsOf(wanted) }, createdAt)
      return null
    },
  )
  if (isRefusal(made)) return made
  if (made.kind === 'made') {
    const keys = members.map(({ member, key: { secret } }) => ({ member, secret }))
    return { organization, keys, created: true, replayed: false }
  }
  const before = await app.prisma.organization.findUniqueOrThrow({
    where: { id: made.resultId },
    include: { members: { orderBy: { id: 'asc' } } },
  })
  const keys = before.members.map((member) => ({ member, secret: null }))
  return { organization: before, keys, created: false, replayed: true }
}

/** Gives an organization the name and the metadata of an upsert. Its mode, members and wallets stay as they are. */
async function updateTo(
  app: App,
  organizationId: OrganizationId,
  { name, metadata }: NewOrganizationInput,
): Promise<CreatedOrganization | CreateRefusal> {
  const { status, name: before } = await app.prisma.organization.findUniqueOrThrow({ where: { id: organizationId } })
  const closed = refuseClosed({ status })
  if (closed) return closed
  const renamed = name === before ? null : await updateOrganization(app, { organizationId, name })
  if (renamed && isRefusal(renamed)) return renamed
  if (metadata) {
    const subject = { organizationId, kind: 'ORGANIZATION' as const, subjectId: organizationId }
    const labeled = await updateLabels(app, { ...subject, metadata })
    if (isRefusal(labeled)) return labeled
  }
  const organization = await app.prisma.organization.findUniqueOrThrow({ where: { id: organizationId } })
  return { organization, keys: [], created: false, replayed: false }
}

/** An organization that has set nothing yet. */
export type NewOrganization = Omit<Organization, 'topUps' | 'topUpAt' | 'refundAllowances'>

/** A new organization with the settings that it begins with. */
export function newOrganization(given: Pick<Organization, 'name' | 'mode' | 'createdAt'>): NewOrganization {
  return {
    ...given,
    id: uuidv7(),
    status: 'ACTIVE',
    statusReason: null,
    timeZone: 'UTC',
    membersUsePool: true,
    clockAt: null,
    maintenance: null,
    approvalAbove: null,
    approvalSeconds: APPROVAL_SECONDS,
    webhookEvents: [],
    expiryAlertDays: null,
    tasksAtOnce: null,
    signIn: 'NONE',
  }
}

const Reference = z.object({ organizationId: uuidOf.organization, idempotencyKey: field.idempotencyKey })
const Renaming = Reference.extend({ name: field.name })
const Suspension = Reference.extend({ reason: field.text(500).min(1) })

/** A suspended organization can't submit or approve tasks. It can read, and tasks in progress continue. */
export interface Suspended extends Refusal {
  readonly code: 'ORGANIZATION_SUSPENDED'
}

/** The reason why an organization can't submit or approve tasks; null if it can. */
export function refuseSuspended({
  status,
  statusReason,
}: Pick<OrganizationSnapshot, 'status' | 'statusReason'>): Suspended | null {
  if (status !== 'SUSPENDED') return null
  const message = `This organization is suspended: ${sentence(statusReason ?? '')} Tasks in progress continue.`
  return { code: 'ORGANIZATION_SUSPENDED', message }
}

/** Renames an organization. */
export function updateOrganization(
  app: App,
  input: z.input<typeof Renaming>,
): Promise<ChangedOrganization | CommonRefusal> {
  return change(app, 'updateOrganization', Renaming, input, ({ name }) => ({ name }))
}

/** Suspends an organization: it can't submit tasks until it is resumed. It can read, and tasks in progress continue. */
export function suspendOrganization(
  app: App,
  input: z.input<typeof Suspension>,
): Promise<ChangedOrganization | CommonRefusal> {
  return change(app, 'suspendOrganization', Suspension, input, ({ reason }) => ({
    status: 'SUSPENDED',
    statusReason: reason,
  }))
}

/** Resumes a suspended organization. */
export function resumeOrganization(
  app: App,
  input: z.input<typeof Reference>,
): Promise<ChangedOrganization | CommonRefusal> {
  return change(app, 'resumeOrganization', Reference, input, () => ({ status: 'ACTIVE', statusReason: null }))
}

/** Changes an organization's name or status. */
function change<Schema extends typeof Reference>(
  app: App,
  name: string,
  schema: Schema,
  input: z.input<Schema>,
  changeOf: (parameters: Parameters<Schema>) => Partial<Pick<OrganizationSnapshot, 'name' | 'status' | 'statusReason'>>,
): Promise<ChangedOrganization | CommonRefusal> {
  return operateOnOrganization(app, name, schema, input, (parameters) => ({
    change: () => changeOf(parameters),
    facts: shown,
  }))
}

function shown({ name, status, statusReason }: OrganizationSnapshot) {
  return factsOf({ name, status, statusReason })
}
