// The dialogs that do something with one member or with several.

import { BudgetDialog } from './BudgetDialog.tsx'
import { GiveDialog } from './GiveDialog.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import { RoleDialog } from './RoleDialog.tsx'
import { TakeBackDialog } from './TakeBackDialog.tsx'
import type { Budget, MemberRow } from './types.ts'

/** What a person is about to do, with whom. */
export interface Doing {
  readonly what: 'give' | 'takeBack' | 'limit' | 'role' | 'remove'
  readonly members: readonly MemberRow[]
}

interface PersonDialogsProps {
  readonly doing: Doing
  readonly limits: ReadonlyMap<string, Budget>
  readonly onClose: () => void
  /** It is done: nobody is chosen any more. */
  readonly onDone: () => void
}

export function PersonDialogs({ doing: { what, members }, limits, onClose, onDone }: PersonDialogsProps) {
  if (what === 'give') return <GiveDialog members={members} onClose={onClose} onDone={onDone} />
  const [member] = members
  if (!member) return null
  if (what === 'takeBack') return <TakeBackDialog members={members} onClose={onClose} onDone={onDone} />
  if (what === 'limit') return <BudgetDialog of={member} budget={limits.get(member.id)} onClose={onClose} />
  if (what === 'role') return <RoleDialog member={member} onClose={onClose} />
  return <RemoveDialog member={member} onClose={onClose} onDone={onDone} />
}
