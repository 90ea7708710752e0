// What stands in place of what somebody may not see or do: the role of a member, the key of an operator, or that it is not the operator's.

import { IconLock } from '@tabler/icons-react'
import { useAudience } from '../data/connection.tsx'
import { texts } from '../texts/index.ts'
import { Notice } from './Notice.tsx'

type NoPermissionProps =
  /** The roles that it is for: "owners and admins". */
  | { readonly roles: string }
  /** Why the API has refused it. */
  | { readonly why: string }

export function NoPermission(props: NoPermissionProps) {
  const audience = useAudience()
  const { title, text } = texts.common.noPermission[audience]
  return <Notice icon={IconLock} title={title} text={'why' in props ? props.why : text(props.roles)} />
}
