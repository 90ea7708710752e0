// Organizations: created, renamed, suspended and resumed. src/offboarding/closing.ts closes them.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { firstKey, newKey } from '../access/keys.ts'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { BOUNDS } from '../bounds.ts'
import { type Member, type Organization, OrganizationMode, Role } from '../database/generated/client/client.ts'
import type { IdempotencyConflict } from '../engine/command.ts'
import { idempotency, once } from '../engine/idempotency.ts'
import type { OrganizationSnapshot } from '../engine/organizationSnapshot.ts'
import { uuidOf } from '../ids.ts'
import { isRefusal, type Refusal } from '../ledger/refusals.ts'
import { newWallet } from '../ledger/wallet.ts'
import type { CommonRefusal, Parameters } from '../operation.ts'
import { field, type InvalidInput, parseInput } from '../refusals.ts'
import { type ChangedOrganization, operateOnOrganization } from './change.ts'

const MEMBERS_MAX = 100
/** The time that a task waits for an approval, unless the organization sets another. */
const APPROVAL_SECONDS = 24 * 60 * 60
/** The subject of a person in a platform's own token: the issuer, #, and the claim `sub`. */
export const subjectField = field.text(500).min(3)

const NewOrganization = z.object({
  name: field.name,
  mode: z.enum(OrganizationMode),
  members: z
    .array(z.object({ name: field.name, role: z.enum(Role), subject: subjectField.nullish() }))
    .max(MEMBERS_MAX)
    .refine((members) => members.some((m) => m.role === 'OWNER'), 'must have a member who is OWNER')
    .refine((members) => {
      const subjects = members.flatMap(({ subject }) => subject ?? [])
      return new Set(subjects).size === subjects.length
    }, 'must have different subjects'),
  creditTypes: z.array(field.creditType).max(BOUNDS.creditTypes).default([]),
  idempotencyKey: field.idempotencyKey,
})

export interface MemberKey {
  readonly member: Member
  /** The key itself; null if the request was repeated: a secret is shown only once. */
  readonly secret: string | null
}

export interface CreatedOrganization {
  readonly organization: Organization
  readonly keys: readonly MemberKey[]
  readonly replayed: boolean
}

/** Creates an organization with its members, a key for each, and an empty wallet. */
export async function createOrganization(
  app: App,
  input: z.input<typeof NewOrganization>,
): Promise<CreatedOrganization | InvalidInput | IdempotencyConflict> {
  const parsed = parseInput(NewOrganization, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { name, mode } = parameters

  const createdAt = app.clock()
  const organization = newOrganization({ name, mode, createdAt })
  const organizationId = organization.id
  const members = parameters.members.map(({ subject = null, ...member }) => ({
    member: {
      organizationId,
      id: uuidv7(),
      ...member,
      subject,
      createdAt,
      removedAt: null,
      leaving: null,
      erasing: false,
    },
    key: newKey('member'),
  }))
  const made = await once<Organization>(
    app.prisma,
    idempotency(idempotencyKey, 'createOrganization', parameters),
    createdAt,
    organization,
    async (transaction) => {
      await transaction.organization.create({ data: organization })
      await transaction.member.createMany({ data: members.map(({ member }) => member) })
      await transaction.apiKey.createMany({ data: members.map(({ member, key }) => firstKey(member, key, createdAt)) })
      // The lane opens wallets of other credit types with their first grant. It can't change these yet: nobody knows the
      // organization before the commit.
      const pools = [...new Set(parameters.creditTypes)].map((creditType) =>
        newWallet({ organizationId, id: uuidv7(), holderId: organizationId, creditType, createdAt }),
      )
      await transaction.wallet.createMany({ data: pools })
      const subject = { action: 'createOrganization', subjectType: 'Organization', subjectId: organizationId }
      await record(app, transaction, organizationId, { ...subject, after: factsOf(parameters) }, createdAt)
      return null
    },
  )
  if (isRefusal(made)) return made
  if (made.kind === 'made') {
    return { organization, keys: members.map(({ member, key }) => ({ member, secret: key.secret })), replayed: false }
  }
  const before = await app.prisma.organization.findUniqueOrThrow({
    where: { id: made.resultId },
    include: { members: { orderBy: { id: 'asc' } } },
  })
  return { organization: before, keys: before.members.map((member) => ({ member, secret: null })), replayed: true }
}

/** A new organization with the settings that it begins with. */
export function newOrganization(given: Pick<Organization, 'name' | 'mode' | 'createdAt'>): Organization {
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
  const message = `This organization is suspended: ${statusReason} Tasks in progress continue.`
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
