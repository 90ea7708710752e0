// Ends requests for credits: open ones expire, and what was granted for a time falls back; also what a hold or a lock gives back of
// it later. Any number of processes may sweep: the lane checks each request again.

import type { App, DueWork } from '../app.ts'
import type { CreditRequest } from '../database/generated/client/client.ts'
import { SWEEP_PAUSE_MS, type SweepAt } from '../queue/repeat.ts'
import { expireRequest, fallBack } from './commands.ts'

/** The most rows of one sweep. */
const SWEEP_ROWS_MAX = 500

// Served by credit_request_falling_back, and by credit_lot_falling_back for what has come back since a request fell back. Of an
// organization with its own clock, only a sweep that names it takes anything.
const FALLING_BACK = `
  SELECT r.organization_id AS "organizationId", r.id, r.member_id AS "memberId", r.credit_type AS "creditType"
  FROM (
    SELECT organization_id, id, until AS at FROM credit_request WHERE until <= $1 AND fell_back_at IS NULL
    UNION
    SELECT organization_id, request_id, falls_back_at FROM credit_lot
      WHERE open AND falls_back_at <= $1 AND available > 0 AND (expires_at IS NULL OR expires_at > $1)
  ) AS due
  JOIN credit_request r ON r.organization_id = due.organization_id AND r.id = due.id
  JOIN organization o ON o.id = r.organization_id
  WHERE CASE WHEN $2::uuid IS NULL THEN o.clock_at IS NULL ELSE o.id = $2 END
  ORDER BY due.at
  LIMIT ${SWEEP_ROWS_MAX}`

type Due = Pick<CreditRequest, 'organizationId' | 'id' | 'memberId' | 'creditType'>

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
    app.prisma.$queryRawUnsafe<Due[]>(FALLING_BACK, now, at?.organizationId ?? null),
  ])
  const outcomes = await Promise.all([
    ...expired.map((request) => app.lane.run(expireRequest(request))),
    ...over.map((request) => app.lane.run(fallBack(request))),
  ])
  return outcomes.filter(({ kind }) => kind === 'decided').length
}
