// Creating organizations, with their first members and keys.

import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { App } from '../app.ts'
import { type Member, type Organization, OrganizationMode, Role } from '../database/generated/client/client.ts'
import type { IdempotencyConflict } from '../engine/command.ts'
import { idempotency, once } from '../engine/idempotency.ts'
import { newWallet } from '../ledger/wallet.ts'
import { field, type InvalidInput, parseInput } from '../refusals.ts'
import { DEFAULT_CREDIT_TYPE } from '../wallets/operations.ts'
import { newKey } from './apiKeys.ts'

const MEMBERS_MAX = 100

const NewOrganization = z.object({
  name: field.name,
  mode: z.enum(OrganizationMode),
  members: z
    .array(z.object({ name: field.name, role: z.enum(Role) }))
    .max(MEMBERS_MAX)
    .refine((members) => members.some((m) => m.role === 'OWNER'), 'an organization needs a member who is its OWNER'),
  idempotencyKey: field.idempotencyKey,
})

export interface MemberKey {
  readonly member: Member
  /** Null when the request was a repetition: a secret is shown once. */
  readonly secret: string | null
}

export interface CreatedOrganization {
  readonly organization: Organization
  readonly keys: readonly MemberKey[]
  readonly replayed: boolean
}

/** Makes an organization with its members, a key for each, and an empty wallet. */
export async function createOrganization(
  app: App,
  input: z.input<typeof NewOrganization>,
): Promise<CreatedOrganization | InvalidInput | IdempotencyConflict> {
  const parsed = parseInput(NewOrganization, input)
  if (!parsed.ok) return parsed.refusal
  const { idempotencyKey, ...parameters } = parsed.value
  const { name, mode } = parameters

  const createdAt = app.clock()
  const settings = { timeZone: 'UTC', membersUsePool: true, clockAt: null, maintenance: null }
  const organization = { id: uuidv7(), name, mode, ...settings, createdAt }
  const organizationId = organization.id
  const members = parameters.members.map((member) => ({
    member: { organizationId, id: uuidv7(), ...member, createdAt },
    key: newKey('member'),
  }))
  const made = await once(
    app.prisma,
    idempotency(idempotencyKey, 'createOrganization', parameters),
    createdAt,
    organization,
    async (transaction) => {
      await transaction.organization.create({ data: organization })
      await transaction.member.createMany({ data: members.map(({ member }) => member) })
      await transaction.apiKey.createMany({
        data: members.map(({ member, key: { prefix, hash } }) => ({
          organizationId,
          id: uuidv7(),
          memberId: member.id,
          prefix,
          hash,
          createdAt,
        })),
      })
      // The lane opens wallets of other credit types with their first grant. This one can't meet the lane yet:
      // nobody knows the organization before this commits.
      const pool = {
        organizationId,
        id: uuidv7(),
        holderId: organizationId,
        creditType: DEFAULT_CREDIT_TYPE,
        createdAt,
      }
      await transaction.wallet.create({ data: newWallet(pool) })
    },
  )
  if ('code' in made) return made
  if (made.kind === 'made') {
    return { organization, keys: members.map(({ member, key }) => ({ member, secret: key.secret })), replayed: false }
  }
  const before = await app.prisma.organization.findUniqueOrThrow({
    where: { id: made.resultId },
    include: { members: { orderBy: { id: 'asc' } } },
  })
  return { organization: before, keys: before.members.map((member) => ({ member, secret: null })), replayed: true }
}
