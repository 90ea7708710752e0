// Sends what urql asks through Holdfast's own client: one connection for all live streams, which go on after a cut; keys for
// mutations, so that each has its effect once; and the same operation again after errors that pass.

import type { Holdfast, Operation } from '@holdfast/client'
import {
  type Exchange,
  makeErrorResult,
  makeResult,
  stringifyDocument,
  type Operation as UrqlOperation,
} from '@urql/core'
import { filter, make, merge, mergeMap, pipe, type Source, takeUntil } from 'wonka'
import { Frame } from './frame.ts'

/** What the context of each urql operation carries. */
interface Sent {
  readonly sent: Operation<unknown, unknown>
}

type Result = ReturnType<typeof makeResult>

export function holdfastExchange(client: Holdfast, onState: (isLive: boolean) => void): Exchange {
  const frame = new Frame()
  return ({ forward }) =>
    (operations) => {
      const answered = pipe(
        operations,
        filter(({ kind }) => kind !== 'teardown'),
        mergeMap((operation) =>
          pipe(
            resultsOf({ client, frame, onState }, operation),
            takeUntil(
              pipe(
                operations,
                filter(({ kind, key }) => kind === 'teardown' && key === operation.key),
              ),
            ),
          ),
        ),
      )
      const rest = pipe(
        operations,
        filter(({ kind }) => kind === 'teardown'),
        forward,
      )
      return merge([answered, rest])
    }
}

interface Means {
  readonly client: Holdfast
  readonly frame: Frame
  readonly onState: (isLive: boolean) => void
}

function resultsOf({ client, frame, onState }: Means, operation: UrqlOperation): Source<Result> {
  const { sent } = operation.context as unknown as Sent
  // The cache has asked for the type and the id of each thing.
  const asked = { ...sent, text: stringifyDocument(operation.query) }
  const variables = operation.variables as never
  return make<Result>(({ next, complete }) => {
    const leaving = new AbortController()
    const { signal } = leaving
    const tell = (value: unknown) =>
      signal.aborted ||
      next(makeResult(operation, { data: { [sent.field]: value }, hasNext: operation.kind === 'subscription' }))
    const run = async () => {
      if (operation.kind === 'subscription') {
        const watching = { signal, onState: (state: string) => onState(state === 'live') }
        for await (const value of client.watch(asked, variables, watching))
          frame.put(`${operation.key} ${idOf(value)}`, () => tell(value))
      } else if (operation.kind === 'mutation') {
        // Not ended by leaving: it may have had its effect.
        tell(
          await client.mutate(
            asked as Operation<unknown, { input: unknown }>,
            (variables as { input: unknown }).input as never,
          ),
        )
      } else tell(await client.query(asked, variables, { signal }))
    }
    run()
      .catch((error) => signal.aborted || next(makeErrorResult(operation, errorOf(error))))
      .finally(() => {
        frame.flush()
        if (!signal.aborted) complete()
      })
    return () => leaving.abort()
  })
}

/** What a message of a stream is about. */
function idOf(value: unknown): string {
  const { id, wallet } = value as { id?: string; wallet?: { id: string } }
  return id ?? wallet?.id ?? ''
}

const errorOf = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))
