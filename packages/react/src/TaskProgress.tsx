// A task: its progress, what it made, and a button to cancel it while it is under way.

import { isRefusal } from '@holdfast/client'
import { CancelTask } from '@holdfast/client/operations'
import { useState } from 'react'
import { useTask } from './hooks.ts'
import { useHoldfast } from './provider.tsx'
import { Shown } from './Shown.tsx'

export function TaskProgress({ taskId }: { readonly taskId: string }) {
  const { client, texts } = useHoldfast()
  const known = useTask(taskId)
  const [problem, setProblem] = useState<string | null>(null)
  const name = known.data ? texts.task(known.data.operation, known.data.model) : texts.loading

  async function cancel() {
    try {
      const answer = await client.mutate(CancelTask, { taskId })
      setProblem(isRefusal(answer) ? answer.message : null)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <section className="holdfast-part holdfast-task" aria-label={name} aria-busy={!known.data && !known.error}>
      <h3 className="holdfast-title">{name}</h3>
      <Shown known={known}>
        {({ status, progress, failureReason, files }) => (
          <>
            <div className="holdfast-row">
              <progress
                className="holdfast-progress"
                max={100}
                value={status === 'SUCCEEDED' ? 100 : progress}
                aria-label={name}
              />
              <span className="holdfast-note" role="status">
                {texts.status[status]}
              </span>
            </div>
            {failureReason ? <p className="holdfast-error">{failureReason}</p> : null}
            {files.length > 0 ? (
              <ul className="holdfast-files">
                {files.map((file) => (
                  <li key={file.name}>
                    <a href={file.url}>{file.name}</a>
                  </li>
                ))}
              </ul>
            ) : null}
            {status === 'QUEUED' || status === 'RUNNING' ? (
              <button className="holdfast-button holdfast-quiet" type="button" onClick={cancel}>
                {texts.cancel}
              </button>
            ) : null}
          </>
        )}
      </Shown>
      <p className="holdfast-error" role="alert">
        {problem}
      </p>
    </section>
  )
}
