// The columns of a hold, as the engine reads them.

export const HOLD_COLUMNS = `
  h.organization_id AS "organizationId", h.id, h.wallet_id AS "walletId", h.task_id AS "taskId", h.status, h.credits,
  h.spent, h.released, h.owed, h.usages::text[] AS usages, h.late, h.description, h.expires_at AS "expiresAt",
  h.created_at AS "createdAt", h.ended_at AS "endedAt", h.member_id AS "memberId", h.api_key_id AS "apiKeyId", h.model,
  h.operation, h.counts_at AS "countsAt"`
