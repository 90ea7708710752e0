// Entries of the audit log as the API and its export show them: with the API's ids, also in the values before and after.

import { NIL } from 'uuid'
import type { AuditEntry } from '../database/generated/client/client.ts'
import { decodeGlobalId, type GlobalId, globalIdOf } from '../graphql/ids.ts'
import { KINDS, type LabelSubject } from '../labels/label.ts'

/** The types of the ids in values, by the names of the values. A list of them may have more behind each id. */
const TYPES: Readonly<Record<string, string>> = {
  aboutOrganizationId: 'Organization',
  allocations: 'Member',
  apiKeyId: 'ApiKey',
  budgetId: 'Budget',
  fromMemberId: 'Member',
  holdId: 'Hold',
  holderId: 'Member',
  lotId: 'CreditLot',
  memberId: 'Member',
  packId: 'CreditPack',
  members: 'Member',
  replacedKeyId: 'ApiKey',
  replacedPlatformKeyId: 'PlatformKey',
  taskId: 'Task',
  toMemberId: 'Member',
  walletId: 'Wallet',
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

/** The id of the caller: of a member, a key, a person (as `member.subject` has it) or the platform's key; null for Holdfast itself. */
export function shownActorId({
  organizationId,
  actorKind,
  actorId: id,
}: Pick<AuditEntry, 'organizationId' | 'actorKind' | 'actorId'>): string | null {
  if (id === null || actorKind === 'PERSON') return id
  const type = actorKind === 'MEMBER' ? 'Member' : actorKind === 'OPERATOR' ? 'PlatformKey' : 'ApiKey'
  return globalIdOf(type, { organizationId, id })
}

export function shownSubjectId({ organizationId, subjectType, subjectId: id }: AuditEntry): string {
  return globalIdOf(subjectType, { organizationId, id })
}

/** The caller, if callers of its kind can have a label. */
export function labeledActor({ organizationId, actorKind, actorId: subjectId }: AuditEntry): LabelSubject | null {
  if (subjectId === null || (actorKind !== 'MEMBER' && actorKind !== 'API_KEY')) return null
  return { organizationId, kind: actorKind, subjectId }
}

export function labeledSubject({ organizationId, subjectType, subjectId }: AuditEntry): LabelSubject | null {
  const kind = KINDS.get(subjectType)
  return kind ? { organizationId, kind, subjectId } : null
}

/** Values before or after an act. */
export function shownValues(entry: AuditEntry, values: AuditEntry['before']): AuditEntry['before'] {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return values
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, shownValue(entry, name, value ?? null)]),
  )
}

function shownValue(entry: AuditEntry, name: string, value: AuditEntry['before']): AuditEntry['before'] {
  const { organizationId, subjectType } = entry
  const type = name === 'id' ? subjectType : TYPES[name]
  if (type === undefined) return value
  if (Array.isArray(value)) return value.map((each) => shownValue(entry, name, each))
  if (typeof value !== 'string') return value
  return value.replace(UUID, (id) => {
    // The pool's holder is the organization itself.
    return globalIdOf(id === organizationId ? 'Organization' : type, { organizationId, id })
  })
}

/** The id in the database of a caller, as `shownActorId` shows it; null for anything else. */
export function actorIdFrom(organizationId: string, shown: string): string | null {
  // The subjects of people: `user:` and an id, or an issuer, # and its own id.
  if (shown.startsWith('user:') || shown.includes('#')) return shown
  const id = decoded(shown)
  if (id?.typename === 'PlatformKey') return id.id
  return id?.typename === 'Member' || id?.typename === 'ApiKey' ? ownIdIn(organizationId, id) : null
}

/** The id in the database of a subject, as `shownSubjectId` shows it; null for anything else. */
export function subjectIdFrom(organizationId: string, shown: string): string | null {
  const id = decoded(shown)
  return id && ownIdIn(organizationId, id)
}

function decoded(shown: string): GlobalId | null {
  try {
    return decodeGlobalId(shown)
  } catch {
    return null
  }
}

/** The nil UUID, which nothing has, for an id of another organization. */
function ownIdIn(organizationId: string, { id }: GlobalId): string {
  const [first = '', own = first] = id.split('/')
  return first === organizationId || own === first ? own : NIL
}
