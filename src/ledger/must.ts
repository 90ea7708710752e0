// Checks for what the code relies on. A failure is a bug, not a refusal: nothing of the decision is kept.

/** The value, which must be there; else throws. `why` completes the sentence "it must be that …". */
export function must<Value>(value: Value | null | undefined, why: string): Value {
  if (value === null || value === undefined) throw new RangeError(`broken assumption: ${why}`)
  return value
}
