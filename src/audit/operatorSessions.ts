// The entries of the audit log about sessions of the operator in a browser: in that of the platform that one has begun, and in that of
// an organization that the operator has opened it, to see what its admins see.

import type { RecordOpening } from '../access/operatorSessions.ts'
import type { Operator } from '../access/roles.ts'
import type { App } from '../app.ts'
import type { Prisma } from '../database/generated/client/client.ts'
import { actAs } from '../engine/acting.ts'
import { PLATFORM_ID } from '../engine/idempotency.ts'
import { record } from './record.ts'

export function recordOpening(app: Pick<App, 'feedDays' | 'clock'>): RecordOpening {
  return (transaction, { operator: { keyId, name }, organizationId, address }) => {
    const act = { action: 'openOrganization', subjectType: 'Organization', subjectId: organizationId }
    const actor = { kind: 'OPERATOR', id: keyId, name, address, requestId: null } as const
    return actAs(actor, () => record(app, transaction, organizationId, act, app.clock()))
  }
}

/** Records that a session was begun with a platform key. */
export function recordSignIn(
  app: Pick<App, 'feedDays' | 'clock'>,
  transaction: Prisma.TransactionClient,
  { keyId, name }: Operator,
  from: { readonly address: string | null; readonly requestId: string | null },
): Promise<void> {
  const act = { action: 'beginOperatorSession', subjectType: 'PlatformKey', subjectId: keyId }
  return actAs({ kind: 'OPERATOR', id: keyId, name, ...from }, () =>
    record(app, transaction, PLATFORM_ID, act, app.clock()),
  )
}
