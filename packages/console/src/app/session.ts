// Who is signed in, and which organizations they belong to.

import { useData } from '../data/useData.ts'
import { Session } from '../generated/app.ts'

/** The person, the member that they are in the chosen organization, and the organization. */
export const useSession = () => useData(Session, {})
