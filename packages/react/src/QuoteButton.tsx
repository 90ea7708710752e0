// A button that says what the task costs before it is pressed, and why it can't be pressed. A task never costs more than was shown.

import type { AnswerOf } from '@holdfast/client'
import { isRefusal } from '@holdfast/client'
import { SubmitTask } from '@holdfast/client/operations'
import { type ReactNode, useId, useState } from 'react'
import { type Submission, useCanSubmit } from './hooks.ts'
import { useHoldfast } from './provider.tsx'
import { Shown } from './Shown.tsx'

type Submitted = Extract<AnswerOf<typeof SubmitTask>, { __typename: 'SubmitTaskSuccess' }>

export interface QuoteButtonProps {
  readonly submission: Submission
  /** Called with the task when it was accepted. */
  readonly onSubmitted?: (task: Submitted['task']) => void
  /** The button's text. */
  readonly children?: ReactNode
}

export function QuoteButton({ submission, onSubmitted, children }: QuoteButtonProps) {
  const { client, texts, credits } = useHoldfast()
  const permission = useCanSubmit(submission)
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const why = useId()
  const shown = permission.data
  const isReady = shown?.allowed === true && !isSending

  async function submit() {
    if (!isReady) return
    setIsSending(true)
    setProblem(null)
    try {
      const { credits: most } = shown
      const answer = await client.mutate(SubmitTask, { ...submission, ...(most === null ? {} : { maxCredits: most }) })
      if (isRefusal(answer)) setProblem(answer.message)
      else if (answer.__typename === 'SubmitTaskSuccess') onSubmitted?.(answer.task)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setIsSending(false)
    }
  }

  return (
    <div className="holdfast-part holdfast-quote">
      <button
        className="holdfast-button"
        type="button"
        aria-disabled={!isReady}
        aria-describedby={why}
        aria-busy={isSending}
        onClick={submit}
      >
        {children ?? texts.submit}
        {shown?.credits == null ? null : (
          <span className="holdfast-price">
            {(shown.isMaximum ? texts.priceMost : texts.price)(credits(shown.credits))}
          </span>
        )}
      </button>
      <div id={why} className="holdfast-why">
        <Shown known={permission}>
          {({ refusals, needsApproval }) => (
            <p className={refusals.length > 0 ? 'holdfast-error' : 'holdfast-note'}>
              {refusals[0]?.message ?? (needsApproval ? texts.needsApproval : '')}
            </p>
          )}
        </Shown>
        <p className="holdfast-error" role="alert">
          {problem}
        </p>
      </div>
    </div>
  )
}
