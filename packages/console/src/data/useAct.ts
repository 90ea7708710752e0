// Mutations of pages: sent once however often the connection breaks, told to the reads that depend on them, and refusals as texts.

import { isRefusal, type Operation } from '@holdfast/client'
import { createRequest } from '@urql/core'
import { useCallback, useState } from 'react'
import { useConnection } from './connection.tsx'
import { firstValueFrom } from './firstValue.ts'
import { ALL_TOPICS } from './topics.ts'

type InputOf<Variables> = Variables extends { input: infer Input } ? Input : never

/** The answers that are no refusals. */
type Success<Answer> = Exclude<Answer, { code: string; message: string }>

interface Act<Answer, Input> {
  /** Sends it. Returns the success; null if it was refused or failed, and `problem` says why. */
  readonly run: (input: Input) => Promise<Success<Answer> | null>
  readonly isRunning: boolean
  /** Why the last one was refused, as a sentence; null if it was not. */
  readonly problem: string | null
  /** The refusal itself. */
  readonly refusal: Answer | null
  readonly reset: () => void
}

/** A mutation. */
export function useAct<Answer, Variables extends { input: unknown }>(
  operation: Operation<Answer, Variables>,
): Act<Answer, InputOf<Variables>> {
  const { urql, topics } = useConnection()
  const [state, setState] = useState<{ isRunning: boolean; problem: string | null; refusal: Answer | null }>({
    ...{ isRunning: false, problem: null, refusal: null },
  })
  const run = useCallback(
    async (input: InputOf<Variables>) => {
      setState({ isRunning: true, problem: null, refusal: null })
      const request = createRequest(operation.text, { input })
      const { data, error } = await firstValueFrom(urql.executeMutation(request, { sent: operation } as never))
      const answer = (data as Record<string, Answer> | undefined)?.[operation.field] ?? null
      if (!answer || error) {
        setState({ isRunning: false, problem: (error?.networkError ?? error)?.message ?? null, refusal: null })
        return null
      }
      if (isRefusal(answer as never)) {
        setState({ isRunning: false, problem: (answer as { message?: string }).message ?? null, refusal: answer })
        return null
      }
      setState({ isRunning: false, problem: null, refusal: null })
      topics.tell(...ALL_TOPICS)
      return answer as Success<Answer>
    },
    [urql, topics, operation],
  )
  const reset = useCallback(() => setState({ isRunning: false, problem: null, refusal: null }), [])
  return { run, reset, ...state }
}
