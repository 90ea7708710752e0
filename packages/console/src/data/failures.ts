// The reads of the pages that have failed, for the one place that says so; those that a Fault shows in place are left out there.

import { useEffect, useId } from 'react'

/** A read that has failed. */
export interface Failure {
  /** The name of its operation. */
  readonly name: string
  readonly error: Error
  /** When what is shown in its place was read, in ms of the organization's clock; null: nothing is shown, or it is not known. */
  readonly readAt: number | null
  /** False: nothing older is shown in its place. */
  readonly isShown: boolean
  /** Reads again. */
  readonly again: () => void
}

export class Failures {
  /** When each request was last answered, by its key. */
  readonly answeredAt = new Map<number, number>()
  readonly #failures = new Map<string, Failure>()
  readonly #told = new Set<Error>()
  readonly #listeners = new Set<() => void>()
  #untold: readonly Failure[] = []

  /** The failures that no Fault shows: the same list until one changes. */
  readonly get = (): readonly Failure[] => this.#untold
  readonly listen = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Adds one until the returned function is called. */
  add(id: string, failure: Failure): () => void {
    this.#failures.set(id, failure)
    this.#change()
    return () => {
      this.#failures.delete(id)
      this.#change()
    }
  }

  /** Says that an error is shown in place, until the returned function is called. */
  tell(error: Error): () => void {
    this.#told.add(error)
    this.#change()
    return () => {
      this.#told.delete(error)
      this.#change()
    }
  }

  #change(): void {
    this.#untold = [...this.#failures.values()].filter(({ error }) => !this.#told.has(error))
    for (const listener of this.#listeners) listener()
  }
}

/** Answers that say something about what was asked, such as an address that names nothing: where nothing older is shown, the page itself says so. */
const ANSWERS: readonly unknown[] = ['BAD_USER_INPUT', 'NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN']

const nameOf = ({ text }: { readonly text: string }): string => /^\s*query (\w+)/.exec(text)?.[1] ?? ''

/** Says that the read of an operation has failed, while there is an error. */
export function useFailure(
  failures: Failures,
  operation: { readonly text: string },
  { error, readAt, isShown, again }: Omit<Failure, 'name' | 'error'> & { readonly error: Error | undefined },
): void {
  const id = useId()
  useEffect(() => {
    if (!error || (!isShown && 'code' in error && ANSWERS.includes(error.code))) return
    return failures.add(id, { name: nameOf(operation), error, readAt, isShown, again })
  }, [failures, id, operation, error, readAt, isShown, again])
}
