// Checks of assumptions of the code. A failure is a bug, not a refusal: the whole decision is dropped.

/** The value, which must be there; else throws. `why` completes the sentence "it must be that …". */
export function must<Value>(value: Value | null | undefined, why: string): Value {
  if (value === null || value === undefined) throw new RangeError(`broken assumption: ${why}`)
  return value
}
