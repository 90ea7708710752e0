// The last entry of a wallet's journal before an instant. No index has the times of entries. They never decrease, so
// the entry is found by bisection, in some twenty look-ups.

/**
 * SQL of the number of that entry of the wallet `w`; 0: the wallet had no entry. `organization`: SQL of the id of the wallet's
 * organization. A cluster can find the machine only if that is a parameter of the statement.
 */
export function lastBefore(instant: string, organization: string): string {
  return `
    SELECT low AS sequence FROM (
      WITH RECURSIVE search (low, high) AS (
        SELECT 0::bigint, w.sequence
        UNION ALL
        SELECT CASE WHEN is_before THEN middle ELSE low END, CASE WHEN is_before THEN high ELSE middle - 1 END
        FROM search
        CROSS JOIN LATERAL (SELECT (low + high + 1) / 2 AS middle) AS half
        CROSS JOIN LATERAL (
          SELECT (
            SELECT created_at < ${instant}::timestamptz FROM journal_entry
            WHERE organization_id = ${organization} AND wallet_id = w.id AND sequence = middle
          ) AS is_before
        ) AS entry
        WHERE low < high
      )
      SELECT low FROM search WHERE low = high
    ) AS found`
}
