// The rows of batches whose usage and costs no job has added up yet.

/** Rows of `usage_batch` for `parsed`, and for `parsedCosts`. OFFSET 0: a cluster gathers them before it parses them. */
export function pendingRows(column: 'rows' | 'costs', where = 'true'): string {
  return `(SELECT ${column} FROM usage_batch WHERE ${where} OFFSET 0) AS batches`
}
