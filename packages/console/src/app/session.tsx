// Who is signed in, and which organizations they belong to: read once for all parts of the pages.

import type { AnswerOf } from '@holdfast/client'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { type Data, useData } from '../data/useData.ts'
import { Session } from '../generated/app.ts'

const SessionContext = createContext<Data<AnswerOf<typeof Session>> | null>(null)

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [isEmpty, setEmpty] = useState(false)
  // The credit types are read again until there is one.
  const read = useData(Session, {}, { on: isEmpty ? ['credits'] : [] })
  const organization = read.data?.organization
  useEffect(() => setEmpty(organization?.wallets.length === 0), [organization])
  return <SessionContext value={read}>{children}</SessionContext>
}

/** The person, the member that they are in the chosen organization, and the organization. */
export function useSession(): Data<AnswerOf<typeof Session>> {
  const session = useContext(SessionContext)
  if (!session) throw new Error('Put a SessionProvider around the page.')
  return session
}
