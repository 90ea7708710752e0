// What the definition of a provider says of its limits.

interface Limits {
  readonly concurrency: number
  readonly rate?: { readonly requests: number; readonly seconds: number }
}

type Definition = Readonly<Record<string, unknown>>

export const limitsOf = (definition: Definition): Limits => definition.limits as Limits
export const concurrencyOf = (definition: Definition): number => limitsOf(definition).concurrency
export const baseUrlOf = (definition: Definition): string => String(definition.baseUrl)

/** A provider that may have no tasks at a time gets none. */
export const isPaused = (definition: Definition): boolean => concurrencyOf(definition) === 0
