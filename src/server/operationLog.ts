// One line of the log for each GraphQL operation, at the level info, with the API's ids.

import type { Logger } from 'pino'
import { encodeGlobalId } from '../graphql/ids.ts'
import { shownActorId } from '../organizations/auditShown.ts'
import { operations } from '../telemetry/channels.ts'

/** Logs until the returned function is called. */
export function logOperations(log: Logger): () => void {
  return operations.follow((report) => {
    const { caller, organizationId, ms } = report
    const asShown = { organizationId: organizationId ?? '', actorKind: caller.kind, actorId: caller.id }
    log.info(
      {
        ...report,
        caller: { kind: caller.kind, id: shownActorId(asShown) },
        organizationId: organizationId && encodeGlobalId('Organization', organizationId),
        ms: Math.round(ms * 10) / 10,
      },
      'an operation was answered',
    )
  })
}
