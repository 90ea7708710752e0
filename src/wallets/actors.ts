// The actor of a journal entry: of the administrative act that it names, or else the one that opened its hold, or else Holdfast
// itself. Nothing is stored for entries of holds, because the hold names the member and the key.

import type { App } from '../app.ts'
import type { ActorKind, HoldStatus } from '../database/generated/client/client.ts'
import { readTogether } from '../database/together.ts'
import { SYSTEM } from '../engine/acting.ts'
import { encodeGlobalId, tenantId } from '../graphql/ids.ts'
import type { JournalEntry } from '../ledger/journal.ts'
import { shownActorId } from '../organizations/auditShown.ts'

export interface EntryActor {
  readonly kind: ActorKind
  readonly name: string
  /** As the API has it: of the member, the API key or the platform key; of a person, as in the audit log. */
  readonly id: string | null
}

interface Row {
  readonly kind: ActorKind | null
  readonly name: string
  readonly id: string | null
  readonly taskId: string | null
  readonly status: HoldStatus | null
  readonly memberId: string | null
  readonly memberName: string
  readonly keyId: string | null
  readonly keyName: string
  readonly platformKeyId: string | null
  readonly platformKeyName: string
}

// Served by primary keys, api_key_organization_id_lineage_id_idx and operator_key_lineage_id_idx. A key's name is that of the newest of its lineage.
const ACTORS = `
  SELECT a.actor_kind AS kind, a.actor_name AS name, a.actor_id AS id, h.task_id AS "taskId", h.status,
    m.id AS "memberId", m.name AS "memberName", k.id AS "keyId", k.name AS "keyName",
    p.id AS "platformKeyId", p.name AS "platformKeyName"
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY AS entry (organization_id, audit_entry_id, hold_id, key)
  LEFT JOIN audit_entry a ON a.organization_id = entry.organization_id AND a.id = entry.audit_entry_id
  LEFT JOIN hold h ON h.organization_id = entry.organization_id AND h.id = entry.hold_id
  LEFT JOIN member m ON m.organization_id = h.organization_id AND m.id = h.member_id
  LEFT JOIN LATERAL (
    SELECT id, name FROM api_key WHERE organization_id = h.organization_id AND lineage_id = h.api_key_id
    ORDER BY id DESC LIMIT 1
  ) AS k ON true
  LEFT JOIN LATERAL (SELECT id, name FROM operator_key WHERE lineage_id = h.api_key_id ORDER BY id DESC LIMIT 1) AS p ON true
  ORDER BY entry.key`

export const actorOfEntry = readTogether<App, JournalEntry, EntryActor>(async ({ prisma }, entries) => {
  const rows = await prisma.$queryRawUnsafe<Row[]>(
    ACTORS,
    entries.map(({ organizationId }) => organizationId),
    entries.map(({ auditEntryId }) => auditEntryId),
    entries.map(({ holdId }) => holdId),
  )
  return entries.map((entry, i) => actorIn(entry, rows[i]))
})

function actorIn({ organizationId, type }: JournalEntry, row: Row | undefined): EntryActor {
  const idOf = (typename: 'Member' | 'ApiKey', id: string) => encodeGlobalId(typename, tenantId({ organizationId, id }))
  if (row?.kind) {
    const { kind, name, id } = row
    return { kind, name, id: shownActorId({ organizationId, actorKind: kind, actorId: id }) }
  }
  const isTimeout = row?.status === 'TIMED_OUT' && type === 'RELEASE'
  if (!row?.status || isTimeout) return { kind: 'SYSTEM', name: SYSTEM.name, id: null }
  const { memberId, memberName, keyId, keyName } = row
  // The platform opens holds without a task, also on wallets of members.
  if (row.taskId === null || (memberId === null && keyId === null)) return platformIn(row)
  if (memberId !== null) return { kind: 'MEMBER', name: memberName, id: idOf('Member', memberId) }
  return { kind: 'API_KEY', name: keyName, id: keyId && idOf('ApiKey', keyId) }
}

/** The platform key; the platform, if it used none. */
function platformIn({ platformKeyId, platformKeyName }: Row): EntryActor {
  if (platformKeyId === null) return PLATFORM
  return { kind: 'OPERATOR', name: platformKeyName, id: encodeGlobalId('PlatformKey', platformKeyId) }
}

const PLATFORM: EntryActor = { kind: 'OPERATOR', name: 'platform', id: null }
