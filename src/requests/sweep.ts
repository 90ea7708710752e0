// Ends requests for credits: open ones expire, and what was granted for a time falls back. Any number of processes may sweep: the
// lane checks each request again.

import type { App, DueWork } from '../app.ts'
import { SWEEP_PAUSE_MS, type SweepAt } from '../queue/repeat.ts'
import { expireRequest, fallBack } from './commands.ts'

/** The most rows of one sweep. */
const SWEEP_ROWS_MAX = 500

export const REQUESTS_DUE: DueWork = {
  name: 'end requests for credits',
  pauseMs: SWEEP_PAUSE_MS,
  sweep: sweepRequests,
  nextInstant: `
    SELECT min(expires_at) FROM credit_request
      WHERE organization_id = $1::uuid AND status = 'OPEN' AND expires_at > $2
    UNION ALL
    SELECT min(until) FROM credit_request
      WHERE organization_id = $1::uuid AND until IS NOT NULL AND fell_back_at IS NULL AND until > $2`,
}

/** Ends the requests that are due, and returns their number. */
async function sweepRequests(app: App, at?: SweepAt): Promise<number> {
  const now = at?.now ?? app.clock()
  const whose = at ? { organizationId: at.organizationId } : { organization: { clockAt: null } }
  const select = { organizationId: true, id: true, memberId: true, creditType: true } as const
  const [expired, over] = await Promise.all([
    app.prisma.creditRequest.findMany({
      where: { ...whose, status: 'OPEN', expiresAt: { lte: now } },
      orderBy: { expiresAt: 'asc' },
      take: SWEEP_ROWS_MAX,
      select,
    }),
    app.prisma.creditRequest.findMany({
      where: { ...whose, until: { not: null, lte: now }, fellBackAt: null },
      orderBy: { until: 'asc' },
      take: SWEEP_ROWS_MAX,
      select,
    }),
  ])
  const outcomes = await Promise.all([
    ...expired.map((request) => app.lane.run(expireRequest(request))),
    ...over.map((request) => app.lane.run(fallBack(request))),
  ])
  return outcomes.filter(({ kind }) => kind === 'decided').length
}
