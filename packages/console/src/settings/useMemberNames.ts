// The names of the members that entries of an audit log are about, also of members who were removed.

import { useData } from '../data/useData.ts'
import { MemberNames } from '../generated/settings.ts'

/** Not the beginnings of keys, such as hf_member_0fb29b. */
export const MEMBER_ID = /\bmember_[\w-]{43}(?![\w-])/g
/** As many ids as one request may ask for. */
const IDS_MAX = 100

/** Names by the ids of members that are written anywhere in the entries. An id without a name here is shown as it is. */
export function useMemberNames(entries: unknown): ReadonlyMap<string, string> {
  const ids = [...new Set(JSON.stringify(entries ?? null).match(MEMBER_ID))].slice(0, IDS_MAX)
  const { data } = useData(MemberNames, ids.length > 0 ? { ids } : null)
  return new Map(data?.flatMap((node) => (node?.__typename === 'Member' ? [[node.id, node.name] as const] : [])))
}
