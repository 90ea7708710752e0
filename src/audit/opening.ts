// The entry of the audit log that says that the operator has opened an organization, to see what its admins see.

import type { RecordOpening } from '../access/operatorSessions.ts'
import type { App } from '../app.ts'
import { actAs } from '../engine/acting.ts'
import { record } from './record.ts'

export function recordOpening(app: Pick<App, 'feedDays' | 'clock'>): RecordOpening {
  return (transaction, { operator: { keyId, name }, organizationId, address }) => {
    const act = { action: 'openOrganization', subjectType: 'Organization', subjectId: organizationId }
    const actor = { kind: 'OPERATOR', id: keyId, name, address, requestId: null } as const
    return actAs(actor, () => record(app, transaction, organizationId, act, app.clock()))
  }
}
