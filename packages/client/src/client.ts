// The client: sends operations and follows live streams.

import type { Operation } from './operation.ts'
import type { HoldfastOptions } from './options.ts'
import { send } from './send.ts'
import { Live, type WatchOptions } from './watch.ts'

interface SendOptions {
  /** Gives up: the promise rejects with the signal's reason. A mutation may have had its effect. */
  readonly signal?: AbortSignal
}

type InputOf<Variables> = Variables extends { input: infer Input } ? Input : never
/** Optional for an operation whose variables are all optional. */
type Optional<Variables> = Record<string, never> extends Variables ? Variables | undefined : Variables

/** A client of Holdfast for one caller. */
export interface Holdfast {
  /** Reads. Sends the query again after errors that pass. */
  query<Answer, Variables>(
    operation: Operation<Answer, Variables>,
    variables: Optional<Variables>,
    options?: SendOptions,
  ): Promise<Answer>
  /**
   * Changes something. The answer is a union by `__typename`: the success, or a refusal, which has changed nothing. Without an
   * `idempotencyKey` in the input the client makes one, so that the mutation has its effect once, however often it is sent.
   */
  mutate<Answer, Variables extends { input: unknown }>(
    operation: Operation<Answer, Variables>,
    input: InputOf<Variables>,
    options?: SendOptions,
  ): Promise<Answer>
  /** Follows a live stream until the loop is left or the signal aborts. After a cut it goes on from where it was. */
  watch<Answer, Variables>(
    operation: Operation<Answer, Variables>,
    variables: Optional<Variables>,
    options?: WatchOptions,
  ): AsyncGenerator<Answer, void>
  /** Closes the connection of the live streams. */
  close(): void
}

/** Makes a client. It connects when it is used. */
export function createHoldfast(options: HoldfastOptions): Holdfast {
  const live = new Live(options)
  return {
    query: (operation, variables, { signal } = {}) => send(options, operation, variables as never, signal),
    mutate: (operation, input, { signal } = {}) => send(options, operation, { input } as never, signal),
    watch: (operation, variables, how = {}) => live.watch(operation, variables as never, how),
    close: () => live.close(),
  }
}
