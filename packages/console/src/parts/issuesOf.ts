// What is wrong with the fields of an input, as a refusal says it.

export interface Issue {
  readonly path: string
  readonly message: string
}

/** The fields that a refusal names; empty for refusals that are about no field. */
export function issuesOf(refusal: object | null): readonly Issue[] {
  return refusal && 'issues' in refusal ? (refusal.issues as readonly Issue[]) : []
}

const isAt = (path: string, field: string): boolean => path === field || path.startsWith(`${field}.`)

/** The message at a field, or at an entry of its list, as a sentence part: "must have 1 to 200 characters". */
export const issueAt = (refusal: object | null, field: string): string | undefined =>
  issuesOf(refusal).find(({ path }) => isAt(path, field))?.message

/** The problem of an act apart from the issues of these fields, which stand at them; null if nothing else is wrong. */
export function problemBeside(
  { refusal, problem }: { readonly refusal: object | null; readonly problem: string | null },
  ...fields: readonly string[]
): string | null {
  const issues = issuesOf(refusal)
  const others = issues.filter(({ path }) => !fields.some((field) => isAt(path, field)))
  if (others.length > 0) return others.map(({ path, message }) => `${path} ${message}`).join('; ')
  return issues.length > 0 ? null : problem
}
