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

/** The problem of an act apart from the issue of one field, which stands at that field; null if nothing else is wrong. */
export function problemBeside(
  { refusal, problem }: { readonly refusal: object | null; readonly problem: string | null },
  field: string,
): string | null {
  const issues = issuesOf(refusal)
  const others = issues.filter(({ path }) => path !== field)
  if (others.length > 0) return others.map(({ path, message }) => `${path} ${message}`).join('; ')
  return issues.length > 0 ? null : problem
}
