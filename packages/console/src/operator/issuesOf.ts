// What is wrong with the fields of an input, as a refusal says it.

export interface Issue {
  readonly path: string
  readonly message: string
}

/** The fields that a refusal names; empty for refusals that are about no field. */
export function issuesOf(refusal: object | null): readonly Issue[] {
  return refusal && 'issues' in refusal ? (refusal.issues as readonly Issue[]) : []
}

/** The message at a field, as a sentence part: "must have 1 to 200 characters". */
export const issueAt = (refusal: object | null, path: string): string | undefined =>
  issuesOf(refusal).find((issue) => issue.path === path)?.message

/** All of them in one text, each with its path; null: there are none. */
export const issuesText = (issues: readonly Issue[]): string | null =>
  issues.length > 0 ? issues.map(({ path, message }) => `${path} ${message}`).join('; ') : null
